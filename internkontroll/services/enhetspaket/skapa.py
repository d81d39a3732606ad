"""Use case: a file for each unit, with its egenkontroller, åtgärder and risks, to fill in without the register."""

import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Connection

from internkontroll.db.migrate import create, refuse_existing
from internkontroll.db.models import enhetspaket, metadata, plan
from internkontroll.db.session import Register
from internkontroll.db.writer import Writer, new_uuid, now
from internkontroll.domain.enhetspaket.regler import SUFFIX
from internkontroll.domain.falt.frozen import closed_text
from internkontroll.domain.rubrik import shorten
from internkontroll.domain.words import Planstatus
from internkontroll.errors import InputRefused, WrongUsage, environment
from internkontroll.files import replacing
from internkontroll.services.enhetspaket.las import log_heads
from internkontroll.services.enhetspaket.poster import references
from internkontroll.services.enhetspaket.urval import Rows, select_unit
from internkontroll.services.innehall import keep_content
from internkontroll.services.planlage import read_plan
from internkontroll.services.poster import unit_names
from internkontroll.services.records import ask
from internkontroll.services.urval import find_plan, namnd_of

_REFUSED = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
_LONGEST = 80

_WITH_SOMETHING = """
    SELECT id FROM enhet WHERE namnd_id = ?1 AND (stangd IS NULL OR stangd > ?3) AND (
        EXISTS (SELECT 1 FROM utfall JOIN egenkontroll ON egenkontroll.id = utfall.egenkontroll_id
            WHERE utfall.enhet_id = enhet.id AND utfall.borttagen IS NULL AND utfall.datum IS NULL
            AND egenkontroll.plan_id = ?2 AND egenkontroll.borttagen IS NULL)
        OR EXISTS (SELECT 1 FROM risk WHERE risk.enhet_id = enhet.id AND plan_id = ?2 AND borttagen IS NULL))"""
_OPEN = "SELECT id FROM enhet WHERE namnd_id = ?1 AND (stangd IS NULL OR stangd > ?2)"


@dataclass(frozen=True, slots=True)
class Skapat:
    """A package that is made: its unit, its file, and what it has to do in it. `saknas`: tillfällen not handed in."""

    enhet: str
    fil: Path
    saknas: int
    atgarder: int
    risker: int


def make_packages(
    register: Register,
    folder: Path,
    ar: int,
    idag: date,
    *,
    enheter: Sequence[str] = (),
    namnd: str | None = None,
) -> tuple[Skapat, ...]:
    """Make the packages and note them in the register, all or none; of units with anything to do unless named.

    Raises WrongUsage for a plan or unit that isn't there, InputRefused where the year is closed or a file of the
    name is there already (a chief may have written in it), EnvironmentFailed where a file can't be written.
    """
    if folder.is_file():
        raise WrongUsage(f"{folder}: Det är en fil. Ange en mapp, så får varje enhet en egen fil i den.")
    with ExitStack() as stack, TemporaryDirectory(prefix="internkontroll-", ignore_cleanup_errors=True) as work:
        with register.read() as connection:
            packer = _Packer(register, connection, find_plan(connection, ar, namnd), _empty(Path(work)), idag)
            packer.refuse_closed()
            chosen = _chosen(connection, packer.plan_id, ar, idag, enheter)
            files = {unit: folder / name for name, unit in _file_names(chosen, ar)}
            for path in files.values():
                refuse_existing(path)
            with environment(folder):
                folder.mkdir(parents=True, exist_ok=True)
            packed = [packer.pack(unit, stack.enter_context(replacing(path))) for unit, path in files.items()]
        # The files get their names when the register knows them: one that it doesn't know couldn't come back.
        _note(register, packed, list(chosen.values()))
    return tuple(_made(name, files[unit], rows) for (unit, name), (_, rows) in zip(chosen.items(), packed, strict=True))


def _made(enhet: str, fil: Path, rows: Rows) -> Skapat:
    missing = sum(row["datum"] is None for row in rows.get("utfall", ()))
    return Skapat(enhet, fil, missing, len(rows.get("atgard", ())), len(rows.get("risk", ())))


def _chosen(connection: Connection, plan_id: int, ar: int, idag: date, wanted: Sequence[str]) -> dict[int, str]:
    """The units by id, in order of their names."""
    namnd_id = namnd_of(connection, plan_id)
    parameters: tuple[Any, ...] = (namnd_id, str(idag)) if wanted else (namnd_id, plan_id, str(idag))
    found = ask(connection, _OPEN if wanted else _WITH_SOMETHING, parameters)
    names = unit_names(connection, idag, [unit for (unit,) in found])
    if not wanted:
        if not names:
            raise WrongUsage(f"Ingen enhet har något att göra {ar}. Skapa årets tillfällen först.")
        return dict(names)
    asked = {name.strip().casefold() for name in wanted}
    unknown = asked - {name.casefold() for name in names.values()}
    if unknown:
        missing = next(name for name in wanted if name.strip().casefold() in unknown)
        raise WrongUsage(f"Ingen enhet heter {missing}. Enheter: {', '.join(names.values()) or 'inga ännu'}.")
    return {unit: name for unit, name in names.items() if name.casefold() in asked}


def _file_names(units: Mapping[int, str], ar: int) -> Iterator[tuple[str, int]]:
    """A name of its own for each, without what Windows refuses; those of the same name are numbered."""
    taken = set[str]()
    for unit, said in units.items():
        name = " ".join(_REFUSED.sub(" ", said).split())[:_LONGEST].rstrip(" .") or "enhet"
        own, number = name, 1
        while own.casefold() in taken:
            number += 1
            own = f"{name} {number}"
        taken.add(own.casefold())
        yield f"{own} {ar}{SUFFIX}", unit


def _empty(folder: Path) -> Path:
    """A register without anything in it, made once: the migrations take longer than all that a unit has."""
    path = folder / "tomt.ikreg"
    path.touch()
    create(path)
    return path


Packed = tuple[dict[str, Any], Rows]
"""The register's row of a package, and what went into it."""


@dataclass(frozen=True, slots=True)
class _Packer:
    """Makes the packages of one plan, all of the same moment."""

    register: Register
    connection: Connection
    plan_id: int
    empty: Path
    idag: date

    def refuse_closed(self) -> None:
        lage = read_plan(self.connection, self.plan_id)
        if lage.status == Planstatus.AVSLUTAD:
            raise InputRefused(closed_text(lage))

    def pack(self, unit: int, target: Path) -> Packed:
        rows = select_unit(self.connection, self.plan_id, unit, self.idag)
        shutil.copyfile(self.empty, target)
        noted = {"uuid": new_uuid(), "skapad": now()}
        package = Register(target, self.register.user)
        with package.write("Enhetspaket skapat") as writer:
            writer.connection.exec_driver_sql("UPDATE register SET uuid = ?, skapat = ?", (new_uuid(), noted["skapad"]))
            for row in rows.get("bilaga", ()):
                keep_content(writer, self._content(row["sha256"]))
            ids = _insert(writer, rows)
            # The package's own row says which register it comes from: its own head can't stand in it.
            at = {"plan_id": ids["plan", self.plan_id], "enhet_id": ids["enhet", unit], "huvud": self._origin()}
            writer.insert(enhetspaket, noted | at)
        with package.read() as inside:
            heads, _ = log_heads(inside)
        package.close()
        return noted | {"plan_id": self.plan_id, "enhet_id": unit, "huvud": heads[0]}, rows

    def _content(self, sha256: str) -> bytes:
        ((data,),) = ask(self.connection, "SELECT data FROM innehall WHERE sha256 = ?", (sha256,))
        return bytes(data)

    def _origin(self) -> str:
        ((own,),) = ask(self.connection, "SELECT uuid FROM register")
        return str(own)


def _insert(writer: Writer, rows: Rows) -> dict[tuple[str, int], int]:
    """The rows under numbers of their own; returns (table, the register's id) → id."""
    ids: dict[tuple[str, int], int] = {}
    for table in metadata.sorted_tables:
        targets = references(table.name)
        for row in rows.get(table.name, ()):
            values = {name: value for name, value in row.items() if name not in ("id", "version")}
            refs = {name: ids.get((target, row[name])) for name, target in targets.items() if row[name] is not None}
            if table is plan:
                values["status"] = Planstatus.UTKAST  # what is decided takes no risks and no scale; see below
            ids[table.name, row["id"]] = writer.insert(table, values | refs)
    for row in rows["plan"]:
        new = row | {"id": ids["plan", row["id"]], "version": 1, "status": Planstatus.UTKAST}
        writer.flush()
        writer.update(plan, new, {"status": row["status"]})
    return ids


def _note(register: Register, packed: Iterable[Packed], names: Sequence[str]) -> None:
    to = names[0] if len(names) == 1 else f"{len(names)} enheter"
    with register.write(shorten(f"Enhetspaket till {to}")) as writer:
        for noted, _ in packed:
            writer.insert(enhetspaket, noted)

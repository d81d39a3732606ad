"""Use case: everything of one tillfälle as a sealed package for the archive.

All that it says of times comes from the register, so that the same register gives the same bytes.
"""

import hashlib
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import shorten
from typing import Any

from sqlalchemy import Connection, Row, func, select

from internkontroll import __version__
from internkontroll.db import models
from internkontroll.db.register_file import HEAD
from internkontroll.db.session import Register
from internkontroll.domain.report.risker import Layout
from internkontroll.domain.status import Tillfalletyp
from internkontroll.domain.underlag import Atgard, Underlag
from internkontroll.domain.utbyte import TILLFALLEN
from internkontroll.domain.utseende import Utseende
from internkontroll.errors import InputRefused, WrongUsage
from internkontroll.export.paket import README, File, Paket, bilaga_name, readme, write_paket
from internkontroll.files import open_replacing
from internkontroll.services.exportera import RENDERERS
from internkontroll.services.foregaende import load_report
from internkontroll.services.urval import find_plan, namnd_of
from internkontroll.services.utseende import load_utseende

_MEANINGS = {
    ".docx": "rapporten som Word",
    ".pdf": "rapporten som tillgänglig PDF för arkiv och webb",
    ".xlsx": "alla uppgifter som Excel",
    ".json": "alla uppgifter som utbytesfil",
}
_OWNERS = ("risk", "atgard", "kontroll", "granskning", "utfall")


@dataclass(frozen=True, slots=True)
class _Bilaga:
    """One content and all the bilagor that are it."""

    namn: str
    sha256: str
    uses: Sequence[Mapping[str, Any]]


def make_paket(
    register: Register,
    target: Path,
    ar: int,
    tillfalle: Tillfalletyp,
    namnd: str | None = None,
    layout: Layout | None = None,
    *,
    changes: bool = False,
) -> Paket:
    """Write the package: Word, PDF, Excel, utbyte, bilagor, manifest; `layout` and `changes` as in `export_report`.

    Raises WrongUsage for another ending than .zip or an unknown plan, InputRefused where a bilaga is
    damaged, EnvironmentFailed where the file can't be written; the old file stays until the new one is whole.
    """
    if target.suffix.lower() != ".zip":
        raise WrongUsage(f"{target}: Ett paket är en zip-fil. Välj ett namn som slutar på .zip.")
    with register.read() as connection:
        plan_id = find_plan(connection, ar, namnd)
        underlag = load_report(connection, plan_id, tillfalle, changes=changes)
        head = _head(connection, underlag)
        bilagor = _bilagor(connection, underlag)
        utseende = load_utseende(connection, namnd_of(connection, plan_id))
    with open_replacing(target) as stream:
        return write_paket(stream, head, _files(register, underlag, bilagor, layout, utseende))


def _head(connection: Connection, underlag: Underlag) -> dict[str, Any]:
    """What the manifest says of the register and the plan."""
    own = connection.execute(select(models.register)).one()
    beslut = underlag.beslut
    return {
        "program": f"Internkontroll {__version__}",
        "register": {"uuid": own.uuid, "skapat": own.skapat, "format": HEAD},
        "kommun": underlag.kommun,
        "namnd": underlag.namnd,
        "ar": underlag.ar,
        "tillfalle": underlag.tillfalle,
        "avser": underlag.as_of.isoformat(),
        "plan": {
            "uuid": underlag.ref and underlag.ref.uuid,
            "status": underlag.planstatus,
            "beslut": {
                "datum": beslut.datum and beslut.datum.isoformat(),
                "paragraf": beslut.paragraf,
                "diarienummer": beslut.diarienummer,
            },
        },
        "handelselogg": _log_head(connection),
    }


def _log_head(connection: Connection) -> dict[str, Any]:
    """The last event, how many there are, and a sum over all of the log: docs/paket.md says of which bytes."""
    log, digest = models.handelse, hashlib.sha256()
    last = connection.execute(select(log).order_by(log.c.id.desc()).limit(1)).one()
    for table in (log, models.handelserad):
        for row in connection.execute(select(table).order_by(table.c.id)):
            digest.update(_json([*row]).encode() + b"\n")
    return {
        "antal": connection.execute(select(func.count()).select_from(log)).scalar_one(),
        "senaste": {"id": last.id, "uuid": last.uuid, "tid": last.tid},
        "sha256": digest.hexdigest(),
    }


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _bilagor(connection: Connection, underlag: Underlag) -> list[_Bilaga]:
    """The bilagor of what the underlag holds, each content once, in the order in which they came to the register."""
    owners = _owner_names(underlag)
    found: dict[str, list[Row[Any]]] = {}
    tables = [models.metadata.tables[name] for name in _OWNERS]
    query = select(models.bilaga, func.coalesce(*(table.c.uuid for table in tables)).label("agare"))
    for table in tables:
        query = query.outerjoin(table, table.c.id == models.bilaga.c[f"{table.name}_id"])
    query = query.where(models.bilaga.c.borttagen.is_(None)).order_by(models.bilaga.c.id)
    for row in connection.execute(query):
        if row.agare in owners:
            found.setdefault(row.sha256, []).append(row)
    return [
        _Bilaga(bilaga_name(number, rows[0].filnamn), sha256, [_use(row, *owners[row.agare]) for row in rows])
        for number, (sha256, rows) in enumerate(found.items(), 1)
    ]


def _use(row: Row[Any], tabell: str, text: str) -> dict[str, Any]:
    return {
        "uuid": row.uuid,
        "filnamn": row.filnamn,
        "mediatyp": row.mediatyp,
        "beskrivning": row.beskrivning,
        "galler": {"tabell": tabell, "uuid": row.agare, "text": shorten(text, 150, placeholder=" …")},
    }


def _owner_names(underlag: Underlag) -> dict[str, tuple[str, str]]:
    """The uuid of each record that may have bilagor → its table and what people call it."""
    names: dict[str, tuple[str, str]] = {}

    def add(table: str, record: Any, text: str) -> None:
        if record.ref is not None:
            names[record.ref.uuid] = (table, text)

    def add_atgarder(atgarder: Sequence[Atgard]) -> None:
        for atgard in atgarder:
            add("atgard", atgard, atgard.beskrivning)

    for risk in underlag.risker:
        add("risk", risk, risk.beskrivning)
        add_atgarder(risk.atgarder)
    for granskning in underlag.granskningar:
        add("granskning", granskning, granskning.namn)
        add_atgarder(granskning.atgarder)
    for kontroll in underlag.systematiska_kontroller:
        add("kontroll", kontroll, kontroll.kontroll)
    for egenkontroll in underlag.egenkontroller:
        for utfall in egenkontroll.utfall:
            add("utfall", utfall, f"{egenkontroll.namn}, {utfall.enhet}, {utfall.period}")
            add_atgarder(utfall.atgarder)
    add_atgarder([one.atgard for one in underlag.tidigare])
    return names


def _files(
    register: Register, underlag: Underlag, bilagor: Sequence[_Bilaga], layout: Layout | None, utseende: Utseende
) -> Iterator[File]:
    stem = f"{TILLFALLEN[underlag.tillfalle]}-{underlag.ar}"
    documents = {f"{stem}{suffix}": suffix for suffix in _MEANINGS}
    listed = [(name, _MEANINGS[suffix]) for name, suffix in documents.items()]
    listed += [(bilaga.namn, f"bilaga: {bilaga.uses[0]['galler']['text']}") for bilaga in bilagor]
    whose = f"{underlag.namnd}, {underlag.kommun}" if underlag.kommun else underlag.namnd
    what = f"{whose}\n{underlag.tillfalle.label} {underlag.ar}. Uppgifterna avser läget {underlag.as_of}."
    yield File(README, {"innehall": "vad paketet är och hur det kontrolleras"}, readme(what, listed))
    for name, suffix in documents.items():
        stream = io.BytesIO()
        RENDERERS[suffix](underlag, layout, utseende, stream)
        yield File(name, {"innehall": _MEANINGS[suffix]}, stream.getvalue())
    for bilaga in bilagor:
        yield File(bilaga.namn, {"innehall": "bilaga", "bilagor": bilaga.uses}, _content(register, bilaga))


def _content(register: Register, bilaga: _Bilaga) -> bytes:
    """The bytes, read when they are needed: all bilagor together may be larger than the memory."""
    innehall = models.innehall
    with register.read() as connection:
        data = connection.execute(select(innehall.c.data).where(innehall.c.sha256 == bilaga.sha256)).scalar()
    if data is None or hashlib.sha256(data).hexdigest() != bilaga.sha256:
        raise InputRefused(
            f"{register.path}: Bilagan ”{bilaga.uses[0]['filnamn']}” är skadad i registret. Paketet är inte skrivet. "
            "Hämta bilagan ur en säkerhetskopia eller ta bort den."
        )
    return bytes(data)

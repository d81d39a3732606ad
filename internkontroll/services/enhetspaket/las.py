"""Reading a package: a copy of the file that was sent, verified from end to end before anything of it is believed."""

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from internkontroll.db.migrate import upgrade
from internkontroll.db.register_file import HEAD, read_revision
from internkontroll.db.session import Register
from internkontroll.domain.enhetspaket.regler import SUFFIX
from internkontroll.errors import InputRefused, environment
from internkontroll.services.kontrollera import check

KNOWN = 16
"""Characters of a head that are kept of what has been received."""

Logged = tuple[str, int, str | None, str | None, str | None]
"""A row of the log: table, record, field, what was, what is."""


@dataclass(frozen=True, slots=True)
class Paket:
    """A package that is whole. `huvuden`: the log's head after each of its events; `rader`: the events' rows."""

    fil: Path
    uuid: str
    enhet: str
    huvuden: tuple[str, ...]
    rader: tuple[tuple[Logged, ...], ...]
    kopia: Register

    def state(self, events: int) -> dict[str, dict[int, dict[str, Any]]]:
        """Table → id → row as they were after that many events, played from the log."""
        tables: dict[str, dict[int, dict[str, Any]]] = {}
        for rows in self.rader[:events]:
            for tabell, post, falt, _, blev in rows:
                found = tables.setdefault(tabell, {})
                if falt is not None and blev is not None:
                    found.setdefault(post, {})[falt] = json.loads(blev)
                elif blev is not None:
                    found[post] = dict(json.loads(blev))
                else:
                    found.pop(post, None)
        return tables

    def content(self, sha256: str) -> bytes:
        """The bytes of a bilaga. Raises InputRefused where the package doesn't have them."""
        with self.kopia.read() as connection:
            data = connection.exec_driver_sql("SELECT data FROM innehall WHERE sha256 = ?", (sha256,)).scalar()
        if not isinstance(data, bytes):
            raise InputRefused(f"{self.fil}: En bilaga saknar sitt innehåll. Be enheten skicka filen igen.")
        return data


@contextmanager
def open_package(path: Path) -> Iterator[Paket]:
    """The package at `path`, which isn't touched: what is read, and upgraded if it is older, is a copy.

    Raises InputRefused for what isn't a whole package of this program, EnvironmentFailed where it can't be read.
    """
    with TemporaryDirectory(prefix="internkontroll-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / "paket.ikenhet"
        _copy(path, copy)
        with _refusing(path):
            register = _open(path, copy)
            with register.read() as connection:
                paket = _read(path, register, connection)
        try:
            yield paket
        finally:
            register.close()


def log_heads(connection: Connection) -> tuple[list[str], list[tuple[Logged, ...]]]:
    """The head of the log after each event, which depends on all up to it, and the rows of each event."""
    rows: dict[int, list[Logged]] = {}
    for event, *row in connection.exec_driver_sql(
        "SELECT handelse_id, tabell, post, falt, var, blev FROM handelserad ORDER BY id"
    ):
        rows.setdefault(event, []).append((row[0], row[1], row[2], row[3], row[4]))
    heads: list[str] = []
    events: list[tuple[Logged, ...]] = []
    head = ""
    for number, *event in connection.exec_driver_sql(
        "SELECT id, uuid, tid, anvandare, rubrik, skal, angrar_id FROM handelse ORDER BY id"
    ):
        logged = tuple(rows.pop(number, ()))
        said = json.dumps([head, event, logged], ensure_ascii=True, separators=(",", ":"), default=repr)
        head = hashlib.sha256(said.encode()).hexdigest()
        heads.append(head)
        events.append(logged)
    return heads, events


def _copy(path: Path, copy: Path) -> None:
    with environment(path):
        if path.is_dir():
            raise InputRefused(f"{path}: Det är en mapp. Välj filen som enheten har skickat; den slutar på {SUFFIX}.")
        shutil.copyfile(path, copy)
        # Sent while somebody was writing: without its journal the file is half a change.
        journal = path.with_name(f"{path.name}-journal")
        if journal.exists():
            shutil.copyfile(journal, copy.with_name(f"{copy.name}-journal"))


def _open(path: Path, copy: Path) -> Register:
    """Raise InputRefused unless the file is whole, of this program, and says what its own log says."""
    with _whole(path):
        newer = read_revision(copy) > HEAD
    if newer:
        raise InputRefused(f"{path}: Paketet är gjort av en nyare version av Internkontroll. Uppdatera programmet.")
    with _whole(path):
        upgrade(copy)
        register = Register(copy, "")
        faults = check(register)
    if faults:
        raise _tampered(path, faults[0])
    return register


@contextmanager
def _whole(path: Path) -> Iterator[None]:
    """What is said of a register that is damaged isn't what to do about a package."""
    try:
        yield
    except InputRefused as error:
        raise InputRefused(
            f"{path}: Filen är inte ett helt enhetspaket. Be enheten skicka den igen. Inget är inläst."
        ) from error


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    """A file made to deceive may hold anything: text that is none, rows that no program of ours writes."""
    try:
        yield
    except (DatabaseError, sqlite3.DatabaseError, KeyError, TypeError, ValueError) as error:
        raise _tampered(path, "Innehållet går inte att läsa.") from error


def _read(path: Path, register: Register, connection: Connection) -> Paket:
    own = connection.exec_driver_sql("SELECT uuid, enhet_id FROM enhetspaket").all()
    if len(own) != 1:
        raise InputRefused(f"{path}: Filen är ett register, inte ett enhetspaket. Välj filen som enheten har skickat.")
    heads, events = log_heads(connection)
    names = "SELECT namn FROM enhet_version WHERE enhet_id = ? ORDER BY fran DESC"
    enhet = connection.exec_driver_sql(names, (own[0].enhet_id,)).scalar()
    return Paket(path, own[0].uuid, str(enhet or "enheten"), tuple(heads), tuple(events), register)


def _tampered(path: Path, what: str) -> InputRefused:
    return InputRefused(
        f"{path}: Paketet har skadats, eller ändrats med ett annat program än Internkontroll. {_first(what)} "
        "Be enheten skicka filen igen. Inget är inläst."
    )


def _first(text: str) -> str:
    """The fault without what to do about a register: a package has no backup."""
    return text.split(" Återställ ")[0].split(" Hämta den ")[0]


def known_events(paket: Paket, noted: Mapping[str, Any]) -> int:
    """How many of the package's events, from the first, the register has had before.

    `noted`: the register's row of the package. Raises InputRefused where what was sent isn't what it begins with.
    """
    if not paket.huvuden or paket.huvuden[0] != noted["huvud"]:
        raise _tampered(paket.fil, "Det som skickades ut står inte kvar i paketets händelselogg.")
    received = set((noted["mottaget_huvud"] or "").split())
    known = [number for number, head in enumerate(paket.huvuden, 1) if head[:KNOWN] in received]
    return max(known, default=1)

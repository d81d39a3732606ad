"""Use case: is the register whole? The file, its rules, references and bilagor, the händelselogg, the words."""

import hashlib
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Connection, Table, select

from internkontroll.db.backup import verify
from internkontroll.db.migrate import create
from internkontroll.db.models import bedomning, handelserad, innehall, metadata, risk, riskskala
from internkontroll.db.ordkontroll import lagging, rebuild
from internkontroll.db.session import Register
from internkontroll.domain.riskskala import STANDARDSKALA
from internkontroll.services.riskskala import read_skala

_UNLOGGED = {"handelse", "handelserad", "innehall", "register"}


def check(register: Register) -> list[str]:
    """What is wrong, in Swedish, each with its record; empty when all is well.

    Raises InputRefused where the file itself is damaged, EnvironmentFailed where the disk fails.
    """
    verify(register.path)
    with register.read() as connection:
        return [
            *_schema_faults(_new_schema(), _schema(connection)),
            *_broken_bilagor(connection),
            *_steps_outside_scale(connection),
            *_log_faults(connection),
            *_index_faults(register.path),
        ]


def mend_search(register: Register) -> bool:
    """Make the index of words anew where it doesn't agree with the tables; whether it didn't. Raises as `check`."""
    verify(register.path)
    return rebuild(register.path)


_Schema = dict[tuple[str, str], str]
"""Kind ("index" or "trigger") and name → the statement that made it."""


@cache
def _new_schema() -> _Schema:
    """What a register that is made now has; the same as long as the program runs."""
    with TemporaryDirectory(prefix="internkontroll-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "ny.ikreg"
        path.touch()
        create(path)
        with Register(path, "").read() as connection:
            return _schema(connection)


def _schema(connection: Connection) -> _Schema:
    """What watches over the rows in the database itself. SQLite's own indexes have no statement."""
    query = "SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"
    rows = connection.exec_driver_sql(f"{query} ORDER BY type, name")
    # A table that a migration has renamed gets quotation marks, in some versions of SQLite.
    return {(kind, name): " ".join(sql.replace('"', "").split()) for kind, name, sql in rows}


def _schema_faults(wanted: _Schema, found: _Schema) -> Iterator[str]:
    for key in dict.fromkeys((*wanted, *found)):
        if wanted.get(key) != found.get(key):
            kind, name = key
            what = "saknas" if key not in found else "har ändrats" if key in wanted else "hör inte till registret"
            yield (
                f"{'Indexet' if kind == 'index' else 'Spärren'} {name} {what}: någon har ändrat databasen med ett "
                "annat program. Återställ en säkerhetskopia."
            )


def _broken_bilagor(connection: Connection) -> Iterator[str]:
    for sha256, data in connection.execute(select(innehall.c.sha256, innehall.c.data)):
        if hashlib.sha256(data).hexdigest() != sha256:
            yield f"Bilaga {sha256[:12]}…: innehållet stämmer inte med kontrollsumman. Hämta den ur en säkerhetskopia."


def _steps_outside_scale(connection: Connection) -> Iterator[str]:
    rows = connection.execute(select(riskskala)).mappings()
    skalor = {row["plan_id"]: read_skala(row) for row in rows}
    columns = (risk.c.plan_id, bedomning.c.sannolikhet, bedomning.c.konsekvens, risk.c.beskrivning)
    estimates = select(*columns).join_from(bedomning, risk).order_by(bedomning.c.id)
    for plan_id, sannolikhet, konsekvens, text in connection.execute(estimates):
        skala = skalor.get(plan_id, STANDARDSKALA)
        if (sannolikhet or 1) > len(skala.sannolikhet) or (konsekvens or 1) > len(skala.konsekvens):
            pair = f"{sannolikhet or '–'} × {konsekvens or '–'}"
            yield f"Risk ”{text}”: bedömningen {pair} finns inte på planens riskskala."


def _index_faults(path: Path) -> Iterator[str]:
    """The index of words is made of the tables, so that it can be made anew without a copy."""
    posts = lagging(path)
    if posts:
        tabell, post = posts[0]
        number = "1 post" if len(posts) == 1 else f"{len(posts)} poster"
        yield (
            f"Sökningen stämmer inte med registret för {number}, den första är {tabell} nr {post}. "
            f"Inget annat är fel för det. Kör: internkontroll uppgradera {path} så byggs sökningen om."
        )


def _log_faults(connection: Connection) -> Iterator[str]:
    """The log, played from its start, must end in the register as it stands."""
    try:
        logged = _play(connection)
    except (TypeError, ValueError):
        yield "Händelseloggen innehåller något som den inte kan ha skrivit själv. Återställ en säkerhetskopia."
        return
    for table in metadata.sorted_tables:
        if table.name not in _UNLOGGED:
            yield from _compare(connection, table, logged.pop(table.name, {}))


def _play(connection: Connection) -> dict[str, dict[int, dict[str, Any]]]:
    """Table → row → its fields by the log; versions aside, which count the changes.

    Raises TypeError or ValueError where a row of the log isn't what a `Writer` writes.
    """
    tables: dict[str, dict[int, dict[str, Any]]] = {}
    query = select(handelserad.c.tabell, handelserad.c.post, handelserad.c.falt, handelserad.c.blev)
    for tabell, post, falt, blev in connection.execute(query.order_by(handelserad.c.id)):
        rows = tables.setdefault(tabell, {})
        if falt is not None:
            rows.setdefault(post, {})[falt] = json.loads(blev)
        elif blev is not None:
            rows[post] = dict(json.loads(blev))
        else:
            rows.pop(post, None)
    return tables


def _compare(connection: Connection, table: Table, logged: dict[int, dict[str, Any]]) -> Iterator[str]:
    columns = [column for column in table.columns if column.name != "version"]
    # Raw values, so that days compare as the text that the log holds.
    names = ", ".join(f'"{column.name}"' for column in columns)
    for row in connection.exec_driver_sql(f'SELECT {names} FROM "{table.name}"').mappings():  # noqa: S608
        known = logged.pop(row["id"], None)
        if known is None:
            yield f"Händelseloggen saknar {table.name} nr {row['id']}."
            continue
        for name, value in row.items():
            if known.get(name) != value:
                yield f"Händelseloggen stämmer inte med {table.name} nr {row['id']}, fältet {name}."
    for post in logged:
        yield f"Händelseloggen har {table.name} nr {post}, som saknas i registret."

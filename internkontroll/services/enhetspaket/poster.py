"""Rows of a register as records that can be compared with those of another one: known by key, not by number."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table

from internkontroll.db.models import metadata
from internkontroll.domain.enhetspaket.jamfor import Varden

Rows = Mapping[str, Mapping[int, Mapping[str, Any]]]
"""Table → id → the row, values as SQLite holds them."""

KeyOf = Callable[[str, int], str]
"""The key of a record by its table and id."""

LOCAL = frozenset({"register", "handelse", "handelserad", "innehall", "enhetspaket", "egenkontroll_enhet"})
"""Tables of the file's own, or whose rows have no identity."""

_NATURAL = {
    "svar": ("utfall_id", "kontrollpunkt_id"),
    "uppfoljning": ("atgard_id", "kontroll_id", "tillfalle_id"),
    "risk_mal": ("risk_id", "mal_id"),
}
"""Table → the references that a record is known by: both sides may have answered the same question."""


@cache
def references(tabell: str) -> Mapping[str, str]:
    """Column → the table that it refers to the id of."""
    return {
        column.name: target
        for column in metadata.tables[tabell].columns
        if (target := _target(column.table, column.name))
    }


def _target(table: Table, name: str) -> str | None:
    """A column beside the id in a pair of columns refers to what the same column over there refers to."""
    found = [key.column for key in table.c[name].foreign_keys]
    straight = next((column.table.name for column in found if column.name == "id"), None)
    if straight:
        return straight
    pairs = (column for column in found if column.name != "sha256")
    return next((_target(column.table, column.name) for column in pairs), None)


def record(tabell: str, row: Mapping[str, Any], key_of: KeyOf) -> Varden:
    """The row without what counts only in its own file; empty fields are left out."""
    targets, columns = references(tabell), metadata.tables[tabell].c
    return {
        name: key_of(targets[name], value) if name in targets else value
        for name, value in row.items()
        if name in columns and name not in ("id", "version") and value is not None
    }


def record_key(tabell: str, values: Varden) -> str:
    """What the record is known by in every register."""
    if tabell in _NATURAL:
        return "+".join(str(values[name]) for name in _NATURAL[tabell] if name in values)
    return str(values["uuid"])


def records_of(rows: Rows, other: Mapping[str, str]) -> dict[str, dict[str, Varden]]:
    """All the rows as records by key; `other`: uuid → the one that the register knows the record by.

    Raises KeyError where a row refers to one that isn't there.
    """
    keys = {
        (tabell, post): other.get(row["uuid"], row["uuid"])
        for tabell, found in rows.items()
        for post, row in found.items()
        if row.get("uuid")
    }
    made: dict[str, dict[str, Varden]] = {}
    for table in metadata.sorted_tables:
        if table.name not in LOCAL:
            for row in rows.get(table.name, {}).values():
                values = record(table.name, row, lambda tabell, post: keys[tabell, post])
                if "uuid" in values:
                    values = {**values, "uuid": other.get(values["uuid"], values["uuid"])}
                made.setdefault(table.name, {})[record_key(table.name, values)] = values
    return made


def read_raw(connection: Connection, tabell: str, rest: str, parameters: tuple[Any, ...]) -> list[dict[str, Any]]:
    """Rows of the table that `rest` (SQL from WHERE on) lets through, values as SQLite holds them."""
    query = f'SELECT * FROM "{tabell}" {rest}'  # noqa: S608 - names of ours only
    return [dict(row) for row in connection.exec_driver_sql(query, parameters).mappings()]


def uuids(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """Those of the rows that have one."""
    return [row["uuid"] for row in rows if row.get("uuid")]

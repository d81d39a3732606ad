"""The one way to write: rows of the tables and, in the same transaction, their rows in the händelselogg."""

import json
import os
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Date, RowMapping, Table

from internkontroll.db.models import handelse, handelserad, metadata
from internkontroll.errors import Conflict
from internkontroll.files import refuse_stopped

STOPPED = "Avbrutet. Inget har ändrats."
"""What the user is told who stopped an operation: all of it is saved, or nothing."""

Values = RowMapping | Mapping[str, Any]
"""A row as it was read, or as it is to be."""


class Writer:
    """Collects one operation. Insertions wait until `flush`, so that thousands cost one statement.

    A row of the log for an insertion holds the whole row (`blev`), for a deletion likewise (`var`),
    for a change one field with what was and what is; values are JSON. An operation that changes
    nothing leaves no trace.
    """

    def __init__(self, connection: Connection, user: str, rubrik: str, skal: str | None = None) -> None:
        self.connection = connection
        self._event: dict[str, Any] = {"anvandare": user, "rubrik": rubrik, "skal": skal}
        self._event_id: int | None = None
        self._waiting: dict[str, list[dict[str, Any]]] = {}
        self._next_ids: dict[str, int] = {}
        self._blanks: dict[str, dict[str, Any]] = {}
        self._date_columns: dict[str, list[str]] = {}
        self._log: list[tuple[str, int, str | None, str | None, str | None]] = []
        self._written: dict[str, set[int]] = {}

    def undoes(self, event_id: int) -> None:
        """Say that this operation takes back the one with that id."""
        self._event["angrar_id"] = event_id

    @property
    def rubrik(self) -> str:
        """What the händelselogg calls the operation."""
        return str(self._event["rubrik"])

    def call(self, rubrik: str) -> None:
        """Give the operation another name, before anything is written: what it's called depends on what it finds."""
        if self.changed:
            raise RuntimeError("the log may have the old name already")
        self._event["rubrik"] = rubrik

    @property
    def event_id(self) -> int | None:
        """The operation's row in the händelselogg once it is flushed; None where it has changed nothing."""
        return self._event_id

    @property
    def tables(self) -> frozenset[str]:
        """The tables that rows have been changed in."""
        return frozenset(self._written)

    @property
    def written(self) -> Mapping[str, Collection[int]]:
        """Table → ids of the rows that have been added, changed or taken away."""
        return self._written

    @property
    def changed(self) -> bool:
        """Whether anything has been written or waits to be."""
        return self._event_id is not None or bool(self._waiting) or bool(self._log)

    def insert(self, table: Table, values: Values) -> int:
        """A new row and its id, usable at once as a reference.

        It gets a uuid unless it has one; what isn't carried over from another year is its own identity.
        """
        row = self._blank(table) | dict(values)
        row["id"] = post = self._next_id(table)
        if row.get("uuid", "") is None:
            row["uuid"] = new_uuid()
        if row.get("identitet", "") is None:
            row["identitet"] = row["uuid"]
        for name in self._date_columns[table.name]:
            row[name] = row[name] and row[name].isoformat()
        self._waiting.setdefault(table.name, []).append(row)
        self._note(table, post, blev=_json({name: value for name, value in row.items() if value is not None}))
        return post

    def update(self, table: Table, before: Values, changes: Values) -> dict[str, tuple[Any, Any]]:
        """Set what differs from `before` (the row as it was read, with its id); returns field → (was, is).

        Raises Conflict where the row has another version by now.
        """
        different = {name: (before[name], value) for name, value in changes.items() if before[name] != value}
        if different:
            self._write_waiting()
            self._set(table, before, {name: value for name, (_, value) in different.items()})
            for name, (was, value) in different.items():
                self._note(table, before["id"], name, _json(was), _json(value))
        return different

    def _set(self, table: Table, before: Values, values: dict[str, Any]) -> None:
        which = {"id": before["id"]}
        if "version" in before:
            which["version"] = before["version"]
            values = values | {"version": before["version"] + 1}
        changes = ", ".join(f'"{name}" = ?' for name in values)
        same = " AND ".join(f"{name} = ?" for name in which)
        parameters = (*map(_stored, values.values()), *which.values())
        query = f'UPDATE "{table.name}" SET {changes} WHERE {same}'  # noqa: S608 - names of ours only
        if self.connection.exec_driver_sql(query, parameters).rowcount != 1:
            raise Conflict(
                "Någon annan har ändrat posten sedan du läste den. Läs in den igen och gör om ändringen. "
                "Inget har ändrats."
            )

    def delete(self, table: Table, rows: Sequence[Values]) -> None:
        """Take away rows for good, such as links; what people have written goes to the papperskorg instead."""
        self.flush()
        for row in rows:
            self._note(table, row["id"], var=_json({name: value for name, value in row.items() if value is not None}))
        self.connection.exec_driver_sql(f'DELETE FROM "{table.name}" WHERE id = ?', [(row["id"],) for row in rows])  # noqa: S608

    def restore(self, table: Table, rows: Sequence[Values]) -> None:
        """Put back deleted rows as the log holds them, under the ids that they had."""
        self.flush()
        for row in rows:
            self._note(table, row["id"], blev=_json(dict(row)))
        self._insert_tuples(table, [tuple((self._blank(table) | dict(row)).values()) for row in rows])

    def flush(self) -> None:
        """Write what waits, tables in the order of their references, then the log."""
        self._write_waiting()
        if self._log:
            event_id, first = self._write_event(), self._next_id(handelserad)
            self._insert_tuples(handelserad, [(number, event_id, *row) for number, row in enumerate(self._log, first)])
            self._next_ids[handelserad.name] += len(self._log) - 1
            self._log.clear()

    def _write_waiting(self) -> None:
        if self._waiting:
            for table in metadata.sorted_tables:
                if rows := self._waiting.pop(table.name, None):
                    self._insert_tuples(table, [tuple(row.values()) for row in rows])

    def _insert_tuples(self, table: Table, rows: list[tuple[Any, ...]]) -> None:
        """Whole rows past SQLAlchemy's conversions: on an import of 20,000 risks they cost as much as SQLite itself.

        So does putting a statement together, where only a field is saved.
        """
        columns = [f'"{one.name}"' for one in table.columns]
        values = ", ".join("?" * len(columns))
        query = f'INSERT INTO "{table.name}" ({", ".join(columns)}) VALUES ({values})'  # noqa: S608 - names of ours only
        self.connection.exec_driver_sql(query, rows)

    def _note(
        self, table: Table, post: int, falt: str | None = None, var: str | None = None, blev: str | None = None
    ) -> None:
        refuse_stopped(STOPPED)
        self._written.setdefault(table.name, set()).add(post)
        self._log.append((table.name, post, falt, var, blev))

    def _write_event(self) -> int:
        if self._event_id is None:
            self._event_id = self._next_id(handelse)
            row = {"id": self._event_id, "uuid": new_uuid(), "tid": now(), **self._event}
            self._insert_tuples(handelse, [tuple((self._blank(handelse) | row).values())])
        return self._event_id

    def _blank(self, table: Table) -> dict[str, Any]:
        """Every column of the table, empty or with its default, so that all rows of a table have the same shape."""
        if table.name not in self._blanks:
            self._blanks[table.name] = {c.name: _default(c.server_default) for c in table.columns}
            self._date_columns[table.name] = [c.name for c in table.columns if isinstance(c.type, Date)]
        return self._blanks[table.name]

    def _next_id(self, table: Table) -> int:
        if table.name not in self._next_ids:
            # AUTOINCREMENT keeps the highest id ever given in sqlite_sequence; BEGIN IMMEDIATE makes it ours.
            query = "SELECT seq FROM sqlite_sequence WHERE name = ?"
            self._next_ids[table.name] = self.connection.exec_driver_sql(query, (table.name,)).scalar() or 0
        self._next_ids[table.name] += 1
        return self._next_ids[table.name]


def new_uuid() -> str:
    """A random identity (UUID version 4), 36 characters; five times as fast as by way of uuid.UUID."""
    digits = os.urandom(16).hex()
    variant = "89ab"[int(digits[16], 16) & 3]
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-{variant}{digits[17:20]}-{digits[20:]}"


def now() -> str:
    """This moment in UTC, ISO 8601 with seconds."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _default(server_default: Any) -> int | None:
    return None if server_default is None else int(server_default.arg)


def _stored(value: Any) -> Any:
    """As SQLite holds it."""
    return value.isoformat() if isinstance(value, date) else value


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value)} can't stand in the log")


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_iso).encode

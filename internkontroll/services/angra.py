"""Use case: take back one whole operation, as a new operation of its own. Undoing an undo is redo."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Date, Row, Table, select
from sqlalchemy.exc import IntegrityError

from internkontroll.db.models import handelse, handelserad, metadata
from internkontroll.db.session import Register
from internkontroll.db.writer import Writer
from internkontroll.domain.rubrik import undo_rubrik
from internkontroll.domain.sparat import Sparat
from internkontroll.errors import InputRefused

CHUNK = 500
"""Rows asked for in one query; SQLite takes at most 32,766 values."""


def undo(register: Register, handelse_id: int) -> Sparat:
    """Set back everything that the operation changed.

    Raises InputRefused where something of it has been changed since; then nothing is set back.
    """
    with register.write("Ångra") as writer:
        event = writer.connection.execute(select(handelse).where(handelse.c.id == handelse_id)).one_or_none()
        if event is None:
            raise InputRefused(f"Händelse {handelse_id} finns inte i händelseloggen.")
        writer.call(_rubrik(writer.connection, event))
        writer.undoes(handelse_id)
        query = select(handelserad).where(handelserad.c.handelse_id == handelse_id).order_by(handelserad.c.id.desc())
        rows = writer.connection.execute(query).all()
        try:
            _take_back(_Undo(writer, event.rubrik), rows)
        except IntegrityError as error:
            raise _changed_since(event.rubrik) from error
    return Sparat(writer.event_id, writer.rubrik, writer.tables)


def _rubrik(connection: Connection, event: Row[Any]) -> str:
    """The undo's name: what was done at first, and whether that is now undone or done again."""
    first, steps = event, 0
    while first.angrar_id is not None:
        first = connection.execute(select(handelse).where(handelse.c.id == first.angrar_id)).one()
        steps += 1
    return undo_rubrik(first.rubrik, again=steps % 2 == 1)


def _take_back(undo_: "_Undo", rows: Sequence[Row[Any]]) -> None:
    # References are checked when all is done, so that rows can come and go table by table.
    undo_.connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    for kind, group in groupby(rows, key=_kind):
        _TAKE_BACK[kind](undo_, list(group))
    undo_.finish()


def _kind(row: Row[Any]) -> str:
    if row.falt is not None:
        return "changed"
    return "added" if row.var is None else "removed"


class _Undo:
    """Takes back rows of the log, latest first."""

    def __init__(self, writer: Writer, rubrik: str) -> None:
        self.connection = writer.connection
        self._writer = writer
        self._rubrik = rubrik

    def finish(self) -> None:
        """Write what waits and have the references checked now, while the reason for a fault is still known."""
        self._writer.flush()
        self.connection.exec_driver_sql("PRAGMA defer_foreign_keys = OFF")
        if self.connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            raise _changed_since(self._rubrik)

    def set_back(self, logged: Sequence[Row[Any]]) -> None:
        for (tabell, post), rows in groupby(logged, key=lambda row: (row.tabell, row.post)):
            self._set_back(metadata.tables[tabell], post, rows)

    def _set_back(self, table: Table, post: int, logged: Iterable[Row[Any]]) -> None:
        """All fields of a record at once: the database's rules hold between them, not after each of them."""
        current = self._read(table, [post]).get(post)
        values: dict[str, Any] = {}
        for row in logged:
            if current is None or (current | values)[row.falt] != _decode(table, row.falt, row.blev):
                raise _changed_since(self._rubrik)
            values[row.falt] = _decode(table, row.falt, row.var)
        if current is not None:
            self._writer.update(table, current, values)

    def remove(self, logged: Sequence[Row[Any]]) -> None:
        for table, rows in _by_table(logged):
            current = self._read(table, [row.post for row in rows])
            plain = {post: {name: _plain(value) for name, value in found.items()} for post, found in current.items()}
            if any(_said(plain.get(row.post, {})) != _said(_whole(table, row.blev)) for row in rows):
                raise _changed_since(self._rubrik)
            self._writer.delete(table, [plain[row.post] for row in rows])

    def put_back(self, logged: Sequence[Row[Any]]) -> None:
        for table, rows in _by_table(logged):
            self._writer.restore(table, [_whole(table, row.var) for row in rows])

    def _read(self, table: Table, posts: Sequence[int]) -> dict[int, dict[str, Any]]:
        found: dict[int, dict[str, Any]] = {}
        for start in range(0, len(posts), CHUNK):
            query = select(table).where(table.c.id.in_(posts[start : start + CHUNK]))
            rows = self._writer.connection.execute(query).mappings()
            found |= {row["id"]: {str(name): value for name, value in row.items()} for row in rows}
        return found


def _whole(table: Table, text: str) -> dict[str, Any]:
    """A row as the log has it, without columns that a later version of the program has taken away."""
    return {name: value for name, value in json.loads(text).items() if name in table.c}


def _said(values: Mapping[str, Any]) -> dict[str, Any]:
    """What a row says, without the version, which counts the changes that have been taken back as well."""
    return {name: value for name, value in values.items() if value is not None and name != "version"}


def _changed_since(rubrik: str) -> InputRefused:
    return InputRefused(
        f"”{rubrik}” kan inte ångras: något i den har ändrats sedan dess. Ångra de senare ändringarna först."
    )


_TAKE_BACK = {"changed": _Undo.set_back, "added": _Undo.remove, "removed": _Undo.put_back}


def _by_table(logged: Iterable[Row[Any]]) -> list[tuple[Table, list[Row[Any]]]]:
    tables: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in logged:
        tables[row.tabell].append(row)
    return [(metadata.tables[name], rows) for name, rows in tables.items()]


def _decode(table: Table, falt: str, text: str) -> Any:
    value = json.loads(text)
    return date.fromisoformat(value) if value is not None and isinstance(table.c[falt].type, Date) else value


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value

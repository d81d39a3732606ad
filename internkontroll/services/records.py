"""Records as they stand in the register, in plain SQL: asked by the window's Reader and in a transaction alike.

What only reads doesn't import SQLAlchemy here: it is 40 MiB and half a second that a window needs first when
somebody writes.
"""

from datetime import date
from typing import TYPE_CHECKING, Any, Union

from internkontroll.db.reader import Reader

if TYPE_CHECKING:
    from sqlalchemy import Connection

Source = Union[Reader, "Connection"]
"""Where to ask; `Reader.moment` or the transaction sees to it that several questions see the same."""

Record = dict[str, Any]
"""Column → value."""

Parameters = tuple[Any, ...]


def ask(source: Source, sql: str, parameters: Parameters = ()) -> list[tuple[Any, ...]]:
    """What the query finds, as SQLite holds it."""
    if isinstance(source, Reader):
        return source.rows(sql, parameters)
    return [tuple(row) for row in source.exec_driver_sql(sql, parameters)]


def columns(source: Source, tabell: str) -> dict[str, str]:
    """Column → declared type, in the table's order; none where there is no such table."""

    def read() -> dict[str, str]:
        return dict(ask(source, "SELECT name, type FROM pragma_table_info(?)", (tabell,)))

    key = ("columns", tabell)
    if isinstance(source, Reader):
        return source.remember(key, read)
    if key not in source.info:
        source.info[key] = read()
    known: dict[str, str] = source.info[key]
    return known


def records(source: Source, tabell: str, rest: str, parameters: Parameters = ()) -> list[Record]:
    """The table's records that `rest` (SQL from JOIN or WHERE on) lets through; days are dates."""
    types = columns(source, tabell)
    names = ", ".join(f"{tabell}.{name}" for name in types)
    found = ask(source, f"SELECT {names} FROM {tabell} {rest}", parameters)  # noqa: S608 - names of ours only
    days = [name for name, declared in types.items() if declared == "DATE"]
    made = [dict(zip(types, row, strict=True)) for row in found]
    for record in made:
        record |= {name: day(record[name]) for name in days}
    return made


def day(text: str | None) -> date | None:
    """The day that a column of days holds."""
    return None if text is None else date.fromisoformat(text)

"""`lista` of risks as text ↔ the same query by sqlite3 and the same text by the shortest way."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from benchmarks.common import Benchmark, milliseconds
from benchmarks.data import USER, filled_register
from internkontroll.cli.tables import listing_text
from internkontroll.db.register_file import connect
from internkontroll.db.session import Register
from internkontroll.domain.changes_text import WIDEST
from internkontroll.services.listor import Lista, list_records

Query = tuple[str, Any]
"""A statement and its parameters, as SQLite gets them."""


def benchmark(folder: Path, risks: int = 20_000) -> Benchmark:
    """Both sides read the same register and make the same text."""
    path = filled_register(folder, risks)
    query = last_query(path)
    return Benchmark(
        f"lista, {risks} risks",
        product=lambda: milliseconds(lambda: by_product(path)),
        floor=lambda: milliseconds(lambda: by_sqlite3(path, query)),
        bar=2.0,
    )


def by_product(path: Path) -> str:
    """What the command prints."""
    return listing_text(list_records(Register(path, USER), Lista.RISKER))


def last_query(path: Path) -> Query:
    """The query that the product sends."""
    sent: list[Query] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        if statement.startswith("SELECT"):
            sent.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", note)
    by_product(path)
    event.remove(Engine, "before_cursor_execute", note)
    return sent[-1]


def by_sqlite3(path: Path, query: Query) -> str:
    """The floor: a plain cursor, and the columns padded one by one."""
    with closing(connect(path)) as connection:
        cursor = connection.execute(*query)
        names = [description[0] for description in cursor.description]
        rows = cursor.fetchall()
    columns = [
        _padded([name, *map(_short, values)]) for name, values in zip(names, zip(*rows, strict=True), strict=True)
    ]
    lines = ["  ".join(cells).rstrip() for cells in zip(*columns, strict=True)]
    return "\n".join([*lines, f"{len(rows)} rader."])


def _short(value: Any) -> str:
    if value is None:
        return ""
    text = " ".join(value.split()) if isinstance(value, str) else str(value)
    return text if len(text) <= WIDEST else f"{text[: WIDEST - 1]}…"


def _padded(cells: Sequence[str]) -> list[str]:
    width = max(map(len, cells))
    return [cell.ljust(width) for cell in cells]

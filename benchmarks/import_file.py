"""Import of a file into an empty register ↔ executemany of the rows that it leaves there: the log and the words too.

The product also reads the JSON, checks it and matches it with what is there.
"""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from benchmarks.common import Benchmark, milliseconds
from benchmarks.data import USER, empty_register, write_utbyte
from internkontroll.db.engine import make_engine
from internkontroll.db.models import metadata
from internkontroll.db.register_file import connect
from internkontroll.db.session import Register
from internkontroll.services.importera import import_files

TARGET = "fyllt.ikreg"

Inserts = list[tuple[str, list[tuple[Any, ...]]]]
"""Statements with their rows, in an order that foreign keys allow."""


def benchmark(folder: Path, risks: int = 20_000) -> Benchmark:
    """Both sides fill a copy of the same empty register."""
    empty, target, file = empty_register(folder), folder / TARGET, write_utbyte(folder, risks)

    def product() -> float:
        shutil.copy(empty, target)
        return milliseconds(lambda: import_files(Register(target, USER), [file]))

    product()
    inserts = _inserts(empty, target)

    def floor() -> float:
        shutil.copy(empty, target)
        return milliseconds(lambda: insert(target, inserts))

    return Benchmark(f"import, {risks} risks", product, floor, bar=3.0, rounds=5)


def _inserts(empty: Path, full: Path) -> Inserts:
    """What must be inserted into one register to make it the other."""
    with closing(connect(empty)) as before, closing(connect(full)) as after:
        highest = dict(before.execute("SELECT name, seq FROM sqlite_sequence"))
        grown = {
            name for name, seq in after.execute("SELECT name, seq FROM sqlite_sequence") if seq > highest.get(name, 0)
        }
        tables = [
            _new_rows(after, table.name, highest.get(table.name, 0))
            for table in metadata.sorted_tables
            if table.name in grown
        ]
        words = after.execute("SELECT rowid, * FROM sok ORDER BY rowid").fetchall()
        return [*tables, ("INSERT INTO sok (rowid, rubrik, text, namn, plan) VALUES (?, ?, ?, ?, ?)", words)]


def _new_rows(connection: sqlite3.Connection, table: str, highest: int) -> tuple[str, list[tuple[Any, ...]]]:
    rows = connection.execute(f'SELECT * FROM "{table}" WHERE id > ? ORDER BY id', (highest,)).fetchall()
    return f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(rows[0]))})', rows


def insert(path: Path, inserts: Inserts) -> None:
    """The floor: one transaction on a connection with the product's own settings."""
    with closing(make_engine(path).raw_connection()) as pooled:
        connection = pooled.driver_connection
        assert isinstance(connection, sqlite3.Connection)
        connection.execute("BEGIN IMMEDIATE")
        for statement, rows in inserts:
            connection.executemany(statement, rows)
        connection.execute("COMMIT")

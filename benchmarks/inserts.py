"""The floor of what writes many rows: the same rows by `executemany`, in one transaction."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from internkontroll.db.engine import make_engine

Inserts = list[tuple[str, list[tuple[Any, ...]]]]
"""Statements with their rows, in an order that foreign keys allow."""


def new_rows(connection: sqlite3.Connection, table: str, highest: int) -> tuple[str, list[tuple[Any, ...]]]:
    """What makes the rows of a table anew that have come since `highest` was its last one."""
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

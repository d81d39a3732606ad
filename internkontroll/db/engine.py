"""The engine: one short-lived connection per transaction, every rule of the database switched on.

The journal is SQLite's rollback journal, never WAL, since registers lie on file shares (ADR 4).
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool

from internkontroll.db.register_file import BUSY_SECONDS, known_error

_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    # Without it REPLACE takes a row away past the triggers that guard the log and the frozen scale.
    "PRAGMA recursive_triggers = ON",
    # EXTRA also syncs the folder after the journal is gone: what was said to be saved survives a power cut.
    "PRAGMA synchronous = EXTRA",
    "PRAGMA cache_size = -65536",
)


def make_engine(path: Path) -> Engine:
    """An engine for the file at `path`; transactions are opened and closed in words (BEGIN … COMMIT)."""
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",
        connect_args={"timeout": BUSY_SECONDS},
    )
    event.listen(engine, "connect", _configure)
    return engine


def _configure(connection: sqlite3.Connection, _record: Any) -> None:
    for pragma in _PRAGMAS:
        connection.execute(pragma)


@contextmanager
def engine_errors(path: Path) -> Iterator[None]:
    """Like `database_errors`, for errors that SQLAlchemy has wrapped."""
    try:
        yield
    except DatabaseError as error:
        known = known_error(path, error.orig) if isinstance(error.orig, sqlite3.Error) else None
        if known is None:
            raise
        raise known from error


def roll_back(connection: Connection) -> None:
    """Undo an open transaction; SQLite has already done so itself after some errors, such as a full disk."""
    if connection.connection.driver_connection.in_transaction:  # type: ignore[union-attr]
        connection.exec_driver_sql("ROLLBACK")

"""The engine: one connection per transaction unless it is kept, every rule of the database switched on.

The journal is SQLite's rollback journal, never WAL, since registers lie on file shares (ADR 4).
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, DisconnectionError
from sqlalchemy.pool import NullPool, QueuePool

from internkontroll.db.register_file import BUSY_SECONDS, file_identity, file_uri, known_error

_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    # Without it REPLACE takes a row away past the triggers that guard the log and the frozen scale.
    "PRAGMA recursive_triggers = ON",
    # EXTRA also syncs the folder after the journal is gone: what was said to be saved survives a power cut.
    "PRAGMA synchronous = EXTRA",
    "PRAGMA cache_size = -65536",
)


def make_engine(path: Path, *, keep: bool = False) -> Engine:
    """An engine for the file at `path`; transactions are opened and closed in words (BEGIN … COMMIT).

    `keep`: hold a connection between them, without a lock, since opening one costs as much as saving a field. A
    register that another file has taken the place of, such as a restored backup, is opened anew.
    """
    engine = create_engine(
        # "rw": a register that is gone isn't made anew, empty.
        URL.create("sqlite", database=file_uri(path.absolute()), query={"uri": "true", "mode": "rw"}),
        poolclass=QueuePool if keep else NullPool,
        isolation_level="AUTOCOMMIT",
        connect_args={"timeout": BUSY_SECONDS},
    )
    event.listen(engine, "connect", _configure)
    if keep:
        event.listen(engine, "connect", lambda _connection, record: record.info.update(file=file_identity(path)))
        event.listen(engine, "checkout", lambda _connection, record, _proxy: _check_place(path, record.info["file"]))
        event.listen(engine, "checkin", _shrink)
    return engine


def _configure(connection: sqlite3.Connection, _record: Any) -> None:
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _shrink(connection: sqlite3.Connection | None, _record: Any) -> None:
    """Let go of the pages that a large operation has read; there is no connection where it has failed."""
    if connection:
        connection.execute("PRAGMA shrink_memory")


def _check_place(path: Path, file: tuple[int, int] | None) -> None:
    """Have SQLAlchemy connect anew where the connection's file isn't the one at `path` any more."""
    if file is None or file != file_identity(path):
        raise DisconnectionError


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

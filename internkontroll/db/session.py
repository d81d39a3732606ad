"""An open register: a consistent look at it, or one whole operation on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection

from internkontroll.db.engine import engine_errors, make_engine, roll_back
from internkontroll.db.ordindex import index_words
from internkontroll.db.register_file import check_register
from internkontroll.db.writer import STOPPED, Writer
from internkontroll.files import refuse_stopped

__all__ = ["Connection", "Register"]


class Register:
    """The register at `path`, used by `user` (the name in the händelselogg).

    `keep`: hold the file open between the transactions, without a lock, until `close`; for use on one thread.
    Raises as `check_register` when made.
    """

    def __init__(self, path: Path, user: str, *, keep: bool = False) -> None:
        check_register(path)
        self.path = path
        self.user = user
        self._engine = make_engine(path, keep=keep)

    def close(self) -> None:
        """Leave a file that is held open."""
        self._engine.dispose()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One moment of the register; nothing that others write meanwhile is seen."""
        with engine_errors(self.path), self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN")
            try:
                yield connection
            finally:
                roll_back(connection)

    @contextmanager
    def write(self, rubrik: str, skal: str | None = None, *, trial: bool = False) -> Iterator[Writer]:
        """One operation: all of it is saved when the block ends well, nothing when it doesn't or is a trial.

        `rubrik` is what the händelselogg and the undo menu call it. Raises Stopped (see `files.stopping`).
        """
        with engine_errors(self.path), self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                writer = Writer(connection, self.user, rubrik, skal)
                yield writer
                writer.flush()
                if not trial:
                    index_words(connection, writer.written)
                refuse_stopped(STOPPED)
                connection.exec_driver_sql("ROLLBACK" if trial or not writer.changed else "COMMIT")
            except BaseException:
                roll_back(connection)
                connection.invalidate()
                raise

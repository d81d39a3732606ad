"""The register as the window's lists read it: one plain connection that only reads, without SQLAlchemy."""

import sqlite3
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar, cast

from internkontroll.db.register_file import BUSY_SECONDS, check_register, database_errors, file_identity, file_uri

Parameters = Sequence[Any] | Mapping[str, Any]
Row = tuple[Any, ...]
T = TypeVar("T")

MOST_REMEMBERED = 64
"""Results that `remember` keeps; the one that nobody has asked for longest goes first."""

_CACHE = "PRAGMA cache_size = -16384"


class Reader:
    """Reads the register at `path`. Used on one thread only, the one that made it. Raises as `check_register`.

    The connection stays open and holds no lock between the calls. A register that another file has
    taken the place of, such as a restored backup, is opened anew.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._remembered: dict[Hashable, Any] = {}
        self._state: tuple[object, ...] = ()
        self._depth = 0
        self._connection = self._open()

    def rows(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """What the query finds, as it is at this moment."""
        with self.moment():
            return cast(list[Row], self._connection.execute(sql, parameters).fetchall())

    def one(self, sql: str, parameters: Parameters = ()) -> Row | None:
        """The query's first row, if it finds any."""
        with self.moment():
            return cast(Row | None, self._connection.execute(sql, parameters).fetchone())

    @contextmanager
    def moment(self) -> Iterator[None]:
        """Everything that is read in the block is of the same moment; keep it short, since it holds up writers."""
        if self._depth:
            yield
            return
        with database_errors(self.path):
            try:
                self._begin()
                self._depth = 1
                yield
            finally:
                self._depth = 0
                # The file may have gone meanwhile, with a share; what was read has been read.
                with suppress(sqlite3.DatabaseError):
                    self._connection.execute("ROLLBACK")

    def remember(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` returns, made once for each state of the register: a write by anybody makes it out of date."""
        with self.moment():
            if key not in self._remembered:
                made = make()
                while len(self._remembered) >= MOST_REMEMBERED:
                    del self._remembered[next(iter(self._remembered))]
                self._remembered[key] = made
            return cast(T, self.remembered(key))

    def remembered(self, key: Hashable) -> Any:
        """What `remember` has made for the key in the present state of the register; None for nothing."""
        with self.moment():
            if key in self._remembered:
                self._remembered[key] = self._remembered.pop(key)
            return self._remembered.get(key)

    def close(self) -> None:
        """Leave the file."""
        self._remembered.clear()
        self._connection.close()

    def _begin(self) -> None:
        file = file_identity(self.path)
        if self._state[:1] != (file,):
            self._reopen()
        try:
            self._take_lock()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_READONLY:
                raise
            # A writer went down in the middle of things: only who may write can undo its half, as opening does.
            self._reopen()
            self._take_lock()
        state = file, self._connection, self._connection.execute("PRAGMA data_version").fetchone()[0]
        if state != self._state:
            self._state = state
            self._remembered.clear()

    def _take_lock(self) -> None:
        """Begin the moment: any read takes the lock that holds it."""
        self._connection.execute("BEGIN")
        self._connection.execute("SELECT 1 FROM register").fetchone()

    def _reopen(self) -> None:
        self._connection.close()
        self._state = ()
        self._connection = self._open()

    def _open(self) -> sqlite3.Connection:
        check_register(self.path)
        uri = f"{file_uri(self.path.absolute())}?mode=ro"
        with database_errors(self.path):
            connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=BUSY_SECONDS)
            connection.execute(_CACHE)
        self._state = (file_identity(self.path),)
        return connection

"""The open register, what is chosen in it, and the way to it: every read and write of the window goes through here."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.sparat import Sparat
from internkontroll.files import stopping
from internkontroll.ui.db_thread import DbThread
from internkontroll.ui.drafts import Drafts
from internkontroll.ui.undo import UndoStack

if TYPE_CHECKING:
    # SQLAlchemy is loaded after the first paint, on the register's thread (OpenRegister).
    from internkontroll.db.reader import Reader
    from internkontroll.db.session import Connection, Register
    from internkontroll.ui.open_register import OpenRegister

T = TypeVar("T")


class Session(QObject):
    """One register at a time. Signals come on the window's thread; `today` is the day that the window counts from."""

    opened = Signal()
    """Another register is open, or none (`path` is None then)."""
    context_changed = Signal()
    """Another nämnd, year or tillfälle is chosen."""
    changed = Signal(object)
    """Something has been written: a Sparat with the tables that it touched."""
    work_started = Signal(str, object)
    """Something that may take long: what it is, and the Event that stops it."""
    work_ended = Signal()
    failed = Signal(Exception)
    """Something went wrong that nobody else shows: a KnownError to be read, or a bug."""

    def __init__(self, user: str, today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.user = user
        self.today = today
        self.sammanhang: Sammanhang | None = None
        self.history = UndoStack()
        self.drafts = Drafts()
        self.thread_of_register = DbThread(self)
        self._open: OpenRegister | None = None

    # --- the register ---------------------------------------------------------------------------------------------

    @property
    def path(self) -> Path | None:
        """The file of the register that is open."""
        return self._open.path if self._open else None

    @property
    def register_uuid(self) -> str:
        """Which register is open, wherever its file lies."""
        return self._open.uuid if self._open else ""

    def open(self, path: Path, failed: Callable[[Exception], None] | None = None) -> None:
        """Open the register at `path` instead of the one that is open; if it can't be, that one stays."""

        def work() -> "OpenRegister":
            # Imported here: the first paint doesn't wait for SQLite.
            from internkontroll.ui.open_register import OpenRegister

            return OpenRegister(path, self.user)

        self.submit(work, self._take, failed)

    def _take(self, opened: "OpenRegister") -> None:
        old, self._open = self._open, opened
        self.sammanhang = None
        self.history.clear()
        if old:
            self.submit(old.close, _nothing)
        self.opened.emit()

    def close(self) -> None:
        """Leave the register; waits for a write under way."""
        if self._open:
            self.submit(self._open.close, _nothing)
            self._open = None
        self.thread_of_register.close()

    def replace(self, path: Path, work: Callable[[Path], T], done: Callable[[T], None]) -> None:
        """Put another file in a register's place: what is open is left for `work`; `path` is opened however it went."""
        left, self._open = self._open, None

        def returned(answer: Callable[[Any], None], value: Any) -> None:
            self.open(path)
            # Opening clears what was said of the register before: this is said when it is open.
            self.submit(lambda: None, lambda _none: answer(value))

        if left:
            self.submit(left.close, _nothing)
        self.submit(lambda: work(path), partial(returned, done), partial(returned, self.failed.emit))

    def choose(self, sammanhang: Sammanhang | None) -> None:
        """Choose nämnd, year and tillfälle."""
        if sammanhang != self.sammanhang:
            self.sammanhang = sammanhang
            self.context_changed.emit()

    # --- reading and writing --------------------------------------------------------------------------------------
    # Each job keeps the register that was open when it was given, so that none ends in another one.

    def read(
        self,
        query: "Callable[[Reader], T]",
        done: Callable[[T], None],
        key: str = "",
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Ask for lists, figures and records; of questions with the same `key` only the newest is answered."""
        register = self._open
        if register:
            self.submit(lambda: query(register.reader), done, failed, key)

    def load(
        self,
        query: "Callable[[Connection], T]",
        done: Callable[[T], None],
        key: str = "",
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """As `read`, for what is asked by way of SQLAlchemy, which the first time takes half a second to load."""

        def work(register: "Register") -> T:
            with register.read() as connection:
                return query(connection)

        self.run(work, done, failed, key)

    def run(
        self,
        work: "Callable[[Register], T]",
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        key: str = "",
        text: str = "",
    ) -> None:
        """Do what needs the register and writes no record, such as an export.

        Work with a `text` may take long: the window shows the text and can stop it.
        """
        opened = self._open
        if opened is None:
            return
        if not text:
            self.submit(lambda: work(opened.register), done, failed, key)
            return
        stop = Event()

        def stoppable() -> T:
            with stopping(stop):
                return work(opened.register)

        def ended(answer: Callable[[Any], None], value: Any) -> None:
            self.work_ended.emit()
            answer(value)

        self.work_started.emit(text, stop)
        self.submit(stoppable, partial(ended, done), partial(ended, failed or self.failed.emit), key)

    def write(
        self,
        operation: "Callable[[Register], Sparat]",
        done: Callable[[Sparat], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        text: str = "",
    ) -> None:
        """Do one operation, which can be undone; `failed` shows what went wrong where it belongs.

        `text` as in `run`: the operation that is stopped changes nothing.
        """

        def saved(result: Sparat) -> None:
            self.history.push(result)
            self._tell(result, done)

        self.run(operation, saved, failed, text=text)

    def undo(self) -> None:
        """Take back the newest operation."""
        if self.history.undoable:
            self._take_back(self.history.undoable[-1], self.history.undone, "Ångrar …")

    def redo(self) -> None:
        """Do again what was taken back last."""
        if self.history.redoable:
            self._take_back(self.history.redoable[-1], self.history.redone, "Gör om …")

    def _take_back(self, operation: Sparat, remember: Callable[[Sparat], None], text: str) -> None:
        def work(register: "Register") -> Sparat:
            from internkontroll.services.angra import undo

            return undo(register, operation.handelse_id or 0)

        self.run(work, lambda saved: self._tell(saved, remember), text=text)

    def _tell(self, saved: Sparat, done: Callable[[Sparat], None] | None) -> None:
        if done:
            done(saved)
        if saved.handelse_id is not None:
            self.changed.emit(saved)

    def submit(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        key: str = "",
    ) -> None:
        """Do work on the register's thread that needs no open register, such as making one."""
        self.thread_of_register.submit(work, done, failed or self.failed.emit, key)


def _nothing(_result: Any) -> None:
    """For work whose end nobody waits for."""

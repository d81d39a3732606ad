"""The way from a record's fields to the register: in order, with versions, and nothing that was typed is lost."""

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from internkontroll.domain.sparat import Sparat
from internkontroll.errors import Conflict, KnownError
from internkontroll.ui.session import Session

if TYPE_CHECKING:
    # Loaded on the register's thread, after the first paint.
    from internkontroll.db.session import Register

Key = tuple[str, int]
"""A record: table and id. An uppföljning goes by its åtgärd or kontroll, an answer by its kontrollpunkt."""

Operation = Callable[["Register", int], Sparat]
"""A write that is told which version of the record was read."""


class Saver(QObject):
    """Knows the version of every record that a panel shows.

    Writes are done one after the other on the register's thread; each counts the version up there, so that
    the next field of the same record doesn't clash with the one before.
    """

    settled = Signal()
    """A write has ended that the session doesn't tell of: what is shown is to be read again."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self.session = session
        self.given = 0
        """Writes so far: what was read before the latest one is out of date."""
        self._versions: dict[Key, int] = {}

    def know(self, key: Key, version: int) -> None:
        """The record has been read at that version."""
        self._versions[key] = version

    def draft(self, key: Key, column: str) -> str | None:
        """What was written in the field another time and couldn't be saved; None for nothing."""
        return self.session.drafts.get((self.session.register_uuid, key, column))

    def keep_draft(self, key: Key, column: str, text: str | None) -> None:
        """Remember what stands in the field and isn't saved; None: nothing of the kind stands there any more."""
        place = self.session.register_uuid, key, column
        try:
            if text is None:
                self.session.drafts.drop(place)
            else:
                self.session.drafts.keep(place, text)
        except KnownError as error:
            self.session.failed.emit(error)

    def keeping(self, key: Key, column: str, text: str, operation: Operation) -> Operation:
        """The operation; the text is on the disk before anybody is told that it couldn't be saved."""
        drafts, place = self.session.drafts, (self.session.register_uuid, key, column)

        def work(register: "Register", version: int) -> Sparat:
            try:
                return operation(register, version)
            except Exception:
                with suppress(KnownError):  # the first error is the one to tell
                    drafts.keep(place, text)
                raise

        return work

    def write(self, key: Key, operation: Operation, failed: Callable[[Exception], None]) -> None:
        """Do the operation; `failed` says what went wrong beside the field."""
        self.given += 1

        def work(register: "Register") -> Sparat:
            saved = operation(register, self._versions.get(key, 0))
            if saved.handelse_id is not None:
                self._versions[key] = self._versions.get(key, 0) + 1
            return saved

        def tell(error: Exception) -> None:
            failed(error)
            if isinstance(error, Conflict):
                self.settled.emit()

        self.session.write(work, self._done, tell)

    def do(self, operation: "Callable[[Register], Sparat]", done: Callable[[Sparat], None] | None = None) -> None:
        """Do something that isn't a field: make, throw away, move. What goes wrong is said by the window."""
        self.given += 1

        def finish(saved: Sparat) -> None:
            if done:
                done(saved)
            self._done(saved)

        self.session.write(operation, finish, self._failed)

    def _done(self, saved: Sparat) -> None:
        if saved.handelse_id is None:
            self.settled.emit()

    def _failed(self, error: Exception) -> None:
        self.session.failed.emit(error)
        self.settled.emit()

"""What every panel of a record is: it shows one record and saves each field as it is left."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from internkontroll.db.register_file import MissingRegister
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.errors import InputRefused
from internkontroll.ui.records.saver import Saver
from internkontroll.ui.session import Session
from internkontroll.ui.widgets.empty_state import EmptyState
from internkontroll.ui.widgets.field_row import FieldRow, row_of

if TYPE_CHECKING:
    # Loaded on the register's thread, after the first paint.
    from internkontroll.db.reader import Reader

Query = Callable[[Any], Any]
"""Asks the Reader, or a Connection where the panel says so."""

DOTS = "…"
"""Where the text of a new record is to be written on; one without is written over."""


class RecordPanel(QWidget):
    """Beside the list. The page tells it which record to show and when something has been written.

    A subclass fills `content`, says what to read (`query`) and shows it (`show_loaded`).
    `tables` are those that it shows something of; `nothing` what is said when no record is chosen;
    `by_sqlalchemy` whether its query asks by way of it, in a transaction.
    """

    go_to = Signal(object)
    """The user wants to see a Target on another page."""
    closed = Signal()
    """The user is done with the record: back to the list."""

    tables: frozenset[str] = frozenset()
    by_sqlalchemy = False
    nothing = ("Välj en post i listan.", "Då visas den här, och allt i den går att ändra på plats.")

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.saver = Saver(session, self)
        self.saver.settled.connect(self.reload)
        self.shown: tuple[str, int] | None = None
        self._loaded: tuple[str, int] | None = None
        self._wants_focus = False
        self._writes_over = False
        self._window: QWidget | None = None
        self._empty = EmptyState()
        self._empty.say(*self.nothing, "")
        self.content = QWidget()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    # --- what a subclass says -------------------------------------------------------------------------------------

    def query(self, tabell: str, post: int, sammanhang: Sammanhang) -> Query:
        """What to read, on the register's thread: it must not touch the panel."""
        raise NotImplementedError

    def show_loaded(self, loaded: Any) -> None:
        """Show what `query` has read: another record, or the same one anew."""
        raise NotImplementedError

    def order_stops(self) -> None:
        """See to it that Tab goes on as the eye does; what is shown may have come in another order."""

    def first_field(self) -> QWidget | None:
        """What takes the focus when the user goes to the record."""
        rows = self.content.findChildren(FieldRow)
        return next((row.editor.focus for row in rows if row.isVisible() and not row.is_frozen), None)

    # --- what the page asks ---------------------------------------------------------------------------------------

    def show_record(self, tabell: str, post: int | None) -> None:
        """Show the record, or that none is chosen. What was being written in the one before is saved first."""
        self.commit()
        self.shown = None if post is None else (tabell, post)
        if post is None:
            self._stack.setCurrentWidget(self._empty)
        else:
            self.reload()

    def refresh(self, tabeller: frozenset[str] | None = None) -> None:
        """Read anew what the panel shows: all of it, or what depends on the tables that a write touched."""
        if tabeller is None or tabeller & self.tables:
            self.reload()

    def commit(self) -> bool:
        """Save what is being written; whether all of it could be taken."""
        return all([row.commit() for row in self.content.findChildren(FieldRow)])

    def focus_first(self) -> None:
        """Put the focus in the first field, as soon as the record is there."""
        self._wants_focus = True
        self._give_focus()

    def focus_new(self) -> None:
        """As `focus_first`, with what the new record says from the start marked, to be written over."""
        self._writes_over = True
        self.focus_first()

    # --- reading --------------------------------------------------------------------------------------------------

    def reload(self) -> None:
        """Read the record again and show it; what is being written stays."""
        sammanhang = self.session.sammanhang
        if self.shown is None or sammanhang is None:
            return
        query, key, given = self.query(*self.shown, sammanhang), self.shown, self.saver.given

        def done(loaded: Any) -> None:
            if key != self.shown:
                return
            if given != self.saver.given:
                # A field has been saved meanwhile, so that this is older than what stands on screen.
                self.reload()
                return
            self.show_loaded(loaded)
            self._loaded = key
            self.order_stops()
            self._stack.setCurrentWidget(self.content)
            self._give_focus()

        ask = self.session.load if self.by_sqlalchemy else self._read
        ask(query, done, f"post {id(self)}", self._failed)

    def _read(self, query: Query, *answered: Any) -> None:
        def work(reader: "Reader") -> Any:
            with reader.moment():
                return query(reader)

        self.session.read(work, *answered)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, InputRefused) and not isinstance(error, MissingRegister):
            self.shown = None
            self._empty.say("Posten finns inte längre.", str(error), "")
            self._stack.setCurrentWidget(self._empty)
        else:
            self.session.failed.emit(error)

    def _give_focus(self) -> None:
        # Until the record is there, the fields are those of the one before.
        field = self.first_field() if self._loaded == self.shown else None
        if not self._wants_focus or field is None:
            return
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        row = row_of(field) if self._writes_over else None
        if row:
            row.editor.select_from(max(0, row.editor.text().find(DOTS)))
        self._wants_focus = self._writes_over = False

    # --- nothing is lost ------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """From now on the window's closing is noticed, before the register is left."""
        super().showEvent(event)
        if self._window is not self.window():
            self._window = self.window()
            self._window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """The window is about to close."""
        if event.type() == QEvent.Type.Close and watched is self._window:
            self.commit()
        return super().eventFilter(watched, event)

"""The right side of a list: the record that is chosen, or what can be done with several."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from internkontroll.ui.pages.list_selection import Versions

if TYPE_CHECKING:
    from internkontroll.ui.records.record_panel import RecordPanel
    from internkontroll.ui.widgets.bulk_panel import BulkPanel

MAKING_MILLISECONDS = 50
"""How long after the list the panel for its records is made, if nobody has chosen one before."""


class RecordSide(QStackedWidget):
    """Shows the record panel for one record or none, the panel for many for more.

    Each is made when it is first needed: a list is there to be used before them.
    """

    closed = Signal()
    """The user is done with the record: back to the list."""
    go_to = Signal(object)
    """The user wants to see a Target on another page."""

    def __init__(
        self,
        make_record: "Callable[[], RecordPanel]",
        make_bulk: "Callable[[], BulkPanel]",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._make_record, self._make_bulk = make_record, make_bulk
        self._record: RecordPanel | None = None
        self._bulk: BulkPanel | None = None
        self._shown: tuple[str, int | None] = ("", None)
        self._making = QTimer(self, interval=MAKING_MILLISECONDS, singleShot=True)
        self._making.timeout.connect(lambda: self.record)

    @property
    def record(self) -> "RecordPanel":
        """The panel for one record."""
        if self._record is None:
            self._record = self._make_record()
            self._record.closed.connect(self.closed)
            self._record.go_to.connect(self.go_to)
            self.addWidget(self._record)
        return self._record

    @property
    def bulk(self) -> "BulkPanel":
        """The panel for many."""
        if self._bulk is None:
            self._bulk = self._make_bulk()
            self.addWidget(self._bulk)
        return self._bulk

    @property
    def is_idle(self) -> bool:
        """Whether nothing is about to be made."""
        return not self._making.isActive()

    @property
    def shows_many(self) -> bool:
        """Whether fields to set for several records are shown."""
        return self._bulk is not None and self.currentWidget() is self._bulk

    def get_ready(self) -> None:
        """The list has been read: make the panel as soon as it has been painted."""
        if self._record is None:
            self._making.start()

    def show_one(self, tabell: str, post: int | None) -> None:
        """The record, or that none is chosen. The one that is shown already stays as it is."""
        if post is None and self.count() == 0:
            return
        self.setCurrentWidget(self.record)
        if (tabell, post) != self._shown:
            self._shown = (tabell, post)
            self.record.show_record(tabell, post)

    def show_many(self, count: int, versions: Versions) -> None:
        """What can be set for so many records; `versions` as `ListSelection` gives them."""
        self.setCurrentWidget(self.bulk)
        self.bulk.show_records(count, versions)

    def commit(self) -> None:
        """Save the field that is being written in."""
        for panel in (self._record, self._bulk):
            if panel:
                panel.commit()

    def refresh(self, tabeller: frozenset[str] | None) -> None:
        """Something has been written."""
        if self._shown[1] is not None:
            self.record.refresh(tabeller)

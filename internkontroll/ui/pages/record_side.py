"""The right side of a list: the record that is chosen, or what can be done with several."""

from PySide6.QtWidgets import QStackedWidget, QWidget

from internkontroll.ui.pages.list_selection import Versions
from internkontroll.ui.records.record_panel import RecordPanel
from internkontroll.ui.widgets.bulk_panel import BulkPanel


class RecordSide(QStackedWidget):
    """Shows the record panel for one record or none, the panel for many for more."""

    def __init__(self, record: RecordPanel, bulk: BulkPanel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.record = record
        self.bulk = bulk
        self._shown: tuple[str, int | None] = ("", None)
        self.addWidget(record)
        self.addWidget(bulk)

    @property
    def shows_many(self) -> bool:
        """Whether fields to set for several records are shown."""
        return self.currentWidget() is self.bulk

    def show_one(self, tabell: str, post: int | None) -> None:
        """The record, or that none is chosen. The one that is shown already stays as it is."""
        self.setCurrentWidget(self.record)
        if (tabell, post) != self._shown:
            self._shown = (tabell, post)
            self.record.show_record(tabell, post)

    def show_many(self, count: int, versions: Versions) -> None:
        """What can be set for so many records; `versions` as `ListSelection` gives them."""
        self.setCurrentWidget(self.bulk)
        self.bulk.show_records(count, versions)

    def refresh(self, tabeller: frozenset[str] | None) -> None:
        """Something has been written."""
        if self._shown[1] is not None:
            self.record.refresh(tabeller)

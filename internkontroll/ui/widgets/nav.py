"""The pages on the left, each with an icon, a word and a number where work waits. Shown at the first paint."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QSignalBlocker, QSize, Signal
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

LEAST_HEIGHT = 24
"""Of what can be clicked (WCAG 2.2, 2.5.8)."""


class Entry(NamedTuple):
    """A page as the list shows it; `name` is ASCII and stands in settings and targets."""

    name: str
    title: str
    icon_name: str


PAGES = (
    Entry("hem", "Hem", "hem"),
    Entry("risker", "Risker", "risker"),
    Entry("atgarder", "Åtgärder", "atgarder"),
    Entry("egenkontroller", "Egenkontroller", "egenkontroller"),
    Entry("kontroller", "Kontroller", "kontroller"),
    Entry("granskningar", "Granskningar", "granskningar"),
    Entry("insyn", "Uppföljning och insyn", "insyn"),
    Entry("avsnitt", "Avsnitt", "avsnitt"),
    Entry("handelselogg", "Händelselogg", "handelselogg"),
    Entry("papperskorg", "Papperskorg", "papperskorg"),
)
"""In the order of the navigation; Ctrl+1 … Ctrl+9 and Ctrl+0."""


class Nav(QListWidget):
    """Emits `chosen` with a page's name when the user goes there."""

    chosen = Signal(str)

    def __init__(self, entries: Sequence[Entry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Sidor")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._entries = entries
        line = self.fontMetrics().height()
        widest = max(self.fontMetrics().horizontalAdvance(entry.title) for entry in entries)
        self.setFixedWidth(widest + 9 * line // 2)
        self.setIconSize(QSize(round(1.3 * line), round(1.3 * line)))
        empty = QPixmap(self.iconSize())
        empty.fill(QColor(0, 0, 0, 0))
        for number, entry in enumerate(entries, 1):
            item = QListWidgetItem(QIcon(empty), entry.title, self)
            item.setToolTip(f"{entry.title} (Ctrl+{number % 10})")
            item.setSizeHint(QSize(0, max(2 * line, LEAST_HEIGHT)))
        self.currentRowChanged.connect(self._choose)

    def decorate(self) -> None:
        """Icons and numbers: what the first paint doesn't wait for."""
        from internkontroll.ui.icons import icon
        from internkontroll.ui.widgets.nav_delegate import NavDelegate

        self._delegate = NavDelegate(self)
        self.setItemDelegate(self._delegate)
        for row, entry in enumerate(self._entries):
            self.item(row).setIcon(icon(entry.icon_name))

    def show_page(self, name: str) -> None:
        """Mark the page as the one that is shown; none for a page that isn't in the list."""
        names = [entry.name for entry in self._entries]
        with QSignalBlocker(self):
            self.setCurrentRow(names.index(name) if name in names else -1)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Page → what waits there; 0 and pages that aren't named show nothing."""
        for row, entry in enumerate(self._entries):
            self._delegate.show_count(self.item(row), entry.title, counts.get(entry.name, 0))

    def _choose(self, row: int) -> None:
        if row >= 0:
            self.chosen.emit(self._entries[row].name)

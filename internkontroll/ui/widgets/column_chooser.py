"""The menu of a list's columns: which are seen, and by which the list is sorted, by keyboard too."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from internkontroll.services.sidor import Kolumn


class ColumnMenu(QMenu):
    """Stays open while columns are ticked, so that several can be."""

    columns_chosen = Signal(list)
    """Keys of the columns that are to be seen, in order."""
    sort_chosen = Signal(object, bool)
    """Key of a column and whether the highest comes first; None for the list's own order."""

    def __init__(self, kolumner: Sequence[Kolumn], parent: QWidget | None = None) -> None:
        super().__init__("Kolumner", parent)
        self._sort_menu = self.addMenu("Sortera efter")
        self._orders = QActionGroup(self)
        self._order(None, False, "Listans egen ordning")
        for kolumn in kolumner:
            if kolumn.sorterbar:
                self._order(kolumn.key, False, f"{kolumn.titel}, stigande")
                self._order(kolumn.key, True, f"{kolumn.titel}, fallande")
        self.addSection("Visa kolumner")
        self._boxes = [self._box(kolumn) for kolumn in kolumner]
        self.setToolTipsVisible(True)

    def show_state(self, shown: Sequence[str], sorting: tuple[str | None, bool]) -> None:
        """Tick what holds now."""
        for box in self._boxes:
            box.setChecked(box.data() in shown)
            # The last column can't be taken away: there would be no header to bring any back.
            box.setEnabled(not (box.isChecked() and len(shown) == 1))
        for action in self._orders.actions():
            action.setChecked(action.data() == sorting)

    def _order(self, key: str | None, descending: bool, text: str) -> None:
        action = self._sort_menu.addAction(text)
        action.setCheckable(True)
        action.setData((key, descending))
        action.triggered.connect(partial(self.sort_chosen.emit, key, descending))
        self._orders.addAction(action)

    def _box(self, kolumn: Kolumn) -> QAction:
        box = self.addAction(kolumn.titel)
        box.setCheckable(True)
        box.setData(kolumn.key)
        box.setToolTip(kolumn.hjalp)
        box.triggered.connect(self._choose)
        return box

    def _choose(self) -> None:
        self.columns_chosen.emit([box.data() for box in self._boxes if box.isChecked()])

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Space ticks without closing; Enter ticks and closes, as everywhere."""
        action = self.activeAction()
        if event.key() == Qt.Key.Key_Space and action in self._boxes:
            action.trigger()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A click ticks without closing."""
        action = self.actionAt(event.position().toPoint())
        if action in self._boxes and action.isEnabled():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

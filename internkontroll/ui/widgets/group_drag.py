"""Dragging records of a list to another of its groups."""

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from internkontroll.services.sidor import Rad
from internkontroll.ui.models.list_model import ListModel

RECORDS = "application/x-internkontroll-poster"


class GroupDrag(QTableView):
    """A list whose selected records can be let go on another group, once `take_moves` has been called.

    What is dragged never leaves the list: the register says what it holds, not the clipboard's formats.
    """

    moved = Signal(object)
    """The selected records are to go where this record (a Rad) is."""

    records: ListModel
    _is_dragging = False

    def take_moves(self) -> None:
        """From now on."""
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDropIndicatorShown(False)

    def selected_records(self) -> list[Rad]:
        """The records that are dragged."""
        raise NotImplementedError

    def startDrag(self, _actions: Qt.DropAction) -> None:  # noqa: N802
        """Show the row that was taken; Qt's own would take the rows away after the drop."""
        selected = self.selected_records()
        if not selected or selected[0].grupp is None:
            return
        drag, data = QDrag(self), QMimeData()
        data.setData(RECORDS, b"")
        drag.setMimeData(data)
        row = self.visualRect(self.currentIndex())
        row.setLeft(0)
        row.setRight(self.viewport().width())
        drag.setPixmap(self.viewport().grab(row))
        self._is_dragging = True
        drag.exec(Qt.DropAction.MoveAction)
        self._is_dragging = False

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Only its own records. PySide would take what `event.source` answers for a child of the event."""
        event.setAccepted(self._is_dragging)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802
        """Scroll at the edges, and say whether they can be let go here."""
        super().dragMoveEvent(event)
        event.setAccepted(self.group_at(event.position().toPoint()) is not None)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Tell where they were let go."""
        target = self.group_at(event.position().toPoint())
        event.setAccepted(target is not None)
        if target:
            self.moved.emit(target)

    def group_at(self, place: QPoint) -> Rad | None:
        """A record of the group below the mouse, if it is another one than theirs."""
        row = self.rowAt(place.y())
        found = self.records.record(row) or self.records.record(row + 1) if row >= 0 else None
        own = {rad.grupp for rad in self.selected_records()}
        return found if found and own and found.grupp not in {*own, None} else None

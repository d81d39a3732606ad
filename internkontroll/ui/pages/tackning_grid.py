"""Tables with hundreds of rows whose headers stay in sight: they scroll by themselves, not with their page."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QSizePolicy, QWidget

from internkontroll.ui.records.read_table import ReadTable
from internkontroll.ui.widgets.grid import CELL, Grid

_LEAST_ROWS = 3


class ScrollingGrid(Grid):
    """A grid that takes the room there is."""

    def __init__(self, name: str, cell_width: float, cell_height: float, parent: QWidget | None = None) -> None:
        super().__init__(name, cell_width, cell_height, parent)
        self.setSizeAdjustPolicy(QAbstractScrollArea.SizeAdjustPolicy.AdjustIgnored)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """A few rows."""
        size = super().minimumSizeHint()
        header = self.horizontalHeader().sizeHint().height()
        return QSize(
            size.width(), min(size.height(), header + _LEAST_ROWS * self.verticalHeader().defaultSectionSize())
        )

    def select_value(self, value: object) -> bool:
        """Go to the cell that has this value; whether there is one."""
        for row in range(self.rowCount()):
            for column in range(self.columnCount()):
                item = self.item(row, column)
                if item is not None and item.data(CELL).value == value:
                    self.setCurrentItem(item)
                    return True
        return False


class ScrollingTable(ReadTable):
    """A table to read that takes the room there is."""

    def __init__(self, name: str, headers: Sequence[str], wide: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(name, headers, wide, parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """A few rows."""
        size = super().minimumSizeHint()
        return QSize(size.width(), min(size.height(), 2 * _LEAST_ROWS * self.fontMetrics().height()))

"""Widgets beside each other as long as there is room, below each other where there isn't."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from internkontroll.ui import theme


class Columns(QWidget):
    """`least`: characters that a column needs."""

    def __init__(self, widgets: Sequence[QWidget], least: int = 24, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._widgets = widgets
        self._least = least
        self._count = len(widgets)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.space(self))
        self._grid.setVerticalSpacing(theme.space(self))
        self._arrange()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """As narrow as one column: it is the width that decides how many there are."""
        width = max((widget.minimumSizeHint().width() for widget in self._widgets), default=0)
        return QSize(width, self._grid.totalMinimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """As many columns as have room."""
        super().resizeEvent(event)
        room = self.width() // (self._least * self.fontMetrics().averageCharWidth())
        count = min(max(1, room), len(self._widgets))
        if count != self._count:
            self._count = count
            self._arrange()

    def _arrange(self) -> None:
        for column in range(len(self._widgets)):
            self._grid.setColumnStretch(column, int(column < self._count))
        for place, widget in enumerate(self._widgets):
            self._grid.addWidget(widget, place // self._count, place % self._count)
        self.updateGeometry()

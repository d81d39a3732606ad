"""Widgets beside each other as long as there is room, below each other where there isn't."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayoutItem, QWidget

from internkontroll.ui import theme
from internkontroll.ui.widgets.wrapping_layout import WrappingLayout


class Columns(QWidget):
    """`least`: characters that a column needs."""

    def __init__(self, widgets: Sequence[QWidget], least: int = 24, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = _ColumnLayout(self, least)
        for widget in widgets:
            layout.addWidget(widget)


class _ColumnLayout(WrappingLayout):
    """Says how high it is at a width, so that what it stands in makes room at once.

    A grid that is filled anew when its widget is resized is seen by the layouts around it only later, and stays
    squeezed together until then.
    """

    def __init__(self, parent: QWidget, least: int) -> None:
        super().__init__(parent)
        self._parent = parent
        self._least = least

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        """It takes the width that there is."""
        return Qt.Orientation.Horizontal

    def gap(self) -> int:
        """As between all fields."""
        return theme.space(self._parent)

    def place(self, rect: QRect, *, move: bool) -> int:
        """Go through the rows; the answer is how high they are."""
        shown, gap = self.shown(), self.gap()
        room = rect.width() // max(1, self._least * self._parent.fontMetrics().averageCharWidth())
        count = min(max(1, room), max(1, len(self.items)))
        width, top = (rect.width() - gap * (count - 1)) // count, rect.y()
        for start in range(0, len(shown), count):
            row = shown[start : start + count]
            height = max(_height(item, width) for item in row)
            if move:
                for column, item in enumerate(row):
                    item.setGeometry(QRect(QPoint(rect.x() + column * (width + gap), top), QSize(width, height)))
            top += height + gap
        return max(0, top - gap - rect.y())


def _height(item: QLayoutItem, width: int) -> int:
    wanted = item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
    return max(wanted, item.minimumSize().height())

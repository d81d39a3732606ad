"""Widgets beside each other as long as there is room, below each other where there isn't."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from internkontroll.ui import theme


class Columns(QWidget):
    """`least`: characters that a column needs."""

    def __init__(self, widgets: Sequence[QWidget], least: int = 24, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = _ColumnLayout(self, least)
        for widget in widgets:
            layout.addWidget(widget)


class _ColumnLayout(QLayout):
    """Says how high it is at a width, so that what it stands in makes room at once.

    A grid that is filled anew when its widget is resized is seen by the layouts around it only later, and stays
    squeezed together until then.
    """

    def __init__(self, parent: QWidget, least: int) -> None:
        super().__init__(parent)
        self._parent = parent
        self._least = least
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802
        super().setGeometry(rect)
        self._place(rect, move=True)

    def minimumSize(self) -> QSize:  # noqa: N802
        """As narrow as one column: it is the width that decides how many there are."""
        size = QSize(0, 0)
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def sizeHint(self) -> QSize:  # noqa: N802
        """All beside each other."""
        sizes = [item.sizeHint() for item in self._shown()]
        width = sum(size.width() for size in sizes) + self._gap() * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _gap(self) -> int:
        return theme.space(self._parent)

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Go through the rows; the answer is how high they are."""
        shown, gap = self._shown(), self._gap()
        room = rect.width() // max(1, self._least * self._parent.fontMetrics().averageCharWidth())
        count = min(max(1, room), max(1, len(self._items)))
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

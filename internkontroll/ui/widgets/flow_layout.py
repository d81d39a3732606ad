"""A layout that goes on with the next line when one is full, as text does."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLayoutItem, QWidget

from internkontroll.ui import theme
from internkontroll.ui.widgets.wrapping_layout import WrappingLayout


class FlowLayout(WrappingLayout):
    """For chips and buttons, whose number and lengths nobody knows beforehand.

    With `last_right` the last item stands at the right where there is room for it on its line.
    """

    def __init__(self, parent: QWidget | None = None, *, last_right: bool = False) -> None:
        super().__init__(parent)
        self._last_right = last_right

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        """It takes no more than it needs."""
        return Qt.Orientation(0)

    def gap(self) -> int:
        """Less than between cards: chips belong together."""
        parent = self.parentWidget()
        return theme.space(parent, 0.75) if parent else 0

    def place(self, rect: QRect, *, move: bool) -> int:
        """Go through the lines; the answer is how high they are. What stands on one has its middle at one height."""
        top, gap = rect.y(), self.gap()
        for line in self._lines(rect):
            height = max(place.height() for _, place in line)
            for item, place in line:
                if move:
                    item.setGeometry(place.translated(0, top + (height - place.height()) // 2))
            top += height + gap
        return max(0, top - gap - rect.y())

    def _lines(self, rect: QRect) -> list[list[tuple[QLayoutItem, QRect]]]:
        """The items of each line, with where they stand in it from the left."""
        lines: list[list[tuple[QLayoutItem, QRect]]] = []
        left, gap = rect.x(), self.gap()
        for item in self.shown():
            size = item.sizeHint()
            width = min(size.width(), rect.width())
            # A line of its own that has to be parted is as high as its lines.
            height = item.heightForWidth(width) if item.layout() and item.hasHeightForWidth() else size.height()
            if not lines or left + width > rect.x() + rect.width():
                lines.append([])
                left = rect.x()
            if self._last_right and item is self.items[-1]:
                left = max(left, rect.x() + rect.width() - width)
            lines[-1].append((item, QRect(left, 0, width, height)))
            left += width + gap
        return lines

"""A layout that goes on with the next line when one is full, as text does."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QWidget

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
        """Go through the lines; the answer is how high they are."""
        left, top, height, gap = rect.x(), rect.y(), 0, self.gap()
        for item in self.shown():
            size = item.sizeHint()
            width = min(size.width(), rect.width())
            if left > rect.x() and left + width > rect.x() + rect.width():
                left, top, height = rect.x(), top + height + gap, 0
            if self._last_right and item is self.items[-1]:
                left = max(left, rect.x() + rect.width() - width)
            if move:
                item.setGeometry(QRect(QPoint(left, top), QSize(width, size.height())))
            left += width + gap
            height = max(height, size.height())
        return top + height - rect.y()

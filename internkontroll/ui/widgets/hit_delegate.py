"""Draws what the search over everything has found: a row of two lines, each cut where the list ends.

Qt's own row is as wide as its text, so that the list scrolls sideways, and lays out every text twice: a keystroke in
the search waits for that.
"""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate

from internkontroll.ui import theme

_LONGEST = 300
"""More characters than any row has room for aren't laid out."""


class HitDelegate(QStyledItemDelegate):
    """The first line says what it is, the second where. What can't be chosen is one muted line."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view

    # PySide6's stubs don't know what QStyleOptionViewItem has beyond QStyleOption, hence Any.
    def sizeHint(self, option: Any, _index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        """Two lines with a little air, as wide as the list."""
        return QSize(0, 2 * option.fontMetrics.lineSpacing() + theme.space(self._view, 0.5))

    def paint(self, painter: QPainter, option: Any, index: QModelIndex | QPersistentModelIndex) -> None:
        """Draw a row."""
        self._view.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, self._view)
        title, _, where = index.data().partition("\n")
        muted = theme.colors().muted
        if option.state & QStyle.StateFlag.State_Selected:
            first = second = option.palette.color(QPalette.ColorRole.HighlightedText)
        else:
            first, second = option.palette.color(QPalette.ColorRole.Text) if where else muted, muted
        metrics, side = option.fontMetrics, theme.space(self._view, 0.5)
        lines = [(title, first), (where, second)] if where else [(title, first)]
        place: QRect = option.rect.adjusted(side, 0, -side, 0)
        place.setTop(place.y() + (place.height() - len(lines) * metrics.lineSpacing()) // 2)
        place.setHeight(metrics.lineSpacing())
        for text, color in lines:
            painter.setPen(color)
            cut = metrics.elidedText(text[:_LONGEST], Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(place.x(), place.y() + metrics.ascent(), cut)
            place.translate(0, metrics.lineSpacing())

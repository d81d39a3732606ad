"""Rows of a list that can be hit."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from internkontroll.ui import theme


class RowDelegate(QStyledItemDelegate):
    """Qt's own row, at least as high as what can be clicked has to be (WCAG 2.2, 2.5.8)."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        """The text with a little air."""
        size = super().sizeHint(option, index)
        air = option.fontMetrics.height() // 4
        return size.expandedTo(QSize(0, max(theme.MIN_TARGET, size.height() + air)))

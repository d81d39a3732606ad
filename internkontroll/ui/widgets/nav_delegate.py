"""Draws the number of a page in a rounded field at the end of its row."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from internkontroll.ui import theme

COUNT = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class NavDelegate(QStyledItemDelegate):
    """The row as the style draws it, and the number over it."""

    def show_count(self, item: QListWidgetItem, title: str, count: int) -> None:
        """Show what waits on a page, and say it; 0 shows nothing."""
        item.setData(COUNT, count)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{title}, {count} att göra" if count else title)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row."""
        super().paint(painter, option, index)
        count = index.data(COUNT)
        if count:
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            _draw_badge(painter, option.rect, str(count), option.font, selected=selected)


def _draw_badge(painter: QPainter, row: QRect, text: str, font: QFont, *, selected: bool) -> None:
    colors = theme.colors()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font)
    metrics = painter.fontMetrics()
    height = metrics.height() + 4
    width = max(height, metrics.horizontalAdvance(text) + height)
    place = QRect(row.right() - width - 8, row.center().y() - height // 2, width, height)
    painter.setPen(colors.border if colors.high_contrast else Qt.PenStyle.NoPen)
    painter.setBrush(colors.accent if selected else colors.raised)
    painter.drawRoundedRect(place, height / 2, height / 2)
    painter.setPen(colors.on_accent if selected else colors.text)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()

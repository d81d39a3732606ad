"""Draws the cells of a list: text on two lines, status as icon and word, riskvärde as a coloured number.

Nothing is asked of the model by role, and texts are laid out once: a list is painted at every keystroke in
its filter, and Qt's own delegate lays out every text anew each time.
"""

from typing import Any

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QTableView

from internkontroll.domain.status import Status
from internkontroll.services.sidor import Slag
from internkontroll.ui import theme
from internkontroll.ui.icons import icon
from internkontroll.ui.models.cell_text import cell_text
from internkontroll.ui.models.list_model import Index, ListModel
from internkontroll.ui.widgets.two_lines import TwoLines

_PANEL = QStyle.PrimitiveElement.PE_PanelItemViewItem
# Plain numbers, since Python's flags cost more than the painting of a short text.
_SELECTED = QStyle.StateFlag.State_Selected.value
_SELECTED_OR_HOVERED = _SELECTED | QStyle.StateFlag.State_MouseOver.value


class CellDelegate(QStyledItemDelegate):
    """For a view of a `ListModel`."""

    def __init__(self, view: QTableView, records: ListModel) -> None:
        super().__init__(view)
        self._view = view
        self._records = records
        self.follow_look()

    def follow_look(self) -> None:
        """The palette, font or scale is another one now: what was made for the old one goes."""
        self._font = self._view.font()
        self._bold = QFont(self._font)
        self._bold.setBold(True)
        self._colors = theme.colors()
        self.texts, self._heads = TwoLines(self._font), TwoLines(self._bold)
        self._icons: dict[tuple[str | None, bool], QPixmap] = {}
        self._chips: dict[tuple[int, str, bool], QPixmap] = {}
        self._icon_side = QFontMetrics(self._font).height()
        bold = QFontMetrics(self._bold)
        self._chip = QSize(bold.horizontalAdvance("00") + bold.height(), bold.height() + bold.height() // 4)
        self._inset = self._view.style().pixelMetric(QStyle.PixelMetric.PM_HeaderMargin) + 2
        palette = self._view.palette()
        self._text = palette.color(QPalette.ColorRole.Text)
        self._selected_text = palette.color(QPalette.ColorRole.HighlightedText)

    # PySide6's stubs don't know what QStyleOptionViewItem has beyond QStyleOption, hence Any.
    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        """A cell, or the head of a group."""
        rect, line = option.rect, self._records.lines[index.row()]
        if isinstance(line, str):
            self._paint_head(painter, rect, line)
            return
        state = option.state.value
        if state & _SELECTED_OR_HOVERED:
            self._view.style().drawPrimitive(_PANEL, option, painter, self._view)
        selected = bool(state & _SELECTED)
        column = index.column()
        slag, value = self._records.columns[column].slag, self._records.value(line, column)
        if slag is Slag.RISKVARDE:
            if value is not None:
                self._paint_chip(painter, rect, value, selected)
            return
        left = self._inset
        if slag is Slag.STATUS:
            top = rect.y() + (rect.height() - self._icon_side) // 2
            painter.drawPixmap(QPoint(rect.x() + left, top), self._status_icon(value, selected))
            left += self._icon_side + self._inset
        self._paint_text(painter, rect, left, cell_text(slag, value), selected)

    def _paint_text(self, painter: QPainter, rect: QRect, left: int, text: str, selected: bool) -> None:
        if text:
            painter.setPen(self._selected_text if selected else self._text)
            self._paint_lines(painter, rect, left, text, self.texts)

    def _paint_lines(self, painter: QPainter, rect: QRect, left: int, text: str, made: TwoLines) -> None:
        lines = made.lay_out(text, rect.width() - left - self._inset)
        top = rect.y() + (rect.height() - len(lines) * made.line_height) // 2
        for line in lines:
            painter.drawStaticText(rect.x() + left, top, line)
            top += made.line_height

    def _paint_head(self, painter: QPainter, rect: QRect, head: str) -> None:
        """A group's name across the row."""
        painter.fillRect(rect, self._colors.raised)
        painter.setFont(self._bold)
        painter.setPen(self._colors.text)
        self._paint_lines(painter, rect, self._inset, head, self._heads)
        painter.setFont(self._font)

    def _paint_chip(self, painter: QPainter, rect: QRect, value: tuple[int, str, str], selected: bool) -> None:
        """The number on the colour of its band."""
        number, _, hex_color = value
        made = self._chips.get((number, hex_color, selected))
        if made is None:
            made = self._chips[number, hex_color, selected] = self._draw_chip(number, hex_color, selected)
        top = rect.y() + (rect.height() - self._chip.height()) // 2
        painter.drawPixmap(QPoint(rect.x() + self._inset, top), made)

    def _draw_chip(self, number: int, hex_color: str, selected: bool) -> QPixmap:
        pixmap = self._empty(self._chip)
        place = QRectF(QPoint(0, 0), self._chip)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._bold)
        painter.setPen(self._paint_ground(painter, place, hex_color, selected))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(number))
        painter.end()
        return pixmap

    def _paint_ground(self, painter: QPainter, place: QRectF, hex_color: str, selected: bool) -> QColor:
        """The colour of a text that is readable there; with more contrast wanted there is only a frame."""
        radius = place.height() / 5
        if self._colors.high_contrast:
            text = self._selected_text if selected else self._text
            painter.setPen(text)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
            return text
        ground = QColor(f"#{hex_color.removeprefix('#')}")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(place, radius, radius)
        return theme.text_on(ground)

    def _status_icon(self, value: str | None, selected: bool) -> QPixmap:
        made = self._icons.get((value, selected))
        if made is None:
            made = self._icons[value, selected] = self._draw_icon(Status(value) if value else None, selected)
        return made

    def _draw_icon(self, status: Status | None, selected: bool) -> QPixmap:
        side = QSize(self._icon_side, self._icon_side)
        pixmap = self._empty(side)
        # The selection is pale unless more contrast is wanted; then the icon takes the colour of the text.
        mode = QIcon.Mode.Selected if selected and self._colors.high_contrast else QIcon.Mode.Normal
        painter = QPainter(pixmap)
        source = icon(theme.STATUS_ICONS[status], self._colors.status(status))
        source.paint(painter, QRect(QPoint(0, 0), side), mode=mode)
        painter.end()
        return pixmap

    def _empty(self, size: QSize) -> QPixmap:
        """Something to draw on, as sharp as the screen. Icons and chips are drawn once: it costs more than the row."""
        ratio = self._view.devicePixelRatioF()
        pixmap = QPixmap(size * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        return pixmap

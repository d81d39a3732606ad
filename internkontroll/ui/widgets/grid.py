"""A grid of coloured cells with words: walked by arrow keys, read by screen readers, copied as a picture."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QFont, QFontMetricsF, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from internkontroll.ui import theme
from internkontroll.ui.widgets.clipboard import copy_picture

Index = QModelIndex | QPersistentModelIndex
CELL = Qt.ItemDataRole.UserRole

_LEAST_COLUMNS = 3
"""Columns that are always in sight; the others can be scrolled to."""

_MOST_SQUEEZED = 75
"""Per cent of its width that a word in a narrow cell keeps: twelve months are seen at once."""

_CORNER = 0.8
"""How large the number in the corner is, beside the text of the cell."""

_MOST_PIXELS = 16_000
"""The longest side of a picture: at twice the pixels Qt can still paint it."""

_FLAT = "QHeaderView, QHeaderView::section { border: 0; background: transparent; padding: 2px }"
_FLAT_CORNER = "QTableCornerButton::section { border: 0; background: transparent }"


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, on which colour, and what it says in words; `value` is given when it is chosen.

    `corner`: a small number that tells the colours apart for those who don't see them.
    """

    text: str
    color: QColor | None
    words: str
    value: object = None
    strong: bool = False
    corner: str = ""


class Grid(QTableWidget):
    """Emits `chosen` with the value of the cell that Enter or a click takes."""

    chosen = Signal(object)

    def __init__(self, name: str, cell_width: float, cell_height: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._cell = QSize(
            round(self.fontMetrics().averageCharWidth() * cell_width), round(self.fontMetrics().height() * cell_height)
        )
        self._as_text = self._flat_in = ""
        self._tidy()
        self.horizontalScrollBar().rangeChanged.connect(self.updateGeometry)
        self.copy_action = QAction("Kopiera bild och tabell", self)
        self.copy_action.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        self.copy_action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.copy_action.triggered.connect(self.copy)
        self.addAction(self.copy_action)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.itemActivated.connect(self._choose)
        self.itemClicked.connect(self._choose)

    def show_cells(
        self, rows: Sequence[str], columns: Sequence[str], cells: Sequence[Sequence[Cell]], as_text: str
    ) -> None:
        """Show the cells under their headers; `as_text` says the same in words."""
        self._as_text = as_text
        self.setRowCount(len(rows))
        self.setColumnCount(len(columns))
        self.setVerticalHeaderLabels([*rows])
        self.setHorizontalHeaderLabels([*columns])
        self._fit_headers()
        for row, line in enumerate(cells):
            for column, cell in enumerate(line):
                self.setItem(row, column, _item(cell))
        self.updateGeometry()

    def _fit_headers(self) -> None:
        """No name is cut off, whatever the style puts around it."""
        columns, rows = self.horizontalHeader(), self.verticalHeader()
        rows.setFixedWidth(rows.sizeHint().width())
        widest = max((columns.sectionSizeHint(column) for column in range(columns.count())), default=0)
        columns.setMinimumSectionSize(max(self._cell.width(), widest))

    def copy(self) -> None:
        """Put the picture and the words on the clipboard: Word takes the one, Excel and mail the other."""
        with self._unrolled():
            copy_picture(self, self._as_text)

    @contextmanager
    def _unrolled(self) -> Iterator[None]:
        """As large as all of it while its picture is taken, without bars; nothing of that is seen on the screen."""
        columns = self.horizontalHeader()
        around = columns.width() - columns.viewport().width()  # the columns share what is inside it
        size, whole = self.size(), self._whole() + QSize(around, 0)
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        places = across.value(), down.value()
        policies = self.horizontalScrollBarPolicy(), self.verticalScrollBarPolicy()
        self._set_bars(Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.resize(min(max(size.width(), whole.width()), _MOST_PIXELS), min(whole.height(), _MOST_PIXELS))
        try:
            yield
        finally:
            self._set_bars(*policies)
            self.resize(size)
            across.setValue(places[0])
            down.setValue(places[1])

    def _set_bars(self, across: Qt.ScrollBarPolicy, down: Qt.ScrollBarPolicy) -> None:
        self.setHorizontalScrollBarPolicy(across)
        self.setVerticalScrollBarPolicy(down)

    def sizeHint(self) -> QSize:  # noqa: N802
        """All of it, headers and all, and the bar below where there is one."""
        bar = self.horizontalScrollBar()
        return self._whole() + QSize(0, bar.sizeHint().height() if bar.maximum() else 0)

    def _whole(self) -> QSize:
        columns = self.horizontalHeader()
        width = self.verticalHeader().width() + columns.minimumSectionSize() * self.columnCount()
        height = columns.sizeHint().height() + self._cell.height() * self.rowCount()
        return QSize(width + 2 * self.frameWidth() + 2, height + 2 * self.frameWidth() + 2)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Never cut off in height; a wide grid scrolls."""
        least = self.verticalHeader().width() + _LEAST_COLUMNS * self.horizontalHeader().minimumSectionSize()
        return QSize(min(self.sizeHint().width(), least), self.sizeHint().height())

    def _tidy(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setItemDelegate(_CellDelegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setSizeAdjustPolicy(QAbstractScrollArea.SizeAdjustPolicy.AdjustToContents)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCornerButtonEnabled(False)
        columns, rows = self.horizontalHeader(), self.verticalHeader()
        for header, size, mode in (
            (columns, self._cell.width(), QHeaderView.ResizeMode.Stretch),
            (rows, self._cell.height(), QHeaderView.ResizeMode.Fixed),
        ):
            header.setSectionsClickable(False)
            header.setHighlightSections(False)
            header.setSectionResizeMode(mode)
            header.setMinimumSectionSize(size)
            header.setDefaultSectionSize(size)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._flatten()

    def _flatten(self) -> None:
        """No edges; in the palette's colour, since what has a style sheet keeps the one it had when it was given."""
        text = theme.colors().text.name()
        if text != self._flat_in:
            self._flat_in = text
            self.setStyleSheet(_FLAT_CORNER)
            for header in (self.horizontalHeader(), self.verticalHeader()):
                header.setStyleSheet(_FLAT.replace("0;", f"0; color: {text};", 1))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow the system's palette."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.ApplicationPaletteChange):
            self._flatten()

    def _choose(self, item: QTableWidgetItem) -> None:
        cell = item.data(CELL)
        if cell.value is not None:
            self.chosen.emit(cell.value)


def _item(cell: Cell) -> QTableWidgetItem:
    item = QTableWidgetItem(cell.text)
    item.setData(CELL, cell)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, cell.words)
    item.setToolTip(cell.words)
    return item


def _write_corner(painter: QPainter, rect: QRectF, text: str) -> None:
    small = QFont(painter.font())
    small.setBold(False)
    small.setPointSizeF(small.pointSizeF() * _CORNER)
    painter.setFont(small)
    painter.drawText(rect.adjusted(5, 2, -5, -2), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, text)


class _CellDelegate(QStyledItemDelegate):
    """A rounded field with its text in the middle; a visible focus around it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell, colors = index.data(CELL), theme.colors()
        if cell is None:
            return
        rect = QRectF(option.rect).adjusted(2, 2, -2, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        filled = cell.color is not None and not colors.high_contrast
        painter.setBrush(cell.color if filled else colors.raised)
        painter.setPen(colors.border if colors.high_contrast else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(rect, 4, 4)
        font = option.font
        font.setBold(cell.strong)
        width = QFontMetricsF(font).horizontalAdvance(cell.text)
        if width > rect.width():
            font.setStretch(max(_MOST_SQUEEZED, int(100 * rect.width() / width)))
        painter.setFont(font)
        painter.setPen(theme.text_on(cell.color) if filled else colors.text if cell.strong else colors.muted)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, cell.text)
        if cell.corner:
            _write_corner(painter, rect, cell.corner)
        if option.state & QStyle.StateFlag.State_HasFocus:
            pen = painter.pen()
            pen.setColor(colors.text)
            pen.setWidthF(2)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect, 4, 4)
        painter.restore()

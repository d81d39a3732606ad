"""The outline of the section: its parts in order, each with its tick and its open remarks."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QDropEvent, QFontMetrics, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from internkontroll.domain.underlag import Delval
from internkontroll.domain.words import Avsnittsdel
from internkontroll.ui import theme
from internkontroll.ui.icons import icon

if TYPE_CHECKING:
    from internkontroll.services.avsnitt import Del

DEL = Qt.ItemDataRole.UserRole
_LINES = 1.9
"""How high a row is."""


class OutlineList(QListWidget):
    """Space ticks, Alt with the arrows or dragging moves, the context menu has it all."""

    chosen = Signal(object)
    """The Avsnittsdel that the user looks at."""
    ticked = Signal(object, bool)
    """Avsnittsdel, and whether it is klar now."""
    arranged = Signal(tuple)
    """The disposition (Delval) that the user wants."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Avsnittets delar")
        self.setAccessibleDescription("Mellanslag markerar delen som klar. Alt och pilarna flyttar den.")
        self.setItemDelegate(_RowDelegate(self))
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.up = self._action("Flytta &upp", "Alt+Up", lambda: self._move(-1), "upp")
        self.down = self._action("Flytta &ned", "Alt+Down", lambda: self._move(1), "ned")
        self.included = self._action("&Med i avsnittet", "", self._toggle_included, "")
        self.included.setCheckable(True)
        self.itemChanged.connect(self._tick)
        self.currentItemChanged.connect(self._choose)

    # --- what is shown --------------------------------------------------------------------------------------------

    def show_parts(self, delar: Sequence["Del"]) -> None:
        """Show the parts; the one that is looked at stays so, wherever it has moved."""
        part = self.current
        self.blockSignals(True)
        while self.count() < len(delar):
            self.addItem(QListWidgetItem())
        for row, one in enumerate(delar):
            _fill(self.item(row), one)
        self.blockSignals(False)
        self.updateGeometry()
        self.select_part(part or delar[0].part)
        self._show_state()

    @property
    def current(self) -> Avsnittsdel | None:
        """The part that the user looks at."""
        return self.currentItem().data(DEL).part if self.currentRow() >= 0 else None

    def select_part(self, part: Avsnittsdel) -> None:
        """Look at a part."""
        for row in range(self.count()):
            if self.item(row).data(DEL).part == part and row != self.currentRow():
                self.setCurrentRow(row)

    def set_included(self, part: Avsnittsdel, *, med: bool) -> None:
        """Print the part or leave it out."""
        wanted = [Delval(one.part, med if one.part == part else one.med) for one in self._delar()]
        self.arranged.emit(tuple(wanted))

    def sizeHint(self) -> QSize:  # noqa: N802
        """All the parts: there are few."""
        height = sum(self.sizeHintForRow(row) for row in range(self.count()))
        return QSize(24 * self.fontMetrics().averageCharWidth(), height + 2 * self.frameWidth())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """The page scrolls, not the list."""
        return QSize(16 * self.fontMetrics().averageCharWidth(), self.sizeHint().height())

    # --- what is asked --------------------------------------------------------------------------------------------

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """A part has been dragged: ask for the new order, which is shown when it is saved."""
        over = self.indexAt(event.position().toPoint())
        row = over.row() if over.isValid() else self.count()
        below = self.dropIndicatorPosition() == QAbstractItemView.DropIndicatorPosition.BelowItem
        event.setDropAction(Qt.DropAction.IgnoreAction)  # Qt would move the row by itself
        event.accept()
        self.place(self.currentRow(), row + below)

    def place(self, row: int, before: int) -> None:
        """Ask for the part in `row` to come before the one in the row `before`."""
        delar = self._delar()
        moved = delar.pop(row)
        delar.insert(before - (before > row), moved)
        if [one.part for one in delar] != [one.part for one in self._delar()]:
            self.arranged.emit(tuple(Delval(one.part, one.med) for one in delar))

    def _move(self, step: int) -> None:
        row = self.currentRow()
        if 0 <= row + step < self.count():
            self.place(row, row + step + (step > 0))

    def _toggle_included(self) -> None:
        part = self.current
        if part:
            self.set_included(part, med=self.included.isChecked())

    def _delar(self) -> list["Del"]:
        return [self.item(row).data(DEL) for row in range(self.count())]

    def _tick(self, item: QListWidgetItem) -> None:
        one, klar = item.data(DEL), item.checkState() == Qt.CheckState.Checked
        if one.klar != klar:
            self.ticked.emit(one.part, klar)

    def _choose(self, item: QListWidgetItem | None) -> None:
        self._show_state()
        if item:
            self.chosen.emit(item.data(DEL).part)

    def _show_state(self) -> None:
        row = self.currentRow()
        self.up.setEnabled(row > 0)
        self.down.setEnabled(0 <= row < self.count() - 1)
        self.included.setChecked(row >= 0 and self.currentItem().data(DEL).med)

    def _action(self, text: str, keys: str, done: object, icon_name: str) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        if icon_name:
            action.setIcon(icon(icon_name))
        action.triggered.connect(done)
        self.addAction(action)
        return action


def _fill(item: QListWidgetItem, one: "Del") -> None:
    item.setText(one.titel)
    item.setData(DEL, one)
    item.setCheckState(Qt.CheckState.Checked if one.klar else Qt.CheckState.Unchecked)
    item.setToolTip(_words(one))
    item.setData(Qt.ItemDataRole.AccessibleTextRole, _words(one))


def _words(one: "Del") -> str:
    """The row as a sentence, for tooltip and screen reader."""
    count = len(one.anmarkningar or ())
    said = (
        "klar" if one.klar else "inte klar",
        "" if one.med else "tas inte med i avsnittet",
        "har inget att skriva ut" if one.tom and one.med else "",
        f"{count} anmärkning{'ar' if count > 1 else ''}" if count else "",
    )
    return f"{one.titel}: {', '.join(filter(None, said))}"


Index = QModelIndex | QPersistentModelIndex


class _RowDelegate(QStyledItemDelegate):
    """Qt's own row, with the number of remarks at its end; what isn't printed is struck out."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        height = max(theme.MIN_TARGET, round(option.fontMetrics.height() * _LINES))
        return QSize(super().sizeHint(option, index).width(), height)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802
        super().initStyleOption(option, index)
        one = index.data(DEL)
        option.font.setStrikeOut(not one.med)
        room = option.rect.width() - 2 * option.fontMetrics.height() - _count_width(option.fontMetrics, one)
        option.text = option.fontMetrics.elidedText(option.text, Qt.TextElideMode.ElideRight, room)
        if not one.med or one.tom:
            option.palette.setColor(option.palette.ColorRole.Text, theme.colors().muted)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        one = index.data(DEL)
        if one.anmarkningar:
            metrics = QFontMetrics(option.font)
            width, height = _count_width(metrics, one), metrics.height() + 4
            right, middle = option.rect.right() - height // 3, option.rect.center().y() + 1
            _paint_count(painter, QRect(right - width, middle - height // 2, width, height), str(len(one.anmarkningar)))


def _count_width(metrics: QFontMetrics, one: "Del") -> int:
    """How wide the number at the row's end is; 0 without one."""
    if not one.anmarkningar:
        return 0
    return metrics.horizontalAdvance(str(len(one.anmarkningar))) + metrics.height()


def _paint_count(painter: QPainter, place: QRect, text: str) -> None:
    """A rounded number in the tone of what needs care, readable on the row's colour whichever it is."""
    colors = theme.colors()
    ground: QColor = colors.base if colors.high_contrast else theme.mix(colors.base, colors.danger, 0.14)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(colors.border if colors.high_contrast else Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(place, place.height() / 2, place.height() / 2)
    painter.setPen(theme.readable(colors.danger, ground))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()

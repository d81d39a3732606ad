"""The list of a page: rows of two lines, chosen as rows, walked by keyboard."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from internkontroll.services.sidor import Rad
from internkontroll.ui import theme
from internkontroll.ui.models.list_model import ALL, Index, Key, ListModel
from internkontroll.ui.widgets import list_place
from internkontroll.ui.widgets.cell_delegate import CellDelegate
from internkontroll.ui.widgets.group_drag import GroupDrag
from internkontroll.ui.widgets.list_header import ListHeader

Move = QAbstractItemView.CursorAction
_FIRST_STEPS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home)
_UPWARDS = (Move.MoveUp, Move.MovePageUp, Move.MovePrevious)


class ListView(GroupDrag):
    """Selection and current record outlive that the list is read anew. Its actions are its context menu."""

    chosen = Signal()
    """Other records are selected, or the list has been read anew."""
    opened = Signal(object)
    """Enter or a double click on a record: its Rad."""

    def __init__(self, model: ListModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.records = model
        self.header = ListHeader(model, self)
        self.delegate = CellDelegate(self, model)
        self._heads: set[int] = set()
        self._head_height = 0
        self._place = list_place.Place()
        self._going_to_end = False
        self.is_returning = False
        """Whether `chosen` tells of a list that has been read anew, and not of somebody's choice."""
        self._menu: QMenu | None = None
        self._line = QColor()
        self.setAccessibleName(name)
        self._set_behaviour()
        self.setModel(model)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._return)
        model.rowsInserted.connect(self._added)
        self.selectionModel().selectionChanged.connect(lambda: self.chosen.emit())
        self.doubleClicked.connect(self._open)
        self._follow_look()

    def _set_behaviour(self) -> None:
        self.setItemDelegate(self.delegate)
        self.setHorizontalHeader(self.header)
        self.header.setSortIndicatorShown(True)  # which the line above has turned off
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(1)

    # --- what is chosen -------------------------------------------------------------------------------------------

    def selected_records(self) -> list[Rad]:
        """The records that are selected and here, from the top."""
        return list_place.selected_records(self, self.records)

    def select(self, keys: Iterable[Key]) -> bool:
        """Select these records and stand on the first; False when none of them is here."""
        rows = list_place.select_records(self, self.records, keys)
        if rows:
            list_place.stand_on(self, rows[0])
            self.scrollTo(self.records.index(rows[0], 0))
        return bool(rows)

    def selectRow(self, row: int) -> None:  # noqa: N802
        """The record there and no other; Qt's own adds it to what is selected while somebody holds Ctrl or Shift."""
        rad = self.records.record(row)
        if rad:
            self.select([list_place.key_of(rad)])

    def stand_on_first(self) -> None:
        """Let the keyboard go on from the first record that is selected."""
        spans = list_place.selected_spans(self)
        if spans:
            list_place.stand_on(self, min(spans)[0])

    def _remember(self) -> None:
        self._place = list_place.take_place(self, self.records)

    def _return(self) -> None:
        self._draw_heads(0)
        self.is_returning = True
        list_place.return_to(self._place, self, self.records)
        self.chosen.emit()
        self.is_returning = False

    def reach(self) -> int:
        """How many rows there are down to the last one that is in sight or selected."""
        bottom = self.rowAt(self.viewport().height() - 1)
        last = bottom if bottom >= 0 else self.records.rowCount() - 1
        return 1 + max([last, *(end for _, end in list_place.selected_spans(self))])

    def _added(self, _parent: Index, first: int, last: int) -> None:
        self._draw_heads(first)
        if self._going_to_end:
            self._going_to_end = False
            self.setCurrentIndex(self.records.index(last, max(0, self.currentIndex().column())))

    def _draw_heads(self, first: int) -> None:
        """Let the heads of groups from a row on span all columns and be one line high."""
        if first == 0:
            self.clearSpans()
        heads = {row for row, line in enumerate(self.records.lines[first:], first) if isinstance(line, str)}
        before = {row for row in self._heads if row >= first}
        rows, columns = self.verticalHeader(), self.records.columnCount()
        # The view lays itself out after this in any case; told of each row it would do so again and again.
        rows.blockSignals(True)
        for row in before - heads:
            if row < rows.count():
                rows.resizeSection(row, rows.defaultSectionSize())
        for row in heads:
            if rows.sectionSize(row) != self._head_height:
                rows.resizeSection(row, self._head_height)
        rows.blockSignals(False)
        if columns > 1:
            for row in heads:
                self.setSpan(row, 0, 1, columns)
        self._heads = (self._heads - before) | heads

    # --- keyboard and menu ----------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter opens the record; Shift+F10 shows the menu also where the platform doesn't.

        Where nothing is selected, the first arrow selects the record that the keyboard stands on.
        """
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Menu or (event.key() == Qt.Key.Key_F10 and shift):
            self._show_menu(self._menu_place())
        elif event.key() in _FIRST_STEPS and not self.selectionModel().hasSelection():
            self.selectRow(self._record_from(0 if event.key() == Qt.Key.Key_Home else self._row(), 1, 0).row())
        else:
            super().keyPressEvent(event)

    def _row(self) -> int:
        return max(0, self.currentIndex().row())

    def moveCursor(self, action: Move, modifiers: Qt.KeyboardModifier) -> Index:  # type: ignore[override]  # noqa: N802
        """Home and End go to the first and last record, all of them fetched; heads of groups are passed over."""
        column = max(0, self.currentIndex().column())
        if action == Move.MoveHome:
            return self._record_from(0, 1, column)
        if action == Move.MoveEnd:
            self._going_to_end = self.records.canFetchMore(self.rootIndex())
            self.records.fetch(ALL)
            return self._record_from(self.records.rowCount() - 1, -1, column)
        found = super().moveCursor(action, modifiers)
        step = -1 if action in _UPWARDS else 1
        return self._record_from(found.row(), step, found.column()) if found.isValid() else found

    def _record_from(self, row: int, step: int, column: int) -> Index:
        """The record on that row, or the next one in a direction; where there is none, where one stands."""
        found = list_place.next_record(self.records, row, step)
        return self.currentIndex() if found is None else self.records.index(found, column)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802
        """Letters don't move about in the list: it holds a part of the records, and there is a field to search in."""

    def _open(self, index: Index) -> None:
        rad = self.records.record(index.row())
        if rad:
            self.opened.emit(rad)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """What can be done with what is selected: the view's own actions."""
        by_keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        self._show_menu(self._menu_place() if by_keyboard else event.globalPos())

    def _menu_place(self) -> QPoint:
        return self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())

    def _show_menu(self, place: QPoint) -> None:
        if self._menu is None:
            self._menu = QMenu(self)
            self._menu.addActions(self.actions())
        if not self._menu.isVisible():
            self._menu.popup(place)

    # --- look -----------------------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow the system's palette and font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._follow_look()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Give the widest column the room that is over."""
        super().resizeEvent(event)
        self.header.fit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """A thin line below each row, and a frame around the current cell that is seen on a pale selection too."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        last = self.rowAt(self.viewport().height() - 1)
        last = self.records.rowCount() - 1 if last < 0 else last
        for row in range(max(0, self.rowAt(0)), last + 1):
            bottom = self.rowViewportPosition(row) + self.rowHeight(row) - 1
            painter.fillRect(0, bottom, self.viewport().width(), 1, self._line)
        if self.hasFocus() and self.currentIndex().isValid():
            painter.setPen(theme.colors().accent)
            painter.drawRect(self.visualRect(self.currentIndex()).adjusted(0, 0, -1, -1))
        painter.end()

    def _follow_look(self) -> None:
        self._soften_selection()
        self.delegate.follow_look()
        colors = theme.colors()
        self._line = colors.border if colors.high_contrast else theme.mix(colors.base, colors.text, 0.1)
        line = self.fontMetrics().lineSpacing()
        self._head_height = max(theme.MIN_TARGET, line + theme.space(self))
        self.verticalHeader().setDefaultSectionSize(2 * line + theme.space(self))
        self._draw_heads(0)

    def _soften_selection(self) -> None:
        """A pale selection, so that chips and icons are readable on it; the system's own with more contrast."""
        roles, colors, system = QPalette.ColorRole, theme.colors(), QPalette()
        soft = not colors.high_contrast
        palette = QPalette()  # says these two colours and leaves the others to the system
        palette.setColor(roles.Highlight, colors.selected if soft else system.highlight().color())
        palette.setColor(roles.HighlightedText, colors.text if soft else system.highlightedText().color())
        if any(palette.color(role) != self.palette().color(role) for role in (roles.Highlight, roles.HighlightedText)):
            self.setPalette(palette)

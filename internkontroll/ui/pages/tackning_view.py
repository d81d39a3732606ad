"""Täckning: who has carried out which egenkontroller, as a map and as a table, and reminders of what is missing."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from internkontroll.services.tackning import (
    Indelning,
    Steg,
    Tackning,
    Tillfallesrad,
    Val,
    choices,
    coverage,
    tillfallen,
)
from internkontroll.ui import theme
from internkontroll.ui.pages.tackning_grid import ScrollingGrid, ScrollingTable
from internkontroll.ui.pages.tackning_head import CoverageHead
from internkontroll.ui.pages.tackning_remind import RemindDialog
from internkontroll.ui.pages.tackning_side import CellSide
from internkontroll.ui.session import Session
from internkontroll.ui.settings import Settings
from internkontroll.ui.widgets.card import Card
from internkontroll.ui.widgets.coverage_cells import LEGEND, map_cells
from internkontroll.ui.widgets.empty_state import EmptyState
from internkontroll.ui.widgets.form_dialog import scrolling
from internkontroll.ui.widgets.save_file import ask_where_to_save

if TYPE_CHECKING:
    # Loaded on the register's thread, after the first paint.
    from internkontroll.db.reader import Reader

TABLES = frozenset(
    {"egenkontroll", "egenkontroll_enhet", "utfall", "enhet", "enhet_version", "process", "plan", "tillfalle"}
)

_SPLIT, _FOLDER = "egenkontroller/tackning-delare", "dokument/mapp"


class TackningView(QWidget):
    """The map, with what is behind the chosen cell below it."""

    opened = Signal(int)
    """The user wants to see the tillfälle with this id."""

    def __init__(self, session: Session, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._settings = session, settings
        self._tackning: Tackning | None = None
        self._wanted: tuple[str, int] | None = None
        self._cell: tuple[str, int] | None = None
        self.head = CoverageHead()
        self.grid = ScrollingGrid("Täckning", 7, 1.7)
        self.table = ScrollingTable("Täckning i siffror", Tackning((), 0, 0, "").counts()[0], (0,))
        self.side = CellSide()
        self.legend = QLabel(LEGEND)
        self.legend.setWordWrap(True)
        self.nothing = EmptyState()
        self.stack = QStackedWidget()
        self._lay_out()
        self.head.changed.connect(self.clear)
        self.head.changed.connect(self.refresh)
        self.head.narrowed.connect(self._show)
        self.head.as_table.toggled.connect(self._show)
        self.head.copy.clicked.connect(self.copy)
        self.head.excel.clicked.connect(self._ask_for_file)
        self.head.remind.clicked.connect(self.remind)
        self.grid.chosen.connect(self._choose)
        self.side.opened.connect(self.opened)
        self.side.closed.connect(self.close_side)

    def refresh(self) -> None:
        """Read the map anew, and what it can be narrowed to."""
        sammanhang, val = self._session.sammanhang, self.head.val
        if sammanhang is not None:
            read = self._session.read
            read(lambda reader: choices(reader, sammanhang), self.head.offer, key="tackning.val")
            read(lambda reader: coverage(reader, sammanhang, val), self._take, key="tackning.karta")

    def clear(self) -> None:
        """Another map is to be shown: nothing is chosen in it."""
        self._cell = None
        self.side.hide()

    def close_side(self) -> None:
        """Back to the map alone."""
        self.clear()
        self.focus_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Esc that nobody below the map needed."""
        if event.key() == Qt.Key.Key_Escape and self.side.isVisible():
            self.close_side()
        else:
            super().keyPressEvent(event)

    def show_cell(self, enhet: str, kolumn: int) -> None:
        """Show the map by unit and month, and what is behind a unit's month."""
        self._wanted = enhet, kolumn
        asked = replace(self.head.val, rader=Indelning.ENHET, steg=Steg.MANAD, bara=None)
        self.head.as_table.setChecked(False)
        self.head.only_missing.setChecked(False)
        if asked == self.head.val:
            self.refresh()
        self.head.choose(asked)

    def remind(self) -> None:
        """Texts to the chiefs about what is missing in what the map shows."""
        sammanhang = self._session.sammanhang
        if sammanhang is not None:
            RemindDialog(self._session, sammanhang, self.head.val.bara, self.window()).open()

    def copy(self) -> None:
        """The map as a picture and as a table, or the numbers as a table."""
        if self.head.as_table.isChecked():
            self.table.copy()
        else:
            self.grid.copy()

    def save_excel(self, path: Path) -> None:
        """Write what is shown, and what is missing in it, to an Excel file, and say where it is."""
        sammanhang, val, only_missing = self._session.sammanhang, self.head.val, self.head.only_missing.isChecked()
        if sammanhang is None:
            return

        def write(reader: "Reader") -> None:
            # Imported here: the first paint doesn't wait for the libraries of the file.
            from internkontroll.services.tackning.excel import export_coverage

            export_coverage(reader, sammanhang, path, val, only_missing=only_missing)

        self._settings.set(_FOLDER, str(path.parent))
        self._session.read(write, lambda _none: self.head.said.say(f"Sparat: {path}"))

    def focus_first(self) -> None:
        """To the map, or to what is shown in its place."""
        shown = self.stack.currentWidget()
        (shown if shown in (self.grid, self.table) else self.head.rader).setFocus()

    def save_state(self) -> None:
        """Keep the splitter."""
        self._settings.set(_SPLIT, self.split.saveState())

    # --- showing --------------------------------------------------------------------------------------------------

    def _take(self, tackning: Tackning) -> None:
        self._tackning = tackning
        self.head.show_tackning(tackning)
        self._show()
        if self._wanted:
            cell, self._wanted = self._wanted, None
            self.grid.select_value(cell)
            self._choose(cell)
        elif self._cell:
            self._read_cell(self._cell)

    def _show(self) -> None:
        tackning = self._tackning
        if tackning is None:
            return
        if self.head.only_missing.isChecked():
            tackning = tackning.lacking()
        as_table = self.head.as_table.isChecked()
        if not tackning.rader:
            self._say_nothing(is_narrowed=bool(self._tackning and self._tackning.rader))
        elif as_table:
            self._show_table(tackning)
        else:
            self._show_map(tackning)
        self.legend.setVisible(bool(tackning.rader) and not as_table)
        for command in (self.head.copy, self.head.excel):
            command.setEnabled(bool(tackning.rader))

    def _show_map(self, tackning: Tackning) -> None:
        place = self.grid.currentRow(), self.grid.currentColumn()
        rows, columns, cells = map_cells(tackning)
        self.grid.show_cells(rows, columns, cells, tackning.as_text())
        if self.grid.item(*place):
            self.grid.setCurrentCell(*place)
        self.stack.setCurrentWidget(self.grid)

    def _show_table(self, tackning: Tackning) -> None:
        head, *rows = tackning.counts()
        self.table.set_headers(head)
        self.table.show_rows(rows)
        self.stack.setCurrentWidget(self.table)

    def _say_nothing(self, *, is_narrowed: bool) -> None:
        title = "Inget saknas." if is_narrowed else "Det finns inga tillfällen än."
        text = (
            "Alla egenkontroller som har förfallit är loggade."
            if is_narrowed
            else "När egenkontrollerna har enheter och årets tillfällen är skapade syns här vem som har gjort vad."
        )
        self.nothing.say(title, text, "")
        self.stack.setCurrentWidget(self.nothing)

    def _ask_for_file(self) -> None:
        sammanhang = self._session.sammanhang
        if sammanhang is None:
            return
        suggestion = Path(self._settings.value(_FOLDER, str(Path.home()))) / f"tackning-{sammanhang.ar}.xlsx"
        target = ask_where_to_save(self.window(), "Spara som Excel", suggestion, {"Excel (*.xlsx)": ".xlsx"})
        if target:
            self.save_excel(target)

    # --- what is behind a cell ------------------------------------------------------------------------------------

    def _choose(self, cell: tuple[str, int]) -> None:
        self._cell = None
        self._read_cell(cell)

    def _read_cell(self, cell: tuple[str, int]) -> None:
        sammanhang, val = self._session.sammanhang, self.head.val
        if sammanhang is not None:
            show = partial(self._show_cell, cell, val)
            self._session.read(lambda reader: tillfallen(reader, sammanhang, val, *cell), show, key="tackning.ruta")

    def _show_cell(self, cell: tuple[str, int], val: Val, found: tuple[Tillfallesrad, ...]) -> None:
        nyckel, column = cell
        rader = self._tackning.rader if self._tackning else ()
        namn = next((rad.titel for rad in rader if rad.nyckel == nyckel), "")
        self.side.show_tillfallen(f"{namn}, {val.steg.names[column]}", found)
        self.side.show()
        if found and cell != self._cell:
            self.side.focus_list()  # not when what is shown is only read anew
        self._cell = cell

    # --- putting together -----------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        for widget in (self.grid, self.table, self.nothing):
            self.stack.addWidget(widget)
        card = Card("")  # on whose ground the headers of the map stand
        card.body.addWidget(self.stack, 1)
        card.body.addWidget(self.legend)
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(card)
        self.split.addWidget(self.side)
        self.split.setStretchFactor(0, 2)
        self.split.setStretchFactor(1, 1)
        self.split.restoreState(self._settings.state(_SPLIT))
        self.side.hide()
        content = QVBoxLayout()
        content.setSpacing(theme.space(self))
        content.addWidget(self.head)
        content.addWidget(self.split, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.space(self), 0, 0)
        layout.addWidget(scrolling(content))  # only where letters are large and the window is low

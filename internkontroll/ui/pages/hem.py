"""Hem: what is to be done now, and how the plan stands."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.services.hem import (
    AttGora,
    Matris,
    Ruta,
    Slag,
    Staplar,
    matrix,
    remarks_line,
    status_bars,
    todo,
)
from internkontroll.services.hem.ord import plural
from internkontroll.services.hem.staplar import NO_STATUS
from internkontroll.services.sidor import Urval
from internkontroll.services.tackning import Tackning, coverage
from internkontroll.ui import theme
from internkontroll.ui.pages.page import Page
from internkontroll.ui.session import Session
from internkontroll.ui.settings import Settings
from internkontroll.ui.target import Target, page_of
from internkontroll.ui.widgets.card import Card, heading
from internkontroll.ui.widgets.coverage_cells import LEGEND, map_cells
from internkontroll.ui.widgets.grid import Cell, Grid
from internkontroll.ui.widgets.layouts import scrolled
from internkontroll.ui.widgets.naming import named
from internkontroll.ui.widgets.status_bars import StatusBars
from internkontroll.ui.widgets.tab_order import tab_through
from internkontroll.ui.widgets.tinted import Tinted
from internkontroll.ui.widgets.todo_list import TodoList

if TYPE_CHECKING:
    from internkontroll.db.session import Connection

MOST_REVIEWED = 2_000
"""Of more risks the remarks aren't counted unasked: each write would hold up the register for seconds."""

MOST_UNITS = 15
"""Of more units those stand here that lack most; all of them stand on the page Egenkontroller."""

_LEAST_LEFT = 80
"""Characters that what is to be done needs, to have the matrix beside it."""


class HemPage(Page):
    """Att göra to the left; matrix, bars and coverage beside and below it."""

    name, title, icon_name = "hem", "Hem", "hem"

    def __init__(self, session: Session, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(session, settings, parent)
        self._todo: tuple[AttGora, ...] = ()
        self._title = heading("Att göra")
        self.todo = TodoList()
        self.matrix = Grid("Riskmatris", 11, 2.4)
        self.coverage = Grid("Egenkontroller: enhet och månad", 6.5, 1.7)
        self.bars = StatusBars()
        self._matrix_card = Card("Riskmatris")
        self._bars_card = Card("Åtgärder per status")
        self._coverage_card = Card("Egenkontroller: vem har rapporterat")
        self._moves, self._share = QLabel(), QLabel()
        self._after = named(QPushButton("Efter åtgärder"), "Visa matrisen efter åtgärder")
        self._missing = named(
            QPushButton(), "Visa täckningen", "Vem som har gjort vad, och påminnelser om det som saknas"
        )
        self._matris: Matris | None = None
        self._lay_out()
        self.todo.chosen.connect(self._open)
        self.matrix.chosen.connect(self._filter_risks)
        self.coverage.chosen.connect(self._show_tillfallen)
        self._after.toggled.connect(self._show_matrix)
        self._missing.clicked.connect(lambda: self.go_to.emit(Target("egenkontroller", "tackning")))

    def refresh(self, tabeller: frozenset[str] | None = None) -> None:
        """Everything here is counted anew after each write: it is one query for each part."""
        sammanhang = self.session.sammanhang
        if sammanhang is None:
            return
        self._title.setText(f"Att göra inför {sammanhang.tillfalle.label.lower()} {sammanhang.ar}")
        read = self.session.read
        read(lambda reader: todo(reader, sammanhang), self._show_todo, key="hem.attgora")
        read(lambda reader: matrix(reader, sammanhang), self._take_matrix, key="hem.matris")
        read(lambda reader: status_bars(reader, sammanhang), self._show_bars, key="hem.staplar")
        read(lambda reader: coverage(reader, sammanhang), self._show_coverage, key="hem.tackning")

    # --- showing --------------------------------------------------------------------------------------------------

    def _show_todo(self, lines: tuple[AttGora, ...]) -> None:
        self._todo = lines
        self._show_lines(lines)

    def _show_remarks(self, count: int) -> None:
        sammanhang = self.session.sammanhang
        line = sammanhang and remarks_line(count, sammanhang)
        if line:
            self._show_lines((*self._todo, line))

    def _show_lines(self, lines: tuple[AttGora, ...]) -> None:
        self.todo.show_lines(lines)
        # New buttons come last in the order of Tab.
        matrix, bars, covered = self._copies
        tab_through((self.todo, self._missing, covered, self.coverage, self._after, matrix, self.matrix, bars))

    def _take_matrix(self, matris: Matris) -> None:
        self._matris = matris
        self._matrix_card.set_title(matris.titel())
        self._after.setVisible(bool(matris.bedomda_efter))
        self._show_matrix()
        sammanhang = self.session.sammanhang
        if sammanhang and matris.antal <= MOST_REVIEWED:
            self.session.load(partial(_count_remarks, sammanhang), self._show_remarks, key="hem.anmarkningar")

    def _show_matrix(self) -> None:
        matris, after = self._matris, self._after.isChecked()
        if matris is None:
            return
        width = len(matris.konsekvens)
        cells = [_risk_cell(ruta, after=after) for ruta in matris.rutor]
        rows = [cells[start : start + width] for start in range(0, len(cells), width)]
        self.matrix.show_cells([*reversed(matris.sannolikhet)], matris.konsekvens, rows, matris.as_text())
        moved = sum(antal for _, _, antal in matris.flyttar)
        moves = ", ".join(matris.moves())
        unjudged = len(matris.utan)
        said = [
            f"{plural(moved, 'risk', 'risker')} flyttar med åtgärder: {moves}." if moved else "",
            f"{plural(unjudged, 'risk är inte bedömd', 'risker är inte bedömda')}." if unjudged else "",
        ]
        self._moves.setText(" ".join(filter(None, said)))
        self._moves.setVisible(bool(self._moves.text()))
        self._arrange()

    def _show_bars(self, staplar: Staplar) -> None:
        self._bars_card.setVisible(any(staplar.alla.antal.values()))
        self.bars.show_counts(staplar.alla.antal, NO_STATUS, staplar.alla.as_text())

    def _show_coverage(self, tackning: Tackning) -> None:
        shown = tackning.most_missing(MOST_UNITS)
        rows, columns, cells = map_cells(shown)
        self.coverage.show_cells(rows, columns, cells, shown.as_text())
        of = f"  ·  De {len(rows)} enheter av {len(tackning.rader)} som saknar mest" if shown != tackning else ""
        self._share.setText(f"{LEGEND}  ·  {tackning.share()}{of}")
        self._missing.setText(tackning.missing())
        self._missing.setAccessibleName(f"{tackning.missing()}: visa täckningen")
        self._coverage_card.setVisible(bool(cells))

    # --- going there ----------------------------------------------------------------------------------------------

    def _open(self, line: AttGora) -> None:
        mal = line.mal
        unlisted = "avsnitt" if line.slag is Slag.AVSNITT else "plan"
        page = page_of(mal.sida) if mal.sida else unlisted
        self.go_to.emit(Target(page, mal.tabell, mal.post, mal.urval))

    def _filter_risks(self, ruta: str) -> None:
        key = "ruta_efter" if self._after.isChecked() else "ruta"
        self.go_to.emit(Target("risker", urval=Urval(filter={key: (ruta,)})))

    def _show_tillfallen(self, cell: tuple[str, int]) -> None:
        enhet, column = cell
        self.go_to.emit(Target("egenkontroller", urval=Urval(filter={"enhet": (enhet,), "kolumn": (str(column),)})))

    def focus_first(self) -> None:
        """The first thing to do."""
        self.todo.focus_line()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Another width, perhaps for one column instead of two."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Where there isn't room beside what is to be done, matrix and bars stand below it."""
        left = self.width() - self._right.sizeHint().width()
        is_narrow = left < _LEAST_LEFT * self.fontMetrics().averageCharWidth()
        self._grid.removeWidget(self._right)
        self._grid.addWidget(self._right, int(is_narrow), int(not is_narrow))

    # --- putting together -----------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._after.setCheckable(True)
        self._coverage_card.header.addWidget(self._missing)
        self._matrix_card.header.addWidget(self._after)
        self._copies = (
            self._matrix_card.add_copy(self.matrix.copy, "matrisen"),
            self._bars_card.add_copy(self.bars.copy, "staplarna"),
            self._coverage_card.add_copy(self.coverage.copy, "översikten"),
        )
        self._matrix_card.body.addWidget(self.matrix)
        self._matrix_card.body.addWidget(Tinted("muted", "Antal risker. I hörnet står riskvärdet."))
        self._moves.setWordWrap(True)
        self._matrix_card.body.addWidget(self._moves)
        self._bars_card.body.addWidget(self.bars)
        self._share.setWordWrap(True)
        self._coverage_card.body.addWidget(self.coverage)
        self._coverage_card.body.addWidget(self._share)
        todo_card = Card("")
        todo_card.body.addWidget(self.todo)
        content = QWidget()
        grid = self._grid = QGridLayout(content)
        grid.setSpacing(theme.space(self, 1.5))
        left, right = QWidget(), QWidget()
        for column, widgets in (
            (left, (self._title, todo_card, self._coverage_card)),
            (right, (self._matrix_card, self._bars_card)),
        ):
            below = QVBoxLayout(column)
            below.setContentsMargins(0, 0, 0, 0)
            below.setSpacing(theme.space(self, 1.5))
            for widget in widgets:
                below.addWidget(widget)
            below.addStretch(1)
        grid.addWidget(left, 0, 0)
        grid.addWidget(right, 0, 1)
        self._right = right
        grid.setColumnStretch(0, 1)
        grid.setRowStretch(2, 1)  # what is over stands below all of it
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(content, sideways=True))


def _risk_cell(ruta: Ruta, *, after: bool) -> Cell:
    count = ruta.efter if after else ruta.fore
    when = "efter åtgärder" if after else "före åtgärder"
    words = f"Riskvärde {ruta.varde}, {ruta.band}: {plural(count, 'risk', 'risker')} {when}"
    shown = str(count) if count else ""
    return Cell(
        shown,
        QColor(f"#{ruta.farg}"),
        words,
        ruta.nyckel if count else None,
        strong=bool(count),
        corner=str(ruta.varde),
    )


def _count_remarks(sammanhang: Sammanhang, connection: "Connection") -> int:
    # Imported here: needs SQLAlchemy, which the first paint doesn't wait for.
    from internkontroll.services.avsnitt import count_remarks

    return count_remarks(connection, sammanhang)

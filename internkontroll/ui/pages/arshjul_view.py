"""Årshjul: what is due when and for whom, as a picture of the year and as a list; days are moved in both."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.sparat import Sparat
from internkontroll.ui import theme
from internkontroll.ui.pages.arshjul_grid import LEGEND, Plats, YearGrid, year_cells
from internkontroll.ui.pages.arshjul_head import YearHead
from internkontroll.ui.pages.arshjul_list import DueList
from internkontroll.ui.session import Session
from internkontroll.ui.settings import Settings
from internkontroll.ui.widgets.card import Card
from internkontroll.ui.widgets.clipboard import copy_table, tabbed
from internkontroll.ui.widgets.empty_state import EmptyState
from internkontroll.ui.widgets.save_file import ask_where_to_save

if TYPE_CHECKING:
    # Loaded on the register's thread, after the first paint.
    from internkontroll.db.session import Connection, Register
    from internkontroll.domain.egenkontroll.arshjul import Hjulpost
    from internkontroll.services.egenkontroll import Arshjul

TABLES = frozenset({"egenkontroll", "egenkontroll_enhet", "utfall", "enhet", "enhet_version", "plan", "namnd"})

_SPLIT, _FOLDER = "egenkontroller/arshjul-delare", "dokument/mapp"
_DONE = "Alla enheter har redan gjort den. Dagen står kvar."


class ArshjulView(QWidget):
    """The picture above what falls due in the chosen cell, or the whole list alone."""

    def __init__(self, session: Session, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._settings = session, settings
        self._year: Arshjul | None = None
        self._place: Plats | None = None
        self.head = YearHead()
        self.grid = YearGrid("Årshjul")
        self.list = DueList()
        self.legend = QLabel(LEGEND)
        self.nothing = EmptyState()
        self.nothing.say(
            "Inget är planerat.", "När årets tillfällen är skapade syns här vad som ska göras när, och av vilka.", ""
        )
        self.stack = QStackedWidget()
        self._lay_out()
        self.head.changed.connect(self._narrow)
        self.head.as_list.toggled.connect(lambda _on: self._show())
        self.head.copy.clicked.connect(self.copy)
        self.head.calendar.clicked.connect(self._ask_for_file)
        self.grid.chosen.connect(self._choose)
        self.grid.dragged.connect(self._drop)
        self.list.moved.connect(self.move_post)
        self.list.closed.connect(self.close_list)

    def refresh(self) -> None:
        """Read the year anew, and the units that it can be narrowed to."""
        sammanhang, enhet = self._session.sammanhang, self.head.enhet
        if sammanhang is None:
            return

        def query(connection: "Connection") -> "tuple[Arshjul, list[tuple[int, str]]]":
            from internkontroll.services.egenkontroll import arshjul
            from internkontroll.services.poster import references

            return arshjul(connection, sammanhang.plan_id, enhet), references(connection, sammanhang, "enhet_id")

        self._session.load(query, self._take, key="arshjul")

    def clear(self) -> None:
        """Another year is to be shown: nothing is chosen in it."""
        self._place = None

    def copy(self) -> None:
        """The picture with the list as its text, or the list as a table."""
        if self._year is None:
            return
        headers, *rows = self._year.rows()
        if self.head.as_list.isChecked():
            copy_table(headers, rows)
        else:
            self.grid.copy()

    def move_post(self, post: "Hjulpost", day: date | None) -> None:
        """Let the post fall due on another day, for the units that are shown; None: on the plan's own day."""
        enhet = self.head.enhet
        enheter = None if enhet is None else (enhet,)
        egenkontroll, period = post.egenkontroll_id, post.period

        def operation(register: "Register") -> Sparat:
            from internkontroll.services.egenkontroll import move_due

            return move_due(register, egenkontroll, period, day, enheter)

        def moved(saved: Sparat) -> None:
            self.head.say(f"{saved.rubrik}." if saved.handelse_id is not None else "Dagen är densamma som förut.")

        if post.gjorda == post.antal:
            self.head.say(_DONE)
        else:
            self._session.write(operation, moved, self._refused)

    def save_calendar(self, path: Path) -> None:
        """Write the year, as it is shown, to a calendar file."""
        sammanhang, enhet = self._session.sammanhang, self.head.enhet
        if sammanhang is None:
            return
        plan_id = sammanhang.plan_id

        def query(connection: "Connection") -> None:
            from internkontroll.services.egenkontroll import write_calendar

            write_calendar(connection, plan_id, path, datetime.now(UTC), enhet)

        self._settings.set(_FOLDER, str(path.parent))
        self._session.load(query, lambda _none: self.head.say(f"Sparat: {path}"))

    def close_list(self) -> None:
        """Back to the picture alone."""
        self._place = None
        self._show()
        self.focus_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Esc that nobody below the picture needed."""
        if event.key() == Qt.Key.Key_Escape and self._place is not None and not self.head.as_list.isChecked():
            self.close_list()
        else:
            super().keyPressEvent(event)

    def focus_first(self) -> None:
        """To the picture, the list, or what can be chosen where there is neither."""
        shown = self.stack.currentWidget() is self.split
        (self.head.bara if not shown else self.list.table if self.head.as_list.isChecked() else self.grid).setFocus()

    def save_state(self) -> None:
        """Keep the splitter."""
        self._settings.set(_SPLIT, self.split.saveState())

    # --- showing --------------------------------------------------------------------------------------------------

    def _take(self, answer: "tuple[Arshjul, list[tuple[int, str]]]") -> None:
        self._year, units = answer
        self.head.show_year(self._year)
        self.head.offer(units)
        self._show()

    def _narrow(self) -> None:
        self.clear()
        self.refresh()

    def _show(self) -> None:
        year = self._year
        if year is None:
            return
        as_list = self.head.as_list.isChecked()
        self.stack.setCurrentWidget(self.split if year.poster else self.nothing)
        self.head.enable(bool(year.poster))
        is_chosen = self._place is not None
        self._card.setVisible(not as_list and not (is_chosen and self._is_low()))
        place = self.grid.currentRow(), self.grid.currentColumn()
        headers, *rows = year.rows()
        self.grid.show_cells(*year_cells(year, self._session.today), tabbed(headers, rows))
        if self.grid.item(*place):
            self.grid.setCurrentCell(*place)
        self.list.setVisible(as_list or is_chosen)
        if as_list:
            self.list.show_poster("", year.poster)
        elif self._place is not None:
            self.list.show_poster(self._place.title, self._place.poster_of(year))

    def _is_low(self) -> bool:
        """Whether there isn't room for the picture with the list below it."""
        needed = (self.head.minimumSizeHint(), self._card.minimumSizeHint(), self.list.minimumSizeHint())
        return sum(size.height() for size in needed) + 4 * theme.space(self) > self.height()

    def _choose(self, place: Plats) -> None:
        self._place = place
        self._show()
        self.list.focus_table()

    def _drop(self, place: Plats, month: int) -> None:
        """Where there are several posts in a cell nobody can know which of them was meant."""
        poster = place.poster_of(self._year) if self._year else ()
        if len(poster) == 1:
            self.move_post(poster[0], place.day_in(poster[0].senast, month))
        elif poster:
            self._choose(place)
            self.head.say(f"Rutan har {len(poster)} tillfällen. Välj ett i listan och skriv dagen.")

    def _refused(self, error: Exception) -> None:
        self._session.failed.emit(error)
        self.refresh()

    def _ask_for_file(self) -> None:
        sammanhang: Sammanhang | None = self._session.sammanhang
        if sammanhang is None:
            return
        suggestion = Path(self._settings.value(_FOLDER, str(Path.home()))) / f"egenkontroller-{sammanhang.ar}.ics"
        target = ask_where_to_save(self.window(), "Spara som kalender", suggestion, {"Kalender (*.ics)": ".ics"})
        if target:
            self.save_calendar(target)

    # --- putting together -----------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._card = Card("")  # on whose ground the headers of the picture stand
        self._card.body.addWidget(self.grid, 1)
        self._card.body.addWidget(self.legend)
        self.legend.setWordWrap(True)
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setChildrenCollapsible(False)
        for part in (self._card, self.list):
            self.split.addWidget(part)
        self.split.setStretchFactor(0, 2)
        self.split.setStretchFactor(1, 1)
        self.split.restoreState(self._settings.state(_SPLIT))
        self.list.hide()
        for widget in (self.split, self.nothing):
            self.stack.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.space(self), 0, 0)
        layout.setSpacing(theme.space(self))
        layout.addWidget(self.head)
        layout.addWidget(self.stack, 1)

"""Årshjul in the window: the year as a picture and as a list, days moved by mouse and keyboard, copies and files."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from internkontroll.db.models import egenkontroll, utfall
from internkontroll.db.session import Register
from internkontroll.services.egenkontroll import Arshjul, arshjul
from internkontroll.ui.pages.arshjul_grid import LATER, Plats
from internkontroll.ui.pages.egenkontroller import WHEEL, EgenkontrollerPage
from internkontroll.ui.session import Session
from internkontroll.ui.settings import Settings
from internkontroll.ui.widgets.grid import CELL
from tests.services.edits import find
from tests.services.sammanhangen import change
from tests.ui.conftest import wait_idle


@pytest.fixture
def page(qtbot: QtBot, session: Session, settings: Settings) -> Iterator[EgenkontrollerPage]:
    """Kept up by what is written, as the window does it."""
    page = EgenkontrollerPage(session, settings)
    qtbot.addWidget(page)
    session.changed.connect(lambda saved: page.refresh(saved.tabeller))
    page.resize(1200, 800)
    page.show()
    page.refresh()
    page.tabs.setCurrentIndex(WHEEL)
    wait_idle(qtbot, session)
    yield page


def year_of(page: EgenkontrollerPage, register: Register) -> Arshjul:
    assert page.session.sammanhang is not None
    with register.read() as connection:
        return arshjul(connection, page.session.sammanhang.plan_id)


def cell_with(page: EgenkontrollerPage, mark: str) -> tuple[int, int]:
    grid = page.arshjul.grid
    return next(
        (row, column)
        for row in range(grid.rowCount())
        for column in range(grid.columnCount())
        if grid.model().index(row, column).data().endswith(mark) and grid.model().index(row, column).data()
    )


def place_of(page: EgenkontrollerPage, cell: tuple[int, int]) -> Plats:
    place = page.arshjul.grid.model().index(*cell).data(CELL).value
    assert isinstance(place, Plats)
    return place


def days_of(register: Register, place: Plats, period: date) -> set[tuple[date, date | None]]:
    """When the period's tillfällen that nobody has done fall due, and the day that somebody has chosen."""
    found = find(register, "utfall", egenkontroll_id=place.egenkontroll_id, period=period, datum=None, borttagen=None)
    return {(one["forfaller"], one["flyttad"]) for one in found}


def drop(page: EgenkontrollerPage, source: tuple[int, int], target: tuple[int, int]) -> bool:
    """Drag the cell to another and let it go, event by event as Qt sends them; whether it was taken."""
    grid = page.arshjul.grid
    data = QMimeData()
    data.setData("application/x-internkontroll-arshjul", f"{source[0]},{source[1]}".encode())
    places = [QPointF(grid.visualItemRect(item).center()) for one in (source, target) if (item := grid.item(*one))]
    how = Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(places[0].toPoint(), *how)
    move, event = QDragMoveEvent(places[1].toPoint(), *how), QDropEvent(places[1], *how)
    for one in (enter, move, event):
        one.ignore()
        QApplication.sendEvent(grid.viewport(), one)
        if not one.isAccepted():
            return False  # Qt sends nothing more
    return True


def test_every_day_of_the_year_stands_in_its_month(page: EgenkontrollerPage, register: Register) -> None:
    year, grid = year_of(page, register), page.arshjul.grid
    words = [
        grid.model().index(row, column).data(Qt.ItemDataRole.AccessibleTextRole)
        for row in range(grid.rowCount())
        for column in range(grid.columnCount())
    ]
    assert len(year.poster) > 20
    for post in year.poster:
        said = f"{post.period_namn} senast {post.senast}, {post.gjorda} av {post.antal} gjorda"
        (cell,) = [text for text in words if text.startswith(f"{post.namn}, ") and said in text]
        assert ("gjord" in cell.split(":")[0]) == (post.gjorda == post.antal)
    done = sum(post.gjorda == post.antal for post in year.poster)
    assert f"{done} av {len(year.poster)} klara" in [one.text() for one in page.arshjul.head.findChildren(QLabel)]


def test_a_day_is_moved_by_keyboard_and_stays_until_it_is_let_go(
    qtbot: QtBot, page: EgenkontrollerPage, register: Register
) -> None:
    view, cell = page.arshjul, cell_with(page, "!")
    place = place_of(page, cell)
    (post,) = place.poster_of(year_of(page, register))
    view.grid.setFocus()
    view.grid.setCurrentCell(*cell)
    QTest.keyClick(view.grid, Qt.Key.Key_Return)
    assert view.list.isVisible()
    field = view.list.due.editor.focus
    assert field.hasFocus()
    view.list.due.editor.set_text("2026-05-02")  # a Saturday
    QTest.keyClick(field, Qt.Key.Key_Return)
    wait_idle(qtbot, page.session)
    assert days_of(register, place, post.period) == {(date(2026, 5, 4), date(2026, 5, 4))}
    assert "2026-05-04" in view.head.said.text()
    view.close_list()
    assert view.grid.hasFocus()
    assert not view.list.isVisible()
    view.grid.itemActivated.emit(view.grid.item(cell[0], 4))
    view.list.back.click()
    wait_idle(qtbot, page.session)
    assert days_of(register, place, post.period) == {(post.senast, None)}
    page.session.undo()
    wait_idle(qtbot, page.session)
    assert days_of(register, place, post.period) == {(date(2026, 5, 4), date(2026, 5, 4))}


def test_a_day_that_is_none_is_refused_beside_the_field(page: EgenkontrollerPage, register: Register) -> None:
    view = page.arshjul
    view.grid.itemActivated.emit(view.grid.item(*cell_with(page, "!")))
    before = find(register, "utfall")
    for text in ("2026-02-30", "", "när vi hinner"):
        view.list.due.editor.set_text(text)
        view.list.take.click()
        assert view.list.due.error
    assert find(register, "utfall") == before


def test_a_cell_is_dragged_to_another_month_of_its_own_row(
    qtbot: QtBot, page: EgenkontrollerPage, register: Register
) -> None:
    cell = cell_with(page, "!")
    place = place_of(page, cell)
    (post,) = place.poster_of(year_of(page, register))
    assert not drop(page, cell, (cell[0] + 1, 10))
    assert not drop(page, cell, cell)
    assert drop(page, cell, (cell[0], 10))
    wait_idle(qtbot, page.session)
    ((day, chosen),) = days_of(register, place, post.period)
    assert day == chosen
    assert (day.year, day.month) == (2026, 11)
    assert place.day_in(date(2026, 1, 31), 2) == date(2026, 2, 28)
    assert place.day_in(date(2026, 1, 31), LATER) == date(2027, 1, 31)


def test_what_everybody_has_done_is_not_moved(qtbot: QtBot, page: EgenkontrollerPage, register: Register) -> None:
    before, view, cell = find(register, "utfall"), page.arshjul, cell_with(page, "✓")
    view.grid.itemActivated.emit(view.grid.item(*cell))
    assert not view.list.take.isEnabled()
    assert drop(page, cell, (cell[0], 11))
    wait_idle(qtbot, page.session)
    assert view.head.said.text() == "Alla enheter har redan gjort den. Dagen står kvar."
    assert find(register, "utfall") == before


def test_several_days_in_a_cell_are_chosen_in_the_list(
    qtbot: QtBot, page: EgenkontrollerPage, register: Register
) -> None:
    control = find(register, "egenkontroll", namn="Loggkontroll", borttagen=None)[-1]["id"]
    change(register, utfall, utfall.c.egenkontroll_id == control, forfaller=date(2026, 6, 10), datum=None)
    page.refresh(frozenset({"utfall"}))
    wait_idle(qtbot, page.session)
    cell = cell_with(page, " st")
    assert drop(page, cell, (cell[0], 11))
    wait_idle(qtbot, page.session)
    view = page.arshjul
    count = view.list.table.rowCount()
    assert view.head.said.text().startswith(f"Rutan har {count} tillfällen.")
    assert count > 1
    assert {one["flyttad"] for one in find(register, "utfall", egenkontroll_id=control)} == {None}


def test_a_unit_has_a_year_of_its_own_and_only_its_days_move(
    qtbot: QtBot, page: EgenkontrollerPage, register: Register
) -> None:
    view, before = page.arshjul, year_of(page, register)
    change(register, utfall, utfall.c.datum.is_not(None), datum=None)
    shared = next(post for post in before.poster if post.antal > 1)
    view.head.bara.setCurrentIndex(view.head.bara.findText(shared.enheter[0]))
    wait_idle(qtbot, page.session)
    assert view.head.enhet is not None
    view.head.as_list.click()
    assert {row[5] for row in view.list.table.texts()} == {shared.enheter[0]}
    row = next(n for n, one in enumerate(view.list.table.texts()) if one[1:3] == [shared.namn, shared.period_namn])
    view.list.table.setCurrentCell(row, 0)
    view.list.due.editor.set_text("2026-12-01")
    view.list.take.click()
    wait_idle(qtbot, page.session)
    moved = find(register, "utfall", egenkontroll_id=shared.egenkontroll_id, flyttad=date(2026, 12, 1))
    assert [one["enhet_id"] for one in moved] == [view.head.enhet]


def test_the_picture_and_the_list_are_copied(page: EgenkontrollerPage, register: Register) -> None:
    view, rows = page.arshjul, year_of(page, register).rows()
    view.head.copy.click()
    clipboard = QGuiApplication.clipboard()
    assert clipboard.mimeData().hasImage()
    assert clipboard.text().split("\r\n")[0] == "\t".join(rows[0])
    view.head.as_list.click()
    assert view.list.table.rowCount() == len(rows) - 1
    view.head.copy.click()
    assert clipboard.mimeData().hasHtml()
    assert len(clipboard.text().split("\r\n")) == len(rows) + 1


def test_the_year_is_saved_as_a_calendar(
    qtbot: QtBot, page: EgenkontrollerPage, register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "år 2026"), ""))
    page.arshjul.head.calendar.click()
    wait_idle(qtbot, page.session)
    written = (tmp_path / "år 2026.ics").read_text(encoding="utf-8")
    assert written.count("BEGIN:VEVENT") == len(year_of(page, register).poster)
    assert page.arshjul.head.said.text() == f"Sparat: {tmp_path / 'år 2026.ics'}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    page.arshjul.head.calendar.click()
    assert [path.name for path in tmp_path.glob("*.ics")] == ["år 2026.ics"]


def test_a_year_without_tillfallen_says_how_they_come(
    qtbot: QtBot, page: EgenkontrollerPage, register: Register
) -> None:
    change(register, egenkontroll, egenkontroll.c.borttagen.is_(None), borttagen="2026-04-20T00:00:00Z")
    page.refresh()
    wait_idle(qtbot, page.session)
    view = page.arshjul
    assert view.stack.currentWidget() is view.nothing
    assert view.nothing.accessibleName() == "Inget är planerat."
    assert not view.head.calendar.isEnabled()
    page.focus_first()
    assert view.head.bara.hasFocus()


def test_the_tab_comes_back_at_the_next_start(qtbot: QtBot, page: EgenkontrollerPage, settings: Settings) -> None:
    page.save_state()
    again = EgenkontrollerPage(page.session, settings)
    qtbot.addWidget(again)
    again.refresh()
    wait_idle(qtbot, again.session)
    assert again.tabs.currentIndex() == WHEEL
    assert again.arshjul.grid.rowCount() == page.arshjul.grid.rowCount() > 0

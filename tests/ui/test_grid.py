"""Grids that don't fit: all of them is copied, and nothing of them is hidden by the bar below."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from internkontroll.ui.pages.hem import HemPage
from internkontroll.ui.pages.tackning_grid import ScrollingGrid
from internkontroll.ui.session import Session
from internkontroll.ui.settings import Settings
from internkontroll.ui.widgets.grid import Cell, Grid
from tests.ui.conftest import wait_idle

MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
CORNERS = QColor("#ff0000"), QColor("#00ff00"), QColor("#0000ff"), QColor("#ff00ff")
"""Of the first cell, the last of the first row, the first of the last row, and the last."""


def fill(grid: Grid, rows: int) -> None:
    names = [f"Gruppbostaden Åsö {row}" for row in range(rows)]
    last = (rows - 1, len(MONTHS) - 1)
    colors = dict(zip(((0, 0), (0, last[1]), (last[0], 0), last), CORNERS, strict=True))
    grid.show_cells(
        names,
        MONTHS,
        [[Cell("", colors.get((row, column)), "") for column in range(12)] for row in range(rows)],
        "I ord",
    )


def show(qtbot: QtBot, grid: Grid, width: int) -> QWidget:
    room = QWidget()
    layout = QVBoxLayout(room)
    layout.addWidget(grid)
    layout.addStretch(1)
    qtbot.addWidget(room)
    room.resize(width, 400)
    with qtbot.waitExposed(room):
        room.show()
    QApplication.processEvents()
    return room


def picture() -> QImage:
    return QImage(QGuiApplication.clipboard().image())


def corners_in(image: QImage) -> list[bool]:
    seen = {image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}
    return [color.rgb() in seen for color in CORNERS]


def width_of(image: QImage, color: QColor) -> int:
    found = [x for x in range(image.width()) for y in range(image.height()) if image.pixel(x, y) == color.rgb()]
    return max(found) - min(found)


@pytest.mark.parametrize("width", [500, 611])
@pytest.mark.parametrize(("make", "rows"), [(Grid, 5), (ScrollingGrid, 30)])
def test_the_copied_picture_has_all_rows_and_columns_and_no_bar(
    qtbot: QtBot, make: type[Grid], rows: int, width: int
) -> None:
    grid = make("Täckning", 7, 1.7)
    fill(grid, rows)
    room = show(qtbot, grid, width)
    grid.horizontalScrollBar().setValue(1)
    grid.verticalScrollBar().setValue(2)
    before = (grid.geometry(), grid.horizontalScrollBar().value(), grid.verticalScrollBar().value())
    assert before[1] > 0
    grid.copy()
    assert corners_in(picture()) == [True] * 4
    assert abs(width_of(picture(), CORNERS[3]) - width_of(picture(), CORNERS[0])) <= 1
    last = picture().copy(QRect(0, picture().height() - 6, picture().width(), 3))
    assert CORNERS[3].rgb() in {last.pixel(x, y) for x in range(last.width()) for y in range(last.height())}
    QApplication.processEvents()
    assert (grid.geometry(), grid.horizontalScrollBar().value(), grid.verticalScrollBar().value()) == before
    assert grid.horizontalScrollBar().isVisible()
    assert room.width() == width


def test_a_grid_that_fits_is_copied_as_it_is_seen(qtbot: QtBot) -> None:
    grid = Grid("Täckning", 7, 1.7)
    fill(grid, 3)
    room = show(qtbot, grid, 1600)
    assert not grid.horizontalScrollBar().isVisible()
    assert room.isVisible()
    grid.copy()
    assert picture().width() == round(grid.width() * picture().devicePixelRatio())
    assert corners_in(picture()) == [True] * 4


def test_the_bar_below_hides_no_row_and_takes_no_room_when_it_isnt_there(qtbot: QtBot) -> None:
    grid = Grid("Täckning", 7, 1.7)
    fill(grid, 5)
    room = show(qtbot, grid, 1600)
    low = grid.height()
    room.resize(500, 400)
    qtbot.waitUntil(lambda: grid.height() > low)
    assert grid.horizontalScrollBar().isVisible()
    qtbot.waitUntil(lambda: grid.viewport().rect().contains(grid.visualRect(grid.model().index(4, 0))))
    room.resize(1600, 400)
    qtbot.waitUntil(lambda: grid.height() == low)


@pytest.mark.parametrize("width", [700, 1000, 1100, 1300, 1700])
def test_the_last_unit_on_the_first_page_is_seen_at_every_width(
    qtbot: QtBot, session: Session, settings: Settings, width: int
) -> None:
    page = HemPage(session, settings)
    qtbot.addWidget(page)
    page.resize(width, 800)
    with qtbot.waitExposed(page):
        page.show()
    page.refresh()
    wait_idle(qtbot, session)
    grid = page.coverage
    last = grid.model().index(grid.rowCount() - 1, 0)
    qtbot.waitUntil(lambda: grid.visualRect(last).bottom() <= grid.viewport().rect().bottom())
    grid.copy()
    assert picture().width() >= grid.verticalHeader().width() + 12 * grid.horizontalHeader().minimumSectionSize()

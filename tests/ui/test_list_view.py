"""The list as people use it: keyboard, selection, sorting, what stays when it is read anew, and what it costs."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from internkontroll.services.sidor import Rad
from internkontroll.ui import theme
from internkontroll.ui.models.list_model import ALL, ListModel
from internkontroll.ui.widgets.list_actions import on_view
from internkontroll.ui.widgets.list_view import ListView
from tests.ui.list_rows import COLUMNS, KEYS, make_model, make_row, make_rows

Key = Qt.Key


def show(qtbot: QtBot, model: ListModel, width: int = 900) -> ListView:
    view = ListView(model, "Risker")
    qtbot.addWidget(view)
    view.header.lay_out({})
    view.resize(width, 500)
    with qtbot.waitExposed(view):
        view.show()
    view.setFocus()
    return view


def numbers(rows: list[Rad]) -> list[int]:
    return [rad.id for rad in rows]


def current(view: ListView) -> int:
    rad = view.records.record(view.currentIndex().row())
    assert rad is not None
    return rad.id


def test_arrows_walk_over_the_heads_of_groups(qtbot: QtBot) -> None:
    view = show(qtbot, make_model(6, groups=2))
    QTest.keyClick(view, Key.Key_Home)
    walked = [current(view)]
    for _ in range(3):
        QTest.keyClick(view, Key.Key_Down)
        walked.append(current(view))
    QTest.keyClick(view, Key.Key_Up)
    walked.append(current(view))
    assert walked == [1, 2, 3, 4, 3]
    assert numbers(view.selected_records()) == [3]


def test_the_first_arrow_selects_where_the_keyboard_stands(qtbot: QtBot) -> None:
    view = show(qtbot, make_model(6, groups=2))
    QTest.keyClick(view, Key.Key_Down)
    assert numbers(view.selected_records()) == [1]
    QTest.keyClick(view, Key.Key_Down)
    assert numbers(view.selected_records()) == [2]


@pytest.mark.parametrize("held", [Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier])
def test_a_record_that_a_command_selects_is_alone_though_the_keys_of_the_command_are_held(
    qtbot: QtBot, held: Qt.KeyboardModifier
) -> None:
    view = show(qtbot, make_model(6))
    view.selectRow(1)
    QTest.keyPress(view, Key.Key_Control, held)
    assert QApplication.keyboardModifiers() == held
    view.selectRow(4)
    assert numbers(view.selected_records()) == [5]


def test_page_keys_end_on_a_record(qtbot: QtBot) -> None:
    view = show(qtbot, make_model(60, groups=1))
    QTest.keyClick(view, Key.Key_Home)
    for _ in range(4):
        before = current(view)
        QTest.keyClick(view, Key.Key_PageDown)
        assert current(view) > before
    QTest.keyClick(view, Key.Key_PageUp)
    assert numbers(view.selected_records()) == [current(view)]


def test_end_fetches_the_rest_and_goes_to_the_last(qtbot: QtBot) -> None:
    model = make_model(20, complete=False)
    asked: list[tuple[int, int]] = []
    model.more_wanted.connect(lambda offset, limit: asked.append((offset, limit)))
    view = show(qtbot, model)
    QTest.keyClick(view, Key.Key_Home)
    asked.clear()
    QTest.keyClick(view, Key.Key_End)
    assert asked in ([(20, ALL)], [])  # nothing where the view itself had asked for a page by then
    model.add_records(make_rows(5, first=21), complete=True)
    assert current(view) == 25


def test_enter_and_double_click_open_the_record(qtbot: QtBot) -> None:
    view = show(qtbot, make_model(5))
    opened: list[int] = []
    view.opened.connect(lambda rad: opened.append(rad.id))
    view.select([("risk", 2)])
    QTest.keyClick(view, Key.Key_Return)
    place = view.visualRect(view.records.index(3, 1)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened == [2, 4]


def test_letters_dont_move_about(qtbot: QtBot) -> None:
    view = show(qtbot, make_model(5))
    view.select([("risk", 1)])
    QTest.keyClicks(view, "R-04")
    assert current(view) == 1


def test_selection_current_and_place_stay_when_the_list_is_read_anew(qtbot: QtBot) -> None:
    view = show(qtbot, make_model(100))
    view.select([("risk", 40), ("risk", 41)])
    top = view.records.record(view.rowAt(0))
    rows = [row for row in make_rows(100) if row.id not in (3, 4, 5)]
    view.records.show_records(rows, complete=True, is_new=False)
    assert numbers(view.selected_records()) == [40, 41]
    assert current(view) == 40
    assert view.records.record(view.rowAt(0)) == top


def test_the_keyboard_goes_on_where_a_record_has_gone(qtbot: QtBot) -> None:
    view = show(qtbot, make_model(5, groups=5))
    view.select([("risk", 3)])
    view.records.show_records([row for row in make_rows(5, groups=5) if row.id != 3], complete=True, is_new=False)
    assert view.selected_records() == []
    assert current(view) == 4


def test_another_choice_is_read_from_its_top(qtbot: QtBot) -> None:
    view = show(qtbot, make_model(100))
    view.scrollToBottom()
    view.records.show_records(make_rows(90), complete=True)
    assert view.rowAt(0) == 0


def test_sorting_goes_rising_falling_and_back(qtbot: QtBot) -> None:
    view = show(qtbot, make_model(3))
    wanted: list[tuple[object, bool]] = []
    view.header.sort_chosen.connect(lambda key, descending: wanted.append((key, descending)))
    view.header.sort_chosen.connect(lambda key, descending: view.header.show_sorting(key, descending=descending))
    for _ in range(3):
        view.header.sectionClicked.emit(KEYS.index("varde"))
    assert wanted == [("varde", False), ("varde", True), (None, False)]
    assert view.header.isSortIndicatorShown()


def test_the_arrow_stays_where_the_list_cant_be_sorted_by_the_column(qtbot: QtBot) -> None:
    view = show(qtbot, make_model(3))
    view.header.show_sorting("nr", descending=True)
    view.header.setSortIndicator(KEYS.index("april"), Qt.SortOrder.AscendingOrder)
    view.header.sectionClicked.emit(KEYS.index("april"))
    assert view.header.sortIndicatorSection() == 0
    assert view.header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder


def test_the_longest_texts_take_the_room_that_is_over(qtbot: QtBot) -> None:
    view = show(qtbot, make_model(3), width=1400)
    assert sum(map(view.columnWidth, range(len(COLUMNS)))) == view.viewport().width()
    view.header.lay_out({"risk": 12})
    assert view.columnWidth(1) < 30 * view.fontMetrics().averageCharWidth()


def test_a_width_that_somebody_sets_is_told_in_characters(qtbot: QtBot) -> None:
    view = show(qtbot, make_model(3))
    told: list[tuple[str, int]] = []
    view.header.width_chosen.connect(lambda key, width: told.append((key, width)))
    view.header.resizeSection(0, view.fontMetrics().averageCharWidth() * 30)
    assert [key for key, _ in told] == ["nr"]
    assert 25 <= told[0][1] <= 30


def test_heads_span_the_row_and_are_lower_than_records(qtbot: QtBot) -> None:
    view = show(qtbot, make_model(4, groups=2))
    assert view.columnSpan(0, 0) == len(COLUMNS)
    assert view.columnSpan(1, 0) == 1
    assert view.rowHeight(0) < view.rowHeight(1)
    view.records.show_records(make_rows(4), complete=True)
    assert view.columnSpan(0, 0) == 1
    assert view.rowHeight(0) == view.rowHeight(1)


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_the_context_menu_has_the_views_actions(qtbot: QtBot, by: str) -> None:
    view = show(qtbot, make_model(4))
    done: list[str] = []
    on_view(view, "Gör något", "Ctrl+J", lambda: done.append("gjort"))
    view.select([("risk", 2)])
    if by == "keyboard":
        QTest.keyClick(view, Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    else:
        place = view.viewport().rect().center()
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.viewport().mapToGlobal(place))
        QApplication.sendEvent(view.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    assert [action.text() for action in menu.actions()] == ["Gör något"]
    menu.actions()[0].trigger()
    menu.close()
    assert done == ["gjort"]


def test_texts_of_a_selected_row_are_readable(qtbot: QtBot) -> None:
    view = show(qtbot, make_model(4))
    palette = view.palette()
    text, ground = palette.highlightedText().color(), palette.highlight().color()
    assert theme.contrast(text, ground) >= theme.MIN_CONTRAST


def colors_in(view: ListView, row: int, key: str) -> set[str]:
    place = view.visualRect(view.records.index(row, KEYS.index(key)))
    picture = view.viewport().grab(place).toImage()
    return {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}


def test_a_riskvarde_is_a_chip_in_the_colour_of_its_band(qtbot: QtBot) -> None:
    view = show(qtbot, make_model(6))
    assert "#fbd3a8" in colors_in(view, 1, "varde")
    assert "#fbd3a8" not in colors_in(view, 3, "varde")  # has no riskvärde


@pytest.mark.parametrize("ground", ["#d7ecdd", "#f4b8b0", "#7a0000", "#808080", "#0b4f94"])
def test_a_number_is_readable_on_whatever_colour_a_namnd_has_chosen(ground: str) -> None:
    color = QColor(ground)
    assert theme.contrast(theme.text_on(color), color) >= theme.MIN_CONTRAST


def test_a_long_text_is_cut_after_two_lines(qtbot: QtBot) -> None:
    model = make_model(1)
    model.show_records([make_row(1, text="Ett långt ord om en risk. " * 100)], complete=True)
    view = show(qtbot, model)
    lines = view.delegate.texts.lay_out("Ett långt ord om en risk. " * 100, 200)
    assert len(lines) == 2
    assert lines[1].text().endswith("…")
    assert view.rowHeight(0) >= 2 * view.fontMetrics().lineSpacing()


def test_another_palette_is_followed(qtbot: QtBot, qapp: QApplication) -> None:
    view = show(qtbot, make_model(4))
    before = qapp.palette()
    dark = qapp.palette()
    for role in (dark.ColorRole.Window, dark.ColorRole.Base):
        dark.setColor(role, QColor("#1b1b1b"))
    for role in (dark.ColorRole.Text, dark.ColorRole.WindowText):
        dark.setColor(role, QColor("#f0f0f0"))
    try:
        qapp.setPalette(dark)
        QApplication.processEvents()
        ground, text = view.palette().highlight().color(), view.palette().highlightedText().color()
        assert theme.contrast(text, ground) >= theme.MIN_CONTRAST
        assert "#f0f0f0" in colors_in(view, 0, "nr")
    finally:
        qapp.setPalette(before)


def cells_painted(view: ListView, monkeypatch: pytest.MonkeyPatch, rows: list[Rad]) -> int:
    """How often the model is asked for a value while the rows are put in and painted."""
    asked: list[int] = []
    value = ListModel.value

    def noted(model: ListModel, line: Rad, column: int) -> Any:
        asked.append(column)
        return value(model, line, column)

    with monkeypatch.context() as patch:
        patch.setattr(ListModel, "value", noted)
        view.records.show_records(rows, complete=False)
        view.viewport().grab()
    return len(asked)


def test_of_a_long_list_no_more_is_painted_than_of_a_short_one(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it takes in time is measured by the benchmark window-reset."""
    view = show(qtbot, make_model(2))
    short, long = (cells_painted(view, monkeypatch, make_rows(count)) for count in (200, 4000))
    assert 0 < short == long < 200

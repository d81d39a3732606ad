"""Chips, the lists to tick in, the menus of columns and views, and what lies on the clipboard."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from internkontroll.services.sidor import Filter
from internkontroll.ui import theme
from internkontroll.ui.settings import Settings
from internkontroll.ui.widgets.chip import Chip
from internkontroll.ui.widgets.choice_popup import ChoicePopup
from internkontroll.ui.widgets.clipboard import copy_table, html_table, tabbed
from internkontroll.ui.widgets.column_chooser import ColumnMenu
from internkontroll.ui.widgets.filter_chips import FilterChips
from internkontroll.ui.widgets.flow_layout import FlowLayout
from internkontroll.ui.widgets.saved_views import SavedViews
from tests.ui.list_rows import COLUMNS, KEYS

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
FILTERS = (Filter("process", "Process", True), Filter("forsenad", "Försenad", False), Filter("ruta", "Ruta", True))
CHOICES = [("2.1 Arkiv", "2.1 Arkiv", 3), ("2.4 Ekonomi", "2.4 Ekonomi", 12), ("", "Utan process", 1)]


@pytest.fixture
def chips(qtbot: QtBot) -> FilterChips:
    widget = FilterChips(FILTERS, quiet={"ruta"})
    qtbot.addWidget(widget)
    widget.show_chosen({}, {})
    widget.resize(600, 80)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def test_a_chip_says_what_is_chosen(chips: FilterChips) -> None:
    chips.show_chosen({"process": ("2.1 Arkiv", "2.4 Ekonomi"), "forsenad": ()}, {})
    assert chips.chips["process"].text() == "Process: 2 valda"
    assert chips.chips["process"].accessibleName() == "Filter Process: 2 valda"
    assert chips.chips["forsenad"].is_set
    chips.show_chosen({"process": ("",)}, {"": "Utan process"})
    assert chips.chips["process"].text() == "Process: Utan process"
    assert not chips.chips["forsenad"].is_set


def test_a_quiet_chip_is_seen_only_while_it_is_used(chips: FilterChips) -> None:
    assert not chips.chips["ruta"].isVisible()
    chips.show_chosen({"ruta": ("3x4",)}, {})
    assert chips.chips["ruta"].isVisible()


def test_a_click_turns_an_on_off_chip_on_and_off(qtbot: QtBot, chips: FilterChips) -> None:
    told: list[dict[str, tuple[str, ...]]] = []
    chips.changed.connect(told.append)
    QTest.mouseClick(chips.chips["forsenad"], LEFT, pos=QPoint(8, 8))
    QTest.keyClick(chips.chips["forsenad"], Key.Key_Return)
    assert told == [{"forsenad": ()}, {}]


@pytest.mark.parametrize("by", ["cross", "delete"])
def test_the_cross_takes_the_filter_away_and_opens_nothing(qtbot: QtBot, chips: FilterChips, by: str) -> None:
    chips.show_chosen({"process": ("2.1 Arkiv",), "forsenad": ()}, {})
    QApplication.processEvents()
    told: list[dict[str, tuple[str, ...]]] = []
    opened: list[str] = []
    chips.changed.connect(told.append)
    chips.choices_wanted.connect(opened.append)
    chip = chips.chips["process"]
    if by == "cross":
        QTest.mouseClick(chip, LEFT, pos=QPoint(chip.width() - chip.height() // 2, chip.height() // 2))
    else:
        QTest.keyClick(chip, Key.Key_Delete)
    assert (told, opened) == ([{"forsenad": ()}], [])


def test_ticking_filters_at_once_and_unticking_all_takes_the_filter_away(qtbot: QtBot, chips: FilterChips) -> None:
    told: list[dict[str, tuple[str, ...]]] = []
    chips.changed.connect(told.append)
    chips.choices_wanted.connect(lambda key: chips.show_choices(key, CHOICES))
    QTest.mouseClick(chips.chips["process"], LEFT, pos=QPoint(8, 8))
    popup = chips.popup
    assert popup is not None
    assert [popup.list.item(row).text() for row in range(3)] == [
        *("2.1 Arkiv (3)", "2.4 Ekonomi (12)", "Utan process (1)")
    ]
    QTest.keyClick(popup.list, Key.Key_Down)
    QTest.keyClick(popup.list, Key.Key_Space)
    QTest.mouseClick(popup.list.viewport(), LEFT, pos=popup.list.visualItemRect(popup.list.item(2)).center())
    QTest.keyClick(popup.list, Key.Key_Space)
    QTest.keyClick(popup.list, Key.Key_Up)
    QTest.keyClick(popup.list, Key.Key_Space)
    popup.close()
    assert [one.get("process") for one in told] == [("2.4 Ekonomi",), ("2.4 Ekonomi", ""), ("2.4 Ekonomi",), None]


def test_many_choices_can_be_searched_and_few_need_not(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    many = ChoicePopup("Enhet", [(f"Enhet {n}", f"Enhet {n}", n) for n in range(40)], (), parent)
    few = ChoicePopup("Process", CHOICES, ("2.1 Arkiv",), parent)
    many.search.setText("enhet 39")
    assert [row for row in range(40) if not many.list.item(row).isHidden()] == [39]
    assert many.search.isVisibleTo(many)
    assert not few.search.isVisibleTo(few)
    assert few.ticked() == ("2.1 Arkiv",)


def test_chips_are_large_enough_to_hit_and_readable(qtbot: QtBot) -> None:
    chip = Chip("Å")
    qtbot.addWidget(chip)
    chip.show_choice("", is_set=True)
    assert chip.sizeHint().height() >= theme.MIN_TARGET
    assert chip.sizeHint().width() >= 2 * theme.MIN_TARGET  # the word and the cross
    colors = theme.colors()
    assert theme.contrast(theme.readable(colors.accent, colors.selected), colors.selected) >= theme.MIN_CONTRAST


def test_the_flow_goes_on_with_the_next_line(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    layout = FlowLayout(widget, last_right=True)
    buttons = [QPushButton(f"Knapp {n}") for n in range(6)]
    for button in buttons:
        layout.addWidget(button)
    one_line, narrow = layout.heightForWidth(2000), layout.heightForWidth(150)
    layout.setGeometry(QRect(0, 0, 2000, one_line))
    assert len({button.y() for button in buttons}) == 1
    assert buttons[-1].geometry().right() == 1999
    layout.setGeometry(QRect(0, 0, 150, narrow))
    assert narrow > 3 * one_line
    assert all(button.geometry().right() < 150 for button in buttons)


def test_what_stands_on_a_line_has_its_middle_at_one_height(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    layout = FlowLayout(widget)
    text, button = QLabel("26 av 46 klara"), QPushButton("Kopiera")
    button.setFixedHeight(60)
    for one in (text, button):
        layout.addWidget(one)
    layout.setGeometry(QRect(0, 0, 2000, layout.heightForWidth(2000)))
    assert text.height() < button.height()
    assert abs(text.geometry().center().y() - button.geometry().center().y()) <= 1


def test_columns_are_ticked_without_closing_the_menu(qtbot: QtBot) -> None:
    menu = ColumnMenu(COLUMNS)
    qtbot.addWidget(menu)
    chosen: list[list[str]] = []
    menu.columns_chosen.connect(chosen.append)
    menu.show_state(["nr", "risk"], (None, False))
    menu.popup(QPoint(0, 0))
    box = next(action for action in menu.actions() if action.text() == "Status")
    menu.setActiveAction(box)
    QTest.keyClick(menu, Key.Key_Space)
    QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(menu.actions()[-1]).center())
    assert menu.isVisible()
    menu.close()
    assert chosen == [["nr", "risk", "status"], ["nr", "risk", "status", "april"]]


def test_the_last_column_cant_be_taken_away(qtbot: QtBot) -> None:
    menu = ColumnMenu(COLUMNS)
    qtbot.addWidget(menu)
    menu.show_state(["risk"], ("nr", True))
    boxes = {action.data(): action for action in menu.actions() if action.data() in KEYS}
    assert not boxes["risk"].isEnabled()
    assert boxes["nr"].isEnabled()


def test_sorting_can_be_chosen_in_the_menu(qtbot: QtBot) -> None:
    menu = ColumnMenu(COLUMNS)
    qtbot.addWidget(menu)
    menu.show_state(KEYS, ("varde", True))
    sort_menu = menu.actions()[0].menu()
    assert isinstance(sort_menu, QMenu)
    orders = {action.text(): action for action in sort_menu.actions()}
    assert orders["Riskvärde, fallande"].isChecked()
    assert "April, stigande" not in orders  # can't be sorted by
    with qtbot.waitSignal(menu.sort_chosen) as told:
        orders["Listans egen ordning"].trigger()
    assert told.args == [None, False]


@pytest.fixture
def views(qtbot: QtBot, tmp_path: Path) -> SavedViews:
    anchor = QPushButton("Vyer")
    qtbot.addWidget(anchor)
    anchor.show()
    return SavedViews(Settings(tmp_path / "f.ini"), "risker/vyer", lambda: {"sortera": "fore"}, anchor)


def test_a_view_is_saved_chosen_renamed_and_removed(qtbot: QtBot, views: SavedViews) -> None:
    views.save("Höga")
    views.save("Mina & andras")
    views.rename("Höga", "Åtgärda först")
    views.fill()
    assert [action.text() for action in views.actions()[:2]] == ["Åtgärda först", "Mina && andras"]
    with qtbot.waitSignal(views.chosen) as told:
        views.actions()[0].trigger()
    assert told.args == [{"sortera": "fore"}]
    views.remove("Åtgärda först")
    assert list(views.views()) == ["Mina & andras"]


def test_a_view_is_named_where_it_is_asked_for(qtbot: QtBot, views: SavedViews) -> None:
    views.ask_for_name()
    popup = QApplication.activePopupWidget()
    assert popup is not None
    field = popup.findChild(QLineEdit)
    assert field is not None
    field.setText("Mina höga risker")
    QTest.keyClick(field, Key.Key_Return)
    assert list(views.views()) == ["Mina höga risker"]


def test_damaged_views_count_as_none(views: SavedViews) -> None:
    views.save("En")
    views._settings.set("risker/vyer", "{inte json")
    assert views.views() == {}


ROWS = [["R-01", 'Risk att "allt"\nfaller <ihop>', "2.10"], ["R-02", "=1+1", ""]]


def test_the_table_is_on_the_clipboard_for_excel_and_word(qtbot: QtBot) -> None:
    copy_table(["Nr", "Risk", "Process"], ROWS)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text().splitlines()[0] == "Nr\tRisk\tProcess"
    assert "<th scope='col'" in data.html()


def test_tabs_and_lines_within_a_cell_dont_break_the_table() -> None:
    assert tabbed(["A", "B"], [["ett\ttvå", 'en "sak"\ntill']]) == 'A\tB\r\n"ett\ttvå"\t"en ""sak""\ntill"\r\n'


def test_excel_takes_cells_as_texts() -> None:
    table = html_table(["Nr", "Risk", "Process"], ROWS)
    assert table.count("<tr>") == 3
    assert table.count("mso-number-format") == 6
    assert "&lt;ihop&gt;" in table
    assert "same-cell" in table

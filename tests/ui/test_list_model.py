"""The model of the lists: what it says, how it grows, and that it changes no more than it must."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from internkontroll.services.sidor import Kolumn, Slag
from internkontroll.ui.models.cell_text import cell_text, spoken_text, tooltip
from internkontroll.ui.models.list_model import PAGE, ListModel
from tests.ui.list_rows import COLUMNS, KEYS, make_model, make_row, make_rows

Role = Qt.ItemDataRole


def spoken(model: ListModel, row: int, key: str) -> str:
    return str(model.index(row, KEYS.index(key)).data(Role.AccessibleTextRole))


@pytest.mark.parametrize("groups", [0, 3])
def test_qt_finds_no_fault_in_what_the_model_tells(qtbot: QtBot, groups: int) -> None:
    model = ListModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_columns(COLUMNS, KEYS)
    model.show_records(make_rows(PAGE, groups=groups), complete=False)
    model.fetchMore(QModelIndex())
    model.add_records(make_rows(30, groups=groups, first=PAGE + 1), complete=True)
    model.show_records([make_row(n, version=2) for n in range(1, 40)], complete=True)
    model.set_columns(COLUMNS, ["risk"])
    model.show_records((), complete=True)
    assert tester.model() is model
    assert model.rowCount() == 0


def test_a_cell_says_what_people_read(qtbot: QtBot) -> None:
    model = make_model(3)
    shown = [model.index(1, column).data() for column in range(len(COLUMNS))]
    assert shown[0] == "R-02"
    assert shown[2:] == ["3", "Troligen klart i år", "2", "2026-10-31", "✓"]


def test_a_cell_tells_a_screen_reader_its_column_and_its_meaning(qtbot: QtBot) -> None:
    model = make_model(6)
    assert spoken(model, 1, "varde") == "Riskvärde 3, reducera"
    assert spoken(model, 1, "status") == "Status Troligen klart i år"
    assert spoken(model, 1, "april") == "April ja"
    assert spoken(model, 3, "varde") == "Riskvärde tomt"


def test_the_first_record_of_a_group_says_which_group_it_is(qtbot: QtBot) -> None:
    model = make_model(4, groups=2)
    assert spoken(model, 1, "nr") == "Process 0: Nr R-01"
    assert spoken(model, 2, "nr") == "Nr R-02"
    assert spoken(model, 1, "status").startswith("Status ")


@pytest.mark.parametrize(
    ("slag", "value", "text"),
    [
        (Slag.TEXT, None, ""),
        (Slag.NUMBER, 12345, "12\N{NO-BREAK SPACE}345"),
        (Slag.NUMBER, 0, "0"),
        (Slag.TICK, False, "–"),
        (Slag.STATUS, None, "Saknas"),
        (Slag.RISKVARDE, None, ""),
        (Slag.DATETIME, "2026-04-20T10:30:00", "2026-04-20 10:30"),
    ],
)
def test_values_read_as_swedish(slag: Slag, value: object, text: str) -> None:
    assert cell_text(slag, value) == text


def test_an_empty_cell_is_said_to_be_empty() -> None:
    assert spoken_text(Kolumn("slut", "Slutdatum", Slag.DATE), None) == "Slutdatum tomt"


def test_the_tooltip_has_the_whole_text_as_text() -> None:
    assert "&lt;b&gt;fet&lt;/b&gt;" in tooltip(Slag.TEXT, "<b>fet</b>")
    assert "9: Reducera" in tooltip(Slag.RISKVARDE, (9, "Reducera", "FBD3A8"))
    assert tooltip(Slag.DATE, "2026-10-31") == ""


def test_heads_of_groups_stand_between_records_and_cant_be_chosen(qtbot: QtBot) -> None:
    model = make_model(4, groups=2)
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == [
        *("Process 0", "R-01", "R-02", "Process 1", "R-03", "R-04")
    ]
    assert model.flags(model.index(0, 0)) == Qt.ItemFlag.NoItemFlags
    assert model.index(0, 1).data() is None
    assert model.record(0) is None


def test_a_group_that_goes_on_on_the_next_page_has_one_head(qtbot: QtBot) -> None:
    model = make_model(3, groups=4, complete=False)
    model.add_records(make_rows(3, groups=4, first=4), complete=True)
    heads = [line for line in model.lines if isinstance(line, str)]
    assert heads == ["Process 0", "Process 1"]
    assert model.fetched == 6


def test_more_is_asked_for_once_until_the_answer_is_here(qtbot: QtBot) -> None:
    model = make_model(PAGE, complete=False)
    asked: list[tuple[int, int]] = []
    model.more_wanted.connect(lambda offset, limit: asked.append((offset, limit)))
    assert model.canFetchMore(QModelIndex())
    model.fetchMore(QModelIndex())
    model.fetchMore(QModelIndex())
    assert asked == [(PAGE, PAGE)]
    assert not model.canFetchMore(QModelIndex())
    model.add_records(make_rows(5, first=PAGE + 1), complete=True)
    assert model.rowCount() == PAGE + 5
    assert not model.canFetchMore(QModelIndex())


def test_the_same_records_with_another_value_are_told_as_a_change_of_that_row(qtbot: QtBot) -> None:
    model = make_model(5)
    changed: list[tuple[int, int]] = []
    resets: list[bool] = []
    model.dataChanged.connect(lambda first, last: changed.append((first.row(), last.row())))
    model.modelReset.connect(lambda: resets.append(True))
    rows = make_rows(5)
    rows[2] = make_row(3, version=2, text="Risk att något annat händer")
    model.show_records(rows, complete=True, is_new=False)
    assert (changed, resets) == ([(2, 2)], [])
    assert model.index(2, 1).data() == "Risk att något annat händer"


def test_records_in_another_order_are_a_new_list(qtbot: QtBot) -> None:
    model = make_model(5)
    with qtbot.waitSignal(model.modelReset):
        model.show_records(make_rows(5)[::-1], complete=True)
    assert model.row_of(("risk", 5)) == 0
    assert model.row_of(("risk", 99)) is None


def test_chosen_columns_are_the_only_ones_and_in_that_order(qtbot: QtBot) -> None:
    model = make_model(2)
    model.set_columns(COLUMNS, ["status", "nr", "finns inte"])
    titles = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(model.columnCount())]
    assert titles == ["Status", "Nr"]
    assert model.index(0, 1).data() == "R-01"


def test_the_header_says_the_sorting_and_explains_itself(qtbot: QtBot) -> None:
    model = make_model(2)
    model.set_sorting("varde", descending=True)
    place, across = KEYS.index("varde"), Qt.Orientation.Horizontal
    assert model.headerData(place, across, Role.AccessibleTextRole) == "Riskvärde, sorterad fallande"
    assert model.headerData(0, across, Role.AccessibleTextRole) == "Nr"
    assert model.headerData(1, across, Role.ToolTipRole) == "Vad som kan hända."

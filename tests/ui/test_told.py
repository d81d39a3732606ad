"""What the window tells of a command when it is done, where it leaves one, and what it no longer tells."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QLabel

from tests.ui.journey import Keys, Person, list_page, listed


def label(person: Person, name: str) -> QLabel:
    (found,) = [one for one in person.shell.state.findChildren(QLabel) if one.accessibleName() == name]
    return found


def done(person: Person) -> str:
    """What the bottom of the window says was done last; all of it, also where there is too little room."""
    told = label(person, "Senast gjort").accessibleDescription()
    assert label(person, "Senast gjort").text()[:4] == told[:4]
    return told


def chosen(keys: Keys) -> list[int]:
    return [rad.id for rad in list_page(keys).view.selected_records()]


def test_after_del_of_several_the_row_in_the_first_ones_place_is_chosen(keys: Keys) -> None:
    keys.page("Åtgärder")
    before = listed(list_page(keys).view)
    keys.select("Åtgärder", 1, 3)
    keys.key("Del")
    assert listed(list_page(keys).view) == [before[0], *before[4:]]
    assert chosen(keys) == [before[4]]
    assert list_page(keys).side.record.shown == ("atgard", before[4])


def test_after_del_of_the_last_ones_the_last_row_is_chosen(keys: Keys) -> None:
    keys.page("Åtgärder")
    view = list_page(keys).view
    before = listed(view)
    view.select([("atgard", post) for post in before[-3:]])
    view.setFocus()
    keys.key("Del")
    assert chosen(keys) == [before[-4]]


def test_rows_far_from_each_other_leave_one_at_the_first_and_in_sight(keys: Keys) -> None:
    keys.page("Åtgärder")
    view = list_page(keys).view
    before = listed(view)
    keys.select("Åtgärder", 0, 1)
    view.setFocus()
    for stroke in ("Ctrl+Down", "Ctrl+Down", "Ctrl+Space"):
        keys.key(stroke)
    assert chosen(keys) == [before[place] for place in (0, 1, 3)]
    keys.key("Del")
    assert chosen(keys) == [before[2]]
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()).center())


def test_del_undo_and_redo_say_at_the_bottom_what_was_done(keys: Keys) -> None:
    keys.page("Åtgärder")
    assert done(keys) == ""
    keys.select("Åtgärder", 0, 2)
    keys.key("Del")
    assert done(keys) == "I papperskorgen: 3 åtgärder · Ctrl+Z ångrar"
    keys.key("Ctrl+Z")
    assert done(keys) == "Ångrade: Till papperskorgen: 3 åtgärder"
    keys.key("Ctrl+Y")
    assert done(keys) == "Gjorde om: Till papperskorgen: 3 åtgärder · Ctrl+Z ångrar"
    assert label(keys, "Sparat").text().startswith("Sparat ")


def test_another_register_says_nothing_of_what_was_done_in_the_first(keys: Keys, register_file: Path) -> None:
    keys.page("Åtgärder")
    keys.select("Åtgärder", 0, 1)
    keys.key("Del")
    assert done(keys) != ""
    keys.shell.session.open(register_file)
    keys.settle()
    assert done(keys) == ""


def test_long_words_are_cut_and_dont_widen_the_window(keys: Keys) -> None:
    window, state = keys.shell.window, keys.shell.state
    window.resize(QSize(1024, 700))
    least = window.minimumSizeHint().width()
    state.show_saved(datetime.now().astimezone(), "<b>Åsa</b>" + "m" * 300)
    QApplication.processEvents()
    shown = label(keys, "Senast gjort")
    assert shown.text().endswith("…")
    assert shown.fontMetrics().horizontalAdvance(shown.text()) <= shown.width()
    assert "&lt;b&gt;Åsa&lt;/b&gt;m" in shown.toolTip()
    assert window.minimumSizeHint().width() == least
    assert window.width() == 1024


def test_the_panel_for_several_stops_offering_an_undo_that_has_been_made(keys: Keys) -> None:
    keys.page("Åtgärder")
    keys.select("Åtgärder", 0, 2)
    keys.choose("Status", "Klart")
    bulk = list_page(keys).side.bulk
    assert "Ctrl+Z ångrar" in bulk._done.text()
    assert done(keys).startswith("Senast: ")
    keys.key("Ctrl+Z")
    assert bulk._done.text() == ""
    assert done(keys).startswith("Ångrade: ")
    assert done(keys).endswith("på 3 åtgärder")

"""The window as a whole: its pages and commands, what it remembers, and what it says when something goes wrong."""

from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from internkontroll.domain.status import Tillfalletyp
from internkontroll.files import open_replacing
from internkontroll.services.redigera import set_values
from internkontroll.ui.settings import Settings
from internkontroll.ui.widgets.nav import PAGES
from tests.posix import needs_open_files_replaced
from tests.services.edits import row
from tests.ui.answers import answer
from tests.ui.journey import Keys, Mouse, list_page, listed, register_of, start

# --- pages ------------------------------------------------------------------------------------------------------------


def test_ctrl_and_a_digit_goes_to_each_page_and_puts_the_focus_there(keys: Keys) -> None:
    for number, entry in enumerate(PAGES, 1):
        keys.key(f"Ctrl+{number % 10}")
        assert keys.shell.page.name == entry.name
        assert keys.shell.window.nav.currentItem().text() == entry.title
        assert keys.shell.window.windowTitle() == f"{entry.title} – exempel.ikreg"
        assert keys.shell.page.isAncestorOf(keys.focus)


def test_the_commands_of_a_page_live_on_when_it_has_been_left(keys: Keys) -> None:
    keys.key("Ctrl+2")
    before = [action.text() for action in keys.shell.page.actions()]
    for stroke in ("Ctrl+3", "Ctrl+2"):
        keys.key(stroke)
    assert [action.text() for action in keys.shell.page.actions()] == before
    keys.key("Ctrl+F")
    assert keys.focus is list_page(keys).head.search


def test_the_first_page_has_the_focus_when_a_register_is_opened(keys: Keys) -> None:
    assert keys.shell.page.name == "hem"
    assert keys.focus.accessibleName()
    assert keys.shell.page.isAncestorOf(keys.focus)


def test_ctrl_k_finds_a_risk_before_the_word_is_written_and_enter_opens_it(keys: Keys) -> None:
    keys.key("Ctrl+K")
    assert keys.focus is keys.shell.search
    keys.write("oriktiga uppg")
    assert QApplication.activePopupWidget() is not None
    keys.key("Return")
    found = list_page(keys).side.record.shown
    assert found is not None
    assert found[0] == "risk"
    assert "oriktiga uppgifter" in row(register_of(keys), *found)["beskrivning"]
    assert keys.shell.search.text() == ""
    assert list_page(keys).isAncestorOf(keys.focus)


def test_numbers_of_waiting_work_follow_what_is_written(mouse: Mouse) -> None:
    def waiting() -> dict[str, str]:
        nav = mouse.shell.window.nav
        rows = [nav.item(place) for place in range(nav.count())]
        return {one.text(): str(one.data(Qt.ItemDataRole.AccessibleTextRole)) for one in rows}

    assert "10" in waiting()["Åtgärder"]
    mouse.page("Åtgärder")
    mouse.press("Filter Saknar status")
    mouse.open("Åtgärder", "")
    mouse.choose("Status i april", "Klart")
    assert "9" in waiting()["Åtgärder"]


# --- writing, undo, and that nothing is lost --------------------------------------------------------------------------


def first_risk(keys: Keys, owner: str) -> int:
    """Open the first risk and begin to write its riskägare, without leaving the field."""
    keys.page("Risker")
    keys.open("Risker", "")
    keys.fill("Riskägare", owner)
    shown = list_page(keys).side.record.shown
    assert shown is not None
    return shown[1]


def test_undo_and_redo_say_what_they_mean_and_work_from_another_page(keys: Keys) -> None:
    risk = first_risk(keys, "Åsa Ö")
    before = row(register_of(keys), "risk", risk)["riskagare"]
    keys.leave()
    assert row(register_of(keys), "risk", risk)["riskagare"] == "Åsa Ö"
    keys.page("Hem")
    undo = keys.shell.actions.undo
    assert undo.text().startswith("&Ångra: Riskägare")
    keys.key("Ctrl+Z")
    assert row(register_of(keys), "risk", risk)["riskagare"] == before
    assert not undo.isEnabled()
    assert keys.shell.actions.redo.text().startswith("&Gör om: Riskägare")
    keys.key("Ctrl+Y")
    assert row(register_of(keys), "risk", risk)["riskagare"] == "Åsa Ö"


@pytest.mark.parametrize("leave", ["page", "record", "tillfalle", "command", "window"])
def test_what_is_being_written_is_saved_however_it_is_left(keys: Keys, leave: str) -> None:
    risk, register = first_risk(keys, "Åsa Ö"), register_of(keys)
    assert row(register, "risk", risk)["riskagare"] != "Åsa Ö"
    if leave == "page":
        keys.key("Ctrl+1")
    elif leave == "record":
        page = list_page(keys)
        page.view.select([("risk", listed(page.view)[3])])
        keys.settle()
    elif leave == "tillfalle":
        keys.shell.context.choose_tillfalle(Tillfalletyp.AUGUSTI)
        keys.settle()
    elif leave == "command":
        keys.shell.actions.backup.trigger()  # it is to know what has been written
        keys.settle()
    else:
        keys.shell.window.close()
    assert row(register, "risk", risk)["riskagare"] == "Åsa Ö"


# --- other people, other contexts -------------------------------------------------------------------------------------


def test_f5_shows_what_somebody_else_has_written(keys: Keys) -> None:
    keys.page("Risker")
    page = list_page(keys)
    risk = listed(page.view)[0]
    set_values(register_of(keys), "risk", {risk: 0}, {"riskagare": "Någon annan"})
    keys.key("F5")
    assert any("Någon annan" in str(rad) for rad in page.model.lines)


def test_another_year_and_tillfalle_are_followed_by_every_page(mouse: Mouse) -> None:
    for title in ("Risker", "Åtgärder", "Hem"):
        mouse.page(title)
    before = listed(mouse.shell.show_page("risker").view)  # type: ignore[attr-defined]  # it's a ListPage
    mouse.settle()
    mouse.choose("År", "2025")
    assert mouse.here.ar == 2025
    assert not set(before) & set(listed(list_page(mouse).view))
    mouse.choose("Tillfälle", "Delårsrapport per augusti")
    mouse.page("Åtgärder")
    mouse.open("Åtgärder", "")
    assert mouse.reads("Delårsrapport per augusti 2025")


# --- what goes wrong --------------------------------------------------------------------------------------------------


@needs_open_files_replaced
def test_a_register_that_is_out_of_reach_is_told_of_until_it_is_back(keys: Keys, tmp_path: Path) -> None:
    """A share that is unplugged: nothing is made in its place, and what was written is saved when it is back."""
    keys.page("Risker")
    risk, register = listed(list_page(keys).view)[0], register_of(keys)
    keys.open("Risker", "")
    here, away = register.path, tmp_path / "borta"
    here.rename(away)
    keys.fill("Riskägare", "Åsa Ö")
    keys.leave()
    keys.key("F5")
    assert "mappen är ansluten" in keys.said
    assert not here.exists()
    away.rename(here)
    keys.key("F5")
    assert keys.said == ""
    keys.fill("Riskägare", "Åsa Öberg")
    keys.leave()
    assert row(register, "risk", risk)["riskagare"] == "Åsa Öberg"


def test_a_bug_is_shown_once_saved_to_a_file_and_the_program_goes_on(
    mouse: Mouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platformdirs.user_log_path", lambda *_names, **_more: tmp_path)
    faulty = QPushButton("Fel", mouse.shell.window)
    faulty.clicked.connect(lambda: 1 / 0)
    said: list[str] = []

    def close(box: QMessageBox) -> None:
        said.append(box.informativeText())
        faulty.click()  # comes again while the first one is shown
        box.close()

    with capture_exceptions():  # pytest-qt has taken the hook
        mouse.shell.bugs.install()
        answer(QMessageBox, close)
        faulty.click()
        mouse.until(lambda: said != [] and QApplication.activeModalWidget() is None)
    files = sorted(tmp_path.glob("fel-*.txt"))
    assert len(said) == 1
    assert len(files) == 2
    assert str(files[0]) in said[0]
    assert "ZeroDivisionError" in files[0].read_text(encoding="utf-8")
    mouse.settle()
    mouse.page("Risker")
    assert mouse.count_rows("Risker") > 0


def test_slow_work_can_be_stopped_and_the_old_file_is_kept(mouse: Mouse, tmp_path: Path) -> None:
    target, begun = tmp_path / "avsnitt.docx", Event()
    target.write_bytes(b"before")

    def slow(*_plan: object) -> None:
        with open_replacing(target) as stream:
            while True:
                stream.write(b"x")
                begun.set()

    mouse.shell.documents.export(target, slow)
    strip = mouse.shell.progress
    mouse.until(strip.isVisible)
    mouse.until(begun.is_set)
    strip.cancel.click()
    mouse.settle()
    assert mouse.said == "Avbrutet. Ingen fil är skriven."
    assert not strip.isVisible()
    assert target.read_bytes() == b"before"
    assert [path for path in tmp_path.iterdir() if path.suffix == ".tmp"] == []


# --- what is remembered -----------------------------------------------------------------------------------------------


def test_size_page_columns_and_filters_are_there_the_next_time(
    qtbot: QtBot, tmp_path: Path, register_file: Path
) -> None:
    first = start(qtbot, Settings(tmp_path / "f.ini"), register_file, Mouse)
    first.shell.window.resize(790, 720)
    first.page("Åtgärder")
    first.press("Filter Saknar status")
    list_page(first).columns.choose(["beskrivning", "ansvarig"])
    first.settle()
    shown, size = listed(list_page(first).view), (first.shell.window.width(), first.shell.window.height())
    columns = [one.key for one in list_page(first).model.columns]
    first.shell.window.close()
    again = start(qtbot, Settings(tmp_path / "f.ini"), None, Mouse)
    assert again.shell.session.path == register_file
    assert (again.shell.window.width(), again.shell.window.height()) == size
    assert again.shell.page.name == "atgarder"
    assert listed(list_page(again).view) == shown
    assert [one.key for one in list_page(again).model.columns] == columns
    again.shell.window.close()

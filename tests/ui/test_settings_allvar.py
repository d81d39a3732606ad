"""The nämnd's words for how serious a brist is, as a user changes them."""

import pytest
from PySide6.QtWidgets import QTableWidgetItem
from pytestqt.qtbot import QtBot

from internkontroll.db.models import utfall
from internkontroll.ui.session import Session
from internkontroll.ui.settings import Settings
from internkontroll.ui.settings_pages.allvar import AllvarPage
from tests.ui.plan_windows import Window


@pytest.fixture
def window(qtbot: QtBot, session: Session, settings: Settings) -> Window:
    return Window(qtbot, session, settings)


def words(page: AllvarPage) -> list[str]:
    return [item.text() for row in range(page.table.rowCount()) if (item := page.table.item(row, 0))]


def write(window: Window, page: AllvarPage, row: int, column: int, text: str) -> None:
    item = page.table.item(row, column)
    assert isinstance(item, QTableWidgetItem)
    item.setText(text)
    window.wait()


def test_a_namnd_begins_with_the_programs_words_and_changes_one(window: Window) -> None:
    page = window.settings(AllvarPage)
    assert words(page) == ["Mindre", "Betydande", "Allvarlig"]
    assert not page.standard.isEnabled()
    write(window, page, 0, 0, "Låg å")
    assert [one["ord"] for one in window.find("allvarsgrad")] == ["Låg å", "Betydande", "Allvarlig"]
    page.standard.click()
    window.wait()
    assert words(page) == ["Mindre", "Betydande", "Allvarlig"]


def test_a_grade_is_added_last_and_taken_away(window: Window) -> None:
    page = window.settings(AllvarPage)
    page.new.click()
    window.wait()
    assert words(page) == ["Mindre", "Betydande", "Allvarlig", "Ny grad"]
    page.new.click()
    window.wait()
    assert page.errors.isVisible()
    write(window, page, 3, 0, "Katastrofal")
    page.remove.click()
    window.wait()
    assert words(page) == ["Mindre", "Betydande", "Allvarlig"]


def test_a_word_that_is_emptied_is_refused_and_stands_there_again(window: Window) -> None:
    page = window.settings(AllvarPage)
    write(window, page, 1, 0, " ")
    assert page.errors.isVisible()
    assert words(page) == ["Mindre", "Betydande", "Allvarlig"]


def test_a_grade_that_is_used_is_not_taken_away(window: Window) -> None:
    before = window.find("utfall", enhet_id=12)[0]
    with window.register.write("Grad") as writer:
        writer.update(utfall, before, {"allvar": 3})
    page = window.settings(AllvarPage)
    page.remove.click()
    window.wait()
    assert page.errors.isVisible()
    assert len(words(page)) == 3

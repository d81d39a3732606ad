"""The numbers beside the pages are those of the register and the plan that are shown."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from internkontroll.ui.settings import Settings
from tests.ui.journey import Mouse, start


def said(person: Mouse) -> list[str]:
    nav = person.shell.window.nav
    return [str(nav.item(row).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(nav.count())]


def test_an_empty_register_has_nothing_to_do_and_the_one_before_has_it_again(
    qtbot: QtBot, settings: Settings, register_file: Path, empty_file: Path
) -> None:
    person = start(qtbot, settings, register_file, Mouse)
    before = said(person)
    assert any("att göra" in words for words in before)
    person.shell.registers.open(empty_file)
    person.settle()
    assert person.shell.session.path == empty_file
    assert not any("att göra" in words for words in said(person))
    person.shell.registers.open(register_file)
    person.settle()
    assert said(person) == before
    person.shell.window.close()

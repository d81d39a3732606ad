"""The bottom of the window says who else has the register open."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from internkontroll.services.narvaro import Narvaro
from internkontroll.services.skapa import create_register
from internkontroll.ui.settings import Settings
from internkontroll.ui.shell import Shell
from internkontroll.ui.widgets.register_state import RegisterState
from tests.ui.conftest import wait_idle
from tests.ui.journey import Keys, start


@pytest.fixture
def shell(qtbot: QtBot, settings: Settings, register_file: Path) -> Iterator[Shell]:
    hook = sys.excepthook
    shell = start(qtbot, settings, register_file, Keys).shell
    yield shell
    shell.window.close()
    sys.excepthook = hook


def asked(qtbot: QtBot, shell: Shell) -> str:
    """What the window says when it has asked; empty where nothing is shown."""
    shell.others.ask()
    wait_idle(qtbot, shell.session)
    return said(shell.state)


def said(state: RegisterState) -> str:
    (label,) = [one for one in state.findChildren(QLabel) if one.accessibleName() == "Även öppet hos"]
    return "" if label.isHidden() else label.text()


def presences(register: Path) -> list[Path]:
    return sorted(register.parent.glob(".*.oppet"))


def test_another_who_comes_is_shown_and_gone_when_she_leaves(qtbot: QtBot, shell: Shell, register_file: Path) -> None:
    assert asked(qtbot, shell) == ""
    anna = Narvaro(register_file, "Anna Ö")
    assert anna.others() == [shell.session.user]
    assert asked(qtbot, shell) == "Även öppet hos: Anna Ö"
    anna.leave()
    assert asked(qtbot, shell) == ""


def test_ones_own_other_window_is_told_as_such(qtbot: QtBot, shell: Shell, register_file: Path) -> None:
    elsewhere = Narvaro(register_file, shell.session.user)
    elsewhere.others()
    assert asked(qtbot, shell) == "Även öppet hos: dig själv"


def test_the_window_leaves_nothing_behind(qtbot: QtBot, shell: Shell, register_file: Path, tmp_path: Path) -> None:
    asked(qtbot, shell)
    assert len(presences(register_file)) == 1
    other = tmp_path / "annat"
    other.mkdir()
    create_register(other / "nytt.ikreg", "prov")
    shell.session.open(other / "nytt.ikreg")
    wait_idle(qtbot, shell.session)
    assert presences(register_file) == []
    asked(qtbot, shell)
    assert len(presences(other / "nytt.ikreg")) == 1
    shell.window.close()
    assert presences(other / "nytt.ikreg") == []


def test_many_names_are_counted_and_all_are_in_the_tip(qtbot: QtBot) -> None:
    state = RegisterState()
    qtbot.addWidget(state)
    state.show_others(["Anna", "Bo"])
    assert said(state) == "Även öppet hos: Anna och Bo"
    state.show_others(["Anna", "Bo", "<b>Carl</b>", "Dag", "Eva"])
    assert said(state) == "Även öppet hos: Anna, Bo, <b>Carl</b> och 2 till"
    (label,) = [one for one in state.findChildren(QLabel) if one.accessibleName() == "Även öppet hos"]
    assert label.toolTip() == "Även öppet hos: Anna, Bo, &lt;b&gt;Carl&lt;/b&gt;, Dag, Eva"
    state.show_others([])
    assert said(state) == ""

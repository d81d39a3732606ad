"""A large import in the window says that it goes on, and can be stopped without a trace; so can taking it back."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from internkontroll.db.models import namnd
from internkontroll.db.session import Register
from internkontroll.files import Stopped, stopping
from internkontroll.services import angra, importera
from internkontroll.services.kontrollera import check
from internkontroll.ui.settings import Settings
from tests.services.edits import find
from tests.ui.answers import answer
from tests.ui.journey import Mouse, register_of, start


@pytest.fixture
def mouse(qtbot: QtBot, settings: Settings, empty_file: Path) -> Iterator[Mouse]:
    """Somebody with an empty register."""
    person = start(qtbot, settings, empty_file, Mouse)
    yield person
    person.shell.window.close()


class Slow:
    """Work that waits, once begun, until somebody has pressed Avbryt."""

    def __init__(self, work: Callable[..., object]) -> None:
        self._work = work
        self.waits, self.go_on = True, Event()

    def __call__(self, *values: Any) -> object:
        if self.waits:
            self.go_on.wait(10)
        return self._work(*values)

    def stop(self, person: Mouse, says: str) -> None:
        strip = person.shell.progress
        person.until(strip.isVisible)
        assert strip._text.text() == says
        strip.cancel.click()
        self.go_on.set()
        person.settle()
        assert person.said == "Avbrutet. Inget har ändrats."
        assert not strip.isVisible()


def make_slow(monkeypatch: pytest.MonkeyPatch, module: object, name: str) -> Slow:
    slow = Slow(getattr(module, name))
    monkeypatch.setattr(module, name, slow)
    return slow


def test_a_trial_that_is_stopped_shows_nothing(
    mouse: Mouse, utbyte_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = make_slow(monkeypatch, importera, "merge_underlag")
    mouse.shell.registers.open_or_import(utbyte_file)
    slow.stop(mouse, "Läser plan.json …")
    assert QApplication.activeModalWidget() is None
    assert find(register_of(mouse), "plan") == []


def test_an_import_that_is_stopped_saves_nothing(
    mouse: Mouse, utbyte_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = make_slow(monkeypatch, importera, "merge_underlag")
    slow.waits = False

    def accept(dialog: QDialog) -> None:
        slow.waits = True
        dialog.accept()

    asked = answer(QDialog, accept)
    mouse.shell.registers.open_or_import(utbyte_file)
    mouse.until(lambda: asked == ["Importera"])
    slow.stop(mouse, "Importerar plan.json …")
    register = register_of(mouse)
    assert [find(register, tabell) for tabell in ("plan", "risk")] == [[], []]
    assert [one["rubrik"] for one in find(register, "handelse")] == ["Nytt register"]
    assert check(register) == []
    assert not mouse.shell.actions.undo.isEnabled()


def test_taking_an_import_back_can_be_stopped_and_done_later(
    mouse: Mouse, utbyte_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(QDialog, lambda dialog: dialog.accept())
    mouse.shell.registers.open_or_import(utbyte_file)
    mouse.settle()
    slow = make_slow(monkeypatch, angra, "_take_back")
    mouse.shell.actions.undo.trigger()
    slow.stop(mouse, "Ångrar …")
    assert len(find(register_of(mouse), "plan")) == 1
    slow.waits = False
    mouse.shell.actions.undo.trigger()
    mouse.settle()
    assert find(register_of(mouse), "plan") == []
    slow.waits = True
    slow.go_on.clear()
    mouse.shell.actions.redo.trigger()
    slow.stop(mouse, "Gör om …")
    assert find(register_of(mouse), "plan") == []


def test_what_is_stopped_at_the_last_moment_is_not_saved(register_file: Path) -> None:
    register, stop = Register(register_file, "prov"), Event()
    known = find(register, "namnd")
    with stopping(stop), pytest.raises(Stopped), register.write("Prov") as writer:
        writer.update(namnd, known[0], {"namn": "Annat"})
        stop.set()
    assert find(register, "namnd") == known

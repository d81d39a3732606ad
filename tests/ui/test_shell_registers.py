"""Registers in the window: opened, dropped, refused, remembered; the one that is open stays until another is."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from internkontroll.db.models import namnd
from internkontroll.db.session import Register
from internkontroll.services.skapa import create_register
from internkontroll.ui.pages.start import StartPage
from internkontroll.ui.settings import Settings
from tests.db.registers import read_only
from tests.services.edits import find
from tests.ui.answers import answer
from tests.ui.journey import Keys, Mouse, register_of, start


def make_newer(path: Path) -> None:
    create_register(path, "prov")
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()


@pytest.mark.parametrize(
    ("name", "make", "says"),
    [
        ("borta.ikreg", lambda path: None, "finns inte"),
        ("trasig.ikreg", lambda path: path.write_bytes(b"not a register" * 500), "trasig.ikreg"),
        ("nyare.ikreg", make_newer, "nyare"),
    ],
)
def test_a_register_that_cant_be_opened_is_told_of_and_the_old_one_stays(
    mouse: Mouse, tmp_path: Path, register_file: Path, name: str, make: Callable[[Path], object], says: str
) -> None:
    make(tmp_path / name)
    mouse.shell.registers.open(tmp_path / name)
    mouse.settle()
    assert says in mouse.said
    assert str(tmp_path / name) in mouse.said
    assert mouse.shell.session.path == register_file
    mouse.page("Risker")
    assert mouse.count_rows("Risker") > 0


def rename_namnd(path: Path) -> None:
    with Register(path, "prov").write("Annat namn") as writer:
        (known,) = find(Register(path, "prov"), "namnd")
        writer.update(namnd, known, {"namn": "Byggnadsnämnden"})


def test_another_register_is_opened_while_one_is_open(
    mouse: Mouse, tmp_path: Path, register_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Path(shutil.copy(register_file, tmp_path / "annan.ikreg"))
    rename_namnd(other)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: (str(other), ""))
    mouse.page("Risker")
    mouse.open("Risker", "")
    mouse.fill("Riskägare", "Hör till den första")
    mouse.command("Arkiv", "Öppna register…")
    assert mouse.shell.session.path == other
    assert mouse.shell.context_bar.namnd.currentText() == "Byggnadsnämnden"
    assert find(Register(register_file, "prov"), "risk", riskagare="Hör till den första")
    assert not find(Register(other, "prov"), "risk", riskagare="Hör till den första")
    assert not mouse.shell.actions.undo.isEnabled()
    assert mouse.shell.settings.recent == [other, register_file]


def test_the_latest_register_that_is_there_is_opened_and_the_menu_has_all(
    qtbot: QtBot, settings: Settings, register_file: Path, tmp_path: Path
) -> None:
    settings.remember(register_file)
    settings.remember(tmp_path / "borta.ikreg")
    person = start(qtbot, settings, None, Mouse)
    assert person.shell.session.path == register_file  # the latest that is there
    (recent,) = (
        one.menu() for one in person.shell.window.menus[0].actions() if one.text().replace("&", "") == "Senaste"
    )
    assert isinstance(recent, QMenu)
    recent.aboutToShow.emit()
    assert [one.text() for one in recent.actions()] == ["&1 exempel.ikreg", "&2 borta.ikreg"]
    recent.actions()[1].trigger()
    person.settle()
    assert "finns inte" in person.said
    person.shell.window.close()


def test_without_a_register_the_ways_to_begin_are_shown(
    qtbot: QtBot, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "prova.ikreg"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(path), ""))
    person = start(qtbot, settings, None, Mouse)
    assert person.shell.page.name == "start"
    assert not person.shell.window.nav.isEnabled()
    person.press("Öppna exempel…")
    assert person.shell.session.path == path
    assert person.shell.context_bar.namnd.currentText() == "Socialnämnden"
    assert person.shell.page.name == "hem"
    person.shell.window.close()


def test_without_a_plan_no_key_leads_from_the_ways_to_begin(
    qtbot: QtBot, settings: Settings, empty_file: Path, register_file: Path
) -> None:
    person = start(qtbot, settings, empty_file, Keys)
    for number in range(10):
        person.key(f"Ctrl+{number}")
    assert person.shell.page.name == "start"
    person.shell.registers.open(register_file)
    person.settle()
    person.key("Ctrl+4")
    assert person.shell.page.name == "egenkontroller"
    person.shell.window.close()


def test_the_ways_to_begin_are_shown_where_the_register_cant_be_opened(
    qtbot: QtBot, settings: Settings, tmp_path: Path
) -> None:
    broken = tmp_path / "trasigt.ikreg"
    broken.write_bytes(b"inget register")
    person = start(qtbot, settings, broken, Mouse)
    page = person.shell.page
    assert isinstance(page, StartPage)
    assert page.buttons[0].hasFocus()
    assert "trasigt.ikreg" in person.said
    person.shell.window.close()


def test_that_a_register_is_write_protected_is_said_before_anybody_writes(
    qtbot: QtBot, settings: Settings, register_file: Path
) -> None:
    with read_only(register_file):
        person = start(qtbot, settings, register_file, Mouse)
        assert person.said.startswith("Registret är skrivskyddat")
        assert person.shell.page.name == "hem"
        person.shell.window.close()


def drop(person: Keys | Mouse, path: Path) -> bool:
    """Drag the file onto the window and let it go; whether the window wanted it."""
    data, window = QMimeData(), person.shell.window
    data.setUrls([QUrl.fromLocalFile(str(path))])
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPoint(300, 300), action, data, button, Qt.KeyboardModifier.NoModifier)
    enter.ignore()
    QApplication.sendEvent(window, enter)
    if enter.isAccepted():
        event = QDropEvent(QPointF(300, 300), action, data, button, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(window, event)
        person.settle()
    return enter.isAccepted()


def test_a_register_that_is_dropped_on_the_window_is_opened(mouse: Mouse, tmp_path: Path) -> None:
    other = tmp_path / "annan.ikreg"
    create_register(other, "prov", example=True)
    assert drop(mouse, other)
    assert mouse.shell.session.path == other
    assert not drop(mouse, tmp_path / "bild.png")


def test_a_file_of_utbyte_that_is_dropped_is_shown_before_it_is_imported(
    qtbot: QtBot, settings: Settings, empty_file: Path, utbyte_file: Path
) -> None:
    person = start(qtbot, settings, empty_file, Mouse)
    refused = answer(QDialog, lambda dialog: dialog.reject())
    assert drop(person, utbyte_file)
    assert refused == ["Importera"]
    assert find(register_of(person), "plan") == []
    answer(QDialog, lambda dialog: dialog.accept())
    assert drop(person, utbyte_file)
    assert [plan["ar"] for plan in find(register_of(person), "plan")] == [2026]
    assert person.said == "Import av plan.json. Ctrl+Z tar tillbaka hela importen."
    assert person.here.ar == 2026
    person.shell.actions.undo.trigger()
    person.settle()
    assert find(register_of(person), "plan") == []
    assert person.shell.page.name == "start"
    person.shell.window.close()

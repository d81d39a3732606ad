"""A backup is put back from the window: asked first, the register left and opened again, and what was is kept."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from internkontroll.db.backup import back_up, backup_path
from internkontroll.db.session import Register
from internkontroll.services.redigera import set_values
from internkontroll.ui.settings import Settings
from tests.db.registers import damage
from tests.services.edits import find
from tests.ui.journey import Mouse, start


@pytest.fixture
def copy(register_file: Path) -> Path:
    """A backup; after it a risk was given to somebody else."""
    made = back_up(register_file, backup_path(register_file, "sakerhetskopia"))
    first = find(Register(register_file, "prov"), "risk")[-1]
    set_values(Register(register_file, "prov"), "risk", {first["id"]: 0}, {"riskagare": "Ny ägare"})
    return made


def answer(monkeypatch: pytest.MonkeyPatch, copy: Path, button: str) -> list[str]:
    """Choose the file, and press that button; what the dialog said."""
    said: list[str] = []

    def exec_(box: QMessageBox) -> int:
        said.append(f"{box.text()} {box.informativeText()}")
        assert box.defaultButton() is box.button(QMessageBox.StandardButton.Cancel)
        next(one for one in box.buttons() if one.text().replace("&", "") == button).click()
        return 0

    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: (str(copy), ""))
    monkeypatch.setattr(QMessageBox, "exec", exec_)
    return said


def owners(path: Path) -> set[object]:
    return {one["riskagare"] for one in find(Register(path, "prov"), "risk")}


def test_the_register_becomes_as_the_copy_and_stays_open(
    mouse: Mouse, register_file: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = answer(monkeypatch, copy, "Återställ")
    mouse.command("Arkiv", "Återställ säkerhetskopia…")
    mouse.settle()
    assert len(said) == 1
    assert register_file.name in said[0]
    assert copy.name in said[0]
    assert "Ny ägare" not in owners(register_file)
    (kept,) = register_file.parent.glob("*-fore-aterstallning-*.ikreg")
    assert "Ny ägare" in owners(kept)
    assert str(kept) in mouse.said
    assert mouse.shell.session.path == register_file
    mouse.page("Risker")
    assert mouse.count_rows("Risker") > 0


def test_who_thinks_again_keeps_the_register(
    mouse: Mouse, register_file: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, copy, "Avbryt")
    mouse.command("Arkiv", "Återställ säkerhetskopia…")
    mouse.settle()
    assert "Ny ägare" in owners(register_file)


def test_a_copy_that_is_damaged_is_told_of_and_the_register_is_opened_again(
    mouse: Mouse, register_file: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy.write_bytes(b"not a register" * 500)
    answer(monkeypatch, copy, "Återställ")
    mouse.command("Arkiv", "Återställ säkerhetskopia…")
    mouse.settle()
    assert copy.name in mouse.said
    assert "Ny ägare" in owners(register_file)
    assert mouse.shell.session.path == register_file


def test_a_damaged_register_that_cant_be_opened_is_mended_by_the_command_that_the_error_names(
    qtbot: QtBot, settings: Settings, register_file: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(register_file)) as connection:
        connection.execute("DROP TABLE alembic_version")
    mouse = start(qtbot, settings, register_file, Mouse)
    assert "skadat" in mouse.said
    assert "Arkiv ▸ Återställ säkerhetskopia…" in mouse.said
    assert mouse.shell.session.path is None
    told = answer(monkeypatch, copy, "Återställ")
    chosen = [register_file, copy]
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: (str(chosen.pop(0)), ""))
    mouse.command("Arkiv", "Återställ säkerhetskopia…")
    mouse.settle()
    assert [register_file.name in text and copy.name in text for text in told] == [True]
    assert mouse.shell.session.path == register_file
    assert "är återställt" in mouse.said
    mouse.page("Risker")
    assert mouse.count_rows("Risker") > 0
    mouse.shell.window.close()


def test_a_register_that_is_damaged_and_open_is_said_how_to_mend(
    qtbot: QtBot, settings: Settings, register_file: Path
) -> None:
    damage(register_file)
    mouse = start(qtbot, settings, register_file, Mouse)
    mouse.page("Risker")
    assert "Arkiv ▸ Återställ säkerhetskopia…" in mouse.said
    assert f"internkontroll aterstall {register_file} KOPIA" in mouse.said
    assert mouse.shell.session.path == register_file
    mouse.shell.window.close()


def test_who_names_no_register_restores_none(qtbot: QtBot, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    mouse = start(qtbot, settings, None, Mouse)
    asked: list[str] = []

    def cancel(_parent: object, title: str, *_more: object) -> tuple[str, str]:
        asked.append(title)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", cancel)
    mouse.command("Arkiv", "Återställ säkerhetskopia…")
    assert asked == ["Vilket register ska återställas?"]
    assert mouse.shell.session.path is None
    mouse.shell.window.close()

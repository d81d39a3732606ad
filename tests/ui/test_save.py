"""Where files are saved: the ending that a name lacks, and no file written over without a question."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox

from tests.ui.answers import answer
from tests.ui.journey import Mouse


def choose(monkeypatch: pytest.MonkeyPatch, place: Path, kind: str = "") -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(place), kind))


def press(box: QMessageBox, label: str) -> None:
    (button,) = (one for one in box.buttons() if one.text().replace("&", "") == label)
    button.click()


@pytest.mark.parametrize(
    ("typed", "written"),
    [("egen", "egen.docx"), ("nämnden v1.2", "nämnden v1.2.docx"), ("EGEN.DOCX", "EGEN.DOCX"), ("a.pdf", "a.pdf.docx")],
)
def test_the_ending_is_put_last_and_takes_nothing_from_the_name(
    mouse: Mouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, written: str
) -> None:
    choose(monkeypatch, tmp_path / typed)
    mouse.shell.actions.word.trigger()
    mouse.settle()
    assert mouse.said == f"Sparat: {tmp_path / written}"
    assert (tmp_path / written).read_bytes()[:2] == b"PK"


@pytest.mark.parametrize("command", ["word", "compilation"])
def test_the_file_that_the_name_becomes_is_asked_about(
    mouse: Mouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    target = tmp_path / "egen.docx"
    target.write_bytes(b"before")
    choose(monkeypatch, tmp_path / "egen")
    asked: list[str] = []

    def refuse(box: QMessageBox) -> None:
        asked.append(box.text())
        press(box, "Avbryt")

    answer(QMessageBox, refuse)
    getattr(mouse.shell.actions, command).trigger()
    mouse.settle()
    assert asked == ["egen.docx finns redan. Ersätt den?"]
    assert (target.read_bytes(), mouse.said) == (b"before", "")
    answer(QMessageBox, lambda box: press(box, "Ersätt"))
    getattr(mouse.shell.actions, command).trigger()
    mouse.settle()
    assert mouse.said == f"Sparat: {target}"
    assert target.read_bytes()[:2] == b"PK"


def test_another_kind_than_the_suggested_name_has_is_asked_about(
    mouse: Mouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "egenkontroll-2026.pdf"
    target.write_bytes(b"before")
    choose(monkeypatch, target.with_suffix(".docx"), "PDF (*.pdf)")
    asked = answer(QMessageBox, lambda box: press(box, "Avbryt"))
    mouse.shell.actions.compilation.trigger()
    mouse.settle()
    assert asked == ["Spara sammanställningen"]
    assert target.read_bytes() == b"before"


def test_a_file_that_the_system_has_asked_about_is_not_asked_about_again(
    mouse: Mouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "egen.docx"
    target.write_bytes(b"before")
    choose(monkeypatch, target)
    asked: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: asked.append(box.text()))
    mouse.shell.actions.word.trigger()
    mouse.settle()
    assert asked == []
    assert target.read_bytes()[:2] == b"PK"


def test_a_new_register_keeps_its_whole_name_and_never_takes_anothers_place(
    mouse: Mouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = tmp_path / "nytt v1.2.ikreg"
    choose(monkeypatch, tmp_path / "nytt v1.2")
    mouse.shell.actions.new_register.trigger()
    mouse.settle()
    assert mouse.shell.session.path == made
    before = made.read_bytes()
    asked: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: asked.append(box.text()))
    mouse.shell.actions.example.trigger()
    mouse.settle()
    assert asked == []
    assert "finns redan" in mouse.said
    assert made.read_bytes() == before

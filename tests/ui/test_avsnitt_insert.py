"""Uppdatera i dokument: what would change is shown, what would be lost needs a tick, and refusals say what to do."""

from pathlib import Path

import pytest
from docx import Document
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from internkontroll.ui.dialogs.insert import InsertDialog, insert_section
from internkontroll.ui.errors import ErrorBar
from internkontroll.ui.session import Session
from internkontroll.ui.settings import Settings
from tests.ui.conftest import wait_idle


class Window:
    """As much of the main window as the dialog needs."""

    def __init__(self, session: Session, settings: Settings, qtbot: QtBot) -> None:
        self.session = session
        self.settings = settings
        self.dialog_parent = QWidget()
        self.errors = ErrorBar(self.dialog_parent)
        qtbot.addWidget(self.dialog_parent)

    @property
    def said(self) -> str:
        return self.errors.accessibleDescription()


@pytest.fixture
def window(session: Session, settings: Settings, qtbot: QtBot) -> Window:
    return Window(session, settings, qtbot)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "Delårsrapport.docx"
    document = Document()
    document.add_heading("Ekonomi", 1)
    document.add_paragraph("Budgeten hålls.")
    document.add_heading("Intern kontroll", 1)
    document.save(str(path))
    return path


def paragraphs(path: Path) -> list[str]:
    found = Document(str(path)).element.body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t")
    return [one.text for one in found]


def open_dialog(window: Window, qtbot: QtBot, document: Path | None = None, place: str = "") -> InsertDialog:
    insert_section(window)  # type: ignore[arg-type]  # it has what the dialog needs
    dialog = window.dialog_parent.findChildren(InsertDialog)[-1]
    if document:
        dialog.choose(document)
    if place:
        dialog.place.setText(place)
        dialog.try_out()
    wait_idle(qtbot, window.session)
    return dialog


def insert(window: Window, qtbot: QtBot, document: Path) -> None:
    dialog = open_dialog(window, qtbot, document, "Intern kontroll")
    dialog.do.click()
    wait_idle(qtbot, window.session)


def edit(path: Path, old: str, new: str) -> None:
    document = Document(str(path))
    for text in document.element.body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"):
        if old in text.text:
            text.text = text.text.replace(old, new)
    document.save(str(path))


def test_what_would_change_is_shown_before_anything_is_written(window: Window, qtbot: QtBot, report: Path) -> None:
    before = report.read_bytes()
    dialog = open_dialog(window, qtbot, report, "Intern kontroll")
    assert "Avsnittet läggs in" in dialog.message.text()
    assert "Intern kontroll" in dialog.message.text()
    assert dialog.changes.isVisible() is False  # all of it is new
    assert dialog.do.isEnabled()
    assert dialog.overwrite.isVisible() is False
    assert report.read_bytes() == before


def test_the_section_is_put_where_it_was_asked_for(window: Window, qtbot: QtBot, report: Path) -> None:
    insert(window, qtbot, report)
    said = paragraphs(report)
    assert said.index("Budgeten hålls.") < said.index("Intern kontroll") < len(said) - 1
    assert window.said.startswith(f"Uppdaterat: {report}.")


def test_document_and_place_are_remembered(window: Window, qtbot: QtBot, report: Path) -> None:
    insert(window, qtbot, report)
    dialog = open_dialog(window, qtbot)
    assert (dialog.document.text(), dialog.place.text()) == (str(report), "Intern kontroll")
    assert "Inget behöver göras" in dialog.message.text()
    assert dialog.do.isEnabled() is False


def test_what_people_have_written_by_hand_needs_the_tick(window: Window, qtbot: QtBot, report: Path) -> None:
    insert(window, qtbot, report)
    edit(report, "Planen omfattar 15 risker", "Planen omfattar femton risker")
    dialog = open_dialog(window, qtbot)
    assert "Planen omfattar femton risker" in dialog.lost.toPlainText()
    assert dialog.lost.isVisible()
    assert "Blir: Planen omfattar 15 risker" in dialog.changes.toPlainText()
    assert dialog.do.isEnabled() is False
    dialog.overwrite.click()
    dialog.do.click()
    wait_idle(qtbot, window.session)
    assert "Planen omfattar 15 risker" in " ".join(paragraphs(report))
    assert "femton risker" not in " ".join(paragraphs(report))


def test_a_document_that_word_has_open_is_refused_in_the_dialog(window: Window, qtbot: QtBot, report: Path) -> None:
    before = report.read_bytes()
    report.with_name("~$lårsrapport.docx").touch()
    dialog = open_dialog(window, qtbot, report, "Intern kontroll")
    dialog.do.click()
    wait_idle(qtbot, window.session)
    assert "öppet i Word" in dialog.message.text()
    assert "Spara och stäng det" in dialog.message.text()
    assert dialog.isVisible()
    assert dialog.isEnabled()
    assert report.read_bytes() == before


def test_a_place_that_isnt_there_is_refused_and_can_be_mended(window: Window, qtbot: QtBot, report: Path) -> None:
    dialog = open_dialog(window, qtbot, report, "Finns inte")
    assert "Finns inte" in dialog.message.text()
    assert dialog.do.isEnabled() is False
    dialog.place.setFocus()
    dialog.place.setText("Intern kontroll")
    dialog.place.editingFinished.emit()
    wait_idle(qtbot, window.session)
    assert dialog.do.isEnabled()


def test_a_document_that_changes_after_it_was_read_isnt_written_over(
    window: Window, qtbot: QtBot, report: Path
) -> None:
    insert(window, qtbot, report)
    edit(report, "Planen omfattar 15 risker", "Planen omfattar femton risker")
    dialog = open_dialog(window, qtbot)
    edit(report, "Budgeten hålls.", "Budgeten hålls nog.")
    dialog.overwrite.click()
    dialog.do.click()
    wait_idle(qtbot, window.session)
    assert "har ändrats sedan det lästes" in dialog.message.text()
    assert "femton risker" in " ".join(paragraphs(report))
    dialog.read_again.click()
    wait_idle(qtbot, window.session)
    assert "stycken ändras" in dialog.message.text()


def test_a_file_that_isnt_there_says_so(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = open_dialog(window, qtbot, tmp_path / "borta.docx")
    assert "Filen eller mappen finns inte" in dialog.message.text()
    assert dialog.do.isEnabled() is False


def test_closed_while_it_reads_it_goes_quietly(window: Window, qtbot: QtBot, report: Path) -> None:
    insert_section(window)  # type: ignore[arg-type]
    dialog = window.dialog_parent.findChildren(InsertDialog)[-1]
    dialog.choose(report)
    dialog.reject()
    wait_idle(qtbot, window.session)
    QTest.qWait(0)
    QApplication.processEvents()
    assert window.dialog_parent.findChildren(InsertDialog) == []

"""One field with its label, help, editor and error."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWhatsThis, QWidget
from pytestqt.qtbot import QtBot

from internkontroll.domain.falt import Falt, find_field
from internkontroll.errors import InputRefused
from internkontroll.ui.widgets.editors import ChoiceEditor, DateEditor, ParagraphsEditor
from internkontroll.ui.widgets.field_row import FieldRow, row_of

Edits = list[tuple[str, Any]]


def field(tabell: str, namn: str) -> Falt:
    falt = find_field(tabell, namn)
    assert falt is not None
    return falt


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    QVBoxLayout(widget)
    widget.resize(400, 400)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)
    return widget


def put(window: QWidget, tabell: str, namn: str, value: Any = None) -> tuple[FieldRow, Edits]:
    row = FieldRow(field(tabell, namn), [(1, "Ett"), (2, "Två")])
    layout = window.layout()
    assert layout is not None
    layout.addWidget(row)
    row.set_value(value)
    edits: Edits = []
    row.edited.connect(lambda name, new: edits.append((name, new)))
    QApplication.processEvents()
    return row, edits


def test_a_field_says_its_name_its_help_and_its_error(window: QWidget) -> None:
    row, _ = put(window, "atgard", "slutdatum")
    focus = row.editor.focus
    (label,) = [one for one in row.findChildren(QLabel) if one.buddy() is focus]
    assert (label.text(), label.buddy(), focus.accessibleName()) == ("Slutdatum", focus, "Slutdatum")
    assert focus.accessibleDescription() == row.falt.hjalp
    row.show_error("Fel dag.")
    assert focus.accessibleDescription() == f"Fel dag. {row.falt.hjalp}"
    row.show_error("")
    assert focus.accessibleDescription() == row.falt.hjalp


def test_f1_shows_help_with_an_example(window: QWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    row, _ = put(window, "atgard", "ansvarig")
    shown: list[str] = []
    monkeypatch.setattr(QWhatsThis, "showText", lambda _place, text, _widget: shown.append(text))
    row.editor.focus.setFocus()
    QTest.keyClick(row.editor.focus, Qt.Key.Key_F1)
    assert shown == [f"{row.falt.hjalp}\n\nTill exempel: {row.falt.exempel}"]
    assert row_of(QApplication.focusWidget()) is row
    assert row_of(window) is None


def test_the_same_value_again_is_no_edit(window: QWidget) -> None:
    row, edits = put(window, "atgard", "ansvarig", "Chefen")
    assert row.commit()
    row.editor.set_text("Rektorn")
    assert row.commit()
    assert row.commit()
    assert edits == [("ansvarig", "Rektorn")]


def test_a_refused_value_is_tried_again_when_the_record_is_read_again(window: QWidget) -> None:
    row, edits = put(window, "atgard", "ansvarig", "Chefen")
    row.editor.set_text("Rektorn")
    row.commit()
    row.refused(InputRefused("Skriv skälet först."))
    assert (row.editor.text(), row.error) == ("Rektorn", "Skriv skälet först.")
    row.refresh_value("Chefen")
    assert edits == [("ansvarig", "Rektorn")] * 2
    assert row.error == ""


def test_a_value_from_the_register_replaces_only_what_nobody_is_writing(window: QWidget) -> None:
    row, edits = put(window, "atgard", "ansvarig", "Chefen")
    row.refresh_value("Rektorn")
    assert row.editor.text() == "Rektorn"
    row.editor.set_text("Rek")
    row.refresh_value("Rektorn")
    assert row.editor.text() == "Rek"
    row.refresh_value("Kanslisten")
    assert row.editor.text() == "Rek"
    assert "”Kanslisten”" in row.error
    assert not row.commit()
    assert edits == []


def test_a_refused_flag_is_no_clash_and_is_tried_again(window: QWidget) -> None:
    row, edits = put(window, "risk", "oegentlighet", 0)
    QTest.keyClick(row.editor.focus, Qt.Key.Key_Space)
    row.refused(InputRefused("Planen är avslutad."))
    row.refresh_value(0)
    assert edits == [("oegentlighet", 1)] * 2
    assert row.error == ""
    row.refresh_value(1)
    assert row.editor.text() == "ja"


def test_spaces_that_dont_break_stay_and_are_no_clash(window: QWidget) -> None:
    row, edits = put(window, "atgard", "beskrivning", "Enligt §\N{NO-BREAK SPACE}37")
    row.editor.focus.setFocus()
    row.refresh_value("Enligt §\N{NO-BREAK SPACE}37")
    QTest.keyClicks(row.editor.focus, "X")
    row.refresh_value("Enligt §\N{NO-BREAK SPACE}37")
    row.commit()
    assert row.error == ""
    assert edits == [("beskrivning", "XEnligt §\N{NO-BREAK SPACE}37")]


def test_the_cursor_stays_when_what_is_written_has_been_saved(window: QWidget) -> None:
    row, _ = put(window, "atgard", "ansvarig", "Chefen")
    row.editor.focus.setFocus()
    QTest.keyClick(row.editor.focus, Qt.Key.Key_End)
    QTest.keyClicks(row.editor.focus, "s")
    row.commit()
    row.refresh_value("Chefens")
    QTest.keyClicks(row.editor.focus, "X")
    assert row.editor.text() == "ChefensX"


def test_a_frozen_field_is_read_not_written_and_says_why(window: QWidget) -> None:
    for tabell, namn, value in (("risk", "bakgrund", "Text"), ("risk", "beteckning", "R-1"), ("risk", "niva", "enhet")):
        row, edits = put(window, tabell, namn, value)
        row.set_frozen("Planen är beslutad.")
        row.editor.focus.setFocus()
        assert QApplication.focusWidget() is row.editor.focus
        for key in (Qt.Key.Key_A, Qt.Key.Key_Delete, Qt.Key.Key_Down):
            QTest.keyClick(row.editor.focus, key)
        assert row.editor.text() == value
        assert row.help_text().endswith("Planen är beslutad.")
        row.set_frozen("")
        assert "Går inte att ändra" not in row.editor.focus.accessibleDescription()
        assert edits == []


def test_the_wheel_changes_no_choice_that_only_passes_by(window: QWidget) -> None:
    row, edits = put(window, "risk", "niva", "enhet")
    editor = row.editor
    assert isinstance(editor, ChoiceEditor)
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(editor.box, wheel)
    assert (editor.text(), edits) == ("enhet", [])


def test_a_long_text_is_as_high_as_its_lines(window: QWidget) -> None:
    row, _ = put(window, "atgard", "beskrivning", "Kort")
    editor = row.editor
    assert isinstance(editor, ParagraphsEditor)
    low = editor.paragraphs.height()
    row.set_value("Ett långt stycke som behöver flera rader. " * 8)
    QApplication.processEvents()
    assert editor.paragraphs.height() > low
    assert not editor.paragraphs.verticalScrollBar().maximum()
    row.set_value("Rad\n" * 60)
    QApplication.processEvents()
    assert editor.paragraphs.height() < 20 * editor.paragraphs.fontMetrics().lineSpacing()


def test_a_day_is_taken_from_the_calendar(window: QWidget) -> None:
    row, edits = put(window, "atgard", "slutdatum", date(2026, 3, 31))
    editor = row.editor
    assert isinstance(editor, DateEditor)
    editor._menu.aboutToShow.emit()
    assert editor._calendar is not None
    shown = editor._calendar.selectedDate()
    assert (shown.year(), shown.month(), shown.day()) == (2026, 3, 31)
    editor._calendar.clicked.emit(shown.addDays(1))
    assert edits == [("slutdatum", date(2026, 4, 1))]


def test_choices_can_change_under_what_is_chosen(window: QWidget) -> None:
    row, edits = put(window, "risk", "process_id", 2)
    row.set_choices([(2, "Två"), (3, "Tre")])
    assert row.editor.text() == "2"
    row.set_choices([(3, "Tre")])
    row.set_choices([(2, "Två"), (3, "Tre")])
    assert row.editor.text() == "2"
    assert edits == []

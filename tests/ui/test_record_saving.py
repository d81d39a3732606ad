"""What a person writes in a record: saved as the field is left, never lost, never written over others' work."""

from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCloseEvent, QFocusEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from internkontroll.db.session import Register
from internkontroll.domain.sparat import Sparat
from internkontroll.errors import KnownError
from internkontroll.services.redigera import set_values, trash
from internkontroll.ui.records.saver import Saver
from internkontroll.ui.session import Session
from internkontroll.ui.widgets.editors import LineEditor
from internkontroll.ui.widgets.field_row import FieldRow
from tests.services.edits import find, version
from tests.ui.record_panels import Shown, enter, first, on_screen, press


@pytest.fixture
def atgard(qtbot: QtBot, session: Session) -> tuple[Shown, int]:
    shown = on_screen(qtbot, session, "atgard")
    post = first(shown, "atgard")
    shown.show("atgard", post)
    shown.panel.tabs.setCurrentIndex(1)  # type: ignore[attr-defined]
    return shown, post


def test_a_field_is_saved_as_it_is_left_and_can_be_undone(atgard: tuple[Shown, int]) -> None:
    shown, post = atgard
    before = shown.row("atgard", post)["ansvarig"]
    shown.write(shown.field("Ansvarig"), "Vaktmästaren")
    shown.wait()
    assert shown.row("atgard", post)["ansvarig"] == before
    shown.leave(shown.field("Ansvarig"))
    assert shown.row("atgard", post)["ansvarig"] == "Vaktmästaren"
    shown.session.undo()
    shown.wait()
    assert shown.row("atgard", post)["ansvarig"] == before
    assert shown.field("Ansvarig").editor.text() == before


def test_two_fields_in_a_row_are_both_saved(atgard: tuple[Shown, int]) -> None:
    shown, post = atgard
    who, day = shown.field("Ansvarig"), shown.field("Slutdatum")
    shown.write(who, "Vaktmästaren")
    shown.write(day, "31/10 2026")
    enter(who)
    shown.wait()
    row = shown.row("atgard", post)
    assert (row["ansvarig"], row["slutdatum"]) == ("Vaktmästaren", date(2026, 10, 31))
    assert day.editor.text() == "2026-10-31"
    assert (who.error, day.error) == ("", "")


def test_a_wrong_date_stays_with_the_reason_and_nothing_is_saved(atgard: tuple[Shown, int]) -> None:
    shown, post = atgard
    before = shown.row("atgard", post)
    field = shown.field("Slutdatum")
    shown.write_and_leave(field, "2026-02-30")
    assert shown.row("atgard", post) == before
    assert field.editor.text() == "2026-02-30"
    assert "är inte ett datum" in field.error
    assert "är inte ett datum" in field.editor.focus.accessibleDescription()
    shown.write_and_leave(field, "2026-02-28")
    assert shown.row("atgard", post)["slutdatum"] == date(2026, 2, 28)
    assert field.error == ""


def test_what_cant_be_saved_is_there_when_the_record_is_shown_again(atgard: tuple[Shown, int]) -> None:
    shown, post = atgard
    other = first(shown, "atgard", beskrivning=find(shown.register, "atgard")[-1]["beskrivning"])
    assert other != post
    shown.write(shown.field("Slutdatum"), "i vår")
    shown.show("atgard", other)
    assert shown.field("Slutdatum").editor.text() != "i vår"
    assert shown.field("Slutdatum").error == ""
    shown.show("atgard", post)
    assert shown.field("Slutdatum").editor.text() == "i vår"
    assert "är inte ett datum" in shown.field("Slutdatum").error


def test_another_record_is_shown_only_after_the_field_is_saved(atgard: tuple[Shown, int]) -> None:
    shown, post = atgard
    other = first(shown, "atgard", beskrivning=find(shown.register, "atgard")[-1]["beskrivning"])
    shown.write(shown.field("Ansvarig"), "Vaktmästaren")
    shown.show("atgard", other)
    assert shown.row("atgard", post)["ansvarig"] == "Vaktmästaren"
    assert shown.row("atgard", other)["ansvarig"] == shown.field("Ansvarig").editor.text() != "Vaktmästaren"


def test_leaving_the_page_saves(atgard: tuple[Shown, int]) -> None:
    shown, post = atgard
    shown.write(shown.field("Ansvarig"), "Vaktmästaren")
    shown.panel.hide()
    shown.wait()
    assert shown.row("atgard", post)["ansvarig"] == "Vaktmästaren"


def test_turning_to_another_program_saves(atgard: tuple[Shown, int]) -> None:
    shown, post = atgard
    shown.write(shown.field("Ansvarig"), "Vaktmästaren")
    QApplication.sendEvent(
        shown.field("Ansvarig").editor.focus,
        QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason),
    )
    shown.wait()
    assert shown.row("atgard", post)["ansvarig"] == "Vaktmästaren"


class Window(QMainWindow):
    """Leaves the register as it closes, as the program's own does."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        self._session.close()
        super().closeEvent(event)


def test_closing_the_window_saves(atgard: tuple[Shown, int]) -> None:
    shown, post = atgard
    window = Window(shown.session)
    shown.qtbot.addWidget(window)
    window.setCentralWidget(shown.panel)
    window.show()
    window.activateWindow()
    shown.qtbot.waitUntil(window.isActiveWindow)
    shown.write(shown.field("Ansvarig"), "Vaktmästaren")
    window.close()
    assert shown.row("atgard", post)["ansvarig"] == "Vaktmästaren"


def test_what_was_read_before_a_field_was_saved_doesnt_come_back(atgard: tuple[Shown, int]) -> None:
    shown, _ = atgard
    field = shown.field("Ansvarig")
    shown.write(field, "Vaktmästaren")
    assert isinstance(field.editor, LineEditor)
    texts: list[str] = []
    field.editor.line.textChanged.connect(texts.append)
    shown.panel.refresh()
    shown.leave(field)
    assert texts == []


def test_each_field_is_saved_upon_the_version_that_the_one_before_made(qtbot: QtBot, session: Session) -> None:
    shown = on_screen(qtbot, session, "avtal")
    post = first(shown, "avtal")
    (known,) = version(shown.register, "avtal", post).values()
    saver = Saver(session, shown.panel)
    saver.know(("avtal", post), known)
    told: list[int] = []
    failures: list[Exception] = []
    for text in ("Varje vecka", "Varje vecka", "Varje månad"):

        def operation(register: Register, read: int, text: str = text) -> Sparat:
            told.append(read)
            return set_values(register, "avtal", {post: read}, {"intervall": text})

        saver.write(("avtal", post), operation, failures.append)
    shown.wait()
    assert told == [known, known + 1, known + 1]
    assert failures == []
    assert shown.row("avtal", post)["intervall"] == "Varje månad"


def test_others_changes_of_other_fields_dont_disturb(atgard: tuple[Shown, int]) -> None:
    shown, post = atgard
    field = shown.field("Ansvarig")
    shown.write(field, "Vaktmästaren")
    set_values(shown.other, "atgard", version(shown.other, "atgard", post), {"slutdatum": "2026-12-01"})
    shown.panel.refresh(frozenset({"atgard"}))
    shown.wait()
    assert field.editor.text() == "Vaktmästaren"
    assert shown.field("Slutdatum").editor.text() == "2026-12-01"
    shown.leave(field)
    row = shown.row("atgard", post)
    assert (row["ansvarig"], str(row["slutdatum"])) == ("Vaktmästaren", "2026-12-01")


def test_a_change_by_another_that_wasnt_seen_yet_is_kept_beside_ones_own(atgard: tuple[Shown, int]) -> None:
    shown, post = atgard
    set_values(shown.other, "atgard", version(shown.other, "atgard", post), {"slutdatum": "2026-12-01"})
    shown.write_and_leave(shown.field("Ansvarig"), "Vaktmästaren")
    row = shown.row("atgard", post)
    assert (row["ansvarig"], str(row["slutdatum"])) == ("Vaktmästaren", "2026-12-01")
    assert shown.field("Ansvarig").error == ""


def clash(shown: Shown, post: int) -> FieldRow:
    set_values(shown.other, "atgard", version(shown.other, "atgard", post), {"ansvarig": "Förvaltaren"})
    field = shown.field("Ansvarig")
    shown.write_and_leave(field, "Vaktmästaren")
    return field


def test_the_same_field_changed_by_another_is_for_the_user_to_decide(atgard: tuple[Shown, int]) -> None:
    shown, post = atgard
    field = clash(shown, post)
    assert shown.row("atgard", post)["ansvarig"] == "Förvaltaren"
    assert field.editor.text() == "Vaktmästaren"
    assert "”Förvaltaren”" in field.error
    shown.leave(field)
    assert shown.row("atgard", post)["ansvarig"] == "Förvaltaren"
    press(field, "Spara mitt")
    shown.wait()
    assert shown.row("atgard", post)["ansvarig"] == "Vaktmästaren"
    assert field.error == ""


def test_what_another_wrote_can_be_taken_instead(atgard: tuple[Shown, int]) -> None:
    shown, post = atgard
    field = clash(shown, post)
    press(field, "Ta det som står där")
    shown.wait()
    assert field.editor.text() == shown.row("atgard", post)["ansvarig"] == "Förvaltaren"
    assert field.error == ""


def test_a_refusal_of_the_register_is_said_and_tried_again_when_its_reason_is_gone(atgard: tuple[Shown, int]) -> None:
    shown, post = atgard
    decision = shown.field("Beslut vid årets slut")
    shown.choose(decision, "Förs över")
    assert shown.row("atgard", post)["arsbeslut"] is None
    assert "Skriv skälet till beslutet först" in decision.error
    assert decision.editor.text() == "förs över"
    shown.write_and_leave(shown.field("Skäl till beslutet"), "Leveransen är sen.")
    shown.wait()
    assert shown.row("atgard", post)["arsbeslut"] == "förs över"
    assert decision.error == ""


def test_a_record_that_is_gone_says_so(atgard: tuple[Shown, int]) -> None:
    shown, _ = atgard
    shown.show("atgard", 4711)
    assert not shown.panel.content.isVisible()
    assert "någon har ångrat" in shown.panel._empty.accessibleDescription()


def test_a_failure_that_comes_after_another_record_is_shown_is_told_by_the_window(
    qtbot: QtBot, session: Session
) -> None:
    shown = on_screen(qtbot, session, "atgard")
    post, other = (int(row["id"]) for row in find(shown.register, "atgard")[-2:])
    shown.show("atgard", post)
    shown.panel.tabs.setCurrentIndex(1)  # type: ignore[attr-defined]
    trash(shown.other, "atgard", [post])
    told: list[KnownError] = []
    session.failed.disconnect()
    session.failed.connect(told.append)
    shown.write(shown.field("Ansvarig"), "Vaktmästaren")
    shown.show("atgard", other)
    shown.wait()
    assert [str(error)[:12] for error in told] == ["Papperskorge"]
    assert shown.field("Ansvarig").error == ""


def test_ctrl_z_in_a_saved_field_is_the_windows(atgard: tuple[Shown, int]) -> None:
    shown, post = atgard
    before = shown.row("atgard", post)["ansvarig"]
    field = shown.field("Ansvarig")
    undone: list[str] = []
    shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), shown.panel)
    shortcut.activated.connect(lambda: undone.append(field.editor.text()))
    shortcut.activated.connect(shown.session.undo)
    shown.write(field, "Vaktmästaren")
    QTest.keyClick(field.editor.focus, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == []
    shown.write_and_leave(field, "Vaktmästaren")
    enter(field)
    QTest.keyClick(field.editor.focus, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    shown.wait()
    assert undone == ["Vaktmästaren"]
    assert shown.row("atgard", post)["ansvarig"] == before

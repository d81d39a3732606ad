"""The panel that logs a tillfälle: what is being written is saved before it is left, and can go on being written."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from internkontroll.ui.records.rapportera import TYPED_AFTER_MS
from tests.services.edits import events, find
from tests.ui.rapportera import HYGIEN, D, J, Logging, N, field, fill, first_atgard, texts


def pause(logging: Logging) -> None:
    """As long as it takes: the clock of the test doesn't run."""
    assert logging.panel._typing.isActive()
    logging.panel._typing.setInterval(0)
    logging.qtbot.waitUntil(lambda: not logging.panel._typing.isActive())
    logging.panel._typing.setInterval(TYPED_AFTER_MS)
    logging.wait()


def test_a_text_is_saved_while_it_is_written(logging: Logging) -> None:
    logging.key(J)
    comment = field(logging, "Analys och kommentar")
    comment.editor.focus.setFocus()
    logging.write("Halvfärdig ")
    before = events(logging.register)
    pause(logging)
    assert (logging.row()["kommentar"], logging.answers()) == ("Halvfärdig", [("Ja", None)])
    assert events(logging.register) == before + 1
    logging.write("mening")
    assert (logging.focus, comment.editor.text(), comment.error) == ("Analys och kommentar", "Halvfärdig mening", "")
    pause(logging)
    assert logging.row()["kommentar"] == "Halvfärdig mening"
    assert logging.row()["datum"] is None
    logging.session.undo()
    logging.wait()
    assert logging.row()["kommentar"] == "Halvfärdig"


def test_what_is_written_to_a_question_and_as_an_atgard_is_saved_too(logging: Logging) -> None:
    logging.key(N)
    field(logging, "Vad är det som brister?").editor.focus.setFocus()
    logging.write("Klocka")
    pause(logging)
    assert logging.answers() == [("Nej", "Klocka")]
    first_atgard(logging).rows["beskrivning"].editor.focus.setFocus()
    logging.write("Öva")
    pause(logging)
    logging.write(" mer")
    pause(logging)
    (atgard,) = find(logging.register, "atgard", utfall_id=HYGIEN, borttagen=None)
    assert (atgard["beskrivning"], logging.focus) == ("Öva mer", "Åtgärd")
    logging.key(Qt.Key.Key_A, held=Qt.KeyboardModifier.ControlModifier)
    logging.key(Qt.Key.Key_Delete)  # to write something else there
    pause(logging)
    assert logging.focus == "Åtgärd"
    assert [one["beskrivning"] for one in find(logging.register, "atgard", borttagen=None, utfall_id=HYGIEN)] == [
        "Öva mer"
    ]


def test_half_a_number_or_day_is_no_fault_yet(logging: Logging) -> None:
    logging.key(N)
    day = first_atgard(logging).rows["slutdatum"]
    day.editor.focus.setFocus()
    logging.write("2026-0")
    pause(logging)
    assert (day.error, day.editor.text()) == ("", "2026-0")


def test_what_is_not_taken_yet_is_saved_at_once_and_what_is_missing_is_still_said(logging: Logging) -> None:
    questions = logging.panel.form.questions  # type: ignore[union-attr]
    for question, key in zip(questions, (J, D, J, J), strict=True):
        QTest.keyClick(question.focus, key)  # faster than the draft is saved
    assert logging.answers() == []
    logging.hand_in()
    assert [answer for answer, _ in logging.answers()] == ["Ja", "Delvis", "Ja", "Ja"]
    assert logging.row()["datum"] is None
    assert logging.panel.foot.error.text().startswith("Något saknas.")
    assert "Välj hur allvarlig bristen är." in texts(logging)


def test_the_day_to_ask_follows_the_slutdatum(qtbot: QtBot, logging: Logging) -> None:
    def asked() -> date | None:
        (atgard,) = find(logging.register, "atgard", utfall_id=HYGIEN, borttagen=None)
        found: date | None = atgard["effekt_fraga"]
        return found

    logging.key(N, J, J, J, Qt.Key.Key_3)
    fill(logging, "Åtgärd", "Öva")
    fill(logging, "Slutdatum", "2026-11-20")
    fill(logging, "Fråga om effekt efter (dagar)", "1")
    assert asked() == date(2026, 11, 23)
    fill(logging, "Slutdatum", "2026-12-15")
    assert asked() == date(2026, 12, 16)  # as many days as was said, though a weekend was passed
    assert f"Programmet frågar {asked()} om åtgärden har hjälpt." in texts(logging)
    fill(logging, "Ansvarig", "Samordnaren")
    assert asked() == date(2026, 12, 16)
    logging = Logging(qtbot, logging.session, HYGIEN)  # which has never been told how many days
    fill(logging, "Slutdatum", "2026-12-10")
    assert asked() == date(2026, 12, 11)

"""A correction that is begun and not saved is there again after a crash, and is decided on where others were faster."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from internkontroll.services.egenkontroll import Svar, Uppgifter, correct
from internkontroll.ui.records.rapportera_kvar import TOLD
from internkontroll.ui.session import Session
from tests.services.edits import find
from tests.ui.conftest import TODAY, wait_idle
from tests.ui.rapportera import (
    FIVE,
    HYGIEN,
    D,
    E,
    J,
    Logging,
    N,
    field,
    fill,
    first_atgard,
    press,
    texts,
)


def begin_correction(logging: Logging) -> None:
    logging.key(J, N, J, J)
    fill(logging, "Vad är det som brister?", "Spritflaskan är slut.")
    logging.panel.form.deviation.grade.setFocus()  # type: ignore[union-attr]
    logging.key(Qt.Key.Key_1)
    fill(logging, "Åtgärd", "Fylla på")
    logging.hand_in()
    logging.correct()


def after_a_crash(qtbot: QtBot, logging: Logging, file: Path) -> Logging:
    """Another program, on the same files; the first one was never asked to close or to save."""
    later = Session("prov", TODAY)
    later.drafts.move_to(file)
    later.open(logging.register.path)
    wait_idle(qtbot, later)
    later.choose(logging.session.sammanhang)
    return Logging(qtbot, later, HYGIEN)


@pytest.fixture
def file(logging: Logging, tmp_path: Path) -> Path:
    """Where the program keeps what isn't saved."""
    logging.session.drafts.move_to(tmp_path / "utkast.json")
    return tmp_path / "utkast.json"


def kept(logging: Logging, file: Path) -> None:
    """Until what stands there now is on the disk."""
    text = json.dumps(field(logging, "Varför rättas den?").editor.text(), ensure_ascii=False)
    inside = json.dumps(f'"skal": {text}', ensure_ascii=False)[1:-1]
    logging.qtbot.waitUntil(lambda: file.exists() and inside in file.read_text("utf-8"), timeout=5_000)


def test_a_correction_that_is_begun_is_there_after_a_crash(qtbot: QtBot, logging: Logging, file: Path) -> None:
    begin_correction(logging)
    assert logging.panel.form is not None
    logging.panel.form.questions[0].focus.setFocus()
    logging.key(E)
    logging.write("Ingen bor")  # and doesn't leave the field
    field(logging, "Utförd").editor.set_text("i våras")
    fill(logging, "Analys och kommentar", "Två rader\när åäö.")
    first_atgard(logging).rows["beskrivning"].editor.set_text("Fylla på varje måndag")
    press(logging, "Ny åtgärd")
    logging.write("Utbilda")
    field(logging, "Varför rättas den?").editor.set_text("Räknades ”fel”.")
    before = logging.row()
    kept(logging, file)
    again = after_a_crash(qtbot, logging, file)
    assert (again.row(), again.panel.top.message.text()) == (before, TOLD)
    assert again.panel.form is not None
    assert again.panel.form.questions[0].said == ("Ej relevant", "Ingen bor")
    assert field(again, "Analys och kommentar").editor.text() == "Två rader\när åäö."
    assert field(again, "Varför rättas den?").editor.text() == "Räknades ”fel”."
    assert field(again, "Utförd").editor.text() == "i våras"
    assert "är inte ett datum" in field(again, "Utförd").error
    forms = again.panel.form.deviation.forms
    assert [one.atgard.beskrivning for one in forms] == ["Fylla på varje måndag", "Utbilda"]
    fill(again, "Utförd", "2026-04-02")
    again.hand_in()
    atgarder = [one["beskrivning"] for one in find(again.register, "atgard", utfall_id=HYGIEN, borttagen=None)]
    assert atgarder == ["Fylla på varje måndag", "Utbilda"]
    assert (again.row()["kommentar"], again.answers()[0]) == ("Två rader\när åäö.", ("Ej relevant", "Ingen bor"))
    assert "utfall" not in file.read_text("utf-8")
    assert not again.panel.foot.save.isVisible()
    again.session.close()


def test_a_correction_that_is_let_go_leaves_nothing_on_the_disk(qtbot: QtBot, logging: Logging, file: Path) -> None:
    begin_correction(logging)
    fill(logging, "Varför rättas den?", "Glömdes.")
    kept(logging, file)
    logging.panel.foot.cancel.click()
    logging.wait()
    again = after_a_crash(qtbot, logging, file)
    assert again.panel.foot.correct.isVisible()
    assert again.panel.top.message.text() == ""
    again.session.close()


def test_a_correction_that_says_nothing_yet_isnt_kept(logging: Logging, file: Path) -> None:
    begin_correction(logging)
    logging.panel.show_tillfalle(FIVE[1])
    logging.wait()
    logging.panel.show_tillfalle(HYGIEN)
    logging.wait()
    assert logging.panel.foot.correct.isVisible()
    assert not file.exists()


def test_what_somebody_else_corrects_meanwhile_is_decided_on(qtbot: QtBot, logging: Logging, file: Path) -> None:
    begin_correction(logging)
    assert logging.panel.form is not None
    logging.panel.form.questions[0].focus.setFocus()
    logging.key(D)
    fill(logging, "Analys och kommentar", "Min analys.")
    fill(logging, "Utförd av", "Jag")
    fill(logging, "Varför rättas den?", "Glömdes.")
    kept(logging, file)
    others = Uppgifter({logging.panel.form.questions[0].point: Svar("Nej", "Trasig.")}, {"kommentar": "Deras."})
    correct(logging.register, HYGIEN, None, others, "De såg fel.", TODAY)
    again = after_a_crash(qtbot, logging, file)
    assert again.panel.form is not None
    assert again.panel.form.questions[0].said == ("Nej", "Trasig.")
    assert any("Någon annan har svarat Nej. Ditt svar, Delvis, är inte sparat" in text for text in texts(again))
    comment = field(again, "Analys och kommentar")
    assert comment.editor.text() == "Min analys."
    assert "I registret står det nu ”Deras.”" in comment.error
    assert field(again, "Utförd av").editor.text() == "Jag"
    press(again, "Spara mitt: Analys och kommentar")
    again.hand_in()
    assert (again.row()["kommentar"], again.row()["utford_av"]) == ("Min analys.", "Jag")
    again.session.close()


def test_an_atgard_that_was_to_go_is_to_go_after_a_crash(qtbot: QtBot, logging: Logging, file: Path) -> None:
    begin_correction(logging)
    press(logging, "Ta bort åtgärden")
    fill(logging, "Varför rättas den?", "Dubblett.")
    kept(logging, file)
    again = after_a_crash(qtbot, logging, file)
    fill(again, "Analys och kommentar", "Redan beställt.")
    again.hand_in()
    assert find(again.register, "atgard", utfall_id=HYGIEN, borttagen=None) == []
    again.session.close()

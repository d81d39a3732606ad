"""Has the åtgärd helped? From the line on Hem to the answer in the register."""

from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from internkontroll.db.models import atgard
from internkontroll.db.session import Register
from internkontroll.ui.records.atgard_panel import AtgardPanel
from internkontroll.ui.records.effekt_form import EffektForm
from internkontroll.ui.session import Session
from internkontroll.ui.settings import Settings
from tests.services.edits import find
from tests.ui.conftest import TODAY
from tests.ui.journey import Keys, name_of, register_of, start
from tests.ui.record_panels import Shown, first, on_screen


def asked(qtbot: QtBot, session: Session, fraga: date | None) -> tuple[Shown, EffektForm, int]:
    """The record of an åtgärd with that day to ask."""
    shown = on_screen(qtbot, session, "atgard")
    post = first(shown, "atgard")
    ask(shown.register, post, fraga)
    shown.show("atgard", post)
    assert isinstance(shown.panel, AtgardPanel)
    shown.panel.focus_first()
    shown.wait()
    return shown, shown.panel.effekt, post


def ask(register: Register, post: int, fraga: date | None) -> None:
    (before,) = find(register, "atgard", id=post)
    with register.write("Fråga") as writer:
        writer.update(atgard, before, {"effekt_fraga": fraga})


def press(shown: Shown, key: Qt.Key) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key)
    shown.wait()


def test_nothing_is_asked_that_nobody_wanted(qtbot: QtBot, session: Session) -> None:
    _, form, _ = asked(qtbot, session, None)
    assert not form.isVisible()


def test_a_day_to_come_is_told_and_not_asked_yet(qtbot: QtBot, session: Session) -> None:
    _, form, _ = asked(qtbot, session, TODAY + timedelta(days=1))
    assert form.isVisible()
    assert not form.buttons.isVisible()
    assert not form.is_due


def test_ja_is_saved_at_once(qtbot: QtBot, session: Session) -> None:
    shown, form, post = asked(qtbot, session, TODAY)
    assert QApplication.focusWidget() is form.buttons
    press(shown, Qt.Key.Key_J)
    saved = shown.row("atgard", post)
    assert (saved["effekt"], saved["effekt_datum"]) == ("Ja", TODAY)
    assert not form.is_due


def test_nej_waits_for_what_remains(qtbot: QtBot, session: Session) -> None:
    shown, form, post = asked(qtbot, session, TODAY)
    press(shown, Qt.Key.Key_N)
    assert shown.row("atgard", post)["effekt"] is None
    assert QApplication.focusWidget() is form.comment.editor.focus
    shown.write_and_leave(form.comment, "Två nycklar saknas än. Åtgärden förlängs.")
    saved = shown.row("atgard", post)
    assert (saved["effekt"], saved["effekt_kommentar"]) == ("Nej", "Två nycklar saknas än. Åtgärden förlängs.")
    session.undo()
    shown.wait()
    assert shown.row("atgard", post)["effekt"] is None
    assert form.buttons.stored == ""


def test_what_did_not_help_is_asked_about_again_after_so_many_days(qtbot: QtBot, session: Session) -> None:
    shown, form, post = asked(qtbot, session, TODAY)
    assert not form.again.isVisible()
    press(shown, Qt.Key.Key_N)
    shown.write_and_leave(form.comment, "Två nycklar saknas än.")
    shown.write_and_leave(form.again, "0")
    assert "1" in form.again.error
    (before,) = find(shown.register, "atgard", id=post)
    with shown.register.write("Slutdatum") as writer:
        writer.update(atgard, before, {"slutdatum": date(2026, 1, 31)})
    shown.show("atgard", post)
    shown.write_and_leave(form.again, "30")
    saved = shown.row("atgard", post)
    assert (saved["effekt"], saved["effekt_fraga"]) == ("Nej", date(2026, 5, 20))
    assert (form.again.isVisible(), form.is_due) == (False, False)
    assert form.buttons.stored == "Nej"
    assert f"Svarat {TODAY}. Programmet frågar igen 2026-05-20 om åtgärden har hjälpt." in said(form)
    session.today = date(2026, 5, 20)
    shown.show("atgard", post)
    assert (form.is_due, form.buttons.stored, form.comment.editor.text()) == (True, "", "")
    assert f"Frågan skulle ställas igen 2026-05-20. Svaret {TODAY} var Nej. Två nycklar saknas än." in said(form)
    form.buttons.setFocus()
    press(shown, Qt.Key.Key_J)
    saved = shown.row("atgard", post)
    assert (saved["effekt"], saved["effekt_kommentar"], saved["effekt_datum"]) == ("Ja", None, session.today)
    assert not form.is_due


def said(form: EffektForm) -> list[str]:
    return [one.text() for one in form.findChildren(QLabel) if one.isVisibleTo(form)]


def test_the_line_on_hem_leads_to_the_question(qtbot: QtBot, settings: Settings, register_file: Path) -> None:
    register = Register(register_file, "prov")
    post = find(register, "atgard", plan_id=2)[0]["id"]
    ask(register, post, TODAY)
    person = start(qtbot, settings, register_file, Keys)
    person.page("Hem")
    lines = [name_of(one) for one in person.shell.page.findChildren(type(person.shell.page._missing))]  # type: ignore[attr-defined]
    person.press(next(name for name in lines if "Har åtgärden hjälpt?" in name))
    person.key("J")
    assert find(register_of(person), "atgard", id=post)[0]["effekt"] == "Ja"

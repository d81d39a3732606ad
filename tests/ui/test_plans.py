"""A new plan, the decision and the year's end, as a user does them; and the page where everything begins."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from internkontroll.domain.status import Tillfalletyp
from internkontroll.services.planer import NyPlan, new_plan
from internkontroll.services.redigera import create
from internkontroll.services.skapa import create_register
from internkontroll.ui.dialogs.decide import DecideDialog
from internkontroll.ui.dialogs.new_plan import NewPlanDialog
from internkontroll.ui.dialogs.year_end import YearEndDialog
from internkontroll.ui.pages.start import StartPage
from internkontroll.ui.session import Session
from internkontroll.ui.settings import Settings
from internkontroll.ui.settings_pages.records import NewRecord, ProcessPage
from tests.ui.conftest import TODAY
from tests.ui.plan_windows import Window, faults


@pytest.fixture
def window(qtbot: QtBot, session: Session, settings: Settings) -> Window:
    return Window(qtbot, session, settings)


def start(window: Window) -> StartPage:
    page = window.shell.page
    assert isinstance(page, StartPage)
    return page


def begin_2027(window: Window) -> NewPlanDialog:
    return window.dialog(NewPlanDialog, window.shell.actions.new_plan.trigger)


def decide(window: Window) -> DecideDialog:
    return window.dialog(DecideDialog, window.shell.actions.decide.trigger)


def draft(window: Window) -> int:
    """A plan for 2027 from that of 2026, made and chosen; its id."""
    here = window.session.sammanhang
    assert here is not None
    window.session.write(lambda register: new_plan(register, NyPlan(2027, here.namnd_id, forlaga=here.plan_id)))
    window.wait()
    return int(window.find("plan", ar=2027)[0]["id"])


def test_the_next_year_is_offered_with_what_there_is(window: Window) -> None:
    dialog = begin_2027(window)
    assert (dialog.ar.value(), dialog.forlaga.currentText()) == (2027, "2026 års plan")
    assert dialog.namn.isHidden()
    assert dialog.forvaltning.editor.text() == "Socialförvaltningen"
    risks = [one for one in window.find("risk", plan_id=dialog.forlaga.currentData()) if one["avslutad"] is None]
    assert dialog.along["risk"].text() == f"{len(risks)} risker som inte är avslutade"
    assert len(dialog.decisions.choices()) > 1


def test_a_plan_is_made_with_what_was_chosen_and_shown(window: Window) -> None:
    dialog = begin_2027(window)
    over, ended, *_ = dialog.decisions.choices()
    dialog.along["avtal"].setChecked(False)
    dialog.decisions.choose(over, "förs över", "Leveransen dröjer.")
    dialog.decisions.choose(ended, "avslutas", "Behövs inte längre.")
    window.accept(dialog)
    (plan,) = window.find("plan", ar=2027)
    assert [one["arsbeslut"] for post in (over, ended) for one in window.find("atgard", id=post)] == [
        "förs över",
        "avslutas",
    ]
    assert len(window.find("atgard", plan_id=plan["id"])) == 1
    assert window.find("avtal", plan_id=plan["id"]) == []
    here = window.session.sammanhang
    assert here is not None
    assert (here.plan_id, here.tillfalle) == (plan["id"], Tillfalletyp.PLAN)


def test_a_decision_without_a_reason_is_refused_in_the_dialog(window: Window) -> None:
    before, dialog = window.state(), begin_2027(window)
    post = next(iter(dialog.decisions.choices()))
    dialog.decisions.choose(post, "förs över", "")
    window.accept(dialog)
    assert dialog.isVisible()
    assert dialog.error.startswith("Skriv varför åtgärden")
    assert dialog.accept_button.isEnabled()
    assert window.state() == before


def test_cancelling_saves_nothing(window: Window) -> None:
    before, dialog = window.state(), begin_2027(window)
    dialog.along["risk"].setChecked(False)
    dialog.reject()
    window.wait()
    assert window.state() == before


def test_a_new_namnd_needs_its_name(window: Window) -> None:
    before, dialog = window.state(), begin_2027(window)
    dialog.namnd.setCurrentIndex(dialog.namnd.count() - 1)
    assert not dialog.namn.isHidden()
    window.accept(dialog)
    assert window.state() == before
    dialog.namn.editor.set_text("Tekniska nämnden")
    dialog.kommun.editor.set_text("Almsunda kommun")
    window.accept(dialog)
    assert [one["namn"] for one in window.find("namnd")] == ["Socialnämnden", "Tekniska nämnden"]
    assert window.shell.context_bar.namnd.currentText() == "Tekniska nämnden"


def test_the_undo_of_a_plan_leads_back_to_what_there_is(window: Window) -> None:
    plan_id = draft(window)
    here = window.session.sammanhang
    assert here is not None
    assert here.plan_id == plan_id
    window.session.undo()
    window.wait()
    assert window.find("plan", ar=2027) == []
    here = window.session.sammanhang
    assert here is not None
    assert here.ar == 2026


def test_the_decision_is_written_after_a_look_at_the_remarks(window: Window) -> None:
    plan_id = draft(window)
    dialog = decide(window)
    assert dialog.remarks.count() > 0
    window.accept(dialog)
    assert dialog.error == "Skriv dagen för nämndens beslut."
    date, paragraf, _ = dialog.rows
    date.editor.set_text("2026-04-20")
    paragraf.editor.set_text("§ 98")
    window.accept(dialog)
    (plan,) = window.find("plan", id=plan_id)
    assert (plan["status"], str(plan["beslut_datum"]), plan["beslut_paragraf"]) == ("beslutad", "2026-04-20", "§ 98")


def test_a_decided_plan_says_so(window: Window) -> None:
    window.shell.actions.decide.trigger()
    window.wait()
    assert window.window.findChildren(DecideDialog) == []
    assert "är redan beslutad (2025-12-10)" in window.shell.errors.accessibleDescription()


def test_every_control_of_the_dialogs_has_a_name_and_room(window: Window) -> None:
    dialogs = [begin_2027(window), window.dialog(YearEndDialog, window.shell.actions.end_year.trigger)]
    draft(window)
    dialogs.append(decide(window))
    found = [fault for dialog in dialogs for fault in faults(dialog)]
    assert found == []


def test_the_year_ends_when_every_atgard_is_decided_on(window: Window) -> None:
    dialog = window.dialog(YearEndDialog, window.shell.actions.end_year.trigger)
    dialog.close_plan.setChecked(True)
    window.accept(dialog)
    assert "saknar beslut" in dialog.error
    for post in dialog.decisions.choices():
        dialog.decisions.choose(post, "avslutas", "Fortsätter i linjen.")
    window.accept(dialog)
    assert [one["status"] for one in window.find("plan", ar=2026)] == ["avslutad"]


def test_a_register_without_a_plan_offers_the_first_step(window: Window, empty_file: Path, qtbot: QtBot) -> None:
    """Journey c by keyboard: an empty register, the first nämnd and its plan."""
    window.session.open(empty_file)
    window.wait()
    page = start(window)
    assert page.buttons[0].accessibleName() == "Ny nämnd eller plan…"
    dialog = window.dialog(NewPlanDialog, lambda: QTest.keyClick(page.buttons[0], Qt.Key.Key_Space))
    assert (dialog.namnd.count(), dialog.ar.value()) == (1, 2026)
    QTest.keyClicks(dialog.namn.editor.focus, "Utskottet")  # QTest types ASCII only
    QTest.keyClick(dialog.namn.editor.focus, Qt.Key.Key_Return)
    window.wait()
    assert [one["ar"] for one in window.find("plan")] == [2026]
    assert window.shell.page.name == "hem"


def test_from_a_new_register_to_a_decided_plan(window: Window, empty_file: Path) -> None:
    """The dialogs' part of journey c; the risk and its åtgärd are written on their pages."""
    window.session.open(empty_file)
    window.wait()
    dialog = begin_2027(window)
    dialog.namn.editor.set_text("Tekniska nämnden")
    window.accept(dialog)
    page = window.settings(ProcessPage)
    process = window.dialog(NewRecord, page.new.click)
    for row, text in zip(process.rows, ("2.6", "Fordon"), strict=True):
        row.editor.set_text(text)
    window.accept(process)
    page.window().close()
    refused = decide(window)
    refused.rows[0].editor.set_text("2026-04-20")
    window.accept(refused)
    assert "har inga risker" in refused.error
    refused.reject()
    window.wait()
    here = window.session.sammanhang
    assert here is not None
    values = {"beskrivning": "Risk att nycklar försvinner", "process_id": window.find("process")[0]["id"]}
    risk = create(window.register, "risk", here, values).nya[0][1]
    create(window.register, "atgard", here, {"risk_id": risk, "beskrivning": "Köpa nyckelskåp"})
    agreed = decide(window)
    agreed.rows[0].editor.set_text("2026-04-20")
    window.accept(agreed)
    assert [one["status"] for one in window.find("plan")] == ["beslutad"]


def test_recent_registers_are_offered_where_none_is_open(qtbot: QtBot, qapp: object, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "fonster.ini")
    known = tmp_path / "forra.ikreg"
    create_register(known, "prov", example=True)
    settings.remember(known)
    session = Session("prov", TODAY)
    window = Window(qtbot, session, settings)
    page = start(window)
    assert [button.accessibleName() for button in page.buttons] == [
        "Nytt register…",
        "Öppna register…",
        "Öppna exempel…",
    ]
    (recent,) = page.recent
    QTest.mouseClick(recent, Qt.MouseButton.LeftButton)
    window.wait()
    assert session.path == known
    assert window.shell.page.name == "hem"

"""The panels of åtgärder, kontroller, egenkontroller, granskningar, avtal, the log and the papperskorg."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPushButton, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from internkontroll.domain.status import Tillfalletyp
from internkontroll.services.egenkontroll import Enhetsval, change_egenkontroll
from internkontroll.services.redigera import set_values, trash
from internkontroll.ui import theme
from internkontroll.ui.records.atgard_panel import AtgardPanel
from internkontroll.ui.records.atgarder_tab import AtgarderTab
from internkontroll.ui.records.borttagen_panel import BorttagenPanel
from internkontroll.ui.records.egenkontroll_panel import EgenkontrollPanel
from internkontroll.ui.records.granskning_panel import GranskningPanel
from internkontroll.ui.records.handelse_panel import HandelsePanel
from internkontroll.ui.session import Session
from internkontroll.ui.target import Target
from internkontroll.ui.widgets.field_row import row_of
from tests.services.edits import find, version
from tests.ui.record_panels import Shown, first, on_screen


def open_first(qtbot: QtBot, session: Session, record: str) -> tuple[Shown, int]:
    shown = on_screen(qtbot, session, record)
    post = first(shown, record)
    shown.show(record, post)
    return shown, post


def test_an_atgard_leads_to_its_risk_and_shows_all_tillfallen(qtbot: QtBot, session: Session) -> None:
    shown, _ = open_first(qtbot, session, "atgard")
    panel = shown.panel
    assert isinstance(panel, AtgardPanel)
    row = next(one for one in find(shown.register, "atgard", plan_id=2) if one["risk_id"])
    shown.show("atgard", row["id"])
    with qtbot.waitSignal(panel.go_to) as told:
        panel.origin.click()
    assert told.args == [Target("risker", "risk", row["risk_id"])]
    assert panel.origin.accessibleName().startswith("Gå till Risk: R-")
    shown.write_and_leave(shown.field("Kommentar i april"), "Prövas i maj.")
    april = [text for text in panel.tillfallen.texts() if text[0] == "April 2026"]
    assert [text[2] for text in april] == ["Prövas i maj."]


def test_another_tillfalle_has_its_own_fields(qtbot: QtBot, session: Session) -> None:
    shown, post = open_first(qtbot, session, "atgard")
    assert session.sammanhang is not None
    shown.write_and_leave(shown.field("Kommentar i april"), "Prövas i maj.")
    session.choose(replace(session.sammanhang, tillfalle=Tillfalletyp.AUGUSTI, tillfalle_id=None))
    shown.panel.refresh()
    shown.wait()
    shown.write_and_leave(shown.field("Kommentar i augusti"), "Prövad.")
    said = [one["kommentar"] for one in find(shown.register, "uppfoljning", atgard_id=post)]
    assert "Prövas i maj." in said
    assert "Prövad." in said
    session.choose(replace(session.sammanhang, tillfalle=Tillfalletyp.PLAN, tillfalle_id=None))
    shown.panel.refresh()
    shown.wait()
    assert not shown.field("Status för planen").isVisible()


def test_a_kontroll_may_have_a_comment_and_no_status(qtbot: QtBot, session: Session) -> None:
    shown, post = open_first(qtbot, session, "kontroll")
    shown.choose(shown.field("Status i april"), "–")
    shown.write_and_leave(shown.field("Kommentar i april"), "Gjord i mars.")
    assert session.sammanhang is not None
    (said,) = find(shown.register, "uppfoljning", kontroll_id=post, tillfalle_id=session.sammanhang.tillfalle_id)
    assert (said["status"], said["kommentar"]) == (None, "Gjord i mars.")


def test_kontrollpunkter_are_added_moved_and_thrown_away(qtbot: QtBot, session: Session) -> None:
    shown, post = open_first(qtbot, session, "egenkontroll")
    panel = shown.panel
    assert isinstance(panel, EgenkontrollPanel)
    panel.tabs.setCurrentIndex(1)
    before = list(panel.kontrollpunkter.cards)
    panel.kontrollpunkter.new.click()
    shown.wait()
    (new,) = [key for key in panel.kontrollpunkter.cards if key not in before]
    assert QApplication.focusWidget() is shown.field("Fråga", panel.kontrollpunkter.cards[new]).editor.focus
    panel.kontrollpunkter.cards[new].up.click()
    shown.wait()
    order = [one["id"] for one in sorted(alive(shown, post), key=lambda one: int(one["ordning"]))]
    assert order == [*before[:-1], new, before[-1]]
    names = [card.up.accessibleName() for card in panel.kontrollpunkter.cards.values()]
    assert f"Flytta kontrollpunkt {len(before)} uppåt" in names
    panel.kontrollpunkter.cards[new].remove.click()
    shown.wait()
    assert [one["id"] for one in alive(shown, post)] == before


def test_an_answered_question_in_new_words_leaves_the_answer_under_the_old_ones(qtbot: QtBot, session: Session) -> None:
    shown, post = open_first(qtbot, session, "egenkontroll")
    panel = shown.panel
    assert isinstance(panel, EgenkontrollPanel)
    panel.tabs.setCurrentIndex(1)
    old = next(one for one in alive(shown, post) if find(shown.register, "svar", kontrollpunkt_id=one["id"]))
    card = panel.kontrollpunkter.cards[old["id"]]
    before = find(shown.register, "svar", kontrollpunkt_id=old["id"])
    shown.write(shown.field("Fråga", card), "Finns en ny rutin?")
    # On to the next field at once: it is written in the question that has taken the old one's place.
    shown.write(shown.field("Stöd till den som svarar", card), "Fråga chefen.")
    shown.leave(shown.field("Stöd till den som svarar", card))
    (new,) = [one for one in alive(shown, post) if one["fraga"] == "Finns en ny rutin?"]
    assert (new["hjalp"], new["ordning"], new["identitet"]) == ("Fråga chefen.", old["ordning"], old["identitet"])
    assert shown.row("kontrollpunkt", old["id"])["fraga"] == old["fraga"]
    assert find(shown.register, "svar", kontrollpunkt_id=old["id"]) == before
    assert panel.kontrollpunkter.cards[new["id"]] is card
    panel.show_utfall(before[0]["utfall_id"])
    shown.wait()
    assert panel.utfall.card.form is not None
    said = {one.point: one.said[0] for one in panel.utfall.card.form.questions}
    assert said[old["id"]] == before[0]["svar"]
    for _ in range(2):
        session.undo()
        shown.wait()
    assert panel.kontrollpunkter.cards[old["id"]] is card
    shown.write_and_leave(shown.field("Stöd till den som svarar", card), "Fråga två chefer.")
    assert shown.row("kontrollpunkt", old["id"])["hjalp"] == "Fråga två chefer."


def alive(shown: Shown, egenkontroll: int) -> list[dict[str, Any]]:
    return find(shown.register, "kontrollpunkt", egenkontroll_id=egenkontroll, borttagen=None)


def test_units_come_and_go(qtbot: QtBot, session: Session) -> None:
    shown, post = open_first(qtbot, session, "egenkontroll")
    panel = shown.panel
    assert isinstance(panel, EgenkontrollPanel)
    before = units(shown, post)
    editor = panel.enheter.choice
    editor.box.setCurrentIndex(1)
    editor.box.activated.emit(1)
    added = int(editor.text())
    panel.enheter.add.click()
    shown.wait()
    assert units(shown, post) == [*before, added]
    panel.enheter.list.setCurrentRow(0)
    panel.enheter.remove.click()
    shown.wait()
    assert units(shown, post) == [*before[1:], added]
    session.undo()
    shown.wait()
    assert sorted(units(shown, post)) == sorted([*before, added])


def test_a_unit_that_has_left_is_shown_as_such_and_can_come_again(qtbot: QtBot, session: Session) -> None:
    shown, post = open_first(qtbot, session, "egenkontroll")
    panel = shown.panel
    assert isinstance(panel, EgenkontrollPanel)
    first_unit, second = units(shown, post)[:2]
    chosen = [Enhetsval(first_unit, till=date(2026, 3, 31)), Enhetsval(second, alla_under=True)]
    session.write(lambda register: change_egenkontroll(register, post, 0, enheter=chosen))
    shown.wait()
    texts = [panel.enheter.list.item(place).text() for place in range(panel.enheter.list.count())]
    assert texts[0].endswith(", till och med 2026-03-31")
    assert texts[1].startswith("Alla under ")
    place = panel.enheter.choice.box.findData(str(first_unit))
    assert place >= 0
    assert panel.enheter.choice.box.findData(str(second)) < 0
    panel.enheter.choice.box.setCurrentIndex(place)
    panel.enheter.choice.box.activated.emit(place)
    panel.enheter.add.click()
    shown.wait()
    assert panel.enheter.list.item(0).text() == texts[0].removesuffix(", till och med 2026-03-31")


def units(shown: Shown, egenkontroll: int) -> list[int]:
    return [one["enhet_id"] for one in find(shown.register, "egenkontroll_enhet", egenkontroll_id=egenkontroll)]


def test_an_utfall_is_logged(qtbot: QtBot, session: Session) -> None:
    shown, post = open_first(qtbot, session, "egenkontroll")
    panel = shown.panel
    assert isinstance(panel, EgenkontrollPanel)
    panel.tabs.setCurrentIndex(2)
    panel.utfall.menu.actions()[0].trigger()
    shown.wait()
    new = find(shown.register, "utfall", egenkontroll_id=post)[-1]
    assert new["period"] == date(2026, 4, 20)
    card = panel.utfall.card
    shown.write_and_leave(shown.field("Antal granskade", card), "tio")
    assert "Skriv ett helt tal" in shown.field("Antal granskade", card).error
    shown.write_and_leave(shown.field("Antal granskade", card), "10")
    assert card.form is not None
    QTest.keyClick(card.form.questions[0].focus, Qt.Key.Key_N)
    panel.commit()
    shown.wait()
    (answer,) = find(shown.register, "svar", utfall_id=new["id"])
    assert (answer["kontrollpunkt_id"], answer["svar"]) == (card.form.questions[0].point, "Nej")
    saved = shown.row("utfall", new["id"])
    assert (saved["datum"], saved["antal_granskade"]) == (None, 10)


def test_choosing_an_utfall_in_the_list_shows_its_answers(qtbot: QtBot, session: Session) -> None:
    shown, post = open_first(qtbot, session, "egenkontroll")
    panel = shown.panel
    assert isinstance(panel, EgenkontrollPanel)
    panel.tabs.setCurrentIndex(2)
    panel.utfall.table.selectRow(1)
    shown.wait()
    enhet, period, *_ = panel.utfall.table.texts()[1]
    assert panel.utfall.card.accessibleName() == f"{enhet}, kvartal {(int(period[5:7]) + 2) // 3}"
    assert panel.utfall.card.form is not None
    assert len(panel.utfall.card.form.questions) == len(alive(shown, post))


def test_a_rekommendation_has_its_own_atgarder(qtbot: QtBot, session: Session) -> None:
    shown, post = open_first(qtbot, session, "granskning")
    panel = shown.panel
    assert isinstance(panel, GranskningPanel)
    panel.tabs.setCurrentIndex(1)
    panel.rekommendationer.new.click()
    shown.wait()
    new = find(shown.register, "rekommendation", granskning_id=post)[-1]["id"]
    card = panel.rekommendationer.cards[new]
    shown.write_and_leave(shown.field("Svar", card), "Införs i höst.")
    card.findChildren(AtgarderTab)[0].new.click()
    shown.wait()
    assert shown.row("rekommendation", new)["svar"] == "Införs i höst."
    (atgard,) = find(shown.register, "atgard", rekommendation_id=new)
    assert atgard["granskning_id"] == post
    assert QApplication.focusWidget() is shown.field("Åtgärd", card).editor.focus


def test_an_avtal_is_written_in_place(qtbot: QtBot, session: Session) -> None:
    shown, post = open_first(qtbot, session, "avtal")
    shown.write_and_leave(shown.field("Intervall"), "Vartannat år")
    assert shown.row("avtal", post)["intervall"] == "Vartannat år"


def test_a_handelse_is_told_and_taken_back(qtbot: QtBot, session: Session) -> None:
    shown = on_screen(qtbot, session, "handelse")
    post = first(shown, "avtal")
    before = shown.row("avtal", post)["intervall"]
    saved = set_values(shown.other, "avtal", version(shown.other, "avtal", post), {"intervall": "Vartannat år"})
    panel = shown.panel
    assert isinstance(panel, HandelsePanel)
    shown.show("handelse", saved.handelse_id or 0)
    assert panel.title.text() == saved.rubrik
    assert panel.who.text().startswith("Berit · 20")
    ((_, *change),) = panel.changes.texts()
    assert change == ["Intervall", before, "Vartannat år"]
    panel.undo.click()
    shown.wait()
    assert shown.row("avtal", post)["intervall"] == before


def test_a_handelse_that_cant_be_undone_any_longer_is_said_by_the_window(qtbot: QtBot, session: Session) -> None:
    shown = on_screen(qtbot, session, "handelse")
    post = first(shown, "avtal")
    saved = set_values(shown.other, "avtal", {post: 0}, {"intervall": "Vartannat år"})
    set_values(shown.other, "avtal", {post: 0}, {"intervall": "Vart tredje år"})
    panel = shown.panel
    assert isinstance(panel, HandelsePanel)
    shown.show("handelse", saved.handelse_id or 0)
    told: list[Exception] = []
    session.failed.disconnect()
    session.failed.connect(told.append)
    panel.undo.click()
    shown.wait()
    assert "har ändrats sedan dess" in str(told[0])


def test_the_papperskorg_shows_the_record_and_gives_it_back(qtbot: QtBot, session: Session) -> None:
    shown = on_screen(qtbot, session, "borttagen")
    panel = shown.panel
    assert isinstance(panel, BorttagenPanel)
    post = first(shown, "kontroll")
    trash(shown.other, "kontroll", [post])
    shown.show("kontroll", post)
    texts = dict(panel.fields.texts())
    assert panel.title.text() == f"Systematisk kontroll: {shown.row('kontroll', post)['kontroll']}"
    assert texts["Hur ofta"].startswith(("Varje", "Sker"))
    assert texts["Process"].startswith("2.")
    panel.restore.click()
    shown.wait()
    assert shown.row("kontroll", post)["borttagen"] is None
    assert not panel.restore.isEnabled()


# --- for everybody --------------------------------------------------------------------------------------------------

RECORDS = ["risk", "atgard", "kontroll", "egenkontroll", "granskning", "avtal"]


def stops(panel: QWidget) -> list[QWidget]:
    """Where Tab goes from the tabs, until it comes back."""
    panel.findChildren(QTabBar)[0].setFocus()
    found: list[QWidget] = []
    while (here := QApplication.focusWidget()) not in found and len(found) < 300:
        assert here is not None
        found.append(here)
        panel.focusNextChild()
    return found


@pytest.mark.parametrize("record", RECORDS)
def test_every_stop_by_tab_has_a_name_and_is_large_enough(qtbot: QtBot, session: Session, record: str) -> None:
    shown, _ = open_first(qtbot, session, record)
    tabs = shown.panel.tabs  # type: ignore[attr-defined]
    for tab in range(tabs.count()):
        tabs.setCurrentIndex(tab)
        shown.wait()
        unnamed = [one for one in stops(shown.panel) if not one.accessibleName()]
        assert unnamed == []
        targets = [*shown.panel.findChildren(QAbstractButton), *shown.panel.findChildren(QLineEdit)]
        small = [
            one
            for one in targets
            if one.isVisible() and min(one.width(), one.height()) < theme.MIN_TARGET and one.accessibleName()
        ]
        assert small == []


@pytest.mark.parametrize("record", RECORDS)
def test_tab_goes_downwards_through_the_fields(qtbot: QtBot, session: Session, record: str) -> None:
    shown, _ = open_first(qtbot, session, record)
    shown.panel.resize(420, 3000)
    tabs = shown.panel.tabs  # type: ignore[attr-defined]
    for tab in range(tabs.count()):
        tabs.setCurrentIndex(tab)
        shown.wait()
        body = tabs.currentWidget()
        inside = [one for one in stops(shown.panel) if body.isAncestorOf(one)]
        lines = [round((row_of(one) or one).mapTo(shown.panel, QPoint(0, 0)).y() / 24) for one in inside]
        assert lines == sorted(lines), (tabs.tabText(tab), [one.accessibleName() for one in inside])


@pytest.mark.parametrize("record", RECORDS)
def test_a_narrow_panel_needs_no_scrolling_sideways(qtbot: QtBot, session: Session, record: str) -> None:
    shown, _ = open_first(qtbot, session, record)
    shown.panel.resize(360, 600)
    tabs = shown.panel.tabs  # type: ignore[attr-defined]
    for tab in range(tabs.count()):
        tabs.setCurrentIndex(tab)
        shown.wait()
        area = tabs.currentWidget()
        assert area.widget().width() <= area.viewport().width(), tabs.tabText(tab)


def test_nothing_chosen_says_what_belongs_here(qtbot: QtBot, session: Session) -> None:
    shown = on_screen(qtbot, session, "risk")
    shown.panel.show_record("risk", None)
    assert shown.panel._empty.accessibleName() == "Välj en risk i listan."
    assert not [one for one in shown.panel.findChildren(QPushButton) if one.isVisible()]


def test_the_first_field_takes_the_focus_when_the_record_is_there(qtbot: QtBot, session: Session) -> None:
    shown = on_screen(qtbot, session, "avtal")
    shown.panel.show_record("avtal", first(shown, "avtal"))
    shown.panel.focus_first()
    shown.wait()
    assert QApplication.focusWidget() is shown.field("Avtal eller uppdrag").editor.focus

"""The settings of the nämnd, as a user changes them: each change is in the file at once and can be undone."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QTableWidget, QTableWidgetItem, QWidget
from pytestqt.qtbot import QtBot

from internkontroll.domain.riskskala import STANDARDSKALA
from internkontroll.domain.skalkontroll import resized, whole
from internkontroll.domain.status import Tillfalletyp
from internkontroll.domain.words import Textdel
from internkontroll.services.planer import NyPlan, new_plan
from internkontroll.ui.dialogs.unit import ChangeUnit, CloseUnit, NewUnit
from internkontroll.ui.session import Session
from internkontroll.ui.settings import Settings
from internkontroll.ui.settings_pages import SECTIONS, Section
from internkontroll.ui.settings_pages.dialog import SettingsDialog
from internkontroll.ui.settings_pages.lagrum import LagrumForm, LagrumPage, NewWording
from internkontroll.ui.settings_pages.organisation import OrganisationPage
from internkontroll.ui.settings_pages.records import MalPage, NewRecord, ProcessPage
from internkontroll.ui.settings_pages.riskskala import RiskskalaPage
from internkontroll.ui.settings_pages.texter import TexterPage
from internkontroll.ui.settings_pages.utseende import UtseendePage
from tests.ui.plan_windows import Window, faults


@pytest.fixture
def window(qtbot: QtBot, session: Session, settings: Settings) -> Window:
    return Window(qtbot, session, settings)


def unit(window: Window, name: str) -> int:
    return int(window.find("enhet_version", namn=name)[-1]["enhet_id"])


def plan_of(window: Window) -> int:
    assert window.session.sammanhang is not None
    return window.session.sammanhang.plan_id


# --- organisation ---------------------------------------------------------------------------------------------------


def test_the_tree_shows_the_organisation_of_the_day(window: Window) -> None:
    page = window.settings(OrganisationPage)
    QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    top = page.model.item(0)
    assert top.text() == "Socialförvaltningen"
    before = page.model.invisibleRootItem().rowCount() + top.rowCount()
    page.day.editor.set_text("2010-01-01")
    page.day.commit()
    window.wait()
    assert page.model.rowCount() == 0
    assert before > 1


def test_a_unit_is_renamed_from_a_day_and_the_undo_takes_it_back(window: Window) -> None:
    page = window.settings(OrganisationPage)
    page.choose(unit(window, "Mottagningsenheten"))
    dialog = window.dialog(ChangeUnit, page.change.click)
    fran, namn, *_ = dialog.rows
    fran.editor.set_text("2026-04-01")
    namn.editor.set_text("Mottagningen")
    window.accept(dialog)
    assert page.tree.currentIndex().data() == "Mottagningen"
    assert page.history.item(0).text() == "2026-04-01: Bytte namn från Mottagningsenheten till Mottagningen."
    window.session.undo()
    window.wait()
    assert page.tree.currentIndex().data() == "Mottagningsenheten"


def test_a_unit_gets_another_level(window: Window) -> None:
    page = window.settings(OrganisationPage)
    page.choose(unit(window, "Mottagningsenheten"))
    dialog = window.dialog(ChangeUnit, page.change.click)
    assert dialog.niva.editor.text() == "enhet"
    dialog.niva.editor.set_text("sektion")
    window.accept(dialog)
    index = page.tree.currentIndex()
    assert (index.data(), index.siblingAtColumn(1).data()) == ("Mottagningsenheten", "Sektion")
    window.session.undo()
    window.wait()
    assert page.tree.currentIndex().siblingAtColumn(1).data() == "Enhet"


def test_what_a_unit_cannot_be_is_said_in_the_dialog(window: Window) -> None:
    page, before = window.settings(OrganisationPage), window.state()
    page.choose(unit(window, "Mottagningsenheten"))
    dialog = window.dialog(ChangeUnit, page.change.click)
    dialog.rows[1].editor.set_text("Familjehemsenheten")
    window.accept(dialog)
    assert dialog.error.startswith("Det finns redan en enhet som heter Familjehemsenheten")
    dialog.reject()
    window.wait()
    assert window.state() == before


def test_a_new_unit_lies_under_the_chosen_one(window: Window) -> None:
    page = window.settings(OrganisationPage)
    above = unit(window, "Funktionsstöd")
    page.choose(above)
    dialog = window.dialog(NewUnit, page.new.click)
    dialog.rows[0].editor.set_text("Lindens gruppbostad")
    window.accept(dialog)
    (version,) = window.find("enhet_version", namn="Lindens gruppbostad")
    assert version["overordnad_id"] == above
    assert page.tree.currentIndex().data() == "Lindens gruppbostad"


def test_a_merge_asks_what_becomes_of_the_egenkontroller(window: Window) -> None:
    page = window.settings(OrganisationPage)
    closing, heir = unit(window, "Gruppbostaden Tallbacken"), unit(window, "Gruppbostaden Solhöjden")
    page.choose(closing)
    dialog = window.dialog(CloseUnit, page.close_unit.click)
    dialog.day.editor.set_text("2026-05-01")
    dialog.into.editor.set_text(str(heir))
    dialog.day.commit()
    dialog.into.commit()
    window.wait()
    assert not dialog.move_button.isHidden()
    assert dialog.accept_button.text() == "Slå ihop"
    window.accept(dialog)
    assert "Välj om de flyttas" in dialog.error
    dialog.move_button.setChecked(True)
    window.accept(dialog)
    assert [one["uppgick_i_id"] for one in window.find("enhet", id=closing)] == [heir]
    page.closed.setChecked(True)
    window.wait()
    page.choose(closing)
    window.wait()
    assert page.history.item(0).text() == "2026-05-01: Stängd. Uppgick i Gruppbostaden Solhöjden."


# --- processer and mål ----------------------------------------------------------------------------------------------


def test_a_process_is_added_and_renamed_and_stands_by_its_number(window: Window) -> None:
    """In lists and reports processes go by number, so that an order of one's own would be seen nowhere."""
    page = window.settings(ProcessPage)
    assert not page.up.isVisibleTo(page)
    dialog = window.dialog(NewRecord, page.new.click)
    for row, text in zip(dialog.rows, ("2.2", "Fordon"), strict=True):
        row.editor.set_text(text)
    window.accept(dialog)
    assert [cell(page.table, row, 0).text() for row in range(3)] == ["2.1", "2.2", "2.3"]
    assert cell(page.table, page.table.currentRow(), 0).text() == "2.2"
    cell(page.table, page.table.currentRow(), 1).setText("Fordon och resor")
    window.wait()
    (made,) = window.find("process", nummer="2.2")
    assert made["namn"] == "Fordon och resor"
    cell(page.table, page.table.currentRow(), 0).setText("2.11")
    window.wait()
    assert [cell(page.table, page.table.rowCount() - 1, column).text() for column in (0, 1)] == [
        "2.11",
        "Fordon och resor",
    ]


def test_a_mal_is_moved_by_keyboard(window: Window, qtbot: QtBot) -> None:
    page = window.settings(MalPage)
    names = [cell(page.table, row, 0).text() for row in range(page.table.rowCount())]
    page.window().activateWindow()
    qtbot.waitUntil(page.window().isActiveWindow)
    page.table.setCurrentCell(1, 0)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    window.wait()
    order = sorted(window.find("mal", plan_id=plan_of(window)), key=lambda one: one["ordning"])
    assert [one["namn"] for one in order][:2] == [names[1], names[0]]
    assert cell(page.table, page.table.currentRow(), 0).text() == names[1]


def test_a_process_in_use_is_not_removed(window: Window) -> None:
    page, before = window.settings(ProcessPage), window.state()
    page.remove.click()
    window.wait()
    assert "Flytta dem först" in page.errors.accessibleDescription()
    assert window.state() == before


def test_a_name_that_cannot_be_is_said_and_set_back(window: Window) -> None:
    page, before = window.settings(MalPage), window.state()
    name = cell(page.table, 0, 0).text()
    cell(page.table, 0, 0).setText("")
    window.wait()
    assert "Mål får inte vara tomt" in page.errors.accessibleDescription()
    assert cell(page.table, 0, 0).text() == name
    assert window.state() == before


# --- riskskala ------------------------------------------------------------------------------------------------------


def draft(window: Window) -> None:
    """Work in a plan for 2027 that can still be changed."""
    here = window.session.sammanhang
    assert here is not None
    window.session.write(lambda register: new_plan(register, NyPlan(2027, here.namnd_id, forlaga=here.plan_id)))
    window.wait()


def test_a_decided_scale_is_locked_and_says_why(window: Window) -> None:
    page = window.settings(RiskskalaPage)
    assert page.sannolikhet.steps.isReadOnly()
    assert all(field.isReadOnly() for field in page.sannolikhet.fields)
    assert not page.save.isEnabled()
    assert any("Planen för 2026 är beslutad" in one for one in texts(page))


def test_the_preview_follows_and_the_scale_is_saved(window: Window) -> None:
    draft(window)
    page = window.settings(RiskskalaPage)
    assert page.moves.toPlainText() == "Ingen risk byter riskvärde eller band."
    page.konsekvens.steps.setValue(5)
    assert page.moves.toPlainText() != "Ingen risk byter riskvärde eller band."
    assert (page.after.rowCount(), page.after.columnCount(), page.before.columnCount()) == (4, 5, 4)
    page.konsekvens.fields[4].setText("Katastrofal")
    page.save.click()
    window.wait()
    (saved,) = window.find("riskskala", plan_id=plan_of(window))
    assert "Katastrofal" in saved["konsekvens"]
    assert not page.save.isEnabled()


def test_a_scale_that_leaves_risks_outside_is_refused_and_kept_in_the_fields(window: Window) -> None:
    draft(window)
    page, before = window.settings(RiskskalaPage), window.state()
    page.show_scale(resized(whole(STANDARDSKALA), 3, 3))
    assert "som inte finns på skalan 3 × 3" in page.moves.toPlainText()
    page.save.click()
    window.wait()
    assert "Bedöm om innan skalan görs mindre" in page.errors.accessibleDescription()
    assert len(page.scale().sannolikhet) == 3
    assert window.state() == before


def test_enter_in_a_field_presses_no_button(window: Window) -> None:
    draft(window)
    page = window.settings(RiskskalaPage)
    bands = page.scale().band
    QTest.keyClick(page.bands.rows[0][1], Qt.Key.Key_Return)
    QTest.keyClick(page.sannolikhet.fields[0], Qt.Key.Key_Return)
    assert page.scale().band == bands
    assert page.window().isVisible()


def test_what_is_wrong_with_a_scale_is_said_as_it_is_typed(window: Window) -> None:
    draft(window)
    page = window.settings(RiskskalaPage)
    page.bands.rows[0][1].setText("")
    assert "saknar namn" in page.moves.toPlainText()
    assert not page.save.isEnabled()
    page.reset.click()
    cell(page.cells.table, 0, 0).setText("7")
    assert page.scale().celler[0].varde == 7
    cell(page.cells.table, 0, 0).setText("sju")
    assert "är inget helt tal" in page.moves.toPlainText()
    page.standard.click()
    bands = page.scale().band
    page.bands.add.click()
    assert len(page.scale().band) == len(bands) + 1
    assert replace(page.scale(), band=bands) == whole(STANDARDSKALA)


# --- texter, lagrum, utseende ---------------------------------------------------------------------------------------


def test_a_template_is_saved_when_it_is_left(window: Window) -> None:
    page = window.settings(TexterPage)
    page.choose(Tillfalletyp.HELAR, Textdel.STRUKTUR)
    page.text.insertPlainText("Nämnden har ")
    page.insert.menu().actions()[3].trigger()
    page.commit()
    window.wait()
    (saved,) = window.find("textmall", tillfalle="helar", **{"del": "struktur"})
    assert saved["innehall"] == "Nämnden har {antal risker}"
    page.text.setPlainText("{antal katter}")
    page.commit()
    window.wait()
    assert "Fältet {antal katter} finns inte" in page.errors.accessibleDescription()
    assert page.text.toPlainText() == "{antal katter}"


def test_a_text_of_one_namnd_never_ends_in_another(window: Window) -> None:
    page = window.settings(TexterPage)
    own = plan_of(window)
    page.choose(Tillfalletyp.HELAR, Textdel.STRUKTUR)
    page.text.insertPlainText("Socialnämndens text")
    window.session.write(lambda register: new_plan(register, NyPlan(2026, namn="Tekniska nämnden")))
    window.wait()
    assert page.text.toPlainText() == ""
    (saved,) = window.find("textmall", tillfalle="helar", **{"del": "struktur"})
    (plan,) = window.find("plan", id=own)
    assert (saved["innehall"], saved["namnd_id"]) == ("Socialnämndens text", plan["namnd_id"])


def test_a_text_is_saved_when_the_settings_are_closed(window: Window) -> None:
    page = window.settings(TexterPage)
    page.choose(Tillfalletyp.HELAR, Textdel.STRUKTUR)
    page.text.insertPlainText("Klar text")
    page.window().close()
    window.wait()
    assert [one["innehall"] for one in window.find("textmall", **{"del": "struktur", "tillfalle": "helar"})] == [
        "Klar text"
    ]


def test_a_law_reference_is_added_checked_and_given_a_new_wording(window: Window) -> None:
    page = window.settings(LagrumPage)
    dialog = window.dialog(LagrumForm, page.new.click)
    for row, text in zip(dialog.rows, ("1 kap. 1 § AL", "Arbetsmiljö", "2026-01-01"), strict=False):
        row.editor.set_text(text)
    window.accept(dialog)
    one = page.chosen()
    assert one is not None
    assert one.varden["rubrik"] == "Arbetsmiljö"
    change = window.dialog(LagrumForm, page.change.click)
    change.rows[-1].editor.set_text("ja")
    window.accept(change)
    renew = window.dialog(NewWording, page.renew.click)
    renew.rows[0].editor.set_text("2027-01-01")
    window.accept(renew)
    old, new = window.find("lagrum", beteckning="1 kap. 1 § AL")
    assert (old["kontrollerad"], str(old["galler_till"]), new["kontrollerad"]) == (1, "2026-12-31", 0)


def test_a_law_reference_in_use_says_what_to_do(window: Window) -> None:
    page = window.settings(LagrumPage)
    used = next(row for row, one in enumerate(page._rows) if one.anvands)
    page.table.setCurrentCell(used, 0)
    page.remove.click()
    window.wait()
    assert "Gäller till" in page.errors.accessibleDescription()


def test_the_look_is_chosen_and_taken_back(window: Window, tmp_path: Path) -> None:
    page = window.settings(UtseendePage)
    page.farg.setText("7A1F1F")
    page.marginal.setValue(20)
    page.save.click()
    window.wait()
    (saved,) = window.find("utseende")
    assert (saved["farg"], saved["marginal_mm"]) == ("7A1F1F", 20)
    page.typsnitt.line.setText(str(tmp_path / "bara-ett.ttf"))
    page.save.click()
    window.wait()
    assert "Välj båda typsnitten" in page.errors.accessibleDescription()
    page.reset.click()
    window.wait()
    assert window.find("utseende") == []
    window.session.undo()
    window.wait()
    assert page.farg.text() == "7A1F1F"


def test_a_colour_too_light_to_read_is_refused(window: Window) -> None:
    page = window.settings(UtseendePage)
    page.farg.setText("FFFF00")
    page.save.click()
    window.wait()
    assert "för ljus för rubriker" in page.errors.accessibleDescription()
    assert page.farg.text() == "FFFF00"
    assert window.find("utseende") == []


# --- all of it ------------------------------------------------------------------------------------------------------


def test_the_settings_follow_the_plan_that_is_chosen(window: Window) -> None:
    page = window.settings(RiskskalaPage)
    assert not page.save.isEnabled()
    draft(window)
    assert page.sannolikhet.steps.isEnabled()


@pytest.mark.parametrize("section", SECTIONS, ids=lambda one: one.title)
def test_every_control_has_a_name_and_room(window: Window, section: Section) -> None:
    window.shell.actions.settings.trigger()
    (dialog,) = window.window.findChildren(SettingsDialog)
    row = SECTIONS.index(section)
    dialog.sections.setCurrentRow(row)
    window.wait()
    QApplication.processEvents()  # what has come is laid out
    page = dialog.page(row)
    assert faults(page) == []


def cell(table: QTableWidget, row: int, column: int) -> QTableWidgetItem:
    found = table.item(row, column)
    assert found is not None
    return found


def texts(page: QWidget) -> list[str]:
    return [one.text() for one in page.findChildren(QWidget) if hasattr(one, "text") and one.isVisible()]

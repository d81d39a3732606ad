"""Planning egenkontroller in the window: templates, fields, units, pauses, takeovers and the year's tillfällen."""

from collections.abc import Iterator
from datetime import date
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from internkontroll.db.models import egenkontroll_enhet, plan, utfall
from internkontroll.db.session import Register
from internkontroll.domain.words import Planstatus
from internkontroll.services.egenkontroll import pause_unit
from internkontroll.ui.pages.egenkontroller import LIST, MAP, EgenkontrollerPage
from internkontroll.ui.pages.planering_mallar import TemplateDialog
from internkontroll.ui.pages.planering_skapa import GenerateDialog
from internkontroll.ui.records.egenkontroll_panel import EgenkontrollPanel
from internkontroll.ui.records.enheter_dialog import TakeOver, UnitPart
from internkontroll.ui.records.uppehall import EndPause, PauseDialog
from internkontroll.ui.session import Session
from internkontroll.ui.settings import Settings
from internkontroll.ui.settings_pages.organisation import OrganisationPage
from internkontroll.ui.widgets.editors import ChoiceEditor
from internkontroll.ui.widgets.field_row import FieldRow
from tests.services.edits import events, find, row
from tests.services.sammanhangen import change
from tests.ui.conftest import TODAY, wait_idle

D = TypeVar("D", bound=QDialog)


class Planner:
    """The page as the window keeps it, and the register behind it."""

    def __init__(self, qtbot: QtBot, session: Session, settings: Settings) -> None:
        self.qtbot, self.session = qtbot, session
        assert session.path is not None
        self.register = Register(session.path, "prov")
        self.page = EgenkontrollerPage(session, settings)
        qtbot.addWidget(self.page)
        session.changed.connect(lambda saved: self.page.refresh(saved.tabeller))
        self.page.resize(1300, 900)
        self.page.show()
        self.page.refresh()
        self.wait()

    @property
    def panel(self) -> EgenkontrollPanel:
        panel = self.page.side.record
        assert isinstance(panel, EgenkontrollPanel)
        return panel

    @property
    def remark(self) -> str:
        return self.page.plan.remark.text()

    def wait(self) -> None:
        wait_idle(self.qtbot, self.session)

    def dialog(self, kind: type[D]) -> D:
        self.wait()
        return next(one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible())

    def accept(self, dialog: QDialog) -> None:
        dialog.accept()
        self.wait()

    def generate(self) -> None:
        self.page.plan.generate.click()
        self.accept(self.dialog(GenerateDialog))

    def open(self, place: int = 0) -> int:
        """Open an egenkontroll of the list; its id."""
        self.page.view.selectRow(place)
        self.wait()
        self.page.split.open_side()
        assert self.panel.shown is not None
        return self.panel.shown[1]

    def field(self, column: str) -> FieldRow:
        name = ("egenkontroll", column)
        return next(form.rows[name] for form in self.panel.forms if name in form.rows)

    def write(self, column: str, text: str) -> FieldRow:
        field = self.field(column)
        field.editor.set_text(text)
        field.commit()
        self.wait()
        return field

    def links(self, egenkontroll: int) -> list[dict[str, Any]]:
        return find(self.register, "egenkontroll_enhet", egenkontroll_id=egenkontroll)


@pytest.fixture
def planner(qtbot: QtBot, session: Session, settings: Settings) -> Iterator[Planner]:
    yield Planner(qtbot, session, settings)


# --- templates --------------------------------------------------------------------------------------------------------


def test_a_template_is_read_before_it_becomes_an_egenkontroll(planner: Planner) -> None:
    planner.page.tabs.setCurrentIndex(MAP)
    planner.page.plan.template.click()
    dialog = planner.dialog(TemplateDialog)
    assert dialog.list.count() == 10
    assert dialog.list.hasFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_End)
    assert "Dokumentation av barnets bästa" in dialog.preview.toPlainText()
    assert "frågor" in dialog.preview.toPlainText()
    assert "Månader: 4, 10" in dialog.preview.toPlainText()
    dialog.unit.editor.set_text(str(find(planner.register, "enhet")[0]["id"]))
    dialog.all_under.editor.set_text("ja")
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    planner.wait()
    made = find(planner.register, "egenkontroll")[-1]
    assert (made["namn"], made["manader"]) == ("Dokumentation av barnets bästa", "4, 10")
    assert planner.page.tabs.currentIndex() == LIST
    assert planner.panel.shown == ("egenkontroll", made["id"])
    (link,) = planner.links(made["id"])
    assert link["alla_under"] == 1
    asked = find(planner.register, "kontrollpunkt", egenkontroll_id=made["id"])
    assert planner.panel.tabs.tabText(1) == f"Kontrollpunkter {len(asked)}"
    planner.session.undo()
    planner.wait()
    assert find(planner.register, "egenkontroll", id=made["id"]) == []


def test_a_template_in_a_closed_plan_is_refused_in_the_dialog(planner: Planner) -> None:
    assert planner.session.sammanhang is not None
    change(planner.register, plan, plan.c.id == planner.session.sammanhang.plan_id, status=Planstatus.AVSLUTAD)
    before = find(planner.register, "egenkontroll")
    planner.page.plan.template.click()
    dialog = planner.dialog(TemplateDialog)
    planner.accept(dialog)
    assert dialog.isVisible()
    assert dialog.error
    assert find(planner.register, "egenkontroll") == before
    dialog.reject()


# --- the fields of a plan ---------------------------------------------------------------------------------------------


def test_months_days_and_area_are_planned_in_the_record(planner: Planner) -> None:
    post = planner.open()
    planner.write("manader", "9 3")
    planner.write("omrade", "Barn och unga")
    planner.write("fran", "2026-02-01")
    saved = row(planner.register, "egenkontroll", post)
    assert (saved["manader"], saved["omrade"], saved["fran"]) == ("3, 9", "Barn och unga", date(2026, 2, 1))


@pytest.mark.parametrize(
    ("column", "text", "said"),
    [
        ("manader", "3, 13", "1 till 12"),
        ("till", "2026-01-01", "före Från och med"),
        ("dagar_efter", "400", "366"),
        ("fran", "i vår", "är inte ett datum"),
    ],
)
def test_what_cannot_be_planned_is_said_beside_its_field(planner: Planner, column: str, text: str, said: str) -> None:
    post = planner.open()
    planner.write("fran", "2026-02-01")
    before = row(planner.register, "egenkontroll", post)
    field = planner.write(column, text)
    assert said in field.error
    assert field.editor.text() == text
    assert row(planner.register, "egenkontroll", post) == before


# --- the year's tillfällen --------------------------------------------------------------------------------------------


def test_the_year_is_shown_before_it_is_made_and_undone_in_one_step(planner: Planner) -> None:
    lacking = [
        one for one in find(planner.register, "utfall") if one["period"] > date(2026, 10, 31) and not one["datum"]
    ]
    with planner.register.write("Hösten är inte planerad") as writer:
        writer.delete(utfall, lacking)
    planner.page.refresh()
    planner.wait()
    before, known = find(planner.register, "utfall"), events(planner.register)
    assert "nya" in planner.remark
    planner.page.plan.generate.click()
    dialog = planner.dialog(GenerateDialog)
    new = sum(int(line[1]) for line in dialog.table.texts())
    assert new == len(lacking)
    assert f"{new} nya" in planner.remark
    assert find(planner.register, "utfall") == before
    planner.accept(dialog)
    assert len(find(planner.register, "utfall")) == len(before) + new
    assert events(planner.register) == known + 1
    assert planner.remark == ""
    planner.session.undo()
    planner.wait()
    assert find(planner.register, "utfall") == before
    assert f"{new} nya" in planner.remark


def test_when_there_is_nothing_to_make_there_is_no_button_for_it(planner: Planner) -> None:
    planner.generate()
    planner.page.plan.generate.click()
    dialog = planner.dialog(GenerateDialog)
    assert not dialog.accept_button.isVisible()
    assert not dialog.table.isVisible()
    dialog.reject()


def test_a_change_of_the_plan_is_remarked_on_and_what_is_written_stays(planner: Planner) -> None:
    planner.generate()
    post = planner.open()
    done = [one["id"] for one in find(planner.register, "utfall", egenkontroll_id=post) if one["datum"]]
    planner.write("frekvens", "år")
    assert planner.remark.startswith("Tillfällena stämmer inte med planen:")
    assert "står kvar, eftersom någon har skrivit i dem" in planner.remark
    planner.page.plan.generate.click()
    dialog = planner.dialog(GenerateDialog)
    (line,) = dialog.table.texts()
    assert int(line[4]) > 0
    planner.accept(dialog)
    assert planner.remark == ""
    left = {one["id"] for one in find(planner.register, "utfall", egenkontroll_id=post, borttagen=None)}
    assert left.issuperset(done)


def test_a_closed_plan_is_not_remarked_on(planner: Planner) -> None:
    assert planner.session.sammanhang is not None
    change(planner.register, plan, plan.c.id == planner.session.sammanhang.plan_id, status=Planstatus.AVSLUTAD)
    planner.page.refresh()
    planner.wait()
    assert planner.remark == ""
    planner.page.plan.generate.click()
    dialog = planner.dialog(GenerateDialog)
    planner.accept(dialog)
    assert dialog.error
    dialog.reject()


# --- units ------------------------------------------------------------------------------------------------------------


def test_all_under_a_unit_are_added_at_once(planner: Planner) -> None:
    post, enheter = planner.open(), planner.panel.enheter
    enheter.choice.box.setCurrentIndex(1)
    unit = int(enheter.choice.text())
    enheter.all_under.setChecked(True)
    enheter.add.click()
    planner.wait()
    assert planner.links(post)[-1]["alla_under"] == 1
    assert planner.links(post)[-1]["enhet_id"] == unit
    assert enheter.list.item(enheter.list.count() - 1).text().startswith("Alla under ")
    assert not enheter.all_under.isChecked()


def test_the_part_of_a_unit_is_changed(planner: Planner) -> None:
    post, enheter = planner.open(), planner.panel.enheter
    assert not enheter.change.isEnabled()
    enheter.list.setCurrentRow(0)
    enheter.change.click()
    dialog = planner.dialog(UnitPart)
    for place, text in ((1, "2026-05-02"), (2, "2026-05-01")):
        dialog.rows[place].editor.set_text(text)
    planner.accept(dialog)
    assert "Enheten kan inte lämna egenkontrollen före den dag då den börjar" in dialog.error
    dialog.rows[2].editor.set_text("2026-09-30")
    planner.accept(dialog)
    link = planner.links(post)[0]
    assert (link["fran"], link["till"], link["alla_under"]) == (date(2026, 5, 2), date(2026, 9, 30), 0)
    assert enheter.list.item(0).text().endswith(", från och med 2026-05-02, till och med 2026-09-30")
    assert enheter.list.currentRow() == 0


def offered(row: FieldRow) -> set[int]:
    assert isinstance(row.editor, ChoiceEditor)
    box = row.editor.box
    return {int(box.itemData(place)) for place in range(box.count()) if box.itemData(place)}


def test_a_unit_hands_over_to_another(planner: Planner) -> None:
    planner.generate()
    post, enheter = planner.open(), planner.panel.enheter
    first = planner.links(post)[0]["enhet_id"]
    done = find(planner.register, "utfall", egenkontroll_id=post, enhet_id=first, borttagen=None)
    enheter.list.setCurrentRow(0)
    enheter.hand_over.click()
    dialog = planner.dialog(TakeOver)
    planner.accept(dialog)
    assert dialog.heir.error  # nobody is chosen
    heir = min(offered(dialog.heir))
    assert heir not in {link["enhet_id"] for link in planner.links(post)}
    dialog.heir.editor.set_text(str(heir))
    dialog.day.editor.set_text("2026-09-01")
    planner.accept(dialog)
    assert planner.links(post)[0]["till"] == date(2026, 8, 31)
    assert planner.links(post)[-1]["enhet_id"] == heir
    after = {one["id"]: one for one in find(planner.register, "utfall", egenkontroll_id=post, borttagen=None)}
    for one in done:
        goes = one["period"] >= date(2026, 9, 1) and one["datum"] is None
        assert after[one["id"]]["enhet_id"] == (heir if goes else first)


def test_one_of_all_under_a_unit_hands_over_alone(planner: Planner) -> None:
    post, enheter = planner.open(), planner.panel.enheter
    links = planner.links(post)
    first, second = (link["enhet_id"] for link in links[:2])
    above = find(planner.register, "enhet_version", enhet_id=first)[0]["overordnad_id"]
    with planner.register.write("Alla under") as writer:
        writer.delete(egenkontroll_enhet, links)
        values = {"enhet_id": above, "egenkontroll_id": post, "ordning": 1, "alla_under": 1}
        writer.insert(egenkontroll_enhet, values)
    pause_unit(planner.register, second, TODAY, TODAY, "Stängt i dag")
    planner.page.refresh()
    planner.open()
    enheter.list.setCurrentRow(0)
    enheter.hand_over.click()
    dialog = planner.dialog(TakeOver)
    titles = [row.falt.titel for row in dialog.rows]
    assert titles == ["Den enhet som lämnar över", "Den enhet som tar över", "Tar över den"]
    below = {one["enhet_id"] for one in find(planner.register, "enhet_version", overordnad_id=above)}
    leaving, coming = (offered(row) for row in dialog.rows[:2])
    assert {first, second} <= leaving <= below | {above}
    assert coming
    assert not coming & leaving
    heir = min(coming)
    dialog.rows[0].editor.set_text(str(first))
    dialog.heir.editor.set_text(str(heir))
    planner.accept(dialog)
    assert [link["enhet_id"] for link in planner.links(post)] == [above, first, heir]


def test_a_pause_comes_and_ends(planner: Planner) -> None:
    planner.generate()
    post, enheter = planner.open(), planner.panel.enheter
    unit = planner.links(post)[0]["enhet_id"]
    enheter.list.setCurrentRow(0)
    enheter.pause.click()
    dialog = planner.dialog(PauseDialog)
    assert dialog.nothing.isVisible()
    planner.accept(dialog)
    assert dialog.rows[3].error  # why
    for place, text in ((1, "2026-01-01"), (2, "2025-12-31"), (3, "Stängt för renovering")):
        dialog.rows[place].editor.set_text(text)
    planner.accept(dialog)
    assert "Uppehållet kan inte sluta före det börjar" in dialog.error
    dialog.rows[2].editor.set_text("")
    planner.accept(dialog)
    (pause,) = find(planner.register, "uppehall")
    assert (pause["enhet_id"], pause["till"], pause["skal"]) == (unit, None, "Stängt för renovering")
    assert planner.remark
    enheter.list.setCurrentRow(0)
    enheter.pause.click()
    dialog = planner.dialog(PauseDialog)
    assert dialog.table.texts() == [["2026-01-01", "tills vidare", "Stängt för renovering"]]
    dialog.end.click()
    ending = planner.dialog(EndPause)
    ending.last.editor.set_text("2025-12-01")
    planner.accept(ending)
    planner.wait()
    assert find(planner.register, "uppehall")[0]["borttagen"]
    assert dialog.nothing.isVisible()
    assert planner.remark == ""
    dialog.reject()


def test_a_pause_is_found_at_the_organisation_too(qtbot: QtBot, session: Session) -> None:
    page = OrganisationPage(session)
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    wait_idle(qtbot, session)
    page.tree.setCurrentIndex(page.model.index(0, 0, page.model.index(0, 0)))
    node = page.chosen()
    assert node is not None
    page.pause.click()
    wait_idle(qtbot, session)
    dialog = next(one for one in page.findChildren(PauseDialog) if one.isVisible())
    assert dialog.unit.editor.text() == str(node.id)
    dialog.rows[3].editor.set_text("Stängt i juli")
    dialog.accept()
    wait_idle(qtbot, session)
    assert session.path is not None
    (pause,) = find(Register(session.path, "prov"), "uppehall")
    assert pause["enhet_id"] == node.id

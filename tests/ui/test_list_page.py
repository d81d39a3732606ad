"""A page that is a list with a record beside it, on the example register."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.services.sidor import Sida, Urval, columns
from internkontroll.ui.models import list_feed
from internkontroll.ui.pages.atgarder import AtgarderPage
from internkontroll.ui.pages.egenkontroller import EgenkontrollerPage
from internkontroll.ui.pages.granskningar import GranskningarPage
from internkontroll.ui.pages.handelselogg import HandelseloggPage
from internkontroll.ui.pages.insyn import InsynPage
from internkontroll.ui.pages.kontroller import KontrollerPage
from internkontroll.ui.pages.list_page import ListPage
from internkontroll.ui.pages.papperskorg import PapperskorgPage
from internkontroll.ui.pages.risker import RiskerPage
from internkontroll.ui.records.record_panel import RecordPanel
from internkontroll.ui.session import Session
from internkontroll.ui.settings import Settings
from internkontroll.ui.target import Target
from tests.ui.conftest import wait_idle
from tests.ui.list_rows import NotedPanel

Key = Qt.Key
PAGES = (
    *(RiskerPage, AtgarderPage, EgenkontrollerPage, KontrollerPage),
    *(GranskningarPage, InsynPage, HandelseloggPage, PapperskorgPage),
)


class Window:
    """A page in a window of its own, which refreshes it after writes as the real one does."""

    def __init__(self, qtbot: QtBot, session: Session, page: ListPage) -> None:
        self.qtbot = qtbot
        self.session = session
        self.page = page
        qtbot.addWidget(page)
        session.changed.connect(lambda saved: page.refresh(saved.tabeller))
        page.resize(1200, 700)
        with qtbot.waitExposed(page):
            page.show()
        page.refresh()
        self.wait()

    def wait(self) -> None:
        wait_idle(self.qtbot, self.session)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.page.view.setFocus()
        QTest.keyClick(self.page.view, key, modifier)
        self.wait()

    @property
    def ids(self) -> list[int]:
        return [line.id for line in self.page.model.lines if not isinstance(line, str)]

    @property
    def noted(self) -> NotedPanel:
        panel = self.page.side.record
        assert isinstance(panel, NotedPanel)
        return panel


@pytest.fixture(autouse=True)
def noted_panels(monkeypatch: pytest.MonkeyPatch) -> None:
    """The panels have tests of their own; here it is enough to know what they were told."""

    def make_record(page: ListPage) -> RecordPanel:
        return NotedPanel(page.session)

    monkeypatch.setattr(ListPage, "make_record", make_record)


@pytest.fixture
def risks(qtbot: QtBot, session: Session, settings: Settings) -> Window:
    return Window(qtbot, session, RiskerPage(session, settings))


@pytest.mark.parametrize("page", PAGES)
def test_every_page_shows_its_records_or_says_what_belongs_there(
    qtbot: QtBot, session: Session, settings: Settings, page: type[ListPage]
) -> None:
    window = Window(qtbot, session, page(session, settings))
    shown = window.page.stack.currentWidget()
    assert shown is (window.page.view if window.ids else window.page.empty_state)
    assert window.page.head.count.text().startswith("Visar alla") == bool(window.ids)
    keys = [action.shortcut().toString() for action in window.page.actions() if not action.shortcut().isEmpty()]
    assert len(keys) == len(set(keys))


def test_the_list_is_there_before_the_panel_for_its_records(qtbot: QtBot, session: Session, settings: Settings) -> None:
    page, panels = RiskerPage(session, settings), []
    page.feed.shown.connect(lambda: panels.append(len(page.side.findChildren(NotedPanel))))
    window = Window(qtbot, session, page)
    page.commit()
    assert window.ids
    assert panels[0] == 0
    qtbot.waitUntil(lambda: len(page.side.findChildren(NotedPanel)) == 1)
    assert page.side.currentWidget() is window.noted
    assert window.noted.shown is None


def test_several_can_be_chosen_before_one_has_been(risks: Window) -> None:
    risks.page.view.selectAll()
    assert risks.page.side.shows_many
    risks.page.view.clearSelection()
    assert not risks.page.side.shows_many


def test_searching_narrows_the_list_and_says_so(risks: Window) -> None:
    everything = len(risks.ids)
    risks.page.head.search.setText("jäv")
    risks.wait()
    assert 0 < len(risks.ids) < everything
    assert risks.page.head.count.text() == f"Visar {len(risks.ids)} av {everything}"
    risks.page.head.clear.click()
    risks.wait()
    assert len(risks.ids) == everything
    assert risks.page.head.search.text() == ""


def test_nothing_found_offers_to_take_the_filters_away(risks: Window) -> None:
    everything = len(risks.ids)
    risks.page.head.search.setText("xyzzy")
    risks.wait()
    assert risks.page.stack.currentWidget() is risks.page.empty_state
    assert risks.page.empty_state.step.text() == "Rensa filtren"
    risks.page.empty_state.step.click()
    risks.wait()
    assert len(risks.ids) == everything
    assert risks.page.stack.currentWidget() is risks.page.view


def test_a_chip_filters_by_what_is_ticked(risks: Window) -> None:
    chips = risks.page.head.chips
    chips.chips["process"].click()
    risks.wait()
    popup = chips.popup
    assert popup is not None
    popup.list.item(0).setCheckState(Qt.CheckState.Checked)
    risks.wait()
    count = int(popup.list.item(0).text().rpartition("(")[2].rstrip(")"))
    popup.close()
    assert len(risks.ids) == count


def test_a_record_is_shown_as_the_keyboard_walks_and_enter_goes_to_its_field(risks: Window) -> None:
    risks.key(Key.Key_Home)
    risks.key(Key.Key_Down)
    assert risks.noted.told[-2:] == [("risk", risks.ids[0]), ("risk", risks.ids[1])]
    risks.key(Key.Key_Return)
    assert risks.noted.field.hasFocus()


def test_escape_goes_back_from_the_record_to_the_list(risks: Window) -> None:
    risks.key(Key.Key_Home)
    risks.key(Key.Key_Return)
    QTest.keyClick(risks.noted.field, Key.Key_Escape)
    assert risks.page.view.hasFocus()


def test_in_a_narrow_window_the_record_covers_the_list(risks: Window) -> None:
    risks.page.resize(500, 700)
    QApplication.processEvents()
    assert (risks.page.view.isVisible(), risks.noted.isVisible()) == (True, False)
    risks.key(Key.Key_Home)
    risks.key(Key.Key_Return)
    assert (risks.page.view.isVisible(), risks.noted.isVisible()) == (False, True)
    risks.page.split.back.click()
    assert (risks.page.view.isVisible(), risks.noted.isVisible()) == (True, False)
    risks.page.resize(1200, 700)
    QApplication.processEvents()
    assert (risks.page.view.isVisible(), risks.noted.isVisible()) == (True, True)


def test_several_selected_are_changed_in_one_step_that_is_undone_as_one(risks: Window) -> None:
    risks.page.view.select([("risk", post) for post in risks.ids[:3]])
    risks.wait()
    field = risks.page.side.bulk.rows["riskagare"]
    line = field.editor.focus
    assert isinstance(line, QLineEdit)
    line.setText("Enhetschef, prövning")
    field.commit()
    risks.wait()
    place = [kolumn.key for kolumn in columns(Sida.RISKER)].index("riskagare")

    def owners() -> list[object]:
        return [line.varden[place] for line in risks.page.model.lines[:3] if not isinstance(line, str)]

    assert owners() == ["Enhetschef, prövning"] * 3
    assert len(risks.page.view.selected_records()) == 3
    assert len(risks.session.history.undoable) == 1
    risks.session.undo()
    risks.wait()
    assert "Enhetschef, prövning" not in owners()


def test_statuses_are_set_for_several_atgarder(qtbot: QtBot, session: Session, settings: Settings) -> None:
    window = Window(qtbot, session, AtgarderPage(session, settings))
    window.page.view.select([("atgard", post) for post in window.ids[:4]])
    window.wait()
    window.page.side.bulk.rows["status"].edited.emit("status", "Blir klart i år")
    window.wait()
    place = [kolumn.key for kolumn in columns(Sida.ATGARDER)].index("status")
    said = [line.varden[place] for line in window.page.model.lines[:4] if not isinstance(line, str)]
    assert said == ["Blir klart i år"] * 4


def test_delete_throws_away_and_the_next_record_is_chosen(qtbot: QtBot, session: Session, settings: Settings) -> None:
    window = Window(qtbot, session, AtgarderPage(session, settings))
    gone, following = window.ids[1], window.ids[2]
    window.page.view.select([("atgard", gone)])
    window.key(Key.Key_Delete)
    assert gone not in window.ids
    assert [rad.id for rad in window.page.view.selected_records()] == [following]
    assert window.noted.told[-1] == ("atgard", following)
    session.undo()
    window.wait()
    assert gone in window.ids


def test_what_was_thrown_away_is_taken_back_in_the_papperskorg(
    qtbot: QtBot, session: Session, settings: Settings
) -> None:
    window = Window(qtbot, session, AtgarderPage(session, settings))
    gone = window.ids[0]
    window.page.view.select([("atgard", gone)])
    window.key(Key.Key_Delete)
    bin_ = Window(qtbot, session, PapperskorgPage(session, settings))
    assert gone in bin_.ids
    bin_.page.view.select([("atgard", gone)])
    bin_.key(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert gone not in bin_.ids
    assert gone in window.ids


def test_ctrl_d_makes_a_copy_and_shows_it(qtbot: QtBot, session: Session, settings: Settings) -> None:
    window = Window(qtbot, session, KontrollerPage(session, settings))
    before = window.ids
    window.page.view.select([("kontroll", before[0])])
    window.key(Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    made = set(window.ids) - set(before)
    assert len(made) == 1
    assert window.noted.told[-1] == ("kontroll", made.pop())
    assert window.noted.field.hasFocus()


def test_a_new_record_is_shown_even_if_a_filter_would_hide_it(
    qtbot: QtBot, session: Session, settings: Settings
) -> None:
    window = Window(qtbot, session, KontrollerPage(session, settings))
    window.page.head.search.setText("xyzzy")
    window.wait()
    window.page.head.new.click()
    window.wait()
    selected = window.page.view.selected_records()
    assert [rad.tabell for rad in selected] == ["kontroll"]
    assert window.page.head.search.text() == ""
    assert window.noted.field.hasFocus()


@pytest.mark.parametrize("way", ["new", "duplicate"])
def test_a_risk_in_a_decided_plan_needs_a_reason_first(risks: Window, way: str) -> None:
    before = risks.ids
    if way == "new":
        risks.page.head.new.click()
        risks.wait()
    else:
        risks.page.view.select([("risk", before[0])])
        risks.key(Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    field = popup.findChild(QLineEdit)
    assert field is not None
    field.setText("Uppmärksammad vid skyddsronden i mars.")
    field.returnPressed.emit()
    risks.wait()
    assert len(risks.ids) == len(before) + 1


def test_copying_puts_the_selected_records_with_their_headers_on_the_clipboard(risks: Window) -> None:
    risks.page.view.select([("risk", post) for post in risks.ids[:2]])
    risks.key(Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    text = QGuiApplication.clipboard().text().splitlines()
    assert text[0].split("\t")[:3] == ["Nr", "Process", "Risk"]
    assert len(text) == 3


def test_all_are_selected_also_those_that_havent_been_fetched(risks: Window) -> None:
    everything = risks.ids
    rows = [line for line in risks.page.model.lines if not isinstance(line, str)][:4]
    risks.page.model.show_records(rows, complete=False)
    risks.page.selection.select_all()
    risks.wait()
    assert list(risks.page.selection.by_table()["risk"]) == everything
    assert risks.page.side.shows_many


def test_a_view_that_is_higher_than_the_first_answer_fills_itself(
    risks: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = risks.ids
    first_answer = 2
    monkeypatch.setattr(list_feed, "SCREENFUL", first_answer)
    risks.page.head.search.setText("ris")
    risks.wait()
    risks.page.head.search.setText("")
    risks.qtbot.waitUntil(lambda: risks.ids == everything)
    assert len(everything) > first_answer
    assert risks.page.head.count.text() == f"Visar alla {len(everything)}"


def test_a_target_is_shown_without_the_filters_that_hide_it(risks: Window) -> None:
    wanted = risks.ids[-1]
    risks.page.head.search.setText("xyzzy")
    risks.wait()
    risks.page.show_target(Target("risker", "risk", wanted))
    risks.wait()
    assert [rad.id for rad in risks.page.view.selected_records()] == [wanted]


def test_a_target_can_say_which_records(risks: Window) -> None:
    everything = len(risks.ids)
    risks.page.show_target(Target("risker", urval=Urval(filter={"saknar_atgard": ()})))
    risks.wait()
    assert len(risks.ids) < everything
    assert risks.page.head.chips.chips["saknar_atgard"].is_set
    assert risks.page.view.hasFocus(), "it is a hit of the search, whose field had it"


def test_a_write_elsewhere_doesnt_read_the_list_anew(risks: Window) -> None:
    asked: list[bool] = []
    risks.page.feed.shown.connect(lambda: asked.append(True))
    risks.page.refresh(frozenset({"avtal"}))
    risks.wait()
    assert asked == []
    risks.page.refresh(frozenset({"risk"}))
    risks.wait()
    assert asked == [True]


def test_another_context_shows_no_record_of_the_old_one(risks: Window) -> None:
    risks.key(Key.Key_Home)
    old = risks.session.sammanhang
    assert old is not None
    other = Sammanhang(old.namnd_id, 0, old.ar + 1, old.tillfalle, None, old.idag)
    risks.session.choose(other)
    risks.page.refresh()
    risks.wait()
    assert risks.ids == []
    assert risks.noted.told[-1] == ("risk", None)


def test_sorting_groups_columns_and_widths_come_back_at_the_next_start(
    qtbot: QtBot, risks: Window, settings: Settings, register_file: Path
) -> None:
    risks.page.view.header.sort_chosen.emit("fore", True)
    risks.page.question.change(gruppera="process")
    risks.page.columns.choose(["beteckning", "process", "beskrivning", "fore"])
    risks.page.view.header.width_chosen.emit("beteckning", 11)
    risks.wait()
    risks.page.save_state()
    again = Window(qtbot, risks.session, RiskerPage(risks.session, settings))
    assert again.page.question.urval == Urval(sortera="fore", fallande=True, gruppera="process")
    # The process stands in the heads of the groups, so its column rests.
    assert [kolumn.key for kolumn in again.page.model.columns] == ["beteckning", "beskrivning", "fore"]
    width = again.page.view.columnWidth(0)
    assert width == risks.page.view.header._pixels(11)
    assert again.page.view.header.sortIndicatorSection() == 2


def test_a_saved_view_brings_back_what_was_shown(risks: Window) -> None:
    risks.page.question.change(filter={"saknar_atgard": ()}, sortera="fore", fallande=True)
    risks.page.columns.choose(["beskrivning", "fore"])
    risks.page.views.save("Utan åtgärd")
    risks.page.question.clear()
    risks.page.columns.choose(["beteckning"])
    risks.page.views.choose("Utan åtgärd")
    risks.wait()
    assert risks.page.question.urval == Urval(filter={"saknar_atgard": ()}, sortera="fore", fallande=True)
    assert [kolumn.key for kolumn in risks.page.model.columns] == ["beskrivning", "fore"]

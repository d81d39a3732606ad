"""The map, what is behind its cells and the reminders, looked at by the rules of WCAG that every page is held to."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from internkontroll.db.models import enhet_version
from internkontroll.db.session import Register
from internkontroll.ui.pages.egenkontroller import MAP, EgenkontrollerPage
from internkontroll.ui.pages.tackning_remind import RemindDialog
from internkontroll.ui.session import Session
from internkontroll.ui.settings import Settings
from internkontroll.ui.widgets.grid import CELL
from tests.export.xlsx_reader import read
from tests.services.sammanhangen import change
from tests.ui import walk
from tests.ui.conftest import wait_idle

RULES: tuple[walk.Rule, ...] = (walk.nameless, walk.small, walk.cut, walk.pale, walk.unseen_focus)


@pytest.fixture
def page(qtbot: QtBot, session: Session, settings: Settings) -> EgenkontrollerPage:
    page = EgenkontrollerPage(session, settings)
    qtbot.addWidget(page)
    page.resize(1024, 700)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.refresh()
    page.tabs.setCurrentIndex(MAP)
    wait_idle(qtbot, session)
    return page


def objections(root: QWidget) -> list[str]:
    QApplication.processEvents()
    return [said for rule in RULES for said in rule(root)]


@pytest.mark.parametrize("as_table", [False, True])
def test_the_map_and_the_table_with_what_is_behind_a_cell(
    qtbot: QtBot, page: EgenkontrollerPage, *, as_table: bool
) -> None:
    grid = page.tackning.grid
    nyckel, column = grid.model().index(0, 2).data(CELL).value
    page.tackning.show_cell(nyckel, column)
    wait_idle(qtbot, page.session)
    page.tackning.head.as_table.setChecked(as_table)
    assert page.tackning.side.table.isVisible()
    assert objections(page) == []


def test_what_is_shown_is_saved_as_excel(
    qtbot: QtBot, page: EgenkontrollerPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view, target = page.tackning, tmp_path / "täckning å.xlsx"
    view.head.rader.setCurrentText("Egenkontroll")
    view.head.only_missing.setChecked(True)
    wait_idle(qtbot, page.session)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target.with_suffix("")), ""))
    view.head.excel.click()
    wait_idle(qtbot, page.session)
    sheets = read(target.read_bytes())
    shown = [view.grid.verticalHeaderItem(row).text() for row in range(view.grid.rowCount())]
    assert sheets["Täckning"].column("Egenkontroll") == shown != []
    assert view.head.remind.accessibleName() == f"Påminn om {len(sheets['Saknas'].values)} som saknas…"
    assert view.head.said.text() == f"Sparat: {target}"
    assert objections(page) == []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    view.head.excel.click()
    assert [path.name for path in tmp_path.glob("*.xlsx")] == [target.name]


def test_a_cell_in_which_nothing_is_planned(qtbot: QtBot, page: EgenkontrollerPage) -> None:
    page.tackning.show_cell("4711", 2)
    wait_idle(qtbot, page.session)
    assert page.tackning.side.isVisible()
    assert objections(page) == []


def test_the_reminders(qtbot: QtBot, page: EgenkontrollerPage) -> None:
    assert page.session.path is not None
    long_name = enhet_version.c.id > 0
    change(Register(page.session.path, "prov"), enhet_version, long_name, chef="Åsa-Margareta Öberg-Lindström, tf")
    page.tackning.remind()
    wait_idle(qtbot, page.session)
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, RemindDialog))
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    assert objections(dialog) == []
    dialog.reject()


def test_tab_goes_as_the_eye_does(qtbot: QtBot, page: EgenkontrollerPage) -> None:
    page.tabs.setFocus()
    chain = [stop for stop in walk.tab_chain(page.tabs) if page.isAncestorOf(stop)]
    assert len(chain) >= 8
    assert [*walk.unordered(chain)] == []

"""Whose records "Mina" shows, and what is dragged to another group."""

from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from internkontroll.ui.pages.atgarder import AtgarderPage
from internkontroll.ui.pages.list_page import ListPage
from internkontroll.ui.session import Session
from internkontroll.ui.settings import Settings
from tests.ui.conftest import wait_idle

P = TypeVar("P", bound=ListPage)


@pytest.fixture
def page(qtbot: QtBot, session: Session, settings: Settings) -> AtgarderPage:
    return show(AtgarderPage(session, settings), qtbot)


def show(page: P, qtbot: QtBot) -> P:
    qtbot.addWidget(page)
    page.session.changed.connect(lambda saved: page.refresh(saved.tabeller))
    page.resize(1300, 700)
    with qtbot.waitActive(page):  # a popup is closed when its window becomes active after it
        page.show()
        page.activateWindow()
    page.refresh()
    wait_idle(qtbot, page.session)
    return page


def values(page: ListPage, key: str) -> list[object]:
    place = [kolumn.key for kolumn in page.model.columns].index(key)
    return [page.model.value(line, place) for line in page.model.lines if not isinstance(line, str)]


def test_mina_asks_who_one_is_and_remembers_it(
    page: AtgarderPage, qtbot: QtBot, session: Session, settings: Settings
) -> None:
    mine = page.head.chips.chips["mina"]
    mine.click()
    wait_idle(qtbot, session)
    popup = page.question.who
    assert popup is not None
    assert not mine.is_set
    me = popup.list.item(0).data(Qt.ItemDataRole.UserRole)
    popup.list.item(0).setCheckState(Qt.CheckState.Checked)
    popup.close()
    wait_idle(qtbot, session)
    assert set(values(page, "ansvarig")) == {me}
    assert mine.text() == f"Mina: {me}" or mine.text() == "Mina: 1 vald"
    mine.cleared.emit()
    wait_idle(qtbot, session)
    assert len(set(values(page, "ansvarig"))) > 1

    again = show(AtgarderPage(session, settings), qtbot)  # a new window of the same user
    again.head.chips.chips["mina"].click()
    wait_idle(qtbot, session)
    assert again.question.who is None
    assert set(values(again, "ansvarig")) == {me}


def test_who_one_is_on_one_page_stays_when_another_page_is_asked(
    page: AtgarderPage, qtbot: QtBot, session: Session, settings: Settings
) -> None:
    settings.set("listor/mina", ["Någon som bara äger risker"])
    page.question.ask_who()
    wait_idle(qtbot, session)
    popup = page.question.who
    assert popup is not None
    me = popup.list.item(0).data(Qt.ItemDataRole.UserRole)
    popup.list.item(0).setCheckState(Qt.CheckState.Checked)
    popup.close()
    assert settings.value("listor/mina", [""]) == ["Någon som bara äger risker", me]


def test_what_is_let_go_on_another_group_belongs_there(page: AtgarderPage, qtbot: QtBot, session: Session) -> None:
    page.question.change(gruppera="ansvarig")
    wait_idle(qtbot, session)
    heads = [row for row, line in enumerate(page.model.lines) if isinstance(line, str)]
    taken, target = page.model.record(heads[0] + 1), page.model.record(heads[1] + 1)
    assert taken is not None
    assert target is not None
    page.view.selectRow(heads[0] + 1)
    over = page.view.rowViewportPosition(heads[1]) + 1
    assert page.view.group_at(QPoint(5, over)) == target
    assert page.view.group_at(QPoint(5, page.view.rowViewportPosition(heads[0]) + 1)) is None  # its own
    page.view.moved.emit(target)
    wait_idle(qtbot, session)
    moved = next(line for line in page.model.lines if not isinstance(line, str) and line.id == taken.id)
    assert moved.grupp == target.grupp
    session.undo()
    wait_idle(qtbot, session)
    back = next(line for line in page.model.lines if not isinstance(line, str) and line.id == taken.id)
    assert back.grupp == taken.grupp

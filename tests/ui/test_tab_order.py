"""The order of Tab."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

import internkontroll
from internkontroll.ui.widgets.tab_order import tab_through


def card(name: str) -> QWidget:
    """A field that hands the focus on to what is written in, as the editors do, and a button."""
    made, editor = QWidget(), QWidget()
    for one, parts in ((editor, [QPlainTextEdit(editor)]), (made, [QLabel(name), editor, QPushButton(name)])):
        layout = QVBoxLayout(one)
        for part in parts:
            layout.addWidget(part)
    editor.setFocusProxy(editor.findChildren(QPlainTextEdit)[0])
    editor.findChildren(QPlainTextEdit)[0].setTabChangesFocus(True)
    editor.findChildren(QPlainTextEdit)[0].setObjectName(name)
    made.findChildren(QPushButton)[0].setObjectName(f"{name} bort")
    return made


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    """Three cards, made in another order than they stand in."""
    page = QWidget()
    qtbot.addWidget(page)
    made = {name: card(name) for name in ("tre", "ett", "två")}
    layout = QVBoxLayout(page)
    for name in ("ett", "två", "tre"):
        layout.addWidget(made[name])
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def cards(page: QWidget) -> list[QWidget]:
    layout = page.layout()
    assert layout is not None
    items = [layout.itemAt(place) for place in range(layout.count())]
    return [widget for item in items if item and (widget := item.widget())]


def test_tab_comes_to_the_cards_as_they_stand_and_back_the_same_way(page: QWidget) -> None:
    tab_through(cards(page))
    wanted = ["ett", "ett bort", "två", "två bort", "tre", "tre bort"]
    page.findChildren(QPlainTextEdit, "ett")[0].setFocus()
    for step, places in ((page.focusNextChild, wanted), (page.focusPreviousChild, [wanted[0], *wanted[:0:-1]])):
        for name in places:
            focus = page.window().focusWidget()
            assert focus is not None
            assert focus.objectName() == name
            step()


def test_nobody_asks_qt_for_its_chain() -> None:
    """PySide takes the answer, even a page, for a child of what was asked: when a card went the menus went with it."""
    files = Path(internkontroll.__file__).parent.rglob("*.py")
    asking = [str(file) for file in files if "InFocusChain(" in file.read_text(encoding="utf-8")]
    assert asking == []

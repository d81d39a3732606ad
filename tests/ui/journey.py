"""A person at the window: finds things by what they are called, and uses keys or the mouse, never a method.

`Keys` and `Mouse` have the same verbs, so that a journey is told once and made twice. Both work on the window
system's side of Qt: keys go to whatever has the focus, a click to whatever lies on top at its place.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QWheelEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPlainTextEdit,
    QScrollArea,
    QTabBar,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from bilder.window import settle
from internkontroll.app import begin
from internkontroll.db.session import Register
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.ui.main_window import MainWindow
from internkontroll.ui.pages.list_page import ListPage
from internkontroll.ui.settings import Settings
from internkontroll.ui.shell import Shell
from internkontroll.ui.widgets.list_view import ListView
from internkontroll.ui.widgets.nav import PAGES
from tests.ui.conftest import TODAY

W = TypeVar("W", bound=QWidget)
P = TypeVar("P", bound="Person")

SHIFT, NONE = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
MOST_TABS = 80
"""Nobody goes on for so long; what isn't reached by then counts as out of reach."""
PATIENCE_MS = 20_000


class Person:
    """What can be seen, and when the program is done. The verbs are those of `Keys` and `Mouse`."""

    def __init__(self, qtbot: QtBot, shell: Shell) -> None:
        self.qtbot = qtbot
        self.shell = shell
        self.steps = 0
        """Keys and clicks so far, letters of texts not counted."""
        self._windows: list[QWidget] = [shell.window]
        self._handles: dict[QWidget, QWindow] = {}
        self._kept: QWidget | None = None
        """A popup that Qt has made itself: what is inside it is out of Python's reach as soon as it is forgotten."""

    # --- what is seen ---------------------------------------------------------------------------------------------

    @property
    def front(self) -> QWidget:
        """The popup, dialog or window that is worked in."""
        found = QApplication.activePopupWidget() or QApplication.activeModalWidget() or QApplication.activeWindow()
        assert found is not None
        return found

    @property
    def focus(self) -> QWidget:
        """Who gets the keys."""
        popup = self._kept = QApplication.activePopupWidget()
        found = popup.focusWidget() or popup if popup is not None else QApplication.focusWidget()  # type: ignore[truthy-bool]  # it may be None
        assert found is not None, "nothing has the focus"
        return found

    @property
    def said(self) -> str:
        """What the bar above the page says, if it is there."""
        return self.shell.errors.accessibleDescription() if self.shell.errors.isVisible() else ""

    @property
    def state(self) -> str:
        """What the context bar says of the plan."""
        bar = self.shell.context_bar
        return " ".join(label.text() for label in bar.findChildren(QLabel) if label.isVisible())

    @property
    def here(self) -> Sammanhang:
        assert self.shell.session.sammanhang is not None
        return self.shell.session.sammanhang

    def see(self, name: str, kind: type[W]) -> W:
        """The first thing in front that is called so and isn't hidden."""
        found = self.all_called(name, kind)
        assert found, f"{name} can't be seen"
        return found[0]

    def all_called(self, name: str, kind: type[W]) -> list[W]:
        return [one for one in self.front.findChildren(kind) if one.isVisible() and name_of(one) == name]

    def reads(self, text: str) -> bool:
        """Whether the text stands somewhere in front."""
        return any(text in label.text() for label in self.front.findChildren(QLabel) if label.isVisible())

    def count_rows(self, name: str) -> int:
        return self.see(name, QAbstractItemView).model().rowCount()

    # --- when -----------------------------------------------------------------------------------------------------

    def settle(self) -> None:
        """Until all that was asked has been answered, shown and laid out, the printed pages too."""
        settle(self.shell)
        self._manage_windows()

    def until(self, is_so: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(is_so, timeout=PATIENCE_MS)

    def _manage_windows(self) -> None:
        """When a dialog goes, the window behind it is in front again: a window manager's work, which isn't here."""
        self._windows = [one for one in self._windows if isValid(one) and one.isVisible()]
        front = QApplication.activeWindow()
        if (front is None or not front.isVisible()) and self._windows:
            front = self._windows[-1]
            with self.qtbot.waitActive(front):
                front.activateWindow()
        if front is not None and front not in self._windows and QApplication.activePopupWidget() is None:
            self._windows.append(front)

    def write(self, text: str) -> None:
        """Letters to whatever has the focus; QTest's own end the program at those that aren't ASCII."""
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                key = Qt.Key.Key_Return if letter == "\n" else 0
                QApplication.sendEvent(self.focus, QKeyEvent(kind, key, NONE, letter))
        self.settle()


class Keys(Person):
    """By keyboard only."""

    def key(self, keys: str) -> None:
        """One stroke, written as in the menus: "Ctrl+K"."""
        self.steps += 1
        combination = QKeySequence(keys)[0]  # type: ignore[index]  # PySide doesn't say so
        QTest.keyClick(self.focus, combination.key(), combination.keyboardModifiers())
        self.settle()

    def go_to(self, name: str) -> QWidget:
        """Tab until the thing with that name has the focus."""
        passed = []
        for _ in range(MOST_TABS):
            if name_of(self.focus) == name:
                return self.focus
            passed.append(name_of(self.focus))
            self.key("Tab")
        raise AssertionError(f"{name} isn't reached by Tab; passed {passed}")

    def page(self, title: str) -> None:
        """Go to a page."""
        number = [entry.title for entry in PAGES].index(title) + 1
        self.key(f"Ctrl+{number % 10}")

    def command(self, menu: str, text: str) -> None:
        """By its shortcut, or by the letters of the menu where it has none."""
        action = next(one for one in _menu(self.shell, menu).actions() if _plain(one.text()) == text)
        assert action.isEnabled(), f"{text} can't be done now"
        if not action.shortcut().isEmpty():
            self.key(action.shortcut().toString())
            return
        for title in (_menu(self.shell, menu).title(), action.text()):
            mnemonic = QKeySequence.mnemonic(title).toString()
            assert mnemonic, f"{title} has no letter"
            self.key(mnemonic if title != action.text() else mnemonic.removeprefix("Alt+"))

    def press(self, name: str) -> None:
        """A button, or a tick."""
        self.go_to(name)
        self.key("Space")

    def fill(self, name: str, text: str) -> None:
        """Write in a field, instead of what stands there."""
        self.go_to(name)
        self.key("Ctrl+A")
        self.write(text)

    def leave(self) -> None:
        """Be done with the field."""
        self.key("Tab")

    def choose(self, name: str, words: str) -> None:
        """Take one of a box's choices."""
        box = self.go_to(name)
        assert isinstance(box, QComboBox)
        self.key("Alt+Down")
        self.key("Home")
        for _ in range(box.count()):
            if box.view().currentIndex().data() == words:
                self.key("Return")
                return
            self.key("Down")
        raise AssertionError(f"{words} isn't offered by {name}")

    def tab(self, title: str) -> None:
        bar = self.focus
        for _ in range(MOST_TABS):
            bar = self.focus
            if isinstance(bar, QTabBar):
                break
            self.key("Tab")
        assert isinstance(bar, QTabBar)
        for _ in range(bar.count()):
            if bar.tabText(bar.currentIndex()).startswith(title):
                return
            self.key("Right")
        if not bar.tabText(bar.currentIndex()).startswith(title):
            while bar.currentIndex():
                self.key("Left")
            self.tab(title)

    def open(self, name: str, text: str) -> None:
        """The row of a list that has this text."""
        self._walk(name, row_with(self.see(name, QAbstractItemView), text))
        self.key("Return")

    def select(self, name: str, first: int, last: int) -> None:
        """The rows of a list from one to another, counted from 0."""
        self._walk(name, first)
        for _ in range(last - first):
            self.key("Shift+Down")

    def _walk(self, name: str, row: int) -> None:
        view = self.go_to(name)
        assert isinstance(view, QAbstractItemView)
        self.key("Home")
        while view.currentIndex().row() < row:
            self.key("Down")
        assert view.currentIndex().row() == row


class Mouse(Person):
    """By mouse only, but for the letters of texts."""

    def click(self, widget: QWidget, place: QPoint | None = None, keys: Qt.KeyboardModifier = NONE) -> None:
        """Where it can be seen and lies on top; what is scrolled away is scrolled to by the wheel."""
        self.steps += 1
        window, at = self._on_window(widget, place)
        QTest.mouseClick(window, Qt.MouseButton.LeftButton, keys, at)
        self.settle()

    def page(self, title: str) -> None:
        self.open("Sidor", title)

    def command(self, menu: str, text: str) -> None:
        bar, below = self.shell.window.menuBar(), _menu(self.shell, menu)
        self.click(bar, bar.actionGeometry(below.menuAction()).center())
        action = next(one for one in below.actions() if _plain(one.text()) == text)
        assert action.isEnabled(), f"{text} can't be done now"
        self.click(below, below.actionGeometry(action).center())

    def press(self, name: str) -> None:
        self.click(self.see(name, QAbstractButton))

    def fill(self, name: str, text: str) -> None:
        """Click, and write over what stands there; marking it is a part of writing."""
        self.click(self.see(name, QLineEdit) if self.all_called(name, QLineEdit) else self.see(name, QPlainTextEdit))
        QTest.keyClick(self.focus, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.write(text)

    def leave(self) -> None:
        """A click into the search at the top."""
        self.click(self.shell.search)

    def choose(self, name: str, words: str) -> None:
        box = self.see(name, QComboBox)
        self.click(box)
        self._click_row(box.view(), row_with(box.view(), words))

    def tab(self, title: str) -> None:
        bar = next(one for one in self.front.findChildren(QTabBar) if one.isVisible())
        place = next(number for number in range(bar.count()) if bar.tabText(number).startswith(title))
        self.click(bar, bar.tabRect(place).center())

    def open(self, name: str, text: str) -> None:
        view = self.see(name, QAbstractItemView)
        self._click_row(view, row_with(view, text))

    def select(self, name: str, first: int, last: int) -> None:
        view = self.see(name, QAbstractItemView)
        self._click_row(view, first)
        self._click_row(view, last, SHIFT)

    def _click_row(self, view: QAbstractItemView, row: int, keys: Qt.KeyboardModifier = NONE) -> None:
        index = view.model().index(row, 0)
        self._wheel(view.viewport(), lambda: view.viewport().rect().contains(view.visualRect(index).center()))
        self.click(view.viewport(), view.visualRect(index).center(), keys)

    def _on_window(self, widget: QWidget, place: QPoint | None) -> tuple[QWindow, QPoint]:
        """The system's window and the place in it to click on."""
        inside = widget.rect().center() if place is None else place
        area: QWidget | None = widget
        while area is not None and not isinstance(area, QScrollArea):
            area = None if area.isWindow() else area.parentWidget()
        if isinstance(area, QScrollArea):
            port = area.viewport()
            self._wheel(port, lambda: port.rect().contains(widget.mapTo(port, inside)))
        window = widget.window()
        at = widget.mapTo(window, inside)
        top = window.childAt(at) or window
        assert top is widget or widget.isAncestorOf(top), f"{name_of(widget)} lies below {name_of(top)}"
        assert widget.isEnabled(), f"{name_of(widget)} can't be used now"
        # Qt itself leads what happens over a popup there; Python would lose the popup's own window too easily.
        behind = self._windows[-1]
        handle = self._handles.setdefault(behind, behind.windowHandle())
        return handle, behind.mapFromGlobal(window.mapToGlobal(at))

    def _wheel(self, viewport: QWidget, is_seen: Callable[[], bool]) -> None:
        for angle in [-120] * 60 + [120] * 120:
            if is_seen():
                return
            self.steps += 1
            middle = QPointF(viewport.rect().center())
            scroll = Qt.ScrollPhase.NoScrollPhase
            buttons, turn = Qt.MouseButton.NoButton, QPoint(0, angle)
            event = QWheelEvent(middle, viewport.mapToGlobal(middle), QPoint(), turn, buttons, NONE, scroll, False)
            QApplication.sendEvent(viewport, event)
            QApplication.processEvents()
        raise AssertionError(f"can't be scrolled to in {name_of(viewport)}")


HANDS = (Keys, Mouse)


def start(qtbot: QtBot, settings: Settings, place: Path | None, hands: type[P], today: date = TODAY) -> P:
    """The whole program, as `app.main` starts it."""
    window = MainWindow(settings)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    shell = begin(window, place, today)
    person = hands(qtbot, shell)
    person.settle()
    return person


def list_page(person: Person) -> ListPage:
    """The page that is shown, which is one with a list."""
    page = person.shell.page
    assert isinstance(page, ListPage)
    return page


def register_of(person: Person) -> Register:
    """What the program has open, by another way."""
    assert person.shell.session.path is not None
    return Register(person.shell.session.path, "prov")


def name_of(widget: QWidget) -> str:
    """What a screen reader calls the widget."""
    own = widget.accessibleName()
    return own or (_plain(widget.text()) if isinstance(widget, QAbstractButton) else "")


def row_with(view: QAbstractItemView, text: str) -> int:
    """The first row of the list that has the text in one of its columns."""
    model = view.model()
    columns = model.columnCount() if isinstance(view, QTableView) else 1
    for row in range(model.rowCount()):
        cells = [model.index(row, column).data() for column in range(columns)]
        if any(text in str(cell) for cell in cells) and not (isinstance(view, QListView) and view.isRowHidden(row)):
            return row
    raise AssertionError(f"{text} doesn't stand in {name_of(view)}")


def listed(view: ListView) -> list[int]:
    """The ids that the list shows, from the top."""
    return [line.id for line in view.records.lines if not isinstance(line, str)]


def _menu(shell: Shell, title: str) -> QMenu:
    return next(menu for menu in shell.window.menus if _plain(menu.title()) == title)


def _plain(text: str) -> str:
    return text.replace("&", "")

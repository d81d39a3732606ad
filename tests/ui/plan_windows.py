"""What the tests of plans and settings share: the whole window, its dialogs, and the register behind it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from internkontroll.db.session import Register
from internkontroll.ui.main_window import MainWindow
from internkontroll.ui.session import Session
from internkontroll.ui.settings import Settings
from internkontroll.ui.settings_pages import SECTIONS
from internkontroll.ui.settings_pages.dialog import SettingsDialog
from internkontroll.ui.settings_pages.page import SettingsPage
from internkontroll.ui.shell import Shell
from internkontroll.ui.widgets.form_dialog import FormDialog
from tests.services.edits import State, find, state
from tests.ui.conftest import wait_idle

W = TypeVar("W", bound=QWidget)
D = TypeVar("D", bound=FormDialog)
P = TypeVar("P", bound=SettingsPage)


class Window:
    """The window on a register, as a test uses it."""

    def __init__(self, qtbot: QtBot, session: Session, settings: Settings) -> None:
        self._qtbot = qtbot
        self.window = MainWindow(settings)
        qtbot.addWidget(self.window)
        self.session = session
        self.shell = Shell(self.window, session)
        self.window.show()
        if session.path:
            session.opened.emit()
            session.context_changed.emit()
        else:
            self.shell.start(None)
        self.wait()

    def wait(self) -> None:
        """Until all that was asked of the register has been answered."""
        wait_idle(self._qtbot, self.session)

    @property
    def register(self) -> Register:
        assert self.session.path is not None
        return Register(Path(self.session.path), "prov")

    def state(self) -> State:
        return state(self.register)

    def find(self, tabell: str, **wanted: Any) -> list[dict[str, Any]]:
        return find(self.register, tabell, **wanted)

    def dialog(self, kind: type[D], ask: Callable[[], object]) -> D:
        """The dialog that comes when it is asked for."""
        ask()
        self.wait()
        (found,) = [one for one in self.window.findChildren(kind) if one.isVisible()]
        return found

    def accept(self, dialog: FormDialog) -> None:
        """Press the button that does it."""
        dialog.accept_button.click()
        self.wait()

    def settings(self, kind: type[P]) -> P:
        """The section of the settings, shown and filled."""
        self.shell.actions.settings.trigger()
        (dialog,) = self.window.findChildren(SettingsDialog)
        dialog.sections.setCurrentRow([one.page for one in SECTIONS].index(kind.__name__))
        self.wait()
        (page,) = dialog.findChildren(kind)
        return page


def faults(page: QWidget) -> list[str]:
    """Controls without a name, or lower than what can be hit."""
    controls = [one for one in page.findChildren(QWidget) if one.window() is page.window() and is_control(one)]
    assert controls
    nameless = [f"no name: {describe(one)}" for one in controls if not name_of(one)]
    return nameless + [f"low: {describe(one)}" for one in controls if one.isVisible() and one.height() < 24]


def is_control(widget: QWidget) -> bool:
    """What the keyboard stops at, without the inner parts of Qt's own widgets."""
    inner = widget.objectName().startswith("qt_") or type(widget).__name__ in ("QAbstractButton", "QTableCornerButton")
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and not inner


def name_of(widget: QWidget) -> str:
    text = getattr(widget, "text", str)
    above = widget.parentWidget()
    return widget.accessibleName() or text() or (above.accessibleName() if above else "")


def describe(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()} {name_of(widget)} {widget.height()}"

"""What tests of the record panels share: a panel on the screen as a page keeps it, and the register behind it."""

from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from internkontroll.db.session import Register
from internkontroll.ui.records import make_panel
from internkontroll.ui.records.record_panel import RecordPanel
from internkontroll.ui.session import Session
from internkontroll.ui.widgets.editors import ChoiceEditor
from internkontroll.ui.widgets.field_row import FieldRow
from tests.services.edits import find, row
from tests.ui.conftest import wait_idle


class Shown:
    """A panel that shows a record, with the register that it writes to."""

    def __init__(self, qtbot: QtBot, session: Session, panel: RecordPanel) -> None:
        self.qtbot, self.session, self.panel = qtbot, session, panel
        assert session.path is not None
        self.register = Register(session.path, "prov")
        self.other = Register(session.path, "Berit")

    def show(self, tabell: str, post: int) -> None:
        self.panel.show_record(tabell, post)
        self.wait()

    def wait(self) -> None:
        wait_idle(self.qtbot, self.session)

    def row(self, tabell: str, post: int) -> dict[str, Any]:
        return row(self.register, tabell, post)

    def field(self, name: str, inside: QWidget | None = None) -> FieldRow:
        """The field whose label says this; the first one."""
        rows = (inside or self.panel).findChildren(FieldRow)
        return next(one for one in rows if one.editor.focus.accessibleName() == name)

    def write(self, field: FieldRow, text: str) -> None:
        """Go to the field and write the text in place of what stands there, without leaving it."""
        enter(field)
        field.editor.select_all()
        for letter in text:
            # Qt's own keyClicks aborts at letters that aren't ASCII.
            press = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(field.editor.focus, press)

    def write_and_leave(self, field: FieldRow, text: str) -> None:
        self.write(field, text)
        self.leave(field)

    def leave(self, field: FieldRow) -> None:
        QTest.keyClick(field.editor.focus, Qt.Key.Key_Tab)
        self.wait()

    def choose(self, field: FieldRow, words: str) -> None:
        """Choose by keyboard, as a person does: the first letters and Enter."""
        editor = field.editor
        assert isinstance(editor, ChoiceEditor)
        place = editor.box.findText(words)
        assert place >= 0, words
        editor.box.setCurrentIndex(place)
        editor.box.activated.emit(place)
        self.wait()


def enter(field: FieldRow) -> None:
    field.editor.focus.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    assert QApplication.focusWidget() is field.editor.focus


def press(field: FieldRow, text: str) -> None:
    """Press one of the buttons below a field."""
    next(button for button in field.findChildren(QPushButton) if button.text() == text).click()


def on_screen(qtbot: QtBot, session: Session, record: str) -> Shown:
    """The panel in a window of its own, told of every write as a page tells it."""
    panel = make_panel(record, session)
    qtbot.addWidget(panel)
    session.changed.connect(lambda saved: panel.refresh(saved.tabeller))
    panel.resize(560, 800)
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    return Shown(qtbot, session, panel)


def first(shown: Shown, tabell: str, **wanted: Any) -> int:
    """The id of the first record of the chosen plan with these values."""
    assert shown.session.sammanhang is not None
    plan = {} if "plan" in wanted else {"plan_id": shown.session.sammanhang.plan_id}
    wanted.pop("plan", None)
    return int(find(shown.register, tabell, **plan, **wanted)[0]["id"])

"""What tests of logging egenkontroller share: a unit with five of them due, and the panel on the screen."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from internkontroll.db.models import svar, utfall
from internkontroll.db.session import Register
from internkontroll.paths import EXAMPLE
from internkontroll.ui.records.rapportera import RapporteraPanel
from internkontroll.ui.records.rapportera_avvikelse import AtgardForm
from internkontroll.ui.session import Session
from internkontroll.ui.widgets.field_row import FieldRow
from internkontroll.ui.widgets.naming import named
from tests.services.edits import find, row
from tests.ui.conftest import wait_idle

TALLBACKEN, SOLHOJDEN, OPPENVARDEN = "Gruppbostaden Tallbacken", "Gruppbostaden Solhöjden", "Öppenvården vuxna"
MARCH, APRIL = "2026-03-31", "2026-04-30"


def _ids() -> dict[tuple[str, str, str], int]:
    """Beteckning, unit and last day → the tillfälle in the example, which is written in the order of its file."""
    plans = json.loads(EXAMPLE.read_text(encoding="utf-8"))["planer"]
    controls = [control for plan in plans for control in plan["egenkontroller"]]
    keys = [(one["beteckning"], utfall["enhet"], utfall["period"]) for one in controls for utfall in one["utfall"]]
    return {key: number for number, key in enumerate(keys, 1)}


POSTS = _ids()
HYGIEN, HYGIEN_SOLHOJDEN = POSTS["E-03", TALLBACKEN, MARCH], POSTS["E-03", SOLHOJDEN, MARCH]
LAKEMEDEL = POSTS["E-04", TALLBACKEN, MARCH]
FIVE = (
    *(HYGIEN, POSTS["E-03", TALLBACKEN, APRIL], LAKEMEDEL),
    *(POSTS["E-02", TALLBACKEN, APRIL], POSTS["E-07", TALLBACKEN, APRIL]),
)
"""Tillfällen of Gruppbostaden Tallbacken in 2026's spring: hygien twice, läkemedel, planer, delegeringar."""
J, D, N, E = Qt.Key.Key_J, Qt.Key.Key_D, Qt.Key.Key_N, Qt.Key.Key_E
LOGG = POSTS["E-05", OPPENVARDEN, MARCH]
"""Loggkontroll: two numbers, not reported; basala hygienrutiner has four questions."""
_EMPTY = ("datum", "utford_av", "antal_granskade", "antal_avvikelser", "resultat", "kommentar", "allvar")


def undo_reports(path: Path, posts: Sequence[int]) -> None:
    """As if nobody had reported these tillfällen."""
    register = Register(path, "prov")
    with register.write("Töm") as writer:
        for post in posts:
            (before,) = find(register, "utfall", id=post)
            writer.delete(svar, find(register, "svar", utfall_id=post))
            writer.update(utfall, before, dict.fromkeys(_EMPTY))


class Logging:
    """The panel in a place that scrolls, told of every write as a record tells it."""

    def __init__(self, qtbot: QtBot, session: Session, post: int) -> None:
        assert session.path is not None
        self.qtbot, self.session, self.post = qtbot, session, post
        self.register = Register(session.path, "prov")
        self.panel = RapporteraPanel(session)
        self.next: list[Any] = []
        self.panel.moved_on.connect(self.next.append)
        session.changed.connect(lambda saved: self.panel.refresh(saved.tabeller))
        self.area = named(QScrollArea(), "Egenkontrollen")
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidgetResizable(True)
        self.area.setWidget(self.panel)
        qtbot.addWidget(self.area)
        self.area.resize(560, 800)
        self.area.show()
        self.area.activateWindow()
        qtbot.waitUntil(self.area.isActiveWindow)
        self.panel.show_tillfalle(post)
        self.panel.focus_first(post)
        self.wait()

    def wait(self) -> None:
        wait_idle(self.qtbot, self.session)

    def key(self, *keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for one in keys:
            focus = QApplication.focusWidget()
            assert focus is not None
            QTest.keyClick(focus, one, held)
            self.wait()

    def hand_in(self) -> None:
        self.key(Qt.Key.Key_Return, held=Qt.KeyboardModifier.ControlModifier)

    def correct(self) -> None:
        """Begin to correct what is handed in."""
        self.panel.foot.correct.click()
        self.wait()

    @property
    def focus(self) -> str:
        focus = QApplication.focusWidget()
        return focus.accessibleName() if focus else ""

    def row(self) -> dict[str, Any]:
        return row(self.register, "utfall", self.post)

    def answers(self) -> list[tuple[str, str | None]]:
        return [(one["svar"], one["kommentar"]) for one in find(self.register, "svar", utfall_id=self.post)]

    def write(self, text: str) -> None:
        """Letters to whatever has the focus."""
        focus = QApplication.focusWidget()
        assert focus is not None
        for letter in text:
            # Qt's own keyClicks aborts at letters that aren't ASCII.
            QApplication.sendEvent(focus, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter))


def field(logging: Logging, title: str) -> FieldRow:
    """The one with that label that can be seen."""
    rows = [one for one in logging.panel.findChildren(FieldRow) if one.isVisible()]
    return next(one for one in rows if one.editor.focus.accessibleName() == title)


def fill(logging: Logging, title: str, text: str) -> None:
    """Write in a field, and leave it."""
    row = field(logging, title)
    row.editor.focus.setFocus()
    row.editor.set_text(text)
    row.commit()
    logging.wait()


def first_atgard(logging: Logging) -> AtgardForm:
    assert logging.panel.form is not None
    return logging.panel.form.deviation.forms[0]


def texts(logging: Logging) -> list[str]:
    return [one.text() for one in logging.area.findChildren(QLabel) if one.isVisible()]


def buttons(logging: Logging) -> list[QPushButton]:
    return [one for one in logging.panel.findChildren(QPushButton) if one.isVisible()]


def press(logging: Logging, name: str) -> None:
    next(one for one in buttons(logging) if one.accessibleName() == name).click()
    logging.wait()

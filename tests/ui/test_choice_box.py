"""A choice that is walked through by keys or wheel is saved once, when the user is done with it."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from internkontroll.db.session import Register
from internkontroll.services.sammanhang import default_sammanhang
from internkontroll.ui.session import Session
from internkontroll.ui.widgets.bulk_panel import FOLLOW_UP, BulkPanel
from internkontroll.ui.widgets.choice_box import ChoiceBox
from internkontroll.ui.widgets.context_bar import ContextBar
from internkontroll.ui.widgets.decision_list import DecisionList, Line
from tests.services.edits import events, find
from tests.ui.conftest import TODAY, wait_idle
from tests.ui.record_panels import Shown, enter, first, on_screen

Key = Qt.Key


def roll(widget: QWidget, degrees: int = -120) -> None:
    """The wheel, one notch down, with the pointer over the widget."""
    place = QPointF(widget.rect().center())
    wheel = QWheelEvent(
        place,
        QPointF(widget.mapToGlobal(place)),
        QPoint(0, 0),
        QPoint(0, degrees),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, wheel)


@pytest.fixture
def box(qtbot: QtBot) -> Iterator[tuple[ChoiceBox, QLineEdit, list[Any]]]:
    """A box with Ett chosen, the field after it, and what has been chosen since."""
    window, box, other = QWidget(), ChoiceBox(), QLineEdit()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    layout.addWidget(box)
    layout.addWidget(other)
    for word in ("Ett", "Två", "Tre", "Fyra"):
        box.addItem(word, word.lower())
    chosen: list[Any] = []
    box.chosen.connect(lambda: chosen.append(box.currentData()))
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    box.setFocus()
    yield box, other, chosen


def test_steps_are_one_choice_when_the_box_is_left(box: tuple[ChoiceBox, QLineEdit, list[Any]]) -> None:
    choice, other, chosen = box
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Down, Key.Key_Up):
        QTest.keyClick(choice, key)
    assert (choice.currentData(), chosen) == ("tre", [])
    other.setFocus()
    assert chosen == ["tre"]
    choice.setFocus()
    other.setFocus()
    assert chosen == ["tre"]


def test_enter_takes_what_has_been_stepped_to_and_a_letter_is_a_step(
    box: tuple[ChoiceBox, QLineEdit, list[Any]],
) -> None:
    choice, other, chosen = box
    QTest.keyClick(choice, Key.Key_F)
    assert (choice.currentData(), chosen) == ("fyra", [])
    QTest.keyClick(choice, Key.Key_Return)
    assert chosen == ["fyra"]
    QTest.keyClick(choice, Key.Key_Escape)
    other.setFocus()
    assert (choice.currentData(), chosen) == ("fyra", ["fyra"])


def test_escape_goes_back_to_where_the_steps_began(box: tuple[ChoiceBox, QLineEdit, list[Any]]) -> None:
    choice, other, chosen = box
    QTest.keyClick(choice, Key.Key_Down)
    QTest.keyClick(choice, Key.Key_Down)
    QTest.keyClick(choice, Key.Key_Escape)
    assert choice.currentData() == "ett"
    other.setFocus()
    assert chosen == []


def test_escape_without_steps_is_the_windows(box: tuple[ChoiceBox, QLineEdit, list[Any]]) -> None:
    choice, _, _ = box
    window = choice.window()
    keys: list[int] = []
    window.keyPressEvent = lambda event: keys.append(event.key())  # type: ignore[method-assign]
    QTest.keyClick(choice, Key.Key_Escape)
    QTest.keyClick(choice, Key.Key_Down)
    QTest.keyClick(choice, Key.Key_Escape)
    QTest.keyClick(choice, Key.Key_Escape)
    assert keys == [Key.Key_Escape, Key.Key_Escape]


def test_a_choice_from_the_list_counts_at_once_and_escape_there_doesnt(
    box: tuple[ChoiceBox, QLineEdit, list[Any]],
) -> None:
    choice, _, chosen = box
    QTest.keyClick(choice, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert choice.view().isVisible()
    QTest.keyClick(choice.view(), Key.Key_Down)
    QTest.keyClick(choice.view(), Key.Key_Escape)
    assert (choice.view().isVisible(), choice.currentData(), chosen) == (False, "ett", [])
    QTest.keyClick(choice, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(choice.view(), Key.Key_Home)
    QTest.keyClick(choice.view(), Key.Key_Down)
    QTest.keyClick(choice.view(), Key.Key_Return)
    assert (choice.currentData(), chosen) == ("två", ["två"])


def test_the_wheel_steps_only_where_the_focus_is(box: tuple[ChoiceBox, QLineEdit, list[Any]]) -> None:
    choice, other, chosen = box
    other.setFocus()
    roll(choice)
    assert (choice.currentData(), choice.hasFocus()) == ("ett", False)
    choice.setFocus()
    roll(choice)
    roll(choice)
    assert (choice.currentData(), chosen) == ("tre", [])
    other.setFocus()
    assert chosen == ["tre"]


def test_what_the_register_shows_instead_of_the_steps_is_no_choice(box: tuple[ChoiceBox, QLineEdit, list[Any]]) -> None:
    choice, other, chosen = box
    QTest.keyClick(choice, Key.Key_Down)
    choice.setCurrentIndex(3)
    QTest.keyClick(choice, Key.Key_Escape)
    other.setFocus()
    assert (choice.currentData(), chosen) == ("fyra", [])


# --- where choices are made -------------------------------------------------------------------------------------------


@pytest.fixture
def atgard(qtbot: QtBot, session: Session) -> tuple[Shown, int]:
    shown = on_screen(qtbot, session, "atgard")
    post = first(shown, "atgard")
    shown.show("atgard", post)
    return shown, post


def test_a_status_that_is_stepped_to_is_one_event_that_can_be_undone(atgard: tuple[Shown, int]) -> None:
    shown, post = atgard
    status = shown.field("Status i april")
    before, number = status.editor.text(), events(shown.register)
    enter(status)
    for _ in range(3):
        QTest.keyClick(status.editor.focus, Key.Key_Down)
    shown.wait()
    stepped = status.editor.text()
    assert stepped != before
    assert events(shown.register) == number
    shown.leave(status)
    assert events(shown.register) == number + 1
    assert stepped in {row["status"] for row in find(shown.register, "uppfoljning", atgard_id=post)}
    assert len(shown.session.history.undoable) == 1
    shown.session.undo()
    shown.wait()
    assert status.editor.text() == before


def test_steps_that_come_back_are_no_event(atgard: tuple[Shown, int]) -> None:
    shown, _ = atgard
    status, number = shown.field("Status i april"), events(shown.register)
    enter(status)
    QTest.keyClick(status.editor.focus, Key.Key_Down)
    QTest.keyClick(status.editor.focus, Key.Key_Escape)
    shown.leave(status)
    enter(status)
    QTest.keyClick(status.editor.focus, Key.Key_Down)
    QTest.keyClick(status.editor.focus, Key.Key_Up)
    shown.leave(status)
    assert events(shown.register) == number


def test_what_is_stepped_to_is_saved_when_the_window_closes(atgard: tuple[Shown, int]) -> None:
    shown, _ = atgard
    status, number = shown.field("Status i april"), events(shown.register)
    enter(status)
    QTest.keyClick(status.editor.focus, Key.Key_Down)
    shown.panel.close()
    shown.wait()
    assert events(shown.register) == number + 1


@pytest.fixture
def bulk(qtbot: QtBot, session: Session) -> tuple[BulkPanel, Register, list[int]]:
    """Status to set for three åtgärder of the plan."""
    panel = BulkPanel(session, "atgard", [(FOLLOW_UP, "status"), ("atgard", "ansvarig")])
    qtbot.addWidget(panel)
    assert session.path is not None
    assert session.sammanhang is not None
    register = Register(session.path, "prov")
    posts = [int(row["id"]) for row in find(register, "atgard", plan_id=session.sammanhang.plan_id)[:3]]
    panel.show_records(3, dict.fromkeys(posts, 0))
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    return panel, register, posts


def step_to(panel: BulkPanel, word: str) -> QComboBox:
    box = panel.rows["status"].editor.focus
    assert isinstance(box, QComboBox)
    box.setFocus()
    QTest.keyClick(box, Key.Key_Home)
    while box.currentData() != word:
        QTest.keyClick(box, Key.Key_Down)
    return box


def statuses(register: Register, session: Session, posts: list[int]) -> set[Any]:
    assert session.sammanhang is not None
    rows = find(register, "uppfoljning", tillfalle_id=session.sammanhang.tillfalle_id)
    return {row["status"] for row in rows if row["atgard_id"] in posts}


def test_a_change_of_many_that_is_stepped_to_is_one_event(
    qtbot: QtBot, session: Session, bulk: tuple[BulkPanel, Register, list[int]]
) -> None:
    panel, register, posts = bulk
    number = events(register)
    box = step_to(panel, "Ej aktuell")
    wait_idle(qtbot, session)
    assert events(register) == number
    QTest.keyClick(box, Key.Key_Return)
    wait_idle(qtbot, session)
    assert events(register) == number + 1
    assert statuses(register, session, posts) == {"Ej aktuell"}
    assert [one.rubrik for one in session.history.undoable] == ["Status på 3 åtgärder"]


def test_what_is_stepped_to_is_for_those_that_were_selected_then(
    qtbot: QtBot, session: Session, bulk: tuple[BulkPanel, Register, list[int]]
) -> None:
    panel, register, posts = bulk
    (other,) = [int(row["id"]) for row in find(register, "atgard") if row["id"] not in posts][:1]
    before = statuses(register, session, [other])
    step_to(panel, "Ej aktuell")
    panel.show_records(1, {other: 0})
    wait_idle(qtbot, session)
    assert statuses(register, session, posts) == {"Ej aktuell"}
    assert statuses(register, session, [other]) == before
    assert len(session.history.undoable) == 1


def test_the_wheel_over_the_plan_or_a_decision_changes_nothing(qtbot: QtBot, session: Session) -> None:
    bar, decisions = ContextBar(), DecisionList()
    chosen: list[Any] = []
    bar.chosen.connect(lambda *what: chosen.append(what))
    session.read(lambda reader: default_sammanhang(reader, TODAY), chosen.append)
    wait_idle(qtbot, session)
    chosen.clear()
    bar.set_used(True)
    bar.show_choices(bar.plan, [("2026", 2), ("2025", 1)], 2)
    decisions.show_lines([Line(7, "Inför tvåhandsprincip", "Risk 1", "Påbörjat", "", "")])
    for widget in (bar, decisions):
        qtbot.addWidget(widget)
        widget.show()
        for box in widget.findChildren(QComboBox):
            roll(box)
    assert (bar.plan.currentData(), chosen) == (2, [])
    assert decisions.choices() == {7: ("", "")}

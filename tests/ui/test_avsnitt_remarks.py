"""The page Avsnitt: its remarks, and what holds for the page as a whole."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDropEvent, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QToolButton, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from internkontroll.domain.granska import Allvar, Anmarkning
from internkontroll.domain.words import Avsnittsdel, Textdel
from internkontroll.ui.pages.avsnitt import AvsnittPage
from internkontroll.ui.session import Session
from internkontroll.ui.settings import Settings
from internkontroll.ui.target import Target
from internkontroll.ui.widgets.remark_list import RemarkList
from tests.ui.avsnitt_page import focused, labels, make_page, parts, rows, wait_shown

Part = Avsnittsdel


SAVED = "SELECT t.innehall FROM avsnittstext t WHERE t.del = 'sammanfattning' AND tillfalle_id = 6"


@pytest.fixture
def page(qtbot: QtBot, session: Session, settings: Settings) -> AvsnittPage:
    page = make_page(qtbot, session, settings)
    page.outline.select_part(Part.SAMMANFATTNING)
    return page


def press(page: AvsnittPage, name: str) -> None:
    next(one for one in page.remarks.findChildren(QToolButton) if one.accessibleName().startswith(name)).click()


def test_visa_leads_to_the_record(page: AvsnittPage, qtbot: QtBot) -> None:
    remark = page.remarks.visible_remarks[0]
    assert remark.tabell == "risk"
    with qtbot.waitSignal(page.go_to) as went:
        press(page, "Visa")
    assert went.args == [Target("risker", "risk", went.args[0].post)]
    assert rows(qtbot, page, f"SELECT uuid FROM risk WHERE id = {went.args[0].post}") == [(remark.post,)]


def test_what_leads_here_leads_to_the_remarks(page: AvsnittPage) -> None:
    page.show_target(Target("avsnitt"))
    assert focused().accessibleName() == f"Visa: {page.remarks.visible_remarks[0].rubrik}"


def test_buttons_say_which_of_several_remarks_on_one_record_they_are_for(qtbot: QtBot) -> None:
    said = [
        Anmarkning("a", Allvar.FEL, "Status saknas.", "risk", "1", "R-01"),
        Anmarkning("b", Allvar.RAD, "Åtgärd saknas.", "risk", "1", "R-01"),
        Anmarkning("c", Allvar.RAD, "Åtgärd saknas.", "risk", "2", "R-02"),
        Anmarkning("d", Allvar.RAD, "Samma.", "mal", "3", "Mål"),
        Anmarkning("d", Allvar.RAD, "Samma.", "mal", "4", "Mål"),
    ]
    remarks = RemarkList()
    qtbot.addWidget(remarks)
    remarks.show_remarks(said, said[:1])
    names = [one.accessibleName() for one in remarks.findChildren(QToolButton)]
    assert names[::2] == [
        "Visa: R-01, 1 av 2",
        "Visa: R-01, 2 av 2",
        "Visa: R-02",
        "Visa: Mål, 1 av 2",
        "Visa: Mål, 2 av 2",
    ]
    assert len(set(names)) == len(names) == 10
    with qtbot.waitSignal(remarks.shown) as went:
        next(one for one in remarks.findChildren(QToolButton) if one.accessibleName() == names[2]).click()
    assert went.args == [said[1]]
    next(one for one in remarks.findChildren(QToolButton) if one.accessibleName() == names[3]).click()
    assert "Tysta: R-01, 2 av 2" in {one.accessibleName() for one in remarks.findChildren(QPushButton)}
    remarks.only_part.click()
    remarks.focus_first()
    assert {one.accessibleName() for one in remarks.findChildren(QToolButton)} - set(names) == {
        "Visa: R-01",
        "Tysta…: R-01",
    }


def test_a_remark_on_a_text_leads_to_the_text(page: AvsnittPage, qtbot: QtBot) -> None:
    text = page.part.texts[Textdel.INSYN_UPPFOLJNING]
    text.editor.setPlainText("Anna Berg, 19850101-1236, har fått hjälp.")
    page.commit()
    wait_shown(qtbot, page)
    page.outline.select_part(Part.INSYN)
    page.remarks.only_part.click()
    assert [one.regel for one in page.remarks.visible_remarks] == ["personnummer"]
    page.outline.select_part(Part.RISKER)
    page.remarks.only_part.click()
    press(page, "Visa: Uppföljning och insyn")
    assert page.outline.current == Part.INSYN
    assert text.editor.isVisible()


def test_the_remarks_can_be_those_of_the_part(page: AvsnittPage) -> None:
    page.remarks.only_part.click()
    assert list(page.remarks.visible_remarks) == []
    assert "Inget att anmärka på" in labels(page.remarks)
    page.outline.select_part(Part.RISKER)
    found = [one.tabell for one in page.remarks.visible_remarks]
    assert set(found) == {"risk", "atgard"}


def test_all_the_remarks_come_when_they_are_asked_for(page: AvsnittPage) -> None:
    assert len(page.remarks.visible_remarks) == 20
    next(one for one in page.remarks.findChildren(QPushButton) if one.text().startswith("Visa alla")).click()
    total = sum(len(page.outline.item(row).data(Qt.ItemDataRole.UserRole).anmarkningar) for row in range(9))
    assert len(page.remarks.visible_remarks) == total > 20


def test_silencing_needs_a_reason_and_is_logged(page: AvsnittPage, qtbot: QtBot) -> None:
    remark = page.remarks.visible_remarks[0]
    press(page, "Tysta")
    button = next(one for one in page.remarks.findChildren(QPushButton) if one.text() == "Tysta")
    button.click()
    assert "Skriv varför" in labels(page.remarks)
    assert page.session.history.undoable == []
    QTest.keyClicks(focused(), "Provat av enheten.")
    button.click()
    wait_shown(qtbot, page)
    assert remark not in page.remarks.visible_remarks
    assert rows(qtbot, page, "SELECT skal FROM tystad") == [("Provat av enheten.",)]
    page.session.undo()
    wait_shown(qtbot, page)
    assert page.remarks.visible_remarks[0] == remark


def test_esc_takes_back_the_question_for_a_reason(page: AvsnittPage, qtbot: QtBot) -> None:
    press(page, "Tysta")
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not any(one.text() == "Tysta" for one in page.remarks.findChildren(QPushButton)))
    assert "Varför" not in labels(page.remarks)


def test_the_buttons_are_the_menus_commands(page: AvsnittPage) -> None:
    names = [one.text() for one in page.commands.findChildren(QPushButton)]
    assert names[0].startswith("Granska (1")
    assert names[1:] == ["Uppdatera i dokument…", "Word…", "PDF…", "Excel…", "Paket för arkiv…"]
    assert not any(one.isEnabled() for one in page.commands.findChildren(QPushButton))


def test_what_is_being_written_is_saved_when_the_window_closes(page: AvsnittPage, qtbot: QtBot) -> None:
    page.part.texts[Textdel.SAMMANFATTNING].editor.setPlainText("Sista ordet.")
    page.show_pages.setChecked(False)
    page.commit()
    page.save_state()
    assert rows(qtbot, page, SAVED) == [("Sista ordet.",)]
    assert page.settings.value("avsnitt/sidor", True) is False


def test_everything_that_can_be_pressed_has_a_name_and_room(page: AvsnittPage) -> None:
    small: list[QAbstractButton] = [
        one
        for one in page.findChildren(QAbstractButton)
        if one.isVisible() and (not (one.accessibleName() or one.text()) or min(one.width(), one.height()) < 24)
    ]
    assert [(one.text(), one.size()) for one in small] == []


def test_the_tooltip_of_a_field_is_its_value(page: AvsnittPage) -> None:
    editor = page.part.texts[Textdel.SAMMANFATTNING].editor
    editor.setPlainText("{antal risker}")
    place = editor.cursorRect().center() + QPoint(8, 0)
    QApplication.sendEvent(editor.viewport(), QHelpEvent(QHelpEvent.Type.ToolTip, place, editor.mapToGlobal(place)))
    assert QToolTip.text() == "antal risker: 15"


def test_tab_goes_through_the_page_as_it_is_read(page: AvsnittPage) -> None:
    page.outline.setFocus()
    seen: list[QWidget] = []
    while len(seen) < 14 + 2 * 20 + 1:
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        seen.append(focused())
    names = [one.accessibleName() or one.property("text") for one in seen]
    assert names[:3] == ["Layout", "Rubrik", "Underrubrik"]
    middle = names.index("Med i avsnittet")
    text = ["Med i avsnittet", "Klar", "Infoga fält: Sammanfattning", "Hämta mall: Sammanfattning", "Sammanfattning"]
    assert names[middle : middle + 5] == text
    assert names[middle + 5] == "Bara den valda delen"
    assert names[middle + 6].startswith("Visa: ")
    assert names[middle + 7].startswith("Tysta…: ")


def test_a_part_that_is_dragged_asks_for_its_new_place(page: AvsnittPage, qtbot: QtBot) -> None:
    page.outline.setCurrentRow(4)
    target = page.outline.visualItemRect(page.outline.item(0)).center()
    left, no = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.outline.dropEvent(QDropEvent(target.toPointF(), Qt.DropAction.MoveAction, QMimeData(), left, no))
    wait_shown(qtbot, page)
    assert parts(page)[:2] == ["Risker och åtgärder", "Inledning"]
    assert page.outline.current == Part.RISKER


def test_what_was_silenced_is_found_again_with_its_reason(page: AvsnittPage, qtbot: QtBot) -> None:
    assert not page.silenced.isVisible()
    remark = next(one for one in page.remarks.visible_remarks if one.post)
    page.remarks.silenced.emit(remark, "Beslutat att vänta.")
    wait_shown(qtbot, page)
    assert remark not in page.remarks.visible_remarks
    assert page.silenced.fold.text() == "Tystade (1)"
    page.silenced.fold.click()
    assert "Beslutat att vänta." in labels(page.silenced)
    next(one for one in page.silenced.findChildren(QPushButton) if one.text() == "Visa igen").click()
    wait_shown(qtbot, page)
    assert remark in page.remarks.visible_remarks
    assert not page.silenced.isVisible()

"""The panel that logs a tillfälle: what is corrected, what it leads to, and whether everybody can use it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bilder.window import palette
from internkontroll.services.kontrollera import check
from internkontroll.ui.readable import strengthen
from internkontroll.ui.session import Session
from internkontroll.ui.widgets.field_row import FieldRow
from tests.services.edits import find
from tests.ui import walk
from tests.ui.rapportera import (
    FIVE,
    HYGIEN,
    LOGG,
    D,
    E,
    J,
    Logging,
    N,
    buttons,
    field,
    fill,
    press,
    texts,
)

# --- correcting -----------------------------------------------------------------------------------------------------


def test_a_correction_asks_why_and_shows_the_first_version(logging: Logging) -> None:
    logging.key(J, J, J, J)
    logging.hand_in()
    logging.correct()
    assert logging.focus == "Varför rättas den?"
    assert logging.panel.form is not None
    logging.panel.form.questions[0].focus.setFocus()
    logging.key(N)
    assert logging.focus != "Varför rättas den?"
    logging.key(Qt.Key.Key_Tab)
    fill(logging, "Analys och kommentar", "Två vikarier.")
    logging.panel.form.deviation.grade.setFocus()
    logging.key(Qt.Key.Key_1)
    logging.hand_in()
    assert field(logging, "Varför rättas den?").error == "Skriv varför egenkontrollen rättas."
    assert logging.row()["kommentar"] is None
    fill(logging, "Varför rättas den?", "Vikarierna räknades inte.")
    logging.hand_in()
    saved = logging.row()
    assert (saved["resultat"], saved["kommentar"], saved["allvar"]) == ("Delvis uppfyllt", "Två vikarier.", 1)
    logging.panel.head.corrections.more.click()
    said = "\n".join(texts(logging))
    assert "Vikarierna räknades inte." in said
    assert "Första versionen:" in said
    assert "Resultat: Uppfyllt" in said
    assert check(logging.register) == []


def test_a_correction_that_is_left_changes_nothing(logging: Logging) -> None:
    logging.key(J, J, J, J)
    logging.hand_in()
    before = logging.row()
    logging.correct()
    assert logging.panel.form is not None
    logging.panel.form.questions[0].focus.setFocus()
    logging.key(N)
    logging.panel.foot.cancel.click()
    logging.wait()
    assert logging.row() == before
    assert logging.panel.form.questions[0].said[0] == "Ja"
    assert logging.panel.foot.correct.isVisible()


def test_a_correction_without_its_reason_waits_while_one_looks_elsewhere(logging: Logging) -> None:
    logging.key(J, J, J, J)
    logging.hand_in()
    logging.correct()
    fill(logging, "Analys och kommentar", "Två vikarier.")
    logging.panel.show_tillfalle(FIVE[1])
    logging.wait()
    assert logging.row()["kommentar"] is None
    logging.panel.show_tillfalle(HYGIEN)
    logging.wait()
    assert field(logging, "Analys och kommentar").editor.text() == "Två vikarier."
    fill(logging, "Varför rättas den?", "Glömdes.")
    logging.panel.form.questions[0].focus.setFocus()  # type: ignore[union-attr]
    logging.hand_in()
    assert logging.row()["kommentar"] == "Två vikarier."


def test_what_is_handed_in_is_only_read_until_it_is_corrected(logging: Logging) -> None:
    logging.key(J, J, J, J)
    logging.hand_in()
    assert logging.panel.form is not None
    logging.panel.form.questions[0].focus.setFocus()
    logging.key(N)
    assert logging.panel.form.questions[0].said[0] == "Ja"
    assert field(logging, "Analys och kommentar").is_frozen


def test_what_is_handed_in_begins_with_what_can_be_done_and_leaves_out_what_nobody_said(logging: Logging) -> None:
    def is_above() -> bool:
        assert logging.panel.form is not None
        return logging.panel.foot.y() < logging.panel.form.y()

    assert not is_above()
    logging.key(J, J, J, J)
    logging.hand_in()
    logging.panel.focus_first(HYGIEN)
    QApplication.processEvents()
    assert is_above()
    assert logging.focus == "Rätta…"
    assert logging.area.verticalScrollBar().value() == 0
    shown = [one.editor.focus.accessibleName() for one in logging.panel.findChildren(FieldRow) if one.isVisible()]
    assert shown == ["Resultat", "Analys och kommentar", "Utförd", "Utförd av"]
    logging.correct()
    assert not is_above()
    assert field(logging, "Antal granskade").isVisible()


def test_a_correction_that_changes_nothing_says_so(logging: Logging) -> None:
    logging.key(J, J, J, J)
    logging.hand_in()
    logging.correct()
    fill(logging, "Varför rättas den?", "Skulle ändras.")
    logging.hand_in()
    assert "Inget är ändrat, så det finns ingen rättelse att spara." in texts(logging)
    assert find(logging.register, "rattelse", utfall_id=HYGIEN) == []


def test_keys_are_named_where_they_answer(qtbot: QtBot, session: Session, logging: Logging) -> None:
    assert "J, D, N och E svarar. Ctrl+Enter lämnar in och visar nästa." in texts(logging)
    numbers = Logging(qtbot, session, LOGG)
    assert "Ctrl+Enter lämnar in och visar nästa." in texts(numbers)


def test_a_closed_plan_is_only_read(qtbot: QtBot, session: Session, register_file: Path) -> None:
    last_year = 1
    logging = Logging(qtbot, session, last_year)
    assert not logging.panel.foot.correct.isVisible()
    assert not logging.panel.foot.submit.isVisible()
    assert field(logging, "Analys och kommentar").is_frozen


# --- what it leads to -----------------------------------------------------------------------------------------------


def test_a_deviation_is_lifted_to_a_risk_with_a_reason(logging: Logging) -> None:
    assert logging.panel.form is not None
    logging.key(N)
    logging.panel.form.deviation.lift_button.click()
    logging.wait()
    lift = logging.panel.form.lift
    lift.text.editor.set_text("Risk att smitta sprids")
    press(logging, "Skapa risken")
    assert lift.reason.error == "Skriv skälet."
    lift.reason.editor.set_text("Bristen kommer tillbaka.")
    press(logging, "Skapa risken")
    (risk,) = find(logging.register, "risk", utfall_id=HYGIEN)
    assert (risk["beskrivning"], risk["enhet_id"]) == ("Risk att smitta sprids", 12)
    assert risk["tillagd_skal"] == "Bristen kommer tillbaka."
    went: list[object] = []
    logging.panel.go_to.connect(went.append)
    press(
        logging,
        next(one.accessibleName() for one in buttons(logging) if one.accessibleName().startswith("Visa risken")),
    )
    assert [(getattr(one, "tabell", ""), getattr(one, "post", 0)) for one in went] == [("risk", risk["id"])]


def begin_risk(logging: Logging, text: str) -> None:
    """A deviation with all it asks for, and a risk of it that isn't made."""
    logging.key(N, J, J, J, Qt.Key.Key_1)
    fill(logging, "Åtgärd", "Öva")
    press(logging, "Lyft till risk…")
    logging.write(text)


def test_a_risk_that_is_written_and_not_made_is_not_lost_by_handing_in(logging: Logging) -> None:
    begin_risk(logging, "smitta sprids")
    assert logging.panel.form is not None
    logging.hand_in()
    assert logging.row()["datum"] is None
    assert "Risken är inte skapad. Tryck på Skapa risken eller Avbryt." in texts(logging)
    assert logging.focus == logging.panel.form.lift.text.editor.focus.accessibleName()
    fill(logging, "Varför läggs den till?", "Bristen kommer tillbaka.")
    press(logging, "Skapa risken")
    logging.hand_in()
    assert [one["beskrivning"] for one in find(logging.register, "risk", utfall_id=HYGIEN)] == [
        "Risk att smitta sprids"
    ]
    assert logging.row()["datum"] is not None


def test_a_risk_that_nothing_is_written_in_or_that_is_let_go_is_not_asked_for(logging: Logging) -> None:
    begin_risk(logging, "smitta sprids")
    press(logging, "Avbryt")
    press(logging, "Lyft till risk…")
    assert logging.panel.form is not None
    assert logging.panel.form.lift.text.editor.text() == "Risk att …"
    logging.hand_in()
    assert logging.row()["datum"] is not None
    assert find(logging.register, "risk", utfall_id=HYGIEN) == []


def test_a_risk_that_is_being_written_waits_while_one_looks_elsewhere(logging: Logging) -> None:
    begin_risk(logging, "smitta sprids")
    logging.panel.hide()
    logging.panel.show_tillfalle(FIVE[1])
    logging.wait()
    logging.panel.show()
    assert not logging.panel.form.lift.isVisible()  # type: ignore[union-attr]
    logging.panel.show_tillfalle(HYGIEN)
    logging.wait()
    lift = logging.panel.form.lift  # type: ignore[union-attr]
    assert (lift.isVisible(), lift.text.editor.text()) == (True, "Risk att smitta sprids")
    press(logging, "Avbryt")
    logging.panel.show_tillfalle(FIVE[1])
    logging.wait()
    logging.panel.show_tillfalle(HYGIEN)
    logging.wait()
    assert not logging.panel.form.lift.isVisible()  # type: ignore[union-attr]


def test_a_file_of_what_is_handed_in_goes_only_with_a_correction(logging: Logging, tmp_path: Path) -> None:
    first, late = tmp_path / "protokoll.txt", tmp_path / "sent.txt"
    for file in (first, late):
        file.write_text(file.name)
    bilagor = logging.panel.bilagor
    logging.key(J, J, J, J)
    bilagor.attach([first])
    logging.wait()
    assert bilagor.remove.isVisible()
    logging.hand_in()
    bilagor.attach([late])  # evidence may come late
    logging.wait()
    bilagor.list.selectAll()
    bilagor.trash()
    logging.wait()
    assert not bilagor.remove.isVisible()
    assert len(find(logging.register, "bilaga", utfall_id=HYGIEN, borttagen=None)) == 2
    logging.correct()
    assert bilagor.remove.isVisible()
    bilagor.list.setCurrentRow(0)
    bilagor.trash()
    logging.wait()
    assert len(find(logging.register, "bilaga", utfall_id=HYGIEN, borttagen=None)) == 1


def test_a_file_that_is_dropped_anywhere_is_kept(logging: Logging, tmp_path: Path) -> None:
    file = tmp_path / "protokoll å.txt"
    file.write_text("Mätning")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    how = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(logging.panel, QDragEnterEvent(QPoint(5, 5), *how))
    QApplication.sendEvent(logging.panel, QDropEvent(QPointF(5, 5), *how))
    logging.wait()
    (kept,) = find(logging.register, "bilaga", utfall_id=HYGIEN)
    assert kept["filnamn"] == "protokoll å.txt"
    assert logging.panel.bilagor.list.count() == 1


def test_a_click_on_an_answer_answers_without_going_on(logging: Logging) -> None:
    assert logging.panel.form is not None
    question = logging.panel.form.questions[0]
    assert question.buttons is not None
    QTest.mouseClick(question.buttons.buttons[1], Qt.MouseButton.LeftButton)
    logging.wait()
    assert question.said[0] == "Delvis"
    assert QApplication.focusWidget() is question.focus


def test_a_tillfalle_that_is_gone_is_said(qtbot: QtBot, session: Session) -> None:
    logging = Logging(qtbot, session, 99_999)
    assert logging.panel.foot.error.text()
    assert logging.panel.form is None


# --- for everybody --------------------------------------------------------------------------------------------------


def objections(logging: Logging) -> list[str]:
    rules = (walk.nameless, walk.small, walk.cut, walk.pale)
    found = [text for rule in rules for text in rule(logging.area)]
    if logging.panel.foot.submit.isVisible():  # fields that can only be read show no focus anywhere in the window
        found += walk.unseen_focus(logging.area)
    return found + list(walk.unordered(walk.tab_chain(logging.area)))


@pytest.fixture(params=[False, True], ids=["light", "dark"])
def look(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[None]:
    before = qapp.palette()
    qapp.setPalette(palette(dark=request.param))
    strengthen()  # as the window does
    yield
    qapp.setPalette(before)


@pytest.mark.usefixtures("look")
def test_nothing_is_objected_to_while_it_is_filled_in_handed_in_and_corrected(logging: Logging) -> None:
    assert objections(logging) == []
    assert logging.panel.form is not None
    logging.panel.form.first_stop().setFocus()
    logging.key(J, N, D, E)
    logging.hand_in()
    logging.panel.form.deviation.more.click()
    logging.panel.form.deviation.lift_button.click()
    logging.wait()
    assert objections(logging) == []
    press(logging, "Avbryt")
    fill(logging, "Varför är frågan inte relevant?", "Ingen bor här än.")
    logging.panel.form.deviation.grade.setFocus()
    logging.key(Qt.Key.Key_1)
    fill(logging, "Åtgärd", "Öva")
    logging.hand_in()
    assert logging.row()["datum"] is not None
    assert objections(logging) == []
    logging.correct()
    assert objections(logging) == []


def test_what_has_the_focus_is_seen(qtbot: QtBot, logging: Logging) -> None:
    logging.area.resize(560, 260)
    port = logging.area.viewport()

    def is_seen() -> bool:
        focus = QApplication.focusWidget()
        assert focus is not None
        return port.rect().contains(focus.rect().translated(focus.mapTo(port, focus.rect().topLeft())))

    for key in (J, N, J, E):
        logging.key(key)
        qtbot.waitUntil(is_seen, timeout=2_000)
    assert logging.area.verticalScrollBar().value() > 0


def test_what_is_logged_stands_still_above_what_scrolls(qtbot: QtBot, logging: Logging) -> None:
    top, area = logging.panel.top, logging.area
    said = "Gruppbostaden Tallbacken, mars"
    for width in (560, 300):
        area.resize(width, 400)
        qtbot.waitUntil(lambda: not logging.panel._scroll._timer.isActive())
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
        assert (top.where.text(), "senast 2026-04" in top.when.text()) == (said, True)
        assert area.verticalScrollBar().value() > 0
        assert area.rect().contains(top.geometry())
        assert top.geometry().bottom() < area.viewport().geometry().top()
        assert all(one.heightForWidth(one.width()) <= one.height() for one in (top.where, top.when))
        assert area.viewport().height() > area.height() // 2
    logging.panel.hide()
    assert not top.isVisible()
    assert area.viewport().height() >= area.height() - 2 * area.frameWidth()
    logging.panel.show()
    assert top.isVisible()


def test_labels_are_whole_however_wide_the_panel_is(logging: Logging) -> None:
    for width in range(300, 900, 20):
        logging.area.resize(width, 700)
        QApplication.processEvents()
        assert list(walk.cut(logging.area)) == [], width


def test_tab_goes_through_the_panel_as_the_eye_does(logging: Logging) -> None:
    logging.key(N, J, J, J, Qt.Key.Key_1)
    passed = []
    for _ in range(12):
        passed.append(logging.focus)
        logging.key(Qt.Key.Key_Tab)
    wanted = ["Åtgärd", "Ansvarig", "Slutdatum", "Välj dag: Slutdatum", "Fråga om effekt efter (dagar)"]
    wanted += ["Ta bort åtgärden", "Ny åtgärd", "Lyft till risk…", "Analys och kommentar", "Utförd"]
    assert passed[: len(wanted)] == wanted

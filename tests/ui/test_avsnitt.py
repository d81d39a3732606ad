"""The page Avsnitt: what is written and chosen there is printed, saved and can be taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from internkontroll.db.reader import Reader
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.status import Tillfalletyp
from internkontroll.domain.words import Avsnittsdel, Textdel
from internkontroll.services.sammanhang import find_sammanhang
from internkontroll.ui.pages.avsnitt import AvsnittPage
from internkontroll.ui.session import Session
from internkontroll.ui.settings import Settings
from internkontroll.ui.target import Target
from tests.ui.avsnitt_page import labels, make_page, parts, printed, rows, wait_shown

Part = Avsnittsdel


SAVED = "SELECT t.innehall FROM avsnittstext t WHERE t.del = 'sammanfattning' AND tillfalle_id = 6"


@pytest.fixture
def page(qtbot: QtBot, session: Session, settings: Settings) -> AvsnittPage:
    page = make_page(qtbot, session, settings)
    page.outline.select_part(Part.SAMMANFATTNING)
    return page


# --- texts ----------------------------------------------------------------------------------------------------------


def test_what_is_typed_is_on_the_page_before_it_is_saved(page: AvsnittPage, qtbot: QtBot) -> None:
    before = rows(qtbot, page, SAVED)
    editor = page.part.texts[Textdel.SAMMANFATTNING].editor
    editor.setFocus()
    QTest.keyClicks(editor, "Alla {antal risker} risker. ")
    wait_shown(qtbot, page)
    assert "Alla 15 risker." in printed(page)
    assert rows(qtbot, page, SAVED) == before


def test_a_text_is_saved_when_it_is_left_and_can_be_taken_back(page: AvsnittPage, qtbot: QtBot) -> None:
    before = rows(qtbot, page, SAVED)
    editor = page.part.texts[Textdel.SAMMANFATTNING].editor
    editor.setFocus()
    editor.setPlainText("Nytt läge.")
    page.outline.setFocus()
    wait_shown(qtbot, page)
    assert rows(qtbot, page, SAVED) == [("Nytt läge.",)]
    page.session.undo()
    wait_shown(qtbot, page)
    assert rows(qtbot, page, SAVED) == before
    assert editor.toPlainText() == before[0][0]


def test_a_text_can_be_left_twice_before_the_register_has_answered(page: AvsnittPage, qtbot: QtBot) -> None:
    text = page.part.texts[Textdel.SAMMANFATTNING]
    for said in ("Första.", "Andra."):
        text.editor.setPlainText(said)
        text.commit()
    wait_shown(qtbot, page)
    assert rows(qtbot, page, SAVED) == [("Andra.",)]
    assert text.is_dirty is False


def test_what_another_has_written_meanwhile_isnt_written_over(page: AvsnittPage, qtbot: QtBot) -> None:
    text = page.part.texts[Textdel.SAMMANFATTNING]
    text.editor.setPlainText("Mitt.")
    other = make_page(qtbot, page.session, page.settings)
    other.part.texts[Textdel.SAMMANFATTNING].editor.setPlainText("Ditt.")
    other.part.commit()
    wait_shown(qtbot, page)
    text.commit()
    wait_shown(qtbot, page)
    assert text.text == "Mitt."
    assert "Någon annan har ändrat texten" in labels(text)


def test_a_text_that_is_being_written_when_another_tillfalle_is_chosen_goes_where_it_belongs(
    page: AvsnittPage, session: Session, qtbot: QtBot
) -> None:
    page.part.texts[Textdel.SAMMANFATTNING].editor.setPlainText("Hör till april.")
    here = session.sammanhang
    assert here

    def august(reader: Reader) -> Sammanhang | None:
        return find_sammanhang(reader, here.plan_id, Tillfalletyp.AUGUSTI, session.today)

    session.read(august, session.choose)
    wait_shown(qtbot, page)
    assert rows(qtbot, page, SAVED) == [("Hör till april.",)]
    assert page.part.texts[Textdel.SAMMANFATTNING].text != "Hör till april."


def test_a_misspelt_field_is_pointed_out_with_what_may_have_been_meant(page: AvsnittPage, qtbot: QtBot) -> None:
    text = page.part.texts[Textdel.SAMMANFATTNING]
    text.editor.setPlainText("Av {antal riskr} och {antal åtgärder}.")
    assert "Fältet {antal riskr} finns inte. Menade du {antal risker}?" in labels(text)
    assert "antal åtgärder = 30" in labels(text)
    assert "finns inte" in text.editor.accessibleDescription()
    formats = text.editor.document().firstBlock().layout().formats()
    assert [one.format.fontUnderline() or one.format.underlineStyle().value > 1 for one in formats] == [True, False]
    wait_shown(qtbot, page)
    assert "Fältet ”antal riskr” finns inte" in printed(page)


def test_a_field_is_put_in_from_the_menu_with_its_value(page: AvsnittPage) -> None:
    text = page.part.texts[Textdel.INLEDNING]
    choice = next(one for one in text.fields_menu.actions() if one.text() == "antal risker: 15")
    assert choice.toolTip() == "Alla risker i planen"
    choice.trigger()
    assert text.text == "{antal risker}"


def test_the_namnds_template_is_put_in_where_there_is_one(page: AvsnittPage) -> None:
    with_one, without = page.part.texts[Textdel.INLEDNING], page.part.texts[Textdel.STRUKTUR]
    with_one.fetch.click()
    assert with_one.text.startswith("Uppföljningen visar läget")
    assert without.fetch.isEnabled() is False
    assert "ingen mall" in without.fetch.toolTip()


def test_empty_texts_are_filled_from_the_templates(page: AvsnittPage, qtbot: QtBot) -> None:
    written = page.part.texts[Textdel.SAMMANFATTNING].text
    page.fill.trigger()
    wait_shown(qtbot, page)
    assert page.part.texts[Textdel.INLEDNING].text.startswith("Uppföljningen visar läget")
    assert page.part.texts[Textdel.SAMMANFATTNING].text == written


# --- outline --------------------------------------------------------------------------------------------------------


def test_a_tick_is_saved(page: AvsnittPage, qtbot: QtBot) -> None:
    page.outline.setFocus()
    QTest.keyClick(page.outline, Qt.Key.Key_Space)
    wait_shown(qtbot, page)
    assert rows(qtbot, page, "SELECT del, klar FROM avsnittsdel WHERE klar") == [("sammanfattning", 1)]
    assert page.part.klar.isChecked()


def test_alt_and_the_arrows_move_a_part_in_the_printed_section(page: AvsnittPage, qtbot: QtBot) -> None:
    page.outline.select_part(Part.RISKER)
    page.outline.up.trigger()
    page.outline.up.trigger()
    wait_shown(qtbot, page)
    for _ in range(3):
        page.outline.up.trigger()
        wait_shown(qtbot, page)
    assert parts(page)[0] == "Risker och åtgärder"
    assert page.outline.current == Part.RISKER
    assert "Sammanfattning av nämndens" not in page.preview.column.pages[0].accessibleDescription()
    assert page.outline.up.isEnabled() is False


def test_the_keys_of_the_outline_are_alt_up_and_down(page: AvsnittPage, qtbot: QtBot) -> None:
    page.outline.setFocus()
    QTest.keyClick(page.outline, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    wait_shown(qtbot, page)
    assert parts(page)[:3] == ["Inledning", "Struktur", "Sammanfattning"]


@pytest.mark.parametrize(("before", "first"), [(0, "Struktur"), (2, "Inledning"), (3, "Inledning")])
def test_a_part_that_is_let_go_comes_before_the_row(page: AvsnittPage, qtbot: QtBot, before: int, first: str) -> None:
    page.outline.place(2, before)
    wait_shown(qtbot, page)
    assert parts(page)[0] == first
    assert len(set(parts(page))) == len(Part)


def test_a_part_that_is_left_out_isnt_printed(page: AvsnittPage, qtbot: QtBot) -> None:
    assert "Sammanfattning av nämndens" in printed(page)
    page.part.med.click()
    wait_shown(qtbot, page)
    assert "Sammanfattning av nämndens" not in printed(page)
    row = page.outline.currentItem()
    assert "tas inte med" in row.data(Qt.ItemDataRole.AccessibleTextRole)
    page.outline.included.trigger()
    wait_shown(qtbot, page)
    assert "Sammanfattning av nämndens" in printed(page)


def test_the_parts_without_texts_lead_to_their_pages(page: AvsnittPage, qtbot: QtBot) -> None:
    page.outline.select_part(Part.KONTROLLER)
    button = next(one for one in page.part.findChildren(QPushButton) if one.text() == "Till Kontroller")
    with qtbot.waitSignal(page.go_to) as went:
        button.click()
    assert went.args == [Target("kontroller")]


def test_layout_and_title_are_printed(page: AvsnittPage, qtbot: QtBot) -> None:
    box = page.head.layout_box
    box.setCurrentIndex(box.findText("Efter mål"))
    box.activated.emit(box.currentIndex())
    row = page.head.rows["rubrik"]
    row.editor.set_text("Kontrollen i april")
    row.commit()
    wait_shown(qtbot, page)
    assert "Kontrollen i april" in printed(page)
    assert "Mål/process" not in page.preview.column.pages[0].accessibleDescription()
    assert box.currentText() == "Efter mål"


def test_a_day_far_away_is_refused_beside_the_field(page: AvsnittPage, qtbot: QtBot) -> None:
    row = page.head.rows["period"]
    row.editor.set_text("2031-01-01")
    row.commit()
    wait_shown(qtbot, page)
    assert "ligger långt från planens år" in labels(row)


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (Part.GRANSKNINGAR, "Åtgärder utifrån rekommendation"),
        (Part.KONTROLLER, "Systematiska kontroller"),
        (Part.INSYN, "Plan för uppföljning och insyn"),
    ],
)
def test_the_pages_follow_the_part_that_is_looked_at(page: AvsnittPage, qtbot: QtBot, part: Part, said: str) -> None:
    page.outline.select_part(part)
    wait_shown(qtbot, page)
    assert said in printed(page)
    page.outline.select_part(Part.INLEDNING)
    column = page.preview.column
    assert column.verticalScrollBar().value() < column.pages[0].height() / 4

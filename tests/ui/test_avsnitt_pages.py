"""The printed pages beside the texts: renewed when the fingers rest, drawn where they are seen, read and zoomed."""

import io
from collections.abc import Mapping

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QKeySequence, QPalette, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from internkontroll.domain.words import Textdel
from internkontroll.errors import InputRefused
from internkontroll.ui.widgets.page_preview import PagePreview

TEXT = Textdel.INLEDNING
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


class Pages:
    """A PDF of ten pages that say the draft; what was rendered is noted."""

    def __init__(self) -> None:
        self.count = 10
        self.drafts: list[str] = []

    def render(self, draft: Mapping[Textdel, str]) -> bytes:
        said = draft.get(TEXT, "")
        self.drafts.append(said)
        if said == "☃":
            raise InputRefused("Tecknet ☃ finns inte i typsnittet.")
        if said == "fel":
            raise RuntimeError("bug")
        stream = io.BytesIO()
        canvas = Canvas(stream, (595, 842), invariant=True)
        for number in range(1, self.count + 1):
            canvas.drawString(72, 700, f"Blad {number} {said}")
            canvas.showPage()
        canvas.save()
        return stream.getvalue()


@pytest.fixture
def pages() -> Pages:
    return Pages()


@pytest.fixture
def preview(qtbot: QtBot, pages: Pages) -> PagePreview:
    preview = PagePreview()
    qtbot.addWidget(preview)
    preview.resize(QSize(500, 600))
    preview.show()
    preview.show_section(pages.render, {})
    wait(qtbot, preview)
    return preview


def wait(qtbot: QtBot, preview: PagePreview) -> None:
    qtbot.waitUntil(lambda: preview.is_idle, timeout=10_000)
    QApplication.processEvents()
    if not preview.is_idle:
        wait(qtbot, preview)


def text(preview: PagePreview, number: int) -> str:
    return preview.column.pages[number].accessibleDescription().strip()


def press(preview: PagePreview, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(preview.column, key, held)


def test_the_page_that_is_seen_has_a_name_and_its_text(preview: PagePreview) -> None:
    assert preview.column.accessibleName() == "Sida 1 av 10"
    assert preview.column.accessibleDescription().strip() == text(preview, 0) == "Blad 1"
    assert "Sida 1 av 10" in [label.text() for label in preview.findChildren(QLabel)]


def test_only_pages_that_are_seen_are_drawn(preview: PagePreview, qtbot: QtBot) -> None:
    assert [page.is_drawn for page in preview.column.pages] == [True] + [False] * 9
    preview.column.go_to_page(8)
    wait(qtbot, preview)
    assert preview.column.pages[8].is_drawn
    assert preview.column.pages[0].is_drawn is False


def test_only_the_newest_draft_is_rendered(preview: PagePreview, pages: Pages, qtbot: QtBot) -> None:
    for said in ("a", "ab", "abc"):
        preview.set_draft({TEXT: said})
    wait(qtbot, preview)
    assert pages.drafts == ["", "abc"]
    assert text(preview, 0) == "Blad 1 abc"


def test_the_reader_stays_where_he_is_when_the_pages_are_renewed(preview: PagePreview, qtbot: QtBot) -> None:
    preview.column.verticalScrollBar().setValue(2345)
    preview.set_draft({TEXT: "nytt"})
    wait(qtbot, preview)
    assert preview.column.verticalScrollBar().value() == 2345
    assert "nytt" in text(preview, preview.column.current)


def test_pages_that_are_gone_go(preview: PagePreview, pages: Pages, qtbot: QtBot) -> None:
    preview.column.go_to_page(9)
    pages.count = 2
    preview.set_draft({TEXT: "kort"})
    wait(qtbot, preview)
    assert preview.column.accessibleName() == "Sida 2 av 2"
    assert len(preview.column.pages) == 2


def test_keys_zoom_and_scroll(preview: PagePreview, qtbot: QtBot) -> None:
    column = preview.column
    column.setFocus()
    fit = column.pages[0].width()
    assert fit == pytest.approx(column.viewport().width(), abs=40)
    press(preview, Key.Key_Plus, CTRL)
    assert column.pages[0].width() == pytest.approx(fit * 1.2, abs=2)
    press(preview, Key.Key_Minus, CTRL)
    press(preview, Key.Key_Minus, CTRL)
    assert column.pages[0].width() == pytest.approx(fit / 1.2, abs=2)
    press(preview, Key.Key_0, CTRL)
    assert column.pages[0].width() == fit
    press(preview, Key.Key_PageDown)
    assert column.verticalScrollBar().value() > 400
    press(preview, Key.Key_End)
    wait(qtbot, preview)
    assert column.accessibleName() == "Sida 10 av 10"
    press(preview, Key.Key_Home)
    assert column.verticalScrollBar().value() == 0


def test_the_zooms_keys_are_the_pages_own_while_they_have_the_focus(preview: PagePreview, qtbot: QtBot) -> None:
    shortcut = QShortcut(QKeySequence("Ctrl+0"), preview)
    went: list[bool] = []
    shortcut.activated.connect(lambda: went.append(True))
    preview.column.setFocus()
    press(preview, Key.Key_Plus, CTRL)
    press(preview, Key.Key_0, CTRL)
    assert went == []


def test_buttons_zoom_too(preview: PagePreview) -> None:
    fit = preview.column.pages[0].width()
    buttons = {one.accessibleName(): one for one in preview.findChildren(QToolButton)}
    buttons["Större"].click()
    assert preview.column.pages[0].width() > fit
    buttons["Sidans bredd"].click()
    assert preview.column.pages[0].width() == fit


def test_what_cant_be_rendered_is_said_and_the_pages_stay(preview: PagePreview, qtbot: QtBot) -> None:
    preview.set_draft({TEXT: "☃"})
    wait(qtbot, preview)
    said = [label.text() for label in preview.findChildren(QLabel) if label.isVisible()]
    assert "Tecknet ☃ finns inte i typsnittet." in said
    assert text(preview, 0) == "Blad 1"
    preview.set_draft({TEXT: "bra"})
    wait(qtbot, preview)
    assert text(preview, 0) == "Blad 1 bra"
    assert [label.text() for label in preview.findChildren(QLabel) if label.isVisible()] == ["Sida 1 av 10"]


def test_a_bug_in_the_rendering_is_told(preview: PagePreview, qtbot: QtBot) -> None:
    with qtbot.waitSignal(preview.failed) as told:
        preview.set_draft({TEXT: "fel"})
    assert isinstance(told.args[0], RuntimeError)


def test_folded_away_nothing_is_rendered_until_it_comes_back(preview: PagePreview, pages: Pages, qtbot: QtBot) -> None:
    preview.hide()
    preview.set_draft({TEXT: "dolt"})
    wait(qtbot, preview)
    assert pages.drafts == [""]
    preview.show()
    wait(qtbot, preview)
    assert text(preview, 0) == "Blad 1 dolt"


def test_paper_is_white_in_the_dark(preview: PagePreview, qtbot: QtBot) -> None:
    palette = QPalette(QColor("#202224"))
    preview.setPalette(palette)
    wait(qtbot, preview)
    shown = preview.column.pages[0].grab().toImage()
    assert shown.pixelColor(shown.width() // 2, 20) == QColor(Qt.GlobalColor.white)
    seen = {shown.pixelColor(x, round(shown.height() * 139 / 842)).lightness() < 128 for x in range(shown.width())}
    assert seen == {True, False}

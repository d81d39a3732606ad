"""Files that are let go of above a field of text go to what the field stands in; words stay with the field."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from internkontroll.services.sidor import Sida, columns
from internkontroll.ui.session import Session
from internkontroll.ui.widgets.editors import DateEditor, Editor, LineEditor, ParagraphsEditor
from internkontroll.ui.widgets.field_text import FieldText
from internkontroll.ui.widgets.list_head import ListHead
from internkontroll.ui.widgets.search_field import SearchField
from tests.services.edits import find
from tests.ui.rapportera import FIVE, HYGIEN, Logging, field, undo_reports


class Around(QWidget):
    """Wants everything, as the window and the bilagor do."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.got: list[str] = []
        self.setAcceptDrops(True)
        QVBoxLayout(self).addWidget(inside)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        self.got.append(event.mimeData().text())
        event.acceptProposedAction()


def addresses(*urls: QUrl) -> QMimeData:
    data = QMimeData()
    data.setUrls(urls)
    data.setText("\n".join(url.toString() for url in urls))  # as file managers do
    return data


def let_go(field: QWidget, data: QMimeData) -> None:
    """Above what lies on top in the middle of the field, which Qt asks first."""
    middle = field.rect().center()
    top = field.childAt(middle) or field
    where = top.mapFrom(field, middle)
    how = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(top, QDragEnterEvent(QPoint(where), *how))
    QApplication.sendEvent(top, QDropEvent(QPointF(where), *how))


EDITORS = (LineEditor, ParagraphsEditor, lambda: DateEditor("Datum"))


@pytest.fixture(params=EDITORS, ids=["line", "paragraphs", "date"])
def editor(request: pytest.FixtureRequest) -> Editor:
    made = request.param()
    assert isinstance(made, Editor)
    made.set_text("Före")
    return made


def surround(qtbot: QtBot, inside: QWidget) -> Around:
    around = Around(inside)
    qtbot.addWidget(around)
    with qtbot.waitExposed(around):
        around.show()
    return around


def test_a_file_goes_past_the_field(qtbot: QtBot, editor: Editor, tmp_path: Path) -> None:
    around = surround(qtbot, editor)
    data = addresses(QUrl.fromLocalFile(str(tmp_path / "å.pdf")), QUrl("https://example.se/"))
    let_go(editor.focus, data)
    assert around.got == [data.text()]
    assert editor.text() == "Före"


@pytest.mark.parametrize("text", ["Ord", "https://example.se/riktlinje"])
def test_words_and_pages_of_the_web_are_written_in_the_field(qtbot: QtBot, editor: Editor, text: str) -> None:
    around = surround(qtbot, editor)
    data = addresses(QUrl(text)) if ":" in text else QMimeData()
    data.setText(text)
    let_go(editor.focus, data)
    assert around.got == []
    assert text in editor.text()


def test_a_file_goes_past_a_text_with_fields(qtbot: QtBot, tmp_path: Path) -> None:
    text = FieldText()
    around = surround(qtbot, text)
    let_go(text, addresses(QUrl.fromLocalFile(str(tmp_path / "å.pdf"))))
    assert len(around.got) == 1
    assert text.toPlainText() == ""


def test_a_file_goes_past_a_search(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    everywhere, head = SearchField(session), ListHead("Risker", columns(Sida.RISKER), ())
    data = addresses(QUrl.fromLocalFile(str(tmp_path / "å.pdf")))
    for search, whole in ((everywhere, everywhere), (head.search, head)):
        around = surround(qtbot, whole)
        let_go(search, data)
        assert around.got == [data.text()]
        assert search.text() == ""


def test_a_file_above_the_comment_is_kept_with_the_tillfalle(
    qtbot: QtBot, session: Session, register_file: Path, tmp_path: Path
) -> None:
    undo_reports(register_file, FIVE)
    logging = Logging(qtbot, session, HYGIEN)
    file = tmp_path / "protokoll å.txt"
    file.write_text("Mätning")
    comment = field(logging, "Analys och kommentar").editor
    let_go(comment.focus, addresses(QUrl.fromLocalFile(str(file))))
    logging.wait()
    assert [one["filnamn"] for one in find(logging.register, "bilaga", utfall_id=HYGIEN)] == ["protokoll å.txt"]
    assert comment.text() == ""

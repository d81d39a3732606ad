"""The page Avsnitt on the example register, shown in a shell that does no more than it must."""

from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from internkontroll.ui.actions import Actions
from internkontroll.ui.pages.avsnitt import AvsnittPage
from internkontroll.ui.session import Session
from internkontroll.ui.settings import Settings


def make_page(qtbot: QtBot, session: Session, settings: Settings) -> AvsnittPage:
    page = AvsnittPage(session, settings)
    qtbot.addWidget(page)
    actions = Actions(page)
    page.set_actions(actions)
    session.changed.connect(lambda saved: page.refresh(saved.tabeller))
    session.context_changed.connect(page.refresh)
    page.resize(1200, 800)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.refresh()
    wait_shown(qtbot, page)
    return page


def wait_shown(qtbot: QtBot, page: AvsnittPage) -> None:
    """Until the register has answered and the pages show what it said."""

    def is_idle() -> bool:
        return page.session.thread_of_register.is_idle and page.preview.is_idle

    qtbot.waitUntil(is_idle, timeout=20_000)
    QApplication.processEvents()
    if not is_idle():
        wait_shown(qtbot, page)


def printed(page: AvsnittPage) -> str:
    """The text of the pages that are seen, as a screen reader says it."""
    return " ".join(" ".join(view.accessibleDescription().split()) for view in page.preview.column.pages)


def rows(qtbot: QtBot, page: AvsnittPage, sql: str) -> list[tuple[object, ...]]:
    """What the register has when all that was asked has been done."""
    found: list[tuple[object, ...]] = []
    page.session.read(lambda reader: reader.rows(sql), found.extend)
    wait_shown(qtbot, page)
    return found


def labels(widget: QWidget) -> str:
    """What stands there to read, when it has been laid out."""
    QApplication.processEvents()
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def focused() -> QWidget:
    """Who gets the keys."""
    QApplication.processEvents()
    widget = QApplication.focusWidget()
    assert widget is not None  # what else QTest is given ends the program
    return widget


def parts(page: AvsnittPage) -> list[str]:
    """The outline's titles."""
    return [page.outline.item(row).text() for row in range(page.outline.count())]

"""Täckning in the window: the map, what is behind its cells, and reminders, by keyboard and by mouse."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget, QPlainTextEdit, QTabBar
from pytestqt.qtbot import QtBot

from internkontroll.db.models import egenkontroll, enhet_version, utfall
from internkontroll.db.register_file import connect
from internkontroll.db.session import Register
from internkontroll.domain.egenkontroll.paminnelse import MOST_OF_MAILTO
from internkontroll.services.sidor import Urval
from internkontroll.services.tackning import Indelning, Lage, coverage, reminders
from internkontroll.ui.pages.egenkontroller import LIST, MAP, EgenkontrollerPage
from internkontroll.ui.pages.tackning_remind import NO_CHIEF, RemindDialog
from internkontroll.ui.records.egenkontroll_panel import EgenkontrollPanel
from internkontroll.ui.session import Session
from internkontroll.ui.settings import Settings
from internkontroll.ui.target import Target
from internkontroll.ui.widgets.coverage_cells import MARKS
from internkontroll.ui.widgets.grid import CELL
from tests.services.sammanhangen import change, reading
from tests.ui.conftest import wait_idle
from tests.ui.journey import Keys, Mouse, start


@pytest.fixture
def page(qtbot: QtBot, session: Session, settings: Settings) -> Iterator[EgenkontrollerPage]:
    page = EgenkontrollerPage(session, settings)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    page.refresh()
    wait_idle(qtbot, session)
    yield page


def turn(qtbot: QtBot, page: EgenkontrollerPage, place: int = MAP) -> None:
    page.tabs.setCurrentIndex(place)
    wait_idle(qtbot, page.session)


def shown(page: EgenkontrollerPage) -> list[str]:
    model = page.tackning.grid.model()
    return [model.headerData(row, Qt.Orientation.Vertical) for row in range(model.rowCount())]


def words_of(page: EgenkontrollerPage, row: int, column: int, role: int = Qt.ItemDataRole.DisplayRole) -> str:
    model = page.tackning.grid.model()
    return str(model.data(model.index(row, column), role))


def test_the_map_says_what_the_service_says(qtbot: QtBot, page: EgenkontrollerPage, register: Register) -> None:
    turn(qtbot, page)
    assert page.session.sammanhang is not None
    with reading(register) as reader:
        found = coverage(reader, page.session.sammanhang)
    assert shown(page) == [rad.titel for rad in found.rader]
    for row, rad in enumerate(found.rader):
        for column, ruta in enumerate(rad.rutor):
            for role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
                assert words_of(page, row, column, role) == f"{rad.titel}, {ruta.as_text()}"


def test_rows_periods_and_what_it_is_about_are_chosen_above_it(qtbot: QtBot, page: EgenkontrollerPage) -> None:
    turn(qtbot, page)
    head = page.tackning.head
    head.rader.setCurrentText("Metod")
    head.steg.setCurrentText("Tertial")
    wait_idle(qtbot, page.session)
    assert "Granskning av journaler och akter" in shown(page)
    assert page.tackning.grid.columnCount() == 3
    head.rader.setCurrentText("Egenkontroll")
    head.bara.setCurrentIndex(next(n for n in range(head.bara.count()) if head.bara.itemText(n).startswith("Egenk")))
    wait_idle(qtbot, page.session)
    assert [f"Egenkontroll: {name}" for name in shown(page)] == [head.bara.currentText()]


def test_what_it_is_narrowed_to_goes_with_it_to_the_papperskorg(
    qtbot: QtBot, page: EgenkontrollerPage, register: Register
) -> None:
    turn(qtbot, page)
    head = page.tackning.head
    head.bara.setCurrentIndex(head.bara.count() - 1)
    wait_idle(qtbot, page.session)
    titel = head.bara.currentText().removeprefix("Egenkontroll: ")
    change(register, egenkontroll, egenkontroll.c.namn == titel, borttagen="2026-04-20T00:00:00Z")
    page.refresh(frozenset({"egenkontroll"}))
    wait_idle(qtbot, page.session)
    assert head.bara.currentText() == "Alla egenkontroller"
    assert head.val.bara is None
    assert len(shown(page)) > 1


def test_only_rows_that_lack_something_can_be_shown(qtbot: QtBot, page: EgenkontrollerPage, register: Register) -> None:
    turn(qtbot, page)
    page.tackning.head.only_missing.setChecked(True)
    grid = page.tackning.grid
    cells = [[words_of(page, row, column) for column in range(12)] for row in range(grid.rowCount())]
    assert 0 < len(cells) < 8
    assert all("saknas" in row for row in cells)
    with closing(connect(register.path)) as connection:
        connection.execute("UPDATE utfall SET datum = period WHERE datum IS NULL")
    page.refresh()
    wait_idle(qtbot, page.session)
    assert page.tackning.nothing.accessibleName() == "Inget saknas."


def test_the_numbers_are_a_table_to_copy(qtbot: QtBot, page: EgenkontrollerPage) -> None:
    turn(qtbot, page)
    view = page.tackning
    view.head.as_table.setChecked(True)
    assert view.stack.currentWidget() is view.table
    view.copy()
    lines = QGuiApplication.clipboard().text().split("\r\n")
    assert lines[0].startswith("Enhet\tPlanerade\tGjorda\tAndel hittills\tSaknas")
    assert len(lines) == view.table.rowCount() + 2
    view.head.rader.setCurrentText("Område")
    wait_idle(qtbot, page.session)
    assert view.table.model().headerData(0, Qt.Orientation.Horizontal) == "Område"
    view.head.as_table.setChecked(False)
    view.copy()
    assert QGuiApplication.clipboard().mimeData().hasImage()


def test_a_cell_opens_its_tillfallen_and_one_of_them_its_record(qtbot: QtBot, page: EgenkontrollerPage) -> None:
    turn(qtbot, page)
    view = page.tackning
    row, column = next(
        (row, column)
        for row in range(view.grid.rowCount())
        for column in range(12)
        if words_of(page, row, column) == "saknas"
    )
    view.grid.setFocus()
    view.grid.setCurrentCell(row, column)
    QTest.keyClick(view.grid, Qt.Key.Key_Return)
    wait_idle(qtbot, page.session)
    assert view.side.isVisible()
    assert view.side.table.texts()[0][4] == "saknas"
    QTest.keyClick(view.side.table, Qt.Key.Key_Escape)
    assert not view.side.isVisible()
    assert view.grid.hasFocus()
    QTest.keyClick(view.grid, Qt.Key.Key_Return)
    wait_idle(qtbot, page.session)
    namn, enhet = view.side.table.texts()[0][:2]
    QTest.keyClick(view.side.table, Qt.Key.Key_Return)
    wait_idle(qtbot, page.session)
    assert page.tabs.currentIndex() == LIST
    panel = page.side.record
    assert isinstance(panel, EgenkontrollPanel)
    assert panel.utfall.card.isVisible()
    assert panel.utfall.card.accessibleName().startswith(f"{enhet}, ")
    assert page.view.currentIndex().isValid()
    assert namn in [rad.varden[1] for rad in page.selection.records()]


def test_what_is_behind_a_cell_follows_what_is_logged(
    qtbot: QtBot, page: EgenkontrollerPage, register: Register
) -> None:
    turn(qtbot, page)
    view = page.tackning
    with reading(register) as reader:
        assert page.session.sammanhang is not None
        (one, *_) = reminders(reader, page.session.sammanhang)
        rad = next(rad for rad in coverage(reader, page.session.sammanhang).rader if rad.namn == one.enheter[0])
    column = next(place for place, ruta in enumerate(rad.rutor) if ruta.lage is Lage.SAKNAS)
    view.show_cell(rad.nyckel, column)
    wait_idle(qtbot, page.session)
    assert "saknas" in [row[4] for row in view.side.table.texts()]
    view.grid.setFocus()
    change(register, utfall, utfall.c.datum.is_(None), datum=page.session.today)
    page.refresh(frozenset({"utfall"}))
    wait_idle(qtbot, page.session)
    assert view.side.isVisible()
    assert "saknas" not in [row[4] for row in view.side.table.texts()]
    assert view.grid.hasFocus()
    view.head.steg.setCurrentText("Kvartal")
    wait_idle(qtbot, page.session)
    assert not view.side.isVisible()


def test_a_target_leads_to_a_tillfalle_a_cell_or_the_map(
    qtbot: QtBot, page: EgenkontrollerPage, register: Register
) -> None:
    assert page.session.sammanhang is not None
    with reading(register) as reader:
        (one, *_) = reminders(reader, page.session.sammanhang)
        found = coverage(reader, page.session.sammanhang)
    page.show_target(Target("egenkontroller", "tackning"))
    assert page.tabs.currentIndex() == MAP
    page.show_target(Target("egenkontroller", "utfall", one.saknade[0].utfall_id))
    wait_idle(qtbot, page.session)
    assert page.tabs.currentIndex() == LIST
    panel = page.side.record
    assert isinstance(panel, EgenkontrollPanel)
    assert panel.utfall.card.accessibleName().startswith(f"{one.saknade[0].enhet}, ")
    page.tackning.head.rader.setCurrentText("Metod")
    rad = next(rad for rad in found.rader if rad.rutor[1].lage)
    page.show_target(Target("egenkontroller", urval=Urval(filter={"enhet": (rad.nyckel,), "kolumn": ("1",)})))
    wait_idle(qtbot, page.session)
    assert page.tackning.head.val.rader is Indelning.ENHET
    assert page.tackning.grid.currentIndex().data(CELL).value == (rad.nyckel, 1)
    assert page.tackning.side.table.rowCount() == sum(rad.rutor[1].antal.values())


def test_the_search_of_the_list_and_a_new_egenkontroll_bring_the_list_forward(
    qtbot: QtBot, page: EgenkontrollerPage
) -> None:
    turn(qtbot, page)
    QTest.keyClick(page.tackning.grid, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.tabs.currentIndex() == LIST
    assert page.head.search.hasFocus()
    turn(qtbot, page)
    QTest.keyClick(page.tackning.grid, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    wait_idle(qtbot, page.session)
    assert page.tabs.currentIndex() == LIST
    assert page.side.record.shown is not None


def test_the_tab_comes_back_at_the_next_start(qtbot: QtBot, page: EgenkontrollerPage, settings: Settings) -> None:
    turn(qtbot, page)
    page.save_state()
    again = EgenkontrollerPage(page.session, settings)
    qtbot.addWidget(again)
    again.refresh()
    wait_idle(qtbot, again.session)
    assert again.tabs.currentIndex() == MAP
    assert again.tackning.grid.rowCount() == page.tackning.grid.rowCount() > 0


# --- reminders --------------------------------------------------------------------------------------------------------


class Mailer:
    """The user's mail program, or none."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.urls: list[str] = []
        self.answers = True
        monkeypatch.setattr(QDesktopServices, "openUrl", self._open)

    def _open(self, url: QUrl) -> bool:
        self.urls.append(bytes(url.toEncoded().data()).decode("ascii"))
        return self.answers


@pytest.fixture
def mailer(monkeypatch: pytest.MonkeyPatch) -> Mailer:
    return Mailer(monkeypatch)


@pytest.fixture
def dialog(qtbot: QtBot, page: EgenkontrollerPage, register: Register) -> Iterator[RemindDialog]:
    """Two chiefs and a unit without one lack something."""
    turn(qtbot, page)
    for place, chef in enumerate(("Åsa Öberg <asa@kommunen.se>", "Bo Bok", None)):
        change(register, enhet_version, enhet_version.c.enhet_id % 3 == place, chef=chef)
    change(register, utfall, utfall.c.datum.is_not(None), datum=None)
    page.tackning.remind()
    wait_idle(qtbot, page.session)
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, RemindDialog))
    yield dialog
    dialog.reject()


def test_a_text_too_long_for_a_link_is_copied_and_the_mail_opened_without_it(
    dialog: RemindDialog, mailer: Mailer
) -> None:
    assert [dialog.list.item(row).text().split("\n")[0] for row in range(3)] == [
        "Bo Bok",
        "Åsa Öberg <asa@kommunen.se>",
        NO_CHIEF,
    ]
    dialog.list.setCurrentRow(1)
    dialog.text.appendPlainText("Påminnelser är ett stöd. " * 60)
    dialog.mail.click()
    (url,) = mailer.urls
    assert url.startswith("mailto:asa@kommunen.se?subject=P%C3%A5minnelse%3A%20")
    assert "body" not in url
    assert QGuiApplication.clipboard().text() == dialog.text.toPlainText()
    assert "klistra in den med Ctrl+V" in dialog.said.text()
    assert dialog.list.currentItem().text().partition("\n")[2].startswith("Mejl öppnat · ")


def test_what_somebody_has_written_is_what_is_sent(dialog: RemindDialog, mailer: Mailer) -> None:
    dialog.subject.clear()
    QTest.keyClicks(dialog.subject, "Hej")
    dialog.text.setPlainText("Åäö & 100 %\nNästa rad")
    dialog.list.setCurrentRow(1)
    dialog.list.setCurrentRow(0)
    assert dialog.text.toPlainText() == "Åäö & 100 %\nNästa rad"
    dialog.mail.click()
    (url,) = mailer.urls
    assert len(url) <= MOST_OF_MAILTO
    assert parse_qs(urlsplit(url).query) == {"subject": ["Hej"], "body": ["Åäö & 100 %\r\nNästa rad"]}
    dialog.copy_all.click()
    assert "Ämne: Hej\n\nÅäö & 100 %\nNästa rad\n\n\nTill: Åsa Öberg" in QGuiApplication.clipboard().text()


def test_without_a_mail_program_the_text_is_copied(dialog: RemindDialog, mailer: Mailer) -> None:
    mailer.answers = False
    dialog.text.setPlainText("Kort")
    dialog.mail.click()
    assert QGuiApplication.clipboard().text() == "Kort"
    assert dialog.said.text().startswith("Inget mejlprogram svarade.")


def test_when_nothing_is_missing_there_is_nobody_to_remind(
    qtbot: QtBot, page: EgenkontrollerPage, register: Register
) -> None:
    change(register, utfall, utfall.c.datum.is_(None), forfaller=page.session.today.replace(year=2030))
    page.tackning.remind()
    wait_idle(qtbot, page.session)
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, RemindDialog))
    assert not dialog.copy.isEnabled()
    assert dialog.said.text() == "Inget saknas: allt som har förfallit är loggat."
    dialog.reject()


# --- the whole way ----------------------------------------------------------------------------------------------------


@pytest.fixture
def three_missing(register_file: Path) -> Register:
    """Three units, each with a chief of her own, lack one tillfälle; nothing else is missing."""
    register = Register(register_file, "prov")
    query = """
        SELECT min(utfall.id) FROM utfall JOIN egenkontroll ON egenkontroll.id = egenkontroll_id
        JOIN plan ON plan.id = plan_id WHERE ar = 2026 AND utfall.period < '2026-03-01' AND utfall.borttagen IS NULL
        AND egenkontroll.borttagen IS NULL GROUP BY enhet_id LIMIT 3"""
    with closing(connect(register.path)) as connection:
        connection.execute("UPDATE utfall SET datum = period WHERE datum IS NULL")
        for place, (post,) in enumerate(connection.execute(query).fetchall()):
            connection.execute("UPDATE utfall SET datum = NULL, forfaller = '2026-03-10' WHERE id = ?", (post,))
            name = "UPDATE enhet_version SET chef = ? WHERE enhet_id = (SELECT enhet_id FROM utfall WHERE id = ?)"
            connection.execute(name, (f"Chef {place}", post))
    return register


def is_three_reminders(text: str) -> bool:
    return [line for line in text.splitlines() if line.startswith("Till: ")] == [f"Till: Chef {n}" for n in range(3)]


def test_from_three_missing_to_three_reminders_in_three_clicks(
    qtbot: QtBot, settings: Settings, three_missing: Register
) -> None:
    person = start(qtbot, settings, three_missing.path, Mouse)
    person.steps = 0
    person.press("3 saknas: visa täckningen")
    person.press("Påminn om 3 som saknas…")
    assert person.count_rows("Chefer som har något att logga") == 3
    person.press("Kopiera alla 3")
    assert person.steps == 3
    assert is_three_reminders(QGuiApplication.clipboard().text())
    assert "skulle ha varit klar 2026-03-10" in person.see("Text", QPlainTextEdit).toPlainText()
    person.press("Stäng")


def test_the_same_by_keyboard_from_the_page(qtbot: QtBot, settings: Settings, three_missing: Register) -> None:
    person = start(qtbot, settings, three_missing.path, Keys)
    person.page("Egenkontroller")
    person.tab("Täckning")
    person.press("Påminn om 3 som saknas…")
    person.go_to("Chefer som har något att logga")
    person.key("Down")
    assert person.see("Chefer som har något att logga", QListWidget).currentRow() == 1
    assert person.see("Text", QPlainTextEdit).toPlainText().startswith("Hej Chef 1!")
    person.press("Kopiera alla 3")
    assert is_three_reminders(QGuiApplication.clipboard().text())
    person.key("Esc")
    bar = next(one for one in person.front.findChildren(QTabBar) if one.accessibleName() == "Vyer av egenkontrollerna")
    assert bar.currentIndex() == MAP


def test_every_lage_has_its_mark() -> None:
    assert set(MARKS) == set(Lage)

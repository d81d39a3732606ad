"""The hits of the search over everything: what they say, how they are drawn, and when they are painted anew."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QListView
from pytestqt.qtbot import QtBot

from internkontroll.services.sidor import Sida
from internkontroll.services.sok import Traff
from internkontroll.ui import theme
from internkontroll.ui.models.hit_model import HitModel
from internkontroll.ui.widgets.hit_delegate import HitDelegate
from tests.ui.journey import Keys

Role = Qt.ItemDataRole


def hit(number: int, titel: str = "Brukare får inte sin medicin") -> Traff:
    return Traff("risk", number, Sida.RISKER, 1, f"R-{number:02} {titel}", "Risk · 2.3 HR · 2026")


def shown(qtbot: QtBot, *hits: Traff) -> QListView:
    view, model = QListView(), HitModel()
    qtbot.addWidget(view)
    model.setParent(view)
    view.setUniformItemSizes(True)
    view.setModel(model)
    view.setItemDelegate(HitDelegate(view))
    view.resize(300, 200)
    view.show()
    model.show_hits(hits)
    return view


def test_qt_finds_no_fault_in_the_hits(qtbot: QtBot) -> None:
    model = HitModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    rows = [model.rowCount()]
    for hits in ([], [hit(1), hit(2)], [hit(2)], []):
        model.show_hits(hits)
        rows.append(model.rowCount())
    assert tester.model() is model
    assert rows == [0, 1, 2, 1, 1]


def test_a_hit_says_what_it_is_and_where(qtbot: QtBot) -> None:
    model = HitModel()
    model.show_hits([hit(1)])
    index = model.index(0, 0)
    assert index.data() == "R-01 Brukare får inte sin medicin\nRisk · 2.3 HR · 2026"
    assert index.data(Role.AccessibleTextRole) == "R-01 Brukare får inte sin medicin. Risk · 2.3 HR · 2026"
    assert model.hit(0) == hit(1)
    assert model.hit(1) is None


def test_that_nothing_was_found_is_said_and_cant_be_chosen(qtbot: QtBot) -> None:
    model = HitModel()
    model.show_hits([])
    assert "Inget hittades" in model.index(0, 0).data()
    assert model.flags(model.index(0, 0)) == Qt.ItemFlag.NoItemFlags
    assert model.hit(0) is None


def test_the_same_hits_leave_the_list_as_it_is(qtbot: QtBot) -> None:
    model = HitModel()
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))
    for hits in ([hit(1)], [hit(1)], [hit(1), hit(2)]):
        model.show_hits(hits)
    assert len(resets) == 2


@pytest.mark.parametrize("titel", ["å", "Ett långt ord om en risk. " * 400])
def test_a_row_is_as_wide_as_the_list_however_long_its_text(qtbot: QtBot, titel: str) -> None:
    view = shown(qtbot, hit(1, titel), hit(2))
    assert view.horizontalScrollBar().maximum() == 0
    row = view.visualRect(view.model().index(0, 0))
    assert row.width() == view.viewport().width()
    assert row.height() >= max(theme.MIN_TARGET, 2 * view.fontMetrics().height())


def test_a_chosen_row_is_drawn_as_chosen(qtbot: QtBot) -> None:
    view = shown(qtbot, hit(1), hit(2))
    view.setCurrentIndex(view.model().index(1, 0))
    picture = view.viewport().grab().toImage()
    grounds = [view.visualRect(view.model().index(row, 0)).topRight() for row in (0, 1)]
    first, second = (QColor(picture.pixel(place.x() - 2, place.y() + 4)) for place in grounds)
    assert first == view.palette().base().color()
    assert second != first


def test_a_tooltip_has_the_whole_heading(qtbot: QtBot) -> None:
    model = HitModel()
    model.show_hits([hit(1, "<b>ord</b> " * 100 + "slut")])
    told = str(model.index(0, 0).data(Role.ToolTipRole))
    assert "&lt;b&gt;ord" in told
    assert "slut" in told


# --- the field -------------------------------------------------------------------------------------------------------


def hits(keys: Keys) -> QListView | None:
    front = QApplication.activePopupWidget()
    return front if isinstance(front, QListView) else None


def test_in_a_narrow_window_it_can_be_read_that_nothing_was_found(keys: Keys) -> None:
    keys.shell.window.resize(1024, 700)
    keys.key("Ctrl+K")
    keys.write("xyzzy")
    popup = hits(keys)
    assert popup is not None
    said = popup.model().index(0, 0).data()
    margins = theme.space(popup)
    assert popup.viewport().width() >= popup.fontMetrics().horizontalAdvance(said) + margins
    field = keys.shell.search
    right = min(field.mapToGlobal(field.rect().topRight()).x(), field.screen().geometry().right())
    assert popup.width() > field.width(), "the case is one where the field is too narrow"
    assert abs(popup.mapToGlobal(popup.rect().topRight()).x() - right) <= 1


def test_escape_closes_the_hits_and_then_clears_the_text(keys: Keys) -> None:
    keys.key("Ctrl+K")
    keys.write("risk")
    assert hits(keys) is not None
    keys.key("Escape")
    assert hits(keys) is None
    assert (keys.shell.search.text(), keys.focus) == ("risk", keys.shell.search)
    keys.key("Escape")
    assert (keys.shell.search.text(), keys.focus) == ("", keys.shell.search)


def test_hits_that_come_after_the_text_was_cleared_arent_shown(keys: Keys) -> None:
    keys.key("Ctrl+K")
    keys.shell.search.setText("risk")
    keys.shell.search.textEdited.emit("risk")
    QTest.keyClick(keys.shell.search, Qt.Key.Key_Escape)
    keys.settle()
    assert hits(keys) is None
    assert keys.shell.search.text() == ""

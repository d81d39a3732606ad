"""What is drawn can be seen: edges, icons and letters, in light, dark and with more contrast, while the window runs."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QStyleFactory,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from bilder.window import contrast_palette, palette
from internkontroll.domain.status import Status
from internkontroll.ui import readable, theme
from internkontroll.ui.icons import icon, status_icon
from internkontroll.ui.widgets.chip import Chip
from internkontroll.ui.widgets.columns import Columns
from internkontroll.ui.widgets.grid import Cell, Grid
from internkontroll.ui.widgets.push_button import CommandLink
from internkontroll.ui.widgets.tinted import IconLabel

PALETTES = {"light": palette(dark=False), "dark": palette(dark=True), "contrast": contrast_palette()}


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    """Fusion with its palette of before afterwards."""
    before, style = qapp.palette(), qapp.style().name()
    qapp.setStyle("Fusion")
    yield qapp
    qapp.setStyle(style)
    qapp.setPalette(before)


@pytest.fixture(params=PALETTES)
def look(app: QApplication, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> QPalette:
    """One palette after the other, made readable as the window does it."""
    monkeypatch.setattr(theme, "is_high_contrast", lambda: request.param == "contrast")
    chosen = PALETTES[request.param]
    app.setPalette(chosen)
    readable.strengthen()
    return chosen


def strongest(widget: QWidget, ground: QColor) -> float:
    """The contrast with the ground of what is seen best in the widget."""
    image = widget.grab().toImage()
    colors = {image.pixelColor(x, y).rgb() for x in range(image.width()) for y in range(image.height())}
    return max(theme.contrast(QColor(color), ground) for color in colors)


@pytest.mark.parametrize("kind", [QCheckBox, QLineEdit, QPlainTextEdit, QSpinBox])
def test_an_empty_field_has_an_edge_that_is_seen(look: QPalette, qtbot: QtBot, kind: type[QWidget]) -> None:
    field = kind()
    if isinstance(field, QSpinBox):
        field.setSpecialValueText(" ")
        field.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
    qtbot.addWidget(field)
    field.resize(field.sizeHint())
    for ground in (look.color(QPalette.ColorRole.Window), look.color(QPalette.ColorRole.Base)):
        assert strongest(field, ground) >= theme.MIN_EDGE_CONTRAST


def test_the_edges_follow_when_the_system_turns_dark(app: QApplication, qtbot: QtBot) -> None:
    window, box = QWidget(), QCheckBox()
    for widget in (window, box):
        qtbot.addWidget(widget)
    app.setPalette(PALETTES["light"])
    readable.ReadablePalette(window)
    app.setPalette(PALETTES["dark"])
    app.processEvents()
    assert strongest(box, PALETTES["dark"].color(QPalette.ColorRole.Window)) >= theme.MIN_EDGE_CONTRAST


def test_a_scroll_bar_keeps_the_systems_colours_inside_a_field(look: QPalette, qtbot: QtBot) -> None:
    field = QPlainTextEdit()
    qtbot.addWidget(field)
    assert field.verticalScrollBar().palette().color(QPalette.ColorRole.Window) == look.color(QPalette.ColorRole.Window)


@pytest.mark.parametrize("style", QStyleFactory.keys())
@pytest.mark.parametrize("dark", [False, True])
def test_every_style_of_the_system_draws_our_fields(app: QApplication, qtbot: QtBot, style: str, dark: bool) -> None:
    """On Windows windows11 and windowsvista too, which nobody chooses but Qt (ADR 17); Qt's warnings fail."""
    app.setStyle(style)
    app.setPalette(palette(dark=dark))
    readable.strengthen()
    for kind in (QCheckBox, QComboBox, QLineEdit, QListWidget, QPlainTextEdit, QPushButton, QSpinBox, QTabWidget):
        widget = kind()
        qtbot.addWidget(widget)
        widget.show()
        app.processEvents()
        assert strongest(widget, QColor("black" if dark else "white")) > 1


def test_the_icon_of_a_status_has_the_colour_of_the_palette_at_the_time(app: QApplication, qtbot: QtBot) -> None:
    app.setPalette(PALETTES["light"])
    kept, label = status_icon(Status.EJ_KLART), IconLabel(status_icon(Status.EJ_KLART))
    qtbot.addWidget(label)
    light, shown = kept.pixmap(32).toImage(), label.pixmap().toImage()
    app.setPalette(PALETTES["dark"])
    app.processEvents()
    dark = kept.pixmap(32).toImage()
    assert light != dark
    assert label.pixmap().toImage() != shown
    assert theme.contrast(dark.pixelColor(16, 6), theme.colors().danger) < 1.05


def test_the_shortest_chip_has_room_for_two_targets(qtbot: QtBot) -> None:
    chip = Chip("Å")
    qtbot.addWidget(chip)
    chip.show_choice("", is_set=True)
    assert chip.sizeHint().width() >= 2 * theme.MIN_TARGET


def test_the_first_step_is_written_in_the_systems_letters(app: QApplication, qtbot: QtBot) -> None:
    link = CommandLink("Nytt register…", "Skapa en tom registerfil, på er filyta eller den egna datorn.", icon("ny"))
    qtbot.addWidget(link)
    before, size = link.heightForWidth(500), app.font().pointSizeF()
    large = app.font()
    large.setPointSizeF(2 * size)
    link.setFont(large)
    app.processEvents()
    assert {label.fontInfo().pointSizeF() > size for label in link.findChildren(QLabel) if label.text()} == {True}
    assert link.heightForWidth(500) > before


def test_fields_below_each_other_ask_for_their_height_at_once(qtbot: QtBot) -> None:
    fields = QLineEdit(), QLineEdit()
    columns = Columns(fields)
    qtbot.addWidget(columns)
    wide, narrow = 2000, 24 * columns.fontMetrics().averageCharWidth()
    line = fields[0].sizeHint().height()
    assert columns.heightForWidth(wide) < 2 * line <= columns.heightForWidth(narrow)
    columns.resize(QSize(narrow, columns.heightForWidth(narrow)))
    columns.show()
    assert fields[0].geometry().bottom() < fields[1].geometry().top()
    assert {field.height() for field in fields} == {line}


def test_the_headers_of_a_grid_follow_the_palette_while_it_is_shown(app: QApplication, qtbot: QtBot) -> None:
    """Hem's matrix and coverage: a style sheet had kept the black of the light palette on the dark ground."""
    app.setPalette(PALETTES["light"])
    grid = Grid("Rutnät", 8, 2)
    qtbot.addWidget(grid)
    grid.show_cells(["Sannolik"], ["Kännbar"], [[Cell("1", None, "en risk")]], "")
    grid.show()
    for dark in (True, False):
        app.setPalette(PALETTES["dark" if dark else "light"])
        qtbot.wait(1)
        picture = grid.verticalHeader().grab().toImage()
        lights = [picture.pixelColor(x, y).lightness() for x in range(picture.width()) for y in range(picture.height())]
        ground = app.palette().color(QPalette.ColorRole.Base).lightness()
        assert max(abs(light - ground) for light in lights) > 120

"""The pictures of the window: the pages look as they did when somebody last looked at them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from bilder.compare import REFERENCES, TOLERANCE, difference, shrink
from bilder.scenes import dialogs, egenkontroll, pages, records
from bilder.window import LOOKS, example_window, picture, settle
from internkontroll.ui.pages.page import Page
from internkontroll.ui.settings import Settings
from internkontroll.ui.settings_pages import SECTIONS
from internkontroll.ui.shell import START_PAGE
from internkontroll.ui.widgets.nav import PAGES
from tests.posix import needs_letters_of_linux

LOOK = LOOKS[0]
NAMES = sorted([*(entry.name for entry in PAGES), START_PAGE])


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages as they look now, drawn in a process of its own with the pictures' own font and palette."""
    folder = tmp_path_factory.mktemp("bilder")
    command = [sys.executable, "-m", "bilder", str(folder), "--utseende", LOOK.name, "--sidor"]
    environment = os.environ | {"QT_SCALE_FACTOR": "1", "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        command, cwd=Path(__file__).parents[2], env=environment, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert "still open" not in done.stderr
    return folder


@needs_letters_of_linux
@pytest.mark.parametrize("name", NAMES)
def test_a_page_looks_as_it_did(drawn: Path, name: str) -> None:
    """If the change is meant: python3 dev.py bilder --referens, and look at what has changed."""
    assert difference(drawn / f"{name}-{LOOK.name}.png", REFERENCES / f"{name}.png") <= TOLERANCE


def test_each_page_has_a_small_reference() -> None:
    sizes = {path.stem: path.stat().st_size for path in REFERENCES.glob("*.png")}
    assert sorted(sizes) == NAMES
    assert {name: size for name, size in sizes.items() if size > 40 * 1024} == {}


# --- what counts as another look --------------------------------------------------------------------------------------


class Sample(QWidget):
    """Some letters and two buttons, as on any page."""

    def __init__(self) -> None:
        super().__init__()
        layout, row = QVBoxLayout(self), QHBoxLayout()
        self.title = QLabel("Risk att medarbetare öppnar akter som de inte behöver för sitt arbete")
        self.first, self.second = QPushButton("Ny risk"), QPushButton("Vyer")
        policy = self.first.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.first.setSizePolicy(policy)
        for widget in (self.first, self.second):
            row.addWidget(widget)
        row.addStretch(1)
        layout.addWidget(self.title)
        layout.addLayout(row)
        layout.addStretch(1)
        self.resize(720, 240)


@pytest.fixture
def sample(qtbot: QtBot) -> Sample:
    widget = Sample()
    qtbot.addWidget(widget)
    widget.show()
    return widget


@pytest.fixture
def reference(sample: Sample, tmp_path: Path) -> Path:
    return shrink(picture(sample, tmp_path / "forr.png"), tmp_path / "referens.png")


def changed(sample: Sample, reference: Path) -> int:
    QApplication.processEvents()
    return difference(picture(sample, reference.with_name("nu.png")), reference)


def test_the_same_look_is_the_same(sample: Sample, reference: Path) -> None:
    assert changed(sample, reference) <= 2


def test_letters_may_be_drawn_otherwise(sample: Sample, reference: Path) -> None:
    font = QFont(sample.font())
    font.setStyleStrategy(QFont.StyleStrategy.NoAntialias)
    sample.setFont(font)
    assert changed(sample, reference) <= TOLERANCE


def test_a_button_that_is_gone_is_seen(sample: Sample, reference: Path) -> None:
    sample.first.hide()
    assert changed(sample, reference) > TOLERANCE


def test_a_layout_that_has_moved_is_seen(sample: Sample, reference: Path) -> None:
    layout = sample.layout()
    assert layout is not None
    layout.setContentsMargins(layout.contentsMargins().left(), 24, 9, 9)
    assert changed(sample, reference) > TOLERANCE


def test_another_size_is_another_look(sample: Sample, reference: Path) -> None:
    sample.resize(720, 300)
    assert changed(sample, reference) == 255


# --- what there are pictures of ---------------------------------------------------------------------------------------


def test_records_tabs_and_dialogs_are_drawn_too(qtbot: QtBot, tmp_path: Path) -> None:
    with example_window(LOOK, tmp_path) as shell:
        scenes = (pages, records, egenkontroll, dialogs)
        made = [path.stem for scene in scenes for path in scene(shell, lambda n: tmp_path / n)]
    assert [entry.name for entry in PAGES if entry.name not in made] == []
    assert {
        "risker-post",
        "risker-post-flik5",
        "egenkontroller-arshjul",
        "egenkontroller-arshjul-lista",
        "egenkontroller-tackning-tabell",
        "rapport-ny",
        "rapport-lyft-hel",
        "rapport-rattelse",
        "rapport-flera",
        "min-enhet-foresla",
        "dialog-las-in",
        "dialog-paminn",
        "dialog-stickprov",
        "dialog-egenkontroll-mall",
        "dialog-egenkontroll-skapa",
        "dialog-ny-plan",
        "dialog-besluta",
        "dialog-infoga",
        "dialog-kommandon",
    } <= {*made}
    assert len([name for name in made if name.startswith("installningar")]) == len(SECTIONS)


def test_only_the_page_in_front_is_shown(qtbot: QtBot, tmp_path: Path) -> None:
    """A page behind it would be painted too, at each keystroke."""
    Settings(tmp_path / "fonster.ini").set("fonster/sida", "risker")
    with example_window(LOOK, tmp_path) as shell:
        settle(shell)
        shown = [page for page in shell.window.stack.findChildren(Page) if page.isVisible()]
        assert shown == [shell.page]
        assert shell.page.name == "risker"

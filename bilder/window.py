"""The window of the pictures: always the same register, day, font, size and palette."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

import shiboken6
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from internkontroll.app import begin, make_application
from internkontroll.domain.status import Tillfalletyp
from internkontroll.paths import FONTS
from internkontroll.services.skapa import create_register
from internkontroll.ui import theme
from internkontroll.ui.main_window import MainWindow
from internkontroll.ui.settings import Settings
from internkontroll.ui.shell import Shell

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
"""The example's year is nearly over, so that nothing in it lies ahead."""

POINTS = 11
PATIENCE_SECONDS = 30
_ROUNDS_OF_REST = 10
"""A text that becomes higher moves what stands around it in a round of its own for each widget outwards."""


@dataclass(frozen=True, slots=True)
class Look:
    """A way in which the window is seen."""

    name: str
    size: QSize
    dark: bool = False
    scale: float = 1.0
    high_contrast: bool = False


LOOKS = (
    Look("ljust", QSize(1440, 900)),
    Look("morkt", QSize(1440, 900), dark=True),
    Look("200", QSize(1280, 800), scale=2.0),
    Look("smalt", QSize(1024, 700)),
    Look("kontrast", QSize(1440, 900), high_contrast=True),
)


def application(look: Look) -> QApplication:
    """The program's own application in the look: Qt's own style, and a font that lies in the project."""
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else make_application(["internkontroll"])
    app.setStyle("Fusion")
    families = [_add_font(path) for path in sorted(FONTS.glob("*.ttf"))]
    app.setFont(QFont(families[0], POINTS))
    if look.high_contrast:
        theme.is_high_contrast = lambda: True  # which the system says, and there is none here
    app.setPalette(contrast_palette() if look.high_contrast else palette(dark=look.dark))
    return app


@contextmanager
def example_window(look: Look, folder: Path) -> Iterator[Shell]:
    """The window with a new example register in `folder`, shown off screen, at April's report."""
    register = folder / "socialnamnden.ikreg"
    if not register.exists():
        with patch("internkontroll.db.writer.now", lambda: NOW.isoformat(timespec="seconds")):
            create_register(register, "Kim Exempel", example=True)
    window = MainWindow(Settings(folder / "fonster.ini"))
    window.resize(look.size)
    window.show()
    shell = begin(window, register, NOW.date())
    # A fault ends the program here; there is nobody to read a dialog.
    sys.excepthook = sys.__excepthook__
    settle(shell)
    shell.context.choose_tillfalle(Tillfalletyp.APRIL)
    settle(shell)
    try:
        yield shell
    finally:
        settle(shell)
        window.close()
        QApplication.processEvents()
        shiboken6.delete(window)  # at once, so that the pages of the PDF are let go of before Python ends


def settle(shell: Shell) -> None:
    """Until everything that was asked of the register is shown, and what it is shown in has come to rest."""

    def is_idle() -> bool:
        # The printed pages are made beside the register, and the panel of a list's records after the list.
        beside = [getattr(shell.page, name, None) for name in ("preview", "side")]
        return all(getattr(part, "is_idle", True) for part in (shell.session.thread_of_register, *beside))

    rest(is_idle)


def rest(is_idle: Callable[[], bool]) -> None:
    """Until nothing has been going on for some rounds."""
    until = time.monotonic() + PATIENCE_SECONDS
    quiet = 0
    while quiet < _ROUNDS_OF_REST and time.monotonic() < until:
        QApplication.processEvents()
        quiet = quiet + 1 if is_idle() else 0


def picture(widget: QWidget, path: Path) -> Path:
    """Save what the widget looks like."""
    widget.grab().save(str(path))
    return path


def _add_font(path: Path) -> str:
    number = QFontDatabase.addApplicationFont(str(path))
    return QFontDatabase.applicationFontFamilies(number)[0]


def palette(*, dark: bool) -> QPalette:
    """The colours of the pictures, whatever the system has."""
    if not dark:
        return QPalette(QColor("#f0f0f0"), QColor("#f3f3f5"))
    palette = QPalette(QColor("#3a3a3d"), QColor("#202023"))
    roles = QPalette.ColorRole
    for role, color in (
        (roles.Base, "#1a1a1c"),
        (roles.AlternateBase, "#232326"),
        (roles.ToolTipBase, "#2d2d30"),
        (roles.Highlight, "#3d7ab8"),
        (roles.HighlightedText, "#ffffff"),
        (roles.PlaceholderText, "#a8a8ad"),
        (roles.Link, "#7fb8f0"),
    ):
        palette.setColor(role, QColor(color))
    return palette


def contrast_palette() -> QPalette:
    """Yellow on black with a blue selection, as Windows has it for those who see badly."""
    palette, roles = QPalette(QColor("black"), QColor("black")), QPalette.ColorRole
    for role in (roles.WindowText, roles.Text, roles.ButtonText, roles.ToolTipText, roles.PlaceholderText):
        palette.setColor(role, QColor("yellow"))
    for role in (roles.Base, roles.AlternateBase, roles.ToolTipBase):
        palette.setColor(role, QColor("black"))
    for role, color in ((roles.Highlight, "#1aebff"), (roles.HighlightedText, "black"), (roles.Link, "#ffff80")):
        palette.setColor(role, QColor(color))
    palette.setColor(QPalette.ColorGroup.Disabled, roles.WindowText, QColor("#3ff23f"))
    for role in (roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor("#3ff23f"))
    return palette

"""The window's main(): the application, its translations, the first paint, and after it all the rest."""

import gc
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QLibraryInfo, QStandardPaths, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from internkontroll.ui.main_window import MainWindow
from internkontroll.ui.settings import Settings

if TYPE_CHECKING:
    from datetime import date

    from internkontroll.ui.shell import Shell

GC_THRESHOLDS = (50_000, 20, 50)
"""Fewer collections while tens of thousands of rows are alive."""

SWITCH_SECONDS = 0.001
"""How long other threads may keep the window waiting for Python; the usual 5 ms can be seen while pages are made."""


def main(arguments: Sequence[str]) -> int:
    """Open the window, with the register that the arguments name or the one that was open last."""
    gc.set_threshold(*GC_THRESHOLDS)
    sys.setswitchinterval(SWITCH_SECONDS)
    application = make_application(sys.argv[:1])
    window = MainWindow(Settings(settings_file()))
    window.painted.connect(lambda: QTimer.singleShot(0, lambda: _begin(window, arguments)))
    window.show()
    status = application.exec()
    end(window)
    return status


def end(window: MainWindow) -> None:
    """Take down a closed window while Qt is there: Python would do it at its end, in any order, which may crash."""
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()


def _begin(window: MainWindow, arguments: Sequence[str]) -> None:
    from datetime import datetime

    begin(window, Path(arguments[0]) if arguments else None, datetime.now().astimezone().date())


def begin(window: MainWindow, place: Path | None, today: "date") -> "Shell":
    """After the first paint: all that the window can do, and the register that is named or was open last."""
    # Imported here: what the first paint doesn't need comes after it.
    from PySide6.QtCore import QLocale

    from internkontroll.bootstrap import user_name
    from internkontroll.ui.icons import icon
    from internkontroll.ui.readable import ReadablePalette
    from internkontroll.ui.session import Session
    from internkontroll.ui.shell import Shell

    QLocale.setDefault(QLocale(QLocale.Language.Swedish, QLocale.Country.Sweden))
    window.setWindowIcon(icon("internkontroll"))
    ReadablePalette(window)
    shell = Shell(window, Session(user_name(), today))
    shell.bugs.install()
    shell.start(place or next((path for path in window.settings.recent if path.exists()), None))
    return shell


def make_application(argv: Sequence[str]) -> QApplication:
    """The application in Swedish, Qt's own dialogs too."""
    application = QApplication([*argv])
    application.setApplicationName("internkontroll")
    application.setApplicationDisplayName("Internkontroll")
    application.setDesktopFileName("internkontroll")
    translator = QTranslator(application)
    if translator.load("qtbase_sv", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)
    return application


def settings_file() -> Path:
    """Where this user's window remembers things; never in the register's folder."""
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppConfigLocation))
    return folder / "fonster.ini"

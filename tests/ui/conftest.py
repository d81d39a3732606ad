"""What the tests of the window share. They need Qt, and run by themselves: ``-p pytest-qt tests/ui``."""

import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from internkontroll.app import make_application
from internkontroll.services.sammanhang import default_sammanhang
from internkontroll.services.skapa import create_register
from internkontroll.ui.session import Session
from internkontroll.ui.settings import Settings

TODAY = date(2026, 4, 20)
"""The day of the tests: in the middle of the work on April's report of the example nämnd."""


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """The program's own application, in Swedish; one that is there already is used."""
    running = QApplication.instance()
    return running if isinstance(running, QApplication) else make_application(["internkontroll"])


@pytest.fixture(autouse=True)
def no_qt_warnings() -> Iterator[None]:
    """What Qt complains about is a fault of ours."""
    messages: list[str] = []

    def note(kind: QtMsgType, _context: object, text: str) -> None:
        of_platform = text.startswith("This plugin does not support")  # offscreen has no windows to raise
        if kind != QtMsgType.QtDebugMsg and kind != QtMsgType.QtInfoMsg and not of_platform:
            messages.append(text)

    old = qInstallMessageHandler(note)
    yield
    qInstallMessageHandler(old)
    assert messages == []


@pytest.fixture(scope="session")
def example_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The register with the example nämnd; not to be written to."""
    path = tmp_path_factory.mktemp("exempel") / "exempel.ikreg"
    create_register(path, "prov", example=True)
    return path


@pytest.fixture
def register_file(example_file: Path, tmp_path: Path) -> Path:
    """A copy of the example register, free to change."""
    return Path(shutil.copy(example_file, tmp_path / "exempel.ikreg"))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A new user's."""
    return Settings(tmp_path / "fonster.ini")


def wait_idle(qtbot: QtBot, session: Session) -> None:
    """Until everything that was asked of the register has been answered and shown."""
    qtbot.waitUntil(lambda: session.thread_of_register.is_idle, timeout=10_000)
    QApplication.processEvents()
    if not session.thread_of_register.is_idle:
        wait_idle(qtbot, session)


@pytest.fixture
def session(qtbot: QtBot, qapp: QApplication, register_file: Path) -> Iterator[Session]:
    """The example register, open at its newest plan's April."""
    session = Session("prov", TODAY)
    failures: list[Exception] = []
    session.failed.connect(failures.append)
    session.open(register_file)
    wait_idle(qtbot, session)
    session.read(lambda reader: default_sammanhang(reader, TODAY), session.choose)
    wait_idle(qtbot, session)
    assert session.sammanhang is not None
    yield session
    session.close()
    assert failures == []

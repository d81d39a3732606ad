"""What the tests of the window share. They need Qt, and run by themselves: ``-p pytest-qt tests/ui``."""

import os
import shutil
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from internkontroll.app import make_application
from internkontroll.db.session import Register
from internkontroll.domain.status import Tillfalletyp
from internkontroll.export.utbyte_json import render_utbyte
from internkontroll.services.sammanhang import default_sammanhang
from internkontroll.services.underlag import load_underlag
from internkontroll.ui.session import Session
from internkontroll.ui.settings import Settings

if TYPE_CHECKING:
    # They need this module.
    from tests.ui.journey import Keys, Mouse
    from tests.ui.rapportera import Logging

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


@pytest.fixture(autouse=True)
def no_key_held(qapp: QApplication) -> None:
    """QTest leaves Ctrl held after a click with it, and Qt's lists select otherwise then: here it is let go."""
    if QApplication.keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
        QTest.keyRelease(QWidget(), Qt.Key.Key_Control)
    assert QApplication.keyboardModifiers() == Qt.KeyboardModifier.NoModifier


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


@pytest.fixture
def register(session: Session) -> Register:
    """The open register, by another way than the window's."""
    assert session.path is not None
    return Register(session.path, "prov")


@pytest.fixture(autouse=True)
def own_excepthook() -> Iterator[None]:
    """The program takes the hook for errors; the next test gets it back."""
    before = sys.excepthook
    yield
    sys.excepthook = before


@pytest.fixture
def empty_file(new_file: Path, tmp_path: Path) -> Path:
    """A register without any plan, free to change."""
    return Path(shutil.copy(new_file, tmp_path / "tomt.ikreg"))


@pytest.fixture
def utbyte_file(register_file: Path, tmp_path: Path) -> Path:
    """The example's plan of 2026 at April's report, as a file to import."""
    path = tmp_path / "plan.json"
    with Register(register_file, "prov").read() as connection, path.open("wb") as stream:
        plan_id = connection.exec_driver_sql("SELECT id FROM plan WHERE ar = 2026").scalar_one()
        render_utbyte(load_underlag(connection, plan_id, Tillfalletyp.APRIL), stream)
    return path


@pytest.fixture
def logging(qtbot: QtBot, session: Session, register_file: Path) -> "Logging":
    """The panel at the first of five egenkontroller that a unit is to report."""
    from tests.ui.rapportera import FIVE, HYGIEN, Logging, undo_reports

    undo_reports(register_file, FIVE)
    return Logging(qtbot, session, HYGIEN)


@pytest.fixture
def keys(qtbot: QtBot, settings: Settings, register_file: Path) -> "Iterator[Keys]":
    """The whole program on the example register, and somebody at the keyboard."""
    from tests.ui.journey import Keys, start

    person = start(qtbot, settings, register_file, Keys)
    yield person
    person.shell.window.close()


@pytest.fixture
def mouse(qtbot: QtBot, settings: Settings, register_file: Path) -> "Iterator[Mouse]":
    """The same, and somebody at the mouse."""
    from tests.ui.journey import Mouse, start

    person = start(qtbot, settings, register_file, Mouse)
    yield person
    person.shell.window.close()

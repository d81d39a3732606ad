"""``python -m benchmarks.window_inside WORK REGISTER FOLDER``: drives the program's own window and says what it took.

A process of its own, so that nobody else needs Qt and memory is the window's. It writes a JSON list of numbers:
milliseconds, or KiB of memory. The window is off screen, where painting is done by the processor as on screen.
"""

import gc
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.common import kibibytes
from benchmarks.sidor import TODAY
from internkontroll.app import GC_THRESHOLDS, SWITCH_SECONDS, begin, make_application
from internkontroll.db.register_file import connect
from internkontroll.services.sidor import Urval
from internkontroll.ui.main_window import MainWindow
from internkontroll.ui.pages.list_page import ListPage
from internkontroll.ui.settings import Settings
from internkontroll.ui.shell import Shell

TYPED = ("risk", "skolskj", "r-00123", "utbildn", "lex sarah")
"""Typed a letter at a time and taken away again: words that many risks have, that few have and that none has."""

KEY_SECONDS = 0.1
"""From one keystroke to the next; fast typists need longer. What isn't done by then is in the next one's way."""

RESETS = 20
EDITS = 20


def search(shell: Shell) -> list[float]:
    """Each keystroke in the search over everything, until its hits have been painted."""
    shell.actions.search.trigger()
    return _type(shell, shell.search)


def filter_list(shell: Shell) -> list[float]:
    """Each keystroke in the field above the list of risks, until the list has been painted."""
    page = _risks(shell)
    page.head.focus_search()
    return _type(shell, page.head.search)


def reset(shell: Shell) -> list[float]:
    """The list of risks in another order that has been seen before: asked for, put in the model anew and painted."""
    page = _risks(shell)
    orders = [Urval(sortera="beskrivning", fallande=falling) for falling in (False, True)]
    for urval in orders:
        page.question.ask(urval)
        settle(shell)
    return [_timed(shell, lambda number=number: page.question.ask(orders[number % 2])) for number in range(RESETS)]


def save(shell: Shell) -> list[float]:
    """A changed field of a risk is left: until it stands in the register, with its line in the log.

    And by turns, at every other place: a raw commit of the same to the same file.
    """
    page = _risks(shell)
    page.view.selectRow(0)
    settle(shell)
    row = page.side.record.title_form.rows["risk", "beskrivning"]  # type: ignore[attr-defined]
    times = []
    with closing(connect(Path(str(shell.session.path)))) as connection:
        for number in range(EDITS):
            row.editor.set_text(f"Risk {number}: så står det nu.")
            times.append(_save(shell, row.commit))
            settle(shell)
            times.append(_commit(connection, f"Risk {number}: så står det sedan."))
    return times


def memory(shell: Shell) -> list[float]:
    """What the process has when risks are listed and one of them is open."""
    page = _risks(shell)
    page.view.selectRow(0)
    settle(shell)
    gc.collect()
    return [float(kibibytes("VmRSS"))]


def settle(shell: Shell) -> None:
    """Until everything that was asked of the register has been answered and painted."""
    while not shell.session.thread_of_register.is_idle:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    QApplication.processEvents()
    if not shell.session.thread_of_register.is_idle:
        settle(shell)


def _type(shell: Shell, field: QWidget) -> list[float]:
    keys = [key for word in TYPED for key in (*word, *[Qt.Key.Key_Backspace] * len(word))]
    times = []
    for key in keys:
        times.append(_timed(shell, lambda key=key: QTest.keyClick(field, key)))
        rest = time.perf_counter() + KEY_SECONDS - times[-1] / 1000
        while time.perf_counter() < rest:
            QApplication.processEvents()
            time.sleep(0.001)
    return times


def _risks(shell: Shell) -> ListPage:
    page = shell.show_page("risker")
    assert isinstance(page, ListPage)
    settle(shell)
    return page


def _timed(shell: Shell, act: Callable[[], object]) -> float:
    """Milliseconds from the act until its answer has been painted."""
    with _answers(shell) as answered:
        start = time.perf_counter()
        act()
        while not answered():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        QApplication.processEvents()
        return (time.perf_counter() - start) * 1000

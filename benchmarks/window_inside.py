"""``python -m benchmarks.window_inside WORK REGISTER FOLDER [WORD …]``: drives the window and says what it took.

A process of its own, so that nobody else needs Qt and memory is the window's. It writes a JSON list of numbers:
milliseconds, or KiB of memory. The window is off screen, where painting is done by the processor as on screen.
"""

import gc
import json
import sqlite3
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSize, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.common import kibibytes
from internkontroll.app import GC_THRESHOLDS, SWITCH_SECONDS, begin, end, make_application
from internkontroll.db.register_file import connect
from internkontroll.services.sidor import Urval
from internkontroll.ui.main_window import MainWindow
from internkontroll.ui.pages.list_page import ListPage
from internkontroll.ui.records.risk_panel import RiskPanel
from internkontroll.ui.settings import Settings
from internkontroll.ui.shell import Shell

TYPED = ("risk", "skolskj", "r-00123", "utbildn", "lex sarah")
"""Typed a letter at a time and taken away again: words that many risks have, that few have and that none has."""

KEY_SECONDS = 0.1
"""From one keystroke to the next; fast typists need longer. What isn't done by then is in the next one's way."""

TODAY = date(2026, 4, 20)
SIZE = QSize(1280, 800)
RESETS = 20
EDITS = 20

_WAITING = QEventLoop.ProcessEventsFlag.WaitForMoreEvents


Answered = Callable[[], bool]


def search(shell: Shell, words: Sequence[str]) -> list[float]:
    """Each keystroke in the search over everything, until its hits have been painted."""
    shell.actions.search.trigger()
    return _type(shell.search, lambda: shell.session.thread_of_register.is_idle, words)


def filter_list(shell: Shell, words: Sequence[str]) -> list[float]:
    """Each keystroke in the field above the list of risks, until the list has been painted."""
    page = _risks(shell)
    page.head.focus_search()
    return _type(page.head.search, _shown(page), words)


def reset(shell: Shell, _words: Sequence[str]) -> list[float]:
    """The list of risks in an order that has been seen before: asked for, put in the model anew and painted."""
    page = _risks(shell)
    orders = [Urval(sortera="beskrivning", fallande=falling) for falling in (False, True)]
    for urval in orders:
        page.question.ask(urval)
        settle(shell)
    times = []
    for number in range(RESETS):
        times.append(_timed(partial(page.question.ask, orders[number % 2]), _shown(page)))
        settle(shell)
    return times


def save(shell: Shell, _words: Sequence[str]) -> list[float]:
    """By turns: a changed field of a risk is left, until it stands in the register with its line in the log;
    and a raw commit of the same to the same file.
    """
    page = _risks(shell)
    page.view.selectRow(0)
    settle(shell)
    panel, saved = page.side.record, _Counter()
    assert isinstance(panel, RiskPanel)
    row = panel.title_form.rows["risk", "beskrivning"]
    shell.session.changed.connect(saved.count)
    times = []
    with closing(connect(Path(str(shell.session.path)))) as connection:
        for number in range(EDITS):
            row.editor.set_text(f"Risk {number}: så står det nu.")
            times.append(_timed(row.commit, saved.has_risen))
            settle(shell)
            times.append(_commit(connection, page.selection.records()[0].id, f"Risk {number}: så står det sedan."))
    return times


def memory(shell: Shell, _words: Sequence[str]) -> list[float]:
    """What the process has when risks are listed and one of them is open."""
    page = _risks(shell)
    page.view.selectRow(0)
    settle(shell)
    gc.collect()
    return [float(kibibytes("VmRSS"))]


WORKS: dict[str, Callable[[Shell, Sequence[str]], list[float]]] = {
    work.__name__: work for work in (search, filter_list, reset, save, memory)
}


def main(arguments: Sequence[str]) -> None:
    """Do the work with the window at a register, its settings in a folder; `words` are typed instead of `TYPED`."""
    work, register, folder, *words = arguments
    gc.set_threshold(*GC_THRESHOLDS)
    sys.setswitchinterval(SWITCH_SECONDS)
    application = make_application(["internkontroll"])
    window = MainWindow(Settings(Path(folder) / "fonster.ini"))
    window.resize(SIZE)
    window.show()
    shell = begin(window, Path(register), TODAY)
    sys.excepthook = sys.__excepthook__
    settle(shell)
    print(json.dumps(WORKS[work](shell, words or TYPED)))
    window.close()
    application.processEvents()
    del shell
    end(window)


def settle(shell: Shell) -> None:
    """Until everything that was asked of the register has been answered and painted."""
    thread = shell.session.thread_of_register
    while not thread.is_idle:
        QApplication.processEvents(_WAITING)
        if thread.is_idle:
            QApplication.processEvents()


class _Counter:
    """Whether something has happened since one asked last."""

    def __init__(self) -> None:
        self._number = 0

    def count(self, *_what: object) -> None:
        """It has happened."""
        self._number += 1

    def has_risen(self) -> bool:
        """Whether it has; the next time is a new one."""
        number, self._number = self._number, 0
        return number > 0


def _shown(page: ListPage) -> Answered:
    counter = _Counter()
    page.feed.shown.connect(counter.count)
    return counter.has_risen


def _type(field: QWidget, answered: Answered, words: Sequence[str]) -> list[float]:
    from PySide6.QtTest import QTest  # the program's own window doesn't have it in memory

    keys = [key for word in words for key in (*word, *[Qt.Key.Key_Backspace] * len(word))]
    times = []
    for key in keys:
        times.append(_timed(partial(QTest.keyClick, field, key), answered))
        _rest(KEY_SECONDS - times[-1] / 1000)
    return times


def _rest(seconds: float) -> None:
    """Let the window do what it wants meanwhile."""
    loop = QEventLoop()
    QTimer.singleShot(max(0, round(seconds * 1000)), loop.quit)
    loop.exec()


def _risks(shell: Shell) -> ListPage:
    page = shell.show_page("risker")
    assert isinstance(page, ListPage)
    settle(shell)
    return page


def _timed(act: Callable[[], object], answered: Answered) -> float:
    """Milliseconds from the act until its answer has been painted."""
    start = time.perf_counter()
    act()
    while not answered():
        QApplication.processEvents(_WAITING)
    QApplication.processEvents()
    return (time.perf_counter() - start) * 1000


def _commit(connection: sqlite3.Connection, risk: int, text: str) -> float:
    start = time.perf_counter()
    connection.execute("UPDATE risk SET beskrivning = ? WHERE id = ?", (text, risk))
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main(sys.argv[1:])

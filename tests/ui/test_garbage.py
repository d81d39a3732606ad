"""No widget is ever destroyed by another thread than the window's."""

import gc
import threading

from pytestqt.qtbot import QtBot

from internkontroll.ui.db_thread import DbThread
from internkontroll.ui.garbage import Garbage


class Cycle:
    """Garbage that notes who takes it away."""

    def __init__(self, taken_by: list[int]) -> None:
        self.itself = self
        self._taken_by = taken_by

    def __del__(self) -> None:
        self._taken_by.append(threading.get_ident())


def test_the_registers_thread_leaves_garbage_to_the_window(qtbot: QtBot) -> None:
    taken_by: list[int] = []
    before = gc.get_threshold()
    gc.set_threshold(100, 1, 1)
    thread = DbThread()

    def work() -> None:
        for _ in range(1000):
            Cycle(taken_by)

    with qtbot.waitSignal(thread.idle):
        thread.submit(work, lambda _none: None, lambda _error: None)
    assert taken_by == []
    garbage = thread.findChild(Garbage)
    assert isinstance(garbage, Garbage)
    garbage.collect()
    assert set(taken_by) == {threading.get_ident()}
    thread.close()
    gc.set_threshold(*before)


def test_python_collects_by_itself_when_the_window_has_gone() -> None:
    thread = DbThread()
    assert not gc.isenabled()
    thread.close()
    assert gc.isenabled()


def test_a_window_that_closes_doesnt_let_the_thread_of_another_collect() -> None:
    large, small = DbThread(), DbThread()
    small.close()
    assert not gc.isenabled()
    large.close()
    assert gc.isenabled()

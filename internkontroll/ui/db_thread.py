"""The one thread that touches the register; the window's own thread never waits for a disk or a share."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from internkontroll.ui.garbage import Garbage

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Job(Generic[T]):
    """Work for the register's thread, and what the window does with its result."""

    work: Callable[[], T]
    done: Callable[[T], None]
    failed: Callable[[Exception], None]
    key: str
    number: int


class DbThread(QObject):
    """Does jobs one after the other, in the order in which they were given.

    Of jobs with the same `key` only the newest is done and answered: what was typed before the
    last keystroke doesn't interest anybody any more.
    """

    idle = Signal()
    """All that was given has been answered."""

    _finished = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="register")
        self._garbage = Garbage(self)
        self._newest: dict[str, int] = {}
        self._given = 0
        self._waiting = 0
        # Queued also where the job was done before anybody could listen: answers come in the order of the questions.
        self._finished.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    @property
    def is_idle(self) -> bool:
        """Whether every job has been answered."""
        return self._waiting == 0

    def submit(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
        key: str = "",
    ) -> None:
        """Do `work` on the thread, then `done` or `failed` on the window's."""
        self._given += 1
        self._waiting += 1
        job = _Job(work, done, failed, key, self._given)
        if key:
            self._newest[key] = job.number
        self._executor.submit(self._do, job).add_done_callback(lambda future: self._finished.emit(job, future))

    def close(self) -> None:
        """Wait until what was given has been done; questions that have a key aren't asked any more."""
        self._newest.clear()
        self._executor.shutdown(wait=True)
        self._garbage.stop()

    def _is_stale(self, job: _Job[Any]) -> bool:
        return bool(job.key) and self._newest.get(job.key) != job.number

    def _do(self, job: _Job[T]) -> T | None:
        return None if self._is_stale(job) else job.work()

    @Slot(object, object)
    def _answer(self, job: _Job[Any], future: "Future[Any]") -> None:
        self._waiting -= 1
        try:
            if not future.cancelled() and not self._is_stale(job):
                error = future.exception()
                if error is None:
                    job.done(future.result())
                elif isinstance(error, Exception):
                    job.failed(error)
        finally:
            if self._waiting == 0:
                self.idle.emit()

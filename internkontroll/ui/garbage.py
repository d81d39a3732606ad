"""Python's cyclic garbage is collected on the window's thread alone.

A widget that hangs in a cycle, as a closed dialog with its lambdas does, is destroyed by whatever thread happens to
collect. On the register's thread Qt doesn't survive that: it sends events to objects of another thread.
"""

import gc
from weakref import WeakSet

from PySide6.QtCore import QObject, QTimer

INTERVAL_MILLISECONDS = 1_000


_at_work: "WeakSet[Garbage]" = WeakSet()
"""One for each window with a register of its own: a unit's small window may close before the large one."""


class Garbage(QObject):
    """From when it is made until `stop`, no other thread collects; here it is done when as much has come as usual."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        _at_work.add(self)
        gc.disable()
        self._timer = QTimer(self, interval=INTERVAL_MILLISECONDS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """What Python itself would collect now, generation by generation."""
        for generation, threshold in enumerate(gc.get_threshold()):
            if gc.get_count()[generation] <= threshold:
                return
            gc.collect(generation)

    def stop(self) -> None:
        """This window's other thread is no more; Python collects by itself again when it was the last."""
        self._timer.stop()
        _at_work.discard(self)
        if not _at_work:
            gc.enable()

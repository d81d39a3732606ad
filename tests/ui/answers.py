"""Somebody who answers dialogs that the program waits for."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog


def answer(kind: type[QDialog], do: Callable[[Any], None]) -> list[str]:
    """When a dialog of the kind comes that waits for its answer, give it; the list gets its title."""
    seen: list[str] = []
    timer = QTimer(QApplication.instance())

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind):
            timer.stop()
            seen.append(dialog.windowTitle())
            do(dialog)

    timer.timeout.connect(look)
    timer.start(5)
    return seen

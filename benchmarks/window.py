"""The window's start ↔ an empty QMainWindow's, as whole processes: to the first paint, and to a list to work with."""

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.common import Benchmark, milliseconds
from benchmarks.data import filled_register

_ROOT = Path(__file__).parents[1]

_EMPTY = """
import os, sys
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, lambda: os._exit(0))
        return False
app = QApplication(["x"])
window = QMainWindow()
painted = Painted()
window.installEventFilter(painted)
window.resize(1280, 800)
window.show()
app.exec()
"""

_PRODUCT = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from internkontroll.app import begin, make_application
from internkontroll.ui.main_window import MainWindow
from internkontroll.ui.settings import Settings
app = make_application(["x"])
window = MainWindow(Settings(Path(sys.argv[1])))
def painted():
    if not sys.argv[2]:
        os._exit(0)
    from datetime import date
    window.settings.set("fonster/sida", "risker")
    shell = begin(window, Path(sys.argv[2]), date.today())
    window.stack.currentChanged.connect(lambda _n: watch(shell))
def watch(shell):
    if shell.page.name == "risker":
        shell.page.model.modelReset.connect(lambda: QTimer.singleShot(0, lambda: os._exit(0)))
window.painted.connect(lambda: QTimer.singleShot(0, painted))
window.show()
app.exec()
"""


def paint_benchmark(folder: Path) -> Benchmark:
    """To the first paint of the shell, without a register: data comes after it."""
    return Benchmark(
        "window, first paint",
        product=lambda: _run(folder, _PRODUCT, str(folder / "fonster.ini"), ""),
        floor=lambda: _run(folder, _EMPTY),
        bar=1.25,
    )


def list_benchmark(folder: Path, risks: int = 300) -> Benchmark:
    """To the painted list of a nämnd's risks."""
    register = filled_register(folder, risks)
    return Benchmark(
        f"window, list of {risks} risks",
        product=lambda: _run(folder, _PRODUCT, str(folder / "fonster.ini"), str(register)),
        floor=lambda: _run(folder, _EMPTY),
        bar=3.0,
    )


def _run(folder: Path, program: str, *arguments: str) -> float:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PYTHONPYCACHEPREFIX": str(folder / "bytecode"), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-X", "utf8", "-c", program, *arguments]
    return milliseconds(
        lambda: subprocess.run(command, cwd=_ROOT, env=environment, check=True, capture_output=True, timeout=60)
    )

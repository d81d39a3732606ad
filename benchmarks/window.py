"""The window, off screen ↔ an empty window, the bars that are stated in time, and a raw commit.

Each sample is a process of its own, so that nobody but it needs Qt. `window_inside` drives the program's own window.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from benchmarks.common import Benchmark, milliseconds
from benchmarks.data import filled_register
from benchmarks.sidor_data import large_register

MANY, SOME, FEW = 100_000, 20_000, 200
"""Risks in one plan."""

TYPICAL_MS, WORST_MS = 8.0, 16.0
"""What a keystroke may take to the painted list: half of them this, 95 of 100 that. A frame is 16.7 ms."""

SAVE_MS = 5.0
"""What saving a field may take besides two raw commits: validation, the log, threads, the answer."""

Several = Callable[..., list[Benchmark]]
"""Makes the benchmarks of one name: folder, and how many risks."""

_ROOT = Path(__file__).parents[1]
_SETTINGS = "fonster.ini"

_EMPTY = """
import os, sys
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, end)
        return False
def end():
    print([line.split()[1] for line in open("/proc/self/status") if "VmRSS" in line] if sys.argv[1:] else "")
    sys.stdout.flush()
    os._exit(0)
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
from PySide6.QtCore import QEvent, QObject, QTimer
from internkontroll.app import begin, make_application
from internkontroll.ui.main_window import MainWindow
from internkontroll.ui.settings import Settings
app = make_application(["x"])
window = MainWindow(Settings(Path(sys.argv[1])))
class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and shell.page.model.fetched:
            QTimer.singleShot(0, lambda: os._exit(0))
        return False
listed = Painted()
def painted():
    global shell
    if not sys.argv[2]:
        os._exit(0)
    from datetime import date
    window.settings.set("fonster/sida", "risker")
    shell = begin(window, Path(sys.argv[2]), date.today())
    window.stack.currentChanged.connect(watch)
def watch():
    if shell.page.name == "risker":
        shell.page.view.viewport().installEventFilter(listed)
window.painted.connect(lambda: QTimer.singleShot(0, painted))
window.show()
app.exec()
"""


def paint_benchmark(folder: Path) -> Benchmark:
    """To the first paint of the shell, without a register: data comes after it."""
    return Benchmark(
        "window, first paint",
        product=lambda: milliseconds(lambda: run_python(folder, "-c", _PRODUCT, str(folder / _SETTINGS), "")),
        floor=lambda: milliseconds(lambda: run_python(folder, "-c", _EMPTY)),
        bar=1.25,
    )


def list_benchmark(folder: Path, risks: int = 300) -> Benchmark:
    """To the painted list of a nämnd's risks."""
    register = str(filled_register(folder, risks))
    return Benchmark(
        f"window, list of {risks} risks",
        product=lambda: milliseconds(lambda: run_python(folder, "-c", _PRODUCT, str(folder / _SETTINGS), register)),
        floor=lambda: milliseconds(lambda: run_python(folder, "-c", _EMPTY)),
        bar=3.0,
    )


def search_benchmarks(folder: Path, risks: int = MANY) -> list[Benchmark]:
    """A keystroke in the search over everything."""
    return _keystrokes(folder, large_register(folder, risks), "search", f"window, search, {risks} risks")


def filter_benchmarks(folder: Path, risks: int = MANY) -> list[Benchmark]:
    """A keystroke in the field above the list of risks."""
    return _keystrokes(folder, large_register(folder, risks), "filter_list", f"window, filter, {risks} risks")


def reset_benchmark(folder: Path, many: int = MANY, few: int = FEW) -> Benchmark:
    """The list in another order that has been seen before, of a long register ↔ of a short one."""
    registers = [_folder(folder, str(number)) for number in (many, few)]
    long, short = (large_register(place, number) for place, number in zip(registers, (many, few), strict=True))
    return Benchmark(
        f"window, reset and paint, {many} ↔ {few} risks",
        product=lambda: median(inside(folder, "reset", long)),
        floor=lambda: median(inside(folder, "reset", short)),
        bar=1.2,
        rounds=3,
    )


def save_benchmark(folder: Path, risks: int = 300) -> Benchmark:
    """A field that is left, until it is saved ↔ what it may take: two raw commits and `SAVE_MS`, of the same run."""
    register = filled_register(folder, risks)
    raw: list[float] = []

    def product() -> float:
        times = inside(folder, "save", register)
        raw.append(median(times[1::2]))
        return median(times[::2])

    return Benchmark(
        "window, save a field ↔ 2 commits + 5 ms", product, lambda: 2 * raw[-1] + SAVE_MS, bar=1.0, rounds=5
    )


def memory_benchmark(folder: Path, risks: int = SOME) -> Benchmark:
    """What the process has with the list of risks shown and one of them open, Hem shown before ↔ an empty window."""
    register = large_register(folder, risks)
    return Benchmark(
        f"window, memory, {risks} risks",
        product=lambda: inside(folder, "memory", register)[0],
        floor=lambda: float(run_python(folder, "-c", _EMPTY, "memory").strip("[]'\n")),
        bar=2.5,
        unit="KiB",
        rounds=3,
    )


def _keystrokes(folder: Path, register: Path, work: str, name: str) -> list[Benchmark]:
    """Half of the keystrokes, and 95 of 100 of them, against the bars in time."""

    def measured(measure: Callable[[Sequence[float]], float]) -> Callable[[], float]:
        return lambda: measure(inside(folder, work, register))

    return [
        Benchmark(f"{name}, median", measured(median), lambda: TYPICAL_MS, bar=1.0, rounds=3),
        Benchmark(f"{name}, p95", measured(percentile_95), lambda: WORST_MS, bar=1.0, rounds=3),
    ]


def percentile_95(times: Sequence[float]) -> float:
    """What 95 of 100 don't exceed."""
    return sorted(times)[max(0, -(-len(times) * 95 // 100) - 1)]


def inside(folder: Path, work: str, register: Path, *words: str) -> list[float]:
    """What `window_inside` measures; each time with settings as a new user has them."""
    (folder / _SETTINGS).unlink(missing_ok=True)
    module = ("-m", "benchmarks.window_inside")
    return [*map(float, json.loads(run_python(folder, *module, work, str(register), str(folder), *words)))]


def run_python(folder: Path, *arguments: str) -> str:
    """What a Python says that has compiled bytecode, as an installed program has, and no screen."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment.setdefault("PYTHONPYCACHEPREFIX", str(folder / "bytecode"))
    environment["QT_QPA_PLATFORM"] = "offscreen"
    command = [sys.executable, "-X", "utf8", *arguments]
    done = subprocess.run(
        command, cwd=_ROOT, env=environment, check=True, capture_output=True, encoding="utf-8", timeout=300
    )
    return done.stdout


def _folder(place: Path, name: str) -> Path:
    made = place / name
    made.mkdir()
    return made

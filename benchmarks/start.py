"""How long the program takes from the shell, as whole processes ↔ a Python that does nothing. No bar: information.

What `--help` may import is a test (tests/test_architecture.py).
"""

import subprocess
import sys
from pathlib import Path

from benchmarks.common import Benchmark, milliseconds
from benchmarks.data import filled_register

_ROOT = Path(__file__).parents[1]


def help_benchmark(_folder: Path) -> Benchmark:
    """``internkontroll --help``."""
    return _against_pass("start, --help", "-m", "internkontroll", "--help")


def list_benchmark(folder: Path, risks: int = 300) -> Benchmark:
    """``internkontroll lista REGISTER risker`` for as many risks as a large nämnd has."""
    return _against_pass(
        f"start, lista, {risks} risks", "-m", "internkontroll", "lista", str(filled_register(folder, risks)), "risker"
    )


def _against_pass(name: str, *arguments: str) -> Benchmark:
    return Benchmark(name, lambda: run_python(*arguments), lambda: run_python("-c", "pass"), bar=None)


def run_python(*arguments: str) -> float:
    """Milliseconds from start to end of a process; raises CalledProcessError if it fails."""
    command = [sys.executable, "-X", "utf8", *arguments]
    return milliseconds(lambda: subprocess.run(command, cwd=_ROOT, check=True, stdout=subprocess.DEVNULL))

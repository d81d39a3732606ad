"""How long the program takes from the shell, as whole processes ↔ a Python that does nothing. No bar: information.

What `--help` may import is a test (tests/test_architecture.py).
"""

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.common import Benchmark, milliseconds
from benchmarks.data import filled_register

_ROOT = Path(__file__).parents[1]


def help_benchmark(folder: Path) -> Benchmark:
    """``internkontroll --help``."""
    return _against_pass("start, --help", folder, "-m", "internkontroll", "--help")


def list_benchmark(folder: Path, risks: int = 300) -> Benchmark:
    """``internkontroll lista REGISTER risker`` for as many risks as a large nämnd has."""
    register = filled_register(folder, risks)
    arguments = ("-m", "internkontroll", "lista", str(register), "risker")
    return _against_pass(f"start, lista, {risks} risks", folder, *arguments)


def _against_pass(name: str, folder: Path, *arguments: str) -> Benchmark:
    def floor() -> float:
        return run_python(folder, "-c", "pass")

    return Benchmark(name, lambda: run_python(folder, *arguments), floor, bar=None)


def run_python(folder: Path, *arguments: str) -> float:
    """Milliseconds from start to end of a process; raises CalledProcessError if it fails.

    The process has compiled bytecode as an installed program has; the first one puts it into the folder.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")
    command = [sys.executable, "-X", "utf8", *arguments]
    return milliseconds(
        lambda: subprocess.run(command, cwd=_ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    )

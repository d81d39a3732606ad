"""The most memory that the program takes while it writes a large tagged PDF ↔ what it may take, a fixed 250 MiB.

What counts is the whole process, from the shell: Python, the libraries, the register that is read and the file.
"""

import subprocess
import sys
from pathlib import Path

from benchmarks.common import Benchmark
from benchmarks.data import AR, filled_register

LIMIT = 250.0
"""MiB."""

_ROOT = Path(__file__).parents[1]
_CODE = """
import sys
from benchmarks.common import kibibytes
from internkontroll.cli.main import main
status = main(sys.argv[1:])
print(kibibytes("VmHWM") / 1024)
sys.exit(status)
"""


def benchmark(folder: Path, risks: int = 5_000) -> Benchmark:
    """Each sample is a process of its own; they hardly differ."""
    register = filled_register(folder, risks)
    return Benchmark(
        f"tagged PDF, {risks} risks, peak",
        product=lambda: peak(register, folder / "avsnitt.pdf"),
        floor=lambda: LIMIT,
        bar=1.0,
        unit="MiB",
        rounds=1,
    )


def peak(register: Path, target: Path) -> float:
    """MiB; raises CalledProcessError if the export fails."""
    export = ("exportera", str(register), "--ar", str(AR), "--tillfalle", "april", "--till", str(target))
    command = [sys.executable, "-X", "utf8", "-c", _CODE, *export]
    done = subprocess.run(command, cwd=_ROOT, capture_output=True, encoding="utf-8", check=True)
    return float(done.stdout.splitlines()[-1])

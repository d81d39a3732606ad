"""A wine prefix of the project's own: Windows' folders and registry, and programs run in it."""

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

_REGISTRY = (
    (r"HKCU\Software\Wine", "Version", "win10"),
    # Wine takes QT_… of Linux away from its programs. Offscreen, Qt looks for fonts in one folder only.
    (r"HKCU\Environment", "QT_QPA_PLATFORM", "offscreen"),
    (r"HKCU\Environment", "QT_QPA_FONTDIR", r"C:\py\fonts"),
)

_CODE_PAGE = "cp1252"
"""What Western Windows writes in a pipe, as Python does here."""


_NOT_PASSED_ON = ("DISPLAY", "PYTHON", "PYTEST_", "QT_", "VIRTUAL_ENV", "WAYLAND_", "WINE")
"""Variables that begin so speak of Linux' Python and screen."""


class Failed(Exception):
    """A step failed; the text says which and what it said."""


class Wine:
    """The prefix at `prefix`; made by `make`."""

    def __init__(self, prefix: Path) -> None:
        self.prefix = prefix
        self.drive_c = prefix / "drive_c"
        self.system32 = self.drive_c / "windows" / "system32"

    def make(self) -> None:
        """Make an empty Windows 10. Raises Failed."""
        self.prefix.parent.mkdir(parents=True, exist_ok=True)
        call(["wine", "wineboot", "-i"], self._environment())
        for key, name, value in _REGISTRY:
            call(["wine", "reg", "add", key, "/v", name, "/d", value, "/f"], self._environment())

    def run(self, command: Iterable[str], folder: Path) -> int:
        """Run a program of Windows, its output shown as it comes; returns its exit status."""
        # Under wine the console is no console: only a pipe shows everything.
        with subprocess.Popen(  # noqa: S603
            ["wine", *command],  # noqa: S607
            cwd=folder,
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding=_CODE_PAGE,
            errors="replace",
        ) as process:
            for line in process.stdout or ():
                sys.stdout.write(line)
                sys.stdout.flush()
        return process.returncode

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(_NOT_PASSED_ON)}
        own = {"WINEPREFIX": str(self.prefix), "WINEDEBUG": "-all", "WINEDLLOVERRIDES": "mscoree,mshtml="}
        return kept | own | {"LC_ALL": "C.UTF-8"}  # else no name of a file may have å, ä or ö


def call(command: list[str], environment: dict[str, str] | None = None) -> str:
    """Run a program of Linux; returns what it wrote on standard output. Raises Failed."""
    done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False)  # noqa: S603
    if done.returncode:
        said = (done.stderr or done.stdout).decode(errors="replace").strip()
        raise Failed(f"{' '.join(command[:4])} failed:\n{said}")
    return done.stdout.decode(errors="replace")

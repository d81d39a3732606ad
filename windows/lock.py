"""What of requirements.lock goes into the Windows that the tests run in, with the hashes that the lock has."""

import re
from pathlib import Path

from packaging.requirements import Requirement

_BLOCK = re.compile(r"^(?P<requirement>[a-z0-9][^\\\n]*?) \\\n(?P<hashes>(?: +--hash=\S+(?: \\)?\n)+)", re.MULTILINE)

LEFT_OUT = {
    "import-linter": "reads the source, which is the same on every system",
    "mypy": "reads the source",
    "outloud": "a program of its own for PDF/UA, the same on every system",
    "pymupdf": "for outloud alone",
    "ruff": "reads the source",
    "uv": "only writes the lock",
}
"""What no test on Windows needs, and why; their tests are skipped there."""


def requirements(lock: str, python: tuple[int, int, int]) -> str:
    """The part of the lock file's text that 64-bit Windows with this Python needs, as a lock file of its own.

    Markers are settled here, since pip would settle them by the system that it runs on.
    """
    windows = {
        "os_name": "nt",
        "platform_machine": "AMD64",
        "platform_system": "Windows",
        "python_full_version": ".".join(map(str, python)),
        "python_version": f"{python[0]}.{python[1]}",
        "sys_platform": "win32",
    }
    parts = []
    for block in _BLOCK.finditer(lock):
        wanted = Requirement(block["requirement"])
        if wanted.name not in LEFT_OUT and (wanted.marker is None or wanted.marker.evaluate(windows)):
            parts.append(f"{wanted.name}{wanted.specifier} \\\n{block['hashes']}")
    return "".join(parts)


def write_requirements(lock: Path, target: Path, python: tuple[int, int, int]) -> Path:
    """Write the part of `lock` to `target`; returns `target`."""
    target.write_text(requirements(lock.read_text(encoding="utf-8"), python), encoding="utf-8")
    return target

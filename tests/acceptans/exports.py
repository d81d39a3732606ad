"""Where the exported documents lie, and the checkers that look at them."""

import importlib
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.posix import installed
from tests.utbyte_files import SHARED

CHECKERS = SHARED / "acceptans"
FALSE_ALARMS = "TBL-014,TBL-004"
"""Rules that outloud 0.2.1 breaks on every table that spans pages."""

needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the checkers aren't here (../shared)")
needs_pdftotext = pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler-utils) isn't installed")


@dataclass(frozen=True)
class RealCase:
    """A published section as utbyte JSON and as text."""

    ar: int
    tillfalle: str
    name: str
    text: str

    @property
    def file(self) -> Path:
        """The utbyte file."""
        return SHARED / "verkliga-fall" / f"{self.name}.json"

    @property
    def published(self) -> Path:
        """The section as it was published, as text."""
        return SHARED / "verkliga-fall" / f"{self.text}.txt"


REAL_CASES = (
    RealCase(2019, "helar", "socialnamnden-2019-verksamhetsberattelse", "socialnamnden-2019-avsnitt"),
    RealCase(2023, "april", "socialnamnden-2023-delarsrapport-april", "socialnamnden-2023-avsnitt"),
)


@dataclass(frozen=True)
class Exports:
    """A folder of exported documents."""

    folder: Path

    def all(self, ending: str) -> list[Path]:
        """The documents of one format."""
        found = sorted(self.folder.glob(f"*{ending}"))
        assert found
        return found


def run_checker(name: str, *files: Path) -> str:
    """What one of the checkers of ../shared says of the files; fails where it finds anything."""
    done = subprocess.run(
        [sys.executable, str(CHECKERS / name), *map(str, files)], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def run_tool(name: str, *arguments: object) -> None:
    """Run a program of the virtual environment; fails where it does."""
    done = subprocess.run([installed(name), *map(str, arguments)], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def check_word(files: list[Path]) -> None:
    """Every Word file follows the Open XML schemas and is whole; as openxml-audit and docx-integrity see it."""
    validator: Any = importlib.import_module("openxml_audit").OpenXmlValidator()
    found = [(path.name, str(error)) for path in files for error in validator.validate(str(path)).errors]
    assert found == []
    run_tool("docx-integrity", "check", "--no-config", "--fail-on", "info", *files)


def check_pdf(files: list[Path]) -> None:
    """Every PDF is PDF/UA-1 and PDF/A-2a, as page and outloud see it."""
    page: Any = importlib.import_module("page")
    found = [
        (path.name, profile, failure.rule_id, failure.message)
        for path in files
        for profile in ("ua1", "2a")
        for failure in page.validate_pdf(str(path), profile=profile).failures
    ]
    assert found == []
    run_tool("outloud", *files, "--skip", FALSE_ALARMS, "--fail-on", "warning")

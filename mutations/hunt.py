"""Seeding defects in a copy of the tree, one at a time, and running the tests that should see them."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path

from mutations.defect import Defect

_NOT_COPIED = shutil.ignore_patterns(".*", "__pycache__", "build", "demo", "dist", "*.egg-info")
_PYTEST = (sys.executable, "-m", "pytest", "-x", "-q", "-n0", "-p", "no:cacheprovider")
_LONGEST = 300.0
"""Seconds that the tests of a defect may take: it may make them wait for ever, and that is noticed too."""


class Verdict(StrEnum):
    """What the tests said of a defect; the values are what is printed."""

    CAUGHT = "caught"
    SURVIVED = "SURVIVED"
    NOT_RUN = "NOT RUN"


_PASSED, _FAILED = 0, 1
_VERDICTS = {_PASSED: Verdict.SURVIVED, _FAILED: Verdict.CAUGHT}
"""By the exit status of pytest; any other says that it couldn't run the tests, which isn't catching."""


class Unsound(Exception):
    """The tests fail without any defect, so that nothing can be said of any."""


def copy_tree(root: Path, folder: Path) -> Path:
    """What the tests need of the project, below a folder that is nobody else's; hidden folders stay behind."""
    return Path(shutil.copytree(root, folder / "tree", ignore=_NOT_COPIED))


def check_whole(tree: Path, defects: Iterable[Defect]) -> None:
    """Raises Unsound if a test of the hunt fails without any defect."""
    status, shown = _run_tests(tree, sorted({test for defect in defects for test in defect.tests}), None)
    if status != _PASSED:
        raise Unsound(f"The tests fail without a defect:\n{shown}")


def hunt(tree: Path, defects: Iterable[Defect]) -> Iterator[tuple[Defect, Verdict]]:
    """Each defect with its verdict. Raises Stale."""
    for defect in defects:
        path = tree / defect.file
        whole = path.read_bytes()
        path.write_text(defect.seeded(tree), encoding="utf-8", newline="\n")
        status, _ = _run_tests(tree, defect.tests, _LONGEST)
        path.write_bytes(whole)
        yield defect, _VERDICTS.get(status, Verdict.NOT_RUN)


def _run_tests(tree: Path, tests: Sequence[str], longest: float | None) -> tuple[int, str]:
    """The exit status of pytest and the end of what it showed."""
    # The copy's own package comes first, also in programs that tests start; compiled files could outlive a defect.
    env = os.environ | {"PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1", "INTERNKONTROLL_MUTERA": "1"}
    try:
        done = subprocess.run([*_PYTEST, *tests], cwd=tree, env=env, capture_output=True, timeout=longest)  # noqa: S603
    except subprocess.TimeoutExpired as late:
        return _FAILED, str(late)
    return done.returncode, done.stdout.decode("utf-8", "replace")[-2000:]

"""The command line of ``python3 dev.py windows``."""

import hashlib
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from windows.lock import LEFT_OUT, requirements
from windows.python import HERE, VERSION, make_python
from windows.wine import Failed, Wine

ROOT = HERE.parent

_NOT_COPIED = shutil.ignore_patterns(
    *(".git", ".venv", ".*_cache", ".hypothesis", "__pycache__", "build", "demo", "dist", "*.egg-info")
)

_TREE, _TEMPORARY = "träd å", "prov ö"
"""Folders in C: of a kind that Swedish users have: with a space and letters outside ASCII."""

_PASSED, _NOTHING_CHOSEN = 0, 5
"""Of pytest's exit statuses those that aren't a failure; -k may choose tests of one run only."""


def main(arguments: Sequence[str], root: Path = ROOT) -> int:
    """Make what is missing and run the tests; returns 1 if one fails or the tests can't be run."""
    home = root / "build" / "windows"
    try:
        wine = _prepared(home, root / "requirements.lock")
    except Failed as error:
        print(error, file=sys.stderr)
        return 1
    tree = wine.drive_c / _TREE
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(root, tree, ignore=_NOT_COPIED)
    statuses = []
    for run in runs(arguments):
        print(f"> pytest {' '.join(run)}", flush=True)
        statuses.append(wine.run(("C:/py/python.exe", "-m", "pytest", *_OWN, *run), tree))
    failed = [status for status in statuses if status not in (_PASSED, _NOTHING_CHOSEN)]
    return int(bool(failed) or _PASSED not in statuses)


_OWN = ("-q", "-p", "no:cacheprovider", f"--basetemp=C:/{_TEMPORARY}")


def runs(arguments: Sequence[str]) -> Iterator[list[str]]:
    """The arguments of pytest for the run without Qt and for that of the window; of named places only those."""
    places = [one for one in arguments if one.startswith("tests")]
    others = [one for one in arguments if one not in places]
    of_window = [place for place in places if place.startswith("tests/ui")]
    without_qt = [place for place in places if place not in of_window]
    if without_qt or not places:
        yield [*others, *(without_qt or ["tests"])]
    if of_window or not places:
        yield ["-p", "pytest-qt", *others, *(of_window or ["tests/ui"])]


def _prepared(home: Path, lock: Path) -> Wine:
    """The prefix in `home`, made anew if what it was made from has changed. Raises Failed."""
    wine, stamp, wanted = Wine(home / "prefix"), home / "stamp.txt", _stamp(lock)
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return wine
    print(f"Makes Windows in {home}; left out of its libraries: {', '.join(LEFT_OUT)} …", flush=True)
    shutil.rmtree(home, ignore_errors=True)
    wine.make()
    make_python(wine, lock)
    stamp.write_text(wanted, encoding="utf-8")
    return wine


def _stamp(lock: Path) -> str:
    sources = [path.read_text(encoding="utf-8") for path in sorted(HERE.iterdir()) if path.is_file()]
    parts = [requirements(lock.read_text(encoding="utf-8"), VERSION), *sources]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

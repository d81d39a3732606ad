"""Tests of what one family of systems has and the other doesn't, and the programs that tests start."""

import os
import shutil
import sys
from pathlib import Path

import pytest

POSIX = os.name != "nt"

needs_posix = pytest.mark.skipif(not POSIX, reason="Windows has no rights or names of this kind")

needs_open_files_replaced = pytest.mark.skipif(not POSIX, reason="Windows replaces no file that somebody has open")

needs_pictures_of_linux = pytest.mark.skipif(not POSIX, reason="Pillow for Windows packs pictures another way")

needs_letters_of_linux = pytest.mark.skipif(not POSIX, reason="Windows draws letters another way")

needs_windows = pytest.mark.skipif(POSIX, reason="this is how Windows is")


def skip_where_all_may_write(path: Path) -> None:
    """Skip the test if the file can be written to although its rights say no, as wine lets root do."""
    try:
        path.open("rb+").close()
    except OSError:
        return
    pytest.skip("the system lets this user write to write-protected files")


def installed(program: str) -> str:
    """The program of a package that the lock file has; on Windows the test is skipped where only its modules are."""
    folder = Path(sys.executable).parent
    found = shutil.which(program, path=str(folder))
    if found is None and not POSIX:
        pytest.skip(f"{program} isn't installed in this Windows; it reads files that are the same on every system")
    return found or str(folder / program)

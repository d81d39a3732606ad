"""Register files seen from outside: their rows and bytes, how to break them, how to make the machine fail."""

import ctypes
import multiprocessing
import os
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Literal

import pytest
from sqlalchemy import Engine, event

from internkontroll.db import engine, register_file
from tests import utbyte_files
from tests.posix import POSIX, skip_where_all_may_write

KEPT = Path(__file__).with_name("register-0001.ikreg")
"""A register of revision 0001, made by `make_register.py`; later versions must be able to open it."""

ALL_KEPT = tuple(KEPT.with_name(f"register-000{number}.ikreg") for number in (1, 2, 3))
"""One of each revision before this one."""

KILL = getattr(signal, "SIGKILL", signal.SIGTERM)
"""What ends a process at once; on Windows SIGTERM does."""


@contextmanager
def raw(path: Path) -> Iterator[sqlite3.Connection]:
    """The file as any other program sees it: no log, foreign keys off unless asked for."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


def execute(path: Path, *statements: str) -> None:
    """Change the file behind the program's back."""
    with raw(path) as connection:
        for statement in statements:
            connection.execute(statement)


def rows(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    with raw(path) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: connection.execute(f'SELECT * FROM "{name}" ORDER BY 1').fetchall() for name in names}


def count(path: Path, table: str, where: str = "1") -> int:
    with raw(path) as connection:
        return int(connection.execute(f'SELECT count(*) FROM "{table}" WHERE {where}').fetchone()[0])


def damage(path: Path) -> bytes:
    """Overwrite the first page of table risk; header, schema and other tables stay. Returns what is there now."""
    with raw(path) as connection:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'risk'").fetchone()
    content = bytearray(path.read_bytes())
    content[(root - 1) * size : root * size] = b"\xa5" * size
    path.write_bytes(content)
    return bytes(content)


def names(folder: Path) -> list[str]:
    """All that lies in the folder, hidden files too."""
    return sorted(path.name for path in folder.iterdir())


def large_file(path: Path, risker: int = 2_000) -> Path:
    """An utbyte file whose import is several times as large as a new register."""
    data = utbyte_files.full()
    data["risker"] = [
        {"process": "2.9", "mal": None, "beskrivning": f"Risk {number} att {'böcker försvinner ' * 10}", "atgarder": []}
        for number in range(risker)
    ]
    return utbyte_files.write(path, data)


def run_until_death(action: Callable[..., object], *arguments: object) -> None:
    """Run a function of a test module in a process of its own, which must not come to its end."""
    if sys.platform == "win32":
        process: BaseProcess = multiprocessing.Process(target=action, args=arguments)
    else:
        process = multiprocessing.get_context("fork").Process(target=action, args=arguments)
    process.start()
    process.join()
    assert process.exitcode in (-KILL, int(KILL))


def die(*_: object) -> None:
    """End this process in the middle of things, as by a power cut."""
    os.kill(os.getpid(), KILL)


def die_at(moment: Literal["before", "after"], wanted: str) -> None:
    """End this process around the next statement that is `wanted`."""

    def listen(_connection: object, cursor: sqlite3.Cursor, statement: str, *_: object) -> None:
        if statement == "BEGIN IMMEDIATE":
            cursor.execute("PRAGMA cache_size = 8")  # so that what is unsaved goes to the file all the time
        if statement == wanted:
            die()

    event.listen(Engine, f"{moment}_cursor_execute", listen)


def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Don't wait for somebody else's lock."""
    for module in (engine, register_file):
        monkeypatch.setattr(module, "BUSY_SECONDS", 0.01)


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """No file may grow beyond `size` bytes meanwhile: what a full disk looks like to a program."""
    resource = pytest.importorskip("resource", reason="Windows has no such limit")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def read_only(path: Path) -> Iterator[None]:
    """Nobody may write to the file or the folder meanwhile, not even root."""
    if path.is_dir() and not POSIX:
        pytest.skip("Windows has no write protection of folders but its access lists")
    mode = path.stat().st_mode
    path.chmod(mode & ~0o222)
    try:
        with _without_privileges():
            if not POSIX:
                skip_where_all_may_write(path)
            yield
    finally:
        path.chmod(mode)


@contextmanager
def _without_privileges() -> Iterator[None]:
    """Take Linux's permission to pass by all permissions from this thread where it has it (root)."""
    if sys.platform != "linux" or os.geteuid() != 0:
        yield
        return
    libc = ctypes.CDLL(None)
    header, before = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    assert libc.capget(header, before) == 0
    limited = (ctypes.c_uint32 * 6)(*before)
    limited[0] &= ~0b110  # the effective ones of CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH
    assert libc.capset(header, limited) == 0
    try:
        yield
    finally:
        assert libc.capset(header, before) == 0

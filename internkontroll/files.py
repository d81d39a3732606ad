"""Writing files so that the old one is there until the new one is whole."""

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from glob import escape
from pathlib import Path
from threading import Event
from typing import BinaryIO, cast

from internkontroll.errors import KnownError, environment, open_elsewhere, winerror

_NO_WRITE_LASTS = 86_400
"""Seconds. What has lain untouched so long is left from a process that was killed."""

_RANDOM, _SUFFIX = 8, ".tmp"
"""The end of a temporary name: so many random characters between two points, and this."""

_WAITS = (0.05, 0.1, 0.2, 0.4)
"""Seconds between the tries to take the place of a file on Windows, where virus scanners hold new files for a while."""

_HELD = (5, 32)
"""WinError of a file that can't be replaced since somebody has it open: access denied, sharing violation."""


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A path beside `target` to write to; it takes target's place when the block ends well, else it goes.

    Raises EnvironmentFailed where the file system refuses.
    """
    prefix = f".{target.name[:40]}."
    with environment(target):
        _refuse_write_protected(target)
        _remove_leftovers(target.parent, prefix)
        # Not tempfile's: on Windows many Pythons try for hours in a folder that may not be written to.
        path = target.with_name(f"{prefix}{os.urandom(_RANDOM // 2).hex()}{_SUFFIX}")
        path.touch(0o600, exist_ok=False)
        try:
            path.chmod(_mode_of(target))
            yield path
            _flush_to_disk(path)
            _take_place(path, target)
        except KnownError as error:
            # What failed inside knows the temporary name; people know the target's.
            raise type(error)(str(error).replace(str(path), str(target))) from error
        finally:
            path.unlink(missing_ok=True)


@contextmanager
def open_replacing(target: Path) -> Iterator[BinaryIO]:
    """Like `replacing`, with the new file open for writing bytes. Raises Stopped (see `stopping`)."""
    with replacing(target) as path, path.open("wb") as stream:
        stop = _stop.get()
        yield stream if stop is None else cast(BinaryIO, _StoppableFile(stream, stop))


class Stopped(KnownError):
    """The user didn't want it any more; the old file, if any, is as it was."""

    exit_status = 4


@contextmanager
def stopping(stop: Event) -> Iterator[None]:
    """Inside the block, on this thread, writing a file or a register ends with Stopped once `stop` is set."""
    token = _stop.set(stop)
    try:
        yield
    finally:
        _stop.reset(token)


def refuse_stopped(text: str) -> None:
    """Raise Stopped with the text if the user doesn't want what is being done any more (see `stopping`)."""
    stop = _stop.get()
    if stop is not None and stop.is_set():
        raise Stopped(text)


_stop: ContextVar[Event | None] = ContextVar("stop", default=None)


class _StoppableFile:
    """A file that is asked before each write whether it is still wanted."""

    def __init__(self, stream: BinaryIO, stop: Event) -> None:
        self._stream = stream
        self._stop = stop

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)

    def write(self, data: bytes) -> int:
        """Write, unless stopped."""
        if self._stop.is_set():
            raise Stopped("Avbrutet. Ingen fil är skriven.")
        return self._stream.write(data)


def _refuse_write_protected(target: Path) -> None:
    """Raise PermissionError where the old file may not be written to; a copy of its rights couldn't be either."""
    if target.is_file() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))


def _take_place(path: Path, target: Path) -> None:
    """Give the new file the target's name. Raises EnvironmentFailed where Windows doesn't let go of the old file."""
    waits = iter(_WAITS)
    while True:
        try:
            path.replace(target)
            return
        except PermissionError as error:
            if winerror(error) not in _HELD or target.is_dir():
                raise
            wait = next(waits, None)
            if wait is None:
                raise open_elsewhere(target) from error
        time.sleep(wait)


def _remove_leftovers(folder: Path, prefix: str) -> None:
    """Take away what earlier writes to the same name left when they were killed, with SQLite's journals of it.

    Another process may be writing to the name right now, so only age tells. Should one have slept for a day,
    its renaming fails and says so, and the file that people know is as it was.
    """
    oldest = time.time() - _NO_WRITE_LASTS
    with suppress(OSError):
        for path in folder.glob(f"{escape(prefix)}{'?' * _RANDOM}{_SUFFIX}*"):
            if path.stat().st_mtime < oldest:
                path.unlink()


def _mode_of(target: Path) -> int:
    """The rights that the new file gets: those of the old one, else what the user's umask gives."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _flush_to_disk(path: Path) -> None:
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())

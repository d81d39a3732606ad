"""Writing files so that the old one is there until the new one is whole."""

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from glob import escape
from pathlib import Path
from threading import Event
from typing import BinaryIO, cast

from internkontroll.errors import KnownError, environment

_NO_WRITE_LASTS = 86_400
"""Seconds. What has lain untouched so long is left from a process that was killed."""

_RANDOM, _SUFFIX = 8, ".tmp"
"""The end of a temporary name: so many characters of mkstemp's own between two points, and this."""


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A path beside `target` to write to; it takes target's place when the block ends well, else it goes.

    Raises EnvironmentFailed where the file system refuses.
    """
    prefix = f".{target.name[:40]}."
    with environment(target):
        _remove_leftovers(target.parent, prefix)
        handle, name = tempfile.mkstemp(prefix=prefix, suffix=_SUFFIX, dir=target.parent)
        os.close(handle)
        path = Path(name)
        try:
            path.chmod(_mode_of(target))
            yield path
            _flush_to_disk(path)
            path.replace(target)
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
    """Inside the block, on this thread, writing a file ends with Stopped once `stop` is set."""
    token = _stop.set(stop)
    try:
        yield
    finally:
        _stop.reset(token)


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

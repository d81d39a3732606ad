"""Writing files so that the old one is there until the new one is whole."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from internkontroll.errors import KnownError, environment


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A path beside `target` to write to; it takes target's place when the block ends well, else it goes.

    Raises EnvironmentFailed where the file system refuses.
    """
    with environment(target):
        handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".tmp", dir=target.parent)
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
    """Like `replacing`, with the new file open for writing bytes."""
    with replacing(target) as path, path.open("wb") as stream:
        yield stream


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

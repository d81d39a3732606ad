"""Who else has the register open: every window keeps a small file beside it, with its user's name, while it is open.

Nothing is locked and nothing is written in the register. Where no file can be made, such as on a share that is
only to be read, the window is seen by nobody and sees the others even so. See ADR 16.
"""

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from glob import escape
from pathlib import Path

RENEW_SECONDS = 120
"""How often a window says that it is still there."""

STALE_SECONDS = 600
"""So long after the last time it is gone, however it ended."""

_LEFT_SECONDS = 86_400
"""A file so old is left from a crash, and is cleared away."""

_LONGEST = 80
"""Characters of a name that are shown."""


class Narvaro:
    """One window's presence in the register at `path`. Used on one thread. What the disk refuses is passed over."""

    def __init__(self, path: Path, user: str) -> None:
        self._pattern = f".{escape(path.name)}.????????.oppet"
        self._file = path.with_name(f".{path.name}.{os.urandom(4).hex()}.oppet")
        self._user = user

    def others(self) -> list[str]:
        """Say that this window is there; the users of the others in order, each once."""
        now = self._renew()
        with suppress(OSError):
            return sorted(set(self._read(now)), key=str.casefold)
        return []

    def leave(self) -> None:
        """The window closes, or opens another register."""
        with suppress(OSError):
            self._file.unlink(missing_ok=True)

    def _renew(self) -> float:
        """The time by the clock that the files' own times come from, which is the share's."""
        try:
            if self._file.exists():
                os.utime(self._file)
            else:
                self._file.write_text(self._user, "utf-8")
            return self._file.stat().st_mtime
        except OSError:
            return time.time()

    def _read(self, now: float) -> Iterator[str]:
        for file in self._file.parent.glob(self._pattern):
            # Any of them may go while it is looked at.
            with suppress(OSError, UnicodeDecodeError):
                age = now - file.stat().st_mtime
                if age > _LEFT_SECONDS:
                    file.unlink()
                elif age <= STALE_SECONDS and file != self._file:
                    name = " ".join(file.read_text("utf-8").split())[:_LONGEST]
                    if name:
                        yield name

"""What somebody has written that couldn't be saved: on this user's disk until it has been saved or let go."""

import json
from pathlib import Path
from threading import Lock

from internkontroll.files import open_replacing

Place = tuple[str, tuple[str, int], str]
"""The register's uuid, the record as a form knows it, and the column, "rättelse" for a whole correction or "ny risk"
for a risk that isn't made yet. Numbers of records are never used again."""


class Drafts:
    """Kept in the file at once, so that a crash takes nothing with it; without a file as long as the program runs.

    Used on the window's thread and on the register's. Of what two programs write at the same time into the
    same file nothing is lost: the file is read anew before it is changed.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._lock = Lock()
        self._texts: dict[str, str] | None = None

    def move_to(self, path: Path) -> None:
        """Use this file from now on."""
        self._path, self._texts = path, None

    def get(self, place: Place) -> str | None:
        """What was written there; None for nothing."""
        with self._lock:
            if self._texts is None:
                self._texts = self._read()
            return self._texts.get(_key(place))

    def keep(self, place: Place, text: str) -> None:
        """Remember what was written there. Raises EnvironmentFailed where the disk fails; it is remembered even so."""
        self._change(place, text)

    def drop(self, place: Place) -> None:
        """It isn't needed any more. Raises as `keep`."""
        if self.get(place) is not None:
            self._change(place, None)

    def _change(self, place: Place, text: str | None) -> None:
        with self._lock:
            texts = (self._texts or {}) | self._read()
            texts.pop(_key(place), None)
            if text is not None:
                texts[_key(place)] = text
            if texts != self._texts:
                self._texts = texts
                self._write(texts)

    def _read(self) -> dict[str, str]:
        """A file that isn't there, or isn't ours, counts as empty."""
        if self._path is None:
            return {}
        try:
            found = json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return {str(key): str(text) for key, text in found.items()} if isinstance(found, dict) else {}

    def _write(self, texts: dict[str, str]) -> None:
        if self._path is None:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with open_replacing(self._path) as stream:
            stream.write(json.dumps(texts, ensure_ascii=False, indent=1).encode())


def _key(place: Place) -> str:
    register, (record, number), column = place
    return f"{register} {record} {number} {column}"

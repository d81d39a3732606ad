"""What the window remembers between starts, for this user on this machine. Never anything of the register."""

from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QByteArray, QSettings

T = TypeVar("T", str, int, bool, list[str])

MAX_RECENT = 8


class Settings:
    """An INI file in the user's own settings folder; a damaged value counts as none."""

    def __init__(self, path: Path) -> None:
        self.folder = path.parent
        self._store = QSettings(str(path), QSettings.Format.IniFormat)

    def value(self, key: str, default: T) -> T:
        """What was saved, of the type that `default` has."""
        try:
            found = self._store.value(key, default, type(default))
        except (TypeError, ValueError):
            return default
        return found if isinstance(found, type(default)) else default

    def set(self, key: str, value: object) -> None:
        """Save a value under "page/what"."""
        self._store.setValue(key, value)

    def remove(self, key: str) -> None:
        """Forget a value and what stands under it."""
        self._store.remove(key)

    def state(self, key: str) -> QByteArray:
        """A widget's saveState(); empty where there is none."""
        found = self._store.value(key)
        return found if isinstance(found, QByteArray) else QByteArray()

    @property
    def recent(self) -> list[Path]:
        """Registers that were open, the latest first."""
        return [Path(str(place)) for place in self.value("register/senaste", [])]

    def remember(self, register: Path) -> None:
        """The register was opened now."""
        places = [register, *(place for place in self.recent if place != register)]
        self.set("register/senaste", [str(place) for place in places[:MAX_RECENT]])

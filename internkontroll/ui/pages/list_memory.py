"""What the window remembers of a list: columns and widths, filters and sorting, the splitter."""

import json
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray

from internkontroll.services.sidor import Kolumn, Urval
from internkontroll.ui.models.urval_text import read_json, urval_as_dict, urval_from_dict
from internkontroll.ui.settings import Settings

_MINE = "listor/mina"


class ListMemory:
    """Stands in the settings under the page's name."""

    def __init__(self, settings: Settings, name: str) -> None:
        self._settings = settings
        self._name = name

    def columns(self, kolumner: Sequence[Kolumn]) -> list[str]:
        """Keys of the columns to show; those that are seen from the start when nobody has chosen."""
        known = {kolumn.key for kolumn in kolumner}
        kept = [key for key in map(str, self._settings.value(self._key("kolumner"), [])) if key in known]
        return kept or [kolumn.key for kolumn in kolumner if kolumn.synlig]

    def keep_columns(self, keys: Sequence[str]) -> None:
        """Somebody has chosen these."""
        self._settings.set(self._key("kolumner"), list(keys))

    def widths(self) -> dict[str, int]:
        """Column → the width in characters that somebody has given it."""
        kept = read_json(self._settings.value(self._key("bredder"), ""))
        found = kept.items() if isinstance(kept, dict) else ()
        return {key: width for key, width in found if isinstance(width, int) and 0 < width < 1000}

    def keep_width(self, key: str, width: int) -> None:
        """Somebody has given the column this width."""
        self._settings.set(self._key("bredder"), json.dumps(self.widths() | {key: width}))

    def urval(self, register: Path | None) -> Urval:
        """What the list showed last, of this register: another one has other processes and units."""
        kept = read_json(self._settings.value(self._key("urval"), ""))
        if not isinstance(kept, dict) or kept.get("register") != str(register):
            return Urval()
        return urval_from_dict(kept)

    def keep_urval(self, urval: Urval, register: Path | None) -> None:
        """The list shows this now."""
        kept = urval_as_dict(urval) | {"register": str(register)}
        self._settings.set(self._key("urval"), json.dumps(kept, ensure_ascii=False))

    def mine(self) -> tuple[str, ...]:
        """Who the user is in the lists, by the names that stand as ansvarig; the same on all pages."""
        return tuple(map(str, self._settings.value(_MINE, [])))

    def keep_mine(self, names: Sequence[str]) -> None:
        """The user has said so."""
        self._settings.set(_MINE, list(names))

    def splitter(self) -> QByteArray:
        """Its state, empty at first."""
        return self._settings.state(self._key("delare"))

    def keep_splitter(self, state: QByteArray) -> None:
        """The splitter stands so."""
        self._settings.set(self._key("delare"), state)

    def _key(self, what: str) -> str:
        return f"{self._name}/{what}"

"""What a sheet holds, and nothing of how a file stores it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from internkontroll.domain.egenkontroll.tackning import Lage
from internkontroll.domain.status import Status
from internkontroll.domain.words import Resultat

FORMULA_STARTS = frozenset("=+-@\t\r\n")
"""First characters that make a spreadsheet take a typed or imported text for a formula."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A word on a coloured ground; the word alone carries the meaning.

    `color` is RRGGBB and light enough for black text (contrast at least 4.5:1).
    """

    text: str
    color: str


Value = str | int | date | Mark | None
"""What a cell holds. None and the empty text are an empty cell."""

Row = tuple[Value, ...]

WIDE, TEXT, WHO, DAY, NUMBER = 50, 34, 22, 12, 13
"""Widths of columns in characters: of long and of short texts, of names and words, of days, of numbers."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading, unique in its sheet, and its width in characters."""

    title: str
    width: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with one header row. The rows are gone through once, so they may be a generator.

    `name` stands on the tab: at most 31 letters, no blanks. `description` is what a screen reader says. `fixed`: so
    many columns on the left stay in sight, as the header row does.
    """

    name: str
    description: str
    columns: tuple[Column, ...]
    rows: Iterable[Row]
    fixed: int = 0


_GREEN, _BLUE, _YELLOW, _RED, _GREY = "D7ECDD", "D5E6F7", "FFF0C2", "F4B8B0", "E4E4E4"

_COLORS: Mapping[str, str] = {
    Status.KLART: _GREEN,
    Status.BLIR_KLART: _BLUE,
    Status.TROLIGEN_KLART: _YELLOW,
    Status.EJ_KLART: _RED,
    Status.EJ_AKTUELL: _GREY,
    Resultat.UPPFYLLT: _GREEN,
    Resultat.DELVIS: _YELLOW,
    Resultat.EJ_UPPFYLLT: _RED,
    Resultat.EJ_RELEVANT: _GREY,
    Lage.SAKNAS: _RED,
    Lage.AVVIKELSE: _YELLOW,
    Lage.SEN: _BLUE,
    Lage.UTFORD: _GREEN,
    Lage.EJ_RELEVANT: _GREY,
}


def word_mark(word: str | None) -> Value:
    """A status, a resultat or how it is with a tillfälle on its colour; any other word as it is."""
    if word is None:
        return None
    color = _COLORS.get(word)
    return Mark(str(word), color) if color else str(word)

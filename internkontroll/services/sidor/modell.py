"""What a page of the window lists, in the words that the window and the services share."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, StrEnum, auto
from typing import Any, NamedTuple


class Sida(StrEnum):
    """The pages that are lists, under the names that the window has for them."""

    RISKER = "risker"
    ATGARDER = "atgarder"
    EGENKONTROLLER = "egenkontroller"
    KONTROLLER = "kontroller"
    GRANSKNINGAR = "granskningar"
    AVTAL = "insyn"
    HANDELSER = "handelselogg"
    PAPPERSKORG = "papperskorg"


class Slag(Enum):
    """What a column's values are: text; int; ISO date; Status; (riskvärde, band, RRGGBB); bool; UTC time (ISO 8601).

    Any but TICK may be None.
    """

    TEXT = auto()
    NUMBER = auto()
    DATE = auto()
    STATUS = auto()
    RISKVARDE = auto()
    TICK = auto()
    DATETIME = auto()


@dataclass(frozen=True, slots=True)
class Kolumn:
    """A column: its name in code, its heading, kind and width in characters, whether it is seen from the start.

    `hjalp` says what stands in it where the heading doesn't.
    """

    key: str
    titel: str
    slag: Slag = Slag.TEXT
    bredd: int = 12
    synlig: bool = True
    sorterbar: bool = True
    grupperbar: bool = False
    hjalp: str = ""


@dataclass(frozen=True, slots=True)
class Filter:
    """A chip above the list: a choice of values (`flera`), else on or off."""

    key: str
    titel: str
    flera: bool


@dataclass(frozen=True, slots=True)
class Urval:
    """What of a list is asked for, and how.

    `filter`: key → the chosen values, of which one must fit; a filter that is on or off has no values.
    All filters and all words of `sok` must fit. `sortera` and `gruppera` are keys of columns; None is
    the page's own order, and no groups.
    """

    sok: str = ""
    filter: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sortera: str | None = None
    fallande: bool = False
    gruppera: str | None = None


class Rad(NamedTuple):
    """A record: its table, id and version as read, the heading of its group, and a value for each column."""

    id: int
    tabell: str
    version: int
    grupp: str | None
    varden: tuple[Any, ...]

"""What a field is: its name on screen, its help, and what may stand in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto


class Faltslag(Enum):
    """How a field is edited."""

    TEXT = auto()
    MULTILINE = auto()
    DATE = auto()
    WORD = auto()
    NUMBER = auto()
    FLAG = auto()
    REFERENCE = auto()


@dataclass(frozen=True, slots=True)
class Falt:
    """One field of a table.

    `namn`: the column; `titel`: the label; `hjalp`: what to write and why, one or two sentences;
    `exempel`: a good example, empty where a choice speaks for itself; `ord`: (stored, shown) in the
    order to offer them; `minst`, `hogst`: the bounds of a number.
    """

    namn: str
    titel: str
    hjalp: str
    exempel: str = ""
    slag: Faltslag = Faltslag.TEXT
    kravs: bool = False
    ord: tuple[tuple[str, str], ...] = ()
    minst: int = 0
    hogst: int = 1_000_000


def line(namn: str, titel: str, hjalp: str, exempel: str, *, kravs: bool = False) -> Falt:
    """A text on one line."""
    return Falt(namn, titel, hjalp, exempel, kravs=kravs)


def paragraphs(namn: str, titel: str, hjalp: str, exempel: str, *, kravs: bool = False) -> Falt:
    """A text of several paragraphs."""
    return Falt(namn, titel, hjalp, exempel, Faltslag.MULTILINE, kravs)


def day(namn: str, titel: str, hjalp: str, exempel: str, *, kravs: bool = False) -> Falt:
    """A calendar day."""
    return Falt(namn, titel, hjalp, exempel, Faltslag.DATE, kravs)


def choice(namn: str, titel: str, hjalp: str, ord_: Iterable[tuple[str, str]], *, kravs: bool = False) -> Falt:
    """One of a few words, each as it is stored and as it is shown."""
    return Falt(namn, titel, hjalp, "", Faltslag.WORD, kravs, tuple((str(word), shown) for word, shown in ord_))


def number(namn: str, titel: str, hjalp: str, exempel: str, minst: int, hogst: int) -> Falt:
    """A whole number within its bounds."""
    return Falt(namn, titel, hjalp, exempel, Faltslag.NUMBER, minst=minst, hogst=hogst)


def flag(namn: str, titel: str, hjalp: str) -> Falt:
    """A yes or no."""
    return Falt(namn, titel, hjalp, "", Faltslag.FLAG)


def reference(namn: str, titel: str, hjalp: str, exempel: str = "", *, kravs: bool = False) -> Falt:
    """Another record, by its id."""
    return Falt(namn, titel, hjalp, exempel, Faltslag.REFERENCE, kravs)

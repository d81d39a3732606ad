"""The coverage map as data, with a form in words: rows and periods, and how it is in each."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from internkontroll.domain.andel import percent
from internkontroll.domain.egenkontroll.tackning import GJORDA, Lage
from internkontroll.domain.words import MANADER
from internkontroll.services.hem.ord import table_text

MONTHS = 12
_NAMED = 3


class Indelning(StrEnum):
    """What a row of the map is, and what it can be narrowed to; the values are the words that people read."""

    ENHET = "Enhet"
    EGENKONTROLL = "Egenkontroll"
    OMRADE = "Område"
    METOD = "Metod"


class Steg(StrEnum):
    """What a column of the map is."""

    MANAD = "Månad"
    KVARTAL = "Kvartal"
    TERTIAL = "Tertial"
    HALVAR = "Halvår"

    @property
    def months(self) -> int:
        """How many of them a column has."""
        return _MONTHS[self]

    @property
    def names(self) -> tuple[str, ...]:
        """The columns in words: "mars", "kvartal 1"."""
        if self == Steg.MANAD:
            return MANADER
        return tuple(f"{self.lower()} {place}" for place in range(1, MONTHS // self.months + 1))


_MONTHS = {Steg.MANAD: 1, Steg.KVARTAL: 3, Steg.TERTIAL: 4, Steg.HALVAR: 6}

Nyckel = tuple[Indelning, str]
"""One row, or what the map is narrowed to: what kind it is, and which one (an id, or the word itself)."""


@dataclass(frozen=True, slots=True)
class Val:
    """How the map is to be: its rows, its columns, and what it is narrowed to."""

    rader: Indelning = Indelning.ENHET
    steg: Steg = Steg.MANAD
    bara: Nyckel | None = None


class Ruta(NamedTuple):
    """One row in one period. `lage` is that of the tillfälle that asks for most, None where none is planned."""

    period: str
    lage: Lage | None
    antal: Mapping[Lage, int]
    saknas: tuple[str, ...]
    """What is missing: egenkontroller in the row of a unit, else units."""

    def as_text(self) -> str:
        """ "april saknas (Aktgranskning), 1 av 2 gjorda"; of a single tillfälle without the numbers."""
        if self.lage is None:
            return f"{self.period} ingen planerad"
        done, alla = _done(self.antal), sum(self.antal.values())
        more = len(self.saknas) - _NAMED
        names = ", ".join(self.saknas[:_NAMED]) + (f" och {more} till" if more > 0 else "")
        numbers = f", {done} av {alla} gjorda" if alla > 1 else ""
        return f"{self.period} {self.lage}{f' ({names})' if names else ''}{numbers}"


@dataclass(frozen=True, slots=True)
class Rad:
    """A row and its periods. `not_`: what is to be known of a unit that has been closed, perhaps "".

    `gjorda` of `forfallna`: the tillfällen whose period has ended, at the day of the report, that are done or past
    their due day; as the compilation counts them.
    """

    nyckel: str
    namn: str
    rutor: tuple[Ruta, ...]
    gjorda: int
    forfallna: int
    not_: str = ""

    @property
    def antal(self) -> Counter[Lage]:
        """How many of the whole year's are how."""
        antal = Counter[Lage]()
        for ruta in self.rutor:
            antal.update(ruta.antal)
        return antal

    @property
    def titel(self) -> str:
        """The name with what is to be known."""
        return f"{self.namn} ({self.not_})" if self.not_ else self.namn

    @property
    def andel(self) -> str:
        """ "93 %"; "–" where nothing has fallen due."""
        return "–" if self.procent is None else f"{self.procent}\N{NO-BREAK SPACE}%"

    @property
    def procent(self) -> int | None:
        """The same as a number."""
        return percent(self.gjorda, self.forfallna) if self.forfallna else None

    @property
    def planerade(self) -> int:
        """How many the whole year has."""
        return sum(self.antal.values())

    @property
    def utforda(self) -> int:
        """How many of the whole year's are answered."""
        return _done(self.antal)

    def as_text(self) -> str:
        """The row in one sentence; periods without anything planned aren't told."""
        said = ", ".join(ruta.as_text() for ruta in self.rutor if ruta.lage)
        return f"{self.titel}: {said or 'inga planerade'}."

    def cells(self) -> list[str]:
        """The row in numbers: name, planned, done, share, and how many are how."""
        antal = self.antal
        counts = (antal[lage] for lage in COUNTED)
        return [self.titel, str(self.planerade), str(self.utforda), self.andel, *map(str, counts)]


COUNTED = (Lage.SAKNAS, Lage.AVVIKELSE, Lage.SEN, Lage.EJ_RELEVANT, Lage.VANTAR)


@dataclass(frozen=True, slots=True)
class Tackning:
    """The map, its rows in Swedish order, and the share done at the day of the report; `vilka`: of what."""

    rader: tuple[Rad, ...]
    gjorda: int
    forfallna: int
    vilka: str
    val: Val = Val()

    @property
    def saknas(self) -> int:
        """How many are missing, of the whole year's."""
        return sum(ruta.antal.get(Lage.SAKNAS, 0) for rad in self.rader for ruta in rad.rutor)

    def share(self) -> str:
        """ "93 % av vårens kontroller är gjorda"."""
        if not self.forfallna:
            return f"Ingen av {self.vilka} har förfallit ännu"
        return f"{percent(self.gjorda, self.forfallna)}\N{NO-BREAK SPACE}% av {self.vilka} är gjorda"

    def headers(self) -> list[str]:
        """What stands above the rows."""
        return [self.val.rader, *self.val.steg.names]

    def rows(self) -> list[list[str]]:
        """As a table with headers: a column per period, words in the cells."""
        return [
            self.headers(),
            *([rad.titel, *(ruta.lage or "" for ruta in rad.rutor)] for rad in self.rader),
        ]

    def counts(self) -> list[list[str]]:
        """As a table with headers: numbers for each row."""
        head = [self.val.rader, "Planerade", "Gjorda", "Andel hittills", *(lage.capitalize() for lage in COUNTED)]
        return [head, *(rad.cells() for rad in self.rader)]

    def as_text(self) -> str:
        """In words and as a table, for readers and the clipboard."""
        table = table_text("Egenkontroller: vem har rapporterat", self.rows())
        return "\n".join([f"{self.share()}.", *(rad.as_text() for rad in self.rader), "", table])

    def most_missing(self, count: int) -> "Tackning":
        """The same with the rows that lack most, and of those that lack as much the first ones, in their order."""
        lack = [-sum(ruta.antal.get(Lage.SAKNAS, 0) for ruta in rad.rutor) for rad in self.rader]
        worst = sorted(range(len(lack)), key=lack.__getitem__)[:count]
        return replace(self, rader=tuple(self.rader[place] for place in sorted(worst)))

    def lacking(self) -> "Tackning":
        """The same with the rows in which anything is missing."""
        rader = tuple(rad for rad in self.rader if any(Lage.SAKNAS in ruta.antal for ruta in rad.rutor))
        return replace(self, rader=rader)

    def missing(self) -> str:
        """ "3 saknas", "Inget saknas"."""
        return f"{self.saknas} saknas" if self.saknas else "Inget saknas"


def _done(antal: Mapping[Lage, int]) -> int:
    return sum(antal.get(lage, 0) for lage in GJORDA)

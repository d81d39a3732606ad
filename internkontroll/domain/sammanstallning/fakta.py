"""What is read from the register for a year and the years before it, already counted by egenkontroll and unit."""

from dataclasses import dataclass
from datetime import date

from internkontroll.domain.sammanstallning.antal import Antal
from internkontroll.domain.status import Status
from internkontroll.domain.words import Effekt, Egenkontrollmetod, Frekvens

YEARS = 5
"""The year and those before it that it is compared with."""


@dataclass(frozen=True, slots=True)
class Kontroll:
    """An egenkontroll of the year; `identitet` is the same in the years before. `omrade`: what it is about, or ""."""

    identitet: str
    namn: str
    metod: Egenkontrollmetod | None = None
    omrade: str = ""
    frekvens: Frekvens | None = None


@dataclass(frozen=True, slots=True)
class Enhet:
    """A unit by its name on the day; `del_av`: the one above it, or ""."""

    id: int
    namn: str
    del_av: str = ""


@dataclass(frozen=True, slots=True)
class Utfallsantal:
    """Tillfällen of one egenkontroll (identitet) in one unit and year. `enhet` is 0 in years longer ago."""

    ar: int
    kontroll: str
    enhet: int
    antal: Antal


@dataclass(frozen=True, slots=True)
class Fraga:
    """A kontrollpunkt by its latest words; `lydelser`: in how many it has been asked this year and the one before."""

    identitet: str
    kontroll: str
    fraga: str
    lydelser: int = 1


@dataclass(frozen=True, slots=True)
class Svarsantal:
    """The answers to a kontrollpunkt (identitet, whatever its words) in one unit and year, those that are relevant."""

    ar: int
    fraga: str
    enhet: int
    svar: int
    nej: int = 0
    delvis: int = 0

    @property
    def brast(self) -> bool:
        """Whether any answer says that it isn't as it should be."""
        return self.nej + self.delvis > 0


@dataclass(frozen=True, slots=True)
class Atgard:
    """An åtgärd for a deviation, with its latest status until the day, and whether it helped."""

    kontroll: str
    enhet: int
    beskrivning: str
    status: Status | None = None
    slutdatum: date | None = None
    effekt: Effekt | None = None
    effekt_kommentar: str | None = None


@dataclass(frozen=True, slots=True)
class Saknat:
    """A tillfälle whose period has ended and that nobody has done; `namn`: what people call the period."""

    kontroll: str
    enhet: int
    period: date
    namn: str


@dataclass(frozen=True, slots=True)
class Fakta:
    """A nämnd's year until `as_of`, and the years before it until the same day.

    `kontroller` and `enheter` are in the order in which they are shown. `allvarsord`: grade → the nämnd's word.
    """

    namnd: str
    ar: int
    as_of: date
    kontroller: tuple[Kontroll, ...] = ()
    enheter: tuple[Enhet, ...] = ()
    utfall: tuple[Utfallsantal, ...] = ()
    fragor: tuple[Fraga, ...] = ()
    svar: tuple[Svarsantal, ...] = ()
    atgarder: tuple[Atgard, ...] = ()
    saknade: tuple[Saknat, ...] = ()
    allvarsord: tuple[tuple[int, str], ...] = ()

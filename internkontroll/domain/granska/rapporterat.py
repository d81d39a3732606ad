"""What the register knows of egenkontroller beyond the underlag: answers, grades, drafts, risks lifted, effect.

A file knows none of it, and what it doesn't know nobody objects to.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from internkontroll.domain.words import Resultat, Svarsord

FAILED = (Svarsord.NEJ, Svarsord.DELVIS)


class Svarat(NamedTuple):
    """An answer to a question of the kind Ja, Nej …: the question's identity over wordings and years, and its words."""

    identitet: str
    fraga: str
    svar: str
    kommentar: str | None


@dataclass(frozen=True, slots=True)
class Rapport:
    """A tillfälle that is handed in (`datum`), or begun (`is_draft`).

    `namn`: egenkontroll, unit and period; `egenkontroll`: its identity over the years; `atgarder`: how many; `svar`:
    the answers in a word but those that are a plain Ja.
    """

    uuid: str
    namn: str
    egenkontroll: str
    enhet_id: int
    period: date
    senast: date
    datum: date | None = None
    resultat: Resultat | None = None
    antal_avvikelser: int | None = None
    kommentar: str | None = None
    allvar: int | None = None
    atgarder: int = 0
    svar: tuple[Svarat, ...] = ()
    is_draft: bool = False

    @property
    def failed(self) -> tuple[Svarat, ...]:
        """The answers that fell short."""
        return tuple(one for one in self.svar if one.svar in FAILED)

    @property
    def is_deviation(self) -> bool:
        """Whether anything of what is handed in fell short."""
        fell_short = self.resultat in (Resultat.DELVIS, Resultat.EJ_UPPFYLLT)
        relevant = self.datum is not None and self.resultat != Resultat.EJ_RELEVANT
        return relevant and bool(self.failed or self.antal_avvikelser or fell_short)


class Obesvarad(NamedTuple):
    """An åtgärd whose effect was to be looked at on the day, without an answer; `ar`: that of its plan."""

    uuid: str
    beskrivning: str
    fraga: date
    ar: int


class Ord(NamedTuple):
    """A text that somebody has written: the table and uuid of what it belongs to, its name, the field in a sentence."""

    tabell: str
    uuid: str
    namn: str
    falt: str
    text: str


@dataclass(frozen=True, slots=True)
class Rapporterat:
    """What has been reported in a plan's year.

    `fore`: (egenkontroll, unit) → the questions that fell short the last time of the year before; `lyfta`:
    (egenkontroll, unit) that a risk has been lifted from.
    """

    rapporter: tuple[Rapport, ...] = ()
    fore: Mapping[tuple[str, int], frozenset[str]] = field(default_factory=dict)
    lyfta: frozenset[tuple[str, int]] = frozenset()
    obesvarade: tuple[Obesvarad, ...] = ()
    ord: tuple[Ord, ...] = ()

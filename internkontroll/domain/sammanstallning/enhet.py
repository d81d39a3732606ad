"""What one unit gets back: its own year beside all units', what failed, what is left to do and what åtgärder did."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from internkontroll.domain.sammanstallning.antal import Antal
from internkontroll.domain.sammanstallning.aret import add_up
from internkontroll.domain.sammanstallning.fakta import Atgard, Enhet, Fakta, Fraga, Svarsantal, Utfallsantal
from internkontroll.domain.status import Status


@dataclass(frozen=True, slots=True)
class Enhetskontroll:
    """An egenkontroll of the unit.

    `alla`: how it went in all units; `saknas`: the periods that nobody has done.
    """

    namn: str
    antal: Antal
    alla: Antal
    saknas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Enhetsbrist:
    """A kontrollpunkt that failed in the unit, and in how many others."""

    fraga: str
    kontroll: str
    nej: int
    delvis: int
    andra: int


@dataclass(frozen=True, slots=True)
class Aterkoppling:
    """A unit's year. `kontroller`, `brister` and `atgarder`: what asks for most first."""

    namnd: str
    ar: int
    as_of: date
    enhet: str
    antal: Antal
    fore: Antal | None
    alla: Antal
    kontroller: tuple[Enhetskontroll, ...]
    brister: tuple[Enhetsbrist, ...] = ()
    atgarder: tuple[Atgard, ...] = ()


def aterkopplingar(fakta: Fakta) -> Iterator[Aterkoppling]:
    """One for each unit that anything was planned for, in the order of the units."""
    index = _Index(fakta)
    for enhet in fakta.enheter:
        if any(row.antal.planerade for row in index.utfall[enhet.id]):
            yield index.feedback(enhet)


class _Index:
    """The year's facts by unit, gone through once for all units."""

    def __init__(self, fakta: Fakta) -> None:
        self._fakta = fakta
        self.utfall: dict[int, list[Utfallsantal]] = defaultdict(list)
        self._before: dict[int, list[Antal]] = defaultdict(list)
        alla: dict[str, list[Antal]] = defaultdict(list)
        for row in fakta.utfall:
            if row.ar == fakta.ar:
                self.utfall[row.enhet].append(row)
                alla[row.kontroll].append(row.antal)
            elif row.ar == fakta.ar - 1:
                self._before[row.enhet].append(row.antal)
        self._alla = {kontroll: add_up(found) for kontroll, found in alla.items()}
        self._total = add_up(self._alla.values())
        self._failed: dict[int, list[Svarsantal]] = defaultdict(list)
        self._failing: dict[str, int] = defaultdict(int)
        for answers in fakta.svar:
            if answers.ar == fakta.ar and answers.brast:
                self._failed[answers.enhet].append(answers)
                self._failing[answers.fraga] += 1
        self._missing: dict[tuple[int, str], list[tuple[date, str]]] = defaultdict(list)
        for saknat in fakta.saknade:
            self._missing[saknat.enhet, saknat.kontroll].append((saknat.period, saknat.namn))
        self._atgarder: dict[int, list[Atgard]] = defaultdict(list)
        for atgard in fakta.atgarder:
            self._atgarder[atgard.enhet].append(atgard)
        self._names = {kontroll.identitet: kontroll.namn for kontroll in fakta.kontroller}
        self._fragor = {fraga.identitet: fraga for fraga in fakta.fragor}

    def feedback(self, enhet: Enhet) -> Aterkoppling:
        fakta, before = self._fakta, self._before[enhet.id]
        return Aterkoppling(
            fakta.namnd,
            fakta.ar,
            fakta.as_of,
            enhet.namn,
            add_up(row.antal for row in self.utfall[enhet.id]),
            add_up(before) if before else None,
            self._total,
            tuple(sorted(self._kontroller(enhet.id), key=_asks_for)),
            tuple(sorted(self._brister(enhet.id), key=lambda one: (-one.nej, -one.delvis, -one.andra, one.fraga))),
            tuple(sorted(self._atgarder[enhet.id], key=lambda one: one.status in (Status.KLART, Status.EJ_AKTUELL))),
        )

    def _kontroller(self, enhet: int) -> Iterable[Enhetskontroll]:
        found: dict[str, Antal] = {}
        for row in self.utfall[enhet]:
            found[row.kontroll] = found.get(row.kontroll, Antal()) + row.antal
        for identitet, namn in self._names.items():
            if identitet in found:
                missing = tuple(namn for _, namn in sorted(self._missing.get((enhet, identitet), ())))
                yield Enhetskontroll(namn, found[identitet], self._alla[identitet], missing)

    def _brister(self, enhet: int) -> Iterable[Enhetsbrist]:
        for row in self._failed[enhet]:
            fraga: Fraga | None = self._fragor.get(row.fraga)
            if fraga and fraga.kontroll in self._names:
                others = self._failing[row.fraga] - 1
                yield Enhetsbrist(fraga.fraga, self._names[fraga.kontroll], row.nej, row.delvis, others)


def _asks_for(one: Enhetskontroll) -> tuple[int, int]:
    """What is missing before what deviates before what went well; else in the order of the plan."""
    return -one.antal.saknas, -one.antal.avvikande

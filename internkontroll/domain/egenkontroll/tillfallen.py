"""The tillfällen that a plan asks for in a year, and what must change for the register to have them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from internkontroll.domain.egenkontroll.arbetsdagar import next_working_day
from internkontroll.domain.egenkontroll.enheter import ALLTID, Koppling, Organisation, Tid
from internkontroll.domain.egenkontroll.perioder import periods
from internkontroll.domain.words import Frekvens


@dataclass(frozen=True, slots=True)
class Upplagg:
    """When an egenkontroll is done and by whom; `dagar_efter`: days from a period's end until it is due."""

    frekvens: Frekvens | None
    kopplingar: tuple[Koppling, ...]
    manader: tuple[int, ...] = ()
    dagar_efter: int = 0
    tid: Tid = ALLTID


class Onskat(NamedTuple):
    """A tillfälle that there should be. `efter`: nobody needs to do it when that unit has done the period."""

    enhet: int
    period: date
    forfaller: date
    efter: int | None = None


class Finns(NamedTuple):
    """A tillfälle that there is. `rort`: anybody has written anything in it; `flyttad`: somebody chose its due day."""

    id: int
    enhet: int
    period: date
    forfaller: date | None = None
    utfort: bool = False
    rort: bool = False
    flyttad: bool = False


@dataclass(slots=True)
class Skillnad:
    """What to add, to take away (ids) and to move (id → due day); `kvar`: ids asked for no longer, but written in."""

    nya: list[Onskat] = field(default_factory=list)
    bort: list[int] = field(default_factory=list)
    flyttas: dict[int, date] = field(default_factory=dict)
    kvar: list[int] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.nya or self.bort or self.flyttas)


def generate(upplagg: Upplagg, ar: int, organisation: Organisation) -> Iterator[Onskat]:
    """One tillfälle for each period of each unit, by period; a period belongs to the year that it ends in."""
    for period in periods(ar, upplagg.frekvens, upplagg.manader):
        if upplagg.tid.has(period.sista):
            due = next_working_day(period.sista + timedelta(days=upplagg.dagar_efter))
            for unit, koppling in organisation.doers(upplagg.kopplingar, period).items():
                taken = koppling.efter if koppling.tid.fran and koppling.tid.fran > period.forsta else None
                yield Onskat(unit, period.sista, due, taken)


def compare(wanted: Iterable[Onskat], existing: Iterable[Finns]) -> Skillnad:
    """What tells the wanted tillfällen from those that there are; what anybody has written in always stays."""
    there = {(one.enhet, one.period): one for one in existing}
    done = {key for key, one in there.items() if one.utfort}
    result = Skillnad()
    asked = set()
    for one in wanted:
        key = one.enhet, one.period
        if one.efter is None or (one.efter, one.period) not in done:
            asked.add(key)
            _settle(result, one, there.get(key))
    for key, finns in there.items():
        if key not in asked:
            (result.kvar if finns.rort or finns.utfort else result.bort).append(finns.id)
    return result


def _settle(result: Skillnad, wanted: Onskat, finns: Finns | None) -> None:
    if finns is None:
        result.nya.append(wanted)
    elif not (finns.utfort or finns.flyttad) and finns.forfaller != wanted.forfaller:
        result.flyttas[finns.id] = wanted.forfaller

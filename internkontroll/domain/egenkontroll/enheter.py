"""Which units do an egenkontroll in a period, as the organisation and the plan were then."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from internkontroll.domain.egenkontroll.perioder import Period


@dataclass(frozen=True, slots=True)
class Tid:
    """From a day to a day, both with it; None is without end."""

    fran: date | None = None
    till: date | None = None

    def has(self, day: date) -> bool:
        """Whether the day lies in it."""
        return (self.fran is None or self.fran <= day) and (self.till is None or day <= self.till)

    def covers(self, period: Period) -> bool:
        """Whether the whole period lies in it."""
        return self.has(period.forsta) and self.has(period.sista)


ALLTID = Tid()


@dataclass(frozen=True, slots=True)
class Enhetsliv:
    """A unit over time. `platser`: (from when, the unit above or None), the first one is when it came, in order.

    `stangd`: the first day that it isn't there any more. `uppehall`: when it has nothing to report.
    """

    id: int
    platser: tuple[tuple[date, int | None], ...]
    stangd: date | None = None
    uppehall: tuple[Tid, ...] = ()

    def is_open(self, day: date) -> bool:
        """Whether it is there on the day."""
        return self.platser[0][0] <= day and (self.stangd is None or day < self.stangd)

    def above(self, day: date) -> int | None:
        """The unit that it lies under on the day."""
        return next((above for fran, above in reversed(self.platser) if fran <= day), None)


@dataclass(frozen=True, slots=True)
class Koppling:
    """A unit that does an egenkontroll, or all below it. `efter`: the unit that it has taken it over from."""

    enhet: int
    alla_under: bool = False
    tid: Tid = ALLTID
    efter: int | None = None


class Organisation:
    """The units by id, and what lies below what on a day, worked out once for each day."""

    def __init__(self, enheter: Iterable[Enhetsliv]) -> None:
        self.enheter: Mapping[int, Enhetsliv] = {unit.id: unit for unit in enheter}
        self._below: dict[date, dict[int | None, list[int]]] = {}

    def doers(self, kopplingar: Sequence[Koppling], period: Period) -> dict[int, Koppling]:
        """The units that have the period, each with the link that says so.

        Who is there on the last day has the period: of two units that take over from each other, one. A pause
        excuses from the periods that lie in it whole. What a unit does anyway comes before what it has taken over,
        and its own link before that of all under a unit: so one of them can begin, end or hand over by itself.
        """
        found: dict[int, Koppling] = {}
        own = {one.enhet for one in kopplingar if not one.alla_under and one.efter is None}
        for koppling in sorted(kopplingar, key=lambda one: one.efter is not None):
            if koppling.tid.has(period.sista):
                for unit in self._meant(koppling, period.sista):
                    if self._has(unit, period) and not (koppling.alla_under and unit in own):
                        found.setdefault(unit, koppling)
        return found

    def _meant(self, koppling: Koppling, day: date) -> Collection[int]:
        if not koppling.alla_under:
            return (koppling.enhet,)
        life = self.enheter.get(koppling.enhet)
        return list(self._lowest(koppling.enhet, day)) if life and life.is_open(day) else ()

    def _has(self, unit: int, period: Period) -> bool:
        life = self.enheter.get(unit)
        return life is not None and life.is_open(period.sista) and not _paused(life, period)

    def _lowest(self, unit: int, day: date) -> Iterator[int]:
        """The open units without others below them, from the one down; itself where nothing lies below it."""
        below = self._tree(day).get(unit)
        if not below:
            yield unit
        for one in below or ():
            yield from self._lowest(one, day)

    def _tree(self, day: date) -> dict[int | None, list[int]]:
        if day not in self._below:
            tree: dict[int | None, list[int]] = {}
            for unit in self.enheter.values():
                if unit.is_open(day):
                    tree.setdefault(unit.above(day), []).append(unit.id)
            self._below[day] = tree
        return self._below[day]


def _paused(unit: Enhetsliv, period: Period) -> bool:
    """Whether the unit has paused for as long of the period as it has been there."""
    there = Period(max(period.forsta, unit.platser[0][0]), period.sista)
    return any(pause.covers(there) for pause in unit.uppehall)

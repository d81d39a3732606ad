"""The periods of a year: by how often an egenkontroll is done, or the months that it is done in."""

import calendar
import re
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from internkontroll.domain.words import MANADER, Frekvens
from internkontroll.errors import InputRefused

_MONTHS_OF = {Frekvens.MANAD: 1, Frekvens.KVARTAL: 3, Frekvens.TERTIAL: 4, Frekvens.HALVAR: 6, Frekvens.AR: 12}
_DAYS_OF = {Frekvens.DAG: 1, Frekvens.VECKA: 7}
_DAY = timedelta(days=1)


class Period(NamedTuple):
    """From the first to the last day; the last one is what the register knows it by."""

    forsta: date
    sista: date


def periods(ar: int, frekvens: Frekvens | None, manader: Collection[int] = ()) -> tuple[Period, ...]:
    """The periods that end in the year, in order; none where it goes on all the time or nobody has said.

    Chosen months come before the frequency: each is a period of its own. Weeks go from Monday to Sunday,
    so that the year's first one may begin in the year before.
    """
    if manader:
        return tuple(_months(ar, month, 1) for month in sorted(set(manader)))
    if frekvens in _MONTHS_OF:
        step = _MONTHS_OF[frekvens]
        return tuple(_months(ar, month, step) for month in range(1, 13, step))
    return tuple(_days(ar, _DAYS_OF[frekvens])) if frekvens in _DAYS_OF else ()


def period_name(frekvens: str | None, last_day: date) -> str:
    """What people call the period that ends on the day: "mars", "kvartal 1", "tertial 2", "2026"."""
    month = last_day.month
    names = {
        Frekvens.VECKA: f"vecka {last_day.isocalendar().week}",
        Frekvens.MANAD: MANADER[month - 1],
        Frekvens.KVARTAL: f"kvartal {(month + 2) // 3}",
        Frekvens.TERTIAL: f"tertial {(month + 3) // 4}",
        Frekvens.HALVAR: f"halvår {(month + 5) // 6}",
        Frekvens.AR: str(last_day.year),
    }
    return names.get(Frekvens(frekvens), str(last_day)) if frekvens else str(last_day)


def read_months(text: str | None) -> tuple[int, ...]:
    """ "3, 9" → (3, 9); in order, each once. Raises InputRefused for what isn't numbers of months."""
    words = re.split(r"[\s,]+", (text or "").strip(" ,"))
    if words == [""]:
        return ()
    if not all(re.fullmatch(r"0?[1-9]|1[0-2]", word) for word in words):
        raise InputRefused(f"Månader: ”{text}” går inte. Skriv månadernas nummer, 1 till 12, med komma mellan: 3, 9.")
    return tuple(sorted({int(word) for word in words}))


def months_text(manader: Collection[int]) -> str | None:
    """The months as the register holds them: "3, 9"; None for none."""
    return ", ".join(map(str, sorted(set(manader)))) or None


def _months(ar: int, first: int, count: int) -> Period:
    last = first + count - 1
    return Period(date(ar, first, 1), date(ar, last, calendar.monthrange(ar, last)[1]))


def _days(ar: int, length: int) -> Iterator[Period]:
    """Days, or weeks: the first one ends on the year's first day or Sunday."""
    last = date(ar, 1, 1)
    if length > 1:
        last += (6 - last.weekday()) * _DAY
    while last.year == ar:
        yield Period(last - (length - 1) * _DAY, last)
        last += length * _DAY

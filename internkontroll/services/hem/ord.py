"""Days, periods and enumerations in words, as the lines of Hem say them."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from internkontroll.domain.words import MANADER, Frekvens

_NAMED = 2


def days(count: int) -> str:
    """ "1 dag", "12 dagar"."""
    return "1 dag" if count == 1 else f"{count} dagar"


def until(day: date, today: date, word: str) -> str:
    """How near a day is: "i dag", "i morgon", else the day itself after `word`."""
    return {today: "i dag", today + timedelta(days=1): "i morgon"}.get(day, f"{word} {day}")


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


def places(names: Iterable[str]) -> str:
    """Where something is, short: "Ekonomi, HR och 2 till"."""
    known = list(dict.fromkeys(names))
    more = len(known) - _NAMED
    return ", ".join(known[:_NAMED]) + (f" och {more} till" if more > 0 else "")


def plural(count: int, one: str, many: str) -> str:
    """ "1 åtgärd", "9 åtgärder"."""
    return f"{count} {one if count == 1 else many}"


def table_text(title: str, rows: Iterable[Sequence[str]]) -> str:
    """A title and rows with tabs between their cells: what Word and Excel make a table of."""
    return "\n".join([title, *("\t".join(row) for row in rows)])

"""Days, periods and enumerations in words, as the lines of Hem say them."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

_NAMED = 2


def days(count: int) -> str:
    """ "1 dag", "12 dagar"."""
    return "1 dag" if count == 1 else f"{count} dagar"


def until(day: date, today: date, word: str) -> str:
    """How near a day is: "i dag", "i morgon", else the day itself after `word`."""
    return {today: "i dag", today + timedelta(days=1): "i morgon"}.get(day, f"{word} {day}")


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

"""Swedish working days: what day a control falls due when its day is a holiday or a weekend."""

from datetime import date, timedelta
from functools import lru_cache

_DAY = timedelta(days=1)
_FIXED = {
    (1, 1): "nyårsdagen",
    (1, 6): "trettondedag jul",
    (5, 1): "första maj",
    (6, 6): "nationaldagen",
    (12, 25): "juldagen",
    (12, 26): "annandag jul",
}
_AFTER_EASTER = {
    -2: "långfredagen",
    0: "påskdagen",
    1: "annandag påsk",
    39: "Kristi himmelsfärdsdag",
    49: "pingstdagen",
}
_EVES = {(12, 24): "julafton", (12, 31): "nyårsafton"}
_SATURDAY = 5


def next_working_day(day: date) -> date:
    """The day itself where people work on it, else the first one after it."""
    while not is_working_day(day):
        day += _DAY
    return day


def is_working_day(day: date) -> bool:
    """Monday to Friday, neither a holiday nor one of the eves of `free_days`."""
    return day.weekday() < _SATURDAY and day not in free_days(day.year)


@lru_cache(maxsize=64)
def free_days(year: int) -> dict[date, str]:
    """The year's free days by name, Sundays and Saturdays without a name of their own aside.

    The holidays are those of lagen (1989:253) om allmänna helgdagar, in its wording since 2005. Midsommarafton,
    julafton and nyårsafton aren't among them; they are free by custom, and lagen (1930:173) om beräkning av
    lagstadgad tid 2 § lets what falls due on one of them wait until the next working day, as on a Saturday.
    """
    easter = easter_day(year)
    midsummer = _first_from(date(year, 6, 20), _SATURDAY)
    return {
        **{date(year, *day): name for day, name in (_FIXED | _EVES).items()},
        **{easter + days * _DAY: name for days, name in _AFTER_EASTER.items()},
        midsummer - _DAY: "midsommarafton",
        midsummer: "midsommardagen",
        _first_from(date(year, 10, 31), _SATURDAY): "alla helgons dag",
    }


def easter_day(year: int) -> date:
    """Easter Sunday: the rule of Meeus, Jones and Butcher (Astronomical Algorithms, chapter 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    month, day = divmod(h + weekday - 7 * ((a + 11 * h + 22 * weekday) // 451) + 114, 31)
    return date(year, month, day + 1)


def _first_from(day: date, weekday: int) -> date:
    return day + (weekday - day.weekday()) % 7 * _DAY

"""Working days, against calendars that others have printed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from internkontroll.domain.egenkontroll.arbetsdagar import easter_day, free_days, is_working_day, next_working_day

DAYS = st.dates(date(2005, 1, 1), date(2099, 12, 31))

PRINTED = """
2026-01-01 nyårsdagen
2026-01-06 trettondedag jul
2026-04-03 långfredagen
2026-04-05 påskdagen
2026-04-06 annandag påsk
2026-05-01 första maj
2026-05-14 Kristi himmelsfärdsdag
2026-05-24 pingstdagen
2026-06-06 nationaldagen
2026-06-19 midsommarafton
2026-06-20 midsommardagen
2026-10-31 alla helgons dag
2026-12-24 julafton
2026-12-25 juldagen
2026-12-26 annandag jul
2026-12-31 nyårsafton
"""


def test_the_free_days_of_2026() -> None:
    found = [f"{day} {name}" for day, name in sorted(free_days(2026).items())]
    assert found == PRINTED.split("\n")[1:-1]


@pytest.mark.parametrize(
    "day",
    ["2000-04-23", "2005-03-27", "2008-03-23", "2011-04-24", "2019-04-21", "2024-03-31", "2025-04-20", "2038-04-25"],
)
def test_easter(day: str) -> None:
    assert easter_day(int(day[:4])) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("day", "due"),
    [
        ("2026-04-01", "2026-04-01"),
        ("2026-04-02", "2026-04-02"),
        ("2026-04-03", "2026-04-07"),
        ("2026-06-19", "2026-06-22"),
        ("2026-12-24", "2026-12-28"),
        ("2026-12-31", "2027-01-04"),
        ("2025-12-24", "2025-12-29"),
        ("2008-05-01", "2008-05-02"),
    ],
)
def test_the_next_working_day(day: str, due: str) -> None:
    assert next_working_day(date.fromisoformat(day)) == date.fromisoformat(due)


@given(DAYS)
def test_what_falls_due_waits_for_the_first_working_day_and_never_longer(day: date) -> None:
    due = next_working_day(day)
    assert is_working_day(due)
    assert due.weekday() < 5
    assert due not in free_days(due.year)
    passed = [day + timedelta(days=count) for count in range((due - day).days)]
    assert not any(map(is_working_day, passed))
    assert len(passed) <= 5


@given(st.integers(2005, 2099))
def test_moving_holidays_fall_on_their_weekdays(year: int) -> None:
    weekday = {name: day.weekday() for day, name in free_days(year).items()}
    assert (weekday["långfredagen"], weekday["påskdagen"], weekday["Kristi himmelsfärdsdag"]) == (4, 6, 3)
    assert (weekday["midsommarafton"], weekday["midsommardagen"], weekday["alla helgons dag"]) == (4, 5, 5)
    days = {name: day for day, name in free_days(year).items()}
    assert date(year, 6, 20) <= days["midsommardagen"] <= date(year, 6, 26)
    assert date(year, 10, 31) <= days["alla helgons dag"] <= date(year, 11, 6)
    # Kristi himmelsfärdsdag may fall on the first of May, as in 2008.
    assert len(days) >= 15

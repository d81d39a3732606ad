"""The periods of a year: none left out, none twice, over all years."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from internkontroll.domain.egenkontroll.perioder import months_text, periods, read_months
from internkontroll.domain.words import Frekvens
from internkontroll.errors import InputRefused

YEARS = st.integers(1990, 2100)
REGULAR = st.sampled_from([one for one in Frekvens if one is not Frekvens.LOPANDE])
MONTHS = st.sets(st.integers(1, 12), min_size=1)


@given(YEARS, REGULAR)
def test_every_day_lies_in_exactly_one_period_over_the_years(ar: int, frekvens: Frekvens) -> None:
    found = [*periods(ar, frekvens), *periods(ar + 1, frekvens)]
    assert all(one.sista + timedelta(days=1) == other.forsta for one, other in pairwise(found))
    assert {one.sista.year for one in found} == {ar, ar + 1}
    assert found[0].forsta <= date(ar, 1, 1)
    assert found[-1].sista + timedelta(days=7) > date(ar + 1, 12, 31)


@pytest.mark.parametrize(
    ("frekvens", "count", "first", "last"),
    [
        (Frekvens.DAG, 365, "2026-01-01 2026-01-01", "2026-12-31 2026-12-31"),
        (Frekvens.VECKA, 52, "2025-12-29 2026-01-04", "2026-12-21 2026-12-27"),
        (Frekvens.MANAD, 12, "2026-01-01 2026-01-31", "2026-12-01 2026-12-31"),
        (Frekvens.KVARTAL, 4, "2026-01-01 2026-03-31", "2026-10-01 2026-12-31"),
        (Frekvens.TERTIAL, 3, "2026-01-01 2026-04-30", "2026-09-01 2026-12-31"),
        (Frekvens.HALVAR, 2, "2026-01-01 2026-06-30", "2026-07-01 2026-12-31"),
        (Frekvens.AR, 1, "2026-01-01 2026-12-31", "2026-01-01 2026-12-31"),
    ],
)
def test_the_periods_of_2026(frekvens: Frekvens, count: int, first: str, last: str) -> None:
    found = periods(2026, frekvens)
    assert len(found) == count
    assert [" ".join(map(str, found[place])) for place in (0, -1)] == [first, last]


def test_what_goes_on_all_the_time_has_no_periods() -> None:
    assert periods(2026, Frekvens.LOPANDE) == periods(2026, None) == ()


@given(YEARS, st.none() | st.sampled_from(Frekvens), MONTHS)
def test_chosen_months_come_before_the_frequency(ar: int, frekvens: Frekvens | None, manader: set[int]) -> None:
    found = periods(ar, frekvens, manader)
    assert [one.forsta for one in found] == [date(ar, month, 1) for month in sorted(manader)]
    assert all((one.sista + timedelta(days=1)).day == 1 and one.sista.month == one.forsta.month for one in found)


@given(MONTHS)
def test_months_are_written_as_they_are_read(manader: set[int]) -> None:
    assert read_months(months_text(manader)) == tuple(sorted(manader))


def test_months_as_people_write_them() -> None:
    assert read_months(" 9,3 ;".replace(";", "")) == read_months("03 9 3") == (3, 9)
    assert read_months(None) == read_months(" ") == ()
    assert months_text(()) is None


@pytest.mark.parametrize("text", ["13", "0", "mars", "3.9", "-1", "1;2"])
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(InputRefused, match=f"Månader: ”{text}” går inte"):
        read_months(text)

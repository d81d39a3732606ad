"""For any frequency, start, end and reorganisation: one tillfälle for each period of each unit, and nothing lost."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import count
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from internkontroll.domain.egenkontroll.arbetsdagar import is_working_day, next_working_day
from internkontroll.domain.egenkontroll.enheter import ALLTID, Enhetsliv, Koppling, Organisation, Tid
from internkontroll.domain.egenkontroll.perioder import Period, periods
from internkontroll.domain.egenkontroll.tillfallen import Finns, Onskat, Skillnad, Upplagg, compare, generate
from internkontroll.domain.words import Frekvens

YEAR = 2026
DAYS = st.dates(date(2025, 7, 1), date(2027, 3, 31))
OLD = date(2020, 1, 1)
TOP, UNITS = 1, (2, 3, 4, 5)

# Days would make the same points, 365 times as slowly.
FREQUENCIES = st.none() | st.sampled_from([one for one in Frekvens if one is not Frekvens.DAG])


@st.composite
def spans(draw: st.DrawFn) -> Tid:
    first, last = sorted((draw(DAYS), draw(DAYS)))
    return Tid(draw(st.sampled_from((None, first))), draw(st.sampled_from((None, last))))


@st.composite
def lives(draw: st.DrawFn, unit: int) -> Enhetsliv:
    """A unit that comes, moves, pauses and goes, under the top or under a unit with a lower number."""
    above = st.sampled_from([None, TOP, *range(2, unit)])
    opened = draw(st.just(OLD) | DAYS)
    moves = draw(st.lists(DAYS.filter(lambda day: day > opened), max_size=2, unique=True))
    places = [(day, draw(above)) for day in [opened, *sorted(moves)]]
    closed = draw(st.none() | DAYS.filter(lambda day: day > opened))
    return Enhetsliv(unit, tuple(places), closed, tuple(draw(st.lists(spans(), max_size=2))))


@st.composite
def organisations(draw: st.DrawFn) -> list[Enhetsliv]:
    return [Enhetsliv(TOP, ((OLD, None),)), *(draw(lives(unit)) for unit in UNITS)]


LINKS = st.builds(
    Koppling,
    st.sampled_from((TOP, *UNITS)),
    st.booleans(),
    spans(),
    st.none() | st.sampled_from(UNITS),
)
PLANS = st.builds(
    Upplagg,
    FREQUENCIES,
    st.lists(LINKS, max_size=4).map(tuple),
    st.just(()) | st.sets(st.integers(1, 12)).map(lambda months: tuple(sorted(months))),
    st.integers(0, 366),
    spans(),
)


def wanted(plan: Upplagg, units: Sequence[Enhetsliv], ar: int = YEAR) -> list[Onskat]:
    return list(generate(plan, ar, Organisation(units)))


def is_under(units: dict[int, Enhetsliv], unit: int, top: int, day: date) -> bool:
    """Whether a walk upwards from the unit comes past the other one, closed units breaking the way."""
    above = units[unit].above(day)
    return above is not None and units[above].is_open(day) and (above == top or is_under(units, above, top, day))


def does(plan: Upplagg, units: dict[int, Enhetsliv], unit: int, period: Period) -> bool:
    """The rule said once more, day by day: what the generator must agree with."""
    day, life = period.sista, units[unit]
    if not (plan.tid.has(day) and life.is_open(day)):
        return False
    open_units = [one for one in units.values() if one.is_open(day)]
    lowest = not any(one.above(day) == unit for one in open_units)
    own = any(link.enhet == unit and not link.alla_under and link.efter is None for link in plan.kopplingar)
    meant = any(
        link.tid.has(day)
        and (
            (link.enhet == unit and not link.alla_under)
            or (
                link.alla_under
                and lowest
                and not own
                and (link.enhet == unit or is_under(units, unit, link.enhet, day))
            )
        )
        for link in plan.kopplingar
    )
    days = (period.forsta + timedelta(days=step) for step in range((day - period.forsta).days + 1))
    there = [one for one in days if one >= life.platser[0][0]] if meant and life.uppehall else []
    return meant and not any(all(map(pause.has, there)) for pause in life.uppehall)


@given(PLANS, organisations())
@settings(max_examples=200)
def test_every_period_of_every_unit_has_exactly_one_tillfalle(plan: Upplagg, units: list[Enhetsliv]) -> None:
    found = [(one.enhet, one.period) for one in wanted(plan, units)]
    by_id = {unit.id: unit for unit in units}
    expected = {
        (unit, period.sista)
        for period in periods(YEAR, plan.frekvens, plan.manader)
        for unit in by_id
        if does(plan, by_id, unit, period)
    }
    assert len(found) == len(set(found))
    assert set(found) == expected


@given(PLANS, organisations())
def test_no_due_day_is_a_holiday_and_none_comes_too_early(plan: Upplagg, units: list[Enhetsliv]) -> None:
    for one in wanted(plan, units):
        first = one.period + timedelta(days=plan.dagar_efter)
        assert is_working_day(one.forfaller)
        assert first <= one.forfaller <= first + timedelta(days=5)


# --- against what there is ------------------------------------------------------------------------------------------

MAY = date(2026, 5, 11)
MARKS = st.sampled_from(["utfort", "rort", "flyttad", ""])


def carry_out(there: list[Finns], diff: Skillnad, numbers: "count[int]") -> list[Finns]:
    kept = [one for one in there if one.id not in diff.bort]
    moved = [one._replace(forfaller=diff.flyttas.get(one.id, one.forfaller)) for one in kept]
    return moved + [Finns(next(numbers), one.enhet, one.period, one.forfaller) for one in diff.nya]


def write_in(there: list[Finns], marks: list[str]) -> list[Finns]:
    """People do some of them, write in some, and choose a day of their own for some."""
    chosen: dict[str, dict[str, Any]] = {
        "utfort": {"utfort": True},
        "rort": {"rort": True},
        "flyttad": {"flyttad": True, "forfaller": MAY},
        "": {},
    }
    written = [Finns(**{**one._asdict(), **chosen[mark]}) for one, mark in zip(there, marks, strict=False)]
    return written + there[len(marks) :]


@given(PLANS, PLANS, organisations(), organisations(), st.lists(MARKS, max_size=12))
@settings(max_examples=100)
def test_after_any_change_what_was_written_is_there_and_the_second_run_does_nothing(
    first: Upplagg, second: Upplagg, before: list[Enhetsliv], after: list[Enhetsliv], marks: list[str]
) -> None:
    numbers = count(1)
    there = write_in(carry_out([], compare(wanted(first, before), []), numbers), marks)
    asked = wanted(second, after)
    diff = compare(asked, there)
    now = carry_out(there, diff, numbers)

    assert not compare(asked, now)
    by_id = {one.id: one for one in now}
    for one in there:
        if one.utfort:
            assert by_id[one.id] == one
        if one.rort:
            assert one.id in by_id
        if one.flyttad and one.id in by_id:
            assert by_id[one.id] == one
    keys = [(one.enhet, one.period) for one in now]
    assert len(keys) == len(set(keys))
    done = {(one.enhet, one.period) for one in there if one.utfort}
    must = {(one.enhet, one.period) for one in asked if one.efter is None or (one.efter, one.period) not in done}
    assert must <= set(keys)
    assert {key for key in keys if key not in must} <= {(o.enhet, o.period) for o in there if o.utfort or o.rort}
    open_ones = {(one.enhet, one.period): one for one in now if not (one.utfort or one.flyttad)}
    assert all(open_ones[one[:2]].forfaller == one.forfaller for one in asked if one[:2] in open_ones)


@given(PLANS, organisations())
def test_the_same_again_changes_nothing(plan: Upplagg, units: list[Enhetsliv]) -> None:
    there = carry_out([], compare(wanted(plan, units), []), count(1))
    assert not compare(wanted(plan, units), there)
    assert len(there) == len(wanted(plan, units))


# --- by example -----------------------------------------------------------------------------------------------------

A, B = Enhetsliv(2, ((OLD, TOP),)), Enhetsliv(3, ((OLD, TOP),))


def lasts(found: Sequence[Onskat], unit: int) -> list[str]:
    return [f"{one.period:%m-%d}" for one in found if one.enhet == unit]


def test_a_takeover_gives_the_period_that_it_falls_in_to_who_takes_over() -> None:
    plan = Upplagg(
        Frekvens.KVARTAL,
        (Koppling(2, tid=Tid(None, date(2026, 5, 10))), Koppling(3, tid=Tid(MAY), efter=2)),
    )
    found = wanted(plan, [A, B])
    assert (lasts(found, 2), lasts(found, 3)) == (["03-31"], ["06-30", "09-30", "12-31"])
    early = Finns(1, 2, date(2026, 6, 30), date(2026, 6, 30), utfort=True)
    diff = compare(found, [early])
    assert [(one.enhet, one.period.month) for one in diff.nya] == [(2, 3), (3, 9), (3, 12)]
    assert diff.kvar == [1]


def test_a_unit_that_does_it_anyway_is_not_excused_by_what_it_takes_over() -> None:
    links = (Koppling(3, tid=Tid(MAY), efter=2), Koppling(3))
    found = wanted(Upplagg(Frekvens.KVARTAL, links), [A, B])
    early = Finns(1, 2, date(2026, 6, 30), utfort=True)
    assert lasts(compare(found, [early]).nya, 3) == ["03-31", "06-30", "09-30", "12-31"]


def test_all_under_a_unit_follows_the_organisation() -> None:
    moved = Enhetsliv(4, ((OLD, TOP), (MAY, None)))
    new = Enhetsliv(5, ((MAY, TOP),))
    closed = Enhetsliv(3, ((OLD, TOP),), MAY)
    plan = Upplagg(Frekvens.TERTIAL, (Koppling(TOP, alla_under=True),))
    found = wanted(plan, [Enhetsliv(TOP, ((OLD, None),)), closed, moved, new])
    assert [lasts(found, unit) for unit in (TOP, 3, 4, 5)] == [[], ["04-30"], ["04-30"], ["08-31", "12-31"]]


def test_one_of_all_under_a_unit_may_have_a_time_of_its_own() -> None:
    links = (Koppling(TOP, alla_under=True), Koppling(2, tid=Tid(None, MAY)), Koppling(3, tid=Tid(MAY), efter=2))
    found = wanted(Upplagg(Frekvens.KVARTAL, links), [Enhetsliv(TOP, ((OLD, None),)), A, B])
    assert lasts(found, 2) == ["03-31"]
    assert lasts(found, 3) == ["03-31", "06-30", "09-30", "12-31"]


def test_a_pause_excuses_from_whole_periods_only() -> None:
    summer = Enhetsliv(2, ((OLD, TOP),), uppehall=(Tid(date(2026, 6, 15), date(2026, 8, 9)),))
    found = wanted(Upplagg(Frekvens.MANAD, (Koppling(2),)), [summer])
    assert "07-31" not in lasts(found, 2)
    assert len(found) == 11


def test_due_days_pass_christmas() -> None:
    plan = Upplagg(Frekvens.AR, (Koppling(2),), dagar_efter=0)
    assert [one.forfaller for one in wanted(plan, [A])] == [date(2027, 1, 4)]
    assert next_working_day(date(2026, 12, 31)) == date(2027, 1, 4)
    assert ALLTID.covers(Period(date(2026, 1, 1), date(2026, 12, 31)))


def test_who_is_gone_on_the_last_day_does_not_have_the_period() -> None:
    plan = Upplagg(Frekvens.KVARTAL, (Koppling(2),))
    assert lasts(wanted(plan, [Enhetsliv(2, ((OLD, None),), date(2026, 3, 31))]), 2) == []
    assert lasts(wanted(plan, [Enhetsliv(2, ((OLD, None),), date(2026, 4, 1))]), 2) == ["03-31"]


def test_a_closed_unit_has_nobody_below_it() -> None:
    units = [Enhetsliv(TOP, ((OLD, None),), MAY), A]
    plan = Upplagg(Frekvens.HALVAR, (Koppling(TOP, alla_under=True),))
    assert wanted(plan, units) == []


def test_a_unit_that_came_during_its_own_pause_is_excused() -> None:
    new = Enhetsliv(2, ((date(2026, 5, 15), TOP),), uppehall=(Tid(date(2026, 5, 11), date(2026, 6, 30)),))
    found = wanted(Upplagg(Frekvens.KVARTAL, (Koppling(2),)), [new])
    assert lasts(found, 2) == ["09-30", "12-31"]


def test_a_day_that_somebody_chose_is_left_alone() -> None:
    asked = wanted(Upplagg(Frekvens.AR, (Koppling(2),)), [A])
    there = Finns(1, 2, date(2026, 12, 31), MAY)
    assert compare(asked, [there]).flyttas == {1: date(2027, 1, 4)}
    assert not compare(asked, [there._replace(flyttad=True)])
    assert not compare(asked, [there._replace(utfort=True)])

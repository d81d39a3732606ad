"""The year's tillfällen in the register: as the plan asks for them, again and again, through reorganisations."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from internkontroll.db import models
from internkontroll.db.session import Register
from internkontroll.domain.egenkontroll.arbetsdagar import is_working_day
from internkontroll.domain.words import Enhetsniva, Planstatus
from internkontroll.errors import InputRefused
from internkontroll.services.egenkontroll import (
    Enhetsval,
    change_egenkontroll,
    end_pause,
    generate_year,
    move_due,
    pause_unit,
    pauses,
    take_over,
    year_changes,
)
from internkontroll.services.kontrollera import check
from internkontroll.services.organisation import Egenkontrollval, add_unit, change_unit, close_unit
from internkontroll.services.planer import NyPlan, new_plan
from internkontroll.services.redigera import set_values, trash
from internkontroll.services.skapa import create_register
from tests.services.edits import assert_comes_and_goes, events, find, row, state
from tests.services.egenkontroll_plan import ALMEN, BJORKEN, CEDERN, DUNGEN, HERE, TOP, Namnd

MAY = date(2026, 5, 11)


def test_every_unit_gets_every_period_due_on_a_working_day(namnd: Namnd) -> None:
    control = namnd.plan(ALMEN, BJORKEN)
    before = state(namnd.register)
    made = generate_year(namnd.register, 1)
    assert made.rubrik == "Egenkontrollernas tillfällen 2026: 8 nya"
    # 10 July is a Friday; 10 October a Saturday, 10 January a Sunday.
    assert namnd.said(control, enhet_id=ALMEN) == [
        "Almen 03-31 04-10",
        "Almen 06-30 07-10",
        "Almen 09-30 10-12",
        "Almen 12-31 01-11",
    ]
    assert len({one["ordning"] for one in namnd.utfall(control)}) == 8
    assert_comes_and_goes(namnd.register, before, made)


def test_generating_again_changes_nothing_and_leaves_no_trace(namnd: Namnd) -> None:
    namnd.generated(ALMEN, Enhetsval(TOP, alla_under=True))
    before, count = state(namnd.register), events(namnd.register)
    again = generate_year(namnd.register, 1)
    assert again.handelse_id is None
    assert (state(namnd.register), events(namnd.register)) == (before, count)
    with namnd.register.read() as connection:
        assert not year_changes(connection, 1)


def test_chosen_months_go_before_the_frequency(namnd: Namnd) -> None:
    control = namnd.generated(ALMEN, manader="09, 3", dagar_efter=0)
    assert row(namnd.register, "egenkontroll", control)["manader"] == "3, 9"
    assert namnd.said(control) == ["Almen 03-31 03-31", "Almen 09-30 09-30"]


def test_all_under_means_the_lowest_units(namnd: Namnd) -> None:
    control = namnd.generated(Enhetsval(TOP, alla_under=True), frekvens="år")
    assert [one["enhet_id"] for one in namnd.utfall(control)] == [ALMEN, BJORKEN, CEDERN, DUNGEN]


def test_nothing_is_asked_where_nobody_has_said_when(namnd: Namnd) -> None:
    silent = namnd.plan(ALMEN, frekvens=None)
    with namnd.register.write("Egen logg") as writer:
        own = {"egenkontroll_id": silent, "enhet_id": ALMEN, "ordning": 0, "period": date(2026, 2, 28)}
        writer.insert(models.utfall, own)
    running = namnd.generated(ALMEN, namn="Avvikelser", frekvens="löpande")
    assert (len(namnd.utfall(silent)), namnd.utfall(running)) == (1, [])


def test_a_change_says_first_what_it_does_and_keeps_what_was_written(namnd: Namnd) -> None:
    control = namnd.generated(ALMEN, BJORKEN)
    done = namnd.do(control, ALMEN, 3, kommentar="Allt i ordning")
    (draft,) = [one for one in namnd.utfall(control, enhet_id=BJORKEN) if one["period"].month == 3]
    with namnd.register.write("Utkast") as writer:
        writer.update(models.utfall, draft, {"kommentar": "Påbörjad"})
    changed = change_egenkontroll(
        namnd.register, control, 0, {"frekvens": "tertial", "dagar_efter": 20}, [Enhetsval(ALMEN), Enhetsval(CEDERN)]
    )
    assert changed.rubrik == "Upplägg av egenkontrollen E-01"
    with namnd.register.read() as connection:
        said = year_changes(connection, 1)
    (one,) = said.andringar
    assert (one.nya, one.bort, one.flyttas, one.kvar) == (5, 5, 1, 2)
    assert said.as_text() == (
        "Tillfällen 2026: 5 nya, 5 bort, 1 får en annan dag. 2 som planen inte längre ber om står kvar, "
        "eftersom någon har skrivit i dem."
    )
    before = state(namnd.register)
    made = generate_year(namnd.register, 1)
    assert made.rubrik == "Egenkontrollernas tillfällen 2026: 5 nya, 5 bort, 1 flyttade"
    assert namnd.said(control) == [
        "Almen 03-31 04-10",
        "Björken 03-31 04-10",
        "Almen 04-30 05-20",
        "Cedern 04-30 05-20",
        "Almen 08-31 09-21",
        "Cedern 08-31 09-21",
        "Almen 12-31 01-20",
        "Cedern 12-31 01-20",
    ]
    assert row(namnd.register, "utfall", done)["kommentar"] == "Allt i ordning"
    assert_comes_and_goes(namnd.register, before, made)


def test_what_was_thrown_away_is_asked_for_again(namnd: Namnd) -> None:
    control = namnd.generated(ALMEN)
    thrown = namnd.utfall(control)[1]
    trash(namnd.register, "utfall", [thrown["id"]])
    generate_year(namnd.register, 1)
    now = namnd.utfall(control)
    assert [one["period"].month for one in now] == [3, 6, 9, 12]
    assert thrown["id"] not in [one["id"] for one in now]
    assert len({one["ordning"] for one in now}) == 4


@pytest.mark.parametrize("what", ["svar", "atgard", "bilaga", "stickprov"])
def test_what_hangs_on_a_tillfalle_keeps_it(namnd: Namnd, what: str) -> None:
    control = namnd.generated(ALMEN, frekvens="år", fragor=[{"fraga": "Finns en plan?"}])
    ((utfall, *_),) = [[one["id"] for one in namnd.utfall(control)]]
    rows: dict[str, dict[str, Any]] = {
        "svar": {"egenkontroll_id": control, "kontrollpunkt_id": 1, "svar": "Ja"},
        "atgard": {"plan_id": 1, "ordning": 0, "beskrivning": "Skriv planer"},
        "bilaga": {"filnamn": "a.txt", "sha256": "0" * 64},
        "stickprov": {"omfattning": "x", "population": "[]", "algoritm": "x", "fro": "x", "dragna": "[]"},
    }
    with namnd.register.write("Något") as writer:
        writer.connection.execute(models.innehall.insert().values(sha256="0" * 64, storlek=1, data=b"x"))
        writer.insert(models.metadata.tables[what], rows[what] | {"utfall_id": utfall})
    change_egenkontroll(namnd.register, control, 0, enheter=[])
    assert generate_year(namnd.register, 1).handelse_id is None
    assert [one["id"] for one in namnd.utfall(control)] == [utfall]


def test_a_new_unit_a_moved_one_and_a_closed_one_in_mid_year(namnd: Namnd) -> None:
    control = namnd.generated(Enhetsval(TOP, alla_under=True))
    register = namnd.register
    values = {"namn": "Eken", "fran": "2026-05-11", "overordnad_id": TOP}
    new = add_unit(register, 1, Enhetsniva.ENHET, values).nya[0][1]
    change_unit(register, CEDERN, MAY, {"overordnad_id": None})
    close_unit(register, DUNGEN, MAY, val=Egenkontrollval.AVSLUTA)
    generate_year(register, 1)
    months = {unit: [one["period"].month for one in namnd.utfall(control, enhet_id=unit)] for unit in range(2, 7)}
    assert months == {ALMEN: [3, 6, 9, 12], BJORKEN: [3, 6, 9, 12], CEDERN: [3], DUNGEN: [3], new: [6, 9, 12]}


@pytest.mark.parametrize("done_early", [False, True])
def test_a_merger_in_mid_year_asks_for_each_period_once(namnd: Namnd, done_early: bool) -> None:
    control = namnd.generated(ALMEN)
    if done_early:
        namnd.do(control, ALMEN, 6)
    before = state(namnd.register)
    close_unit(namnd.register, ALMEN, MAY, into=BJORKEN, val=Egenkontrollval.FLYTTA)
    assert generate_year(namnd.register, 1).handelse_id is None
    whose = {one["period"].month: one["enhet_id"] for one in namnd.utfall(control)}
    assert len(namnd.utfall(control)) == 4
    assert whose == {3: ALMEN, 6: ALMEN if done_early else BJORKEN, 9: BJORKEN, 12: BJORKEN}
    assert {one["id"] for one in namnd.utfall(control)} == {one["id"] for one in before["utfall"]}
    assert check(namnd.register) == []


def test_a_takeover_moves_what_is_left_with_its_draft(namnd: Namnd) -> None:
    control = namnd.generated(ALMEN)
    (june,) = [one for one in namnd.utfall(control) if one["period"].month == 6]
    with namnd.register.write("Utkast") as writer:
        writer.update(models.utfall, june, {"kommentar": "Påbörjad"})
    before = state(namnd.register)
    taken = take_over(namnd.register, control, ALMEN, BJORKEN, MAY)
    assert taken.rubrik == "Björken tar över egenkontrollen E-01"
    assert generate_year(namnd.register, 1).handelse_id is None
    assert [(one["enhet_id"], one["kommentar"]) for one in namnd.utfall(control)] == [
        (ALMEN, None),
        (BJORKEN, "Påbörjad"),
        (BJORKEN, None),
        (BJORKEN, None),
    ]
    assert_comes_and_goes(namnd.register, before, taken)


def test_what_is_done_stays_with_who_did_it_and_is_not_asked_of_the_next(namnd: Namnd) -> None:
    control = namnd.generated(ALMEN)
    done = namnd.do(control, ALMEN, 6)
    take_over(namnd.register, control, ALMEN, BJORKEN, MAY)
    generate_year(namnd.register, 1)
    assert row(namnd.register, "utfall", done)["enhet_id"] == ALMEN
    assert [one["enhet_id"] for one in namnd.utfall(control)] == [ALMEN, ALMEN, BJORKEN, BJORKEN]


def test_one_of_all_under_a_unit_hands_over_and_the_others_go_on(namnd: Namnd) -> None:
    outside = add_unit(namnd.register, 1, Enhetsniva.ENHET, {"namn": "Eken", "fran": "2026-01-01"}).nya[0][1]
    control = namnd.generated(Enhetsval(TOP, alla_under=True, till=date(2026, 9, 30)), frekvens="kvartal")
    before = state(namnd.register)
    taken = take_over(namnd.register, control, DUNGEN, outside, MAY)
    assert_comes_and_goes(namnd.register, before, taken)
    take_over(namnd.register, control, DUNGEN, outside, MAY)
    assert generate_year(namnd.register, 1).handelse_id is None
    months = {unit: [one["period"].month for one in namnd.utfall(control, enhet_id=unit)] for unit in (DUNGEN, outside)}
    assert months == {DUNGEN: [3], outside: [6, 9]}
    assert [len(namnd.utfall(control, enhet_id=unit)) for unit in (ALMEN, BJORKEN, CEDERN)] == [3, 3, 3]
    assert check(namnd.register) == []


def test_one_of_all_under_a_unit_is_no_heir_of_another(namnd: Namnd) -> None:
    control = namnd.generated(Enhetsval(TOP, alla_under=True))
    before = state(namnd.register)
    with pytest.raises(InputRefused, match="Almen gör redan egenkontrollen"):
        take_over(namnd.register, control, DUNGEN, ALMEN, MAY)
    assert state(namnd.register) == before


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [(CEDERN, BJORKEN, "Cedern gör inte egenkontrollen då"), (ALMEN, BJORKEN, "Björken gör redan egenkontrollen")],
)
def test_a_takeover_that_cannot_be(namnd: Namnd, first: int, second: int, text: str) -> None:
    control = namnd.generated(ALMEN, BJORKEN)
    before = state(namnd.register)
    with pytest.raises(InputRefused, match=text):
        take_over(namnd.register, control, first, second, MAY)
    assert state(namnd.register) == before


def test_a_pause_excuses_and_its_end_asks_again(namnd: Namnd) -> None:
    control = namnd.generated(ALMEN, frekvens="månad")
    before = state(namnd.register)
    paused = pause_unit(namnd.register, ALMEN, date(2026, 6, 1), None, "Stängt för renovering")
    assert paused.rubrik == "Uppehåll för Almen"
    generate_year(namnd.register, 1)
    assert [one["period"].month for one in namnd.utfall(control)] == [1, 2, 3, 4, 5]
    end_pause(namnd.register, paused.nya[0][1], date(2026, 8, 15))
    generate_year(namnd.register, 1)
    assert [one["period"].month for one in namnd.utfall(control)] == [1, 2, 3, 4, 5, 8, 9, 10, 11, 12]
    with namnd.register.read() as connection:
        assert [(one["till"], one["skal"]) for one in pauses(connection, ALMEN)] == [
            (date(2026, 8, 15), "Stängt för renovering")
        ]
    end_pause(namnd.register, paused.nya[0][1], date(2026, 5, 1))
    generate_year(namnd.register, 1)
    assert len(namnd.utfall(control)) == len(before["utfall"]) == 12


def test_a_pause_that_ends_on_its_first_day_was_that_day(namnd: Namnd) -> None:
    monday = date(2026, 6, 1)
    control = namnd.generated(ALMEN, frekvens="dag")
    paused = pause_unit(namnd.register, ALMEN, monday, None, "Utrymd")
    end_pause(namnd.register, paused.nya[0][1], monday)
    generate_year(namnd.register, 1)
    asked = {one["period"] for one in namnd.utfall(control)}
    assert (len(asked), monday in asked) == (364, False)


@pytest.mark.parametrize(
    ("till", "skal", "text"), [("2026-05-01", "x", "inte sluta före"), (None, " ", "Skriv varför")]
)
def test_a_pause_that_cannot_be(namnd: Namnd, till: str | None, skal: str, text: str) -> None:
    last = date.fromisoformat(till) if till else None
    with pytest.raises(InputRefused, match=text):
        pause_unit(namnd.register, ALMEN, date(2026, 5, 2), last, skal)


def test_a_day_that_somebody_chose_stays(namnd: Namnd) -> None:
    control = namnd.generated(ALMEN, BJORKEN)
    done = namnd.do(control, BJORKEN, 6)
    before = state(namnd.register)
    moved = move_due(namnd.register, control, date(2026, 6, 30), date(2026, 8, 22))
    assert moved.rubrik == "Senast 2026-08-24 för egenkontrollen E-01"
    assert_comes_and_goes(namnd.register, before, moved)
    move_due(namnd.register, control, date(2026, 6, 30), date(2026, 8, 22))
    assert generate_year(namnd.register, 1).handelse_id is None
    assert "Almen 06-30 08-24" in namnd.said(control)
    assert row(namnd.register, "utfall", done)["forfaller"] == date(2026, 7, 10)
    move_due(namnd.register, control, date(2026, 6, 30), None, [ALMEN])
    assert "Almen 06-30 07-10" in namnd.said(control)
    assert state(namnd.register) == before


def test_respite_for_one_unit_is_that_units(namnd: Namnd) -> None:
    control = namnd.generated(ALMEN, BJORKEN, frekvens="halvår")
    move_due(namnd.register, control, date(2026, 6, 30), date(2026, 8, 24), [ALMEN])
    assert namnd.said(control)[:2] == ["Almen 06-30 08-24", "Björken 06-30 07-10"]


def test_an_egenkontroll_that_begins_and_ends_in_the_year_asks_between(namnd: Namnd) -> None:
    control = namnd.generated(ALMEN, frekvens="månad", fran=date(2026, 4, 1), till=date(2026, 6, 30))
    assert [one["period"].month for one in namnd.utfall(control)] == [4, 5, 6]


def test_a_closed_plan_and_wrong_months_are_refused(namnd: Namnd) -> None:
    control = namnd.generated(ALMEN)
    with pytest.raises(InputRefused, match=r"Skriv månadernas nummer, 1 till 12, med komma mellan, till exempel 3, 9"):
        set_values(namnd.register, "egenkontroll", {control: 0}, {"manader": "mars"})
    set_values(namnd.register, "egenkontroll", {control: 0}, {"manader": "3, 19"})
    before = state(namnd.register)
    with pytest.raises(InputRefused, match="Månader: ”3, 19” går inte"):
        generate_year(namnd.register, 1)
    set_values(namnd.register, "plan", {1: 0}, {"beslut_datum": "2026-01-10"})
    set_values(namnd.register, "plan", {1: 0}, {"status": Planstatus.AVSLUTAD})
    with pytest.raises(InputRefused, match="avslutad"):
        generate_year(namnd.register, 1)
    assert state(namnd.register)["utfall"] == before["utfall"]


CHANGES = st.lists(
    st.sampled_from(["merge", "close", "new", "move", "pause", "takeover", "month", "year", "tertial", "units", "do"]),
    min_size=1,
    max_size=4,
)


def change(namnd: Namnd, control: int, what: str) -> None:
    """One of the things that happen in a year; what the register refuses hasn't happened."""
    register, frequencies = namnd.register, {"month": "månad", "year": "år", "tertial": "tertial"}
    undone = [one for one in namnd.utfall(control) if one["datum"] is None]
    if what == "do" and undone:
        with register.write("Utfört") as writer:
            writer.update(models.utfall, undone[len(undone) // 2], {"datum": MAY, "kommentar": "Gjort"})
    elif what in frequencies:
        change_egenkontroll(register, control, 0, {"frekvens": frequencies[what]})
    elif what == "units":
        change_egenkontroll(register, control, 0, {}, [Enhetsval(TOP, alla_under=True), Enhetsval(CEDERN)])
    elif what == "merge":
        close_unit(register, ALMEN, MAY, into=BJORKEN, val=Egenkontrollval.FLYTTA)
    elif what == "close":
        close_unit(register, CEDERN, date(2026, 9, 30), val=Egenkontrollval.AVSLUTA)
    elif what == "new":
        values = {"namn": "Eken", "fran": "2026-06-30", "overordnad_id": TOP}
        add_unit(register, 1, Enhetsniva.ENHET, values)
    elif what == "move":
        change_unit(register, DUNGEN, MAY, {"overordnad_id": CEDERN})
    elif what == "pause":
        pause_unit(register, BJORKEN, date(2026, 6, 1), date(2026, 8, 31), "Sommar")
    elif what == "takeover":
        take_over(register, control, ALMEN, DUNGEN, MAY)


@given(CHANGES)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_happens_in_the_year(tmp_path_factory: pytest.TempPathFactory, happened: list[str]) -> None:
    path = tmp_path_factory.mktemp("ar") / "register.ikreg"
    create_register(path, "prov")
    namnd = Namnd(Register(path, "prov"))
    control = namnd.generated(ALMEN, CEDERN)
    for what in happened:
        answered = [one for one in find(namnd.register, "utfall") if one["datum"]]
        try:
            change(namnd, control, what)
        except InputRefused:
            continue
        generate_year(namnd.register, 1)
        assert generate_year(namnd.register, 1).handelse_id is None
        now = {one["id"]: one for one in namnd.utfall(control)}
        assert [now[one["id"]] for one in answered] == answered
        keys = [(one["enhet_id"], one["period"]) for one in now.values()]
        assert len(keys) == len(set(keys))
        assert all(is_working_day(one["forfaller"]) for one in now.values())
    assert check(namnd.register) == []


def test_next_year_has_what_goes_on(namnd: Namnd) -> None:
    going = namnd.generated(ALMEN, fran="2026-02-01", fragor=[{"fraga": "Finns en plan?"}])
    namnd.plan(ALMEN, namn="Tillfällig", till="2026-09-30")
    take_over(namnd.register, going, ALMEN, BJORKEN, MAY)
    new_plan(namnd.register, NyPlan(2027, 1, forlaga=1))
    (new,) = find(namnd.register, "egenkontroll", plan_id=2)
    assert (new["namn"], new["fran"]) == ("Aktgranskning", None)
    links = find(namnd.register, "egenkontroll_enhet", egenkontroll_id=new["id"])
    assert [(one["enhet_id"], one["fran"], one["efter_id"]) for one in links] == [(BJORKEN, None, None)]
    generate_year(namnd.register, 2)
    assert [one["period"].isoformat()[:7] for one in namnd.utfall(new["id"])] == [
        "2027-03",
        "2027-06",
        "2027-09",
        "2027-12",
    ]
    old, same = find(namnd.register, "kontrollpunkt")
    assert old["identitet"] == same["identitet"] != same["uuid"]
    assert HERE.plan_id == 1

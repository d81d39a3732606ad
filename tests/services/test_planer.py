"""A plan from last year's: nothing rolls over silently and nothing disappears; the decision; the closing."""

from datetime import date
from typing import Any

import pytest

from internkontroll.db.session import Register
from internkontroll.domain.report.egenkontroller import egenkontroll_blocks
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.status import Tillfalletyp
from internkontroll.domain.words import Arsbeslut
from internkontroll.errors import InputRefused
from internkontroll.services.granska import review_report
from internkontroll.services.kontrollera import check
from internkontroll.services.planer import (
    Arsval,
    NyPlan,
    decide_plan,
    decide_year,
    list_namnder,
    list_plans,
    new_plan,
    open_atgarder,
    read_forlaga,
    read_head,
)
from internkontroll.services.redigera import create, set_uppfoljning, set_values, trash
from internkontroll.services.underlag import load_underlag
from tests.services.edits import assert_comes_and_goes, find, place, row, state, with_draft

NOVEMBER = date(2026, 11, 22)
DECISION = {"beslut_datum": "2026-11-20", "beslut_paragraf": "§ 98", "beslut_diarienummer": "SN 2026/00501"}


def from_2026(register: Register, **values: Any) -> NyPlan:
    here = place(register)
    return NyPlan(2027, here.namnd_id, forlaga=here.plan_id, **values)


def waiting(register: Register, ar: int = 2026) -> list[int]:
    """The åtgärder of the plan that aren't done and that nobody has decided on."""
    with register.read() as connection:
        found = open_atgarder(connection, place(register, ar).plan_id)
    return [one.id for one in found if one.val.beslut is None]


def all_of(register: Register, tabell: str, plan_id: int) -> list[dict[str, Any]]:
    return find(register, tabell, plan_id=plan_id, borttagen=None)


def test_a_new_namnd_and_its_first_plan(register: Register) -> None:
    before = state(register)
    made = new_plan(register, NyPlan(2026, namn="Tekniska nämnden", kommun="Solviks kommun", forvaltning="Tekniska"))
    (plan,) = find(register, "plan")
    assert made.nya == (("plan", plan["id"]),)
    assert (plan["ar"], plan["status"], plan["forvaltning"]) == (2026, "utkast", "Tekniska")
    assert find(register, "namnd")[0]["kommun"] == "Solviks kommun"
    assert made.rubrik == "Tekniska nämnden med plan för 2026"
    assert_comes_and_goes(register, before, made)


@pytest.mark.parametrize(
    ("ny", "text"),
    [
        (NyPlan(2027, namn=" "), "Nämnd får inte vara tomt"),
        (NyPlan(1850, namn="Nämnden"), "Året 1850 går inte att välja"),
        (NyPlan(2027, namn="Socialnämnden", kommun="Almsunda kommun"), "Registret har redan Socialnämnden"),
        (NyPlan(2026, namnd_id=1), "Nämnden har redan en plan för 2026"),
    ],
)
def test_what_cannot_be_made_is_refused_and_changes_nothing(example: Register, ny: NyPlan, text: str) -> None:
    before = state(example)
    with pytest.raises(InputRefused, match=text):
        new_plan(example, ny)
    assert state(example) == before


def test_a_plan_cannot_begin_from_a_later_one(example: Register) -> None:
    here = place(example)
    with pytest.raises(InputRefused, match="kan inte utgå från planen för 2026"):
        new_plan(example, NyPlan(2024, here.namnd_id, forlaga=here.plan_id))


def test_everything_that_goes_on_comes_along_with_its_identity(example: Register) -> None:
    before, old = state(example), place(example).plan_id
    made = new_plan(example, from_2026(example))
    new = made.nya[0][1]
    for tabell in ("process", "mal", "kontroll", "egenkontroll", "avtal"):
        was, now = all_of(example, tabell, old), all_of(example, tabell, new)
        assert [one["identitet"] for one in now] == [one["identitet"] for one in was]
        assert not {one["uuid"] for one in now} & {one["uuid"] for one in was}
    going_on = [one for one in all_of(example, "risk", old) if one["avslutad"] is None]
    risks = all_of(example, "risk", new)
    assert [one["beskrivning"] for one in risks] == [one["beskrivning"] for one in going_on]
    assert {one["tillagd"] for one in risks} == {None}
    assert check(example) == []
    assert_comes_and_goes(example, before, made)


def test_risks_keep_their_process_their_judgement_and_their_mal(example: Register) -> None:
    old = place(example).plan_id
    new = new_plan(example, from_2026(example)).nya[0][1]
    for now in all_of(example, "risk", new):
        (was,) = find(example, "risk", plan_id=old, identitet=now["identitet"])
        if was["process_id"]:
            assert (
                row(example, "process", now["process_id"])["nummer"]
                == row(example, "process", was["process_id"])["nummer"]
            )
        latest = find(example, "bedomning", risk_id=was["id"], fas="fore")[-1]
        (judged,) = find(example, "bedomning", risk_id=now["id"])
        assert (judged["sannolikhet"], judged["konsekvens"]) == (latest["sannolikhet"], latest["konsekvens"])
        names = [row(example, "mal", one["mal_id"])["namn"] for one in find(example, "risk_mal", risk_id=now["id"])]
        assert names == [
            row(example, "mal", one["mal_id"])["namn"] for one in find(example, "risk_mal", risk_id=was["id"])
        ]


def test_egenkontroller_ask_the_units_that_there_are(example: Register) -> None:
    """A unit that has been merged since is followed by its heir, and asked once."""
    here = place(example)
    asked = find(example, "egenkontroll", plan_id=here.plan_id)[0]
    units = [one["enhet_id"] for one in find(example, "egenkontroll_enhet", egenkontroll_id=asked["id"])]
    assert len(units) > 1
    set_values(example, "enhet", {units[1]: 0}, {"stangd": "2026-12-31", "uppgick_i_id": units[0]})
    new = new_plan(example, from_2026(example)).nya[0][1]
    (copy,) = find(example, "egenkontroll", plan_id=new, identitet=asked["identitet"])
    now = [one["enhet_id"] for one in find(example, "egenkontroll_enhet", egenkontroll_id=copy["id"])]
    assert now == [units[0], *units[2:]]
    points = [one["fraga"] for one in find(example, "kontrollpunkt", egenkontroll_id=copy["id"])]
    assert points == [one["fraga"] for one in find(example, "kontrollpunkt", egenkontroll_id=asked["id"])]
    assert find(example, "utfall", egenkontroll_id=copy["id"]) == []


def test_what_is_not_asked_for_stays_behind(example: Register) -> None:
    made = new_plan(example, from_2026(example, ta_med=frozenset({"risk"})))
    new = made.nya[0][1]
    assert all_of(example, "risk", new)
    assert all_of(example, "process", new)
    assert [all_of(example, tabell, new) for tabell in ("kontroll", "egenkontroll", "avtal", "atgard")] == [[]] * 4


def test_atgarder_come_along_by_decision_only(example: Register) -> None:
    first, second, *_ = waiting(example)
    val = {first: Arsval(Arsbeslut.FORS_OVER, "Leveransen dröjer."), second: Arsval(Arsbeslut.AVSLUTAS, "Ersatt.")}
    new = new_plan(example, from_2026(example, val=val)).nya[0][1]
    (carried,) = all_of(example, "atgard", new)
    was = row(example, "atgard", first)
    assert (carried["identitet"], carried["beskrivning"]) == (was["identitet"], was["beskrivning"])
    assert (carried["arsbeslut"], carried["arsbeslut_skal"]) == (None, None)
    assert (was["arsbeslut"], was["arsbeslut_skal"]) == ("förs över", "Leveransen dröjer.")
    assert row(example, "atgard", second)["arsbeslut"] == "avslutas"
    assert find(example, "uppfoljning", atgard_id=carried["id"]) == []


def test_an_atgard_carried_over_brings_what_it_belongs_to(example: Register) -> None:
    """Also when risks aren't asked for, and for the åtgärder of granskningar and of deviations."""
    here = place(example)
    review = find(example, "granskning", plan_id=here.plan_id)[0]
    point = find(example, "rekommendation", granskning_id=review["id"])[0]
    outcome = next(one for one in find(example, "atgard", plan_id=here.plan_id) if one["utfall_id"])["utfall_id"]
    answer = {"granskning_id": review["id"], "beskrivning": "Svara", "rekommendation_id": point["id"]}
    made = [
        create(example, "atgard", here, answer).nya[0][1],
        create(example, "atgard", here, {"utfall_id": outcome, "beskrivning": "Rätta"}).nya[0][1],
        next(one for one in waiting(example) if row(example, "atgard", one)["risk_id"]),
    ]
    val = dict.fromkeys(made, Arsval(Arsbeslut.FORS_OVER, "Hanns inte med."))
    new = new_plan(example, from_2026(example, ta_med=frozenset(), val=val)).nya[0][1]
    now = {one["identitet"]: one for one in all_of(example, "atgard", new)}
    of_review, of_outcome, of_risk = (now[row(example, "atgard", one)["identitet"]] for one in made)
    assert row(example, "granskning", of_review["granskning_id"])["identitet"] == review["identitet"]
    assert row(example, "rekommendation", of_review["rekommendation_id"])["rekommendation"] == point["rekommendation"]
    assert of_outcome["utfall_id"] == outcome
    assert [one["id"] for one in all_of(example, "risk", new)] == [of_risk["risk_id"]]
    assert check(example) == []


def test_an_atgard_of_last_years_egenkontroll_is_told_in_both_years_sections(example: Register) -> None:
    """It belongs to an outcome of the old year, which the new year's section doesn't print."""
    here = place(example)
    outcome = next(one for one in find(example, "atgard", plan_id=here.plan_id) if one["utfall_id"])["utfall_id"]
    made = create(example, "atgard", here, {"utfall_id": outcome, "beskrivning": "Byt skåp"}).nya[0][1]
    was = printed(example, here)
    assert was.count("Byt skåp") == 1
    val = {made: Arsval(Arsbeslut.FORS_OVER, "Hanns inte med.")}
    new_plan(example, from_2026(example, ta_med=frozenset(), val=val))
    there = place(example, 2027)
    assert printed(example, there).count("Byt skåp") == 1
    assert "Åtgärder från tidigare års egenkontroller" in printed(example, there)
    assert printed(example, here) == was
    (carried,) = all_of(example, "atgard", there.plan_id)
    set_uppfoljning(example, "atgard", [carried["id"]], there, {"status": "Klart", "kommentar": "Bytt i mars."})
    assert "Bytt i mars." in printed(example, there)
    assert printed(example, here) == was
    trash(example, "atgard", [carried["id"]])
    assert "Byt skåp" not in printed(example, there)


def printed(register: Register, where: Sammanhang) -> str:
    """The words of the part on egenkontroller."""
    with register.read() as connection:
        return repr(egenkontroll_blocks(load_underlag(connection, where.plan_id, where.tillfalle)))


def test_a_decision_needs_its_reason(example: Register) -> None:
    before = state(example)
    val = {waiting(example)[0]: Arsval(Arsbeslut.FORS_OVER, "  ")}
    with pytest.raises(InputRefused, match=r"Skriv varför åtgärden ”.*” förs över"):
        new_plan(example, from_2026(example, val=val))
    assert state(example) == before


def test_decisions_that_come_later_reach_the_plan_that_is_there(example: Register) -> None:
    old = place(example).plan_id
    new = new_plan(example, from_2026(example)).nya[0][1]
    risks = len(all_of(example, "risk", new))
    before = state(example)
    atgard = next(one for one in waiting(example) if row(example, "atgard", one)["risk_id"])
    said = decide_year(example, old, {atgard: Arsval(Arsbeslut.FORS_OVER, "Klart i mars.")})
    (carried,) = all_of(example, "atgard", new)
    assert carried["identitet"] == row(example, "atgard", atgard)["identitet"]
    assert len(all_of(example, "risk", new)) == risks
    assert_comes_and_goes(example, before, said)


def test_carrying_over_twice_makes_nothing_twice(example: Register) -> None:
    old, atgard = place(example).plan_id, waiting(example)[0]
    val = {atgard: Arsval(Arsbeslut.FORS_OVER, "Klart i mars.")}
    new = new_plan(example, from_2026(example, val=val)).nya[0][1]
    before = state(example)
    assert decide_year(example, old, val).handelse_id is None
    assert state(example) == before
    assert len(all_of(example, "atgard", new)) == 1


def test_a_risk_that_follows_into_a_decided_plan_is_an_addition(example: Register) -> None:
    old = place(example).plan_id
    new = new_plan(example, from_2026(example, ta_med=frozenset())).nya[0][1]
    sammanhang = place(example, 2027)
    create(example, "risk", sammanhang, {"beskrivning": "Risk att något nytt händer"})
    decide_plan(example, new, DECISION, NOVEMBER)
    atgard = next(one for one in waiting(example) if row(example, "atgard", one)["risk_id"])
    decide_year(example, old, {atgard: Arsval(Arsbeslut.FORS_OVER, "Klart i mars.")})
    added = [one for one in all_of(example, "risk", new) if one["tillagd"]]
    assert [(one["tillagd"], one["tillagd_skal"]) for one in added] == [
        (date(2027, 1, 1), "Risken följer med en åtgärd som förs över från 2026.")
    ]


def test_the_review_has_nothing_to_say_of_what_was_decided(example: Register) -> None:
    asked = waiting(example)
    new_plan(example, from_2026(example, val=dict.fromkeys(asked, Arsval(Arsbeslut.FORS_OVER, "Fortsätter."))))
    remarks = review_report(example, 2027, Tillfalletyp.PLAN, today=NOVEMBER).anmarkningar
    assert "risk-forsvunnen" not in {one.regel for one in remarks}
    assert {one.post for one in remarks if one.regel == "arsbeslut-saknas"}.isdisjoint(
        {row(example, "atgard", one)["uuid"] for one in asked}
    )


def test_a_plan_is_not_closed_while_an_atgard_waits(example: Register) -> None:
    old, before = place(example).plan_id, state(example)
    with pytest.raises(InputRefused, match="saknar beslut, till exempel ”"):
        decide_year(example, old, {}, close=True)
    assert state(example) == before
    val = dict.fromkeys(waiting(example), Arsval(Arsbeslut.AVSLUTAS, "Arbetet fortsätter i linjen."))
    closed = decide_year(example, old, val, close=True)
    assert row(example, "plan", old)["status"] == "avslutad"
    assert closed.rubrik == "Planen för 2026 avslutas"
    assert_comes_and_goes(example, before, closed)


def test_a_draft_is_not_closed(example: Register) -> None:
    draft = with_draft(example)
    with pytest.raises(InputRefused, match=r"är ett utkast. Skriv in nämndens beslut"):
        decide_year(example, draft.plan_id, {}, close=True)


def test_the_decision_freezes_the_plan(example: Register) -> None:
    new = new_plan(example, from_2026(example)).nya[0][1]
    before = state(example)
    decided = decide_plan(example, new, DECISION, NOVEMBER)
    plan = row(example, "plan", new)
    assert (plan["status"], plan["beslut_datum"], plan["beslut_paragraf"]) == ("beslutad", date(2026, 11, 20), "§ 98")
    with pytest.raises(InputRefused, match="hör till beslutet"):
        trash(example, "risk", [all_of(example, "risk", new)[0]["id"]])
    assert_comes_and_goes(example, before, decided)


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({}, "Skriv dagen för nämndens beslut"),
        ({"beslut_datum": "2026-11-23"}, "är inte fattat ännu"),
        ({"beslut_datum": "igår"}, "är inte ett datum"),
    ],
)
def test_a_decision_has_a_day(example: Register, values: dict[str, str], text: str) -> None:
    new = new_plan(example, from_2026(example)).nya[0][1]
    before = state(example)
    with pytest.raises(InputRefused, match=text):
        decide_plan(example, new, values, NOVEMBER)
    assert state(example) == before


def test_an_empty_or_a_decided_plan_is_not_decided(example: Register) -> None:
    draft = with_draft(example)
    with pytest.raises(InputRefused, match=r"har inga risker. Lägg till minst en"):
        decide_plan(example, draft.plan_id, DECISION, NOVEMBER)
    with pytest.raises(InputRefused, match="är redan beslutad 2025-12-10"):
        decide_plan(example, place(example).plan_id, DECISION, NOVEMBER)


def test_what_there_is_to_begin_from(example: Register) -> None:
    here = place(example)
    with example.read() as connection:
        assert [name for _, name, _ in list_namnder(connection)] == ["Socialnämnden"]
        assert [ar for _, ar in list_plans(connection, here.namnd_id)] == [2026, 2025]
        forlaga = read_forlaga(connection, here.plan_id)
        head = read_head(connection, here.plan_id)
    assert forlaga.antal["process"] == len(all_of(example, "process", here.plan_id))
    assert {one.status for one in forlaga.atgarder}.isdisjoint({"Klart", "Ej aktuell"})
    assert (head.namnd, head.ar, head.risker) == ("Socialnämnden", 2026, len(all_of(example, "risk", here.plan_id)))

"""What a deviation leads to: risks, effect that is asked for, words for how serious it is; and what is due next."""

from dataclasses import replace
from datetime import date

import pytest

from internkontroll.db import models
from internkontroll.domain.egenkontroll.allvar import STANDARDGRADER
from internkontroll.domain.words import Arsbeslut, Effekt
from internkontroll.errors import Conflict, InputRefused
from internkontroll.services.egenkontroll import (
    Atgardsrad,
    Svar,
    Uppgifter,
    ask_effect,
    lift_to_risk,
    lifted_risks,
    load_tillfalle,
    next_due,
    read_grades,
    set_effect,
    set_grades,
    submit,
)
from internkontroll.services.hem import todo
from internkontroll.services.planer import Arsval, NyPlan, new_plan
from internkontroll.services.redigera import create, duplicate, set_values, trash
from internkontroll.services.sidor import Sida, count
from internkontroll.services.sok import search
from tests.services.edits import assert_comes_and_goes, find, row, state
from tests.services.egenkontroll_plan import ALMEN, BJORKEN, HERE, TODAY, TOP, Namnd
from tests.services.sammanhangen import reading

LATER = date(2026, 9, 1)
WORDS = [("Liten", "Ingen har märkt den."), ("Stor", None), ("Farlig", "Någon kan skadas.")]


@pytest.fixture
def utfall(namnd: Namnd) -> int:
    """The first quarter of Almen, where a plan is missing."""
    control = namnd.generated(ALMEN, BJORKEN, fragor=[{"fraga": "Finns en plan?"}])
    first = int(namnd.utfall(control, enhet_id=ALMEN)[0]["id"])
    said = Uppgifter({1: Svar("Nej")}, {"allvar": 3, "kommentar": "Två saknas."}, (Atgardsrad("Skriva planer"),))
    submit(namnd.register, {first: None}, said, TODAY)
    return first


def decide(namnd: Namnd, status: str = "beslutad") -> None:
    with namnd.register.write("Beslut") as writer:
        writer.update(
            models.plan, row(namnd.register, "plan", 1), {"status": status, "beslut_datum": date(2025, 12, 1)}
        )


# --- risks -----------------------------------------------------------------------------------------------------------


def test_a_deviation_is_lifted_to_a_risk_that_says_where_from(namnd: Namnd, utfall: int) -> None:
    before = state(namnd.register)
    sparat = lift_to_risk(namnd.register, utfall, HERE, {"beskrivning": "Risk att planer saknas"})
    assert sparat.rubrik == "Lyft till risk: Aktgranskning"
    ((_, post),) = sparat.nya
    risk = row(namnd.register, "risk", post)
    assert (risk["utfall_id"], risk["enhet_id"], risk["niva"], risk["beteckning"]) == (utfall, ALMEN, "enhet", "R-01")
    assert risk["bakgrund"] == "Egenkontroll: Aktgranskning, Almen, kvartal 1. Två saknas."
    with namnd.register.read() as connection:
        assert lifted_risks(connection, utfall) == ((post, "R-01 Risk att planer saknas"),)
        assert load_tillfalle(connection, utfall).risker == ((post, "R-01 Risk att planer saknas"),)
    assert_comes_and_goes(namnd.register, before, sparat)


def test_in_a_decided_plan_the_risk_is_an_addition(namnd: Namnd, utfall: int) -> None:
    decide(namnd)
    said = {"beskrivning": "Risk att planer saknas"}
    with pytest.raises(InputRefused, match="Skriv varför risken läggs till"):
        lift_to_risk(namnd.register, utfall, HERE, said)
    ((_, post),) = lift_to_risk(namnd.register, utfall, HERE, said | {"tillagd_skal": "Återkommer"}).nya
    assert row(namnd.register, "risk", post)["tillagd"] == TODAY


def test_a_copy_of_the_risk_was_lifted_from_nowhere(namnd: Namnd, utfall: int) -> None:
    ((_, post),) = lift_to_risk(namnd.register, utfall, HERE, {"beskrivning": "Risk att planer saknas"}).nya
    ((_, copy),) = duplicate(namnd.register, "risk", post).nya
    assert row(namnd.register, "risk", copy)["utfall_id"] is None


def test_a_copy_of_an_atgard_has_shown_nothing_yet(namnd: Namnd, utfall: int) -> None:
    ask_effect(namnd.register, 1, 0, 10, TODAY)
    set_effect(namnd.register, 1, 0, Effekt.NEJ, "Allt återstår.", LATER)
    ((_, copy),) = duplicate(namnd.register, "atgard", 1).nya
    saved = row(namnd.register, "atgard", copy)
    assert (saved["utfall_id"], saved["effekt_fraga"], saved["effekt"]) == (utfall, None, None)


def test_next_years_plan_knows_where_the_risk_came_from_and_what_is_to_be_asked(namnd: Namnd, utfall: int) -> None:
    lift_to_risk(namnd.register, utfall, HERE, {"beskrivning": "Risk att planer saknas"})
    ask_effect(namnd.register, 1, 0, 90, TODAY)
    choices = {1: Arsval(Arsbeslut.FORS_OVER, "Inte klar")}
    ((_, plan),) = new_plan(namnd.register, NyPlan(2027, namnd_id=1, forlaga=1, val=choices)).nya
    (risk,) = find(namnd.register, "risk", plan_id=plan)
    (atgard,) = find(namnd.register, "atgard", plan_id=plan)
    assert (risk["utfall_id"], atgard["utfall_id"], atgard["effekt_fraga"]) == (utfall, utfall, date(2026, 7, 20))
    assert due(namnd, ar=2027) == [atgard["id"]]


def test_words_about_effect_are_found(namnd: Namnd, utfall: int) -> None:
    set_effect(namnd.register, 1, 0, Effekt.NEJ, "Pärmarna försvann igen.", LATER)
    with reading(namnd.register) as reader:
        found = search(reader, "pärmarna")
    assert [(one.tabell, one.id) for one in found] == [("atgard", 1)]


def test_a_risk_is_of_the_process_of_its_own_years_plan(namnd: Namnd, utfall: int) -> None:
    ((_, own),) = create(namnd.register, "process", HERE, {"nummer": "2.3", "namn": "Personal"}).nya
    set_values(namnd.register, "egenkontroll", {1: 0}, {"process_id": own})
    ((_, plan),) = new_plan(namnd.register, NyPlan(2027, namnd_id=1)).nya
    next_year = replace(HERE, plan_id=plan, ar=2027)
    said = {"beskrivning": "Risk att planer saknas"}
    posts = [lift_to_risk(namnd.register, utfall, where, said).nya[0][1] for where in (HERE, next_year)]
    assert [row(namnd.register, "risk", post)["process_id"] for post in posts] == [own, None]


def test_a_risk_needs_its_words_and_an_open_plan(namnd: Namnd, utfall: int) -> None:
    with pytest.raises(InputRefused, match="Risk får inte vara tomt"):
        lift_to_risk(namnd.register, utfall, HERE, {})
    decide(namnd, "avslutad")
    with pytest.raises(InputRefused, match="är avslutad"):
        lift_to_risk(namnd.register, utfall, HERE, {"beskrivning": "Risk att"})


# --- effect ----------------------------------------------------------------------------------------------------------


def due(namnd: Namnd, day: date = LATER, ar: int = 2026) -> list[int]:
    """The åtgärder that Hem asks about, in the plan of the year."""
    with reading(namnd.register) as reader:
        plan = reader.one("SELECT id FROM plan WHERE ar = ?", (ar,))
        lines = todo(reader, replace(HERE, plan_id=plan[0] if plan else 0, ar=ar, idag=day))
    return [line.mal.post for line in lines if "hjälpt" in line.vad and line.mal.post]


def test_an_atgard_is_asked_about_when_the_day_has_come_until_somebody_answers(namnd: Namnd, utfall: int) -> None:
    before = state(namnd.register)
    sparat = ask_effect(namnd.register, 1, 0, 90, TODAY)
    day = row(namnd.register, "atgard", 1)["effekt_fraga"]
    assert day == date(2026, 7, 20)
    assert (due(namnd, date(2026, 7, 19)), due(namnd, day)) == ([], [1])
    assert_comes_and_goes(namnd.register, before, sparat)
    ask_effect(namnd.register, 1, 0, 90, TODAY)
    set_effect(namnd.register, 1, 0, Effekt.JA, None, LATER)
    saved = row(namnd.register, "atgard", 1)
    assert (saved["effekt"], saved["effekt_datum"]) == ("Ja", LATER)
    assert due(namnd) == []


def test_what_was_to_be_done_long_ago_is_asked_about_from_today(namnd: Namnd, utfall: int) -> None:
    set_values(namnd.register, "atgard", {1: 0}, {"slutdatum": date(2026, 1, 15)})
    ask_effect(namnd.register, 1, 0, 90, TODAY)
    assert row(namnd.register, "atgard", 1)["effekt_fraga"] == date(2026, 7, 20)


def test_what_did_not_help_says_what_remains_and_can_be_asked_again(namnd: Namnd, utfall: int) -> None:
    ask_effect(namnd.register, 1, 0, 10, TODAY)
    with pytest.raises(InputRefused, match="Skriv vad som återstår"):
        set_effect(namnd.register, 1, 0, Effekt.DELVIS, "  ", LATER)
    set_effect(namnd.register, 1, 0, Effekt.DELVIS, "En plan saknas än.", LATER)
    ask_effect(namnd.register, 1, 0, 30, LATER)
    assert row(namnd.register, "atgard", 1)["effekt"] == "Delvis"
    assert (due(namnd, date(2026, 9, 30)), due(namnd, date(2026, 10, 1))) == ([], [1])
    set_effect(namnd.register, 1, 0, Effekt.JA, None, date(2026, 10, 1))
    assert due(namnd, date(2027, 1, 1)) == []


def test_a_later_day_in_the_field_asks_again_too(namnd: Namnd, utfall: int) -> None:
    set_effect(namnd.register, 1, 0, Effekt.NEJ, "Allt återstår.", LATER)
    set_values(namnd.register, "atgard", {1: 0}, {"effekt_fraga": LATER})
    assert due(namnd, LATER) == []
    set_values(namnd.register, "atgard", {1: 0}, {"effekt_fraga": date(2026, 11, 2)})
    assert (due(namnd, date(2026, 11, 1)), due(namnd, date(2026, 11, 2))) == ([], [1])


def test_days_out_of_reason_and_an_older_version_are_refused(namnd: Namnd, utfall: int) -> None:
    for days in (0, -1, 1001):
        with pytest.raises(InputRefused, match="1 till 1000"):
            ask_effect(namnd.register, 1, 0, days, TODAY)
    ask_effect(namnd.register, 1, 1, 10, TODAY)
    with pytest.raises(Conflict):
        set_effect(namnd.register, 1, 1, Effekt.JA, None, TODAY)


def test_the_answer_may_come_when_the_year_is_closed_but_not_about_what_is_carried_over(
    namnd: Namnd, utfall: int
) -> None:
    ask_effect(namnd.register, 1, 0, 90, TODAY)
    decide(namnd, "avslutad")
    assert (due(namnd, ar=2027), due(namnd, ar=2025)) == ([1], [])
    set_effect(namnd.register, 1, 0, Effekt.JA, None, date(2027, 1, 10))
    assert row(namnd.register, "atgard", 1)["effekt"] == "Ja"
    with namnd.register.write("Förs över") as writer:
        values = {"arsbeslut": "förs över", "arsbeslut_skal": "Inte klar", "effekt": None}
        writer.update(models.atgard, row(namnd.register, "atgard", 1), values)
    assert due(namnd, ar=2027) == []


def test_hem_asks_whether_it_helped(namnd: Namnd, utfall: int) -> None:
    ask_effect(namnd.register, 1, 0, 1, TODAY)
    with reading(namnd.register) as reader:
        later = replace(HERE, idag=date(2026, 4, 24))
        lines = [line for line in todo(reader, later) if "hjälpt" in line.vad]
        assert not [line for line in todo(reader, HERE) if "hjälpt" in line.vad]
    assert [(line.text, line.var, line.verb, line.mal.post) for line in lines] == [
        ("Har åtgärden hjälpt? Skriva planer – fråga sedan 3 dagar", "Almen", "Följ upp", 1)
    ]


def test_hem_counts_those_that_have_no_line_of_their_own(namnd: Namnd, utfall: int) -> None:
    with namnd.register.write("Många") as writer:
        own = {"plan_id": 1, "utfall_id": utfall, "effekt_fraga": TODAY}
        for number in range(7):
            writer.insert(models.atgard, own | {"ordning": number, "beskrivning": f"Åtgärd {number}"})
    with reading(namnd.register) as reader:
        lines = [line for line in todo(reader, HERE) if "hjälpt" in line.vad]
        assert lines[-1].mal.urval is not None
        assert count(reader, Sida.ATGARDER, HERE, lines[-1].mal.urval) == (7, 8)
    assert len(lines) == 6
    assert lines[0].text.endswith("– i dag")
    assert lines[-1].text == "2 åtgärder till väntar på svar om de har hjälpt"


# --- words for how serious it is -------------------------------------------------------------------------------------


def grades(namnd: Namnd) -> list[tuple[int, str, str | None]]:
    with namnd.register.read() as connection:
        return [tuple(one) for one in read_grades(connection, 1)]  # type: ignore[misc]


def test_a_namnd_has_the_standard_words_until_it_chooses_its_own(namnd: Namnd) -> None:
    assert grades(namnd) == [tuple(one) for one in STANDARDGRADER]
    same = [(one.ord, one.innebord) for one in STANDARDGRADER]
    assert set_grades(namnd.register, 1, same).handelse_id is None
    before = state(namnd.register)
    sparat = set_grades(namnd.register, 1, WORDS)
    assert grades(namnd) == [(1, *WORDS[0]), (2, *WORDS[1]), (3, *WORDS[2])]
    assert_comes_and_goes(namnd.register, before, sparat)


def test_a_grade_that_is_left_out_can_come_back(namnd: Namnd) -> None:
    set_grades(namnd.register, 1, WORDS)
    set_grades(namnd.register, 1, WORDS[:2])
    assert len(grades(namnd)) == 2
    set_grades(namnd.register, 1, [*WORDS[:2], ("Mycket farlig", None)])
    assert grades(namnd)[2] == (3, "Mycket farlig", None)
    assert len(find(namnd.register, "allvarsgrad", grad=3)) == 2


def test_a_grade_in_use_is_not_left_out(namnd: Namnd, utfall: int) -> None:
    with pytest.raises(InputRefused, match="1 brist har fått en grad högre än 2"):
        set_grades(namnd.register, 1, WORDS[:2])


# --- next ------------------------------------------------------------------------------------------------------------


def test_the_next_one_is_what_is_due_first(namnd: Namnd, utfall: int) -> None:
    other = namnd.generated(ALMEN, namn="Brandskydd", frekvens="månad", dagar_efter=3)
    with namnd.register.read() as connection:
        found = next_due(connection, 1, TODAY)
        own = next_due(connection, 1, TODAY, [BJORKEN])
    assert [(one.egenkontroll, one.enhet, one.period_namn, one.senast.isoformat()) for one in found] == [
        ("Brandskydd", "Almen", "januari", "2026-02-03"),
        ("Brandskydd", "Almen", "februari", "2026-03-03"),
        ("Brandskydd", "Almen", "mars", "2026-04-07"),
        ("Aktgranskning", "Björken", "kvartal 1", "2026-04-10"),
    ]
    assert own == found[3:]
    trash(namnd.register, "egenkontroll", [other])
    with namnd.register.read() as connection:
        assert next_due(connection, 1, TODAY, [ALMEN, TOP]) == ()
        assert next_due(connection, 1, TODAY, []) == ()

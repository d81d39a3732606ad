"""Remarks on risks, on the plan itself, and on what becomes of it from year to year."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from internkontroll.domain.granska import Allvar, Sak
from internkontroll.domain.riskskala import Band, Riskskala
from internkontroll.domain.status import Status, Tillfalletyp
from internkontroll.domain.underlag import Beslut, Ref, Risk
from internkontroll.domain.words import Arsbeslut, Textdel
from tests.domain.granska_saker import (
    APRIL,
    AUGUSTI,
    DONE,
    EGENKONTROLL,
    GOOD,
    HELAR,
    JAV,
    KONTROLL,
    OPEN,
    PLAN,
    REPORTS,
    RISK,
    good,
    only,
    rules,
    since,
    with_atgard,
    with_risk,
    with_text,
)

NOTHING_SAID = "Så gick det."


def uncounted(sak: Sak) -> Sak:
    """Without the texts that count risks and åtgärder."""
    texter = GOOD.texter | {Textdel.INLEDNING: NOTHING_SAID, Textdel.SAMMANFATTNING: NOTHING_SAID}
    return replace(sak, underlag=replace(sak.underlag, texter=texter))


# --- risks ------------------------------------------------------------------------------------------------------------


def test_a_risk_without_atgard_must_be_accepted_or_closed() -> None:
    sak = uncounted(with_risk(atgarder=()))
    remark = only(sak)
    assert (remark.regel, remark.tabell, remark.post, remark.rubrik) == ("risk-utan-atgard", "risk", "r1", "K-1")
    assert rules(uncounted(with_risk(atgarder=(), accepterad_skal="Den är liten."))) == []
    assert rules(uncounted(with_risk(atgarder=(), avslutad=date(2026, 4, 30)))) == []
    assert rules(uncounted(with_risk(atgarder=(), avslutad=date(2026, 5, 1)))) == ["risk-utan-atgard"]


@pytest.mark.parametrize(("steps", "high"), [((4, 2), False), ((3, 3), True), ((4, 4), True)])
def test_a_high_risk_needs_a_kontroll(steps: tuple[int, int], *, high: bool) -> None:
    sak = with_risk(process="9", sannolikhet=steps[0], konsekvens=steps[1])
    assert rules(sak) == (["hog-risk-utan-kontroll"] if high else [])


def test_a_kontroll_of_the_risk_itself_counts_but_not_one_of_another_risk() -> None:
    sak = with_risk(process="9")
    mine = replace(KONTROLL, risk=Ref("r1"))
    assert rules(replace(sak, underlag=replace(sak.underlag, systematiska_kontroller=(mine,)))) == []
    others = replace(KONTROLL, process="9", risk=Ref("r2"))
    found = rules(replace(sak, underlag=replace(sak.underlag, systematiska_kontroller=(others,))))
    assert found == ["hog-risk-utan-kontroll"]


def test_an_egenkontroll_in_the_same_process_counts() -> None:
    assert rules(with_risk(process="2")) == []


def test_a_risk_without_process_isnt_covered_by_kontroller_without_process() -> None:
    sak = with_risk(process=None, mal="Fler läser")
    loose = (replace(KONTROLL, process=None), replace(KONTROLL, process="", ref=Ref("s2")))
    assert rules(replace(sak, underlag=replace(sak.underlag, systematiska_kontroller=loose))) == [
        "hog-risk-utan-kontroll"
    ]


def test_a_risk_is_as_high_as_after_its_atgarder() -> None:
    assert rules(with_risk(process="9", efter=(2, 3))) == []
    assert rules(with_risk(process="9", sannolikhet=1, efter=(4, 4))) == ["hog-risk-utan-kontroll"]


def test_high_is_what_the_plans_own_bands_say() -> None:
    words = ("Låg", "Mellan", "Hög", "Högst")
    skala = Riskskala(words, words, (Band(12, "Låg", "FFFFFF"), Band(16, "Hög", "FFFFFF")))
    sak = with_risk(process="9")
    assert rules(replace(sak, underlag=replace(sak.underlag, skala=skala))) == []


def plain_risks() -> Sak:
    """A plan that has no risk of oegentligheter."""
    return uncounted(good(risker=(RISK, replace(JAV, beskrivning="Risk för fel när böcker köps in"))))


def test_a_plan_without_a_risk_of_oegentligheter() -> None:
    remark = only(plain_risks())
    assert (remark.regel, remark.tabell, remark.post) == ("ingen-oegentlighet", "plan", "p1")


@pytest.mark.parametrize(
    "words",
    [
        "Risk för oegentligheter",
        "Risk för JÄV",
        "Risk att någon tar mutor",
        "Risk för bedrägeri",
        "Risk för förskingring",
        "Risk för otillbörlig påverkan",
        "Risk för mutbrott",
        "Risk för välfärdsbrott",
    ],
)
def test_a_risk_of_oegentligheter_is_known_by_its_words(words: str) -> None:
    assert rules(uncounted(good(risker=(RISK, replace(JAV, beskrivning=words))))) == []


def test_a_risk_of_oegentligheter_is_known_by_its_mark_and_its_background() -> None:
    for said in ({"oegentlighet": True}, {"bakgrund": "Inköp kan ge utrymme för mutor."}):
        assert rules(uncounted(good(risker=(replace(RISK, **said),)))) == []


@pytest.mark.parametrize(
    "words", ["Risk för mutationer hos virus", "Risk för kommunikationsfel", "Risk för jävligt väder"]
)
def test_words_that_only_look_like_oegentligheter(words: str) -> None:
    assert rules(uncounted(good(risker=(RISK, replace(JAV, beskrivning=words))))) == ["ingen-oegentlighet"]


def test_plans_from_before_the_law_need_no_risk_of_oegentligheter() -> None:
    assert rules(replace(plain_risks(), oegentligheter_fran=date(2026, 5, 1))) == []
    assert rules(replace(plain_risks(), oegentligheter_fran=date(2026, 4, 30))) == ["ingen-oegentlighet"]


def test_a_plan_without_risks() -> None:
    sak = uncounted(good(risker=()))
    assert (only(sak).regel, only(sak).allvar) == ("inga-risker", Allvar.FEL)


def test_a_risk_hangs_on_a_process_or_a_mal() -> None:
    low: dict[str, Any] = {"sannolikhet": 1}
    assert rules(with_risk(process=None, **low)) == ["risk-utan-plats"]
    assert rules(with_risk(process=None, mal="Fler läser", **low)) == []


# --- the plan ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typ", REPORTS)
def test_a_plan_that_is_reported_on_must_be_decided(typ: Tillfalletyp) -> None:
    remark = only(good(typ, beslut=Beslut(paragraf="§ 88")))
    assert (remark.regel, remark.allvar) == ("plan-utan-beslut", Allvar.FEL)


def test_a_plan_on_its_way_to_the_namnd_isnt_decided() -> None:
    assert rules(good(PLAN, beslut=Beslut())) == []


@pytest.mark.parametrize(
    ("part", "rule", "asked"),
    [
        (Textdel.INLEDNING, "inledning-saknas", {PLAN}),
        (Textdel.SAMMANFATTNING, "sammanfattning-saknas", {AUGUSTI, HELAR}),
        (Textdel.INSYN_UPPFOLJNING, "insyn-saknas", {HELAR}),
        (Textdel.STRUKTUR, "", set()),
    ],
)
def test_the_parts_that_must_be_written(part: Textdel, rule: str, asked: set[Tillfalletyp]) -> None:
    found = {typ: rules(with_text(" \n", typ, part)) for typ in Tillfalletyp}
    assert found == {typ: [rule] if typ in asked else [] for typ in Tillfalletyp}


def test_a_part_that_nobody_has_begun_is_missing_too() -> None:
    assert rules(good(AUGUSTI, texter={Textdel.INLEDNING: NOTHING_SAID})) == ["sammanfattning-saknas"]


def test_without_avtal_there_is_no_follow_up_to_write() -> None:
    sak = with_text("", HELAR, Textdel.INSYN_UPPFOLJNING)
    assert rules(replace(sak, underlag=replace(sak.underlag, avtal=()))) == []


def test_the_instruction_of_a_template_must_be_replaced() -> None:
    remark = only(with_text("Så gick det.\n\n[Skriv här hur\nmånga åtgärder som är klara.]"))
    assert (remark.regel, remark.allvar) == ("mall-kvar", Allvar.FEL)
    assert "”[Skriv här hur många åtgärder som är klara.]”" in remark.text


@pytest.mark.parametrize(
    "text", ["Se bilagan [1].", "Intäkter [tkr] och kostnader", "Från [2026-01-01 till 2026-04-30]."]
)
def test_other_square_brackets_are_left_alone(text: str) -> None:
    assert rules(with_text(text)) == []


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"ansvarig": " "}, "ansvarig-saknas"),
        ({"slutdatum": None}, "slutdatum-saknas"),
    ],
)
def test_a_planned_atgard_says_who_and_when(change: dict[str, Any], rule: str) -> None:
    assert rules(with_atgard(PLAN, **change)) == [rule]
    assert rules(with_atgard(APRIL, **change)) == []


@pytest.mark.parametrize(
    ("change", "rule", "word"),
    [
        ({"riskagare": None}, "riskagare-saknas", "riskägare"),
        ({"konsekvens": None}, "risk-utan-bedomning", "Välj konsekvens."),
        ({"sannolikhet": None, "konsekvens": None}, "risk-utan-bedomning", "Välj sannolikhet och konsekvens."),
    ],
)
def test_a_planned_risk_says_whose_and_how_large(change: dict[str, Any], rule: str, word: str) -> None:
    remark = only(with_risk(PLAN, **change))
    assert remark.regel == rule
    assert word in remark.text
    assert rules(with_risk(APRIL, **change)) == []


@pytest.mark.parametrize(
    ("change", "word"),
    [({"frekvens": None}, "frekvens"), ({"frekvens": None, "ansvarig": ""}, "frekvens och ansvarig")],
)
def test_a_planned_kontroll_says_how_often_and_by_whom(change: dict[str, Any], word: str) -> None:
    vague = {"systematiska_kontroller": (replace(KONTROLL, **change),)}
    remark = only(good(PLAN, **vague))
    assert remark.regel == "kontroll-ofullstandig"
    assert f"saknar {word}." in remark.text
    assert rules(good(APRIL, **vague)) == []


def test_a_planned_egenkontroll_says_how_how_often_and_by_whom() -> None:
    vague = {"egenkontroller": (replace(EGENKONTROLL, metod=None, frekvens=None, ansvarig=None),)}
    remark = only(good(PLAN, **vague))
    assert (remark.regel, remark.allvar) == ("egenkontroll-ofullstandig", Allvar.RAD)
    assert "saknar metod, frekvens och ansvarig." in remark.text
    assert rules(good(APRIL, **vague)) == []


# --- from year to year ------------------------------------------------------------------------------------------------

UNJUDGED: dict[str, Any] = {"skal": (None, None)}


def test_another_bedomning_needs_a_reason() -> None:
    before = with_risk(APRIL, sannolikhet=2)
    remark = only(since(with_risk(AUGUSTI, **UNJUDGED), before))
    assert remark.regel == "bedomning-utan-skal"
    assert "sannolikhet 2 → 4" in remark.text
    assert "konsekvens" not in remark.text
    assert rules(since(with_risk(AUGUSTI), before)) == []


def test_a_reason_for_the_other_axis_is_none_for_this_one() -> None:
    before = with_risk(APRIL, konsekvens=2)
    assert rules(since(with_risk(AUGUSTI, skal=("Därför.", " ")), before)) == ["bedomning-utan-skal"]


@pytest.mark.parametrize("was", [{}, {"sannolikhet": None}, {"ref": Ref("r9", "ir9"), "sannolikhet": 1}])
def test_the_same_the_first_or_another_risks_bedomning_needs_no_reason(was: dict[str, Any]) -> None:
    assert rules(since(with_risk(AUGUSTI, **UNJUDGED), with_risk(APRIL, **was))) == []


def next_plan(previous: Sak, risker: tuple[Risk, ...], **decisions: Arsbeslut) -> list[str]:
    """What is said of the plan of 2026 after that report for 2025."""
    sak = uncounted(good(PLAN, risker=risker, granskningar=()))
    return rules(replace(sak, previous=replace(previous.underlag, ar=2025), arsbeslut=decisions))


CARRIED = (replace(RISK, atgarder=(OPEN,)), JAV)


def test_what_is_carried_over_closed_or_done_isnt_missed() -> None:
    assert next_plan(with_risk(HELAR), CARRIED) == []
    assert next_plan(with_risk(HELAR, avslutad=date(2025, 12, 10), atgarder=(OPEN,)), (JAV,)) == []


def test_a_risk_cant_disappear_at_the_years_end() -> None:
    assert next_plan(with_risk(HELAR, atgarder=(DONE,)), (JAV,)) == ["risk-forsvunnen"]


def test_an_atgard_that_wasnt_done_must_be_decided_on() -> None:
    here = (replace(RISK, atgarder=(DONE,)), JAV)
    assert next_plan(with_risk(HELAR), here) == ["arsbeslut-saknas"]
    assert next_plan(with_risk(HELAR), here, ia2=Arsbeslut.AVSLUTAS) == []
    assert next_plan(with_risk(HELAR), here, ia2=Arsbeslut.FORS_OVER) == ["arsbeslut-saknas"]
    assert next_plan(with_atgard(HELAR, status=Status.EJ_AKTUELL), here) == []
    assert next_plan(with_atgard(HELAR, status=None), here) == ["arsbeslut-saknas"]


@pytest.mark.parametrize("typ", [PLAN, APRIL, AUGUSTI, HELAR])
def test_what_nobody_decided_on_is_asked_for_until_somebody_has(typ: Tillfalletyp) -> None:
    """From August on the tillfälle before is the same year's: last year's end isn't forgotten for that."""
    here = uncounted(good(typ, risker=(replace(RISK, atgarder=(DONE,)), JAV), granskningar=()))
    last = replace(with_risk(HELAR).underlag, ar=2025)
    assert "arsbeslut-saknas" in rules(replace(here, previous=here.underlag, i_fjol=last))
    decided = {"ia2": Arsbeslut.AVSLUTAS}
    assert "arsbeslut-saknas" not in rules(replace(here, previous=here.underlag, i_fjol=last, arsbeslut=decided))


def test_what_was_done_in_august_last_year_needs_no_decision() -> None:
    """The year's end asks about the latest status; so does the remark, or nobody could ever mend it."""
    here = uncounted(good(PLAN, risker=(replace(RISK, atgarder=(DONE,)), JAV), granskningar=()))
    last = replace(with_atgard(HELAR, status=None).underlag, ar=2025)
    assert rules(replace(here, previous=last)) == ["arsbeslut-saknas"]
    assert rules(replace(here, previous=last, senast_i_fjol={"ia2": Status.KLART})) == []


def test_records_of_a_file_cant_be_followed_over_the_years() -> None:
    nameless = with_risk(HELAR, ref=None, atgarder=(replace(OPEN, ref=None),))
    assert next_plan(nameless, (JAV,)) == []

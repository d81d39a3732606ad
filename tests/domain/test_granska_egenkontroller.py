"""Remarks on granskningar and egenkontroller."""

from dataclasses import replace
from datetime import date
from typing import Any

from internkontroll.domain.granska import Allvar
from internkontroll.domain.status import Tillfalletyp
from internkontroll.domain.underlag import Enhet, Granskning, Ref, Rekommendation, Utfall
from internkontroll.domain.words import Resultat
from tests.domain.granska_saker import (
    APRIL,
    AUGUSTI,
    EGENKONTROLL,
    GOOD,
    GRANSKNING,
    UTFALL,
    good,
    only,
    rules,
)

# --- granskningar -----------------------------------------------------------------------------------------------------


def asked(*answers: str | None, **changes: Any) -> list[str]:
    recommendations = tuple(Rekommendation("Gör en lista", svar, ref=Ref("k1")) for svar in answers)
    return rules(good(granskningar=(replace(GRANSKNING, rekommendationer=recommendations, **changes),)))


def test_each_recommendation_asks_for_an_answer() -> None:
    assert asked("Ja.", None) == ["rekommendation-utan-svar"]
    assert asked(None, " ", svar=None) == ["rekommendation-utan-svar"] * 2
    assert asked("Ja.", svar=None) == []


def test_the_namnd_may_answer_all_of_a_granskning_at_once() -> None:
    assert asked(None, None, svar="2026-03-12 § 34") == []


def test_a_granskning_that_comes_after_the_reports_day_isnt_looked_at() -> None:
    later = Granskning("Tillsyn", datum=date(2026, 5, 1), rekommendationer=(Rekommendation("Gör", ref=Ref("k9")),))
    assert rules(good(APRIL, granskningar=(GRANSKNING, later))) == []
    assert rules(good(AUGUSTI, granskningar=(GRANSKNING, later))) == [
        "rekommendation-utan-svar",
        "granskning-utan-atgard",
    ]


def test_a_granskning_should_lead_to_something() -> None:
    remark = only(good(granskningar=(replace(GRANSKNING, atgarder=()),)))
    assert (remark.regel, remark.tabell, remark.post) == ("granskning-utan-atgard", "granskning", "g1")


# --- egenkontroller ---------------------------------------------------------------------------------------------------


def controlled(*utfall: Utfall, typ: Tillfalletyp = APRIL, today: date | None = None, **changes: Any) -> list[str]:
    sak = good(typ, egenkontroller=(replace(EGENKONTROLL, utfall=utfall, **changes),))
    return rules(replace(sak, today=today or sak.today))


MISSED = replace(UTFALL, datum=None, resultat=None, atgarder=())


def test_a_unit_that_has_done_none_of_its_egenkontroller() -> None:
    assert controlled(MISSED) == ["enhet-utan-egenkontroll", "egenkontroll-ej-gjord"]


def test_a_unit_that_has_done_some_is_named_by_the_egenkontroll_only() -> None:
    later = replace(MISSED, period=date(2026, 4, 30), forfaller=date(2026, 5, 15))
    assert controlled(UTFALL, later) == ["egenkontroll-ej-gjord"]


def test_the_remark_counts_what_is_missing_and_says_where() -> None:
    later = replace(MISSED, period=date(2026, 4, 30))
    remark = only(good(egenkontroller=(replace(EGENKONTROLL, utfall=(UTFALL, MISSED, later)),)))
    assert "2 av 3 är inte gjorda (Biblioteket 2 st)" in remark.text
    assert (remark.tabell, remark.post) == ("egenkontroll", "e1")


def test_an_egenkontroll_is_missed_when_its_day_has_passed_not_before() -> None:
    assert controlled(MISSED, today=date(2026, 4, 15)) == []
    assert controlled(MISSED, today=date(2026, 4, 16)) != []
    assert controlled(replace(MISSED, period=date(2026, 5, 31), forfaller=None)) == []


def test_an_egenkontroll_cant_be_done_in_the_future() -> None:
    done = replace(UTFALL, datum=date(2026, 4, 10))
    assert controlled(done, today=date(2026, 4, 9)) == ["egenkontroll-i-framtiden"]
    assert controlled(done, today=date(2026, 4, 10)) == []


def test_an_egenkontroll_that_wasnt_met_leads_to_an_atgard() -> None:
    assert controlled(replace(UTFALL, atgarder=())) == ["avvikelse-utan-atgard"]
    assert controlled(replace(UTFALL, atgarder=(), resultat=Resultat.DELVIS)) == []
    assert controlled(replace(UTFALL, atgarder=()), replace(UTFALL, period=date(2026, 5, 31), atgarder=())) == [
        "avvikelse-utan-atgard"
    ]


def test_a_unit_that_no_egenkontroll_asks() -> None:
    units = (*GOOD.enheter, Enhet("Musikskolan", "Kultur och fritid"))
    remark = only(good(enheter=units))
    assert (remark.regel, remark.allvar) == ("enhet-saknar-egenkontroll", Allvar.RAD)
    assert "Musikskolan" in remark.text
    assert rules(good(enheter=units, egenkontroller=())) == []


def test_an_egenkontroll_of_all_units_below_asks_each_of_them() -> None:
    units = (*GOOD.enheter, Enhet("Musikskolan", "Kultur och fritid"), Enhet("Körskolan", "Musikskolan"))
    assert rules(good(enheter=units, egenkontroller=(replace(EGENKONTROLL, enheter=("Kultur och fritid",)),))) == []


def test_units_that_hang_on_each_other_dont_stop_the_review() -> None:
    circle = (*GOOD.enheter, Enhet("Öst", "Väst"), Enhet("Väst", "Öst"), Enhet("Syd", "Öst"))
    assert "Syd" in only(good(enheter=circle)).text


def test_a_unit_is_known_by_its_uuid_where_the_register_has_it() -> None:
    sak = good(enheter=(*GOOD.enheter, Enhet("Musikskolan")))
    assert (only(sak).tabell, only(sak).post) == ("plan", "p1")
    known = only(replace(sak, uuids={("enhet", "Musikskolan"): "m1"}))
    assert (known.tabell, known.post, known.rubrik) == ("enhet", "m1", "Musikskolan")

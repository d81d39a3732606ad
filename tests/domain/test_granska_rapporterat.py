"""Remarks on what the units have reported: each where it is due, and none where it isn't."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from internkontroll.domain.granska import Allvar, Sak, review
from internkontroll.domain.granska.rapporterat import Obesvarad, Ord, Rapport, Rapporterat, Svarat
from internkontroll.domain.status import Tillfalletyp
from internkontroll.domain.words import Resultat
from tests.domain.granska_saker import APRIL, HELAR, good, only, rules

FEBRUARY, MARCH, MAY = date(2026, 2, 28), date(2026, 3, 31), date(2026, 5, 31)
NEJ = Svarat("f1", "Är lådan borta?", "Nej", "Den står kvar.")
EJ = Svarat("f2", "Är hissen kontrollerad?", "Ej relevant", None)
EXPLAINED = EJ._replace(kommentar="Ingen hiss.")
DONE = Rapport("u1", "Brandskydd, Biblioteket, 2026-03-31", "e1", 7, MARCH, MARCH, MARCH, Resultat.UPPFYLLT)
SHORT = replace(DONE, resultat=Resultat.DELVIS, svar=(NEJ,), kommentar="Flyttas i dag.")
DRAFT = replace(DONE, datum=None, resultat=None, is_draft=True)


def reported(*rapporter: Rapport, typ: Tillfalletyp = APRIL, **more: Any) -> Sak:
    return replace(good(typ), rapporterat=Rapporterat(rapporter, **more))


@pytest.mark.parametrize(
    "rapport",
    [
        DONE,
        SHORT,
        replace(SHORT, kommentar=None, atgarder=1),
        replace(SHORT, kommentar=None, period=MAY),
        replace(SHORT, kommentar=None, resultat=Resultat.EJ_UPPFYLLT),
        replace(DONE, svar=(EXPLAINED,)),
        replace(DONE, svar=(EJ,), kommentar="Hissen är borttagen."),
        replace(DONE, resultat=Resultat.EJ_RELEVANT, kommentar="Stängt."),
        replace(DONE, resultat=Resultat.EJ_RELEVANT, svar=(EXPLAINED,)),
        replace(DRAFT, senast=date(2027, 1, 25)),
        replace(DRAFT, period=MAY),
        replace(DRAFT, svar=(NEJ, EJ), senast=date(2027, 2, 1)),
    ],
)
def test_what_is_in_order_gets_no_remark(rapport: Rapport) -> None:
    assert rules(reported(rapport)) == []


@pytest.mark.parametrize(
    "rapport",
    [
        replace(SHORT, kommentar=None),
        replace(SHORT, kommentar=" ", resultat=Resultat.UPPFYLLT),
        replace(DONE, resultat=Resultat.DELVIS),
        replace(DONE, antal_avvikelser=2),
        replace(DONE, svar=(NEJ._replace(svar="Delvis"),)),
    ],
)
def test_a_brist_without_atgard_or_comment(rapport: Rapport) -> None:
    remark = only(reported(rapport))
    assert (remark.regel, remark.tabell, remark.post) == ("avvikelse-utan-uppfoljning", "utfall", "u1")
    assert "visade en brist" in remark.text
    assert ("Är lådan borta?" in remark.text) == bool(rapport.svar)


def test_brister_that_are_not_graded_after_the_first_that_is_get_one_remark_of_an_egenkontroll() -> None:
    graded = replace(SHORT, uuid="u2", enhet_id=8, allvar=1)
    before = replace(SHORT, uuid="u3", enhet_id=9, datum=date(2026, 3, 30))
    more = [replace(SHORT, uuid=f"m{unit}", enhet_id=unit, namn=f"Enhet {unit}") for unit in range(10, 14)]
    other = replace(SHORT, uuid="u4", egenkontroll="e2")
    found = review(reported(before, SHORT, graded, DONE, *more, other))
    assert [(one.regel, one.allvar, one.post) for one in found] == [
        ("avvikelse-utan-allvar", Allvar.RAD, post) for post in ("u1", "u4")
    ]
    assert ["4 till av samma egenkontroll" in one.text for one in found] == [True, False]


@pytest.mark.parametrize("rapporter", [(SHORT,), (replace(SHORT, allvar=2, datum=MAY, enhet_id=8), SHORT)])
def test_what_was_handed_in_before_anything_was_graded_is_as_it_was(rapporter: tuple[Rapport, ...]) -> None:
    assert rules(reported(*rapporter)) == []


def test_a_brist_that_comes_back_in_the_same_unit() -> None:
    again = replace(SHORT, uuid="u2", namn="Brandskydd, Biblioteket, 2026-02-28", period=FEBRUARY)
    remark = only(reported(SHORT, again))
    assert (remark.regel, remark.post) == ("brist-aterkommer", "u1")
    assert "Är lådan borta?" in remark.text
    assert "Brandskydd, Biblioteket, 2026-03-31" in remark.text


def test_a_brist_that_comes_back_from_last_year() -> None:
    sak = reported(SHORT, fore={("e1", 7): frozenset({"f1"})})
    assert rules(sak) == ["brist-aterkommer"]


@pytest.mark.parametrize(
    ("other", "more"),
    [
        (replace(SHORT, enhet_id=8, period=FEBRUARY), {}),
        (replace(SHORT, svar=(NEJ._replace(identitet="f9"),), period=FEBRUARY), {}),
        (replace(SHORT, egenkontroll="e9", period=FEBRUARY), {}),
        (replace(SHORT, period=MAY), {}),
        (replace(DONE, period=FEBRUARY), {"fore": {("e1", 7): frozenset({"f1"})}}),
        (replace(SHORT, period=date(2026, 1, 31)), {"between": True}),
        (replace(DONE, period=date(2026, 4, 30)), {"fore": {("e1", 7): frozenset({"f1"})}}),
        (replace(SHORT, period=FEBRUARY), {"lyfta": frozenset({("e1", 7)})}),
        (replace(SHORT, period=FEBRUARY, datum=None, is_draft=True, senast=date(2027, 2, 1)), {}),
    ],
    ids=[
        "another unit",
        "another question",
        "another egenkontroll",
        "after the report",
        "last year, but not the last time",
        "not the time between",
        "right the last time",
        "lifted to a risk",
        "a draft",
    ],
)
def test_one_brist_is_not_a_pattern(other: Rapport, more: dict[str, Any]) -> None:
    between = [replace(DONE, period=FEBRUARY)] if more.pop("between", False) else []
    assert rules(reported(SHORT, other, *between, **more)) == []


@pytest.mark.parametrize(
    "rapport",
    [
        replace(DONE, svar=(EJ,)),
        replace(DONE, resultat=Resultat.EJ_RELEVANT),
        replace(DONE, resultat=Resultat.EJ_RELEVANT, svar=(EJ,)),
    ],
)
def test_not_relevant_without_a_reason(rapport: Rapport) -> None:
    remark = only(reported(rapport))
    assert (remark.regel, remark.post) == ("ej-relevant-utan-skal", "u1")
    assert "Ej relevant utan skäl" in remark.text


def test_a_draft_that_is_late() -> None:
    remark = only(reported(DRAFT))
    assert (remark.regel, remark.post) == ("utkast-kvar", "u1")
    assert "skulle ha varit klar 2026-03-31" in remark.text


def test_effect_that_nobody_has_looked_at() -> None:
    asked = Obesvarad("a9", "Flytta lådan till förrådet", date(2026, 4, 15), 2026)
    remark = only(reported(obesvarade=(asked, asked._replace(fraga=MAY))))
    assert (remark.regel, remark.tabell, remark.post) == ("effekt-inte-bedomd", "atgard", "a9")
    assert "förrådet” skulle ha följts upp 2026-04-15." in remark.text
    assert rules(reported(typ=HELAR, obesvarade=(asked._replace(fraga=date(2027, 2, 1)),))) == []
    earlier = only(reported(obesvarade=(asked._replace(ar=2025),)))
    assert "förrådet” i planen för 2025 skulle ha följts upp" in earlier.text


def test_a_personnummer_in_an_answer_is_found_and_not_repeated() -> None:
    word = Ord("utfall", "u1", DONE.namn, "kommentaren till ett svar", "Gäller 121212-1212 igen.")
    remark = only(reported(ord=(word,)))
    assert remark.regel == "personnummer"
    assert remark.text == (
        "Ett personnummer eller samordningsnummer står i kommentaren till ett svar i egenkontrollen "
        "Brandskydd, Biblioteket, 2026-03-31. Ta bort det."
    )
    assert rules(reported(ord=(word._replace(text="Gäller akt 12 och 14."),))) == []

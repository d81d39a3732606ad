"""The parts of a report: their order, what is left out, and that nothing changes where nobody has chosen."""

from dataclasses import replace
from datetime import date

import pytest

from internkontroll.domain.document import Document, Heading
from internkontroll.domain.granska import Sak, review
from internkontroll.domain.report import build_report
from internkontroll.domain.report.disposition import arrange, parts_in, standard_disposition
from internkontroll.domain.status import Status, Tillfalletyp
from internkontroll.domain.underlag import Atgard, Delval, Underlag, Utfall
from internkontroll.domain.words import Avsnittsdel, Layout, Resultat, Textdel
from tests.domain.reports import APRIL, FIRE, FULL, PLAN, body_texts

READ_ON = date(2027, 1, 15)
INLEDNING, SAMMANFATTNING, STRUKTUR, FORANDRINGAR, RISKER, GRANSKNINGAR, KONTROLLER = list(Avsnittsdel)[:7]
EGENKONTROLLER, SAMMANSTALLNING, INSYN = list(Avsnittsdel)[7:]


def titles(document: Document) -> list[str]:
    """The headings of the parts, in order."""
    return [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 2]


def choose(underlag: Underlag, *parts: Avsnittsdel) -> Underlag:
    """These parts, in this order; the others left out."""
    rest = (part for part in Avsnittsdel if part not in parts)
    return replace(underlag, disposition=tuple([*map(Delval, parts), *(Delval(part, med=False) for part in rest)]))


@pytest.mark.parametrize("underlag", [FULL, APRIL, PLAN])
def test_the_standard_disposition_changes_nothing(underlag: Underlag) -> None:
    chosen = replace(underlag, disposition=standard_disposition(underlag.tillfalle))
    assert build_report(chosen) == build_report(underlag)


def test_the_parts_stand_in_the_chosen_order() -> None:
    document = build_report(choose(APRIL, INSYN, KONTROLLER, GRANSKNINGAR, RISKER, STRUKTUR, SAMMANFATTNING))
    assert titles(document) == [
        "Plan för uppföljning och insyn",
        "Systematiska kontroller",
        "Åtgärder utifrån rekommendation från revision eller annan extern granskning",
        "Åtgärder för att minska identifierade risker",
        "Struktur för nämndens internkontrollarbete",
        "Sammanfattning av nämndens internkontrollarbete",
    ]


def test_what_is_left_out_is_not_printed() -> None:
    document = build_report(choose(APRIL, SAMMANFATTNING))
    assert titles(document) == ["Sammanfattning av nämndens internkontrollarbete"]
    assert "Om avsnittet." not in list(body_texts(document))


def test_an_inledning_that_is_not_first_has_a_heading_of_its_own() -> None:
    assert titles(build_report(choose(APRIL, INLEDNING, SAMMANFATTNING)))[0].startswith("Sammanfattning")
    assert titles(build_report(choose(APRIL, SAMMANFATTNING, INLEDNING)))[1] == "Inledning"


def test_the_matrix_goes_with_the_risks_of_a_plan() -> None:
    assert titles(build_report(choose(PLAN, GRANSKNINGAR, RISKER)))[-1] == "Riskmatris före åtgärder"
    assert "Riskmatris före åtgärder" not in titles(build_report(choose(PLAN, GRANSKNINGAR)))


def test_the_plans_decision_is_always_said() -> None:
    assert any("Beslutad av kulturnämnden 2025-12-12" in text for text in body_texts(build_report(choose(PLAN, INSYN))))


def test_changes_are_told_when_asked_for_at_the_export_or_chosen() -> None:
    before = replace(APRIL, tillfalle=Tillfalletyp.PLAN, risker=APRIL.risker[:1])
    asked = replace(APRIL, foregaende=before)
    assert "Förändringar sedan föregående tillfälle" in titles(build_report(asked))
    assert FORANDRINGAR in parts_in(asked)
    assert FORANDRINGAR not in parts_in(APRIL)
    assert FORANDRINGAR in parts_in(choose(APRIL, FORANDRINGAR))


@pytest.mark.parametrize(("chosen", "asked", "said"), [(Layout.MAL, None, 0), (Layout.MAL, Layout.PROCESS, 1)])
def test_the_chosen_layout_yields_to_the_one_that_is_asked_for(chosen: Layout, asked: Layout | None, said: int) -> None:
    title = ("Riskreducerande åtgärder", "Åtgärder för att minska identifierade risker")[said]
    assert title in titles(build_report(replace(APRIL, layout=chosen), asked))


def test_a_part_that_nobody_has_chosen_stays_in_its_usual_place() -> None:
    assert arrange(Tillfalletyp.APRIL, {}) is None
    moved = arrange(Tillfalletyp.APRIL, {RISKER: (0, True), INSYN: (8, False)})
    assert moved is not None
    assert [one.part for one in moved] == [
        *(INLEDNING, RISKER, SAMMANFATTNING, STRUKTUR, FORANDRINGAR),
        *(GRANSKNINGAR, KONTROLLER, EGENKONTROLLER, SAMMANSTALLNING, INSYN),
    ]
    assert {one.part for one in moved if not one.med} == {FORANDRINGAR, EGENKONTROLLER, SAMMANSTALLNING, INSYN}


DAY = date(2026, 3, 31)
DONE = Utfall(
    "Biblioteket",
    DAY,
    date(2026, 4, 2),
    antal_granskade=20,
    antal_avvikelser=2,
    resultat=Resultat.DELVIS,
    atgarder=(Atgard("Flytta lådan", Status.KLART),),
)


def test_a_report_may_tell_what_the_egenkontroller_showed() -> None:
    later = Utfall("Biblioteket", date(2026, 6, 30))
    fire = replace(FIRE, utfall=(DONE, Utfall("Barnavdelningen", DAY), Utfall("Barnavdelningen", DAY), later))
    said = list(body_texts(build_report(choose(replace(APRIL, egenkontroller=(fire,)), EGENKONTROLLER))))
    assert "1 av 3 är gjorda." in said
    assert "Barnavdelningen, 2 st" in said
    assert "1 delvis uppfyllt" in said
    assert "20 granskade, 2 avvikelser" in said
    assert "Flytta lådan" in said


def test_an_egenkontroll_whose_first_period_goes_on_is_not_missing() -> None:
    fire = replace(FIRE, utfall=(Utfall("Biblioteket", date(2026, 6, 30)),))
    said = list(body_texts(build_report(choose(replace(APRIL, egenkontroller=(fire,)), EGENKONTROLLER))))
    assert "Ingen period är slut ännu." in said
    assert "Inte gjorda" not in said


# --- granska ----------------------------------------------------------------------------------------------------------


def remarks(underlag: Underlag) -> list[str]:
    found = review(Sak(underlag, READ_ON))
    return [remark.text for remark in found if remark.regel == "sammanfattning-saknas"]


def test_a_part_that_must_be_there_is_asked_for() -> None:
    empty = replace(FULL, texter={**FULL.texter, Textdel.SAMMANFATTNING: "  "})
    assert remarks(empty) == ["Delen Sammanfattning är tom. Skriv den innan dokumentet lämnas."]
    assert remarks(choose(FULL, RISKER)) == ["Delen Sammanfattning är skriven men inte med i avsnittet. Ta med den."]
    assert remarks(choose(FULL, SAMMANFATTNING)) == []

"""The year's egenkontroll added up: nothing is counted twice or lost, shares are never prettier than they are."""

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from internkontroll.domain.sammanstallning.antal import Antal, change_text, percent_text, share_of, share_text
from internkontroll.domain.sammanstallning.aret import ATTA_METODER, UTAN_METOD, UTAN_OMRADE, add_up, sammanstall
from internkontroll.domain.sammanstallning.enhet import aterkopplingar
from internkontroll.domain.sammanstallning.fakta import (
    Atgard,
    Enhet,
    Fakta,
    Fraga,
    Kontroll,
    Saknat,
    Svarsantal,
    Utfallsantal,
)
from internkontroll.domain.sammanstallning.meningar import sentences
from internkontroll.domain.status import Status
from internkontroll.domain.words import Effekt, Egenkontrollmetod

DAY = date(2026, 12, 31)
SCALE = ((1, "Mindre"), (2, "Betydande"), (3, "Allvarlig"))


def counts(planerade: int, gjorda: int, avvikande: int = 0, ej: int = 0, granskade: int = 0, brister: int = 0) -> Antal:
    return Antal(planerade, gjorda, ej, avvikande, granskade, brister)


@st.composite
def antal(draw: st.DrawFn) -> Antal:
    planerade = draw(st.integers(1, 60))
    gjorda = draw(st.integers(0, planerade))
    ej = draw(st.integers(0, gjorda))
    avvikande = draw(st.integers(0, gjorda - ej))
    allvar = draw(st.tuples(*[st.integers(0, 3)] * 5))
    return Antal(planerade, gjorda, ej, avvikande, draw(st.integers(0, 99)), 0, allvar)


KONTROLLER = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from([None, *Egenkontrollmetod]), st.sampled_from(["", "Barn"])),
    unique_by=lambda one: one[0],
    min_size=1,
)


@st.composite
def facts(draw: st.DrawFn) -> Fakta:
    """Any year with any years before it; each egenkontroll once in each unit and year."""
    kontroller = tuple(Kontroll(name, f"Kontroll {name}", metod, omrade) for name, metod, omrade in draw(KONTROLLER))
    places = st.tuples(st.integers(2022, 2026), st.sampled_from(kontroller), st.integers(1, 4))
    rows = draw(st.lists(st.tuples(places, antal()), unique_by=lambda one: (one[0][0], one[0][1].identitet, one[0][2])))
    return Fakta(
        "Socialnämnden",
        2026,
        DAY,
        kontroller,
        tuple(Enhet(number, f"Enhet {number}") for number in range(1, 5)),
        tuple(Utfallsantal(ar, kontroll.identitet, enhet, numbers) for (ar, kontroll, enhet), numbers in rows),
    )


# --- shares -----------------------------------------------------------------------------------------------------------


@given(st.integers(1, 5000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_a_share_is_none_or_all_only_when_it_is(pair: tuple[int, int]) -> None:
    part, whole = pair
    said = percent_text(part, whole)
    assert (said == "0 %") == (part == 0)
    assert (said == "100 %") == (part == whole)


def test_shares_are_said_with_their_counts() -> None:
    assert share_text(18, 20) == "18 av 20 (90 %)"
    assert share_text(1, 300) == "1 av 300 (1 %)"
    assert share_text(1370, 1371) == "1\N{NO-BREAK SPACE}370 av 1\N{NO-BREAK SPACE}371 (99 %)"
    assert [percent_text(*pair) for pair in ((55, 60), (11, 12), (1, 8), (1, 200))] == ["92 %", "92 %", "13 %", "1 %"]
    assert share_text(0, 0) == ""
    assert share_of(2, 3, "enheter") == "2 av 3 enheter (67 %)"
    assert (Antal().gjorda_text(), Antal(3).avvikande_text()) == ("Ingen planerad", "Ingen bedömd")


def test_a_part_greater_than_the_whole_is_refused() -> None:
    with pytest.raises(ValueError, match="3 of 2"):
        percent_text(3, 2)


def test_what_has_nothing_to_look_at_is_not_in_the_share_with_deviations() -> None:
    assert counts(10, 8, avvikande=2, ej=4).avvikande_text() == "2 av 4 (50 %)"


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ((8, 10), "en ökning från 80 % 2025"),
        ((10, 10), "en minskning från 100 % 2025"),
        ((9, 10), "samma andel som 2025"),
    ],
)
def test_a_change_says_which_way_and_from_what(before: tuple[int, int], said: str) -> None:
    assert change_text((18, 20), before, 2025) == said


def test_a_year_without_anything_is_not_compared_with() -> None:
    assert change_text((18, 20), (0, 0), 2025) == ""


# --- the year ---------------------------------------------------------------------------------------------------------


@given(facts())
def test_every_tillfalle_is_counted_once_whichever_way_it_is_looked_at(fakta: Fakta) -> None:
    aret = sammanstall(fakta)
    for rows in (aret.metoder, aret.kontroller, aret.omraden, aret.enheter):
        assert add_up(row.antal for row in rows) == aret.totalt
    assert dict(aret.aren).get(2026, Antal()) == aret.totalt
    assert add_up(total for _, total in aret.aren) == add_up(row.antal for row in fakta.utfall)


@given(facts())
def test_the_units_feedback_adds_up_to_the_year(fakta: Fakta) -> None:
    units = list(aterkopplingar(fakta))
    aret = sammanstall(fakta)
    assert add_up(unit.antal for unit in units) == aret.totalt
    assert [unit.enhet for unit in units] == [rad.namn for rad in aret.enheter]
    assert [(unit.antal, unit.fore) for unit in units] == [(rad.antal, rad.fore) for rad in aret.enheter]
    for unit in units:
        assert add_up(one.antal for one in unit.kontroller) == unit.antal
        assert unit.alla == aret.totalt


@given(facts())
def test_the_order_of_the_rows_changes_nothing(fakta: Fakta) -> None:
    turned = Fakta(fakta.namnd, fakta.ar, fakta.as_of, fakta.kontroller, fakta.enheter, tuple(reversed(fakta.utfall)))
    assert sammanstall(turned) == sammanstall(fakta)
    assert list(aterkopplingar(turned)) == list(aterkopplingar(fakta))


def year(**more: object) -> Fakta:
    """Two egenkontroller in three units; a year before with one of them."""
    kontroller = (
        Kontroll("a", "Aktgranskning", Egenkontrollmetod.JOURNALER, "Barn"),
        Kontroll("b", "Brandskydd"),
    )
    utfall = (
        Utfallsantal(2026, "a", 1, counts(4, 4, 1, granskade=40, brister=2)),
        Utfallsantal(2026, "a", 2, counts(4, 2, 2)),
        Utfallsantal(2026, "b", 3, counts(1, 1, ej=1)),
        Utfallsantal(2025, "a", 1, counts(4, 4, 4)),
        Utfallsantal(2023, "a", 0, counts(10, 5)),
    )
    enheter = (Enhet(1, "Almen", "Norr"), Enhet(2, "Björken", "Norr"), Enhet(3, "Cedern"), Enhet(4, "Tom"))
    values = {"kontroller": kontroller, "enheter": enheter, "utfall": utfall, "allvarsord": SCALE} | more
    return Fakta("Socialnämnden", 2026, DAY, **values)  # type: ignore[arg-type]


def test_all_eight_methods_are_there_also_those_that_nobody_used() -> None:
    aret = sammanstall(year())
    assert [rad.namn for rad in aret.metoder] == [*(metod.label for metod in ATTA_METODER), UTAN_METOD]
    assert len(aret.oanvanda_metoder) == 7
    assert [rad.namn for rad in aret.omraden] == ["Barn", UTAN_OMRADE]


def test_a_method_is_used_when_somebody_has_used_it() -> None:
    planned = (
        Kontroll("c", "Introduktion", Egenkontrollmetod.ATTITYDER),
        Kontroll("d", "Enkät", Egenkontrollmetod.MALGRUPP),
    )
    rows = Utfallsantal(2026, "c", 1, Antal(kommande=2, forvag=1)), Utfallsantal(2026, "d", 1, Antal(kommande=2))
    whole = year()
    aret = sammanstall(year(kontroller=(*whole.kontroller, *planned), utfall=(*whole.utfall, *rows)))
    said = " ".join(sentences(aret))
    assert "2 av de 8 metoder som de allmänna råden nämner användes." in said
    assert "Planerade men inte använda än: målgruppsundersökning." in said
    assert "förhållningssätt" not in said
    assert (aret.totalt.planerade, aret.totalt.gjorda) == (9, 7)


def test_a_year_in_which_nothing_has_fallen_due_is_not_one_without_a_plan() -> None:
    rows = (Utfallsantal(2026, "a", 1, Antal(kommande=4)),)
    assert sentences(sammanstall(year(utfall=rows))) == (
        "Ingen egenkontroll skulle ha varit klar till och med den 31 december 2026.",
    )
    assert sentences(sammanstall(year(utfall=())))[0].startswith("Ingen egenkontroll var planerad")


def test_the_years_before_stand_beside_the_year() -> None:
    aret = sammanstall(year())
    assert [ar for ar, _ in aret.aren] == [2023, 2025, 2026]
    assert [rad.fore for rad in aret.kontroller] == [counts(4, 4, 4), None]
    assert [(rad.namn, rad.fore is None) for rad in aret.enheter] == [
        ("Almen", False),
        ("Björken", True),
        ("Cedern", True),
    ]


FRAGOR = (Fraga("f", "a", "Finns en plan?", 2), Fraga("g", "a", "Är den ny?"), Fraga("h", "borta", "Gammal?"))


def failing(*rows: tuple[int, str, int, int, int]) -> tuple[Svarsantal, ...]:
    return tuple(Svarsantal(ar, fraga, enhet, 4, nej, delvis) for ar, fraga, enhet, nej, delvis in rows)


def test_a_kontrollpunkt_is_a_pattern_when_it_fails_in_several_units() -> None:
    svar = failing(
        *((2026, "f", 1, 1, 0), (2026, "f", 2, 0, 2), (2026, "f", 3, 0, 0), (2025, "f", 1, 1, 0)),
        *((2026, "g", 1, 3, 1), (2026, "g", 2, 0, 0)),
        *((2026, "h", 1, 1, 0), (2026, "h", 2, 1, 0)),
    )
    (found,) = sammanstall(year(fragor=FRAGOR, svar=svar)).monster
    assert (found.fraga, found.kontroll, found.enheter) == ("Finns en plan?", "Aktgranskning", ("Almen", "Björken"))
    assert (found.svarande, found.nej, found.delvis, found.fore, found.lydelser) == (3, 1, 2, 1, 2)


def test_a_question_that_was_asked_and_did_not_fail_is_told_from_one_that_was_not_asked() -> None:
    both = tuple((2026, fraga, enhet, 1, 0) for fraga in "fg" for enhet in (1, 2))
    found = sammanstall(year(fragor=FRAGOR, svar=failing(*both, (2025, "f", 1, 0, 0)))).monster
    assert {one.fraga: one.fore for one in found} == {"Finns en plan?": 0, "Är den ny?": None}


@given(st.lists(st.tuples(st.sampled_from("fg"), st.integers(1, 4), st.booleans()), unique_by=lambda one: one[:2]))
def test_patterns_are_exactly_the_points_that_fail_in_two_units_or_more(rows: list[tuple[str, int, bool]]) -> None:
    svar = failing(*((2026, fraga, enhet, int(fails), 0) for fraga, enhet, fails in rows))
    failed = {
        fraga
        for (fraga, one, fails), (other, two, too) in combinations(rows, 2)
        if fails and too and fraga == other and one != two
    }
    found = sammanstall(year(fragor=FRAGOR, svar=svar)).monster
    assert {one.fraga for one in found} == {fraga.fraga for fraga in FRAGOR if fraga.identitet in failed}


ATGARDER = (
    Atgard("a", 1, "Utbilda", Status.KLART, effekt=Effekt.JA),
    Atgard("a", 2, "Ny rutin", Status.KLART, effekt=Effekt.NEJ),
    Atgard("a", 2, "Ny mall", Status.EJ_KLART),
)


def test_atgarder_are_counted_with_their_effect() -> None:
    (rad,) = sammanstall(year(atgarder=ATGARDER)).atgarder
    assert (rad.namn, rad.antal, rad.klara) == ("Aktgranskning", 3, 2)
    assert rad.effekter == {Effekt.JA: 1, Effekt.DELVIS: 0, Effekt.NEJ: 1}


# --- what the year is in words ----------------------------------------------------------------------------------------


def test_the_year_is_told_in_sentences() -> None:
    svar = failing((2026, "f", 1, 1, 0), (2026, "f", 2, 0, 2), (2025, "f", 1, 1, 0))
    said = sentences(sammanstall(year(fragor=FRAGOR, svar=svar, atgarder=ATGARDER)))
    assert said == (
        "Under 2026 gjordes egenkontroll vid 7 av 9 planerade tillfällen (78 %). Det är en minskning från 100 % 2025. "
        "Jämför med försiktighet: 1 av 2 egenkontroller fanns inte 2025. "
        "2 av 3 enheter (67 %) har gjort allt som var planerat. Vid 1 av de gjorda var svaret Ej relevant.",
        "En avvikelse fanns vid 3 av 6 bedömda tillfällen (50 %). Det är en minskning från 100 % 2025. "
        "En brist fanns i 2 av 40 granskade akter och ärenden (5 %).",
        "1 av de 8 metoder som de allmänna råden nämner användes. Inte använda: kvalitetsregister, jämförelse med "
        "andra verksamheter, jämförelse med egna tidigare resultat, målgruppsundersökning, förhållningssätt och "
        "attityder, uppgifter från patientnämnden, synpunkter från revisorer och intressenter.",
        "En kontrollpunkt brast i flera enheter. I flest enheter, 2, brast ”Finns en plan?” (Aktgranskning). "
        "Den brast också 2025.",
        "Avvikelserna ledde till 3 åtgärder. 2 av 3 är klara. Effekten är bedömd för 2: 1 hjälpte, 0 hjälpte delvis "
        "och 1 hjälpte inte.",
    )


def test_how_serious_the_deviations_are_is_told_with_the_namnds_words() -> None:
    graded = Utfallsantal(2026, "a", 1, Antal(9, 9, 0, 5, allvar=(0, 2, 1, 0, 0)))
    said = " ".join(sentences(sammanstall(year(utfall=(graded,)))))
    assert "1 allvarlig, 2 betydande, 2 utan grad." in said


def test_a_year_without_anything_planned_says_so() -> None:
    assert sentences(sammanstall(Fakta("N", 2026, date(2026, 4, 30)))) == (
        "Ingen egenkontroll var planerad till och med den 30 april 2026.",
    )


def test_deviations_without_any_atgard_are_pointed_out() -> None:
    said = " ".join(sentences(sammanstall(year())))
    assert "Ingen åtgärd är beslutad med anledning av avvikelserna." in said


# --- a unit -----------------------------------------------------------------------------------------------------------


def test_a_unit_gets_what_asks_for_most_first() -> None:
    svar = failing((2026, "f", 2, 1, 0), (2026, "g", 2, 2, 0), (2026, "f", 1, 1, 0))
    utfall = (
        Utfallsantal(2026, "b", 2, counts(1, 1)),
        Utfallsantal(2026, "a", 2, counts(4, 2, 2)),
        Utfallsantal(2026, "a", 1, counts(4, 4)),
    )
    saknade = (Saknat("a", 2, date(2026, 9, 30), "kvartal 3"), Saknat("a", 2, date(2026, 3, 31), "kvartal 1"))
    fakta = year(utfall=utfall, fragor=FRAGOR, svar=svar, saknade=saknade, atgarder=ATGARDER)
    almen, bjorken = aterkopplingar(fakta)
    assert [one.namn for one in bjorken.kontroller] == ["Aktgranskning", "Brandskydd"]
    assert bjorken.kontroller[0].saknas == ("kvartal 1", "kvartal 3")
    assert bjorken.kontroller[0].alla == counts(8, 6, 2)
    assert [(one.fraga, one.andra) for one in bjorken.brister] == [("Är den ny?", 0), ("Finns en plan?", 1)]
    assert [one.beskrivning for one in bjorken.atgarder] == ["Ny mall", "Ny rutin"]
    assert almen.fore is None
    assert [one.beskrivning for one in almen.atgarder] == ["Utbilda"]


def test_what_failed_last_year_alone_is_not_told_as_this_years() -> None:
    svar = failing((2025, "f", 1, 4, 0), (2026, "f", 1, 0, 0), (2025, "g", 2, 1, 0), (2026, "g", 1, 1, 0))
    almen, bjorken, _ = aterkopplingar(year(fragor=FRAGOR, svar=svar))
    assert [(one.fraga, one.andra) for one in almen.brister] == [("Är den ny?", 0)]
    assert bjorken.brister == ()

"""Filters: each lets through what its chip says, several together what all of them say."""

from dataclasses import replace
from datetime import date

import pytest

from internkontroll.domain.status import Status, Tillfalletyp
from internkontroll.services.sidor import Sida, columns
from tests.services.sidor_planer import APRIL, Plan


@pytest.fixture
def filled(plan: Plan) -> Plan:
    """Four risks: late, without comment, without åtgärd, without status."""
    ekonomi, hr = (
        plan.add("process", nummer=number, namn=name) for number, name in (("2.4", "Ekonomi"), ("2.3", "HR"))
    )
    late = plan.risk("Sen", process_id=ekonomi, riskagare="Åsa Öberg", oegentlighet=1)
    plan.follow(plan.atgard(late, slutdatum=date(2026, 4, 19), ansvarig="Åsa Öberg"), Status.EJ_KLART, "Dröjer.")
    silent = plan.risk("Tyst", process_id=hr, riskagare="Bo")
    plan.follow(plan.atgard(silent, slutdatum=date(2026, 4, 1), ansvarig="Bo"), Status.KLART)
    plan.risk("Tom", process_id=hr)
    waiting = plan.risk("Väntar", riskagare="Bo")
    plan.atgard(waiting, slutdatum=date(2026, 4, 20))
    return plan


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"process": ("2.3 HR",)}, ["Tyst", "Tom"]),
        ({"process": ("2.3 HR", "")}, ["Tyst", "Tom", "Väntar"]),
        ({"ansvarig": ("Bo",)}, ["Tyst", "Väntar"]),
        ({"status": ("Klart", "Ej klart i år")}, ["Tyst", "Sen"]),
        ({"status": ("",)}, ["Tom", "Väntar"]),
        ({"saknar_status": ()}, ["Väntar"]),
        ({"saknar_kommentar": ()}, ["Tyst", "Väntar"]),
        ({"saknar_atgard": ()}, ["Tom"]),
        ({"forsenad": ()}, ["Sen"]),
        ({"oegentlighet": ()}, ["Sen"]),
        ({"mina": (" åsa öberg ",)}, ["Sen"]),
        ({"mina": ("Åsa",)}, []),
        ({"process": ("2.3 HR",), "ansvarig": ("Bo",)}, ["Tyst"]),
        ({"process": ("2.3 HR",), "oegentlighet": ()}, []),
        ({"process": ("2.3 HR' OR 1=1 --",)}, []),
    ],
)
def test_filters_of_risks(filled: Plan, chosen: dict[str, tuple[str, ...]], expected: list[str]) -> None:
    assert filled.risker(filter=chosen) == expected
    assert filled.count(filter=chosen) == (len(expected), 4)


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"forsenad": ()}, [date(2026, 4, 19)]),
        ({"slutdatum": ()}, [date(2026, 4, 20)]),
        ({"saknar_status": ()}, [date(2026, 4, 20)]),
        ({"saknar_kommentar": ()}, [date(2026, 4, 1), date(2026, 4, 20)]),
        ({"status": ("Klart",)}, [date(2026, 4, 1)]),
        ({"mina": ("BO",)}, [date(2026, 4, 1)]),
        ({"process": ("2.4 Ekonomi",)}, [date(2026, 4, 19)]),
    ],
)
def test_filters_of_atgarder(filled: Plan, chosen: dict[str, tuple[str, ...]], expected: list[date]) -> None:
    found = filled.column(Sida.ATGARDER, "slutdatum", filter=chosen)
    assert found == [day.isoformat() for day in expected]


def test_atgarder_are_filtered_by_whether_they_have_helped(plan: Plan) -> None:
    risk, come, later = plan.risk("Risk"), date(2026, 4, 20), date(2026, 4, 21)
    for name, fraga, effekt, datum in (
        ("Aldrig frågad", None, None, None),
        ("Frågas i morgon", later, None, None),
        ("Frågas i dag", come, None, None),
        ("Har hjälpt", come, "Ja", come),
        ("Har hjälpt i en fil utan dag", come, "Ja", None),
        ("Hjälpte inte", come, "Nej", date(2026, 5, 2)),
        ("Hjälpte inte, frågas igen", come, "Nej", date(2026, 1, 2)),
        ("Hjälpte delvis, frågas igen i morgon", later, "Delvis", date(2026, 1, 2)),
    ):
        plan.atgard(risk, name, effekt_fraga=fraga, effekt=effekt, effekt_datum=datum)
    carried = {"arsbeslut": "förs över", "arsbeslut_skal": "Inte klar"}
    plan.atgard(risk, "Frågas i nästa plan", effekt_fraga=come, **carried)
    assert plan.choices("effekt", Sida.ATGARDER) == [
        ("Frågan väntar", "Frågan väntar", 2),
        ("Ja", "Ja", 2),
        ("Delvis", "Delvis", 1),
        ("Nej", "Nej", 1),
        ("", "Inte frågad", 3),
    ]

    def found(value: str) -> list[str]:
        return plan.column(Sida.ATGARDER, "beskrivning", filter={"effekt": (value,)})

    assert found("Frågan väntar") == ["Frågas i dag", "Hjälpte inte, frågas igen"]
    assert found("Nej") == ["Hjälpte inte"]
    assert found("") == ["Aldrig frågad", "Frågas i morgon", "Frågas i nästa plan"]
    shown = plan.column(Sida.ATGARDER, "effekt", sortera="effekt")
    assert [value or "" for value in shown] == [*["Delvis"], *["Frågan väntar"] * 2, "Ja", "Ja", "Nej", *[""] * 3]
    assert not next(one for one in columns(Sida.ATGARDER) if one.key == "effekt").synlig


def test_what_was_done_at_the_tillfalle_before_isnt_late_until_somebody_says_otherwise(plan: Plan) -> None:
    august = plan.add("tillfalle", plan_id=1, typ="augusti")
    where = replace(APRIL, tillfalle=Tillfalletyp.AUGUSTI, tillfalle_id=august)
    for name, april, now in (
        ("Gjord", Status.KLART, None),
        ("Öppnad igen", Status.KLART, Status.EJ_KLART),
        ("Gjord nu", Status.EJ_KLART, Status.KLART),
        ("Kvar", Status.EJ_KLART, None),
        ("Aldrig nämnd", None, None),
    ):
        atgard = plan.atgard(plan.risk(name), name, slutdatum=date(2026, 4, 1))
        if april:
            plan.follow(atgard, april)
        if now:
            plan.follow(atgard, now, tillfalle_id=august)
    late = ["Öppnad igen", "Kvar", "Aldrig nämnd"]
    assert plan.column(Sida.ATGARDER, "beskrivning", where, filter={"forsenad": ()}) == late
    assert plan.column(Sida.ATGARDER, "forsenad", where) == [None, 19, None, 19, 19]
    assert plan.column(Sida.RISKER, "beskrivning", where, filter={"forsenad": ()}) == late


def test_choices_are_counted_and_in_natural_order(filled: Plan) -> None:
    assert filled.choices("process") == [
        ("2.3 HR", "2.3 HR", 2),
        ("2.4 Ekonomi", "2.4 Ekonomi", 1),
        ("", "Utan process", 1),
    ]
    assert [value for value, _, _ in filled.choices("status")] == ["Klart", "Ej klart i år", ""]
    assert filled.choices("mina") == filled.choices("forsenad") == []


def test_filter_and_words_must_both_fit(filled: Plan) -> None:
    assert filled.risker(filter={"process": ("2.3 HR",)}, sok="ty") == ["Tyst"]
    assert filled.risker(filter={"process": ("2.3 HR",)}, sok="sen") == []
    assert filled.count(filter={"process": ("2.3 HR",)}, sok="t") == (2, 4)

"""The page Risker: what is in a row, in which order, and what is left out."""

from dataclasses import replace
from datetime import date

import pytest

from internkontroll.db import models
from internkontroll.domain.status import Status, Tillfalletyp
from internkontroll.services.sidor import Sida, Urval, all_ids, fetch
from tests.services.sidor_planer import APRIL, Plan


def test_risks_stand_by_process_in_natural_order_those_without_last(plan: Plan) -> None:
    late, early = (plan.add("process", nummer=number, namn="P") for number in ("2.10", "2.9"))
    plan.risk("utan")
    plan.risk("tio", process_id=late)
    plan.risk("nio", process_id=early)
    assert plan.risker() == ["nio", "tio", "utan"]
    assert plan.column(Sida.RISKER, "process") == ["2.9 P", "2.10 P", None]


def test_texts_sort_by_swedish_rules_and_what_is_empty_is_last_either_way(plan: Plan) -> None:
    for name in ("Ödla", "ål", "Zebra", "älg", None, "apa", "Éa", "R-10", "R-9"):
        plan.risk("Risk", riskagare=name)
    rising = ["apa", "Éa", "R-9", "R-10", "Zebra", "ål", "älg", "Ödla"]
    assert plan.column(Sida.RISKER, "riskagare", sortera="riskagare") == [*rising, None]
    assert plan.column(Sida.RISKER, "riskagare", sortera="riskagare", fallande=True) == [*rising[::-1], None]


def test_equal_rows_keep_the_order_of_the_page(plan: Plan) -> None:
    for text in ("c", "a", "b"):
        plan.risk(text, riskagare="Samma")
    assert plan.risker(sortera="riskagare") == plan.risker(sortera="riskagare", fallande=True) == ["c", "a", "b"]


def test_trash_and_other_plans_are_left_out(plan: Plan) -> None:
    plan.add("plan", namnd_id=1, ar=2025, status="utkast")
    plan.risk("vår")
    plan.risk("slängd", borttagen="2026-01-01T00:00:00+00:00")
    plan.risk("förra årets", plan_id=2)
    assert plan.risker() == ["vår"]
    assert plan.count() == (1, 1)
    assert plan.risker(sok="slängd") == plan.risker(sok="förra") == []


def test_the_latest_bedomning_that_the_tillfalle_knows_counts(plan: Plan) -> None:
    risk = plan.risk("Risk")
    plan.bedom(risk, 1, 1, datum=date(2026, 1, 1))
    plan.bedom(risk, 4, 3, datum=date(2026, 3, 1))
    plan.bedom(risk, 2, 2, datum=date(2026, 3, 1), borttagen="2026-03-02T00:00:00+00:00")
    plan.bedom(risk, 4, 4, datum=date(2026, 5, 1))
    plan.bedom(risk, 2, 1, fas="efter")
    assert plan.column(Sida.RISKER, "fore") == [(12, "Reducera", "FBD3A8")]
    assert plan.column(Sida.RISKER, "efter") == [(2, "Acceptera", "D7ECDD")]
    helar = replace(APRIL, tillfalle=Tillfalletyp.HELAR, tillfalle_id=None)
    assert plan.column(Sida.RISKER, "fore", helar) == [(16, "Åtgärda genast", "F4B8B0")]


def test_riskvarden_sort_and_show_by_the_scale_of_the_plan(plan: Plan) -> None:
    plan.add(
        "riskskala",
        sannolikhet='["A", "B", "C"]',
        konsekvens='["A", "B", "C"]',
        band='[{"till": 5, "namn": "Grön", "color": "00FF00"}, {"till": 99, "namn": "Röd", "color": "FF0000"}]',
        celler='[{"sannolikhet": 1, "konsekvens": 3, "varde": 50}]',
    )
    for steps in ((3, 3), (1, 3), (2, 2)):
        plan.bedom(plan.risk("x".join(map(str, steps))), *steps)
    plan.risk("obedömd")
    assert plan.risker(sortera="fore", fallande=True) == ["1x3", "3x3", "2x2", "obedömd"]
    values = [(4, "Grön", "00FF00"), (9, "Röd", "FF0000"), (50, "Röd", "FF0000"), None]
    assert plan.column(Sida.RISKER, "fore", sortera="fore") == values
    assert plan.choices("band") == [("Grön", "Grön", 1), ("Röd", "Röd", 2), ("", "Utan bedömning", 1)]
    assert plan.risker(filter={"band": ("Röd",)}, sortera="fore") == ["3x3", "1x3"]
    assert plan.risker(filter={"ruta": ("1x3", "2x2")}, sortera="fore") == ["2x2", "1x3"]


def test_atgarder_are_counted_and_the_worst_status_stands(plan: Plan) -> None:
    risk, bare = plan.risk("Risk"), plan.risk("Utan åtgärd")
    for status in (Status.KLART, Status.EJ_KLART, Status.BLIR_KLART, None):
        plan.follow(plan.atgard(risk), status, "Det går framåt.")
    trashed = plan.atgard(bare, borttagen="2026-01-01T00:00:00+00:00")
    plan.follow(trashed, Status.KLART)
    assert plan.column(Sida.RISKER, "atgarder") == [4, 0]
    assert plan.column(Sida.RISKER, "status") == [Status.EJ_KLART, None]


@pytest.mark.parametrize(
    ("followed", "reported"),
    [
        ([], False),
        ([(Status.KLART, "Klar i mars.")], True),
        ([(Status.KLART, " \n")], False),
        ([(Status.KLART, "Klar i mars."), (None, "Pågår")], False),
        ([(Status.KLART, "Klar i mars."), (Status.EJ_KLART, None)], False),
    ],
)
def test_a_risk_is_reported_when_all_its_atgarder_are(
    plan: Plan, followed: list[tuple[Status | None, str | None]], reported: bool
) -> None:
    risk = plan.risk("Risk")
    for status, kommentar in followed:
        plan.follow(plan.atgard(risk), status, kommentar)
    assert plan.column(Sida.RISKER, "rapporterad") == [reported]


def test_a_unit_bears_the_name_of_its_time(plan: Plan) -> None:
    unit = plan.add("enhet", namnd_id=1, niva="enhet")
    for day, name in ((date(2020, 1, 1), "Nora"), (date(2026, 3, 1), "Syd"), (date(2026, 6, 1), "Ny")):
        plan.add("enhet_version", enhet_id=unit, fran=day, namn=name, sortnyckel=name)
    plan.risk("Risk", enhet_id=unit)
    assert plan.column(Sida.RISKER, "enhet") == ["Syd"]
    assert plan.choices("enhet") == [("Syd", "Syd", 1)]


def test_groups_have_headings_and_keep_the_sorting_inside(plan: Plan) -> None:
    mal = [plan.add("mal", namn=name) for name in ("Öppet", "Arbete")]
    for text, where in (("b", mal[0]), ("a", mal[0]), ("d", mal[1]), ("c", None)):
        plan.risk(text, mal_id=where)
    rows = fetch(plan.reader, Sida.RISKER, APRIL, Urval(gruppera="mal", sortera="beskrivning", fallande=True))
    assert [(rad.grupp, rad.varden[2]) for rad in rows] == [
        ("Arbete", "d"),
        ("Öppet", "b"),
        ("Öppet", "a"),
        ("Utan mål", "c"),
    ]
    assert [rad.grupp for rad in fetch(plan.reader, Sida.RISKER, APRIL, Urval())] == [None] * 4


def test_pages_follow_on_each_other(plan: Plan) -> None:
    ids = [plan.risk(f"Risk {number}") for number in range(7)]
    pages = [fetch(plan.reader, Sida.RISKER, APRIL, Urval(), offset, 3) for offset in (0, 3, 6, 9)]
    assert [[rad.id for rad in page] for page in pages] == [ids[:3], ids[3:6], ids[6:], []]
    assert all_ids(plan.reader, Sida.RISKER, APRIL, Urval()) == ids


def test_a_change_is_seen_at_once(plan: Plan) -> None:
    risk = plan.risk("Första")
    assert plan.risker(sortera="beskrivning", sok="första") == ["Första"]
    with plan.register.write("Ändra") as writer:
        row = writer.connection.execute(models.risk.select()).mappings().one()
        writer.update(models.risk, row, {"beskrivning": "Andra"})
    assert plan.risker(sortera="beskrivning", sok="första") == []
    (rad,) = fetch(plan.reader, Sida.RISKER, APRIL, Urval(sok="andra"))
    assert (rad.id, rad.tabell, rad.version) == (risk, "risk", 2)
    assert rad.varden[-1] > "2026"


def test_an_empty_page_is_empty_whatever_is_asked_of_it(plan: Plan) -> None:
    assert plan.risker(sok="x", filter={"process": ("2.1",)}, sortera="fore", gruppera="mal") == []
    assert plan.count(sok="x") == (0, 0)
    assert plan.choices("process") == plan.choices("forsenad") == plan.choices("finns inte") == []


def test_what_the_page_doesnt_know_is_passed_over(plan: Plan) -> None:
    plan.risk("Risk")
    assert plan.risker(filter={"borttaget filter": ("x",), "process": ()}, sortera="nej", gruppera="nej") == ["Risk"]

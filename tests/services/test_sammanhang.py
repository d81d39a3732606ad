"""Nämnder, planer and tillfällen to choose from, what is chosen at first, and what waits."""

from datetime import date

import pytest

from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.status import Status, Tillfalletyp
from internkontroll.services.sammanhang import (
    Planval,
    counts,
    default_sammanhang,
    find_sammanhang,
    list_namnder,
    list_planer,
    list_tillfallen,
)
from internkontroll.services.sidor import Sida
from tests.services.sidor_planer import APRIL, TODAY, Plan


def test_namnder_stand_in_swedish_order_and_are_told_apart(plan: Plan) -> None:
    for namn, kommun in (("Ålnämnden", None), ("Arkivnämnden", "Y"), ("Arkivnämnden", "X"), ("Zoonämnden", "X")):
        plan.add("namnd", namn=namn, kommun=kommun)
    names = ["Arkivnämnden, X", "Arkivnämnden, Y", "Kulturnämnden", "Zoonämnden", "Ålnämnden"]
    assert [namn for namn, _ in list_namnder(plan.reader)] == names


def test_planer_say_how_far_they_have_come(plan: Plan) -> None:
    decided = {"beslut_datum": date(2025, 12, 10), "beslut_paragraf": "§ 124"}
    plan.add("plan", namnd_id=1, ar=2024, status="avslutad", **decided)
    plan.add("plan", namnd_id=1, ar=2025, status="beslutad", **decided)
    plan.add("plan", namnd_id=1, ar=2023, status="beslutad", beslut_datum=date(2022, 12, 1), beslut_paragraf="9")
    assert list_planer(plan.reader, 1) == [
        Planval(1, 2026, "Utkast", False),
        Planval(3, 2025, "Beslutad 2025-12-10 § 124", True),
        Planval(2, 2024, "Avslutad", True),
        Planval(4, 2023, "Beslutad 2022-12-01 § 9", True),
    ]


def test_tillfallen_stand_in_the_order_of_the_year(plan: Plan) -> None:
    plan.add("tillfalle", typ="plan")
    assert list(list_tillfallen(plan.reader, 1).items()) == [(Tillfalletyp.PLAN, 2), (Tillfalletyp.APRIL, 1)]


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2025, 12, 20), Tillfalletyp.PLAN),
        (date(2026, 1, 2), Tillfalletyp.APRIL),
        (date(2026, 5, 31), Tillfalletyp.APRIL),
        (date(2026, 6, 1), Tillfalletyp.AUGUSTI),
        (date(2026, 9, 30), Tillfalletyp.AUGUSTI),
        (date(2026, 10, 1), Tillfalletyp.HELAR),
        (date(2027, 1, 20), Tillfalletyp.HELAR),
    ],
)
def test_a_register_opens_at_the_newest_plan_and_the_tillfalle_of_the_day(
    plan: Plan, today: date, expected: Tillfalletyp
) -> None:
    assert default_sammanhang(plan.reader, today) == Sammanhang(1, 1, 2026, Tillfalletyp.PLAN, None, today)
    plan.add("namnd", namn="Arkivnämnden")
    decided = {"status": "beslutad", "beslut_datum": date(2025, 12, 10)}
    plan.add("plan", namnd_id=2, ar=2025, **decided)
    plan.add("plan", namnd_id=2, ar=2026, **decided)
    assert default_sammanhang(plan.reader, today) == Sammanhang(2, 3, 2026, expected, None, today)
    assert default_sammanhang(plan.reader, today, namnd_id=1) == Sammanhang(1, 1, 2026, Tillfalletyp.PLAN, None, today)


def test_a_choice_finds_what_has_been_written_for_it(plan: Plan) -> None:
    assert find_sammanhang(plan.reader, 1, Tillfalletyp.APRIL, TODAY) == APRIL
    assert find_sammanhang(plan.reader, 99, Tillfalletyp.APRIL, TODAY) is None


def test_a_register_without_plans_has_nothing_to_choose(plan: Plan) -> None:
    plan.add("namnd", namn="Ny")
    assert default_sammanhang(plan.reader, TODAY, namnd_id=2) is None
    assert list_planer(plan.reader, 2) == []


def test_pages_say_what_waits(plan: Plan) -> None:
    judged, accepted = plan.risk("Bedömd"), plan.risk("Tas", accepterad_skal="Liten.")
    plan.risk("Obedömd")
    plan.risk("Avslutad", avslutad=date(2026, 1, 5), avslutad_skal="Borta.")
    for risk in (judged, accepted):
        plan.bedom(risk, 2, 2)
    plan.follow(plan.atgard(judged), Status.KLART)
    plan.follow(plan.atgard(judged), None, "Pågår.")
    plan.atgard(judged)
    plan.add("kontroll", kontroll="Stickprov")
    plan.add("granskning", namn="Revision")
    unit, control = plan.add("enhet", namnd_id=1, niva="enhet"), plan.add("egenkontroll", namn="Hygien")
    plan.add("utfall", egenkontroll_id=control, enhet_id=unit, period=date(2026, 3, 31), forfaller=date(2026, 4, 19))
    expected = {
        Sida.RISKER: 1,
        Sida.ATGARDER: 2,
        Sida.EGENKONTROLLER: 1,
        Sida.KONTROLLER: 1,
        Sida.GRANSKNINGAR: 1,
    }
    assert counts(plan.reader, APRIL) == expected
    plan.follow(3, Status.BLIR_KLART)
    assert counts(plan.reader, APRIL) == expected | {Sida.ATGARDER: 1}
    start = Sammanhang(1, 1, 2026, Tillfalletyp.PLAN, None, TODAY)
    assert counts(plan.reader, start)["atgarder"] == counts(plan.reader, start)["kontroller"] == 0

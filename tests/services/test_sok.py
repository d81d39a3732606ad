"""Search over everything: found while typing, the own plan first, what people call things before what they say."""

from collections.abc import Iterator
from datetime import date

import pytest

from internkontroll.db.reader import Reader
from internkontroll.db.session import Register
from internkontroll.domain.status import Status
from internkontroll.services.sidor import Sida
from internkontroll.services.sok import Traff, search
from tests.services.sidor_planer import APRIL, Plan


@pytest.fixture
def reader(example: Register) -> Iterator[Reader]:
    reader = Reader(example.path)
    yield reader
    reader.close()


def titles(plan: Plan, text: str) -> list[str]:
    return [traff.titel for traff in search(plan.reader, text, APRIL)]


def test_every_kind_is_found_with_its_page_and_place(plan: Plan) -> None:
    process = plan.add("process", nummer="2.3", namn="HR Xylofon")
    risk = plan.risk("Risk att xylofonen\nförsvinner", beteckning="R-03", process_id=process)
    atgard = plan.atgard(risk, "Köpa xylofon")
    plan.follow(atgard, Status.KLART, "Xylofonen är köpt.")
    plan.add("avtal", avtal="Xylofonavtal", omrade="Musik")
    found = search(plan.reader, "xylofon", APRIL)
    assert set(found) == {
        Traff("process", process, None, 1, "2.3 HR Xylofon", "Process · 2026"),
        Traff("risk", risk, Sida.RISKER, 1, "R-03 Risk att xylofonen försvinner", "Risk · 2.3 HR Xylofon · 2026"),
        Traff("atgard", atgard, Sida.ATGARDER, 1, "Köpa xylofon", "Åtgärd · R-03 · 2026"),
        Traff("atgard", atgard, Sida.ATGARDER, 1, "Xylofonen är köpt.", "Kommentar · Köpa xylofon · 2026"),
        Traff("avtal", 1, Sida.AVTAL, 1, "Xylofonavtal", "Avtal · Musik · 2026"),
    }
    assert found[0].tabell == "process"
    assert search(plan.reader, "r-03", APRIL)[0].tabell == "risk"


def test_a_unit_is_found_once_under_its_latest_name(plan: Plan) -> None:
    unit = plan.add("enhet", namnd_id=1, niva="enhet")
    for year, name in ((2020, "Solgården"), (2025, "Solgläntan")):
        plan.add("enhet_version", enhet_id=unit, fran=date(year, 1, 1), namn=name, sortnyckel=name, chef="Bo Ek")
    assert search(plan.reader, "sol", APRIL) == [Traff("enhet", unit, None, None, "Solgläntan", "Enhet · Bo Ek")]


def test_the_own_plan_comes_first_and_nothing_comes_twice(plan: Plan) -> None:
    plan.add("plan", namnd_id=1, ar=2025, status="utkast")
    plan.risk("Xylofon i fjol", plan_id=2)
    plan.risk("Xylofon i år")
    assert titles(plan, "xylofon") == ["Xylofon i år", "Xylofon i fjol"]
    assert [traff.titel for traff in search(plan.reader, "xylofon")] == ["Xylofon i fjol", "Xylofon i år"]


def test_what_is_called_so_comes_before_what_speaks_of_it(plan: Plan) -> None:
    plan.risk("Brand", bakgrund="Vi har en xylofon.")
    plan.risk("Xylofon")
    assert titles(plan, "xylofon") == ["Xylofon", "Brand"]


def test_trash_and_what_belongs_to_it_isnt_found(plan: Plan) -> None:
    risk = plan.risk("Xylofon", borttagen="2026-01-01T00:00:00+00:00")
    plan.atgard(risk, "Xylofonåtgärd")
    assert titles(plan, "xylofon") == []


@pytest.mark.parametrize("typed", ["", " ", '"', "*", "()", "- -", "'"])
def test_nothing_is_found_by_nothing(reader: Reader, typed: str) -> None:
    assert search(reader, typed) == []


@pytest.mark.parametrize("typed", ['"risk', "risk*", "risk)", "^risk", "{risk}", "rubrik:", "risk; DROP TABLE risk"])
def test_signs_of_the_index_are_harmless(reader: Reader, typed: str) -> None:
    assert isinstance(search(reader, typed), list)
    assert search(reader, "risk", limit=3)


def test_as_many_as_asked_for(reader: Reader) -> None:
    assert len(search(reader, "r", limit=7)) == 7
    assert len(search(reader, "a")) == 40


def test_as_many_as_asked_for_also_where_the_first_ones_belong_to_what_is_in_the_papperskorg(plan: Plan) -> None:
    thrown, kept = plan.risk("I korgen", borttagen="2026-01-01T00:00:00+00:00"), plan.risk("Kvar")
    for number in range(5):
        plan.atgard(thrown, f"Xylofon {number} bort")
    for number in range(5):
        plan.atgard(kept, f"Xylofon {number} kvar")
    assert [traff.titel for traff in search(plan.reader, "xylofon", APRIL, limit=3)] == [
        *("Xylofon 0 kvar", "Xylofon 1 kvar", "Xylofon 2 kvar")
    ]


def test_a_rare_word_is_found_among_many_that_begin_like_it(plan: Plan) -> None:
    for number in range(210):
        plan.risk(f"Risk {number} för kvarglömt")
    plan.risk("Kvalster")
    assert titles(plan, "kvalst") == ["Kvalster"]
    assert titles(plan, "kval risk") == []

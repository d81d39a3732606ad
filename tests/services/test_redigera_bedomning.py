"""Bedömningar of a risk in a draft: a row per day, on the plan's scale."""

from datetime import date

import pytest

from internkontroll.db.session import Register
from internkontroll.domain.words import Fas
from internkontroll.errors import InputRefused
from internkontroll.services.redigera import create, set_bedomning
from tests.services.edits import assert_comes_and_goes, events, find, state, with_draft

SPRING, SUMMER = date(2027, 3, 1), date(2027, 6, 1)


@pytest.fixture
def risk(example: Register) -> int:
    return create(example, "risk", with_draft(example), {"beskrivning": "Risk att nycklar försvinner"}).nya[0][1]


def said(register: Register, risk: int) -> list[tuple[object, ...]]:
    rows = find(register, "bedomning", risk_id=risk)
    names = ("datum", "sannolikhet", "konsekvens", "skal_sannolikhet", "skal_konsekvens")
    return [tuple(one[name] for name in names) for one in rows]


def test_the_same_day_changes_the_bedomning(example: Register, risk: int) -> None:
    first = set_bedomning(example, risk, Fas.FORE, {"sannolikhet": "3", "konsekvens": 4}, SPRING)
    assert [table for table, _ in first.nya] == ["bedomning"]
    before = state(example)
    sparat = set_bedomning(example, risk, Fas.FORE, {"sannolikhet": 2, "skal_sannolikhet": "Ett skåp."}, SPRING)
    assert (sparat.rubrik, sparat.nya) == ("Bedömning av risken R-18", ())
    assert said(example, risk) == [(SPRING, 2, 4, "Ett skåp.", None)]
    assert_comes_and_goes(example, before, sparat)


def test_a_later_day_starts_from_the_one_before_without_reasons_that_no_longer_hold(
    example: Register, risk: int
) -> None:
    values = {"sannolikhet": 3, "konsekvens": 4, "skal_sannolikhet": "Ofta.", "skal_konsekvens": "Dyrt."}
    set_bedomning(example, risk, Fas.FORE, values, SPRING)
    before = state(example)
    sparat = set_bedomning(example, risk, Fas.FORE, {"sannolikhet": 1}, SUMMER)
    assert said(example, risk) == [(SPRING, 3, 4, "Ofta.", "Dyrt."), (SUMMER, 1, 4, None, "Dyrt.")]
    assert_comes_and_goes(example, before, sparat)


def test_before_and_after_are_judged_apart(example: Register, risk: int) -> None:
    set_bedomning(example, risk, Fas.FORE, {"sannolikhet": 3, "konsekvens": 4}, SPRING)
    set_bedomning(example, risk, Fas.EFTER, {"sannolikhet": 1, "konsekvens": 4}, SPRING)
    assert [one["fas"] for one in find(example, "bedomning", risk_id=risk)] == ["fore", "efter"]


def test_the_same_judgement_on_a_later_day_leaves_no_trace(example: Register, risk: int) -> None:
    set_bedomning(example, risk, Fas.FORE, {"sannolikhet": 3}, SPRING)
    count = events(example)
    assert set_bedomning(example, risk, Fas.FORE, {"sannolikhet": 3}, SUMMER).handelse_id is None
    assert (len(said(example, risk)), events(example)) == (1, count)


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"sannolikhet": 5}, "Sannolikhet: planens skala går från 1 till 4"),
        ({"konsekvens": "0"}, "Konsekvens: ”0” går inte. Skriv ett helt tal från 1 till 6"),
        ({"skal_sannolikhet": "Ofta."}, "Välj sannolikhet eller konsekvens"),
    ],
)
def test_what_is_no_bedomning_is_refused(example: Register, risk: int, values: dict[str, object], text: str) -> None:
    with pytest.raises(InputRefused, match=text):
        set_bedomning(example, risk, Fas.FORE, values, SPRING)
    assert said(example, risk) == []


def test_the_past_is_not_judged_anew(example: Register, risk: int) -> None:
    set_bedomning(example, risk, Fas.FORE, {"sannolikhet": 3}, SUMMER)
    with pytest.raises(InputRefused, match=r"Det finns en senare bedömning, från 2027-06-01"):
        set_bedomning(example, risk, Fas.FORE, {"sannolikhet": 1}, SPRING)

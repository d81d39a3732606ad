"""What a decision freezes, and what it leaves open (ADR 12)."""

from datetime import date
from typing import Any

import pytest

from internkontroll.domain.falt import FALT, find_field
from internkontroll.domain.falt.frozen import DECIDED_RISK, Planlage, frozen_because
from internkontroll.domain.words import Planstatus

DECIDED = Planlage(2026, Planstatus.BESLUTAD, date(2025, 12, 10))
CLOSED = Planlage(2025, Planstatus.AVSLUTAD, date(2024, 12, 10))
DRAFT = Planlage(2027, Planstatus.UTKAST)
RISK: dict[str, Any] = {"tillagd": None}
ADDED: dict[str, Any] = {"tillagd": date(2026, 3, 16)}


def frozen(plan: Planlage | None, tabell: str, varden: dict[str, Any]) -> set[str]:
    return {one.namn for one in FALT[tabell] if frozen_because(plan, tabell, varden, one.namn)}


def test_a_decision_freezes_what_the_risk_is_and_not_how_it_is_handled() -> None:
    assert frozen(DECIDED, "risk", RISK) == DECIDED_RISK
    assert {"riskagare", "avslutad", "avslutad_skal", "accepterad_skal"}.isdisjoint(DECIDED_RISK)
    assert all(find_field("risk", name) for name in DECIDED_RISK)


@pytest.mark.parametrize(
    "tabell", ["atgard", "uppfoljning", "kontroll", "granskning", "process", "plan", "avsnittstext"]
)
def test_a_decision_leaves_the_rest_open(tabell: str) -> None:
    assert frozen(DECIDED, tabell, {}) == set()


def test_an_addition_and_a_draft_are_open() -> None:
    assert frozen(DECIDED, "risk", ADDED) == frozen(DRAFT, "risk", RISK) == frozen(None, "lagrum", {}) == set()


@pytest.mark.parametrize(("day", "is_frozen"), [(date(2025, 12, 10), True), (date(2025, 12, 11), False)])
def test_a_bedomning_is_frozen_until_the_day_of_the_decision(day: date, is_frozen: bool) -> None:
    assert bool(frozen(DECIDED, "bedomning", {"datum": day})) == is_frozen


def test_a_closed_plan_keeps_all_but_its_own_state_and_late_evidence() -> None:
    open_tables = {tabell for tabell in FALT if not frozen(CLOSED, tabell, RISK | {"datum": date(2026, 1, 1)})}
    assert open_tables == {"plan", "bilaga"}


@pytest.mark.parametrize(("plan", "tabell"), [(DECIDED, "risk"), (DECIDED, "bedomning"), (CLOSED, "atgard")])
def test_the_reason_says_which_plan_and_what_to_do(plan: Planlage, tabell: str) -> None:
    reason = frozen_because(plan, tabell, RISK | {"datum": date(2025, 1, 1)}, "beskrivning")
    assert reason is not None
    assert str(plan.ar) in reason
    assert reason.count(".") == 2

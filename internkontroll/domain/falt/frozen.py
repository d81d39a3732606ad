"""What the nämnd has decided stays as it was decided (docs/adr/0012): which fields, and what to do instead."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from internkontroll.domain.words import Planstatus

DECIDED_RISK = frozenset(
    {
        "beteckning",
        "beskrivning",
        "process_id",
        "mal_id",
        "niva",
        "enhet_id",
        "bakgrund",
        "effekter",
        "forutsattningar",
        "paverkar_aven",
        "oegentlighet",
        "tillagd",
        "tillagd_skal",
    }
)
"""Fields of a risk that the decision is about. Riskägare, closing and acceptance may change, with the log as trace."""

STILL_OPEN = frozenset({"plan", "bilaga"})
"""What may change in a closed plan: its state, and evidence that comes late."""


@dataclass(frozen=True, slots=True)
class Planlage:
    """How far a plan has come."""

    ar: int
    status: Planstatus
    beslut_datum: date | None = None


def frozen_because(plan: Planlage | None, tabell: str, varden: Mapping[str, Any], namn: str) -> str | None:
    """Why the field of that record can't be changed and what to do instead, in Swedish; None where it can.

    `varden`: the record as it stands; `plan`: None for what belongs to no plan.
    """
    if plan is None:
        return None
    if plan.status == Planstatus.AVSLUTAD and tabell not in STILL_OPEN:
        return closed_text(plan)
    if plan.status != Planstatus.BESLUTAD:
        return None
    if tabell == "risk" and namn in DECIDED_RISK and is_decided(plan, varden):
        return (
            f"Planen för {plan.ar} är beslutad, och risken står som nämnden beslutade. "
            "Avsluta den med skäl och lägg till en ny, om den behöver se annorlunda ut."
        )
    if tabell == "bedomning" and is_decided_estimate(plan, varden):
        return (
            f"Planen för {plan.ar} är beslutad, och bedömningen hör till beslutet. "
            "Gör en ny bedömning med en senare dag och ett skäl."
        )
    return None


def closed_text(plan: Planlage) -> str:
    """The refusal of every change in a closed plan."""
    return (
        f"Planen för {plan.ar} är avslutad och ändras inte. "
        "Sätt planens läge till Beslutad först, om något måste rättas."
    )


def is_decided(plan: Planlage, risk: Mapping[str, Any]) -> bool:
    """Whether the risk is one that the nämnd has decided, and no later addition."""
    return plan.status != Planstatus.UTKAST and risk["tillagd"] is None


def is_decided_estimate(plan: Planlage, bedomning: Mapping[str, Any]) -> bool:
    """Whether the bedömning was there when the nämnd decided."""
    decided = plan.status != Planstatus.UTKAST
    return decided and plan.beslut_datum is not None and bedomning["datum"] <= plan.beslut_datum

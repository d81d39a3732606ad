"""How far the plan of a record has come, which says what may be changed."""

from collections.abc import Mapping
from typing import Any

from internkontroll.domain.falt.frozen import Planlage
from internkontroll.domain.words import Planstatus
from internkontroll.services.records import Source, ask, day

_OWNER = {
    "avsnittstext": "tillfalle",
    "bedomning": "risk",
    "kontrollpunkt": "egenkontroll",
    "rekommendation": "granskning",
    "utfall": "egenkontroll",
}
"""Table without a plan of its own → the table whose plan is its."""


def plan_of(source: Source, tabell: str, row: Mapping[str, Any]) -> Planlage | None:
    """How far the plan of the record has come; None for what belongs to no plan."""
    plan_id = plan_id_of(source, tabell, row)
    return None if plan_id is None else read_plan(source, plan_id)


def plan_id_of(source: Source, tabell: str, row: Mapping[str, Any]) -> int | None:
    """The plan that the record belongs to, by its owner where it has one; None for what belongs to no plan."""
    if tabell == "plan":
        return int(row["id"])
    owner = _OWNER.get(tabell)
    if owner is None:
        return row.get("plan_id")
    ((plan_id,),) = ask(source, f"SELECT plan_id FROM {owner} WHERE id = ?", (row[f"{owner}_id"],))  # noqa: S608
    return int(plan_id)


def read_plan(source: Source, plan_id: int) -> Planlage:
    """How far the plan has come."""
    ((ar, status, datum),) = ask(source, "SELECT ar, status, beslut_datum FROM plan WHERE id = ?", (plan_id,))
    return Planlage(ar, Planstatus(status), day(datum))

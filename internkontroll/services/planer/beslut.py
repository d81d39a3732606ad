"""Use case: the nämnd's decision of a plan, which freezes its risks and its scale."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from internkontroll.db.models import namnd, plan, risk
from internkontroll.db.session import Register
from internkontroll.domain.sparat import Sparat
from internkontroll.domain.words import Planstatus
from internkontroll.errors import InputRefused
from internkontroll.services.redigera.change import check_values
from internkontroll.services.redigera.operation import operation, saved
from internkontroll.services.redigera.posts import read_rows


@dataclass(frozen=True, slots=True)
class Planhuvud:
    """Whose plan it is, of which year, how far it has come and what is said of its decision."""

    id: int
    namnd: str
    ar: int
    status: Planstatus
    varden: Mapping[str, Any]
    risker: int


def read_head(connection: Connection, plan_id: int) -> Planhuvud:
    """The plan without what it holds."""
    (row,) = read_rows(connection, "plan", [plan_id])
    namn = connection.execute(select(namnd.c.namn).where(namnd.c.id == row["namnd_id"])).scalar_one()
    return Planhuvud(plan_id, namn, row["ar"], Planstatus(row["status"]), row, _count_risks(connection, plan_id))


def decide_plan(register: Register, plan_id: int, values: Mapping[str, Any], today: date) -> Sparat:
    """Write the decision (beslut_datum, beslut_paragraf, beslut_diarienummer) and freeze the plan.

    Raises InputRefused without a day, with one to come, for a plan without risks, and for one that is decided.
    """
    checked = check_values("plan", values)
    day = checked.get("beslut_datum")
    if not isinstance(day, date):
        raise InputRefused("Skriv dagen för nämndens beslut.")
    if day > today:
        raise InputRefused(f"Beslutet den {day} är inte fattat ännu. Skriv in det när nämnden har beslutat.")
    with operation(register) as writer:
        (row,) = read_rows(writer.connection, "plan", [plan_id])
        if row["status"] != Planstatus.UTKAST:
            raise InputRefused(
                f"Planen för {row['ar']} är redan beslutad {row['beslut_datum']}. "
                "Blev beslutet fel: ångra det i händelseloggen."
            )
        if not _count_risks(writer.connection, plan_id):
            raise InputRefused(f"Planen för {row['ar']} har inga risker. Lägg till minst en innan planen beslutas.")
        writer.call(f"Planen för {row['ar']} beslutad")
        writer.update(plan, row, checked | {"status": Planstatus.BESLUTAD})
    return saved(writer)


def _count_risks(connection: Connection, plan_id: int) -> int:
    query = select(func.count()).select_from(risk).where(risk.c.plan_id == plan_id, risk.c.borttagen.is_(None))
    return int(connection.execute(query).scalar_one())

"""Which plan a command means: by nämnd and year."""

from typing import Any

from sqlalchemy import Connection, Row, select

from internkontroll.db.models import namnd, plan
from internkontroll.domain.sorting import sort_key
from internkontroll.errors import WrongUsage


def find_plan(connection: Connection, ar: int, namn: str | None = None) -> int:
    """The id of the plan.

    Raises WrongUsage where there is none, or several nämnder and none named; the text lists the choices.
    """
    query = select(plan.c.id, plan.c.ar, namnd.c.namn, namnd.c.kommun).join(namnd).order_by(plan.c.ar, namnd.c.id)
    plans = sorted(connection.execute(query).all(), key=lambda row: sort_key(row.namn))
    wanted = [row for row in plans if namn is None or namn in (row.namn, _full_name(row))]
    if not wanted:
        known = ", ".join(dict.fromkeys(row.namn for row in plans)) or "inga ännu"
        raise WrongUsage(f"Registret har ingen nämnd som heter {namn}. Nämnder: {known}." if namn else _EMPTY)
    found = [row for row in wanted if row.ar == ar]
    if not found:
        years = ", ".join(str(year) for year in sorted({row.ar for row in wanted}))
        raise WrongUsage(f"Registret har ingen plan för {ar}. Planer finns för: {years}.")
    if len(found) > 1:
        names = ", ".join(f"”{_full_name(row)}”" for row in found)
        raise WrongUsage(f"Registret har flera nämnder: {names}. Välj en med --namnd.")
    return int(found[0].id)


def _full_name(row: Row[Any, Any, Any, Any]) -> str:
    """What tells nämnder of several kommuner apart: "Socialnämnden (Ängsö kommun)"."""
    return f"{row.namn} ({row.kommun})" if row.kommun else str(row.namn)


_EMPTY = "Registret har inga planer. Importera en utbytesfil: internkontroll importera REGISTER FIL"

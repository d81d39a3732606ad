"""Which plan a command means: by nämnd and year."""

from sqlalchemy import Connection, select

from internkontroll.db.models import namnd, plan
from internkontroll.domain.sorting import sort_key
from internkontroll.errors import WrongUsage


def find_plan(connection: Connection, ar: int, namn: str | None = None) -> int:
    """The id of the plan.

    Raises WrongUsage where there is none, or several nämnder and none named; the text lists the choices.
    """
    query = select(plan.c.id, plan.c.ar, namnd.c.namn, namnd.c.kommun).join(namnd).order_by(plan.c.ar, namnd.c.id)
    plans = sorted(connection.execute(query).all(), key=lambda row: sort_key(row.namn))
    wanted = [row for row in plans if namn is None or namn in (row.namn, _full_name(row.namn, row.kommun))]
    if not wanted:
        known = ", ".join(dict.fromkeys(row.namn for row in plans)) or "inga ännu"
        raise WrongUsage(f"Registret har ingen nämnd som heter {namn}. Nämnder: {known}." if namn else _EMPTY)
    found = [row for row in wanted if row.ar == ar]
    if not found:
        years = ", ".join(str(year) for year in sorted({row.ar for row in wanted}))
        raise WrongUsage(f"Registret har ingen plan för {ar}. Planer finns för: {years}.")
    if len(found) > 1:
        names = ", ".join(f"”{_full_name(row.namn, row.kommun)}”" for row in found)
        raise WrongUsage(f"Registret har flera nämnder: {names}. Välj en med --namnd.")
    return int(found[0].id)


def find_namnd(connection: Connection, namn: str | None = None) -> tuple[int, str]:
    """The nämnd's id and name.

    Raises WrongUsage where there is none, or several and none named; the text lists the choices.
    """
    rows = connection.execute(select(namnd.c.id, namnd.c.namn, namnd.c.kommun).order_by(namnd.c.id)).all()
    wanted = [row for row in rows if namn is None or namn in (row.namn, _full_name(row.namn, row.kommun))]
    names = ", ".join(f"”{_full_name(row.namn, row.kommun)}”" for row in (wanted or rows)) or "inga ännu"
    if not wanted:
        raise WrongUsage(f"Registret har ingen nämnd som heter {namn}. Nämnder: {names}." if namn else _NO_NAMND)
    if len(wanted) > 1:
        raise WrongUsage(f"Registret har flera nämnder: {names}. Välj en med --namnd.")
    return wanted[0].id, wanted[0].namn


def namnd_of(connection: Connection, plan_id: int) -> int:
    """The id of the nämnd that a plan belongs to."""
    return int(connection.execute(select(plan.c.namnd_id).where(plan.c.id == plan_id)).scalar_one())


def name_plan(connection: Connection, plan_id: int) -> tuple[int, str]:
    """The year and the nämnd's name with which `find_plan` finds the plan again."""
    query = select(plan.c.ar, namnd.c.namn, namnd.c.kommun).join(namnd).where(plan.c.id == plan_id)
    row = connection.execute(query).one()
    return row.ar, _full_name(row.namn, row.kommun)


def _full_name(namn: str, kommun: str | None) -> str:
    """What tells nämnder of several kommuner apart: "Socialnämnden (Ängsö kommun)"."""
    return f"{namn} ({kommun})" if kommun else namn


_NO_NAMND = "Registret har inga nämnder. Importera en utbytesfil: internkontroll importera REGISTER FIL"
_EMPTY = "Registret har inga planer. Importera en utbytesfil: internkontroll importera REGISTER FIL"

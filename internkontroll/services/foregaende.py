"""The underlag before an underlag, and an underlag that knows it."""

from dataclasses import replace

from sqlalchemy import Connection, select

from internkontroll.db.models import plan, tillfalle, uppfoljning
from internkontroll.domain.report.disposition import parts_in
from internkontroll.domain.status import Tillfalletyp
from internkontroll.domain.underlag import Underlag
from internkontroll.domain.words import Avsnittsdel
from internkontroll.services.sammanstallning import load_compilation
from internkontroll.services.underlag import load_underlag


def load_report(connection: Connection, plan_id: int, typ: Tillfalletyp, *, changes: bool = False) -> Underlag:
    """What a report is made from; with `changes`, or where its parts say so, also what was before it.

    What the year's egenkontroller showed together is there where it is one of the parts.
    """
    underlag = load_underlag(connection, plan_id, typ)
    parts = parts_in(underlag)
    if changes or Avsnittsdel.FORANDRINGAR in parts:
        underlag = replace(underlag, foregaende=load_previous(connection, plan_id, typ))
    if Avsnittsdel.SAMMANSTALLNING in parts:
        compiled = load_compilation(connection, plan_id, underlag.as_of, typ)
        underlag = replace(underlag, sammanstallning=compiled)
    return underlag


def load_previous(connection: Connection, plan_id: int, typ: Tillfalletyp) -> Underlag | None:
    """The year's tillfälle before with any status or comment, else last year's helår, else None."""
    query = select(tillfalle.c.typ).join(uppfoljning).where(tillfalle.c.plan_id == plan_id).distinct()
    reported = set(connection.execute(query).scalars())
    order = list(Tillfalletyp)
    earlier = [one for one in order[: order.index(typ)] if one in reported]
    if earlier:
        return load_underlag(connection, plan_id, earlier[-1])
    last_year = find_last_year(connection, plan_id)
    return None if last_year is None else load_underlag(connection, last_year, Tillfalletyp.HELAR)


def find_last_year(connection: Connection, plan_id: int) -> int | None:
    """The same nämnd's plan of the year before."""
    current = plan.alias()
    query = (
        select(plan.c.id)
        .join(current, (plan.c.namnd_id == current.c.namnd_id) & (plan.c.ar == current.c.ar - 1))
        .where(current.c.id == plan_id)
    )
    return connection.execute(query).scalar_one_or_none()

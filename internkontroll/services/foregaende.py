"""The underlag before an underlag: the same plan's tillfälle before it, or last year's whole year before a plan."""

from sqlalchemy import Connection, select

from internkontroll.db.models import plan
from internkontroll.domain.status import Tillfalletyp
from internkontroll.domain.underlag import Underlag
from internkontroll.services.underlag import load_underlag


def load_previous(connection: Connection, plan_id: int, typ: Tillfalletyp) -> Underlag | None:
    """None for a plan whose nämnd has none for the year before."""
    order = list(Tillfalletyp)
    place = order.index(typ)
    if place:
        return load_underlag(connection, plan_id, order[place - 1])
    current = connection.execute(select(plan).where(plan.c.id == plan_id)).one()
    query = select(plan.c.id).where(plan.c.namnd_id == current.namnd_id, plan.c.ar == current.ar - 1)
    earlier = connection.execute(query).scalar_one_or_none()
    return None if earlier is None else load_underlag(connection, earlier, Tillfalletyp.HELAR)

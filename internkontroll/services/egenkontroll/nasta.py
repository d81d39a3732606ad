"""What a unit's chief has to report next."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, func, or_, select

from internkontroll.db.models import egenkontroll, utfall
from internkontroll.domain.egenkontroll.perioder import period_name
from internkontroll.services.hem.egenkontroller import SOON
from internkontroll.services.poster import unit_names


class Nasta(NamedTuple):
    """A tillfälle that isn't handed in. `senast`: its due day; `egenkontroll` and `enhet`: their names."""

    utfall_id: int
    egenkontroll_id: int
    egenkontroll: str
    enhet_id: int
    enhet: str
    period: date
    period_namn: str
    senast: date


def next_due(
    connection: Connection, plan_id: int, idag: date, enheter: Collection[int] | None = None, limit: int = 50
) -> tuple[Nasta, ...]:
    """What the units (None: all of the plan's) have to hand in, the one that is due first before the others.

    It is what Hem shows: the period has ended, or the due day is within a week.
    """
    due = func.coalesce(utfall.c.forfaller, utfall.c.period)
    query = (
        select(utfall.c.id, utfall.c.enhet_id, utfall.c.period, utfall.c.forfaller)
        .add_columns(egenkontroll.c.id.label("control"), egenkontroll.c.namn)
        .add_columns(egenkontroll.c.frekvens, egenkontroll.c.manader)
        .join(egenkontroll, egenkontroll.c.id == utfall.c.egenkontroll_id)
        .where(egenkontroll.c.plan_id == plan_id, egenkontroll.c.borttagen.is_(None), utfall.c.borttagen.is_(None))
        .where(utfall.c.datum.is_(None), or_(utfall.c.period <= idag, due <= idag + SOON))
        .order_by(due, egenkontroll.c.ordning, utfall.c.id)
        .limit(limit)
    )
    if enheter is not None:
        query = query.where(utfall.c.enhet_id.in_(enheter))
    rows = connection.execute(query).all()
    names = unit_names(connection, idag, [row.enhet_id for row in rows])
    return tuple(
        Nasta(
            row.id,
            row.control,
            row.namn,
            row.enhet_id,
            names.get(row.enhet_id, ""),
            row.period,
            period_name("månad" if row.manader else row.frekvens, row.period),
            row.forfaller or row.period,
        )
        for row in rows
    )

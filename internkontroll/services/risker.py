"""The risks of a plan with their latest bedömningar, read with one query per table."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, or_, select

from internkontroll.db.models import bedomning, mal, process, risk, risk_mal
from internkontroll.domain.underlag import Atgard, Ref, Risk
from internkontroll.domain.words import Fas
from internkontroll.services.queries import living

_SAME_NAMES = (
    "beskrivning",
    "bakgrund",
    "effekter",
    "forutsattningar",
    "paverkar_aven",
    "riskagare",
    "oegentlighet",
    "accepterad_skal",
    "tillagd",
    "tillagd_skal",
    "avslutad",
    "avslutad_skal",
)
"""Columns of table risk that are members of `Risk` under the same name."""


def load_risker(
    connection: Connection,
    plan_id: int,
    until: date,
    names: Mapping[int, str],
    atgarder: Mapping[int, tuple[Atgard, ...]],
) -> tuple[Risk, ...]:
    """The risks as they were known on the day: later additions, closings and bedömningar are left out.

    `names`: unit → name; `atgarder`: risk → its åtgärder.
    """
    before = _latest_bedomningar(connection, plan_id, Fas.FORE, until)
    after = _latest_bedomningar(connection, plan_id, Fas.EFTER, until)
    affected = _affected_mal(connection, plan_id)
    columns = [risk.c[name] for name in _SAME_NAMES]
    query = (
        select(risk.c.id, risk.c.enhet_id, risk.c.beteckning, process.c.nummer, mal.c.namn)
        .add_columns(risk.c.uuid, risk.c.identitet, *columns)
        .outerjoin_from(risk, process, and_(process.c.id == risk.c.process_id, process.c.borttagen.is_(None)))
        .outerjoin(mal, and_(mal.c.id == risk.c.mal_id, mal.c.borttagen.is_(None)))
        .where(or_(risk.c.tillagd.is_(None), risk.c.tillagd <= until))
    )
    risker = []
    for risk_id, enhet_id, beteckning, nummer, malnamn, uuid, identitet, *values in connection.execute(
        living(query, risk, plan_id)
    ):
        fore, efter = before.get(risk_id, _NO_BEDOMNING), after.get(risk_id)
        risker.append(
            Risk(
                **_known(dict(zip(_SAME_NAMES, values, strict=True)), until),
                id=beteckning,
                process=nummer,
                mal=malnamn,
                enhet=names.get(enhet_id),
                sannolikhet=fore.sannolikhet,
                konsekvens=fore.konsekvens,
                skal=(fore.skal_sannolikhet, fore.skal_konsekvens),
                efter=efter and (efter.sannolikhet, efter.konsekvens),
                paverkar_mal=affected.get(risk_id, ()),
                atgarder=atgarder.get(risk_id, ()),
                ref=Ref(uuid, identitet),
            )
        )
    return tuple(risker)


def _known(values: dict[str, Any], until: date) -> dict[str, Any]:
    """The values without a closing that came after the day."""
    if values["avslutad"] is not None and values["avslutad"] > until:
        return values | {"avslutad": None, "avslutad_skal": None}
    return values


def _affected_mal(connection: Connection, plan_id: int) -> dict[int, tuple[str, ...]]:
    """Risk → the names of the mål that it affects besides its own, in order."""
    query = (
        select(risk_mal.c.risk_id, mal.c.namn)
        .join(mal, mal.c.id == risk_mal.c.mal_id)
        .where(risk_mal.c.plan_id == plan_id, mal.c.borttagen.is_(None))
        .order_by(mal.c.ordning, mal.c.id)
    )
    found: dict[int, tuple[str, ...]] = {}
    for risk_id, name in connection.execute(query):
        found[risk_id] = (*found.get(risk_id, ()), name)
    return found


class _Bedomning(NamedTuple):
    """What is asked of a bedömning."""

    sannolikhet: int | None = None
    konsekvens: int | None = None
    skal_sannolikhet: str | None = None
    skal_konsekvens: str | None = None


_NO_BEDOMNING = _Bedomning()


def _latest_bedomningar(connection: Connection, plan_id: int, fas: Fas, until: date) -> dict[int, _Bedomning]:
    """Risk → its latest bedömning until the day."""
    query = (
        select(bedomning.c.risk_id, *(bedomning.c[name] for name in _Bedomning._fields))
        .join(risk, risk.c.id == bedomning.c.risk_id)
        .where(risk.c.plan_id == plan_id, bedomning.c.fas == fas, bedomning.c.borttagen.is_(None))
        .where(bedomning.c.datum <= until)
        .order_by(bedomning.c.datum, bedomning.c.id)
    )
    return {risk_id: _Bedomning(*values) for risk_id, *values in connection.execute(query)}

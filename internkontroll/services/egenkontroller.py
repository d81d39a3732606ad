"""The egenkontroller of a plan with everything that hangs on them, read with one query per table."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import takewhile
from typing import Any

from sqlalchemy import Connection, Row, Table, and_, select

from internkontroll.db import models
from internkontroll.domain.underlag import Atgard, Egenkontroll, Ref, Tidigare, Utfall
from internkontroll.domain.words import Egenkontrollmetod, Frekvens, Resultat, Svarsord, Svarstyp


def load_egenkontroller(
    connection: Connection, plan_id: int, names: Mapping[int, str], atgarder: Mapping[int, tuple[Atgard, ...]]
) -> tuple[Egenkontroll, ...]:
    """`names`: unit → name; `atgarder`: utfall → its åtgärder."""
    table, process = models.egenkontroll, models.process
    query = (
        select(table, process.c.nummer)
        .outerjoin(process, and_(process.c.id == table.c.process_id, process.c.borttagen.is_(None)))
        .where(table.c.plan_id == plan_id, table.c.borttagen.is_(None))
        .order_by(table.c.ordning, table.c.id)
    )
    points = _by_control(connection, models.kontrollpunkt, plan_id)
    enheter = _by_control(connection, models.egenkontroll_enhet, plan_id)
    utfall = _by_control(connection, models.utfall, plan_id)
    svar = _load_svar(connection, plan_id)
    return tuple(
        Egenkontroll(
            namn=row.namn,
            enheter=tuple(names[link.enhet_id] for link in enheter[row.id]),
            id=row.beteckning,
            process=row.nummer,
            metod=row.metod and Egenkontrollmetod(row.metod),
            frekvens=row.frekvens and Frekvens(row.frekvens),
            ansvarig=row.ansvarig,
            kontrollpunkter=tuple(point.fraga for point in points[row.id]),
            ref=Ref(row.uuid, row.identitet),
            utfall=tuple(
                _utfall(one, names, _answers(points[row.id], svar[one.id]), atgarder.get(one.id, ()))
                for one in utfall[row.id]
            ),
        )
        for row in connection.execute(query)
    )


def load_earlier(
    connection: Connection, plan_id: int, names: Mapping[int, str], atgarder: Mapping[int, tuple[Atgard, ...]]
) -> tuple[Tidigare, ...]:
    """The plan's åtgärder of outcomes of earlier years, carried over from them; arguments as above."""
    utfall, control = models.utfall, models.egenkontroll
    query = (
        select(utfall.c.id, control.c.namn, utfall.c.enhet_id, utfall.c.period)
        .join(control, control.c.id == utfall.c.egenkontroll_id)
        .join(models.atgard, models.atgard.c.utfall_id == utfall.c.id)
        .where(models.atgard.c.plan_id == plan_id, control.c.plan_id != plan_id)
        .distinct()
        .order_by(utfall.c.period, control.c.namn, utfall.c.id)
    )
    return tuple(
        Tidigare(row.namn, names[row.enhet_id], row.period, atgard)
        for row in connection.execute(query)
        for atgard in atgarder.get(row.id, ())
    )


def _by_control(connection: Connection, table: Table, plan_id: int) -> dict[int, list[Row[Any]]]:
    control = models.egenkontroll
    query = select(table).join(control, control.c.id == table.c.egenkontroll_id).where(control.c.plan_id == plan_id)
    if "borttagen" in table.c:
        query = query.where(table.c.borttagen.is_(None))
    rows: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(query.order_by(table.c.ordning, table.c.id)):
        rows[row.egenkontroll_id].append(row)
    return rows


def _load_svar(connection: Connection, plan_id: int) -> dict[int, dict[int, str]]:
    """Utfall → kontrollpunkt → the answer."""
    svar, control = models.svar, models.egenkontroll
    query = (
        select(svar.c.utfall_id, svar.c.kontrollpunkt_id, svar.c.svar)
        .join(control, control.c.id == svar.c.egenkontroll_id)
        .where(control.c.plan_id == plan_id)
    )
    answers: dict[int, dict[int, str]] = defaultdict(dict)
    for utfall_id, point_id, answer in connection.execute(query):
        answers[utfall_id][point_id] = answer
    return answers


def _answers(points: Iterable[Row[Any]], svar: Mapping[int, str]) -> tuple[Svarsord, ...]:
    """The answers to the kontrollpunkter that ask for a word, until the first one that is without:

    the list has no gaps, so that a later answer would be taken for its.
    """
    answers = (svar.get(point.id, "") for point in points if point.svarstyp == Svarstyp.JA_NEJ)
    return tuple(map(Svarsord, takewhile(list(Svarsord).__contains__, answers)))


def _utfall(
    row: Row[Any], names: Mapping[int, str], svar: tuple[Svarsord, ...], atgarder: tuple[Atgard, ...]
) -> Utfall:
    return Utfall(
        enhet=names[row.enhet_id],
        period=row.period,
        datum=row.datum,
        utford_av=row.utford_av,
        antal_granskade=row.antal_granskade,
        antal_avvikelser=row.antal_avvikelser,
        svar=svar,
        resultat=row.resultat and Resultat(row.resultat),
        kommentar=row.kommentar,
        atgarder=atgarder,
        forfaller=row.forfaller,
        ref=Ref(row.uuid),
    )

"""Use case: plain lists of what the register holds, sorted by the database."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select

from internkontroll.db.models import (
    atgard,
    bedomning,
    egenkontroll,
    enhet,
    enhet_version,
    granskning,
    kontroll,
    mal,
    namnd,
    plan,
    process,
    risk,
    tillfalle,
    uppfoljning,
    utfall,
)
from internkontroll.db.session import Register
from internkontroll.domain.sorting import sort_key
from internkontroll.domain.status import Tillfalletyp
from internkontroll.domain.words import Fas


class Lista(StrEnum):
    """What can be listed."""

    RISKER = "risker"
    ATGARDER = "atgarder"
    EGENKONTROLLER = "egenkontroller"
    KONTROLLER = "kontroller"
    GRANSKNINGAR = "granskningar"
    ENHETER = "enheter"
    PLANER = "planer"


@dataclass(frozen=True, slots=True)
class Listing:
    """Column names (ASCII, as in the JSON) and rows in the order to show them."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


def list_records(register: Register, lista: Lista, ar: int | None = None) -> Listing:
    """The records outside the papperskorg, of one year where `ar` is given."""
    query = _enheter(ar) if lista == Lista.ENHETER else _QUERIES[lista]()
    if ar is not None and lista != Lista.ENHETER:
        query = query.where(plan.c.ar == ar)
    with register.read() as connection:
        result = connection.execute(query)
        return Listing(tuple(result.keys()), _by_namnd([tuple(row) for row in result]))


def _by_namnd(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """The nämnder, which are the first column, in Swedish order; each one's rows stay in theirs."""
    names = sorted({row[0] for row in rows}, key=sort_key)
    if len(names) > 1:
        places = {name: place for place, name in enumerate(names)}
        rows.sort(key=lambda row: places[row[0]])
    return rows


def _of_plan(table: Any, *columns: ColumnElement[Any]) -> Select[Any]:
    query = select(namnd.c.namn.label("namnd"), plan.c.ar, *columns).select_from(table)
    query = query.join(plan, plan.c.id == table.c.plan_id).join(namnd, namnd.c.id == plan.c.namnd_id)
    return query.where(table.c.borttagen.is_(None))


def _in_order(query: Select[Any], *columns: ColumnElement[Any]) -> Select[Any]:
    return query.order_by(namnd.c.namn, namnd.c.id, plan.c.ar, *columns)


def _risker() -> Select[Any]:
    def latest(step: Any) -> ColumnElement[Any]:
        query = select(step).where(bedomning.c.risk_id == risk.c.id, bedomning.c.fas == Fas.FORE)
        query = query.where(bedomning.c.borttagen.is_(None)).order_by(bedomning.c.datum.desc(), bedomning.c.id.desc())
        return query.limit(1).scalar_subquery()

    query = _of_plan(
        risk,
        risk.c.beteckning.label("id"),
        process.c.nummer.label("process"),
        mal.c.namn.label("mal"),
        risk.c.beskrivning,
        latest(bedomning.c.sannolikhet).label("sannolikhet"),
        latest(bedomning.c.konsekvens).label("konsekvens"),
        risk.c.riskagare,
    )
    for table, column in ((process, risk.c.process_id), (mal, risk.c.mal_id)):
        query = query.outerjoin(table, and_(table.c.id == column, table.c.borttagen.is_(None)))
    return _in_order(query, process.c.sortnyckel.is_(None), process.c.sortnyckel, risk.c.ordning, risk.c.id)


def _atgarder() -> Select[Any]:
    chronological = case({str(typ): place for place, typ in enumerate(Tillfalletyp)}, value=tillfalle.c.typ)
    latest_status = (
        select(uppfoljning.c.status)
        .join(tillfalle, tillfalle.c.id == uppfoljning.c.tillfalle_id)
        .where(uppfoljning.c.atgard_id == atgard.c.id, uppfoljning.c.status.is_not(None))
        .order_by(chronological.desc())
        .limit(1)
        .correlate(atgard)
        .scalar_subquery()
    )
    query = (
        _of_plan(
            atgard,
            func.coalesce(risk.c.beskrivning, granskning.c.namn, egenkontroll.c.namn).label("galler"),
            atgard.c.beskrivning,
            latest_status.label("status"),
            atgard.c.ansvarig,
            atgard.c.slutdatum,
        )
        .outerjoin(risk, risk.c.id == atgard.c.risk_id)
        .outerjoin(granskning, granskning.c.id == atgard.c.granskning_id)
        .outerjoin(utfall, utfall.c.id == atgard.c.utfall_id)
        .outerjoin(egenkontroll, egenkontroll.c.id == utfall.c.egenkontroll_id)
        .where(*(table.c.borttagen.is_(None) for table in (risk, granskning, utfall, egenkontroll)))
    )
    # Those of risks first, as in the reports; then those of granskningar and of egenkontroller.
    owners = (table.c.ordning.nulls_last() for table in (risk, granskning, egenkontroll, utfall))
    return _in_order(query, *owners, atgard.c.ordning, atgard.c.id)


def _egenkontroller() -> Select[Any]:
    done = (
        select(func.count())
        .where(utfall.c.egenkontroll_id == egenkontroll.c.id, utfall.c.datum.is_not(None), utfall.c.borttagen.is_(None))
        .scalar_subquery()
    )
    query = _of_plan(
        egenkontroll,
        egenkontroll.c.beteckning.label("id"),
        egenkontroll.c.namn,
        egenkontroll.c.metod,
        egenkontroll.c.frekvens,
        egenkontroll.c.ansvarig,
        done.label("utforda"),
    )
    return _in_order(query, egenkontroll.c.ordning, egenkontroll.c.id)


def _kontroller() -> Select[Any]:
    columns = (kontroll.c.kontroll, kontroll.c.metod, kontroll.c.frekvens, kontroll.c.ansvarig)
    return _in_order(_of_plan(kontroll, *columns), kontroll.c.ordning, kontroll.c.id)


def _granskningar() -> Select[Any]:
    columns = (granskning.c.namn, granskning.c.granskare, granskning.c.diarienummer, granskning.c.datum)
    return _in_order(_of_plan(granskning, *columns, granskning.c.svar_datum), granskning.c.ordning, granskning.c.id)


def _enheter(ar: int | None) -> Select[Any]:
    """Units under their latest name, with the day of closing; those that a year had as they were called at its end."""
    versions = select(func.max(enhet_version.c.fran)).where(enhet_version.c.enhet_id == enhet.c.id).correlate(enhet)
    if ar is not None:
        versions = versions.where(enhet_version.c.fran <= date(ar, 12, 31))
    newest = versions.scalar_subquery()
    query = (
        select(namnd.c.namn.label("namnd"), enhet_version.c.namn, enhet.c.niva, enhet_version.c.chef, enhet.c.stangd)
        .select_from(enhet)
        .join(namnd, namnd.c.id == enhet.c.namnd_id)
        .join(enhet_version, and_(enhet_version.c.enhet_id == enhet.c.id, enhet_version.c.fran == newest))
        .order_by(namnd.c.namn, namnd.c.id, enhet_version.c.sortnyckel, enhet.c.id)
    )
    return query if ar is None else query.where(or_(enhet.c.stangd.is_(None), enhet.c.stangd > date(ar, 1, 1)))


def _planer() -> Select[Any]:
    query = select(
        namnd.c.namn.label("namnd"),
        plan.c.ar,
        plan.c.status,
        plan.c.beslut_datum,
        plan.c.beslut_paragraf,
        plan.c.beslut_diarienummer,
    ).join(namnd, namnd.c.id == plan.c.namnd_id)
    return _in_order(query)


_QUERIES: dict[Lista, Callable[[], Select[Any]]] = {
    Lista.RISKER: _risker,
    Lista.ATGARDER: _atgarder,
    Lista.EGENKONTROLLER: _egenkontroller,
    Lista.KONTROLLER: _kontroller,
    Lista.GRANSKNINGAR: _granskningar,
    Lista.PLANER: _planer,
}

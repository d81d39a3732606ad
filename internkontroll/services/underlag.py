"""The register → `Underlag`: one plan as one tillfälle knows it, read with one query per table."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, and_, or_, select

from internkontroll.db.models import (
    atgard,
    avsnittsdel,
    avsnittstext,
    avtal,
    enhet,
    enhet_version,
    granskning,
    kontroll,
    mal,
    namnd,
    plan,
    process,
    rekommendation,
    risk,
    riskskala,
    tillfalle,
    uppfoljning,
)
from internkontroll.domain.report.disposition import arrange
from internkontroll.domain.status import Status, Tillfalletyp
from internkontroll.domain.underlag import (
    Atgard,
    Avtal,
    Beslut,
    Delval,
    Enhet,
    Granskning,
    Kontroll,
    Mal,
    Process,
    Ref,
    Rekommendation,
    Underlag,
)
from internkontroll.domain.words import Avsnittsdel, Enhetsniva, Frekvens, Layout, Planstatus, Textdel
from internkontroll.services.egenkontroller import load_earlier, load_egenkontroller
from internkontroll.services.queries import living
from internkontroll.services.risker import load_risker
from internkontroll.services.riskskala import read_skala

Atgarder = Mapping[int, tuple[Atgard, ...]]


def load_underlag(connection: Connection, plan_id: int, typ: Tillfalletyp) -> Underlag:
    """Everything of the plan; a tillfälle that nobody has begun has no texts and no statuses."""
    head = connection.execute(select(plan, namnd.c.namn, namnd.c.kommun).join(namnd).where(plan.c.id == plan_id)).one()
    query = select(tillfalle).where(tillfalle.c.plan_id == plan_id, tillfalle.c.typ == typ)
    occasion = connection.execute(query).one_or_none()
    as_of = (occasion and occasion.period) or typ.as_of(head.ar)
    names = _unit_names(connection, head.namnd_id, as_of)
    atgarder = _load_atgarder(connection, plan_id, occasion.id if occasion else 0)
    return Underlag(
        namnd=head.namn,
        kommun=head.kommun,
        forvaltning=head.forvaltning,
        ar=head.ar,
        tillfalle=typ,
        ref=Ref(head.uuid),
        enheter=_load_enheter(connection, head.namnd_id, as_of, names),
        rubrik=occasion.rubrik if occasion else None,
        underrubrik=occasion.underrubrik if occasion else None,
        period=occasion.period if occasion else None,
        planstatus=Planstatus(head.status),
        beslut=Beslut(head.beslut_datum, head.beslut_paragraf, head.beslut_diarienummer),
        texter=_load_texts(connection, occasion.id) if occasion else {},
        disposition=_load_disposition(connection, typ, occasion.id) if occasion else None,
        layout=Layout(occasion.layout) if occasion and occasion.layout else None,
        skala=_load_skala(connection, plan_id),
        processer=tuple(Process(row.nummer, row.namn) for row in _rows(connection, process, plan_id)),
        mal=tuple(Mal(row.namn, row.overordnat) for row in _rows(connection, mal, plan_id)),
        risker=load_risker(connection, plan_id, _known_until(head, typ, as_of), names, atgarder["risk_id"]),
        granskningar=_load_granskningar(connection, plan_id, atgarder["granskning_id"]),
        systematiska_kontroller=_load_kontroller(connection, plan_id, occasion.id if occasion else 0),
        avtal=_load_avtal(connection, plan_id),
        egenkontroller=load_egenkontroller(connection, plan_id, names, atgarder["utfall_id"]),
        tidigare=load_earlier(connection, plan_id, names, atgarder["utfall_id"]),
    )


def _known_until(head: Row[Any], typ: Tillfalletyp, as_of: date) -> date:
    """The last day whose added risks and bedömningar the tillfälle knows; a plan knows those of its decision."""
    decided = head.beslut_datum if typ == Tillfalletyp.PLAN else None
    return max(as_of, decided or as_of)


def _rows(connection: Connection, table: Any, plan_id: int) -> Iterable[Row[Any]]:
    return connection.execute(living(select(table), table, plan_id))


def _load_texts(connection: Connection, tillfalle_id: int) -> dict[Textdel, str]:
    query = select(avsnittstext).where(
        avsnittstext.c.tillfalle_id == tillfalle_id, avsnittstext.c.innehall.is_not(None)
    )
    return {Textdel(row._mapping["del"]): row.innehall for row in connection.execute(query)}


def _load_disposition(connection: Connection, typ: Tillfalletyp, tillfalle_id: int) -> tuple[Delval, ...] | None:
    query = select(avsnittsdel.c["del"], avsnittsdel.c.ordning, avsnittsdel.c.med)
    rows = connection.execute(query.where(avsnittsdel.c.tillfalle_id == tillfalle_id))
    return arrange(typ, {Avsnittsdel(part): (ordning, bool(med)) for part, ordning, med in rows})


def _load_skala(connection: Connection, plan_id: int) -> Any:
    row = connection.execute(select(riskskala).where(riskskala.c.plan_id == plan_id)).mappings().one_or_none()
    return read_skala(row) if row else None


def _unit_names(connection: Connection, namnd_id: int, as_of: date) -> dict[int, str]:
    """Unit → its name on the day; one that came later has its first name."""
    query = (
        select(enhet_version.c.enhet_id, enhet_version.c.namn, enhet_version.c.fran)
        .join(enhet, enhet.c.id == enhet_version.c.enhet_id)
        .where(enhet.c.namnd_id == namnd_id)
        .order_by(enhet_version.c.fran)
    )
    names: dict[int, str] = {}
    for enhet_id, name, fran in connection.execute(query):
        if fran <= as_of or enhet_id not in names:
            names[enhet_id] = name
    return names


def _load_enheter(connection: Connection, namnd_id: int, as_of: date, names: Mapping[int, str]) -> tuple[Enhet, ...]:
    """The units of the year until the day, as they are on it, also those closed in the year.

    The förvaltning itself is named by the plan.
    """
    query = (
        select(enhet_version, enhet.c.stangd)
        .join(enhet, enhet.c.id == enhet_version.c.enhet_id)
        .where(enhet.c.namnd_id == namnd_id, enhet.c.niva != Enhetsniva.FORVALTNING, enhet_version.c.fran <= as_of)
        .where(or_(enhet.c.stangd.is_(None), enhet.c.stangd > date(as_of.year, 1, 1)))
        .order_by(enhet.c.id, enhet_version.c.fran)
    )
    current = {row.enhet_id: row for row in connection.execute(query)}
    return tuple(Enhet(row.namn, names.get(row.overordnad_id), row.chef) for row in current.values())


def _load_atgarder(connection: Connection, plan_id: int, tillfalle_id: int) -> dict[str, Atgarder]:
    """Column that names the owner → owner → its åtgärder in order."""
    followed = and_(uppfoljning.c.atgard_id == atgard.c.id, uppfoljning.c.tillfalle_id == tillfalle_id)
    query = select(
        atgard.c.risk_id,
        atgard.c.granskning_id,
        atgard.c.utfall_id,
        atgard.c.beskrivning,
        uppfoljning.c.status,
        uppfoljning.c.kommentar,
        atgard.c.ansvarig,
        atgard.c.slutdatum,
        atgard.c.startdatum,
        uppfoljning.c.klart_datum,
        atgard.c.uuid,
        atgard.c.identitet,
    ).outerjoin_from(atgard, uppfoljning, followed)
    found: dict[tuple[int | None, ...], list[Atgard]] = defaultdict(list)
    for *owner, text, status, kommentar, ansvarig, slut, start, klart, uuid, identitet in connection.execute(
        living(query, atgard, plan_id)
    ):
        said = status and Status(status)
        found[tuple(owner)].append(Atgard(text, said, kommentar, ansvarig, slut, start, klart, Ref(uuid, identitet)))
    return {
        column: {key: tuple(atgarder) for owner, atgarder in found.items() if (key := owner[place]) is not None}
        for place, column in enumerate(("risk_id", "granskning_id", "utfall_id"))
    }


def _load_granskningar(connection: Connection, plan_id: int, atgarder: Atgarder) -> tuple[Granskning, ...]:
    query = (
        select(rekommendation)
        .join(granskning, granskning.c.id == rekommendation.c.granskning_id)
        .where(granskning.c.plan_id == plan_id, rekommendation.c.borttagen.is_(None))
        .order_by(rekommendation.c.ordning, rekommendation.c.id)
    )
    recommendations: dict[int, list[Rekommendation]] = defaultdict(list)
    for row in connection.execute(query):
        recommendations[row.granskning_id].append(Rekommendation(row.rekommendation, row.svar, Ref(row.uuid)))
    return tuple(
        Granskning(
            namn=row.namn,
            atgarder=atgarder.get(row.id, ()),
            granskare=row.granskare,
            diarienummer=row.diarienummer,
            datum=row.datum,
            svar=" ".join(str(part) for part in (row.svar_datum, row.svar_paragraf) if part) or None,
            rekommendationer=tuple(recommendations[row.id]),
            ref=Ref(row.uuid, row.identitet),
        )
        for row in _rows(connection, granskning, plan_id)
    )


def _load_kontroller(connection: Connection, plan_id: int, tillfalle_id: int) -> tuple[Kontroll, ...]:
    followed = and_(uppfoljning.c.kontroll_id == kontroll.c.id, uppfoljning.c.tillfalle_id == tillfalle_id)
    query = (
        select(kontroll, process.c.nummer, mal.c.namn.label("malnamn"), uppfoljning.c.status, uppfoljning.c.kommentar)
        .add_columns(risk.c.uuid.label("risk_uuid"))
        .outerjoin_from(kontroll, risk, risk.c.id == kontroll.c.risk_id)
        .outerjoin(process, and_(process.c.id == kontroll.c.process_id, process.c.borttagen.is_(None)))
        .outerjoin(mal, and_(mal.c.id == kontroll.c.mal_id, mal.c.borttagen.is_(None)))
        .outerjoin(uppfoljning, followed)
    )
    return tuple(
        Kontroll(
            kontroll=row.kontroll,
            mal=row.malnamn,
            process=row.nummer,
            beskrivning=row.beskrivning,
            metod=row.metod,
            frekvens=row.frekvens and Frekvens(row.frekvens),
            ansvarig=row.ansvarig,
            status=row.status and Status(row.status),
            kommentar=row.kommentar,
            risk=row.risk_uuid and Ref(row.risk_uuid),
            ref=Ref(row.uuid, row.identitet),
        )
        for row in connection.execute(living(query, kontroll, plan_id))
    )


def _load_avtal(connection: Connection, plan_id: int) -> tuple[Avtal, ...]:
    return tuple(
        Avtal(row.avtal, row.omrade, row.typ, row.ansvar, row.tidplan, row.intervall, row.mottagare)
        for row in _rows(connection, avtal, plan_id)
    )

"""Use case: what a careful colleague would object to in a plan or a report, and what is silenced of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from internkontroll.db.models import (
    atgard,
    avsnittstext,
    avtal,
    enhet,
    enhet_version,
    lagrum,
    plan,
    tillfalle,
    tystad,
    uppfoljning,
)
from internkontroll.db.session import Register
from internkontroll.domain.granska import REGLER, Anmarkning, Sak, review
from internkontroll.domain.sparat import Sparat
from internkontroll.domain.status import Status, Tillfalletyp
from internkontroll.domain.words import Arsbeslut
from internkontroll.errors import InputRefused, WrongUsage
from internkontroll.services.foregaende import find_last_year, load_previous
from internkontroll.services.rapporterat import load_rapporterat
from internkontroll.services.underlag import load_underlag
from internkontroll.services.urval import find_plan


@dataclass(frozen=True, slots=True)
class Tystad:
    """A remark that isn't shown, and why."""

    anmarkning: Anmarkning
    skal: str


@dataclass(frozen=True, slots=True)
class Granskat:
    """The remarks that remain, the most serious first, and those that are silenced."""

    anmarkningar: tuple[Anmarkning, ...]
    tystade: tuple[Tystad, ...]


def review_report(
    register: Register, ar: int, typ: Tillfalletyp, namnd: str | None = None, today: date | None = None
) -> Granskat:
    """Review the plan or the report as it stands in the register; `today` is the computer's day unless said.

    Raises WrongUsage for an unknown plan.
    """
    with register.read() as connection:
        plan_id = find_plan(connection, ar, namnd)
        sak = load_sak(connection, plan_id, typ, today or datetime.now(UTC).astimezone().date())
        silenced = _load_silenced(connection, plan_id)
    return _part(review(sak), typ, silenced)


def judge(connection: Connection, plan_id: int, sak: Sak) -> Granskat:
    """Review what `load_sak` has read."""
    return _part(review(sak), sak.underlag.tillfalle, _load_silenced(connection, plan_id))


def silence(
    register: Register, ar: int, typ: Tillfalletyp, regel: str, post: str, skal: str, namnd: str | None = None
) -> Sparat:
    """Show the rule's remarks on the record (its uuid) no more; for a rule of a tillfälle, at that one only.

    Silencing it again changes the reason. Raises WrongUsage for an unknown plan or rule, InputRefused
    without a reason or a record.
    """
    if not skal.strip():
        raise InputRefused("Skriv varför anmärkningen tystas. Skälet sparas i händelseloggen.")
    if len(post) != _UUID_LENGTH:
        raise InputRefused("Anmärkningen gäller ingen post i registret och kan inte tystas.")
    key, rubrik = _key(regel, typ), f"Tysta anmärkning: {regel}"
    with register.write(rubrik, skal.strip()) as writer:
        plan_id = find_plan(writer.connection, ar, namnd)
        known = _find(writer.connection, plan_id, key, post)
        if known:
            writer.update(tystad, known._mapping, {"skal": skal.strip()})
        else:
            writer.insert(tystad, {"plan_id": plan_id, "regel": key, "post": post, "skal": skal.strip()})
    return Sparat(writer.event_id, rubrik, writer.tables)


def unsilence(
    register: Register, ar: int, typ: Tillfalletyp, regel: str, post: str, namnd: str | None = None
) -> Sparat:
    """Show the remark again. Raises WrongUsage for an unknown plan or rule; does nothing where it isn't silenced."""
    key, rubrik = _key(regel, typ), f"Visa anmärkning igen: {regel}"
    with register.write(rubrik) as writer:
        known = _find(writer.connection, find_plan(writer.connection, ar, namnd), key, post)
        if known:
            writer.delete(tystad, [known._mapping])
    return Sparat(writer.event_id, rubrik, writer.tables)


_UUID_LENGTH = 36


def _find(connection: Connection, plan_id: int, key: str, post: str) -> Row[Any] | None:
    query = select(tystad).where(tystad.c.plan_id == plan_id, tystad.c.regel == key, tystad.c.post == post)
    return connection.execute(query).one_or_none()


def _key(regel: str, typ: Tillfalletyp) -> str:
    """How the table names the rule: with the tillfälle where what it asks for is asked anew at each."""
    found = next((one for one in REGLER if one.id == regel), None)
    if found is None:
        raise WrongUsage(f"Det finns ingen regel som heter {regel}. Reglerna står i docs/granska.md.")
    return f"{regel} {typ}" if found.per_tillfalle else regel


def _load_silenced(connection: Connection, plan_id: int) -> dict[tuple[str, str], str]:
    query = select(tystad.c.regel, tystad.c.post, tystad.c.skal).where(tystad.c.plan_id == plan_id)
    return {(regel, post): skal for regel, post, skal in connection.execute(query)}


def _part(remarks: list[Anmarkning], typ: Tillfalletyp, silenced: Mapping[tuple[str, str], str]) -> Granskat:
    reasons = [(remark, silenced.get((_key(remark.regel, typ), remark.post))) for remark in remarks]
    return Granskat(
        tuple(remark for remark, skal in reasons if skal is None),
        tuple(Tystad(remark, skal) for remark, skal in reasons if skal is not None),
    )


def load_sak(connection: Connection, plan_id: int, typ: Tillfalletyp, today: date) -> Sak:
    """The plan or report with all that the rules compare it with."""
    namnd_id = connection.execute(select(plan.c.namnd_id).where(plan.c.id == plan_id)).scalar_one()
    underlag = load_underlag(connection, plan_id, typ)
    previous, last_year = load_previous(connection, plan_id, typ), find_last_year(connection, plan_id)
    is_known = previous is not None and previous.ar < underlag.ar
    return Sak(
        underlag,
        today,
        previous=previous,
        arsbeslut=_load_arsbeslut(connection, last_year),
        senast_i_fjol=_load_latest(connection, last_year),
        i_fjol=None if last_year is None or is_known else load_underlag(connection, last_year, Tillfalletyp.HELAR),
        uuids=_load_uuids(connection, plan_id, typ, namnd_id, underlag.as_of),
        oegentligheter_fran=_oegentligheter_fran(connection),
        rapporterat=load_rapporterat(connection, plan_id, underlag.as_of),
    )


def _load_arsbeslut(connection: Connection, last_year: int | None) -> dict[str, Arsbeslut]:
    """What was decided at last year's end, by the identity of the åtgärd."""
    query = select(atgard.c.identitet, atgard.c.arsbeslut).where(
        atgard.c.plan_id == last_year, atgard.c.arsbeslut.is_not(None)
    )
    return {identitet: Arsbeslut(decision) for identitet, decision in connection.execute(query)}


def _load_latest(connection: Connection, plan_id: int | None) -> dict[str, Status]:
    """Åtgärd by its identity → its status at the plan's latest tillfälle that says one, as the year's end counts."""
    query = (
        select(atgard.c.identitet, uppfoljning.c.status, tillfalle.c.typ)
        .join(uppfoljning, uppfoljning.c.atgard_id == atgard.c.id)
        .join(tillfalle, tillfalle.c.id == uppfoljning.c.tillfalle_id)
        .where(atgard.c.plan_id == plan_id, uppfoljning.c.status.is_not(None))
    )
    order = list(Tillfalletyp)
    rows = sorted(connection.execute(query), key=lambda row: order.index(Tillfalletyp(row.typ)))
    return {row.identitet: Status(row.status) for row in rows}


def _load_uuids(
    connection: Connection, plan_id: int, typ: Tillfalletyp, namnd_id: int, as_of: date
) -> dict[tuple[str, str], str]:
    """The records that an underlag names but doesn't identify: the tillfälle's texts, units, avtal."""
    texts = (
        select(avsnittstext.c["del"], avsnittstext.c.uuid)
        .join(tillfalle)
        .where(tillfalle.c.plan_id == plan_id, tillfalle.c.typ == typ)
    )
    # Where two units have borne the same name, it is that of the one that bears it on the day.
    known = enhet_version.c.fran <= as_of
    units = (
        select(enhet_version.c.namn, enhet.c.uuid)
        .join(enhet, enhet.c.id == enhet_version.c.enhet_id)
        .where(enhet.c.namnd_id == namnd_id)
        .order_by(known, enhet_version.c.fran)
    )
    agreements = select(avtal.c.avtal, avtal.c.uuid).where(avtal.c.plan_id == plan_id, avtal.c.borttagen.is_(None))
    queries = (("avsnittstext", texts), ("enhet", units), ("avtal", agreements))
    return {(table, name): uuid for table, query in queries for name, uuid in connection.execute(query)}


def _oegentligheter_fran(connection: Connection) -> date | None:
    """From when the law, as the register has it, speaks of oegentligheter; None where it has no such law."""
    query = select(lagrum.c.galler_fran).where(lagrum.c.rubrik.ilike("%oegentlighet%"), lagrum.c.borttagen.is_(None))
    return min(connection.execute(query).scalars(), default=None)

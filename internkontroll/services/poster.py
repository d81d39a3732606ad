"""One record with what hangs below it, for the record panel, and what its fields can refer to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, Table, and_, func, or_, select

from internkontroll.db.models import (
    enhet,
    enhet_version,
    granskning,
    lagrum,
    mal,
    metadata,
    process,
    rekommendation,
    risk,
)
from internkontroll.domain.falt import FALT
from internkontroll.domain.falt.frozen import frozen_because
from internkontroll.domain.rubrik import post_name
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.errors import InputRefused
from internkontroll.services.queries import living
from internkontroll.services.redigera.posts import plain_rows, plan_of

_CHILDREN: Mapping[str, Mapping[str, str]] = {
    "risk": {"bedomning": "risk_id", "atgard": "risk_id", "kontroll": "risk_id", "bilaga": "risk_id"},
    "atgard": {"uppfoljning": "atgard_id", "bilaga": "atgard_id"},
    "kontroll": {"uppfoljning": "kontroll_id", "bilaga": "kontroll_id"},
    "granskning": {"rekommendation": "granskning_id", "atgard": "granskning_id", "bilaga": "granskning_id"},
    "egenkontroll": {
        "kontrollpunkt": "egenkontroll_id",
        "egenkontroll_enhet": "egenkontroll_id",
        "utfall": "egenkontroll_id",
    },
    "utfall": {"svar": "utfall_id", "atgard": "utfall_id", "bilaga": "utfall_id"},
    "rekommendation": {"atgard": "rekommendation_id"},
}
"""Table → table of what hangs below its records → the column that names the owner."""

_IN_ORDER = ("ordning", "datum", "fas", "tillfalle_id", "filnamn", "kontrollpunkt_id", "id")
"""Columns that children are sorted by, those that they have."""


@dataclass(frozen=True, slots=True)
class Post:
    """A record: its columns as they stand, and what people call it."""

    tabell: str
    id: int
    version: int
    uuid: str
    varden: Mapping[str, Any]
    titel: str
    borttagen: bool


def load_post(connection: Connection, tabell: str, post_id: int) -> Post:
    """The record, also one in the papperskorg. Raises InputRefused where it is gone for good."""
    table = metadata.tables[tabell]
    rows = plain_rows(connection, select(table).where(table.c.id == post_id))
    if not rows:
        raise InputRefused("Posten finns inte längre: någon har ångrat det som skapade den. Läs in sidan igen.")
    return _post(tabell, rows[0])


def children(connection: Connection, tabell: str, post_id: int) -> dict[str, list[Post]]:
    """Table → what hangs below the record outside the papperskorg, in order; bedömningar oldest first."""
    return {
        below: [_post(below, row) for row in plain_rows(connection, _below(metadata.tables[below], owner, post_id))]
        for below, owner in _CHILDREN.get(tabell, {}).items()
    }


def frozen_fields(connection: Connection, post: Post) -> dict[str, str]:
    """Field that can't be changed → why and what to do instead: the nämnd has decided it, or the year is closed."""
    plan = plan_of(connection, post.tabell, dict(post.varden))
    reasons = {one.namn: frozen_because(plan, post.tabell, post.varden, one.namn) for one in FALT[post.tabell]}
    return {namn: reason for namn, reason in reasons.items() if reason}


def child_columns(tabell: str) -> Mapping[str, str]:
    """Table of what hangs below the records → the column that names the owner."""
    return _CHILDREN.get(tabell, {})


def references(connection: Connection, sammanhang: Sammanhang, falt_namn: str) -> list[tuple[int, str]]:
    """What a REFERENCE field can hold: id and name in the order to show. Raises KeyError for another field."""
    return [(post, name) for post, name in _REFERENCES[falt_namn](connection, sammanhang)]


def reference_name(connection: Connection, falt_namn: str, post_id: int) -> str:
    """What the record is called that a REFERENCE field names, also when it can't be chosen any longer."""
    if falt_namn in _UNITS:
        names = unit_names(connection, date.max, [post_id])
        return names.get(post_id, "")
    tabell = falt_namn.removesuffix("_id")
    table = metadata.tables.get("risk" if tabell == "lyft_fran" else tabell)
    if table is None:
        return ""
    rows = plain_rows(connection, select(table).where(table.c.id == post_id))
    return post_name(table.name, rows[0]) if rows else ""


def unit_names(connection: Connection, day: date, units: list[int] | None = None) -> dict[int, str]:
    """Unit → its name on the day (its first one where it came later), in Swedish order."""
    known = and_(enhet_version.c.enhet_id == enhet.c.id, enhet_version.c.fran <= day)
    fran = select(func.max(enhet_version.c.fran)).where(known).correlate(enhet).scalar_subquery()
    first = select(func.min(enhet_version.c.fran)).where(enhet_version.c.enhet_id == enhet.c.id).correlate(enhet)
    query = (
        select(enhet.c.id, enhet_version.c.namn)
        .join(enhet_version, enhet_version.c.enhet_id == enhet.c.id)
        .where(enhet_version.c.fran == func.coalesce(fran, first.scalar_subquery()))
        .order_by(enhet_version.c.sortnyckel, enhet.c.id)
    )
    if units is not None:
        query = query.where(enhet.c.id.in_(units))
    return {enhet_id: namn for enhet_id, namn in connection.execute(query)}


def _post(tabell: str, row: dict[str, Any]) -> Post:
    return Post(
        tabell,
        row["id"],
        row.get("version", 0),
        row.get("uuid", ""),
        row,
        post_name(tabell, row),
        bool(row.get("borttagen")),
    )


def _below(table: Table, owner: str, post_id: int) -> Select[Any]:
    query = select(table).where(table.c[owner] == post_id)
    if "borttagen" in table.c:
        query = query.where(table.c.borttagen.is_(None))
    return query.order_by(*(table.c[name] for name in _IN_ORDER if name in table.c))


def _named(connection: Connection, query: Select[Any], tabell: str) -> list[tuple[int, str]]:
    return [(row["id"], post_name(tabell, row)) for row in plain_rows(connection, query)]


def _processer(connection: Connection, sammanhang: Sammanhang) -> list[tuple[int, str]]:
    query = select(process).where(process.c.plan_id == sammanhang.plan_id, process.c.borttagen.is_(None))
    return _named(connection, query.order_by(process.c.sortnyckel, process.c.id), "process")


def _of_plan(table: Table) -> Callable[[Connection, Sammanhang], list[tuple[int, str]]]:
    def load(connection: Connection, sammanhang: Sammanhang) -> list[tuple[int, str]]:
        return _named(connection, living(select(table), table, sammanhang.plan_id), table.name)

    return load


def _rekommendationer(connection: Connection, sammanhang: Sammanhang) -> list[tuple[int, str]]:
    query = select(rekommendation).join(granskning, granskning.c.id == rekommendation.c.granskning_id)
    query = query.where(
        granskning.c.plan_id == sammanhang.plan_id,
        granskning.c.borttagen.is_(None),
        rekommendation.c.borttagen.is_(None),
    )
    order = (granskning.c.ordning, granskning.c.id, rekommendation.c.ordning, rekommendation.c.id)
    return _named(connection, query.order_by(*order), "rekommendation")


def _enheter(connection: Connection, sammanhang: Sammanhang) -> list[tuple[int, str]]:
    """The units that the nämnd has on the day, and those that were closed within the year."""
    query = select(enhet.c.id).where(enhet.c.namnd_id == sammanhang.namnd_id)
    query = query.where(or_(enhet.c.stangd.is_(None), enhet.c.stangd > date(sammanhang.ar, 1, 1)))
    return list(unit_names(connection, sammanhang.idag, list(connection.execute(query).scalars())).items())


def _lagrum(connection: Connection, sammanhang: Sammanhang) -> list[tuple[int, str]]:
    """Those in force at some time of the year."""
    first, last = date(sammanhang.ar, 1, 1), date(sammanhang.ar, 12, 31)
    query = select(lagrum).where(lagrum.c.borttagen.is_(None), lagrum.c.galler_fran <= last)
    query = query.where(or_(lagrum.c.galler_till.is_(None), lagrum.c.galler_till >= first))
    return [
        (row["id"], f"{row['beteckning']} {row['rubrik']}")
        for row in plain_rows(connection, query.order_by(lagrum.c.beteckning, lagrum.c.galler_fran))
    ]


_UNITS = ("enhet_id", "overordnad_id", "uppgick_i_id")
_REFERENCES: Mapping[str, Callable[[Connection, Sammanhang], list[tuple[int, str]]]] = {
    "process_id": _processer,
    "mal_id": _of_plan(mal),
    "risk_id": _of_plan(risk),
    "rekommendation_id": _rekommendationer,
    "lagrum_id": _lagrum,
    **dict.fromkeys(_UNITS, _enheter),
}

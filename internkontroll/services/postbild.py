"""What a record panel shows beside the record: where it comes from, since when, what was said before."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, select

from internkontroll.db.models import metadata, plan, riskskala, tillfalle, uppfoljning
from internkontroll.domain.riskskala import STANDARDSKALA, Riskskala
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.status import Tillfalletyp
from internkontroll.errors import InputRefused
from internkontroll.services.historik import Andring, Tillfallesrad, load_event_changes, load_tillfallen
from internkontroll.services.poster import Post, load_post
from internkontroll.services.redigera.posts import plain_rows
from internkontroll.services.riskskala import read_skala

_SAID = ("status", "kommentar", "klart_datum")


class Lage(NamedTuple):
    """An åtgärd or kontroll at the chosen tillfälle: `version` is its uppföljning's, 0 where there is none.

    `forra`: what was said the time before, also last year; None where nothing was. `alla`: every tillfälle,
    oldest first.
    """

    version: int
    varden: Mapping[str, Any]
    forra: Tillfallesrad | None
    alla: tuple[Tillfallesrad, ...]


@dataclass(frozen=True, slots=True)
class Handelsebild:
    """One operation of the händelselogg. `tid`: UTC, ISO 8601; `fler`: whether it changed more than is told."""

    id: int
    tid: str
    anvandare: str
    rubrik: str
    skal: str | None
    andringar: tuple[Andring, ...]
    fler: bool


def load_lage(connection: Connection, tabell: str, post_id: int, sammanhang: Sammanhang) -> Lage:
    """What the åtgärd or kontroll (`tabell`) says at the tillfälle of `sammanhang` and what it said before."""
    query = (
        select(uppfoljning)
        .join(tillfalle, tillfalle.c.id == uppfoljning.c.tillfalle_id)
        .where(tillfalle.c.plan_id == sammanhang.plan_id, tillfalle.c.typ == sammanhang.tillfalle)
        .where(uppfoljning.c[f"{tabell}_id"] == post_id)
    )
    row = next(iter(plain_rows(connection, query)), None)
    alla = tuple(load_tillfallen(connection, tabell, post_id))
    now = _moment(sammanhang.ar, sammanhang.tillfalle)
    before = [one for one in alla if _moment(one.ar, one.tillfalle) < now and (one.status or one.kommentar)]
    varden = {name: row[name] if row else None for name in _SAID}
    return Lage(row["version"] if row else 0, varden, before[-1] if before else None, alla)


def load_since(connection: Connection, post: Post) -> int | None:
    """The first year whose plan has the record under its identity; None for what belongs to no plan."""
    table = metadata.tables[post.tabell]
    if "identitet" not in table.c:
        return None
    query = select(func.min(plan.c.ar)).join(table, table.c.plan_id == plan.c.id)
    return connection.execute(query.where(table.c.identitet == post.varden["identitet"])).scalar()


def load_skala(connection: Connection, plan_id: int) -> Riskskala:
    """The plan's scale; the standard one where it has none of its own."""
    rows = plain_rows(connection, select(riskskala).where(riskskala.c.plan_id == plan_id))
    return read_skala(rows[0]) if rows else STANDARDSKALA


def load_owner(connection: Connection, post: Post) -> Post | None:
    """The risk, granskning or egenkontroll that an åtgärd comes from, or that a record hangs below."""
    for owner in ("risk", "granskning", "utfall", "egenkontroll"):
        if post.varden.get(f"{owner}_id") is not None:
            above = load_post(connection, owner, post.varden[f"{owner}_id"])
            return load_owner(connection, above) if owner == "utfall" else above
    return None


def load_handelse(connection: Connection, handelse_id: int, limit: int = 500) -> Handelsebild:
    """The operation and at most `limit` of its changes. Raises InputRefused where there is none such."""
    table = metadata.tables["handelse"]
    rows = plain_rows(connection, select(table).where(table.c.id == handelse_id))
    if not rows:
        raise InputRefused("Händelsen finns inte. Läs in händelseloggen igen.")
    changes = load_event_changes(connection, handelse_id, limit + 1)
    row = rows[0]
    return Handelsebild(
        row["id"],
        row["tid"],
        row["anvandare"],
        row["rubrik"],
        row["skal"],
        tuple(changes[:limit]),
        len(changes) > limit,
    )


def _moment(ar: int, typ: Tillfalletyp) -> tuple[int, int]:
    return ar, list(Tillfalletyp).index(typ)

"""What a record panel shows beside the record: where it comes from, since when, what was said before."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from internkontroll.domain.riskskala import STANDARDSKALA, Riskskala
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.status import Tillfalletyp
from internkontroll.errors import InputRefused
from internkontroll.services.historik import Andring, Tillfallesrad, load_event_changes, load_tillfallen
from internkontroll.services.poster import Post, load_post
from internkontroll.services.records import Source, ask, columns, records
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


def load_lage(source: Source, tabell: str, post_id: int, sammanhang: Sammanhang) -> Lage:
    """What the åtgärd or kontroll (`tabell`) says at the tillfälle of `sammanhang` and what it said before."""
    rest = f"""JOIN tillfalle ON tillfalle.id = uppfoljning.tillfalle_id
        WHERE tillfalle.plan_id = ? AND tillfalle.typ = ? AND uppfoljning.{tabell}_id = ?"""
    rows = records(source, "uppfoljning", rest, (sammanhang.plan_id, str(sammanhang.tillfalle), post_id))
    row = next(iter(rows), None)
    alla = tuple(load_tillfallen(source, tabell, post_id))
    now = _moment(sammanhang.ar, sammanhang.tillfalle)
    before = [one for one in alla if _moment(one.ar, one.tillfalle) < now and (one.status or one.kommentar)]
    varden = {name: row[name] if row else None for name in _SAID}
    return Lage(row["version"] if row else 0, varden, before[-1] if before else None, alla)


def load_since(source: Source, post: Post) -> int | None:
    """The first year whose plan has the record under its identity; None for what belongs to no plan."""
    if "identitet" not in columns(source, post.tabell):
        return None
    query = f"SELECT min(plan.ar) FROM plan JOIN {post.tabell} AS post ON post.plan_id = plan.id WHERE identitet = ?"  # noqa: S608
    ((year,),) = ask(source, query, (post.varden["identitet"],))
    return None if year is None else int(year)


def load_skala(source: Source, plan_id: int) -> Riskskala:
    """The plan's scale; the standard one where it has none of its own."""
    rows = records(source, "riskskala", "WHERE plan_id = ?", (plan_id,))
    return read_skala(rows[0]) if rows else STANDARDSKALA


def load_owner(source: Source, post: Post) -> Post | None:
    """The risk, granskning or egenkontroll that an åtgärd comes from, or that a record hangs below."""
    for owner in ("risk", "granskning", "utfall", "egenkontroll"):
        if post.varden.get(f"{owner}_id") is not None:
            above = load_post(source, owner, post.varden[f"{owner}_id"])
            return load_owner(source, above) if owner == "utfall" else above
    return None


def load_handelse(source: Source, handelse_id: int, limit: int = 500) -> Handelsebild:
    """The operation and at most `limit` of its changes. Raises InputRefused where there is none such."""
    rows = records(source, "handelse", "WHERE id = ?", (handelse_id,))
    if not rows:
        raise InputRefused("Händelsen finns inte. Läs in händelseloggen igen.")
    changes = load_event_changes(source, handelse_id, limit + 1)
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

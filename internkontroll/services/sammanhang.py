"""What to work on: nämnder, planer and tillfällen to choose from, and the work that waits on each page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from internkontroll.db.reader import Reader
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.sorting import sort_key
from internkontroll.domain.status import Tillfalletyp
from internkontroll.domain.words import Planstatus
from internkontroll.services.sidor.granskningar import OPEN
from internkontroll.services.sidor.modell import Sida

Find = Callable[[Reader], Sammanhang | None]
"""Finds where to work in a register; None where there is no plan."""

_LAST_MONTH = ((Tillfalletyp.APRIL, 5), (Tillfalletyp.AUGUSTI, 9), (Tillfalletyp.HELAR, 12))
"""The work with a delårsrapport goes on for a month after its day."""


@dataclass(frozen=True, slots=True)
class Planval:
    """A plan to choose: `lage` is "Utkast", "Beslutad 2025-12-10 § 124" or "Avslutad"; `beslutad` says it is frozen."""

    id: int
    ar: int
    lage: str
    beslutad: bool


def list_namnder(reader: Reader) -> list[tuple[str, int]]:
    """Name and id of each nämnd, in Swedish order; with its kommun where two bear a name."""
    rows = reader.rows("SELECT id, namn, kommun FROM namnd ORDER BY id")
    names = [namn for _, namn, _ in rows]
    full = [(f"{namn}, {kommun}" if kommun and names.count(namn) > 1 else namn, post) for post, namn, kommun in rows]
    return sorted(full, key=lambda choice: sort_key(choice[0]))


def list_planer(reader: Reader, namnd_id: int) -> list[Planval]:
    """The nämnd's plans, the newest first."""
    query = "SELECT id, ar, status, beslut_datum, beslut_paragraf FROM plan WHERE namnd_id = ? ORDER BY ar DESC"
    return [
        Planval(post, ar, _state(status, datum, paragraf), status != Planstatus.UTKAST)
        for post, ar, status, datum, paragraf in reader.rows(query, (namnd_id,))
    ]


def _state(status: str, datum: str | None, paragraf: str | None) -> str:
    if status != Planstatus.BESLUTAD:
        return status.capitalize()
    number = (paragraf or "").replace("§", "").strip()
    return " ".join(part for part in ("Beslutad", datum, number and f"§ {number}") if part)


def list_tillfallen(reader: Reader, plan_id: int) -> dict[Tillfalletyp, int]:
    """Those that something has been written for, with their ids."""
    rows: dict[str, int] = dict(reader.rows("SELECT typ, id FROM tillfalle WHERE plan_id = ?", (plan_id,)))
    return {typ: rows[typ] for typ in Tillfalletyp if typ in rows}


def default_sammanhang(reader: Reader, today: date, namnd_id: int | None = None) -> Sammanhang | None:
    """The newest plan, of the first nämnd that has one unless another is named, at the tillfälle of the day."""
    with reader.moment():
        namnder = [namnd_id] if namnd_id is not None else [post for _, post in list_namnder(reader)]
        planer = (plan for post in namnder for plan in list_planer(reader, post))
        plan = next(planer, None)
        return find_sammanhang(reader, plan.id, None, today) if plan else None


def find_sammanhang(reader: Reader, plan_id: int, typ: Tillfalletyp | None, today: date) -> Sammanhang | None:
    """The plan at that tillfälle, at the day's for None; None where there is no such plan."""
    with reader.moment():
        row = reader.one("SELECT namnd_id, ar, status FROM plan WHERE id = ?", (plan_id,))
        if row is None:
            return None
        namnd_id, ar, status = row
        typ = typ or _of_the_day(ar, status, today)
        return Sammanhang(namnd_id, plan_id, ar, typ, list_tillfallen(reader, plan_id).get(typ), today)


def _of_the_day(ar: int, status: str, today: date) -> Tillfalletyp:
    """What is worked with on the day: the plan until it is decided or its year begins, then the next report."""
    if status == Planstatus.UTKAST or today.year < ar:
        return Tillfalletyp.PLAN
    if today.year > ar:
        return Tillfalletyp.HELAR
    return next(typ for typ, month in _LAST_MONTH if today.month <= month)


# What of each page waits for somebody: risks without bedömning or åtgärd; åtgärder and kontroller of which nothing
# has been said at the tillfälle; egenkontroller that are late; granskningar without answer.
_WAITING: Mapping[Sida, str] = {
    Sida.RISKER: """
        SELECT count(*) FROM risk AS post WHERE post.plan_id = :plan AND post.borttagen IS NULL
          AND (post.avslutad IS NULL OR post.avslutad > :idag)
          AND (NOT EXISTS (SELECT 1 FROM bedomning AS b WHERE b.risk_id = post.id AND b.borttagen IS NULL)
            OR NOT EXISTS (SELECT 1 FROM atgard AS a WHERE a.risk_id = post.id AND a.borttagen IS NULL)
              AND trim(coalesce(post.accepterad_skal, '')) = '')""",
    Sida.ATGARDER: """
        SELECT count(*) FROM atgard AS post
        LEFT JOIN risk ON risk.id = post.risk_id LEFT JOIN granskning ON granskning.id = post.granskning_id
        LEFT JOIN utfall ON utfall.id = post.utfall_id
        LEFT JOIN egenkontroll ON egenkontroll.id = utfall.egenkontroll_id
        WHERE :typ <> 'plan' AND post.plan_id = :plan AND post.borttagen IS NULL AND risk.borttagen IS NULL
          AND granskning.borttagen IS NULL AND utfall.borttagen IS NULL AND egenkontroll.borttagen IS NULL
          AND NOT EXISTS (SELECT 1 FROM uppfoljning AS u
            WHERE u.atgard_id = post.id AND u.tillfalle_id = :tillfalle AND u.status IS NOT NULL)""",
    Sida.EGENKONTROLLER: """
        SELECT count(*) FROM egenkontroll AS post WHERE post.plan_id = :plan AND post.borttagen IS NULL
          AND EXISTS (SELECT 1 FROM utfall AS u WHERE u.egenkontroll_id = post.id AND u.borttagen IS NULL
            AND u.datum IS NULL AND u.forfaller < :idag)""",
    Sida.KONTROLLER: """
        SELECT count(*) FROM kontroll AS post
        WHERE :typ <> 'plan' AND post.plan_id = :plan AND post.borttagen IS NULL
          AND NOT EXISTS (SELECT 1 FROM uppfoljning AS u WHERE u.kontroll_id = post.id AND u.tillfalle_id = :tillfalle
            AND (u.status IS NOT NULL OR u.kommentar IS NOT NULL))""",
    Sida.GRANSKNINGAR: f"""
        SELECT count(*) FROM granskning AS post
        WHERE post.plan_id = :plan AND post.borttagen IS NULL AND {OPEN}""",  # noqa: S608 - constants only
}
_ALL_WAITING = "SELECT " + ", ".join(f"({query})" for query in _WAITING.values())


def counts(reader: Reader, sammanhang: Sammanhang) -> Mapping[str, int]:
    """Page → how many of its records wait for somebody."""
    parameters: dict[str, Any] = {
        "plan": sammanhang.plan_id,
        "tillfalle": sammanhang.tillfalle_id,
        "typ": sammanhang.tillfalle,
        "idag": sammanhang.idag.isoformat(),
    }
    row = reader.remember(("waiting", sammanhang), lambda: reader.one(_ALL_WAITING, parameters)) or ()
    return dict(zip(_WAITING, row, strict=True))

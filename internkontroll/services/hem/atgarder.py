"""Lines on åtgärder: late, soon to end, without status or comment."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from internkontroll.db.reader import Reader
from internkontroll.domain.status import Status, Tillfalletyp
from internkontroll.services.hem.ord import days, places, plural, until
from internkontroll.services.hem.rad import MOST, AttGora, Mal, Slag, one_line
from internkontroll.services.sidor import Sida, Urval
from internkontroll.services.sidor.lage import NEAR, Lage

LIVING = """
    FROM atgard
    LEFT JOIN risk ON risk.id = atgard.risk_id
    LEFT JOIN granskning ON granskning.id = atgard.granskning_id
    LEFT JOIN utfall ON utfall.id = atgard.utfall_id
    LEFT JOIN egenkontroll ON egenkontroll.id = utfall.egenkontroll_id
    LEFT JOIN process
        ON process.id = coalesce(risk.process_id, egenkontroll.process_id) AND process.borttagen IS NULL
    LEFT JOIN uppfoljning ON uppfoljning.atgard_id = atgard.id AND uppfoljning.tillfalle_id = :tillfalle
    LEFT JOIN uppfoljning AS fore ON fore.atgard_id = atgard.id AND fore.tillfalle_id = :fore
    WHERE atgard.plan_id = :plan AND atgard.borttagen IS NULL AND risk.borttagen IS NULL
      AND granskning.borttagen IS NULL AND utfall.borttagen IS NULL AND egenkontroll.borttagen IS NULL
"""
"""SQL: the plan's åtgärder that neither lie in the papperskorg nor belong to what does, with what is said of them."""

_PLACE = """coalesce(process.namn, granskning.diarienummer, granskning.namn, egenkontroll.namn, '')"""

_OPEN = f"coalesce(uppfoljning.status, fore.status, '') NOT IN ('{Status.KLART}', '{Status.EJ_AKTUELL}')"
"""SQL: what was done at the tillfälle before is done."""


def late_lines(reader: Reader, lage: Lage) -> Iterator[AttGora]:
    """The åtgärder past their slutdatum, the latest first."""
    today = lage.key.idag
    rows = _between(reader, lage, None, today - timedelta(days=1))
    for post, text, slutdatum, place, _ in rows:
        sen = (today - date.fromisoformat(slutdatum)).days
        mal = Mal(Sida.ATGARDER, "atgard", post)
        yield AttGora(Slag.ATGARD, one_line(text), f"försenad {days(sen)}", place, "Öppna", mal, sen)
    yield from _rest(rows, "är försenade", "forsenad")


def near_lines(reader: Reader, lage: Lage) -> Iterator[AttGora]:
    """The åtgärder that are to be done from today until `NEAR`."""
    today = lage.key.idag
    rows = _between(reader, lage, today, today + NEAR)
    for post, text, slutdatum, place, _ in rows:
        nar = f"slutdatum {until(date.fromisoformat(slutdatum), today, '').strip()}"
        yield AttGora(Slag.ATGARD, one_line(text), nar, place, "Öppna", Mal(Sida.ATGARDER, "atgard", post))
    yield from _rest(rows, f"har slutdatum inom {days(NEAR.days)}", "slutdatum")


def _between(reader: Reader, lage: Lage, first: date | None, last: date) -> list[tuple[Any, ...]]:
    """The first open åtgärder that end in those days, each with the number of all."""
    query = f"""
        SELECT atgard.id, atgard.beskrivning, atgard.slutdatum, {_PLACE}, count(*) OVER () {LIVING}
          AND atgard.slutdatum BETWEEN :first AND :last AND {_OPEN}
        ORDER BY atgard.slutdatum, atgard.ordning, atgard.id LIMIT {MOST}
    """
    return reader.rows(query, {**lage.parametrar, "first": str(first or ""), "last": str(last)})


def _rest(rows: list[tuple[Any, ...]], what: str, filter_key: str) -> Iterator[AttGora]:
    rest = rows[0][-1] - len(rows) if rows else 0
    if rest:
        mal = Mal(Sida.ATGARDER, urval=Urval(filter={filter_key: ()}))
        yield AttGora(Slag.ATGARD, f"{plural(rest, 'åtgärd', 'åtgärder')} till {what}", "", "", "Visa", mal)


def missing_lines(reader: Reader, lage: Lage) -> Iterator[AttGora]:
    """How many åtgärder lack status or, where their status asks for one, comment; a plan asks for neither."""
    typ = lage.key.tillfalle
    if typ == Tillfalletyp.PLAN:
        return
    asking = tuple(map(str, Status if typ == Tillfalletyp.HELAR else _ASKING))
    words = ", ".join(f"'{status}'" for status in asking)
    no_status = {"saknar_status": ()}
    no_comment = {"saknar_kommentar": (), "status": asking}
    yield from _counted(reader, lage, "uppfoljning.status IS NULL", f"saknar status för {_SHORT[typ]}", no_status)
    yield from _counted(
        reader, lage, f"uppfoljning.status IN ({words}) AND {_NO_COMMENT}", "saknar kommentar", no_comment
    )


def _counted(
    reader: Reader, lage: Lage, condition: str, what: str, chosen: Mapping[str, tuple[str, ...]]
) -> Iterator[AttGora]:
    query = f"SELECT {_PLACE}, count(*) {LIVING} AND {condition} GROUP BY 1 ORDER BY 2 DESC, 1"
    rows = reader.rows(query, lage.parametrar)
    if rows:
        vad = f"{plural(sum(count for _, count in rows), 'åtgärd', 'åtgärder')} {what}"
        mal = Mal(Sida.ATGARDER, urval=Urval(filter=chosen))
        yield AttGora(Slag.ATGARD, vad, "", places(place for place, _ in rows if place), "Visa", mal)


_ASKING = (Status.TROLIGEN_KLART, Status.EJ_KLART, Status.EJ_AKTUELL)
"""The statuses that a delårsrapport must explain; at the year's end all must be."""

_NO_COMMENT = "trim(coalesce(uppfoljning.kommentar, ''), ' ' || char(9, 10, 13, 160)) = ''"
_SHORT = {Tillfalletyp.APRIL: "april", Tillfalletyp.AUGUSTI: "augusti", Tillfalletyp.HELAR: "helåret"}

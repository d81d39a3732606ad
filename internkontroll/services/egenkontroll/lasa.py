"""The plan's egenkontroller, the organisation and the tillfällen that there are, as the domain knows them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from internkontroll.db.models import egenkontroll, egenkontroll_enhet, enhet, enhet_version, uppehall
from internkontroll.domain.egenkontroll.enheter import Enhetsliv, Koppling, Organisation, Tid
from internkontroll.domain.egenkontroll.perioder import read_months
from internkontroll.domain.egenkontroll.tillfallen import Finns, Upplagg
from internkontroll.domain.words import Frekvens
from internkontroll.services.redigera.posts import Post, plain_rows

TOUCHED = """(utfall.utford_av IS NOT NULL OR utfall.antal_granskade IS NOT NULL OR utfall.antal_avvikelser IS NOT NULL
    OR utfall.resultat IS NOT NULL OR utfall.kommentar IS NOT NULL OR utfall.allvar IS NOT NULL
    OR EXISTS (SELECT 1 FROM svar WHERE svar.utfall_id = utfall.id)
    OR EXISTS (SELECT 1 FROM atgard WHERE atgard.utfall_id = utfall.id)
    OR EXISTS (SELECT 1 FROM bilaga WHERE bilaga.utfall_id = utfall.id)
    OR EXISTS (SELECT 1 FROM stickprov WHERE stickprov.utfall_id = utfall.id)
    OR EXISTS (SELECT 1 FROM rattelse WHERE rattelse.utfall_id = utfall.id)
    OR EXISTS (SELECT 1 FROM risk WHERE risk.utfall_id = utfall.id))"""
"""SQL: whether anybody has written anything in a tillfälle; what hangs on it counts in the papperskorg too."""

_EXISTING = f"""
SELECT utfall.egenkontroll_id, utfall.id, utfall.enhet_id, utfall.period, utfall.forfaller, utfall.datum IS NOT NULL,
       {TOUCHED}, utfall.flyttad IS NOT NULL
FROM egenkontroll JOIN utfall ON utfall.egenkontroll_id = egenkontroll.id
WHERE egenkontroll.plan_id = ? AND egenkontroll.borttagen IS NULL AND utfall.borttagen IS NULL
"""  # noqa: S608 - constants only


def read_controls(connection: Connection, plan_id: int) -> list[Post]:
    """The plan's egenkontroller that say when they are done, in order."""
    query = select(egenkontroll).where(egenkontroll.c.plan_id == plan_id, egenkontroll.c.borttagen.is_(None))
    rows = plain_rows(connection, query.order_by(egenkontroll.c.ordning, egenkontroll.c.id))
    return [row for row in rows if row["frekvens"] or row["manader"]]


def read_layouts(connection: Connection, rows: Iterable[Post]) -> dict[int, Upplagg]:
    """Egenkontroll → when it is done and by whom. Raises InputRefused for months that aren't months."""
    links: dict[int, list[Koppling]] = defaultdict(list)
    query = select(egenkontroll_enhet).order_by(egenkontroll_enhet.c.ordning, egenkontroll_enhet.c.id)
    for link in plain_rows(connection, query):
        time = Tid(link["fran"], link["till"])
        links[link["egenkontroll_id"]].append(
            Koppling(link["enhet_id"], bool(link["alla_under"]), time, link["efter_id"])
        )
    return {row["id"]: _layout(row, tuple(links[row["id"]])) for row in rows}


def _layout(row: Post, links: tuple[Koppling, ...]) -> Upplagg:
    return Upplagg(
        row["frekvens"] and Frekvens(row["frekvens"]),
        links,
        read_months(row["manader"]),
        row["dagar_efter"] or 0,
        Tid(row["fran"], row["till"]),
    )


def read_organisation(connection: Connection, namnd_id: int) -> Organisation:
    """The nämnd's units over time, in Swedish order of their latest names."""
    pauses: dict[int, list[Tid]] = defaultdict(list)
    for row in plain_rows(connection, select(uppehall).where(uppehall.c.borttagen.is_(None))):
        pauses[row["enhet_id"]].append(Tid(row["fran"], row["till"]))
    places: dict[int, list[Post]] = defaultdict(list)
    query = (
        select(enhet_version, enhet.c.stangd)
        .join(enhet, enhet.c.id == enhet_version.c.enhet_id)
        .where(enhet.c.namnd_id == namnd_id)
    )
    for row in plain_rows(connection, query.order_by(enhet_version.c.fran)):
        places[row["enhet_id"]].append(row)
    ordered = sorted(places.items(), key=lambda item: (item[1][-1]["sortnyckel"], item[0]))
    return Organisation(_life(unit, rows, pauses[unit]) for unit, rows in ordered)


def _life(unit: int, rows: list[Post], pauses: list[Tid]) -> Enhetsliv:
    places = tuple((row["fran"], row["overordnad_id"]) for row in rows)
    return Enhetsliv(unit, places, rows[-1]["stangd"], tuple(pauses))


def read_existing(connection: Connection, plan_id: int) -> dict[int, list[Finns]]:
    """Egenkontroll → its tillfällen outside the papperskorg."""
    found: dict[int, list[Finns]] = defaultdict(list)
    for control, post, unit, period, due, done, touched, moved in connection.exec_driver_sql(_EXISTING, (plan_id,)):
        found[control].append(
            Finns(post, unit, date.fromisoformat(period), _day(due), bool(done), bool(touched), bool(moved))
        )
    return found


def _day(text: Any) -> date | None:
    return date.fromisoformat(text) if text else None

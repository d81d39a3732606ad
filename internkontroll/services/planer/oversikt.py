"""What there is to begin a plan from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from internkontroll.db.models import metadata, namnd, plan, risk
from internkontroll.domain.sorting import sort_key
from internkontroll.domain.words import Planstatus
from internkontroll.services.planer.arsskifte import Oppen, open_atgarder
from internkontroll.services.planlage import read_plan
from internkontroll.services.queries import living
from internkontroll.services.redigera.posts import plain_rows

_COUNTED = ("process", "mal", "risk", "kontroll", "egenkontroll", "avtal")


@dataclass(frozen=True, slots=True)
class Forlaga:
    """A plan to begin the next one from: how many of what it has, and the åtgärder that aren't done.

    `antal`: table → records that would come along; of risks those that aren't closed.
    """

    plan_id: int
    ar: int
    avslutad: bool
    forvaltning: str | None
    antal: Mapping[str, int]
    atgarder: tuple[Oppen, ...]


@dataclass(frozen=True, slots=True)
class Planpost:
    """A record that a plan is sorted by, such as a process: its version as it was read, and its columns."""

    id: int
    version: int
    varden: Mapping[str, Any]


def list_records(connection: Connection, tabell: str, plan_id: int) -> list[Planpost]:
    """The plan's records of the table outside the papperskorg, in their order; those with a number go by that."""
    table = metadata.tables[tabell]
    rows = plain_rows(connection, living(select(table), table, plan_id))
    rows.sort(key=lambda row: row.get("sortnyckel") or "")
    return [Planpost(row["id"], row["version"], row) for row in rows]


def list_namnder(connection: Connection) -> list[tuple[int, str, str | None]]:
    """Id, name and kommun of all nämnder, also those without a plan, in Swedish order."""
    rows = connection.execute(select(namnd.c.id, namnd.c.namn, namnd.c.kommun)).all()
    return sorted(((row.id, row.namn, row.kommun) for row in rows), key=lambda row: sort_key(row[1]))


def list_plans(connection: Connection, namnd_id: int) -> list[tuple[int, int]]:
    """Id and year of the nämnd's plans, the newest first."""
    query = select(plan.c.id, plan.c.ar).where(plan.c.namnd_id == namnd_id).order_by(plan.c.ar.desc())
    return [(row.id, row.ar) for row in connection.execute(query)]


def read_forlaga(connection: Connection, plan_id: int) -> Forlaga:
    """What the plan has for the next one."""
    lage = read_plan(connection, plan_id)
    forvaltning = connection.execute(select(plan.c.forvaltning).where(plan.c.id == plan_id)).scalar_one()
    counts = {tabell: _count(connection, tabell, plan_id) for tabell in _COUNTED}
    closed = lage.status == Planstatus.AVSLUTAD
    return Forlaga(plan_id, lage.ar, closed, forvaltning, counts, open_atgarder(connection, plan_id))


def _count(connection: Connection, tabell: str, plan_id: int) -> int:
    table = metadata.tables[tabell]
    query = select(func.count()).select_from(table).where(table.c.plan_id == plan_id, table.c.borttagen.is_(None))
    if table is risk:
        query = query.where(risk.c.avslutad.is_(None))
    return int(connection.execute(query).scalar_one())

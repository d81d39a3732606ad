"""The records that an operation is about: read as they stand, their plan, and whether they may be changed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, select

from internkontroll.db.models import handelse, handelserad
from internkontroll.domain.falt.frozen import STILL_OPEN, Planlage, closed_text
from internkontroll.domain.rubrik import the_post
from internkontroll.domain.words import Planstatus
from internkontroll.errors import Conflict, InputRefused
from internkontroll.services.planlage import plan_of, read_plan
from internkontroll.services.records import records

Post = dict[str, Any]
"""A record as it was read: column → value."""

CHUNK = 500
"""Rows asked for in one query; SQLite takes at most 32,766 values."""


def read_rows(connection: Connection, tabell: str, posts: Iterable[int]) -> list[Post]:
    """The records in the order asked for. Raises Conflict where one is gone for good."""
    wanted = list(dict.fromkeys(posts))
    rows = records(connection, tabell, "WHERE id IN (SELECT value FROM json_each(?))", (str(wanted),))
    found = {row["id"]: row for row in rows}
    if len(found) < len(wanted):
        raise Conflict("Posten finns inte längre: någon har ångrat det som skapade den. Läs in sidan igen.")
    return [found[post] for post in wanted]


def plain_rows(connection: Connection, query: Select[Any]) -> list[Post]:
    """What the query finds, as plain mappings."""
    return [{str(name): value for name, value in row.items()} for row in connection.execute(query).mappings()]


def read_living(connection: Connection, tabell: str, posts: Iterable[int]) -> list[Post]:
    """The same; raises InputRefused where one lies in the papperskorg."""
    rows = read_rows(connection, tabell, posts)
    for row in rows:
        if row.get("borttagen"):
            raise InputRefused(f"Papperskorgen har {the_post(tabell, row)}. Återställ posten först, ändra den sedan.")
    return rows


def check_versions(connection: Connection, tabell: str, rows: Sequence[Post], versions: Mapping[int, int]) -> None:
    """Raise Conflict, saying who, where a record has another version than was read (0: not asked for)."""
    for row in rows:
        if versions.get(row["id"]) not in (None, 0, row["version"]):
            raise Conflict(changed_by_other(connection, tabell, row))


def changed_by_other(connection: Connection, tabell: str, row: Post) -> str:
    """The text that says who changed the record, when, and what to do."""
    query = (
        select(handelse.c.anvandare, handelse.c.tid)
        .join(handelserad, handelserad.c.handelse_id == handelse.c.id)
        .where(handelserad.c.tabell == tabell, handelserad.c.post == row["id"])
        .order_by(handelse.c.id.desc())
        .limit(1)
    )
    who, when = connection.execute(query).one()
    moment = datetime.fromisoformat(when).astimezone().strftime("%Y-%m-%d %H:%M")
    return (
        f"{who} ändrade {the_post(tabell, row)} {moment}, efter att du läste in posten. "
        "Läs in den igen och gör om ändringen. Inget har ändrats."
    )


def plans_of(connection: Connection, tabell: str, rows: Sequence[Post]) -> list[Planlage | None]:
    """The plan of each record; those of one plan, the usual case, cost one query."""
    if rows and "plan_id" in rows[0]:
        known = {plan_id: read_plan(connection, plan_id) for plan_id in {row["plan_id"] for row in rows}}
        return [known[row["plan_id"]] for row in rows]
    return [plan_of(connection, tabell, row) for row in rows]


def refuse_closed(tabell: str, plans: Iterable[Planlage | None]) -> None:
    """Raise InputRefused where one of the plans is closed."""
    for lage in plans:
        if lage and lage.status == Planstatus.AVSLUTAD and tabell not in STILL_OPEN:
            raise InputRefused(closed_text(lage))

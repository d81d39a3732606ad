"""What has become of a record: every change of it and of what hangs below, and its status at every tillfälle."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Select, Table, case, select

from internkontroll.db.models import handelse, handelserad, metadata, plan, tillfalle, uppfoljning
from internkontroll.domain.changes import KINDS
from internkontroll.domain.falt import field_title, find_field, shown_value
from internkontroll.domain.rubrik import post_name
from internkontroll.domain.status import Status, Tillfalletyp
from internkontroll.services.poster import child_columns, reference_name
from internkontroll.services.redigera.posts import CHUNK, plain_rows

_HIDDEN = {
    "id",
    "uuid",
    "version",
    "identitet",
    "sortnyckel",
    "plan_id",
    "tillfalle_id",
    "sha256",
    "mediatyp",
    "ordning",
}
"""Columns that say nothing to people."""

_SAID_IN_FIELDS = {
    "uppfoljning": ("status", "kommentar", "klart_datum"),
    "bedomning": ("sannolikhet", "konsekvens", "skal_sannolikhet", "skal_konsekvens"),
}
"""Table whose new rows are changes of the record above → the fields that they change."""


@dataclass(frozen=True, slots=True)
class Andring:
    """One field of one record at one moment. `tid`: UTC, ISO 8601; `falt`: its title; values as people read them.

    `post_titel` names the record where it is another than the one asked for, else it is empty.
    """

    handelse_id: int
    tid: str
    anvandare: str
    rubrik: str
    skal: str | None
    tabell: str
    post_id: int
    post_titel: str
    falt: str
    var: str
    blev: str


class Tillfallesrad(NamedTuple):
    """What was said of an åtgärd or a kontroll at one tillfälle."""

    ar: int
    tillfalle: Tillfalletyp
    status: Status | None
    kommentar: str | None
    klart_datum: date | None


def load_history(connection: Connection, tabell: str, post_id: int, limit: int = 500) -> list[Andring]:
    """The changes of the record and of what hangs below it, newest first, at most `limit` rows of the log."""
    rows = _logged(connection, _family(connection, tabell, post_id), limit)
    namer = _Namer(connection)
    changes = []
    for row in rows:
        title = "" if (row.tabell, row.post) == (tabell, post_id) else namer.title(row.tabell, row.post)
        changes += [_change(row, title, *said) for said in namer.said(row)]
    return changes


def load_event_changes(connection: Connection, handelse_id: int, limit: int = 500) -> list[Andring]:
    """What one operation changed, in the order it was done: at most `limit` rows of the log, every one named."""
    query = (
        select(handelserad, handelse.c.tid, handelse.c.anvandare, handelse.c.rubrik, handelse.c.skal)
        .join(handelse, handelse.c.id == handelserad.c.handelse_id)
        .where(handelserad.c.handelse_id == handelse_id)
        .order_by(handelserad.c.id)
        .limit(limit)
    )
    namer = _Namer(connection)
    return [
        _change(row, namer.title(row.tabell, row.post, row.blev or row.var), *said)
        for row in connection.execute(query)
        for said in namer.said(row)
    ]


def load_tillfallen(connection: Connection, tabell: str, post_id: int) -> list[Tillfallesrad]:
    """Every tillfälle that said something of the åtgärd or kontroll, over all years, oldest first."""
    table = metadata.tables[tabell]
    identity = select(table.c.identitet).where(table.c.id == post_id).scalar_subquery()
    order = case({str(typ): place for place, typ in enumerate(Tillfalletyp)}, value=tillfalle.c.typ)
    query = (
        select(plan.c.ar, tillfalle.c.typ, uppfoljning.c.status, uppfoljning.c.kommentar, uppfoljning.c.klart_datum)
        .select_from(uppfoljning)
        .join(tillfalle, tillfalle.c.id == uppfoljning.c.tillfalle_id)
        .join(plan, plan.c.id == tillfalle.c.plan_id)
        .join(table, table.c.id == uppfoljning.c[f"{tabell}_id"])
        .where(table.c.identitet == identity)
        .order_by(plan.c.ar, order)
    )
    return [
        Tillfallesrad(ar, Tillfalletyp(typ), status and Status(status), kommentar, klart)
        for ar, typ, status, kommentar, klart in connection.execute(query)
    ]


def _family(connection: Connection, tabell: str, post_id: int) -> dict[str, list[int]]:
    """Table → the records there: the one asked for and all that hangs below it, in the papperskorg or not."""
    family: dict[str, list[int]] = {}
    waiting = [(tabell, [post_id])]
    while waiting:
        name, posts = waiting.pop()
        family.setdefault(name, []).extend(posts)
        for below, owner in child_columns(name).items():
            if children := _below(connection, metadata.tables[below], owner, posts):
                waiting.append((below, children))
    return family


def _below(connection: Connection, table: Table, owner: str, posts: Sequence[int]) -> list[int]:
    found: list[int] = []
    for start in range(0, len(posts), CHUNK):
        query = select(table.c.id).where(table.c[owner].in_(posts[start : start + CHUNK]))
        found += connection.execute(query).scalars()
    return found


def _logged(connection: Connection, family: Mapping[str, Sequence[int]], limit: int) -> list[Row[Any]]:
    found: dict[int, Row[Any]] = {}
    for tabell, posts in family.items():
        for start in range(0, len(posts), CHUNK):
            query = _log_query(tabell, posts[start : start + CHUNK], limit)
            found |= {row.id: row for row in connection.execute(query)}
    return sorted(found.values(), key=lambda row: (-row.handelse_id, row.id))[:limit]


def _log_query(tabell: str, posts: Sequence[int], limit: int) -> Select[Any]:
    return (
        select(handelserad, handelse.c.tid, handelse.c.anvandare, handelse.c.rubrik, handelse.c.skal)
        .join(handelse, handelse.c.id == handelserad.c.handelse_id)
        .where(handelserad.c.tabell == tabell, handelserad.c.post.in_(posts))
        .order_by(handelserad.c.handelse_id.desc(), handelserad.c.id)
        .limit(limit)
    )


def _title(connection: Connection, tabell: str, row: Mapping[str, Any]) -> str:
    """The record's name; of an uppföljning the åtgärd's or kontroll's, with the tillfälle."""
    if tabell != "uppfoljning":
        return post_name(tabell, row)
    owner = "atgard" if row["atgard_id"] else "kontroll"
    query = select(tillfalle.c.typ, plan.c.ar).join(plan, plan.c.id == tillfalle.c.plan_id)
    typ, ar = connection.execute(query.where(tillfalle.c.id == row["tillfalle_id"])).one()
    return f"{Tillfalletyp(typ).label} {ar}: {reference_name(connection, f'{owner}_id', row[f'{owner}_id'])}"


def _gone(tabell: str, logged: str) -> str:
    """The name of a record that has been taken away for good."""
    values = json.loads(logged)
    return post_name(tabell, values) if isinstance(values, dict) and "id" in values else KINDS[tabell][0].capitalize()


def _change(row: Row[Any], title: str, falt: str, var: str, blev: str) -> Andring:
    return Andring(
        row.handelse_id, row.tid, row.anvandare, row.rubrik, row.skal, row.tabell, row.post, title, falt, var, blev
    )


class _Namer:
    """Puts rows of the log into words; what is referred to is looked up once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._names: dict[tuple[str, int], str] = {}
        self._titles: dict[tuple[str, int], str] = {}

    def title(self, tabell: str, post: int, logged: str = "{}") -> str:
        """What the record is called that a row is about; one that is gone by what the log says (JSON)."""
        if (tabell, post) not in self._titles:
            table = metadata.tables[tabell]
            rows = plain_rows(self._connection, select(table).where(table.c.id == post))
            self._titles[tabell, post] = _title(self._connection, tabell, rows[0]) if rows else _gone(tabell, logged)
        return self._titles[tabell, post]

    def said(self, row: Row[Any]) -> Iterator[tuple[str, str, str]]:
        """Title, was, is: of the field, or of every field that a new or deleted row says something in."""
        if row.falt is not None:
            if row.falt not in _HIDDEN:
                yield self._field(row.tabell, row.falt, json.loads(row.var), json.loads(row.blev))
        elif row.tabell in _SAID_IN_FIELDS:
            values = json.loads(row.blev or row.var)
            for name in _SAID_IN_FIELDS[row.tabell]:
                if name in values:
                    pair = (None, values[name]) if row.blev else (values[name], None)
                    yield self._field(row.tabell, name, *pair)
        else:
            yield self._whole(row)

    def _whole(self, row: Row[Any]) -> tuple[str, str, str]:
        values = json.loads(row.blev or row.var)
        kind = KINDS[row.tabell][0].capitalize()
        name = self._name(row.tabell, values)
        return (f"{kind} tillkom", "", name) if row.blev else (f"{kind} togs bort", name, "")

    def _name(self, tabell: str, values: Mapping[str, Any]) -> str:
        """The record's name; of what belongs to a unit, the unit's with the period."""
        if tabell not in ("egenkontroll_enhet", "utfall"):
            return post_name(tabell, values)
        return " ".join(filter(None, [self._shown(tabell, "enhet_id", values["enhet_id"]), values.get("period")]))

    def _field(self, tabell: str, falt: str, var: Any, blev: Any) -> tuple[str, str, str]:
        return field_title(tabell, falt), self._shown(tabell, falt, var), self._shown(tabell, falt, blev)

    def _shown(self, tabell: str, falt: str, value: Any) -> str:
        if falt == "borttagen":
            return "I papperskorgen" if value else "Framme"
        if falt.endswith("_id") and value is not None:
            key = (falt, int(value))
            if key not in self._names:
                self._names[key] = reference_name(self._connection, *key)
            return self._names[key]
        return shown_value(find_field(tabell, falt), value)

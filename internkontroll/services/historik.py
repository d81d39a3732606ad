"""What has become of a record: every change of it and of what hangs below, and its status at every tillfälle."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from internkontroll.domain.changes import KINDS
from internkontroll.domain.falt import field_title, find_field, shown_value
from internkontroll.domain.rubrik import post_name
from internkontroll.domain.status import Status, Tillfalletyp
from internkontroll.services.poster import child_columns, reference_name
from internkontroll.services.records import Source, ask, day, records

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

_LINKS = {"egenkontroll_enhet": "enhet_id", "risk_mal": "mal_id"}
"""Table of links → the column of what is linked, by which they are known."""

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


class Loggrad(NamedTuple):
    """A row of the log with its operation; `var` and `blev` are JSON."""

    id: int
    handelse_id: int
    tabell: str
    post: int
    falt: str | None
    var: str | None
    blev: str | None
    tid: str
    anvandare: str
    rubrik: str
    skal: str | None


_LOGGED = """
    SELECT rad.id, rad.handelse_id, rad.tabell, rad.post, rad.falt, rad.var, rad.blev,
        handelse.tid, handelse.anvandare, handelse.rubrik, handelse.skal
    FROM handelserad AS rad JOIN handelse ON handelse.id = rad.handelse_id """

_OF_POSTS = """
    WHERE rad.tabell = ? AND rad.post IN (SELECT value FROM json_each(?))
    ORDER BY rad.handelse_id DESC, rad.id LIMIT ?"""

_OF_EVENT = "WHERE rad.handelse_id = ? ORDER BY rad.id LIMIT ?"


def load_history(source: Source, tabell: str, post_id: int, limit: int = 500) -> list[Andring]:
    """The changes of the record and of what hangs below it, newest first, at most `limit` rows of the log."""
    rows = _logged(source, _family(source, tabell, post_id), limit)
    namer = _Namer(source)
    changes = []
    for row in rows:
        title = "" if (row.tabell, row.post) == (tabell, post_id) else namer.title(row.tabell, row.post)
        changes += [_change(row, title, *said) for said in namer.said(row)]
    return changes


def load_event_changes(source: Source, handelse_id: int, limit: int = 500) -> list[Andring]:
    """What one operation changed, in the order it was done: at most `limit` rows of the log, every one named."""
    rows = [Loggrad(*row) for row in ask(source, _LOGGED + _OF_EVENT, (handelse_id, limit))]
    namer = _Namer(source)
    return [
        _change(row, namer.title(row.tabell, row.post, row.blev or row.var or "{}"), *said)
        for row in rows
        for said in namer.said(row)
    ]


def load_tillfallen(source: Source, tabell: str, post_id: int) -> list[Tillfallesrad]:
    """Every tillfälle that said something of the åtgärd or kontroll, over all years, oldest first."""
    query = f"""
        SELECT plan.ar, tillfalle.typ, uppfoljning.status, uppfoljning.kommentar, uppfoljning.klart_datum
        FROM uppfoljning
        JOIN tillfalle ON tillfalle.id = uppfoljning.tillfalle_id
        JOIN plan ON plan.id = tillfalle.plan_id
        JOIN {tabell} AS post ON post.id = uppfoljning.{tabell}_id
        WHERE post.identitet = (SELECT identitet FROM {tabell} WHERE id = ?)"""  # noqa: S608 - names of ours only
    rows = [
        Tillfallesrad(ar, Tillfalletyp(typ), status and Status(status), kommentar, day(klart))
        for ar, typ, status, kommentar, klart in ask(source, query, (post_id,))
    ]
    order = list(Tillfalletyp)
    return sorted(rows, key=lambda one: (one.ar, order.index(one.tillfalle)))


def _family(source: Source, tabell: str, post_id: int) -> dict[str, list[int]]:
    """Table → the records there: the one asked for and all that hangs below it, in the papperskorg or not."""
    family: dict[str, list[int]] = {}
    waiting = [(tabell, [post_id])]
    while waiting:
        name, posts = waiting.pop()
        family.setdefault(name, []).extend(posts)
        for below, owner in child_columns(name).items():
            query = f"SELECT id FROM {below} WHERE {owner} IN (SELECT value FROM json_each(?))"  # noqa: S608
            if children := [child for (child,) in ask(source, query, (str(posts),))]:
                waiting.append((below, children))
    return family


def _logged(source: Source, family: Mapping[str, Sequence[int]], limit: int) -> list[Loggrad]:
    found = [
        Loggrad(*row)
        for tabell, posts in family.items()
        for row in ask(source, _LOGGED + _OF_POSTS, (tabell, str(posts), limit))
    ]
    return sorted(found, key=lambda row: (-row.handelse_id, row.id))[:limit]


def _title(source: Source, tabell: str, row: Mapping[str, Any]) -> str:
    """The record's name; of an uppföljning the åtgärd's or kontroll's, with the tillfälle."""
    if tabell in _LINKS:
        return reference_name(source, _LINKS[tabell], row[_LINKS[tabell]])
    if tabell != "uppfoljning":
        return post_name(tabell, row)
    owner = "atgard" if row["atgard_id"] else "kontroll"
    query = "SELECT typ, ar FROM tillfalle JOIN plan ON plan.id = tillfalle.plan_id WHERE tillfalle.id = ?"
    ((typ, ar),) = ask(source, query, (row["tillfalle_id"],))
    return f"{Tillfalletyp(typ).label} {ar}: {reference_name(source, f'{owner}_id', row[f'{owner}_id'])}"


def _gone(tabell: str, logged: str) -> str:
    """The name of a record that has been taken away for good."""
    values = json.loads(logged)
    return post_name(tabell, values) if isinstance(values, dict) and "id" in values else KINDS[tabell][0].capitalize()


def _value(logged: str | None) -> Any:
    return None if logged is None else json.loads(logged)


def _change(row: Loggrad, title: str, falt: str, var: str, blev: str) -> Andring:
    return Andring(
        row.handelse_id, row.tid, row.anvandare, row.rubrik, row.skal, row.tabell, row.post, title, falt, var, blev
    )


class _Namer:
    """Puts rows of the log into words; what is referred to is looked up once."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._names: dict[tuple[str, int], str] = {}
        self._titles: dict[tuple[str, int], str] = {}

    def title(self, tabell: str, post: int, logged: str = "{}") -> str:
        """What the record is called that a row is about; one that is gone by what the log says (JSON)."""
        if (tabell, post) not in self._titles:
            rows = records(self._source, tabell, "WHERE id = ?", (post,))
            self._titles[tabell, post] = _title(self._source, tabell, rows[0]) if rows else _gone(tabell, logged)
        return self._titles[tabell, post]

    def said(self, row: Loggrad) -> Iterator[tuple[str, str, str]]:
        """Title, was, is: of the field, or of every field that a new or deleted row says something in."""
        if row.falt is not None:
            if row.falt not in _HIDDEN:
                yield self._field(row.tabell, row.falt, _value(row.var), _value(row.blev))
        elif row.tabell in _SAID_IN_FIELDS:
            values = _value(row.blev or row.var)
            for name in _SAID_IN_FIELDS[row.tabell]:
                if name in values:
                    pair = (None, values[name]) if row.blev else (values[name], None)
                    yield self._field(row.tabell, name, *pair)
        else:
            yield self._whole(row)

    def _whole(self, row: Loggrad) -> tuple[str, str, str]:
        values = _value(row.blev or row.var)
        kind = KINDS[row.tabell][0].capitalize()
        name = self._name(row.tabell, values)
        return (f"{kind} tillkom", "", name) if row.blev else (f"{kind} togs bort", name, "")

    def _name(self, tabell: str, values: Mapping[str, Any]) -> str:
        """The record's name; of what belongs to a unit, the unit's with the period."""
        if tabell == "risk_mal":
            return self._shown(tabell, "mal_id", values["mal_id"])
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
                self._names[key] = reference_name(self._source, *key)
            return self._names[key]
        return shown_value(find_field(tabell, falt), value)

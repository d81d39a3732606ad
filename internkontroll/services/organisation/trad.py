"""The organisation on a day, and what has happened to each unit."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, Select, select

from internkontroll.db.models import enhet, enhet_version
from internkontroll.domain.falt import find_field, shown_value
from internkontroll.domain.words import Enhetsniva
from internkontroll.services.poster import unit_names
from internkontroll.services.redigera.posts import Post, plain_rows, read_rows

LEVELS = tuple(Enhetsniva)


@dataclass(frozen=True, slots=True)
class Enhetsnod:
    """A unit as it is on the day, with those below it; `fran`: since when it is as it is.

    `niva_ord` is the level as people read it; `uppgick_i` the name of the unit that took over.
    """

    id: int
    version: int
    namn: str
    niva: Enhetsniva
    niva_ord: str
    chef: str | None
    overordnad_id: int | None
    fran: date
    stangd: date | None
    uppgick_i: str | None
    under: tuple["Enhetsnod", ...]


@dataclass(frozen=True, slots=True)
class Handelse:
    """What happened to a unit on a day, in words."""

    dag: date
    text: str


def tree(connection: Connection, namnd_id: int, day: date, *, closed: bool = False) -> tuple[Enhetsnod, ...]:
    """The nämnd's topmost units, each with what is below it, by level and name; with `closed` also what has ended.

    A unit whose superior isn't shown stands at the top; one that comes later isn't there yet.
    """
    rows = _on(connection, namnd_id, day)
    shown = {row["enhet_id"]: row for row in rows if closed or row["stangd"] is None or row["stangd"] > day}
    below: dict[int | None, list[Post]] = defaultdict(list)
    for row in shown.values():
        below[row["overordnad_id"] if row["overordnad_id"] in shown else None].append(row)
    names = unit_names(connection, date.max, [row["uppgick_i_id"] for row in rows if row["uppgick_i_id"]])
    return tuple(_node(row, below, names) for row in _sorted(below[None]))


def history(connection: Connection, enhet_id: int) -> tuple[Handelse, ...]:
    """What has happened to the unit, the latest first."""
    (unit,) = read_rows(connection, "enhet", [enhet_id])
    versions = plain_rows(connection, _versions(enhet_id))
    events = [Handelse(row["fran"], text) for row, text in zip(versions, _changes(connection, versions), strict=True)]
    into = select(enhet).where(enhet.c.uppgick_i_id == enhet_id)
    for other in plain_rows(connection, into):
        events.append(Handelse(other["stangd"], f"{_name(connection, other['id'], date.max)} gick upp i enheten."))
    if unit["stangd"]:
        heir = unit["uppgick_i_id"]
        how = f"Stängd. Uppgick i {_name(connection, heir, unit['stangd'])}." if heir else "Stängd."
        events.append(Handelse(unit["stangd"], how))
    return tuple(sorted(events, key=lambda event: event.dag, reverse=True))


def _changes(connection: Connection, versions: Sequence[Post]) -> Iterator[str]:
    """Each version in words, beside the one before it."""
    before: Mapping[str, object] = {}
    for row in versions:
        above = _name(connection, row["overordnad_id"], row["fran"]) if row["overordnad_id"] else "nämnden"
        if not before:
            chef = f" Chef: {row['chef']}." if row["chef"] else ""
            yield f"{row['namn']}, under {above}.{chef}"
        else:
            said = (
                row["namn"] != before["namn"] and f"Bytte namn från {before['namn']} till {row['namn']}.",
                row["overordnad_id"] != before["overordnad_id"] and f"Flyttades till {above}.",
                row["chef"] != before["chef"] and f"Chef: {row['chef'] or 'ingen angiven'}.",
            )
            yield " ".join(filter(None, said)) or "Ingen ändring."
        before = row


def _on(connection: Connection, namnd_id: int, day: date) -> list[Post]:
    """Every unit of the nämnd as it is on the day."""
    query = (
        select(enhet_version, enhet.c.niva, enhet.c.stangd, enhet.c.uppgick_i_id, enhet.c.version.label("enhetens"))
        .join(enhet, enhet.c.id == enhet_version.c.enhet_id)
        .where(enhet.c.namnd_id == namnd_id, enhet_version.c.fran <= day)
        .order_by(enhet_version.c.fran)
    )
    return list({row["enhet_id"]: row for row in plain_rows(connection, query)}.values())


def _node(row: Post, below: Mapping[int | None, Sequence[Post]], names: Mapping[int, str]) -> Enhetsnod:
    return Enhetsnod(
        row["enhet_id"],
        row["enhetens"],
        row["namn"],
        Enhetsniva(row["niva"]),
        shown_value(find_field("enhet", "niva"), row["niva"]),
        row["chef"],
        row["overordnad_id"],
        row["fran"],
        row["stangd"],
        names.get(row["uppgick_i_id"]),
        tuple(_node(one, below, names) for one in _sorted(below.get(row["enhet_id"], ()))),
    )


def _sorted(rows: Sequence[Post]) -> list[Post]:
    return sorted(rows, key=lambda row: (LEVELS.index(row["niva"]), row["sortnyckel"], row["enhet_id"]))


def _versions(enhet_id: int) -> Select[tuple[object, ...]]:
    return select(enhet_version).where(enhet_version.c.enhet_id == enhet_id).order_by(enhet_version.c.fran)


def _name(connection: Connection, enhet_id: int, day: date) -> str:
    return unit_names(connection, day, [enhet_id]).get(enhet_id, "en enhet")

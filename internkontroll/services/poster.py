"""One record with what hangs below it, for the record panel, and what its fields can refer to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from internkontroll.domain.falt import FALT
from internkontroll.domain.falt.frozen import frozen_because
from internkontroll.domain.rubrik import post_name
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.errors import InputRefused
from internkontroll.services.planlage import plan_of
from internkontroll.services.records import Record, Source, ask, columns, records

_CHILDREN: Mapping[str, Mapping[str, str]] = {
    "risk": {
        "bedomning": "risk_id",
        "atgard": "risk_id",
        "kontroll": "risk_id",
        "risk_mal": "risk_id",
        "bilaga": "risk_id",
    },
    "atgard": {"uppfoljning": "atgard_id", "bilaga": "atgard_id"},
    "kontroll": {"uppfoljning": "kontroll_id", "bilaga": "kontroll_id"},
    "granskning": {"rekommendation": "granskning_id", "atgard": "granskning_id", "bilaga": "granskning_id"},
    "egenkontroll": {
        "kontrollpunkt": "egenkontroll_id",
        "egenkontroll_enhet": "egenkontroll_id",
        "utfall": "egenkontroll_id",
    },
    "utfall": {
        "svar": "utfall_id",
        "stickprov": "utfall_id",
        "atgard": "utfall_id",
        "rattelse": "utfall_id",
        "bilaga": "utfall_id",
    },
    "rekommendation": {"atgard": "rekommendation_id"},
}
"""Table → table of what hangs below its records → the column that names the owner."""

_IN_ORDER = ("ordning", "datum", "fas", "tillfalle_id", "filnamn", "kontrollpunkt_id", "id")
"""Columns that children are sorted by, those that they have."""


@dataclass(frozen=True, slots=True)
class Post:
    """A record: its columns as they stand, and what people call it."""

    tabell: str
    id: int
    version: int
    uuid: str
    varden: Mapping[str, Any]
    titel: str
    borttagen: bool


def load_post(source: Source, tabell: str, post_id: int) -> Post:
    """The record, also one in the papperskorg. Raises InputRefused where it is gone for good."""
    rows = records(source, tabell, "WHERE id = ?", (post_id,))
    if not rows:
        raise InputRefused("Posten finns inte längre: någon har ångrat det som skapade den. Läs in sidan igen.")
    return _post(tabell, rows[0])


def children(source: Source, tabell: str, post_id: int) -> dict[str, list[Post]]:
    """Table → what hangs below the record outside the papperskorg, in order; bedömningar oldest first."""
    return {
        below: [_post(below, row) for row in _below(source, below, owner, post_id)]
        for below, owner in _CHILDREN.get(tabell, {}).items()
    }


def frozen_fields(source: Source, post: Post) -> dict[str, str]:
    """Field that can't be changed → why and what to do instead: the nämnd has decided it, or the year is closed."""
    plan = plan_of(source, post.tabell, post.varden)
    reasons = {one.namn: frozen_because(plan, post.tabell, post.varden, one.namn) for one in FALT[post.tabell]}
    return {namn: reason for namn, reason in reasons.items() if reason}


def child_columns(tabell: str) -> Mapping[str, str]:
    """Table of what hangs below the records → the column that names the owner."""
    return _CHILDREN.get(tabell, {})


def references(source: Source, sammanhang: Sammanhang, falt_namn: str) -> list[tuple[int, str]]:
    """What a REFERENCE field can hold: id and name in the order to show. Raises KeyError for another field."""
    return [(post, name) for post, name in _REFERENCES[falt_namn](source, sammanhang)]


def reference_name(source: Source, falt_namn: str, post_id: int) -> str:
    """What the record is called that a REFERENCE field names, also when it can't be chosen any longer."""
    if falt_namn in _UNITS:
        return unit_names(source, date.max, [post_id]).get(post_id, "")
    tabell = "risk" if falt_namn == "lyft_fran_id" else falt_namn.removesuffix("_id")
    rows = records(source, tabell, "WHERE id = ?", (post_id,)) if columns(source, tabell) else []
    return post_name(tabell, rows[0]) if rows else ""


def unit_names(source: Source, day: date, units: list[int] | None = None) -> dict[int, str]:
    """Unit → its name on the day (its first one where it came later), in Swedish order."""
    chosen = ("AND enhet.id IN (SELECT value FROM json_each(?))", (str(units),)) if units is not None else ("", ())
    query = f"""
        SELECT enhet.id, enhet_version.namn FROM enhet JOIN enhet_version ON enhet_version.enhet_id = enhet.id
        WHERE enhet_version.fran = coalesce(
            (SELECT max(fran) FROM enhet_version WHERE enhet_id = enhet.id AND fran <= ?),
            (SELECT min(fran) FROM enhet_version WHERE enhet_id = enhet.id)
        ) {chosen[0]} ORDER BY enhet_version.sortnyckel, enhet.id"""  # noqa: S608 - constants only
    return dict(ask(source, query, (str(day), *chosen[1])))


def _post(tabell: str, row: Record) -> Post:
    return Post(
        tabell,
        row["id"],
        row.get("version", 0),
        row.get("uuid", ""),
        row,
        post_name(tabell, row),
        bool(row.get("borttagen")),
    )


def _below(source: Source, tabell: str, owner: str, post_id: int) -> list[Record]:
    names = columns(source, tabell)
    living = "AND borttagen IS NULL" if "borttagen" in names else ""
    order = ", ".join(name for name in _IN_ORDER if name in names)
    return records(source, tabell, f"WHERE {owner} = ? {living} ORDER BY {order}", (post_id,))


Choice = list[tuple[int, str]]


def _named(source: Source, tabell: str, rest: str, *parameters: Any) -> Choice:
    return [(row["id"], post_name(tabell, row)) for row in records(source, tabell, rest, parameters)]


def _processer(source: Source, sammanhang: Sammanhang) -> Choice:
    rest = "WHERE plan_id = ? AND borttagen IS NULL ORDER BY sortnyckel, id"
    return _named(source, "process", rest, sammanhang.plan_id)


def _of_plan(tabell: str) -> Callable[[Source, Sammanhang], Choice]:
    rest = "WHERE plan_id = ? AND borttagen IS NULL ORDER BY ordning, id"
    return lambda source, sammanhang: _named(source, tabell, rest, sammanhang.plan_id)


def _rekommendationer(source: Source, sammanhang: Sammanhang) -> Choice:
    rest = """JOIN granskning ON granskning.id = rekommendation.granskning_id
        WHERE granskning.plan_id = ? AND granskning.borttagen IS NULL AND rekommendation.borttagen IS NULL
        ORDER BY granskning.ordning, granskning.id, rekommendation.ordning, rekommendation.id"""
    return _named(source, "rekommendation", rest, sammanhang.plan_id)


def _enheter(source: Source, sammanhang: Sammanhang) -> Choice:
    """The units that the nämnd has on the day, and those that were closed within the year."""
    query = "SELECT id FROM enhet WHERE namnd_id = ? AND (stangd IS NULL OR stangd > ?)"
    units = ask(source, query, (sammanhang.namnd_id, f"{sammanhang.ar}-01-01"))
    return list(unit_names(source, sammanhang.idag, [unit for (unit,) in units]).items())


def _lagrum(source: Source, sammanhang: Sammanhang) -> Choice:
    """Those in force at some time of the year; the day tells two wordings apart."""
    rest = """WHERE borttagen IS NULL AND galler_fran <= ? AND (galler_till IS NULL OR galler_till >= ?)
        ORDER BY beteckning, galler_fran"""
    found = records(source, "lagrum", rest, (f"{sammanhang.ar}-12-31", f"{sammanhang.ar}-01-01"))
    return [(row["id"], f"{row['beteckning']} {row['rubrik']}, från {row['galler_fran']}") for row in found]


_UNITS = ("enhet_id", "overordnad_id", "uppgick_i_id")
_REFERENCES: Mapping[str, Callable[[Source, Sammanhang], Choice]] = {
    "process_id": _processer,
    "mal_id": _of_plan("mal"),
    "risk_id": _of_plan("risk"),
    "rekommendation_id": _rekommendationer,
    "lagrum_id": _lagrum,
    **dict.fromkeys(_UNITS, _enheter),
}

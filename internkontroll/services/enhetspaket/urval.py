"""What a unit's package holds: the unit's own, what that hangs on, and nothing of other units."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection

from internkontroll.db.models import metadata
from internkontroll.services.enhetspaket.poster import references
from internkontroll.services.records import Record, records

Rows = dict[str, list[Record]]
"""Table → its records, days as dates."""

_LIVING = "borttagen IS NULL"


def select_unit(connection: Connection, plan_id: int, enhet_id: int, idag: date) -> Rows:
    """All that goes into the unit's package. References to what doesn't are emptied."""
    find = _Finder(connection)
    (plan,) = find("plan", "id = ?", plan_id)
    rows: Rows = {"namnd": find("namnd", "id = ?", plan["namnd_id"]), "plan": [plan]}
    rows |= _units(find, enhet_id, idag)
    rows["allvarsgrad"] = find("allvarsgrad", f"namnd_id = ? AND {_LIVING}", plan["namnd_id"])
    rows |= {tabell: find(tabell, "plan_id = ?", plan_id) for tabell in ("riskskala", "tillfalle")}
    rows |= _controls(find, plan_id, enhet_id, _ids(rows["enhet"]))
    rows |= _risks(find, plan_id, enhet_id, _ids(rows["utfall"]))
    used = {
        name: {row[f"{name}_id"] for row in (*rows["risk"], *rows["egenkontroll"]) if row.get(f"{name}_id")}
        for name in ("process", "mal", "lagrum")
    }
    for tabell in ("process", "mal"):
        wanted = f"plan_id = ? AND ({_LIVING} OR id IN (SELECT value FROM json_each(?)))"  # noqa: S608
        rows[tabell] = find(tabell, wanted, plan_id, str(sorted(used[tabell])))
    rows["lagrum"] = find.below("lagrum", "id", used["lagrum"], living=False)
    return _closed(rows)


class _Finder:
    """Reads records of one moment."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def __call__(self, tabell: str, where: str, *parameters: Any) -> list[Record]:
        return records(self._connection, tabell, f"WHERE {where} ORDER BY id", parameters)

    def below(self, tabell: str, column: str, ids: Iterable[int], *, living: bool = True) -> list[Record]:
        """Those whose column is one of the ids, outside the papperskorg unless all are asked for."""
        also = f" AND {_LIVING}" if living else ""
        return self(tabell, f"{column} IN (SELECT value FROM json_each(?)){also}", str(sorted(ids)))  # noqa: S608 - names of ours


def _units(find: _Finder, enhet_id: int, idag: date) -> Rows:
    """The unit with its whole history, and those above it as they are called now, without their chiefs."""
    versions = find("enhet_version", "enhet_id = ?", enhet_id)
    chain, above = [enhet_id], _latest(versions, idag)["overordnad_id"]
    superiors: list[Record] = []
    while above is not None and above not in chain:
        latest = _latest(find("enhet_version", "enhet_id = ?", above), idag)
        superiors.append(latest | {"chef": None})
        chain.append(above)
        above = latest["overordnad_id"]
    return {
        "enhet": [row | {"uppgick_i_id": None} for row in find.below("enhet", "id", chain, living=False)],
        "enhet_version": [*superiors, *versions],
    }


def _latest(versions: Sequence[Record], idag: date) -> Record:
    ordered = sorted(versions, key=lambda row: row["fran"])
    return next((row for row in reversed(ordered) if row["fran"] <= idag), ordered[0])


def _controls(find: _Finder, plan_id: int, enhet_id: int, units: set[int]) -> Rows:
    of_plan = f"SELECT id FROM egenkontroll WHERE plan_id = ? AND {_LIVING}"  # noqa: S608
    wanted = f"enhet_id = ? AND {_LIVING} AND egenkontroll_id IN ({of_plan})"
    utfall = find("utfall", wanted, enhet_id, plan_id)
    controls = {row["egenkontroll_id"] for row in utfall}
    svar = find.below("svar", "utfall_id", _ids(utfall), living=False)
    answered = {row["kontrollpunkt_id"] for row in svar}
    points = find.below("kontrollpunkt", "egenkontroll_id", controls, living=False)
    links = find.below("egenkontroll_enhet", "egenkontroll_id", controls, living=False)
    return {
        "egenkontroll": find.below("egenkontroll", "id", controls),
        "egenkontroll_enhet": [row | {"efter_id": None} for row in links if row["enhet_id"] in units],
        "kontrollpunkt": [row for row in points if row["borttagen"] is None or row["id"] in answered],
        "utfall": utfall,
        "svar": svar,
        "rattelse": find.below("rattelse", "utfall_id", _ids(utfall), living=False),
        "stickprov": find.below("stickprov", "utfall_id", _ids(utfall)),
    }


def _risks(find: _Finder, plan_id: int, enhet_id: int, utfall: set[int]) -> Rows:
    risker = find("risk", f"plan_id = ? AND enhet_id = ? AND {_LIVING}", plan_id, enhet_id)
    atgarder = [*find.below("atgard", "risk_id", _ids(risker)), *find.below("atgard", "utfall_id", utfall)]
    bilagor = [
        row
        for column, ids in (("risk_id", _ids(risker)), ("atgard_id", _ids(atgarder)), ("utfall_id", utfall))
        for row in find.below("bilaga", column, ids)
    ]
    return {
        "risk": risker,
        "bedomning": find.below("bedomning", "risk_id", _ids(risker)),
        "risk_mal": find.below("risk_mal", "risk_id", _ids(risker), living=False),
        "atgard": atgarder,
        "uppfoljning": find.below("uppfoljning", "atgard_id", _ids(atgarder), living=False),
        "bilaga": bilagor,
    }


def _closed(rows: Rows) -> Rows:
    """The rows without references out of the package, and without those that can't be without theirs."""
    kept: Rows = {}
    ids: dict[str, set[int]] = {tabell: _ids(found) for tabell, found in rows.items()}
    for table in metadata.sorted_tables:
        targets = references(table.name)
        for row in rows.get(table.name, ()):
            lost = [name for name, target in targets.items() if row[name] not in (None, *ids.get(target, ()))]
            if all(table.c[name].nullable for name in lost):
                kept.setdefault(table.name, []).append(row | dict.fromkeys(lost))
    return kept


def _ids(rows: Iterable[Mapping[str, Any]]) -> set[int]:
    return {row["id"] for row in rows}

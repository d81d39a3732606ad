"""The register's side of a package: its records that the package is about, and the keys that both know them by."""

import json
from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Connection

from internkontroll.db.models import metadata
from internkontroll.domain.enhetspaket.jamfor import Poster, Varden
from internkontroll.services.enhetspaket.poster import LOCAL, read_raw, record, record_key, uuids

_BELOW = {"svar": "utfall", "uppfoljning": "atgard", "risk_mal": "risk"}
"""Table without a uuid that both sides know → the table of what it is read by."""


_SAME: Mapping[str, Mapping[str, str]] = {
    "tillfalle": {"plan_id": "plan", "typ": ""},
    "utfall": {"egenkontroll_id": "egenkontroll", "enhet_id": "enhet", "period": ""},
}
"""Table → the columns that make two records the same, with the tables that they refer to."""

State = Mapping[str, Mapping[int, Mapping[str, Any]]]
"""Table → id → the row as the package's log has it."""


class Mina:
    """The records of the register that a package names, in one transaction; `ids`: (table, key) → id."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.ids: dict[tuple[str, str], int] = {}
        self.rader: dict[tuple[str, str], dict[str, Any]] = {}
        self._keys: dict[tuple[str, int], str] = {}

    def read(self, theirs: Poster, before: Poster) -> dict[str, dict[str, Varden]]:
        """Those that either state of the package names, and what both sides may have made for the same thing."""
        found: dict[str, dict[str, Varden]] = {}
        for table in metadata.sorted_tables:
            name = table.name
            if name in _BELOW:
                owners = [self.ids[_BELOW[name], key] for key in found.get(_BELOW[name], {})]
                rows = self._where(name, f"{_BELOW[name]}_id", owners)
            elif name in LOCAL or "uuid" not in table.c:
                continue
            else:
                wanted = {*uuids(theirs.get(name, {}).values()), *uuids(before.get(name, {}).values())}
                rows = self._where(name, "uuid", wanted)
            for row in rows:
                values = record(name, row, self._key_of)
                found.setdefault(name, {})[self._remember(name, row, values)] = values
        return found

    def id_of(self, tabell: str, nyckel: str) -> int | None:
        """The record's id, also of one that the package only refers to; None where the register doesn't have it."""
        if (tabell, nyckel) not in self.ids and "uuid" in metadata.tables[tabell].c:
            for row in self._where(tabell, "uuid", [nyckel]):
                self._remember(tabell, row, {"uuid": nyckel})
        return self.ids.get((tabell, nyckel))

    def other_uuids(self, sent: State, after: State) -> dict[str, str]:
        """The package's uuid → the one to know the record by here, where the two have come apart meanwhile.

        A tillfälle, of either kind, that has been made anew for the same period is the same. A question that has
        been reworded in place, since nobody had answered it, is another one than the one that the unit has answered.
        """
        found: dict[str, str] = {}
        for point in sent.get("kontrollpunkt", {}).values():
            found |= self._other_wording(point)
        for state in (sent, after):
            for tabell, same in _SAME.items():
                for row in state.get(tabell, {}).values():
                    found |= self._made_anew(tabell, row, state, same)
        return found

    def _other_wording(self, point: Mapping[str, Any]) -> dict[str, str]:
        for mine in self._where("kontrollpunkt", "uuid", [point["uuid"]]):
            if any(mine[name] != point[name] for name in ("fraga", "svarstyp")):
                said = json.dumps([point["fraga"], point["svarstyp"]])
                return {point["uuid"]: str(uuid5(UUID(point["uuid"]), said))}
        return {}

    def _made_anew(self, tabell: str, row: Mapping[str, Any], state: State, same: Mapping[str, str]) -> dict[str, str]:
        if self._where(tabell, "uuid", [row["uuid"]]):
            return {}
        living = " AND borttagen IS NULL" if "borttagen" in metadata.tables[tabell].c else ""
        conditions, parameters = [], []
        for column, target in same.items():
            conditions.append(f"{column} = (SELECT id FROM {target} WHERE uuid = ?)" if target else f"{column} = ?")  # noqa: S608
            parameters.append(state[target][row[column]]["uuid"] if target else row[column])
        found = read_raw(self.connection, tabell, f"WHERE {' AND '.join(conditions)}{living}", tuple(parameters))
        return {row["uuid"]: found[0]["uuid"]} if found else {}

    def _where(self, tabell: str, column: str, wanted: Collection[Any]) -> list[dict[str, Any]]:
        if not wanted:
            return []
        rest = f"WHERE {column} IN (SELECT value FROM json_each(?)) ORDER BY id"  # noqa: S608 - names of ours only
        return read_raw(self.connection, tabell, rest, (json.dumps(sorted(wanted)),))

    def _remember(self, tabell: str, row: dict[str, Any], values: Varden) -> str:
        key = record_key(tabell, values)
        self.ids[tabell, key] = row["id"]
        self.rader[tabell, key] = row
        return key

    def _key_of(self, tabell: str, post: int) -> str:
        if (tabell, post) not in self._keys:
            query = f'SELECT uuid FROM "{tabell}" WHERE id = ?'  # noqa: S608 - names of ours only
            self._keys[tabell, post] = str(self.connection.exec_driver_sql(query, (post,)).scalar())
        return self._keys[tabell, post]

"""Where a merge writes: the plan and its tillfälle, the names that are known, and the report of what changed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import RowMapping, Table, select

from internkontroll.db import models
from internkontroll.db.writer import Values, Writer
from internkontroll.domain.changes import Change, Changes
from internkontroll.domain.underlag import Underlag
from internkontroll.services.merge.matching import Key, Match, match_rows

_NAMED_BY = {
    "process_id": (models.process, "id"),
    "mal_id": (models.mal, "id"),
    "enhet_id": (models.enhet_version, "enhet_id"),
    "overordnad_id": (models.enhet_version, "enhet_id"),
}
"""Column that refers to another record → the table that has its name, and the column that it refers to there."""


@dataclass(slots=True)
class Target:
    """The plan that an `Underlag` is merged into. `plan_is_new`: nothing of it needs to be looked up."""

    writer: Writer
    changes: Changes
    underlag: Underlag
    namnd_id: int
    plan: Values
    plan_is_new: bool
    tillfalle_id: int
    enheter: dict[str, int] = field(default_factory=dict)
    processer: dict[str, int] = field(default_factory=dict)
    mal: dict[str, int] = field(default_factory=dict)
    _identities: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def plan_id(self) -> int:
        """The plan's row."""
        return int(self.plan["id"])

    def load(self, table: Table, owner: str = "plan_id") -> dict[int | None, list[RowMapping]]:
        """The plan's rows of `table` outside the papperskorg, in order, by the value of column `owner`."""
        rows: dict[int | None, list[RowMapping]] = defaultdict(list)
        if self.plan_is_new:
            return rows
        query = select(table).where(table.c.plan_id == self.plan_id, table.c.borttagen.is_(None))
        for row in self.writer.connection.execute(query.order_by(table.c.ordning, table.c.id)).mappings():
            rows[row[owner]].append(row)
        return rows

    def match(self, table: Table, existing: Sequence[RowMapping], incoming: Sequence[Any], *keys: Key) -> list[Match]:
        """`match_rows`; the rows that the file doesn't name are reported as left alone."""
        matches, left = match_rows(existing, incoming, *keys)
        self.changes.untouched += [(table.name, name_of(row)) for row in left]
        return matches

    def save(
        self, table: Table, row: Values | None, values: Mapping[str, Any], name: str, *, whole: bool = False
    ) -> int:
        """Insert `values`, or update `row` with those that say something (all if `whole`); returns the id."""
        if row is None:
            self.changes.new[table.name] += 1
            return self.writer.insert(table, values)
        said = {field: value for field, value in values.items() if whole or value is not None or field in _NAMED_BY}
        self.note(table, name, self.writer.update(table, row, said))
        return int(row["id"])

    def references(self, **names: str | None) -> dict[str, int | None]:
        """The columns for what is said of other records: the empty name is none, and None says nothing."""
        known = {"process_id": self.processer, "mal_id": self.mal, "enhet_id": self.enheter}
        return {column: known[column][name] if name else None for column, name in names.items() if name is not None}

    def note(self, table: Table, name: str, fields: Mapping[str, tuple[Any, Any]]) -> None:
        """Report changed fields (field → was, is); what refers to another record says what that one is called."""
        for column, pair in fields.items():
            was, value = (self.named(column, one) for one in pair) if column in _NAMED_BY else pair
            self.changes.changed.append(Change(table.name, name, column.removesuffix("_id"), was, value))

    def named(self, column: str, post: int | None) -> str | None:
        """What the record is called that the column refers to."""
        named_by, key = _NAMED_BY[column]
        self.writer.flush()
        query = select(named_by).where(named_by.c[key] == post).order_by(named_by.c.id)
        rows = self.writer.connection.execute(query).mappings().all()
        return name_of(rows[-1]) if rows else None

    def save_owned(self, table: Table, match: Match, values: Mapping[str, Any], name: str) -> int:
        """`save` for a record of the plan: its place, and for a new one its plan and identity over the years."""
        values = {**values, "ordning": match.ordning}
        if match.row is None:
            values |= {"plan_id": self.plan_id, "identitet": self._identity(table, name)}
        return self.save(table, match.row, values, name)

    def _identity(self, table: Table, name: str) -> str | None:
        """The identity of the record of that name in the nämnd's other years; None where it is new."""
        if table.name not in self._identities:
            self._identities[table.name] = self._other_years(table)
        return self._identities[table.name].pop(name, None)

    def _other_years(self, table: Table) -> dict[str, str]:
        if table is models.atgard:
            # The same words under two risks are two åtgärder: only a decision to carry over makes them one.
            return {}
        ours = select(table.c.identitet).where(table.c.plan_id == self.plan_id)
        query = (
            select(table)
            .join(models.plan, models.plan.c.id == table.c.plan_id)
            .where(models.plan.c.namnd_id == self.namnd_id, table.c.borttagen.is_(None))
            .where(table.c.plan_id != self.plan_id, table.c.identitet.not_in(ours))
            .order_by(models.plan.c.ar)
        )
        return {name_of(row): row["identitet"] for row in self.writer.connection.execute(query).mappings()}


_NAMES = ("kontroll", "avtal", "beskrivning", "nummer", "namn", "fraga", "period")


def name_of(row: Values) -> str:
    """What a record is called in reports: the text that people know it by."""
    return str(next((row[name] for name in _NAMES if name in row), row["id"]))

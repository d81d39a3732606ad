"""Åtgärder of every owner in one mould, and the status and comment of this tillfälle."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import RowMapping, select

from internkontroll.db import models
from internkontroll.domain.status import Status
from internkontroll.domain.underlag import Atgard
from internkontroll.services.merge.matching import by
from internkontroll.services.merge.target import Target


class AtgardMerger:
    """Merges the åtgärder whose owner stands in column `owner` (risk_id, granskning_id or utfall_id)."""

    def __init__(self, target: Target, owner: str) -> None:
        self._target = target
        self._owner = owner
        self._existing = target.load(models.atgard, owner)
        self._uppfoljningar = Uppfoljningar(target, "atgard_id")

    def merge(self, owner_id: int, atgarder: Sequence[Atgard]) -> None:
        """One owner's åtgärder: matched by beskrivning, what is left over by place."""
        target = self._target
        existing = self._existing.get(owner_id, [])
        places = {id(atgard): place for place, atgard in enumerate(atgarder)}
        by_place = (lambda row: row["ordning"]), (lambda atgard: places[id(atgard)])
        for match in target.match(models.atgard, existing, atgarder, by("beskrivning"), by_place):
            atgard: Atgard = match.incoming
            values = {
                self._owner: owner_id,
                "beskrivning": atgard.beskrivning,
                "ansvarig": atgard.ansvarig,
                "slutdatum": atgard.slutdatum,
            }
            atgard_id = target.save_owned(models.atgard, match, values, atgard.beskrivning)
            self._uppfoljningar.merge(atgard_id, atgard.status, atgard.kommentar, atgard.beskrivning)


class Uppfoljningar:
    """Status and comment at this tillfälle, of åtgärder or of kontroller (column `owner`)."""

    def __init__(self, target: Target, owner: str) -> None:
        self._target = target
        self._owner = owner
        # Of a kontroll the format says both in one text: what that text lacks is said not to be.
        self._whole = owner == "kontroll_id"
        self._known: dict[int, RowMapping] = {}
        if not target.plan_is_new:
            query = select(models.uppfoljning).where(models.uppfoljning.c.tillfalle_id == target.tillfalle_id)
            rows = target.writer.connection.execute(query).mappings()
            self._known = {row[owner]: row for row in rows if row[owner] is not None}

    def merge(self, owner_id: int, status: Status | None, kommentar: str | None, name: str) -> None:
        """Set what is said; nothing said at all leaves no row."""
        if status is None and kommentar is None:
            return
        target, row = self._target, self._known.get(owner_id)
        values: dict[str, Any] = {"status": status, "kommentar": kommentar}
        if row is None:
            values |= {"plan_id": target.plan_id, "tillfalle_id": target.tillfalle_id, self._owner: owner_id}
        target.save(models.uppfoljning, row, values, name, whole=self._whole)

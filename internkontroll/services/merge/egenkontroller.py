"""Egenkontroller with kontrollpunkter, units, outcomes, answers and the åtgärder of deviations."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import RowMapping, Table, select

from internkontroll.db import models
from internkontroll.domain.underlag import Egenkontroll, Utfall
from internkontroll.domain.words import Svarsord, Svarstyp
from internkontroll.errors import InputRefused
from internkontroll.importing.schema import shown
from internkontroll.services.merge.atgarder import AtgardMerger
from internkontroll.services.merge.matching import by
from internkontroll.services.merge.target import Target

_UTFALL_MEMBERS = ("datum", "utford_av", "antal_granskade", "antal_avvikelser", "resultat", "kommentar")


def merge_egenkontroller(target: Target) -> None:
    """The file's egenkontroller; matched by id, then by name."""
    existing = [row for rows in target.load(models.egenkontroll).values() for row in rows]
    parts = _Parts(target)
    keys = (by("beteckning", "id"), by("namn"))
    for match in target.match(models.egenkontroll, existing, target.underlag.egenkontroller, *keys):
        control: Egenkontroll = match.incoming
        values = {
            "beteckning": control.id,
            "namn": control.namn,
            "metod": control.metod,
            "frekvens": control.frekvens,
            "ansvarig": control.ansvarig,
            **target.references(process_id=control.process),
        }
        control_id = target.save_owned(models.egenkontroll, match, values, control.namn)
        points = parts.merge_kontrollpunkter(control_id, control.kontrollpunkter)
        parts.merge_enheter(control_id, control.enheter)
        parts.merge_utfall(control_id, control, points)


class _Parts:
    """What hangs on the plan's egenkontroller, loaded once."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._kontrollpunkter = self._load(models.kontrollpunkt)
        self._enheter = self._load(models.egenkontroll_enhet)
        self._utfall = self._load(models.utfall)
        self._svar = {(row["utfall_id"], row["kontrollpunkt_id"]): row for row in _flat(self._load(models.svar))}
        # Åtgärder of outcomes stand in the plan like the others, so the merger finds them by their owner.
        self._atgarder = AtgardMerger(target, "utfall_id")

    def _load(self, table: Table) -> dict[int, list[RowMapping]]:
        rows: dict[int, list[RowMapping]] = defaultdict(list)
        if self._target.plan_is_new:
            return rows
        query = (
            select(table)
            .join(models.egenkontroll, models.egenkontroll.c.id == table.c.egenkontroll_id)
            .where(models.egenkontroll.c.plan_id == self._target.plan_id)
        )
        if "borttagen" in table.c:
            query = query.where(table.c.borttagen.is_(None))
        order = (table.c.ordning, table.c.id) if "ordning" in table.c else (table.c.id,)
        for row in self._target.writer.connection.execute(query.order_by(*order)).mappings():
            rows[row["egenkontroll_id"]].append(row)
        return rows

    def merge_kontrollpunkter(self, control_id: int, questions: Sequence[str]) -> list[int]:
        """The ids of those that ask for a word: they have no name but their place, and answers follow the place."""
        ids = []
        existing = self._kontrollpunkter[control_id]
        for index, question in enumerate(questions):
            row = existing[index] if index < len(existing) else None
            values: dict[str, Any] = {"fraga": question}
            if row is None:
                values |= {"egenkontroll_id": control_id, "ordning": index, "svarstyp": Svarstyp.JA_NEJ}
            point = self._target.save(models.kontrollpunkt, row, values, question)
            if row is None or row["svarstyp"] == Svarstyp.JA_NEJ:
                ids.append(point)
        self._target.changes.untouched += [("kontrollpunkt", row["fraga"]) for row in existing[len(questions) :]]
        return ids

    def merge_enheter(self, control_id: int, names: Sequence[str]) -> None:
        """Link the units; links that the file doesn't name stay."""
        known = {row["enhet_id"] for row in self._enheter[control_id]}
        left = known - {self._target.enheter[name] for name in names}
        self._target.changes.untouched += [
            ("egenkontroll_enhet", str(self._target.named("enhet_id", enhet_id))) for enhet_id in sorted(left)
        ]
        for name in names:
            enhet_id = self._target.enheter[name]
            if enhet_id not in known:
                values = {"egenkontroll_id": control_id, "enhet_id": enhet_id, "ordning": len(known)}
                self._target.save(models.egenkontroll_enhet, None, values, name)
                known.add(enhet_id)

    def merge_utfall(self, control_id: int, control: Egenkontroll, points: Sequence[int]) -> None:
        """The outcomes; matched by unit and period."""
        target = self._target
        by_unit_and_period = (
            (lambda row: (row["enhet_id"], row["period"])),
            (lambda utfall: (target.enheter[utfall.enhet], utfall.period)),
        )
        for match in target.match(models.utfall, self._utfall[control_id], control.utfall, by_unit_and_period):
            utfall: Utfall = match.incoming
            values: dict[str, Any] = {name: getattr(utfall, name) for name in _UTFALL_MEMBERS}
            values["ordning"] = match.ordning
            if match.row is None:
                enhet_id = target.enheter[utfall.enhet]
                values |= {"egenkontroll_id": control_id, "enhet_id": enhet_id, "period": utfall.period}
            name = f"{control.namn}, {utfall.enhet}, {utfall.period}"
            utfall_id = target.save(models.utfall, match.row, values, name)
            self._merge_svar(control_id, utfall_id, utfall.svar, points, name)
            self._atgarder.merge(utfall_id, utfall.atgarder)

    def _merge_svar(
        self, control_id: int, utfall_id: int, words: Sequence[Svarsord], points: Sequence[int], name: str
    ) -> None:
        if len(words) > len(points):
            raise InputRefused(
                f"egenkontrollen {shown(name)}: Det finns {len(words)} svar men {len(points)} kontrollpunkter som "
                "besvaras med ett ord. Ta bort svar eller lägg till kontrollpunkter."
            )
        for word, point in zip(words, points, strict=False):
            row = self._svar.get((utfall_id, point))
            values: dict[str, Any] = {"svar": word}
            if row is None:
                values |= {"egenkontroll_id": control_id, "utfall_id": utfall_id, "kontrollpunkt_id": point}
            self._target.save(models.svar, row, values, name)


def _flat(rows: dict[int, list[RowMapping]]) -> list[RowMapping]:
    return [row for group in rows.values() for row in group]

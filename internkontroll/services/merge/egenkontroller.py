"""Egenkontroller with kontrollpunkter, units, outcomes, answers and the åtgärder of deviations."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import RowMapping, Table, func, select

from internkontroll.db import models
from internkontroll.domain.underlag import Egenkontroll, Utfall
from internkontroll.domain.words import Svarsord, Svarstyp
from internkontroll.errors import InputRefused
from internkontroll.importing.schema import shown
from internkontroll.services.egenkontroll.fragor import reword
from internkontroll.services.merge.atgarder import AtgardMerger
from internkontroll.services.merge.matching import Match, by
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
        self._identities: dict[int, str] = {}
        self._svar = self._load_svar()
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

    def _load_svar(self) -> dict[tuple[int, str], RowMapping]:
        """Utfall and identity of the question → the answer in a word, in whatever words the question was asked."""
        if self._target.plan_is_new:
            return {}
        svar, point, control = models.svar, models.kontrollpunkt, models.egenkontroll
        query = (
            select(svar, func.coalesce(point.c.identitet, point.c.uuid).label("fraga"))
            .join(point, point.c.id == svar.c.kontrollpunkt_id)
            .join(control, control.c.id == point.c.egenkontroll_id)
            .where(control.c.plan_id == self._target.plan_id, point.c.svarstyp == Svarstyp.JA_NEJ)
            .order_by(point.c.borttagen.is_(None))  # the answer to what is asked now is the one that counts
        )
        rows = self._target.writer.connection.execute(query).mappings()
        return {(row["utfall_id"], row["fraga"]): row for row in rows}

    def merge_kontrollpunkter(self, control_id: int, questions: Sequence[str]) -> list[int]:
        """The ids of those that ask for a word: matched by their words, then by their place.

        One that somebody has answered gets other words as a new one, which the answers don't move to.
        """
        existing = self._kontrollpunkter[control_id]
        places = {row["id"]: place for place, row in enumerate(existing)}
        by_words = (lambda row: row["fraga"]), (lambda asked: asked[1])
        by_place = (lambda row: places[row["id"]]), (lambda asked: asked[0])
        ids = []
        matches = self._target.match(models.kontrollpunkt, existing, list(enumerate(questions)), by_words, by_place)
        for match, place in zip(matches, _places(existing, matches), strict=True):
            point = self._save_point(control_id, match, {"fraga": match.incoming[1], "ordning": place})
            if match.row is None or match.row["svarstyp"] == Svarstyp.JA_NEJ:
                ids.append(point)
        return ids

    def _save_point(self, control_id: int, match: Match, values: dict[str, Any]) -> int:
        row, question = match.row, values["fraga"]
        if row is None:
            values |= {"egenkontroll_id": control_id, "svarstyp": Svarstyp.JA_NEJ}
            return self._target.save(models.kontrollpunkt, None, values, question)
        if row["fraga"] == question:
            point = self._target.save(models.kontrollpunkt, row, values, question)
        else:
            point = reword(self._target.writer, row, values)
            self._target.note(models.kontrollpunkt, question, {"fraga": (row["fraga"], question)})
        self._identities[point] = row["identitet"] or row["uuid"]
        return point

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
            row = self._svar.get((utfall_id, self._identities.get(point, "")))
            values: dict[str, Any] = {"svar": word}
            if row is None:
                values |= {"egenkontroll_id": control_id, "utfall_id": utfall_id, "kontrollpunkt_id": point}
            self._target.save(models.svar, row, values, name)


def _places(existing: Sequence[RowMapping], matches: Sequence[Match]) -> list[int]:
    """The questions' places as they are where the file has them in that order, new ones last; else the file's."""
    known = [match.row["ordning"] for match in matches if match.row is not None]
    if known != sorted(known) or any(match.row is None for match in matches[: len(known)]):
        return [match.ordning for match in matches]
    last = max((row["ordning"] for row in existing), default=-1)
    return [*known, *range(last + 1, last + 1 + len(matches) - len(known))]

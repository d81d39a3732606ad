"""Risks, their bedömningar and their åtgärder."""

from collections import defaultdict
from typing import Any

from sqlalchemy import RowMapping, select

from internkontroll.db import models
from internkontroll.domain.underlag import Risk
from internkontroll.domain.words import Fas, Planstatus, Riskniva
from internkontroll.services.merge.atgarder import AtgardMerger
from internkontroll.services.merge.matching import Match, by
from internkontroll.services.merge.target import Target

_TEXTS = ("beskrivning", "bakgrund", "effekter", "forutsattningar", "paverkar_aven", "riskagare")


def merge_risker(target: Target) -> None:
    """The file's risks; matched by id, then by beskrivning."""
    existing = [row for rows in target.load(models.risk).values() for row in rows]
    keys = (by("beteckning", "id"), by("beskrivning"))
    estimates = _Bedomningar(target)
    atgarder = AtgardMerger(target, "risk_id")
    for match in target.match(models.risk, existing, target.underlag.risker, *keys):
        risk: Risk = match.incoming
        risk_id = target.save_owned(models.risk, match, _values(target, match), risk.beskrivning)
        estimates.merge(risk_id, risk)
        atgarder.merge(risk_id, risk.atgarder)


def _values(target: Target, match: Match) -> dict[str, Any]:
    risk: Risk = match.incoming
    values: dict[str, Any] = {name: getattr(risk, name) for name in _TEXTS}
    values["beteckning"] = risk.id
    values |= target.references(process_id=risk.process, mal_id=risk.mal, enhet_id=risk.enhet)
    if match.row is None:
        values["niva"] = Riskniva.ENHET if risk.enhet else Riskniva.NAMND
        if target.plan["status"] != Planstatus.UTKAST:
            values["tillagd"] = target.underlag.as_of
            values["tillagd_skal"] = f"Tillagd vid import av {target.underlag.tillfalle.label.lower()}"
    elif match.row["tillagd"] and match.row["tillagd"] > target.underlag.as_of:
        # The report of an earlier day has it too: else that report would lose it.
        values["tillagd"] = target.underlag.as_of
    return values


class _Bedomningar:
    """The bedömningar before åtgärder, by risk, oldest first."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._known: dict[int, list[RowMapping]] = defaultdict(list)
        if not target.plan_is_new:
            self._load()

    def _load(self) -> None:
        table, risk = models.bedomning, models.risk
        query = (
            select(table)
            .join(risk, risk.c.id == table.c.risk_id)
            .where(risk.c.plan_id == self._target.plan_id, table.c.fas == Fas.FORE, table.c.borttagen.is_(None))
            .order_by(table.c.datum, table.c.id)
        )
        for row in self._target.writer.connection.execute(query).mappings():
            self._known[row["risk_id"]].append(row)

    def merge(self, risk_id: int, risk: Risk) -> None:
        """A new bedömning as of the report's day, unless the latest one until then says the same."""
        estimates = {"sannolikhet": risk.sannolikhet, "konsekvens": risk.konsekvens}
        said: dict[str, Any] = {name: step for name, step in estimates.items() if step is not None}
        as_of = self._target.underlag.as_of
        latest = next((row for row in reversed(self._known[risk_id]) if row["datum"] <= as_of), None)
        if all(latest is not None and latest[name] == step for name, step in said.items()):
            return
        if latest is None or latest["datum"] < as_of:
            before = {name: latest[name] for name in estimates} if latest else {}
            latest, said = None, before | said | {"risk_id": risk_id, "datum": as_of, "fas": Fas.FORE}
        self._target.save(models.bedomning, latest, said, risk.beskrivning)

"""Records of one year's plan → the next one's: new rows with the same `identitet` (ADR 3).

What is there already, by its identitet, is left as it is, so that åtgärder can come later than the rest.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Table, or_, select

from internkontroll.db.models import (
    atgard,
    avtal,
    bedomning,
    egenkontroll,
    egenkontroll_enhet,
    enhet,
    granskning,
    kontroll,
    kontrollpunkt,
    mal,
    process,
    rekommendation,
    risk,
    risk_mal,
    riskskala,
)
from internkontroll.db.writer import Writer
from internkontroll.domain.falt.frozen import Planlage
from internkontroll.domain.words import Arsbeslut, Fas, Planstatus
from internkontroll.services.planlage import read_plan
from internkontroll.services.redigera.posts import Post, plain_rows

_OWN = {"id", "uuid", "version", "borttagen"}
_OF_THE_YEAR = {"tillagd", "tillagd_skal", "avslutad", "avslutad_skal", "arsbeslut", "arsbeslut_skal"}
"""What was said of the record in its year."""


class Copier:
    """Copies from plan `old` to plan `new`, which has been written; `_made`: table → old row → new row."""

    def __init__(self, writer: Writer, old: int, new: int) -> None:
        self._writer = writer
        self._old = old
        self._new = new
        self._lage: Planlage = read_plan(writer.connection, new)
        self._made: dict[str, dict[int, int]] = {}
        self._there: dict[str, dict[str, int]] = {}
        self._successors = self._read_successors()

    def copy_frame(self) -> None:
        """Processer, mål and the scale: what the rest is sorted and judged by."""
        for row in plain_rows(self._writer.connection, select(riskskala).where(riskskala.c.plan_id == self._old)):
            self._writer.insert(riskskala, _copied(row) | {"plan_id": self._new})
        self._processer()
        self._mal()

    def copy_risks(self) -> None:
        """The risks that aren't closed, each with its latest bedömning before åtgärder and the mål that it affects."""
        self._copy_risks(risk.c.avslutad.is_(None))

    def copy_kontroller(self) -> None:
        """Kontroller; one of a risk that stays behind comes without it."""
        for row in self._living(kontroll):
            self._own(kontroll, row, self._named(row))

    def copy_egenkontroller(self) -> None:
        """Egenkontroller that go on, with kontrollpunkter and units; a merged unit is followed by its heir."""
        for row in self._living(egenkontroll, self._goes_on(egenkontroll)):
            new, is_new = self._own(egenkontroll, row, self._named(row) | {"fran": None})
            if is_new:
                self._copy_points(row["id"], new)
                self._copy_units(row["id"], new)

    def copy_avtal(self) -> None:
        """The avtal whose uppföljning is planned."""
        for row in self._living(avtal):
            self._own(avtal, row, {})

    def carry_over(self) -> None:
        """The åtgärder that are to be carried over, with the risk or granskning that each belongs to.

        One of an egenkontroll still belongs to the outcome, of the year before, that gave rise to it.
        """
        for row in self._living(atgard, atgard.c.arsbeslut == Arsbeslut.FORS_OVER):
            self._own(atgard, row, self._owner(row))

    # --- the pieces -----------------------------------------------------------------------------------------------

    def _owner(self, row: Post) -> dict[str, int | None]:
        if row["risk_id"] is not None:
            self._copy_risks(risk.c.id == row["risk_id"])
            return {"risk_id": self._made["risk"][row["risk_id"]]}
        if row["granskning_id"] is None:
            return {}
        for one in self._living(granskning, granskning.c.id == row["granskning_id"]):
            self._copy_granskning(one)
        answers = self._made.get("rekommendation", {})
        return {
            "granskning_id": self._made["granskning"][row["granskning_id"]],
            "rekommendation_id": answers.get(row["rekommendation_id"]),
        }

    def _copy_granskning(self, row: Post) -> None:
        new, is_new = self._own(granskning, row, {})
        if not is_new:
            return
        made = self._made.setdefault("rekommendation", {})
        for one in self._below(rekommendation, rekommendation.c.granskning_id == row["id"]):
            made[one["id"]] = self._writer.insert(rekommendation, _copied(one) | {"granskning_id": new})

    def _copy_risks(self, which: ColumnElement[bool]) -> None:
        for row in self._living(risk, which):
            lifted = {"lyft_fran_id": self._made.get("risk", {}).get(row["lyft_fran_id"])}
            new, is_new = self._own(risk, row, self._named(row) | lifted | self._addition())
            if is_new:
                self._copy_below_risk(row["id"], new)

    def _copy_points(self, old: int, new: int) -> None:
        for row in self._below(kontrollpunkt, kontrollpunkt.c.egenkontroll_id == old):
            same = {"identitet": row["identitet"] or row["uuid"]}
            self._writer.insert(kontrollpunkt, _copied(row) | {"egenkontroll_id": new} | same)

    def _copy_below_risk(self, old: int, new: int) -> None:
        judged = (
            select(bedomning)
            .where(bedomning.c.risk_id == old, bedomning.c.fas == Fas.FORE, bedomning.c.borttagen.is_(None))
            .order_by(bedomning.c.datum.desc(), bedomning.c.id.desc())
            .limit(1)
        )
        for row in plain_rows(self._writer.connection, judged):
            self._writer.insert(bedomning, _copied(row) | {"risk_id": new})
        for row in plain_rows(self._writer.connection, select(risk_mal).where(risk_mal.c.risk_id == old)):
            if (target := self._mal().get(row["mal_id"])) is not None:
                self._writer.insert(risk_mal, {"plan_id": self._new, "risk_id": new, "mal_id": target})

    def _addition(self) -> dict[str, Any]:
        """A risk that follows its åtgärd into a plan that the nämnd has decided already is an addition to it."""
        if self._lage.status == Planstatus.UTKAST:
            return {}
        day = max(date(self._lage.ar, 1, 1), self._lage.beslut_datum or date.min)
        return {"tillagd": day, "tillagd_skal": f"Risken följer med en åtgärd som förs över från {self._lage.ar - 1}."}

    def _copy_units(self, old: int, new: int) -> None:
        query = select(egenkontroll_enhet).where(
            egenkontroll_enhet.c.egenkontroll_id == old, self._goes_on(egenkontroll_enhet)
        )
        units: dict[int, Post] = {}
        for row in plain_rows(self._writer.connection, query.order_by(egenkontroll_enhet.c.ordning)):
            unit = self._successors.get(row["enhet_id"], row["enhet_id"])
            if unit is not None:
                units.setdefault(unit, row)
        for unit, row in units.items():
            values = {"egenkontroll_id": new, "enhet_id": unit, "fran": None, "efter_id": None}
            self._writer.insert(egenkontroll_enhet, _copied(row) | values)

    def _goes_on(self, table: Table) -> ColumnElement[bool]:
        """What hasn't ended before the new year."""
        return or_(table.c.till.is_(None), table.c.till >= date(self._lage.ar, 1, 1))

    def _named(self, row: Post) -> dict[str, Any]:
        """The references of the row as they are in the new plan."""
        known = {"process_id": self._processer(), "mal_id": self._mal(), "risk_id": self._made.get("risk", {})}
        named: dict[str, Any] = {name: new.get(row[name]) for name, new in known.items() if name in row}
        if row.get("enhet_id"):
            named["enhet_id"] = self._successors.get(row["enhet_id"]) or row["enhet_id"]
        return named

    def _processer(self) -> Mapping[int, int]:
        return self._all(process)

    def _mal(self) -> Mapping[int, int]:
        return self._all(mal)

    def _all(self, table: Table) -> Mapping[int, int]:
        """Old row → new row of a table that comes along whole, and is there before what refers to it."""
        if table.name not in self._made:
            self._made[table.name] = {}
            for row in self._living(table):
                self._own(table, row, {})
        return self._made[table.name]

    def _own(self, table: Table, row: Post, values: Mapping[str, Any]) -> tuple[int, bool]:
        """The row in the new plan, the one that is there or a new one; and whether it is new."""
        made = self._made.setdefault(table.name, {})
        if row["id"] in made:
            return made[row["id"]], False
        there = self._known(table).get(row["identitet"])
        if there is not None:
            made[row["id"]] = there
            return there, False
        made[row["id"]] = new = self._writer.insert(table, _copied(row) | {"plan_id": self._new, **values})
        return new, True

    def _known(self, table: Table) -> dict[str, int]:
        """Identitet → row of what the new plan had before anything was copied, the papperskorg too."""
        if table.name not in self._there:
            query = select(table.c.identitet, table.c.id).where(table.c.plan_id == self._new)
            self._there[table.name] = {row.identitet: row.id for row in self._writer.connection.execute(query)}
        return self._there[table.name]

    def _below(self, table: Table, where: ColumnElement[bool]) -> list[Post]:
        query = select(table).where(where, table.c.borttagen.is_(None)).order_by(table.c.ordning, table.c.id)
        return plain_rows(self._writer.connection, query)

    def _living(self, table: Table, *where: ColumnElement[bool]) -> list[Post]:
        query = select(table).where(table.c.plan_id == self._old, table.c.borttagen.is_(None), *where)
        return plain_rows(self._writer.connection, query.order_by(table.c.ordning, table.c.id))

    def _read_successors(self) -> dict[int, int | None]:
        """Unit that is closed by the new year → the one that has taken over at last; None without one."""
        first_day = date(self._lage.ar, 1, 1)
        query = select(enhet.c.id, enhet.c.uppgick_i_id).where(enhet.c.stangd <= first_day)
        into = {row.id: row.uppgick_i_id for row in self._writer.connection.execute(query)}
        return {unit: _follow(into, unit) for unit in into}


def _follow(into: Mapping[int, int | None], unit: int) -> int | None:
    seen = {unit}
    heir = into[unit]
    while heir is not None and heir in into and heir not in seen:
        seen.add(heir)
        heir = into[heir]
    return heir


def _copied(row: Post) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in _OWN | _OF_THE_YEAR}

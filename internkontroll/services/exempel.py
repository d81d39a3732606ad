"""The example nämnd (resources/exempel.json) → the register, through the same writer as everything else.

The file's members bear the names of the tables' columns; references between records are names or keys
of the file (the shape is described in docs/exempel.md).
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Date, Table

from internkontroll.db import models
from internkontroll.db.writer import Writer, new_uuid
from internkontroll.domain.sorting import sort_key
from internkontroll.domain.words import Planstatus, Svarstyp

Raw = Mapping[str, Any]


def write_lagrum(writer: Writer, lagrum: Iterable[Raw]) -> dict[str, int]:
    """The law references that a new register starts with; beteckning → row (the one in force latest)."""
    rows = sorted(lagrum, key=lambda one: str(one["galler_fran"]))
    return {one["beteckning"]: writer.insert(models.lagrum, _columns(models.lagrum, one)) for one in rows}


def write_example(writer: Writer, data: Raw, lagrum: Mapping[str, int]) -> None:
    """All of the example: organisation, plans with everything in them, texts to start from."""
    namnd_id = writer.insert(models.namnd, data["namnd"])
    enheter = _write_enheter(writer, namnd_id, data["enheter"])
    for mall in data.get("textmallar", ()):
        writer.insert(models.textmall, {"namnd_id": namnd_id, **mall})
    identities: dict[str, str] = {}
    for plan in data["planer"]:
        _PlanWriter(writer, namnd_id, enheter, lagrum, identities).write(plan)


def _write_enheter(writer: Writer, namnd_id: int, enheter: Iterable[Raw]) -> dict[str, int]:
    """First name → row; a unit's later names, chefs and places are versions of it."""
    ids: dict[str, int] = {}
    for enhet in enheter:
        merged = enhet.get("uppgick_i")
        values = {"namnd_id": namnd_id, "niva": enhet["niva"], "stangd": _day(enhet.get("stangd"))}
        ids[enhet["namn"]] = writer.insert(models.enhet, values | {"uppgick_i_id": merged and ids[merged]})
    for enhet in enheter:
        version = {name: enhet.get(name) for name in ("fran", "namn", "chef", "del_av")}
        for change in ({}, *enhet.get("byten", ())):
            version |= change
            values = {
                "enhet_id": ids[enhet["namn"]],
                "fran": _day(version["fran"]),
                "namn": version["namn"],
                "sortnyckel": sort_key(str(version["namn"])),
                "chef": version["chef"],
                "overordnad_id": version["del_av"] and ids[str(version["del_av"])],
            }
            writer.insert(models.enhet_version, values)
    return ids


class _PlanWriter:
    """Writes one plan; what has the same key in several years has the same identitet in the register."""

    def __init__(
        self,
        writer: Writer,
        namnd_id: int,
        enheter: Mapping[str, int],
        lagrum: Mapping[str, int],
        identities: dict[str, str],
    ) -> None:
        self._writer = writer
        self._namnd_id = namnd_id
        self._enheter = enheter
        self._lagrum = lagrum
        self._identities = identities
        self._plan_id = 0
        self._tillfallen: dict[str, int] = {}
        self._processer: dict[str, int] = {}
        self._mal: dict[str, int] = {}
        self._risker: dict[str, int] = {}

    def write(self, plan: Raw) -> None:
        """The plan as a draft with all that it holds, then its decision: a decided plan takes no scale."""
        beslut = plan.get("beslut", {})
        values = {
            "namnd_id": self._namnd_id,
            "ar": plan["ar"],
            "status": Planstatus.UTKAST,
            "forvaltning": plan.get("forvaltning"),
            "beslut_datum": _day(beslut.get("datum")),
            "beslut_paragraf": beslut.get("paragraf"),
            "beslut_diarienummer": beslut.get("diarienummer"),
        }
        self._plan_id = self._writer.insert(models.plan, values)
        self._write_tillfallen(plan["tillfallen"])
        self._write_names(plan)
        self._write_risker(plan["risker"])
        self._write_kontroller(plan.get("kontroller", ()))
        self._write_granskningar(plan.get("granskningar", ()))
        self._write_egenkontroller(plan.get("egenkontroller", ()))
        for place, avtal in enumerate(plan.get("avtal", ())):
            self._own(models.avtal, avtal, place)
        before = values | {"id": self._plan_id, "version": 1}
        self._writer.update(models.plan, before, {"status": Planstatus(plan["status"])})

    def _own(self, table: Table, raw: Raw, place: int, **more: Any) -> int:
        """A record of the plan, with its place and the identity that its key stands for."""
        key = f"{table.name}:{raw.get('identitet') or raw.get('nummer') or raw.get('namn')}"
        identity = self._identities.setdefault(key, new_uuid())
        values = _columns(table, raw) | {"plan_id": self._plan_id, "ordning": place, "identitet": identity}
        return self._writer.insert(table, values | more)

    def _write_tillfallen(self, tillfallen: Mapping[str, Raw]) -> None:
        for typ, tillfalle in tillfallen.items():
            values = _columns(models.tillfalle, tillfalle) | {"plan_id": self._plan_id, "typ": typ}
            self._tillfallen[typ] = tillfalle_id = self._writer.insert(models.tillfalle, values)
            for part, text in tillfalle.get("texter", {}).items():
                row = {"tillfalle_id": tillfalle_id, "del": part, "innehall": text}
                self._writer.insert(models.avsnittstext, row)

    def _write_names(self, plan: Raw) -> None:
        for place, process in enumerate(plan["processer"]):
            key = sort_key(process["nummer"])
            self._processer[process["nummer"]] = self._own(models.process, process, place, sortnyckel=key)
        for place, mal in enumerate(plan["mal"]):
            self._mal[mal["namn"]] = self._own(models.mal, mal, place)

    def _write_risker(self, risker: Iterable[Raw]) -> None:
        for place, risk in enumerate(risker):
            values = {
                "process_id": self._processer.get(risk.get("process", "")),
                "mal_id": self._mal.get(risk.get("mal", "")),
                "enhet_id": self._enheter.get(risk.get("enhet", "")),
                "oegentlighet": int(risk.get("oegentlighet", False)),
                "lyft_fran_id": self._risker.get(risk.get("lyft_fran", "")),
                **_dated(risk, "tillagd"),
                **_dated(risk, "avslutad"),
            }
            plain = {name: value for name, value in risk.items() if name not in values}
            self._risker[risk["beteckning"]] = risk_id = self._own(models.risk, plain, place, **values)
            for mal in risk.get("paverkar_mal", ()):
                row = {"plan_id": self._plan_id, "risk_id": risk_id, "mal_id": self._mal[mal]}
                self._writer.insert(models.risk_mal, row)
            for bedomning in risk.get("bedomningar", ()):
                self._writer.insert(models.bedomning, _columns(models.bedomning, bedomning) | {"risk_id": risk_id})
            self._write_atgarder(risk, risk_id=risk_id)

    def _write_atgarder(self, owner: Raw, **columns: Any) -> None:
        for place, atgard in enumerate(owner.get("atgarder", ())):
            atgard_id = self._own(models.atgard, atgard, place, **columns)
            self._write_uppfoljning(atgard, atgard_id=atgard_id)

    def _write_uppfoljning(self, owner: Raw, **columns: int) -> None:
        for typ, said in owner.get("uppfoljning", {}).items():
            values = {"plan_id": self._plan_id, "tillfalle_id": self._tillfallen[typ], **columns}
            self._writer.insert(models.uppfoljning, values | _columns(models.uppfoljning, said))

    def _write_kontroller(self, kontroller: Iterable[Raw]) -> None:
        for place, kontroll in enumerate(kontroller):
            values = {
                "process_id": self._processer.get(kontroll.get("process", "")),
                "mal_id": self._mal.get(kontroll.get("mal", "")),
                "risk_id": self._risker.get(kontroll.get("risk", "")),
            }
            self._write_uppfoljning(kontroll, kontroll_id=self._own(models.kontroll, kontroll, place, **values))

    def _write_granskningar(self, granskningar: Iterable[Raw]) -> None:
        for place, granskning in enumerate(granskningar):
            granskning_id = self._own(models.granskning, granskning, place)
            recommendations = [
                self._writer.insert(
                    models.rekommendation,
                    {"granskning_id": granskning_id, "ordning": number, "rekommendation": one["text"]}
                    | {"svar": one.get("svar")},
                )
                for number, one in enumerate(granskning.get("rekommendationer", ()))
            ]
            for number, atgard in enumerate(granskning.get("atgarder", ())):
                said = atgard.get("rekommendation")
                columns = {"rekommendation_id": None if said is None else recommendations[said]}
                atgard_id = self._own(models.atgard, atgard, number, granskning_id=granskning_id, **columns)
                self._write_uppfoljning(atgard, atgard_id=atgard_id)

    def _write_egenkontroller(self, egenkontroller: Iterable[Raw]) -> None:
        for place, control in enumerate(egenkontroller):
            values = {
                "process_id": self._processer.get(control.get("process", "")),
                "lagrum_id": self._lagrum.get(control.get("lagrum", "")),
            }
            control_id = self._own(models.egenkontroll, control, place, **values)
            for number, name in enumerate(control["enheter"]):
                row = {"egenkontroll_id": control_id, "enhet_id": self._enheter[name], "ordning": number}
                self._writer.insert(models.egenkontroll_enhet, row)
            points = [
                self._write_kontrollpunkt(control, point, {"egenkontroll_id": control_id, "ordning": number})
                for number, point in enumerate(control["kontrollpunkter"])
            ]
            self._write_utfall(control, control_id, points)

    def _write_kontrollpunkt(self, control: Raw, point: Raw, owner: Raw) -> int:
        """The same in every year by its key, or else by its words, within what is the same egenkontroll."""
        key = f"kontrollpunkt:{control['identitet']}:{point.get('identitet') or point['fraga']}"
        values = {"svarstyp": Svarstyp.JA_NEJ, "identitet": self._identities.setdefault(key, new_uuid())}
        return self._writer.insert(models.kontrollpunkt, {**values, **_columns(models.kontrollpunkt, point), **owner})

    def _write_utfall(self, control: Raw, control_id: int, points: list[int]) -> None:
        for place, utfall in enumerate(control.get("utfall", ())):
            owner = {"egenkontroll_id": control_id, "enhet_id": self._enheter[utfall["enhet"]], "ordning": place}
            utfall_id = self._writer.insert(models.utfall, _columns(models.utfall, utfall) | owner)
            for point, answer in zip(points, utfall.get("svar", ()), strict=False):
                row = {"egenkontroll_id": control_id, "utfall_id": utfall_id, "kontrollpunkt_id": point}
                self._writer.insert(models.svar, row | _answer(answer))
            self._write_atgarder(utfall, utfall_id=utfall_id)


def _columns(table: Table, raw: Raw) -> dict[str, Any]:
    """The members that are columns of the table; days as days."""
    values = {name: value for name, value in raw.items() if name in table.c and name != "identitet"}
    return {name: _day(value) if isinstance(table.c[name].type, Date) else value for name, value in values.items()}


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _answer(said: Any) -> dict[str, Any]:
    """A word, a number, or {"svar", "kommentar"}."""
    whole = said if isinstance(said, Mapping) else {"svar": said}
    return {**whole, "svar": str(whole["svar"])}


def _dated(raw: Raw, name: str) -> dict[str, Any]:
    """A member {"datum", "skal"} as two columns."""
    said = raw.get(name, {})
    return {name: _day(said.get("datum")), f"{name}_skal": said.get("skal")}

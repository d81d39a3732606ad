"""One tillfälle as its logging panel shows it: the questions, what is filled in, what was said the times before."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, func, select

from internkontroll.db.models import atgard, egenkontroll, kontrollpunkt, svar, utfall
from internkontroll.domain.egenkontroll.allvar import Grad
from internkontroll.domain.egenkontroll.perioder import period_name
from internkontroll.domain.egenkontroll.rapport import Besked, Rapport, is_failed
from internkontroll.domain.falt.frozen import closed_text
from internkontroll.domain.words import Planstatus, Resultat, Svarstyp
from internkontroll.services.egenkontroll.allvar import read_grades
from internkontroll.services.egenkontroll.fragor import Fraga, questions_of
from internkontroll.services.egenkontroll.ifyllt import FILLED_IN, Atgardsrad
from internkontroll.services.egenkontroll.lyft import lifted_risks
from internkontroll.services.egenkontroll.stickprov import Stickprov, sample_result, samples
from internkontroll.services.planlage import read_plan
from internkontroll.services.poster import load_post, unit_names
from internkontroll.services.redigera.posts import Post, plain_rows

MOST_REMEMBERED = 12
"""Tillfällen before this one that are looked at: three years of quarters, one of months."""


class Laget(StrEnum):
    """How far a tillfälle has come."""

    EJ_PABORJAT = "Ej påbörjat"
    UTKAST = "Utkast"
    INLAMNAT = "Inlämnat"


@dataclass(frozen=True, slots=True)
class Frageruta:
    """A question with its answer, and what the unit answered before under any wording of it.

    `forra`: answer and comment the last time, None where it wasn't asked; `brister`: the last days of the periods in
    which it fell short before, the latest first.
    """

    fraga: Fraga
    forra: tuple[str, str | None] | None
    brister: tuple[date, ...]

    def falls_again(self, svar: str | None) -> bool:
        """Whether it falls short with this answer and has done so before."""
        return bool(self.brister) and self.fraga.svarstyp == Svarstyp.JA_NEJ and is_failed(svar)


@dataclass(frozen=True, slots=True)
class Forra:
    """What the unit said of the egenkontroll the last time."""

    utfall_id: int
    period: date
    period_namn: str
    datum: date
    resultat: Resultat | None
    antal_granskade: int | None
    antal_avvikelser: int | None
    kommentar: str | None
    allvar: int | None


@dataclass(frozen=True, slots=True)
class Tillfallesbild:
    """All that the panel shows. `varden`: the columns that are filled in, and datum; `stangd`: why nothing can be
    changed, None where it can; `ar`: the plan's year; `stickprov`: the latest draw, and what its numbers say of all.
    """

    id: int
    version: int
    egenkontroll_id: int
    ar: int
    egenkontroll: str
    beteckning: str | None
    syfte: str | None
    enhet_id: int
    enhet: str
    period: date
    period_namn: str
    senast: date | None
    laget: Laget
    varden: Mapping[str, Any]
    fragor: tuple[Frageruta, ...]
    atgarder: tuple[Atgardsrad, ...]
    risker: tuple[tuple[int, str], ...]
    grader: tuple[Grad, ...]
    forra: Forra | None
    stickprov: Stickprov | None
    stickprov_text: str
    stangd: str | None

    def rapport(self) -> Rapport:
        """What it says, for the rules of the domain (`suggested`, `missing`, `is_deviation`)."""
        asked = [one.fraga for one in self.fragor if not one.fraga.tidigare or self.laget == Laget.INLAMNAT]
        values = {name: self.varden[name] for name in FILLED_IN if name != "utford_av"}
        result = values.pop("resultat")
        besked = tuple(Besked(one.kontrollpunkt_id, one.svarstyp, one.svar, one.kommentar) for one in asked)
        return Rapport(besked, resultat=result and Resultat(result), atgarder=len(self.atgarder), **values)


def load_tillfalle(connection: Connection, utfall_id: int) -> Tillfallesbild:
    """The tillfälle. Raises InputRefused where it is gone for good."""
    row = load_post(connection, "utfall", utfall_id).varden
    control = load_post(connection, "egenkontroll", row["egenkontroll_id"]).varden
    asked = questions_of(connection, row)
    before = _read_before(connection, row, control)
    drawn = samples(connection, utfall_id)
    lage = read_plan(connection, control["plan_id"])
    frekvens = _frekvens(control)
    return Tillfallesbild(
        id=utfall_id,
        version=row["version"],
        egenkontroll_id=control["id"],
        ar=lage.ar,
        egenkontroll=control["namn"],
        beteckning=control["beteckning"],
        syfte=control["syfte"],
        enhet_id=row["enhet_id"],
        enhet=unit_names(connection, row["period"], [row["enhet_id"]]).get(row["enhet_id"], ""),
        period=row["period"],
        period_namn=period_name(frekvens, row["period"]),
        senast=row["forfaller"],
        laget=_laget(row, asked),
        varden={name: row[name] for name in (*FILLED_IN, "datum")},
        fragor=_boxes(connection, asked, before),
        atgarder=_read_atgarder(connection, utfall_id),
        risker=lifted_risks(connection, utfall_id),
        grader=read_grades(connection, egenkontroll_id=control["id"]),
        forra=_last_time(before[0], frekvens) if before else None,
        stickprov=drawn[-1] if drawn else None,
        stickprov_text=sample_result(connection, utfall_id) if drawn else "",
        stangd=closed_text(lage) if lage.status == Planstatus.AVSLUTAD else None,
    )


def _laget(row: Mapping[str, Any], asked: Collection[Fraga]) -> Laget:
    if row["datum"] is not None:
        return Laget.INLAMNAT
    begun = any(row[name] is not None for name in FILLED_IN) or any(one.svar for one in asked)
    return Laget.UTKAST if begun else Laget.EJ_PABORJAT


def _read_before(connection: Connection, row: Mapping[str, Any], control: Mapping[str, Any]) -> list[Post]:
    """What the unit has handed in of the same egenkontroll, of any year, for earlier periods, the latest first."""
    same = select(egenkontroll.c.id).where(
        egenkontroll.c.identitet == control["identitet"], egenkontroll.c.borttagen.is_(None)
    )
    query = (
        select(utfall)
        .where(utfall.c.egenkontroll_id.in_(same), utfall.c.enhet_id == row["enhet_id"])
        .where(utfall.c.period < row["period"], utfall.c.borttagen.is_(None), utfall.c.datum.is_not(None))
        .order_by(utfall.c.period.desc(), utfall.c.id.desc())
        .limit(MOST_REMEMBERED)
    )
    return plain_rows(connection, query)


def _boxes(connection: Connection, asked: Collection[Fraga], before: Collection[Post]) -> tuple[Frageruta, ...]:
    periods = {row["id"]: row["period"] for row in before}
    identity = func.coalesce(kontrollpunkt.c.identitet, kontrollpunkt.c.uuid).label("fraga")
    query = (
        select(svar.c.utfall_id, identity, svar.c.svar, svar.c.kommentar)
        .join(kontrollpunkt, kontrollpunkt.c.id == svar.c.kontrollpunkt_id)
        .where(svar.c.utfall_id.in_(periods))
    )
    said: dict[str, list[Post]] = defaultdict(list)
    for one in sorted(plain_rows(connection, query), key=lambda one: periods[one["utfall_id"]], reverse=True):
        said[one["fraga"]].append(one)
    return tuple(_box(fraga, said[fraga.identitet], periods) for fraga in asked)


def _box(fraga: Fraga, said: list[Post], periods: Mapping[int, date]) -> Frageruta:
    forra = (said[0]["svar"], said[0]["kommentar"]) if said else None
    return Frageruta(fraga, forra, tuple(periods[one["utfall_id"]] for one in said if is_failed(one["svar"])))


def _read_atgarder(connection: Connection, utfall_id: int) -> tuple[Atgardsrad, ...]:
    query = select(atgard).where(atgard.c.utfall_id == utfall_id, atgard.c.borttagen.is_(None))
    return tuple(
        Atgardsrad(row["beskrivning"], row["ansvarig"], row["slutdatum"], row["effekt_fraga"], row["id"])
        for row in plain_rows(connection, query.order_by(atgard.c.ordning, atgard.c.id))
    )


def _last_time(row: Post, frekvens: str | None) -> Forra:
    return Forra(
        row["id"],
        row["period"],
        period_name(frekvens, row["period"]),
        row["datum"],
        row["resultat"] and Resultat(row["resultat"]),
        row["antal_granskade"],
        row["antal_avvikelser"],
        row["kommentar"],
        row["allvar"],
    )


def _frekvens(control: Mapping[str, Any]) -> str | None:
    return "månad" if control["manader"] else control["frekvens"]

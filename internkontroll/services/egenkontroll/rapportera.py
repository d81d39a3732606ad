"""Use cases of the unit's report on a tillfälle: a draft that is saved as it is written, handing in, correcting."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from internkontroll.db.models import egenkontroll, handelse, handelserad, kontrollpunkt, rattelse, svar
from internkontroll.db.session import Register
from internkontroll.domain.egenkontroll.perioder import period_name
from internkontroll.domain.egenkontroll.rapport import Saknas, is_deviation, missing, wrong_day
from internkontroll.domain.rubrik import shorten
from internkontroll.domain.sparat import Sparat
from internkontroll.errors import InputRefused
from internkontroll.services.egenkontroll.allvar import read_grades
from internkontroll.services.egenkontroll.ifyllt import FILLED_IN, Ifyllt, Uppgifter
from internkontroll.services.planlage import plan_id_of, read_plan
from internkontroll.services.poster import unit_names
from internkontroll.services.redigera.operation import operation, saved
from internkontroll.services.redigera.posts import (
    Post,
    check_versions,
    plain_rows,
    plans_of,
    read_living,
    refuse_closed,
)

_TOLD = 3
"""Gaps that a refusal tells; the panel shows them all (`missing`)."""


@dataclass(frozen=True, slots=True)
class Rattelse:
    """A correction: when (UTC, ISO 8601), by whom and why, and what stood there before.

    `varden`: column → value, days as text; `svar`: question → (answer, comment). The first one's is the first version.
    """

    tid: str
    anvandare: str
    skal: str
    varden: Mapping[str, Any]
    svar: tuple[tuple[str, str, str | None], ...]


def save_draft(register: Register, utfall_id: int, uppgifter: Uppgifter, *, version: int | None = None) -> Sparat:
    """Keep what is filled in so far; nothing is asked of it but that the fields can hold it.

    `version`: of the tillfälle as it was read, None not to check. Raises InputRefused for one that is handed in,
    Conflict where somebody else has written meanwhile.
    """
    if "datum" in uppgifter.varden:
        raise KeyError("a draft has no day: it is handed in by submit")
    with operation(register) as writer:
        (row,) = _read(writer.connection, {utfall_id: version})
        if row["datum"] is not None:
            raise InputRefused("Egenkontrollen är redan inlämnad. Rätta den i stället, med ett skäl.")
        ifyllt = Ifyllt(writer.connection, row)
        ifyllt.fill(uppgifter)
        writer.call(_rubrik(writer.connection, "Utkast", [row]))
        nya = ifyllt.write(writer)
    return saved(writer, *nya)


def submit(register: Register, versions: Mapping[int, int | None], uppgifter: Uppgifter, idag: date) -> Sparat:
    """Hand in the tillfällen (id → version as it was read, None not to check), one per unit, as one operation.

    `uppgifter` is said of each of them, upon what is in its draft; the day is today's and the person the register's
    user unless said otherwise, the result what the answers amount to. Raises InputRefused where anything is missing,
    for several egenkontroller and for one that is handed in already, Conflict as `save_draft`.
    """
    with operation(register) as writer:
        rows = _read(writer.connection, versions)
        _refuse_submitting(rows)
        done = {"datum": idag, "utford_av": register.user}
        nya: list[tuple[str, int]] = []
        for place, row in enumerate(rows):
            ifyllt = Ifyllt(writer.connection, row)
            ifyllt.fill(uppgifter)
            ifyllt.varden |= {name: value for name, value in done.items() if not ifyllt.varden[name]}
            _refuse_gaps(writer.connection, row, missing(ifyllt.rapport()), len(rows))
            _finish(writer.connection, ifyllt, idag)
            if place == 0:
                writer.call(_rubrik(writer.connection, "Inlämnat", rows))
            nya += ifyllt.write(writer)
    return saved(writer, *nya)


def correct(
    register: Register, utfall_id: int, version: int | None, uppgifter: Uppgifter, skal: str, idag: date
) -> Sparat:
    """Change what is handed in; what stood there is kept with the reason (`corrections`).

    Nothing is asked for that was missing before. Raises InputRefused without a reason, for one that isn't handed
    in and for what makes it less complete, Conflict as `save_draft`.
    """
    if not skal.strip():
        raise InputRefused("Skriv varför egenkontrollen rättas. Skälet sparas tillsammans med det som stod förut.")
    with operation(register, skal.strip()) as writer:
        (row,) = _read(writer.connection, {utfall_id: version})
        if row["datum"] is None:
            raise InputRefused("Egenkontrollen är inte inlämnad. Ändra den utan skäl, och lämna sedan in den.")
        ifyllt = Ifyllt(writer.connection, row)
        before = ifyllt.state()
        lacked = missing(ifyllt.rapport())
        ifyllt.fill(uppgifter)
        if ifyllt.varden["datum"] is None:
            raise InputRefused("Skriv dagen då egenkontrollen gjordes.")
        gaps = tuple(one for one in missing(ifyllt.rapport()) if one not in lacked)
        _refuse_gaps(writer.connection, row, gaps, 1)
        _finish(writer.connection, ifyllt, idag)
        writer.call(_rubrik(writer.connection, "Rättat", [row]))
        if ifyllt.state() != before:
            fore = as_it_stood(writer.connection, row)
            writer.insert(rattelse, {"utfall_id": utfall_id, "skal": skal.strip(), "fore": fore})
        nya = ifyllt.write(writer)
    return saved(writer, *nya)


def corrections(connection: Connection, utfall_id: int) -> tuple[Rattelse, ...]:
    """What the tillfälle has said before, the first version first."""
    query = (
        select(rattelse, handelse.c.tid, handelse.c.anvandare)
        .join(handelserad, (handelserad.c.tabell == "rattelse") & (handelserad.c.post == rattelse.c.id))
        .join(handelse, handelse.c.id == handelserad.c.handelse_id)
        .where(rattelse.c.utfall_id == utfall_id, handelserad.c.falt.is_(None))
        .order_by(rattelse.c.id, handelse.c.id)
    )
    found = {row["id"]: row for row in reversed(plain_rows(connection, query))}
    return tuple(_correction(found[post]) for post in sorted(found))


def _correction(row: Post) -> Rattelse:
    fore = json.loads(row["fore"])
    answers = tuple((one["fraga"], one["svar"], one.get("kommentar")) for one in fore["svar"])
    return Rattelse(row["tid"], row["anvandare"], row["skal"], fore["varden"], answers)


def as_it_stood(connection: Connection, row: Post) -> str:
    """The values and the answers of a tillfälle as JSON: questions by uuid, which is the same in every register."""
    query = (
        select(kontrollpunkt.c.uuid, kontrollpunkt.c.fraga, svar.c.svar, svar.c.kommentar)
        .join(svar, svar.c.kontrollpunkt_id == kontrollpunkt.c.id)
        .where(svar.c.utfall_id == row["id"])
        .order_by(kontrollpunkt.c.ordning, kontrollpunkt.c.id)
    )
    values = {name: row[name] for name in (*FILLED_IN, "datum") if row[name] is not None}
    answers = [
        {name: value for name, value in one.items() if value is not None} for one in plain_rows(connection, query)
    ]
    return json.dumps({"varden": values, "svar": answers}, ensure_ascii=False, separators=(",", ":"), default=str)


def _read(connection: Connection, versions: Mapping[int, int | None]) -> list[Post]:
    rows = read_living(connection, "utfall", versions)
    check_versions(connection, "utfall", rows, {post: version or 0 for post, version in versions.items()})
    refuse_closed("utfall", plans_of(connection, "utfall", rows))
    return rows


def _refuse_submitting(rows: Sequence[Post]) -> None:
    if len({row["egenkontroll_id"] for row in rows}) > 1:
        raise InputRefused("Bara en egenkontroll i taget kan lämnas in för flera enheter. Välj tillfällen i samma.")
    if any(row["datum"] is not None for row in rows):
        raise InputRefused("Egenkontrollen är redan inlämnad. Rätta den i stället, med ett skäl.")


def _refuse_gaps(connection: Connection, row: Post, gaps: Sequence[Saknas], units: int) -> None:
    if not gaps:
        return
    where = f"{_unit(connection, row)}: " if units > 1 else ""
    more = f" Det saknas {len(gaps) - _TOLD} uppgifter till." if len(gaps) > _TOLD else ""
    told = dict.fromkeys(_told(connection, gap) for gap in gaps[:_TOLD])
    raise InputRefused(f"{where}{' '.join(told)}{more}")


def _told(connection: Connection, gap: Saknas) -> str:
    if gap.kontrollpunkt_id is None:
        return gap.text
    query = select(kontrollpunkt.c.fraga).where(kontrollpunkt.c.id == gap.kontrollpunkt_id)
    return f"”{shorten(connection.execute(query).scalar_one(), 60)}”: {gap.text}"


def _finish(connection: Connection, ifyllt: Ifyllt, idag: date) -> None:
    """The result as the answers amount to unless it is chosen; a grade only of what fell short, and one there is."""
    rapport = ifyllt.rapport()
    ifyllt.varden["resultat"] = rapport.samlat
    if not is_deviation(rapport):
        ifyllt.varden["allvar"] = None
    grade = ifyllt.varden["allvar"]
    if grade is not None and grade != ifyllt.row["allvar"]:
        known = read_grades(connection, egenkontroll_id=ifyllt.row["egenkontroll_id"])
        if grade not in [one.grad for one in known]:
            raise InputRefused(
                f"Nämndens skala för allvar har ingen grad {grade}. Välj {known[0].grad}–{known[-1].grad}."
            )
    if ifyllt.varden["datum"] != ifyllt.row["datum"]:
        plan = read_plan(connection, plan_id_of(connection, "utfall", ifyllt.row) or 0)
        if wrong := wrong_day(ifyllt.varden["datum"], idag, plan.ar):
            raise InputRefused(wrong)
    ifyllt.forget_reworded()


def _rubrik(connection: Connection, what: str, rows: Sequence[Post]) -> str:
    query = select(egenkontroll.c.namn, egenkontroll.c.frekvens, egenkontroll.c.manader)
    namn, frekvens, manader = connection.execute(query.where(egenkontroll.c.id == rows[0]["egenkontroll_id"])).one()
    units = _unit(connection, rows[0]) if len(rows) == 1 else f"{len(rows)} enheter"
    period = period_name("månad" if manader else frekvens, rows[0]["period"])
    return shorten(f"{what}: {namn}, {units}, {period}")


def _unit(connection: Connection, row: Post) -> str:
    return unit_names(connection, row["period"], [row["enhet_id"]]).get(row["enhet_id"], "enheten")

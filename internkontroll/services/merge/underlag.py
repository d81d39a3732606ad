"""The whole of a merge, in the order in which its parts depend on each other."""

from dataclasses import replace
from typing import Any

from sqlalchemy import RowMapping, Table, and_, or_, select

from internkontroll.db import models
from internkontroll.db.writer import Writer
from internkontroll.domain.changes import Change, Changes
from internkontroll.domain.riskskala import STANDARDSKALA, Riskskala
from internkontroll.domain.sorting import sort_key
from internkontroll.domain.underlag import Underlag
from internkontroll.domain.words import Planstatus
from internkontroll.errors import InputRefused
from internkontroll.importing.schema import shown
from internkontroll.services.merge.egenkontroller import merge_egenkontroller
from internkontroll.services.merge.enheter import merge_enheter
from internkontroll.services.merge.kontroller import merge_avtal, merge_granskningar, merge_kontroller
from internkontroll.services.merge.matching import by
from internkontroll.services.merge.risker import merge_risker
from internkontroll.services.merge.target import Target
from internkontroll.services.riskskala import read_skala, skala_values


def merge_underlag(writer: Writer, underlag: Underlag, changes: Changes) -> None:
    """Write what `underlag` says into the register and into `changes`.

    Raises InputRefused (without the file's name) for what the register can't take, such as another
    scale for a decided plan; the caller's transaction then comes to nothing.
    """
    target = _open_target(writer, underlag, changes)
    merge_enheter(target)
    _merge_texts(target)
    skala = _merge_skala(target)
    _merge_processer(target)
    _merge_mal(target)
    merge_risker(target)
    merge_granskningar(target)
    merge_kontroller(target)
    merge_avtal(target)
    merge_egenkontroller(target)
    writer.flush()
    _check_steps(target, skala)
    _decide(target)


def _open_target(writer: Writer, underlag: Underlag, changes: Changes) -> Target:
    namnd_id = _save_namnd(writer, underlag, changes)
    plan = _find(writer, models.plan, namnd_id=namnd_id, ar=underlag.ar)
    values = {
        "forvaltning": underlag.forvaltning,
        "beslut_datum": underlag.beslut.datum,
        "beslut_paragraf": underlag.beslut.paragraf,
        "beslut_diarienummer": underlag.beslut.diarienummer,
    }
    own: dict[str, Any] = {"namnd_id": namnd_id, "ar": underlag.ar, "status": Planstatus.UTKAST}
    target = Target(writer, changes, underlag, namnd_id, plan or {}, plan is None, 0)
    plan_id = target.save(models.plan, plan, values if plan else values | own, str(underlag.ar))
    target.plan = plan or own | {"id": plan_id}
    target.tillfalle_id = _save_tillfalle(target)
    return target


def _save_namnd(writer: Writer, underlag: Underlag, changes: Changes) -> int:
    query = select(models.namnd).where(models.namnd.c.namn == underlag.namnd)
    rows = list(writer.connection.execute(query).mappings())
    if underlag.kommun is not None:
        rows = [row for row in rows if row["kommun"] in (None, underlag.kommun)]
    if len(rows) > 1:
        raise InputRefused(
            f"fältet ”organisation”: Registret har flera nämnder som heter {underlag.namnd}. Ange kommun i filen."
        )
    if not rows:
        changes.new["namnd"] += 1
        return writer.insert(models.namnd, {"namn": underlag.namnd, "kommun": underlag.kommun})
    if underlag.kommun is not None:
        for field, (was, value) in writer.update(models.namnd, rows[0], {"kommun": underlag.kommun}).items():
            changes.changed.append(Change("namnd", underlag.namnd, field, was, value))
    return int(rows[0]["id"])


def _save_tillfalle(target: Target) -> int:
    underlag = target.underlag
    row = None
    if not target.plan_is_new:
        row = _find(target.writer, models.tillfalle, plan_id=target.plan_id, typ=underlag.tillfalle)
    if row is not None and underlag.period is None:
        # The report's day is known already: what the file says is said of that one.
        target.underlag = underlag = replace(underlag, period=row["period"])
    values: dict[str, Any] = {
        "rubrik": underlag.rubrik,
        "underrubrik": underlag.underrubrik,
        "period": underlag.period,
    }
    if row is None:
        values |= {"plan_id": target.plan_id, "typ": underlag.tillfalle}
    return target.save(models.tillfalle, row, values, underlag.tillfalle.label)


def _merge_texts(target: Target) -> None:
    table = models.avsnittstext
    query = select(table).where(table.c.tillfalle_id == target.tillfalle_id)
    existing = {row["del"]: row for row in target.writer.connection.execute(query).mappings()}
    for part, text in target.underlag.texter.items():
        row = existing.get(part)
        values = {"innehall": text} if row else {"tillfalle_id": target.tillfalle_id, "del": part, "innehall": text}
        target.save(table, row, values, part)


def _merge_skala(target: Target) -> Riskskala:
    """The plan's scale, after the file's has been merged into it."""
    skala = target.underlag.skala
    row = _find(target.writer, models.riskskala, plan_id=target.plan_id)
    current = read_skala(row) if row else None
    if skala is None or (current and _same_words(current, skala)):
        return current or STANDARDSKALA
    if target.plan["status"] != Planstatus.UTKAST:
        if current is None and _same_words(STANDARDSKALA, skala):
            return STANDARDSKALA
        raise InputRefused(
            f"fältet ”skala”: Planen för {target.underlag.ar} är beslutad och dess riskskala är fryst. "
            "Ta bort ”skala” ur filen eller använd planens ord."
        )
    if current and _same_size(current, skala):
        # Bands and cells are not the file's to say, and still fit.
        skala = replace(skala, band=current.band, celler=current.celler)
    values = skala_values(skala)
    target.save(models.riskskala, row, values if row else values | {"plan_id": target.plan_id}, "riskskala")
    return skala


def _same_words(one: Riskskala, other: Riskskala) -> bool:
    return (one.sannolikhet, one.konsekvens) == (other.sannolikhet, other.konsekvens)


def _same_size(one: Riskskala, other: Riskskala) -> bool:
    return (len(one.sannolikhet), len(one.konsekvens)) == (len(other.sannolikhet), len(other.konsekvens))


def _check_steps(target: Target, skala: Riskskala) -> None:
    """Refuse a bedömning that isn't on the plan's scale: the file says one of the two, the register the other."""
    bedomning, risk = models.bedomning, models.risk
    outside = or_(bedomning.c.sannolikhet > len(skala.sannolikhet), bedomning.c.konsekvens > len(skala.konsekvens))
    query = select(risk.c.beskrivning, bedomning.c.sannolikhet, bedomning.c.konsekvens).join(risk)
    row = target.writer.connection.execute(query.where(risk.c.plan_id == target.plan_id, outside)).first()
    if row:
        raise InputRefused(
            f"risken {shown(row.beskrivning)}: Bedömningen {row.sannolikhet or '–'} × {row.konsekvens or '–'} "
            f"finns inte på planens riskskala, som har {len(skala.sannolikhet)} × {len(skala.konsekvens)} steg. "
            "Rätta bedömningen eller skalan."
        )


def _merge_processer(target: Target) -> None:
    existing = [row for rows in target.load(models.process).values() for row in rows]
    for match in target.match(models.process, existing, target.underlag.processer, by("nummer")):
        process = match.incoming
        values = {"nummer": process.nummer, "namn": process.namn, "sortnyckel": sort_key(process.nummer)}
        target.processer[process.nummer] = target.save_owned(models.process, match, values, process.nummer)


def _merge_mal(target: Target) -> None:
    existing = [row for rows in target.load(models.mal).values() for row in rows]
    for match in target.match(models.mal, existing, target.underlag.mal, by("namn")):
        mal = match.incoming
        values = {"namn": mal.namn, "overordnat": mal.overordnat}
        target.mal[mal.namn] = target.save_owned(models.mal, match, values, mal.namn)


def _decide(target: Target) -> None:
    """Freeze a plan that the file says is decided; last, since a decided plan takes no scale."""
    if target.underlag.planstatus != Planstatus.BESLUTAD or target.plan["status"] != Planstatus.UTKAST:
        return
    current = _find(target.writer, models.plan, id=target.plan_id)
    if target.plan_is_new and current is not None:
        target.writer.update(models.plan, current, {"status": Planstatus.BESLUTAD})
    else:
        target.save(models.plan, current, {"status": Planstatus.BESLUTAD}, str(target.underlag.ar))


def _find(writer: Writer, table: Table, **values: Any) -> RowMapping | None:
    conditions = and_(*(table.c[name] == value for name, value in values.items()))
    return writer.connection.execute(select(table).where(conditions)).mappings().first()

"""Units of the organisation: found by name, new versions where something about them has changed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import RowMapping, select

from internkontroll.db import models
from internkontroll.domain.sorting import sort_key
from internkontroll.domain.underlag import Enhet
from internkontroll.domain.words import Enhetsniva
from internkontroll.errors import InputRefused
from internkontroll.importing.schema import shown
from internkontroll.services.merge.target import Target


def merge_enheter(target: Target) -> None:
    """The file's units, and in `target.enheter` the row of every unit that the file names anywhere.

    Raises InputRefused for a unit that neither the file nor the register has, and for units that are
    part of each other.
    """
    enheter = target.underlag.enheter
    versions = _load_versions(target)
    target.enheter = {row["namn"]: row["enhet_id"] for rows in versions.values() for row in rows}
    _check_names(target)
    _check_circles(target, versions)
    parents = {enhet.del_av for enhet in enheter}
    for enhet in enheter:
        if enhet.namn not in target.enheter:
            niva = Enhetsniva.VERKSAMHET if enhet.namn in parents else Enhetsniva.ENHET
            target.enheter[enhet.namn] = _insert(target, niva)
    _ensure_forvaltning(target, parents)
    for enhet in enheter:
        _save_version(target, enhet, versions[target.enheter[enhet.namn]])


def _load_versions(target: Target) -> dict[int, list[RowMapping]]:
    """Every version of every unit of the nämnd, by unit, oldest first."""
    enhet, version = models.enhet, models.enhet_version
    query = (
        select(version)
        .join(enhet, enhet.c.id == version.c.enhet_id)
        .where(enhet.c.namnd_id == target.namnd_id)
        .order_by(version.c.fran)
    )
    versions: dict[int, list[RowMapping]] = defaultdict(list)
    for row in target.writer.connection.execute(query).mappings():
        versions[row["enhet_id"]].append(row)
    return versions


def _check_names(target: Target) -> None:
    underlag = target.underlag
    known = {*target.enheter, *(enhet.namn for enhet in underlag.enheter), underlag.forvaltning}
    named = [
        *((enhet.del_av, f"enheten {shown(enhet.namn)}, fältet ”del_av”") for enhet in underlag.enheter),
        *((risk.enhet, f"risk {number}, fältet ”enhet”") for number, risk in enumerate(underlag.risker, 1)),
        *(
            (name, f"egenkontroll {number}, fältet ”enheter”")
            for number, control in enumerate(underlag.egenkontroller, 1)
            for name in control.enheter
        ),
    ]
    for name, place in named:
        if name and name not in known and name != underlag.namnd:
            raise InputRefused(
                f"{place}: Enheten {shown(name)} finns varken i filen eller i registret. "
                "Lägg till den under ”organisation”, ”enheter”, eller rätta namnet."
            )


def _check_circles(target: Target, versions: Mapping[int, Sequence[RowMapping]]) -> None:
    """Follow every unit of the file upwards: what it doesn't say itself, the register knows."""
    current = {row["enhet_id"]: row for rows in versions.values() if (row := _current(target, rows) or rows[0])}
    above = {row["namn"]: row["overordnad_id"] and current[row["overordnad_id"]]["namn"] for row in current.values()}
    above |= {enhet.namn: enhet.del_av for enhet in target.underlag.enheter if enhet.del_av}
    fine: set[str] = set()
    for enhet in target.underlag.enheter:
        chain, name = {enhet.namn}, above.get(enhet.namn)
        while name is not None and name not in fine:
            if name in chain:
                raise InputRefused(
                    f"enheten {shown(enhet.namn)}, fältet ”del_av”: Enheten {shown(name)} skulle bli en del av sig "
                    "själv. Rätta ”del_av”."
                )
            chain.add(name)
            name = above.get(name)
        fine |= chain


def _ensure_forvaltning(target: Target, parents: set[str | None]) -> None:
    """A unit for the förvaltning or the nämnd, where the file puts something in it."""
    underlag = target.underlag
    named = {*parents, *(risk.enhet for risk in underlag.risker)}
    named.update(name for control in underlag.egenkontroller for name in control.enheter)
    for name in (underlag.forvaltning, underlag.namnd):
        if name in named and name is not None and name not in target.enheter:
            target.enheter[name] = _insert(target, Enhetsniva.FORVALTNING)
            _insert_version(target, target.enheter[name], _values(target, Enhet(name)))


def _insert(target: Target, niva: Enhetsniva) -> int:
    target.changes.new["enhet"] += 1
    return target.writer.insert(models.enhet, {"namnd_id": target.namnd_id, "niva": niva})


def _save_version(target: Target, enhet: Enhet, versions: list[RowMapping]) -> None:
    values = _values(target, enhet)
    current = _current(target, versions)
    if current is None:
        if versions:
            target.changes.new["enhet_version"] += 1
        _insert_version(target, target.enheter[enhet.namn], values)
        return
    said = {name: value for name, value in values.items() if value is not None and current[name] != value}
    if not said:
        return
    if current["fran"] == target.underlag.as_of:
        target.save(models.enhet_version, current, said, enhet.namn)
    else:
        merged = {name: said.get(name, current[name]) for name in values}
        target.note(models.enhet_version, enhet.namn, {name: (current[name], value) for name, value in said.items()})
        target.writer.insert(
            models.enhet_version, merged | {"enhet_id": current["enhet_id"], "fran": target.underlag.as_of}
        )


def _current(target: Target, versions: Sequence[RowMapping]) -> RowMapping | None:
    """The version of the day that the file describes."""
    return next((row for row in reversed(versions) if row["fran"] <= target.underlag.as_of), None)


def _insert_version(target: Target, enhet_id: int, values: dict[str, Any]) -> None:
    """The unit as it is from the first day of the plan's year, or as far back as an earlier file says."""
    first_day = min(date(target.underlag.ar, 1, 1), target.underlag.as_of)
    target.writer.insert(models.enhet_version, values | {"enhet_id": enhet_id, "fran": first_day})


def _values(target: Target, enhet: Enhet) -> dict[str, Any]:
    return {
        "namn": enhet.namn,
        "sortnyckel": sort_key(enhet.namn),
        "chef": enhet.chef,
        "overordnad_id": None if enhet.del_av is None else target.enheter[enhet.del_av],
    }

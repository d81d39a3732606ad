"""Use case: plan an egenkontroll with its questions and units, and change the plan of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from internkontroll.db.models import egenkontroll, egenkontroll_enhet, kontrollpunkt
from internkontroll.db.session import Register
from internkontroll.db.writer import Writer
from internkontroll.domain.egenkontroll.perioder import months_text, read_months
from internkontroll.domain.rubrik import new_rubrik, shorten, the_post
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.sparat import Sparat
from internkontroll.domain.words import Svarstyp
from internkontroll.errors import InputRefused
from internkontroll.services.planlage import read_plan
from internkontroll.services.redigera.change import check_values
from internkontroll.services.redigera.create import insert_last, next_number
from internkontroll.services.redigera.operation import operation, saved
from internkontroll.services.redigera.posts import check_versions, plain_rows, plans_of, read_living, refuse_closed


@dataclass(frozen=True, slots=True)
class Enhetsval:
    """A unit that does the egenkontroll, or all below it; from a day, to a day, where it isn't the whole year."""

    enhet_id: int
    alla_under: bool = False
    fran: date | None = None
    till: date | None = None


def plan_egenkontroll(
    register: Register,
    sammanhang: Sammanhang,
    values: Mapping[str, Any],
    enheter: Sequence[Enhetsval] = (),
    fragor: Sequence[Mapping[str, Any]] = (),
) -> Sparat:
    """A new egenkontroll in the plan: its fields, units and questions (fraga, hjalp, svarstyp), in one operation.

    Raises InputRefused for what can't be taken. The tillfällen come with `generate_year`.
    """
    with operation(register) as writer:
        writer.call(new_rubrik("egenkontroll"))
        control = insert_control(writer, sammanhang, values, enheter, fragor)
    return saved(writer, ("egenkontroll", control))


def insert_control(
    writer: Writer,
    sammanhang: Sammanhang,
    values: Mapping[str, Any],
    enheter: Sequence[Enhetsval],
    fragor: Sequence[Mapping[str, Any]],
) -> int:
    """The rows of a new egenkontroll, within an operation; returns its id."""
    refuse_closed("egenkontroll", [read_plan(writer.connection, sammanhang.plan_id)])
    number = {"beteckning": next_number(writer.connection, "egenkontroll", sammanhang.plan_id)}
    checked = _check_plan({"namn": None} | number | dict(values))
    control = insert_last(writer, "egenkontroll", sammanhang.plan_id, checked)
    _set_units(writer, control, enheter)
    for place, fraga in enumerate(fragor):
        point = check_values("kontrollpunkt", {"fraga": None, "svarstyp": Svarstyp.JA_NEJ} | dict(fraga))
        writer.insert(kontrollpunkt, point | {"egenkontroll_id": control, "ordning": place})
    return control


def change_egenkontroll(
    register: Register,
    egenkontroll_id: int,
    version: int,
    values: Mapping[str, Any] | None = None,
    enheter: Sequence[Enhetsval] | None = None,
) -> Sparat:
    """Set fields of the egenkontroll and, unless None, the units that do it; the rest of the units leave it.

    `version`: as it was read, 0 not to check. The tillfällen follow with `generate_year`. Raises InputRefused for
    what can't be taken, Conflict where somebody else has changed the egenkontroll.
    """
    checked = _check_plan(values or {})
    with operation(register) as writer:
        rows = read_living(writer.connection, "egenkontroll", [egenkontroll_id])
        check_versions(writer.connection, "egenkontroll", rows, {egenkontroll_id: version})
        refuse_closed("egenkontroll", plans_of(writer.connection, "egenkontroll", rows))
        writer.call(shorten(f"Upplägg av {the_post('egenkontroll', rows[0])}"))
        writer.update(egenkontroll, rows[0], checked)
        if enheter is not None:
            _set_units(writer, egenkontroll_id, enheter)
    return saved(writer)


def _check_plan(values: Mapping[str, Any]) -> dict[str, Any]:
    checked: dict[str, Any] = check_values("egenkontroll", values)
    if "manader" in checked:
        checked["manader"] = months_text(read_months(checked["manader"]))
    return checked


def _set_units(writer: Writer, control: int, enheter: Iterable[Enhetsval]) -> None:
    chosen = {val.enhet_id: val for val in enheter}
    if chosen:
        _refuse_other_units(writer, control, list(chosen))
    query = select(egenkontroll_enhet).where(egenkontroll_enhet.c.egenkontroll_id == control)
    there = {row["enhet_id"]: row for row in plain_rows(writer.connection, query)}
    if left := [row for unit, row in there.items() if unit not in chosen]:
        writer.delete(egenkontroll_enhet, left)
    for place, (unit, val) in enumerate(chosen.items()):
        said = {"ordning": place, "alla_under": int(val.alla_under), "fran": val.fran, "till": val.till}
        if unit in there:
            writer.update(egenkontroll_enhet, there[unit], said)
        else:
            writer.insert(egenkontroll_enhet, said | {"egenkontroll_id": control, "enhet_id": unit})


def _refuse_other_units(writer: Writer, control: int, units: Sequence[int]) -> None:
    """Only the units of the plan's own nämnd can do it."""
    writer.flush()
    ours = """SELECT enhet.id FROM enhet JOIN plan ON plan.namnd_id = enhet.namnd_id
        JOIN egenkontroll ON egenkontroll.plan_id = plan.id WHERE egenkontroll.id = ?"""
    known = {unit for (unit,) in writer.connection.exec_driver_sql(ours, (control,))}
    if not known.issuperset(units):
        raise InputRefused("En av enheterna finns inte i nämndens organisation. Välj enheter i listan.")

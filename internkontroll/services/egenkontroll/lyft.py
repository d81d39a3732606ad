"""Use case: a deviation that is lifted to a risk of the plan."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select

from internkontroll.db.models import risk
from internkontroll.db.session import Register
from internkontroll.domain.egenkontroll.perioder import period_name
from internkontroll.domain.rubrik import post_name, shorten
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.sparat import Sparat
from internkontroll.domain.words import Riskniva
from internkontroll.services.planlage import read_plan
from internkontroll.services.poster import unit_names
from internkontroll.services.redigera.change import check_values
from internkontroll.services.redigera.create import added_to, insert_last, next_number
from internkontroll.services.redigera.operation import operation, saved
from internkontroll.services.redigera.posts import Post, plain_rows, read_living, refuse_closed


def lift_to_risk(register: Register, utfall_id: int, sammanhang: Sammanhang, values: Mapping[str, Any]) -> Sparat:
    """A new risk of the plan of `sammanhang`, in the unit and the process of the egenkontroll, that says where from.

    `values`: fields of the risk, at least beskrivning; bakgrund says what the deviation was unless said otherwise.
    In a decided plan it is an addition, with `tillagd_skal`. Raises InputRefused as `create`.
    """
    with operation(register) as writer:
        (row,) = read_living(writer.connection, "utfall", [utfall_id])
        lage = read_plan(writer.connection, sammanhang.plan_id)
        refuse_closed("risk", [lage])
        (control,) = read_living(writer.connection, "egenkontroll", [row["egenkontroll_id"]])
        number = {"beteckning": next_number(writer.connection, "risk", sammanhang.plan_id)}
        own = _own(writer.connection, row, control, sammanhang.plan_id)
        checked = check_values("risk", {"beskrivning": None} | number | own | dict(values))
        addition = added_to(lage, sammanhang.idag, checked)
        writer.call(shorten(f"Lyft till risk: {control['namn']}"))
        post = insert_last(writer, "risk", sammanhang.plan_id, checked | addition | {"utfall_id": utfall_id})
    return saved(writer, ("risk", post))


def lifted_risks(connection: Connection, utfall_id: int) -> tuple[tuple[int, str], ...]:
    """The risks that the tillfälle has been lifted to: id and name."""
    query = select(risk).where(risk.c.utfall_id == utfall_id, risk.c.borttagen.is_(None)).order_by(risk.c.id)
    return tuple((row["id"], post_name("risk", row)) for row in plain_rows(connection, query))


def _own(connection: Connection, row: Post, control: Post, plan_id: int) -> dict[str, Any]:
    unit = unit_names(connection, row["period"], [row["enhet_id"]]).get(row["enhet_id"], "")
    frekvens = "månad" if control["manader"] else control["frekvens"]
    said = f" {row['kommentar']}" if row["kommentar"] else ""
    where = f"{control['namn']}, {unit}, {period_name(frekvens, row['period'])}"
    return {
        "niva": Riskniva.ENHET,
        "enhet_id": row["enhet_id"],
        # A process of another year's plan isn't one of this.
        "process_id": control["process_id"] if control["plan_id"] == plan_id else None,
        "bakgrund": f"Egenkontroll: {where}.{said}",
    }

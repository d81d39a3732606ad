"""Use case: an egenkontroll from a template (resources/egenkontroller.json), for the nämnd to make its own."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, or_, select

from internkontroll.db.models import lagrum
from internkontroll.db.session import Register
from internkontroll.db.writer import Writer
from internkontroll.domain.rubrik import shorten
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.sparat import Sparat
from internkontroll.errors import InputRefused
from internkontroll.paths import RESOURCES
from internkontroll.services.egenkontroll.planera import Enhetsval, insert_control
from internkontroll.services.redigera.change import check_values
from internkontroll.services.redigera.operation import operation, saved

TEMPLATES = RESOURCES / "egenkontroller.json"


@dataclass(frozen=True, slots=True)
class Mall:
    """A template: the fields of the egenkontroll, its questions (fraga, hjalp, svarstyp), and the law's beteckning."""

    nyckel: str
    varden: Mapping[str, Any]
    kontrollpunkter: tuple[Mapping[str, Any], ...]
    lagrum: str

    @property
    def namn(self) -> str:
        """What the list of templates calls it."""
        return str(self.varden["namn"])


def templates() -> tuple[Mall, ...]:
    """All templates, in the order to show."""
    return tuple(
        Mall(one["nyckel"], one["varden"], tuple(one["kontrollpunkter"]), one["lagrum"]) for one in _content()["mallar"]
    )


def from_template(register: Register, sammanhang: Sammanhang, nyckel: str, enheter: Sequence[Enhetsval] = ()) -> Sparat:
    """A new egenkontroll in the plan as the template has it, with its questions and the units chosen.

    It refers to the law as it stands in the plan's year; a reference that the register hasn't got comes along,
    still to be checked by somebody. Raises InputRefused for a template that isn't there and as `plan_egenkontroll`.
    """
    mall = next((one for one in templates() if one.nyckel == nyckel), None)
    if mall is None:
        raise InputRefused(f"Mallen ”{nyckel}” finns inte. Välj en i listan.")
    with operation(register) as writer:
        writer.call(shorten(f"Ny egenkontroll från mall: {mall.namn}"))
        law = _find_law(writer.connection, mall.lagrum, sammanhang.ar) or _add_law(writer, mall.lagrum)
        control = insert_control(writer, sammanhang, {**mall.varden, "lagrum_id": law}, enheter, mall.kontrollpunkter)
    return saved(writer, ("egenkontroll", control))


def _find_law(connection: Connection, beteckning: str, ar: int) -> int | None:
    """The latest wording in force at some time of the year."""
    query = (
        select(lagrum.c.id)
        .where(lagrum.c.beteckning == beteckning, lagrum.c.borttagen.is_(None))
        .where(lagrum.c.galler_fran <= date(ar, 12, 31))
        .where(or_(lagrum.c.galler_till.is_(None), lagrum.c.galler_till >= date(ar, 1, 1)))
        .order_by(lagrum.c.galler_fran.desc())
    )
    found = connection.execute(query.limit(1)).scalar()
    return None if found is None else int(found)


def _add_law(writer: Writer, beteckning: str) -> int | None:
    """The template's own reference; None where the register has it, but in no wording of the year."""
    known = select(lagrum.c.id).where(lagrum.c.beteckning == beteckning, lagrum.c.borttagen.is_(None))
    values = next((one for one in _content()["lagrum"] if one["beteckning"] == beteckning), None)
    if values is None or writer.connection.execute(known).first():
        return None
    return writer.insert(lagrum, check_values("lagrum", values))


def _content() -> Any:
    return json.loads(TEMPLATES.read_text(encoding="utf-8"))

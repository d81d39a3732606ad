"""Where the tests of Hem and Avsnitt work: a plan at one tillfälle, read and changed as in the window."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from typing import Any

from sqlalchemy import Table, select

from internkontroll.db.models import plan, tillfalle
from internkontroll.db.reader import Reader
from internkontroll.db.session import Register
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.status import Tillfalletyp
from internkontroll.domain.underlag import Atgard, Underlag
from internkontroll.domain.words import Planstatus
from internkontroll.services.underlag import load_underlag
from internkontroll.services.urval import find_plan

TODAY = date(2026, 5, 4)
NOVEMBER = date(2026, 11, 21)


def at(register: Register, typ: Tillfalletyp, ar: int = 2026, today: date = TODAY) -> Sammanhang:
    """The year's tillfälle as somebody who works on the day sees it."""
    with register.read() as connection:
        plan_id = find_plan(connection, ar)
        namnd_id = connection.execute(select(plan.c.namnd_id).where(plan.c.id == plan_id)).scalar_one()
        query = select(tillfalle.c.id).where(tillfalle.c.plan_id == plan_id, tillfalle.c.typ == typ)
        return Sammanhang(namnd_id, plan_id, ar, typ, connection.execute(query).scalar_one_or_none(), today)


def new_plan(register: Register, ar: int) -> int:
    """A plan of that year with nothing in it; its id."""
    with register.write("Ny plan") as writer:
        namnd_id = writer.connection.execute(select(plan.c.namnd_id)).scalars().first()
        return writer.insert(plan, {"namnd_id": namnd_id, "ar": ar, "status": Planstatus.UTKAST})


@contextmanager
def reading(register: Register) -> Iterator[Reader]:
    """The register as the window's lists read it."""
    with closing(Reader(register.path)) as reader:
        yield reader


def underlag_of(register: Register, sammanhang: Sammanhang) -> Underlag:
    """What the report of the tillfälle is made from."""
    with register.read() as connection:
        return load_underlag(connection, sammanhang.plan_id, sammanhang.tillfalle)


def every_atgard(underlag: Underlag) -> list[Atgard]:
    """The åtgärder of risks, granskningar and deviations."""
    groups = [
        *(risk.atgarder for risk in underlag.risker),
        *(granskning.atgarder for granskning in underlag.granskningar),
        *(one.atgarder for control in underlag.egenkontroller for one in control.utfall),
    ]
    return [atgard for group in groups for atgard in group]


def done_of_year(register: Register, enhet: str | None = None) -> tuple[int, int]:
    """How many of 2026's tillfällen are done, and how many there are; of all units or of one."""
    controls = underlag_of(register, at(register, Tillfalletyp.HELAR)).egenkontroller
    found = [utfall for control in controls for utfall in control.utfall if enhet in (None, utfall.enhet)]
    return sum(utfall.datum is not None for utfall in found), len(found)


def change(register: Register, table: Table, where: Any, **values: Any) -> None:
    """Change every row that is meant, as the window would."""
    with register.write("Ändring") as writer:
        for row in writer.connection.execute(select(table).where(where)).mappings().all():
            writer.update(table, row, values)

"""What tests of editing share: a place to work in, the register as rows, and the way back."""

from datetime import date
from typing import Any

from sqlalchemy import func, select

from internkontroll.db.models import handelse, metadata, namnd, plan, tillfalle
from internkontroll.db.session import Register
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.sparat import Sparat
from internkontroll.domain.status import Tillfalletyp
from internkontroll.services.angra import undo
from internkontroll.services.kontrollera import check

TODAY = date(2026, 4, 20)
_LOG = {"handelse", "handelserad", "innehall"}

State = dict[str, list[dict[str, Any]]]


def place(register: Register, ar: int = 2026, typ: Tillfalletyp = Tillfalletyp.APRIL) -> Sammanhang:
    """Where a person works: the only nämnd's plan of the year."""
    with register.read() as connection:
        namnd_id, plan_id = connection.execute(select(plan.c.namnd_id, plan.c.id).where(plan.c.ar == ar)).one()
        query = select(tillfalle.c.id).where(tillfalle.c.plan_id == plan_id, tillfalle.c.typ == typ)
        return Sammanhang(namnd_id, plan_id, ar, typ, connection.execute(query).scalar_one_or_none(), TODAY)


def with_draft(register: Register) -> Sammanhang:
    """Give the nämnd a plan for 2027 that nobody has decided yet, and work in it."""
    with register.write("Ny plan") as writer:
        namnd_id = writer.connection.execute(select(namnd.c.id)).scalar_one()
        writer.insert(plan, {"namnd_id": namnd_id, "ar": 2027, "status": "utkast"})
    return place(register, 2027)


def row(register: Register, tabell: str, post: int) -> dict[str, Any]:
    (found,) = find(register, tabell, id=post)
    return found


def find(register: Register, tabell: str, **wanted: Any) -> list[dict[str, Any]]:
    """The records whose columns have these values, in order of their ids."""
    table = metadata.tables[tabell]
    query = select(table).order_by(table.c.id).where(*(table.c[name] == value for name, value in wanted.items()))
    with register.read() as connection:
        return [{str(name): value for name, value in one.items()} for one in connection.execute(query).mappings()]


def version(register: Register, tabell: str, *posts: int) -> dict[int, int]:
    """Record → its version, as somebody who reads it now would know it."""
    return {post: row(register, tabell, post)["version"] for post in posts}


def events(register: Register) -> int:
    with register.read() as connection:
        return int(connection.execute(select(func.count()).select_from(handelse)).scalar_one())


def state(register: Register) -> State:
    """Every row of the register, without the log and the counts of changes."""
    found: State = {}
    with register.read() as connection:
        for table in metadata.sorted_tables:
            if table.name not in _LOG:
                rows = connection.execute(select(table).order_by(*table.primary_key.columns)).mappings()
                found[table.name] = [{str(n): v for n, v in one.items() if n != "version"} for one in rows]
    return found


def assert_comes_and_goes(register: Register, before: State, sparat: Sparat) -> None:
    """What was done can be undone, done again and undone, each as one event; the log still tells the truth."""
    after = state(register)
    assert after != before
    assert sparat.handelse_id is not None
    count, current = events(register), sparat.handelse_id
    for step, expected in enumerate((before, after, before), 1):
        back = undo(register, current)
        assert back.handelse_id is not None
        current = back.handelse_id
        assert back.rubrik.startswith("Gör om: " if step == 2 else "Ångra: ")
        assert back.tabeller == sparat.tabeller
        assert state(register) == expected
        assert events(register) == count + step
    assert check(register) == []

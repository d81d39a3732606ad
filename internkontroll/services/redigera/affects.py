"""Use case: the mål that a risk affects besides the one that it is sorted under."""

from collections.abc import Collection

from sqlalchemy import Connection, select

from internkontroll.db.models import mal, risk_mal
from internkontroll.db.session import Register
from internkontroll.domain.falt.frozen import frozen_because
from internkontroll.domain.rubrik import shorten, the_post
from internkontroll.domain.sparat import Sparat
from internkontroll.errors import Conflict, InputRefused
from internkontroll.services.planlage import plan_of
from internkontroll.services.redigera.operation import operation, saved
from internkontroll.services.redigera.posts import Post, plain_rows, read_living


def set_risk_mal(register: Register, risk_id: int, wanted: Collection[int], known: Collection[int]) -> Sparat:
    """Let the risk affect the mål `wanted` (ids); `known`: those that it affected when it was read.

    Raises InputRefused for a risk that the nämnd has decided and a mål of another plan, Conflict where somebody else
    has chosen meanwhile.
    """
    with operation(register) as writer:
        (row,) = read_living(writer.connection, "risk", [risk_id])
        if reason := frozen_because(plan_of(writer.connection, "risk", row), "risk", row, "mal_id"):
            raise InputRefused(reason)
        there = {link["mal_id"]: link for link in _links(writer.connection, risk_id)}
        if set(there) != set(known):
            raise Conflict(
                f"Någon annan har valt mål för {the_post('risk', row)}. Det som står nu visas; välj igen om det behövs."
            )
        _refuse_other_plans(writer.connection, row, set(wanted) - set(there))
        writer.call(shorten(f"Mål som {the_post('risk', row)} påverkar"))
        if left := [link for post, link in there.items() if post not in wanted]:
            writer.delete(risk_mal, left)
        for post in dict.fromkeys(wanted):
            if post not in there:
                writer.insert(risk_mal, {"plan_id": row["plan_id"], "risk_id": risk_id, "mal_id": post})
    return saved(writer)


def _links(connection: Connection, risk_id: int) -> list[Post]:
    return plain_rows(connection, select(risk_mal).where(risk_mal.c.risk_id == risk_id).order_by(risk_mal.c.id))


def _refuse_other_plans(connection: Connection, row: Post, added: Collection[int]) -> None:
    query = select(mal.c.id).where(mal.c.plan_id == row["plan_id"], mal.c.borttagen.is_(None))
    if not set(connection.execute(query).scalars()).issuperset(added):
        raise InputRefused("Ett av målen finns inte i planen. Läs in risken igen och välj på nytt.")

"""Use case: the words that the nämnd grades brister with, common to all its units."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, func, select

from internkontroll.db.models import allvarsgrad, egenkontroll, enhet, plan, utfall
from internkontroll.db.session import Register
from internkontroll.db.writer import now
from internkontroll.domain.egenkontroll.allvar import STANDARDGRADER, Grad, check_grades
from internkontroll.domain.sparat import Sparat
from internkontroll.errors import InputRefused
from internkontroll.services.redigera.operation import operation, saved
from internkontroll.services.redigera.posts import plain_rows


def read_grades(
    connection: Connection, namnd_id: int | None = None, *, egenkontroll_id: int | None = None
) -> tuple[Grad, ...]:
    """The nämnd's grades, the mildest first, or those of the nämnd that the egenkontroll is one of.

    A nämnd that has chosen none has the standard ones.
    """
    query = _living()
    if egenkontroll_id is not None:
        query = query.join(plan, plan.c.namnd_id == allvarsgrad.c.namnd_id)
        query = query.join(egenkontroll, egenkontroll.c.plan_id == plan.c.id).where(
            egenkontroll.c.id == egenkontroll_id
        )
    else:
        query = query.where(allvarsgrad.c.namnd_id == namnd_id)
    found = tuple(Grad(row.grad, row.ord, row.innebord) for row in connection.execute(query))
    return found or STANDARDGRADER


def set_grades(register: Register, namnd_id: int, ord_och_innebord: Sequence[tuple[str, str | None]]) -> Sparat:
    """Give the grades of the nämnd these words and meanings, the mildest first.

    What has been graded keeps its grade under the new word; the händelselogg has the old one. Raises InputRefused
    as `check_grades`, and where a grade is left out that somebody has used.
    """
    grader = check_grades(ord_och_innebord)
    with operation(register) as writer:
        writer.call("Nämndens ord för allvar")
        there = {
            row["grad"]: row
            for row in plain_rows(writer.connection, _living().where(allvarsgrad.c.namnd_id == namnd_id))
        }
        _refuse_used(writer.connection, namnd_id, len(grader))
        if there or grader != STANDARDGRADER:
            for one in grader:
                said = {"ord": one.ord, "innebord": one.innebord}
                if one.grad in there:
                    writer.update(allvarsgrad, there[one.grad], said)
                else:
                    writer.insert(allvarsgrad, said | {"namnd_id": namnd_id, "grad": one.grad})
        for grad in there.keys() - {one.grad for one in grader}:
            writer.update(allvarsgrad, there[grad], {"borttagen": now()})
    return saved(writer)


def _refuse_used(connection: Connection, namnd_id: int, highest: int) -> None:
    query = (
        select(func.count())
        .select_from(utfall)
        .join(enhet, enhet.c.id == utfall.c.enhet_id)
        .where(enhet.c.namnd_id == namnd_id, utfall.c.allvar > highest, utfall.c.borttagen.is_(None))
    )
    if used := connection.execute(query).scalar_one():
        raise InputRefused(
            f"{used} {'brist' if used == 1 else 'brister'} har fått en grad högre än {highest}. Behåll graderna, och "
            "ändra deras ord om det behövs."
        )


def _living() -> Select[Any]:
    return select(allvarsgrad).where(allvarsgrad.c.borttagen.is_(None)).order_by(allvarsgrad.c.grad)

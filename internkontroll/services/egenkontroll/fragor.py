"""Use case: the questions of an egenkontroll over time. What was answered stays under the wording that it answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from internkontroll.db.models import kontrollpunkt, svar
from internkontroll.db.session import Register
from internkontroll.db.writer import Values, Writer, now
from internkontroll.domain.rubrik import shorten, the_post
from internkontroll.domain.sparat import Sparat
from internkontroll.domain.words import Svarstyp
from internkontroll.services.redigera.change import check_values
from internkontroll.services.redigera.operation import operation, saved
from internkontroll.services.redigera.posts import (
    check_versions,
    plain_rows,
    plans_of,
    read_living,
    read_rows,
    refuse_closed,
)

_KEPT = ("egenkontroll_id", "ordning", "fraga", "hjalp", "svarstyp")
_ASKS = ("fraga", "svarstyp")
"""What an answer answers to; help is only on the way to it."""


@dataclass(frozen=True, slots=True)
class Fraga:
    """A question of a tillfälle with its answer and what was said to it. `version`: of the answer, 0 without one.

    `tidigare`: it was asked before in these words and isn't any longer. `identitet`: the same over wordings and years.
    """

    kontrollpunkt_id: int
    fraga: str
    hjalp: str | None
    svarstyp: Svarstyp
    svar: str | None
    version: int
    tidigare: bool
    identitet: str
    kommentar: str | None = None


def change_question(register: Register, kontrollpunkt_id: int, version: int, values: Mapping[str, Any]) -> Sparat:
    """Set fraga, hjalp or svarstyp. A question that somebody has answered is asked in new words as a new one.

    The old one lies in the papperskorg with its answers; the new one has its place and identitet, and its id is in
    the answer's `nya`. `version`: as it was read, 0 not to check. Raises InputRefused and Conflict as `set_values`.
    """
    checked = check_values("kontrollpunkt", values)
    with operation(register) as writer:
        rows = read_living(writer.connection, "kontrollpunkt", [kontrollpunkt_id])
        check_versions(writer.connection, "kontrollpunkt", rows, {kontrollpunkt_id: version})
        refuse_closed("kontrollpunkt", plans_of(writer.connection, "kontrollpunkt", rows))
        (row,) = rows
        writer.call(shorten(f"Ny lydelse av {the_post('kontrollpunkt', row)}"))
        point = reword(writer, row, checked)
        new = () if point == kontrollpunkt_id else (("kontrollpunkt", point),)
    return saved(writer, *new)


def reword(writer: Writer, row: Values, values: Mapping[str, Any]) -> int:
    """Set the values of the question within an operation: of itself, or of the one that takes its place.

    Returns the id of the question that is asked from now on.
    """
    asks_else = any(name in values and values[name] != row[name] for name in _ASKS)
    if not asks_else or not _is_answered(writer.connection, row["id"]):
        writer.update(kontrollpunkt, row, values)
        return int(row["id"])
    writer.update(kontrollpunkt, row, {"borttagen": now()})
    kept = {name: row[name] for name in _KEPT} | {"identitet": row["identitet"] or row["uuid"]}
    return writer.insert(kontrollpunkt, kept | dict(values))


def questions(connection: Connection, utfall_id: int) -> tuple[Fraga, ...]:
    """The questions of the tillfälle in order: of one that is done those that it answered, else those asked now.

    What has been answered in a draft before the question got other words comes last.
    """
    (row,) = read_rows(connection, "utfall", [utfall_id])
    return questions_of(connection, row)


def questions_of(connection: Connection, row: Mapping[str, Any]) -> tuple[Fraga, ...]:
    """The same for a tillfälle that has been read."""
    query = select(kontrollpunkt).where(kontrollpunkt.c.egenkontroll_id == row["egenkontroll_id"])
    points = plain_rows(connection, query.order_by(kontrollpunkt.c.ordning, kontrollpunkt.c.id))
    answers = {
        one["kontrollpunkt_id"]: one
        for one in plain_rows(connection, select(svar).where(svar.c.utfall_id == row["id"]))
    }
    done = row["datum"] is not None and bool(answers)
    asked = [one for one in points if one["id"] in answers or not (done or one["borttagen"])]
    if not done:
        asked.sort(key=lambda one: one["borttagen"] is not None)
    return tuple(_question(one, answers.get(one["id"])) for one in asked)


def _question(row: Mapping[str, Any], answer: Mapping[str, Any] | None) -> Fraga:
    return Fraga(
        row["id"],
        row["fraga"],
        row["hjalp"],
        Svarstyp(row["svarstyp"]),
        answer["svar"] if answer else None,
        answer["version"] if answer else 0,
        row["borttagen"] is not None,
        row["identitet"] or row["uuid"],
        answer["kommentar"] if answer else None,
    )


def _is_answered(connection: Connection, kontrollpunkt_id: int) -> bool:
    query = select(svar.c.id).where(svar.c.kontrollpunkt_id == kontrollpunkt_id).limit(1)
    return connection.execute(query).first() is not None

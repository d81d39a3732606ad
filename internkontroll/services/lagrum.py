"""Use case: the law that egenkontroller refer to. Wordings are dated data, checked by somebody or not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, func, select

from internkontroll.db.models import egenkontroll, lagrum
from internkontroll.db.session import Register
from internkontroll.domain.changes import count_words
from internkontroll.domain.rubrik import new_rubrik, shorten, the_post
from internkontroll.domain.sorting import sort_key
from internkontroll.domain.sparat import Sparat
from internkontroll.errors import InputRefused
from internkontroll.services.redigera import trash
from internkontroll.services.redigera.change import check_values
from internkontroll.services.redigera.operation import operation, saved
from internkontroll.services.redigera.posts import plain_rows, read_living

_REQUIRED = {"beteckning": None, "rubrik": None, "galler_fran": None}


@dataclass(frozen=True, slots=True)
class Lagrum:
    """A law reference as it stands; `anvands`: the egenkontroller that name it; `galler`: whether it is in force."""

    id: int
    version: int
    varden: Mapping[str, Any]
    anvands: int
    galler: bool


def list_lagrum(connection: Connection, day: date) -> tuple[Lagrum, ...]:
    """All of them, in Swedish order and the latest wording first; `day` says which are in force."""
    used = select(egenkontroll.c.lagrum_id, func.count()).where(egenkontroll.c.borttagen.is_(None))
    counts = {post: count for post, count in connection.execute(used.group_by(egenkontroll.c.lagrum_id))}
    rows = plain_rows(connection, select(lagrum).where(lagrum.c.borttagen.is_(None)))
    rows.sort(key=lambda row: (sort_key(row["beteckning"]), -row["galler_fran"].toordinal()))
    return tuple(Lagrum(row["id"], row["version"], row, counts.get(row["id"], 0), _holds(row, day)) for row in rows)


def add_lagrum(register: Register, values: Mapping[str, Any]) -> Sparat:
    """A new law reference. Raises InputRefused for what can't be taken."""
    checked = check_values("lagrum", _REQUIRED | dict(values))
    with operation(register) as writer:
        writer.call(new_rubrik("lagrum"))
        post = writer.insert(lagrum, checked)
    return saved(writer, ("lagrum", post))


def renew_lagrum(register: Register, post: int, fran: date, kalla: str) -> Sparat:
    """A new wording from the day on: the old one ends the day before, and the new one waits to be checked.

    Egenkontroller keep the wording that they name. Raises InputRefused for a day within the old one's first.
    """
    with operation(register) as writer:
        (row,) = read_living(writer.connection, "lagrum", [post])
        if fran <= row["galler_fran"]:
            raise InputRefused(f"Lydelsen gäller redan från {row['galler_fran']}. Välj en senare dag.")
        writer.call(shorten(f"Ny lydelse av {the_post('lagrum', row)}"))
        if row["galler_till"] is None or row["galler_till"] >= fran:
            writer.update(lagrum, row, {"galler_till": fran - timedelta(days=1)})
        values = {"beteckning": row["beteckning"], "rubrik": row["rubrik"], "galler_fran": fran}
        new = writer.insert(lagrum, values | check_values("lagrum", {"kalla": kalla}))
    return saved(writer, ("lagrum", new))


def remove_lagrum(register: Register, post: int) -> Sparat:
    """Put the law reference in the papperskorg. Raises InputRefused where egenkontroller name it."""
    with register.read() as connection:
        (row,) = read_living(connection, "lagrum", [post])
        query = select(func.count()).select_from(egenkontroll)
        query = query.where(egenkontroll.c.lagrum_id == post, egenkontroll.c.borttagen.is_(None))
        count = connection.execute(query).scalar_one()
    if count:
        raise InputRefused(
            f"{row['beteckning']} används av {count_words('egenkontroll', count)}. "
            "Skriv i stället en dag i Gäller till."
        )
    return trash(register, "lagrum", [post])


def _holds(row: Mapping[str, Any], day: date) -> bool:
    return bool(row["galler_fran"] <= day and (row["galler_till"] is None or row["galler_till"] >= day))

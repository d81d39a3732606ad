"""Use case: close a unit, on its own or because it becomes part of another; its history stays."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, func, or_, select

from internkontroll.db.models import egenkontroll, egenkontroll_enhet, enhet, enhet_version, plan, risk, utfall
from internkontroll.db.session import Register
from internkontroll.db.writer import Writer, now
from internkontroll.domain.changes import count_words
from internkontroll.domain.rubrik import shorten
from internkontroll.domain.sparat import Sparat
from internkontroll.domain.words import Planstatus
from internkontroll.errors import InputRefused
from internkontroll.services.organisation.andra import latest_version, refuse_place
from internkontroll.services.redigera.operation import operation, saved
from internkontroll.services.redigera.posts import Post, plain_rows, read_rows


class Egenkontrollval(StrEnum):
    """What becomes of the egenkontroller that the unit was still to do."""

    FLYTTA = "flytta"
    """The unit that takes over does them."""

    AVSLUTA = "avsluta"
    """Nobody does them; what the unit has reported stays."""


@dataclass(frozen=True, slots=True)
class Foljder:
    """What hangs on a unit that is to be closed: the units below it, its egenkontroller and its open risks."""

    under: tuple[str, ...]
    egenkontroller: int
    utfall: int
    risker: int

    def as_text(self) -> str:
        """In a few sentences; empty where nothing hangs on it."""
        asked = (
            (self.egenkontroller, count_words("egenkontroll", self.egenkontroller)),
            (self.utfall, f"{self.utfall} ogjorda tillfällen"),
            (self.risker, count_words("risk", self.risker)),
        )
        said = ", ".join(text for count, text in asked if count)
        sentences = [
            f"Under enheten ligger {', '.join(self.under)}. De följer med till den enhet som tar över; tar ingen över "
            "ska de flyttas eller stängas först."
            if self.under
            else "",
            f"Till enheten hör {said}." if said else "",
            "Riskerna står kvar med enhetens namn." if self.risker else "",
        ]
        return " ".join(filter(None, sentences))


def closing_effects(connection: Connection, enhet_id: int, day: date) -> Foljder:
    """What would hang in the air if the unit were closed on the day."""
    risks = (
        select(func.count())
        .select_from(risk)
        .join(plan, plan.c.id == risk.c.plan_id)
        .where(risk.c.enhet_id == enhet_id, risk.c.borttagen.is_(None), risk.c.avslutad.is_(None))
        .where(plan.c.status != Planstatus.AVSLUTAD)
    )
    return Foljder(
        tuple(row["namn"] for row in _below(connection, enhet_id)),
        len(_links(connection, enhet_id, day)),
        len(_undone(connection, enhet_id, day)),
        connection.execute(risks).scalar_one(),
    )


def close_unit(
    register: Register, enhet_id: int, day: date, *, into: int | None = None, val: Egenkontrollval | None = None
) -> Sparat:
    """Close the unit from the day on; `into`: the unit that it becomes part of, which takes over those below it.

    Raises InputRefused where it is closed already, where open units would be left below it, and where
    egenkontroller are left without `val`.
    """
    with operation(register) as writer:
        (unit,) = read_rows(writer.connection, "enhet", [enhet_id])
        current = latest_version(writer.connection, enhet_id)
        _refuse(unit, current, day)
        if into is not None:
            refuse_place(writer.connection, unit["namnd_id"], enhet_id, into, day)
        heir = latest_version(writer.connection, into)["namn"] if into is not None else None
        writer.call(shorten(f"{current['namn']} går upp i {heir}" if heir else f"Stäng enheten {current['namn']}"))
        _move_below(writer, enhet_id, current["namn"], into, day)
        _settle(writer, enhet_id, current["namn"], into, day, val)
        writer.update(enhet, unit, {"stangd": day, "uppgick_i_id": into})
    return saved(writer)


def _refuse(unit: Post, current: Post, day: date) -> None:
    if unit["stangd"] is not None:
        raise InputRefused(f"{current['namn']} är redan stängd från {unit['stangd']}.")
    if day <= current["fran"]:
        raise InputRefused(
            f"{current['namn']} ändrades senast {current['fran']} och kan inte stängas före det. Välj en senare dag."
        )


def _move_below(writer: Writer, enhet_id: int, namn: str, into: int | None, day: date) -> None:
    below = _below(writer.connection, enhet_id)
    if below and into is None:
        names = ", ".join(row["namn"] for row in below[:3])
        raise InputRefused(
            f"Under {namn} ligger {count_words('enhet', len(below))}: {names}. Flytta eller stäng dem först."
        )
    for row in below:
        if row["fran"] >= day:
            writer.update(enhet_version, row, {"overordnad_id": into})
        else:
            kept = {name: row[name] for name in ("enhet_id", "namn", "sortnyckel", "chef")}
            writer.insert(enhet_version, kept | {"overordnad_id": into, "fran": day})


def _settle(writer: Writer, enhet_id: int, namn: str, into: int | None, day: date, val: Egenkontrollval | None) -> None:
    """Give the egenkontroller that remain to the heir, or end them."""
    links, undone = _links(writer.connection, enhet_id, day), _undone(writer.connection, enhet_id, day)
    if not links and not undone:
        return
    if val is None:
        raise InputRefused(
            f"{namn} är med i {count_words('egenkontroll', len(links))} och har {len(undone)} tillfällen kvar att "
            "göra. Välj om de flyttas till en annan enhet eller avslutas."
        )
    if val == Egenkontrollval.FLYTTA and into is None:
        raise InputRefused(f"Välj vilken enhet som {namn} går upp i, så flyttas egenkontrollerna dit.")
    heir = into if val == Egenkontrollval.FLYTTA else None
    known = {row["egenkontroll_id"] for row in _links(writer.connection, heir, day)} if heir else set()
    for row in links:
        if heir and row["egenkontroll_id"] not in known:
            kept = {name: row[name] for name in ("egenkontroll_id", "ordning", "alla_under", "till")}
            writer.insert(egenkontroll_enhet, kept | {"enhet_id": heir} | _from(row, day, enhet_id))
    _move_undone(writer, undone, heir)
    # What the unit has had to do until the day is still asked of it: its link ends rather than goes.
    for row in links:
        if _has_begun(row, day):
            writer.update(egenkontroll_enhet, row, {"till": day - timedelta(days=1)})
    if ahead := [row for row in links if not _has_begun(row, day)]:
        writer.delete(egenkontroll_enhet, [{name: row[name] for name in row if name != "ar"} for row in ahead])


def _has_begun(link: Post, day: date) -> bool:
    """Whether the link was there before the day."""
    return bool(day > max(date(link["ar"], 1, 1), link["fran"] or date.min))


def _from(link: Post, day: date, enhet_id: int) -> dict[str, Any]:
    """Since when the heir has the link, and of whom; all the time where the unit never came to it."""
    return {"fran": day, "efter_id": enhet_id} if _has_begun(link, day) else {"fran": link["fran"]}


def _move_undone(writer: Writer, undone: list[Post], heir: int | None) -> None:
    """To the heir, but for periods that it has itself; what nobody does goes to the papperskorg."""
    query = select(utfall.c.egenkontroll_id, utfall.c.period).where(
        utfall.c.enhet_id == heir, utfall.c.borttagen.is_(None)
    )
    taken = {tuple(row) for row in writer.connection.execute(query)}
    for row in undone:
        if heir and (row["egenkontroll_id"], row["period"]) not in taken:
            writer.update(utfall, row, {"enhet_id": heir})
        else:
            writer.update(utfall, row, {"borttagen": now()})


def _below(connection: Connection, enhet_id: int) -> list[Post]:
    """The latest versions of the open units that lie right below the unit by then."""
    query = (
        select(enhet_version)
        .join(enhet, enhet.c.id == enhet_version.c.enhet_id)
        .where(enhet.c.stangd.is_(None))
        .order_by(enhet_version.c.fran)
    )
    latest = {row["enhet_id"]: row for row in plain_rows(connection, query)}
    return [row for row in latest.values() if row["overordnad_id"] == enhet_id]


def _links(connection: Connection, enhet_id: int, day: date) -> list[Post]:
    """The unit's places in the egenkontroller of plans that go on after the day."""
    query = (
        select(egenkontroll_enhet, plan.c.ar)
        .join(egenkontroll, egenkontroll.c.id == egenkontroll_enhet.c.egenkontroll_id)
        .join(plan, plan.c.id == egenkontroll.c.plan_id)
        .where(egenkontroll_enhet.c.enhet_id == enhet_id, egenkontroll.c.borttagen.is_(None))
        .where(plan.c.status != Planstatus.AVSLUTAD, plan.c.ar >= day.year)
        .where(or_(egenkontroll_enhet.c.till.is_(None), egenkontroll_enhet.c.till >= day))
    )
    return plain_rows(connection, query)


def _undone(connection: Connection, enhet_id: int, day: date) -> list[Post]:
    """What the unit hasn't reported, of periods that end after the day."""
    query = (
        select(utfall)
        .join(egenkontroll, egenkontroll.c.id == utfall.c.egenkontroll_id)
        .join(plan, plan.c.id == egenkontroll.c.plan_id)
        .where(utfall.c.enhet_id == enhet_id, utfall.c.borttagen.is_(None), egenkontroll.c.borttagen.is_(None))
        .where(utfall.c.datum.is_(None), utfall.c.period >= day, plan.c.status != Planstatus.AVSLUTAD)
    )
    return plain_rows(connection, query)

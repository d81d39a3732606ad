"""Use case: at the year's end each åtgärd that isn't done is carried over or concluded, with a reason.

Nothing rolls over silently and nothing disappears: a plan isn't closed while an åtgärd waits for its decision.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, or_, select

from internkontroll.db.models import atgard, egenkontroll, granskning, plan, risk, tillfalle, uppfoljning, utfall
from internkontroll.db.session import Register
from internkontroll.db.writer import Writer
from internkontroll.domain.changes import count_words
from internkontroll.domain.rubrik import post_name, shorten
from internkontroll.domain.sparat import Sparat
from internkontroll.domain.status import Status, Tillfalletyp
from internkontroll.domain.words import Arsbeslut, Planstatus
from internkontroll.errors import InputRefused
from internkontroll.services.planer.kopiera import Copier
from internkontroll.services.planlage import read_plan
from internkontroll.services.redigera.operation import operation, saved
from internkontroll.services.redigera.posts import plain_rows, read_rows, refuse_closed

_DONE = (Status.KLART, Status.EJ_AKTUELL)
_OWNERS = {"risk": risk, "granskning": granskning, "utfall": utfall}
_ORDER = tuple(Tillfalletyp)


@dataclass(frozen=True, slots=True)
class Arsval:
    """What is decided on an åtgärd, and why; `beslut` None leaves it for later."""

    beslut: Arsbeslut | None
    skal: str = ""


@dataclass(frozen=True, slots=True)
class Oppen:
    """An åtgärd that isn't done: what it belongs to, its latest status, and what is decided on it so far."""

    id: int
    text: str
    agare: str
    status: str | None
    val: Arsval


def open_atgarder(connection: Connection, plan_id: int) -> tuple[Oppen, ...]:
    """The plan's åtgärder that are neither done nor lapsed by their latest status, without those of closed risks."""
    query = (
        select(atgard)
        .outerjoin(risk, risk.c.id == atgard.c.risk_id)
        .outerjoin(granskning, granskning.c.id == atgard.c.granskning_id)
        .outerjoin(utfall, utfall.c.id == atgard.c.utfall_id)
        .outerjoin(egenkontroll, egenkontroll.c.id == utfall.c.egenkontroll_id)
        .where(atgard.c.plan_id == plan_id, risk.c.avslutad.is_(None))
        .where(and_(*(table.c.borttagen.is_(None) for table in (atgard, risk, granskning, utfall, egenkontroll))))
        .order_by(or_(risk.c.id.is_(None)), risk.c.ordning, granskning.c.ordning, atgard.c.ordning, atgard.c.id)
    )
    status = _latest_status(connection, plan_id)
    return tuple(
        Oppen(row["id"], row["beskrivning"], _owner_name(connection, row), status.get(row["id"]), _decided(row))
        for row in plain_rows(connection, query)
        if status.get(row["id"]) not in _DONE
    )


def decide_year(register: Register, plan_id: int, choices: Mapping[int, Arsval], *, close: bool = False) -> Sparat:
    """Decide on the plan's åtgärder; those carried over go into the nämnd's plan of next year, where there is one.

    Raises InputRefused for a decision without a reason, and with `close` while an åtgärd has no decision.
    """
    with operation(register) as writer:
        lage = read_plan(writer.connection, plan_id)
        writer.call(f"Planen för {lage.ar} avslutas" if close else f"Årsskifte: åtgärder i planen för {lage.ar}")
        write_choices(writer, plan_id, choices)
        following = _next_plan(writer.connection, plan_id)
        if following is not None:
            refuse_closed("atgard", [read_plan(writer.connection, following)])
            Copier(writer, plan_id, following).carry_over()
        if close:
            _close(writer, plan_id)
    return saved(writer)


def write_choices(writer: Writer, plan_id: int, choices: Mapping[int, Arsval]) -> None:
    """Write what is decided on åtgärder of the plan. Raises InputRefused as `decide_year`."""
    for row in read_rows(writer.connection, "atgard", choices):
        val = choices[row["id"]]
        skal = val.skal.strip() or None
        if row["plan_id"] != plan_id:
            raise InputRefused("Åtgärden hör till en annan plan. Läs in listan igen.")
        if val.beslut and not skal:
            raise InputRefused(
                f"Skriv varför åtgärden ”{shorten(row['beskrivning'], 60)}” "
                f"{'förs över' if val.beslut == Arsbeslut.FORS_OVER else 'avslutas'}."
            )
        if (row["arsbeslut"], row["arsbeslut_skal"]) != (val.beslut, skal):
            refuse_closed("atgard", [read_plan(writer.connection, plan_id)])
            writer.update(atgard, row, {"arsbeslut": val.beslut, "arsbeslut_skal": skal})


def _close(writer: Writer, plan_id: int) -> None:
    (row,) = read_rows(writer.connection, "plan", [plan_id])
    if row["status"] == Planstatus.UTKAST:
        raise InputRefused(
            f"Planen för {row['ar']} är ett utkast. Skriv in nämndens beslut med Besluta planen innan den avslutas."
        )
    waiting = [one for one in open_atgarder(writer.connection, plan_id) if one.val.beslut is None]
    if waiting:
        raise InputRefused(
            f"{count_words('atgard', len(waiting))} är inte klara och saknar beslut, till exempel "
            f"”{shorten(waiting[0].text, 60)}”. Bestäm om de förs över eller avslutas innan planen avslutas."
        )
    writer.update(plan, row, {"status": Planstatus.AVSLUTAD})


def _next_plan(connection: Connection, plan_id: int) -> int | None:
    current = plan.alias()
    query = (
        select(plan.c.id)
        .join(current, (plan.c.namnd_id == current.c.namnd_id) & (plan.c.ar == current.c.ar + 1))
        .where(current.c.id == plan_id)
    )
    return connection.execute(query).scalar_one_or_none()


def _latest_status(connection: Connection, plan_id: int) -> dict[int, str]:
    """Åtgärd → its status at the latest tillfälle that says one."""
    query = (
        select(uppfoljning.c.atgard_id, tillfalle.c.typ, uppfoljning.c.status)
        .join(tillfalle, tillfalle.c.id == uppfoljning.c.tillfalle_id)
        .where(tillfalle.c.plan_id == plan_id, uppfoljning.c.atgard_id.is_not(None), uppfoljning.c.status.is_not(None))
    )
    rows = sorted(connection.execute(query), key=lambda row: _ORDER.index(Tillfalletyp(row.typ)))
    return {row.atgard_id: row.status for row in rows}


def _owner_name(connection: Connection, row: Mapping[str, Any]) -> str:
    tabell = next(name for name in _OWNERS if row[f"{name}_id"] is not None)
    (owner,) = read_rows(connection, tabell, [row[f"{tabell}_id"]])
    if tabell == "utfall":
        (owner,) = read_rows(connection, "egenkontroll", [owner["egenkontroll_id"]])
        tabell = "egenkontroll"
    return str(owner.get("beteckning") or shorten(post_name(tabell, owner), 40))


def _decided(row: Mapping[str, Any]) -> Arsval:
    return Arsval(row["arsbeslut"] and Arsbeslut(row["arsbeslut"]), row["arsbeslut_skal"] or "")

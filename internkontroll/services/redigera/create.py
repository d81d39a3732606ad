"""Use case: a new record, last in its list and with the next free number."""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from internkontroll.db.models import metadata, plan
from internkontroll.db.session import Register
from internkontroll.db.writer import Writer
from internkontroll.domain.falt import FALT
from internkontroll.domain.falt.frozen import Planlage
from internkontroll.domain.rubrik import new_rubrik
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.sparat import Sparat
from internkontroll.domain.words import Planstatus, Riskniva, Svarstyp
from internkontroll.errors import InputRefused
from internkontroll.services.planlage import plan_id_of, read_plan
from internkontroll.services.redigera.change import check_values
from internkontroll.services.redigera.operation import operation, saved
from internkontroll.services.redigera.posts import read_living, refuse_closed

OWNERS: Mapping[str, tuple[str, ...]] = {
    "atgard": ("risk", "granskning", "utfall"),
    "kontrollpunkt": ("egenkontroll",),
    "rekommendation": ("granskning",),
    "utfall": ("egenkontroll",),
}
"""Table → the tables that its records hang below; a record hangs below exactly one."""

_FIRST_NUMBER = {"risk": "R-01", "egenkontroll": "E-01"}


def create(register: Register, tabell: str, sammanhang: Sammanhang, values: Mapping[str, Any]) -> Sparat:
    """A new record of the plan of `sammanhang`; `values` may name its owner (risk_id, egenkontroll_id, …).

    A new risk in a decided plan needs `tillagd_skal`; the day is today's unless said. Raises InputRefused
    for what can't be taken, Conflict where the owner is gone.
    """
    columns = {f"{owner}_id" for owner in OWNERS.get(tabell, ())}
    owners = {name: int(value) for name, value in values.items() if name in columns and value is not None}
    own = {name: value for name, value in values.items() if name not in columns}
    with operation(register) as writer:
        lage = read_plan(writer.connection, sammanhang.plan_id)
        refuse_closed(tabell, [lage])
        _check_owners(writer.connection, sammanhang, owners)
        checked = check_values(tabell, _required(tabell) | _defaults(writer.connection, tabell, sammanhang, own) | own)
        addition = added_to(lage, sammanhang.idag, checked) if tabell == "risk" else {}
        writer.call(new_rubrik(tabell))
        post = insert_last(writer, tabell, sammanhang.plan_id, checked | owners | addition)
    return saved(writer, (tabell, post))


def insert_last(writer: Writer, tabell: str, plan_id: int, values: Mapping[str, Any]) -> int:
    """Insert a record with the plan and the place that its table asks for; the place is the last one."""
    table = metadata.tables[tabell]
    row = dict(values)
    if "plan_id" in table.c:
        row["plan_id"] = plan_id
    if "ordning" in table.c:
        siblings = next(
            (name for name in (f"{owner}_id" for owner in OWNERS.get(tabell, ())) if row.get(name)), "plan_id"
        )
        query = select(func.max(table.c.ordning)).where(table.c[siblings] == row[siblings])
        last = writer.connection.execute(query).scalar()
        row["ordning"] = 0 if last is None else last + 1
    return writer.insert(table, row)


def added_to(lage: Planlage, idag: date, values: Mapping[str, Any]) -> dict[str, Any]:
    """Day and reason of a risk that comes after the decision. Raises InputRefused without a reason."""
    if lage.status == Planstatus.UTKAST:
        return {}
    if not values.get("tillagd_skal"):
        raise InputRefused(
            f"Planen för {lage.ar} är beslutad. Skriv varför risken läggs till; skälet följer med i rapporterna."
        )
    return {"tillagd": values.get("tillagd") or idag}


def next_number(connection: Connection, tabell: str, plan_id: int) -> str | None:
    """The next free number in the pattern that the plan uses: "R-15" after "R-14".

    Numbers of the nämnd's other years and of the papperskorg are not free: they mean other records.
    None where the plan numbers its records in no such way, or not at all.
    """
    table = metadata.tables[tabell]
    namnd = select(plan.c.namnd_id).where(plan.c.id == plan_id).scalar_subquery()
    query = select(table.c.plan_id, table.c.beteckning).join(plan, plan.c.id == table.c.plan_id)
    rows = connection.execute(query.where(plan.c.namnd_id == namnd).order_by(plan.c.ar, table.c.id)).all()
    if not rows:
        return _FIRST_NUMBER[tabell]
    own = [row.beteckning for row in rows if row.plan_id == plan_id] or [row.beteckning for row in rows]
    prefixes = Counter(match[1] for text in own if (match := re.fullmatch(r"(.*?)(\d+)", text or "")))
    if not prefixes:
        return None
    prefix = prefixes.most_common(1)[0][0]
    found = [text[len(prefix) :] for _, text in rows if text and text.startswith(prefix)]
    numbers = [text for text in found if text.isdecimal()]
    width = max(len(text) for text in numbers)
    return f"{prefix}{max(map(int, numbers)) + 1:0{width}}"


def _required(tabell: str) -> dict[str, Any]:
    """Fields that must be said, not said yet."""
    return {falt.namn: None for falt in FALT[tabell] if falt.kravs}


def _defaults(connection: Connection, tabell: str, sammanhang: Sammanhang, values: Mapping[str, Any]) -> dict[str, Any]:
    """What a new record says where nobody has chosen."""
    if tabell in _FIRST_NUMBER:
        number = {"beteckning": next_number(connection, tabell, sammanhang.plan_id)}
        niva = {"niva": Riskniva.ENHET if values.get("enhet_id") else Riskniva.NAMND}
        return number | niva if tabell == "risk" else number
    return {"svarstyp": Svarstyp.JA_NEJ} if tabell == "kontrollpunkt" else {}


def _check_owners(connection: Connection, sammanhang: Sammanhang, owners: Mapping[str, int]) -> None:
    for name, post in owners.items():
        owner = name.removesuffix("_id")
        (row,) = read_living(connection, owner, [post])
        if plan_id_of(connection, owner, row) != sammanhang.plan_id:
            raise InputRefused("Posten hör till ett annat år än det som är valt. Byt år överst och försök igen.")

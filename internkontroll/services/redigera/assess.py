"""Use case: a bedömning of a risk; a new row per day, so that what was judged before can still be read."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from internkontroll.db.models import bedomning, riskskala
from internkontroll.db.session import Register
from internkontroll.domain.falt import Value, field_title
from internkontroll.domain.falt.frozen import Planlage, is_decided
from internkontroll.domain.riskskala import STANDARDSKALA, Riskskala
from internkontroll.domain.rubrik import shorten, the_post
from internkontroll.domain.sparat import Sparat
from internkontroll.domain.words import Fas
from internkontroll.errors import InputRefused
from internkontroll.services.planlage import read_plan
from internkontroll.services.redigera.change import check_values
from internkontroll.services.redigera.operation import operation, saved
from internkontroll.services.redigera.posts import Post, plain_rows, read_living, refuse_closed
from internkontroll.services.riskskala import read_skala

_REASON = {"sannolikhet": "skal_sannolikhet", "konsekvens": "skal_konsekvens"}
"""Step → the column of its reason."""

Said = dict[str, Value]
"""The steps and their reasons."""


def set_bedomning(register: Register, risk_id: int, fas: Fas, values: Mapping[str, Any], datum: date) -> Sparat:
    """Set sannolikhet, konsekvens and their reasons as of the day.

    On the day of the latest bedömning that one is changed, on a later day a new one is made, which starts
    from the latest; a step that moves leaves its old reason behind. Raises InputRefused for what can't be
    taken: a step outside the scale, a day before the latest bedömning, and in a decided plan a decided
    step that moves without a reason.
    """
    checked = check_values("bedomning", values)
    with operation(register) as writer:
        (risk,) = read_living(writer.connection, "risk", [risk_id])
        plan = read_plan(writer.connection, risk["plan_id"])
        refuse_closed("bedomning", [plan])
        rows = _read(writer.connection, risk_id, fas)
        today = next((row for row in rows if row["datum"] == datum), None)
        before = next((row for row in reversed(rows) if row["datum"] < datum), None)
        _refuse_day(plan, risk, rows, datum)
        said = _said(today) | checked if today else _moved(before, checked)
        _refuse_steps(_load_skala(writer.connection, risk["plan_id"]), said)
        if is_decided(plan, risk):
            _refuse_without_reason(before, said)
        writer.call(shorten(f"Bedömning av {the_post('risk', risk)}"))
        nya: list[tuple[str, int]] = []
        if today:
            writer.update(bedomning, today, said)
        elif said != _said(before):
            row = said | {"risk_id": risk_id, "fas": fas, "datum": datum}
            nya.append(("bedomning", writer.insert(bedomning, row)))
    return saved(writer, *nya)


def _read(connection: Connection, risk_id: int, fas: Fas) -> list[Post]:
    query = (
        select(bedomning)
        .where(bedomning.c.risk_id == risk_id, bedomning.c.fas == fas, bedomning.c.borttagen.is_(None))
        .order_by(bedomning.c.datum, bedomning.c.id)
    )
    return plain_rows(connection, query)


def _load_skala(connection: Connection, plan_id: int) -> Riskskala:
    rows = plain_rows(connection, select(riskskala).where(riskskala.c.plan_id == plan_id))
    return read_skala(rows[0]) if rows else STANDARDSKALA


def _said(row: Post | None) -> Said:
    return {name: row[name] if row else None for step in _REASON.items() for name in step}


def _moved(before: Post | None, values: Said) -> Said:
    """What a new bedömning says: the one before, without the reasons of the steps that move."""
    said = _said(before)
    for step, reason in _REASON.items():
        if step in values and values[step] != said[step]:
            said[reason] = None
    return said | values


def _refuse_day(plan: Planlage, risk: Post, rows: list[Post], datum: date) -> None:
    latest = rows[-1]["datum"] if rows else None
    if latest and datum < latest:
        raise InputRefused(f"Det finns en senare bedömning, från {latest}. Välj den dagen eller en senare.")
    if is_decided(plan, risk) and plan.beslut_datum and datum <= plan.beslut_datum:
        raise InputRefused(
            f"Planen för {plan.ar} beslutades {plan.beslut_datum}, och bedömningarna i beslutet ligger fast. "
            "Välj en senare dag och skriv ett skäl."
        )


def _refuse_steps(skala: Riskskala, said: Said) -> None:
    for step, words in (("sannolikhet", skala.sannolikhet), ("konsekvens", skala.konsekvens)):
        value = said[step]
        if isinstance(value, int) and value > len(words):
            title = field_title("bedomning", step)
            raise InputRefused(f"{title}: planens skala går från 1 till {len(words)}. Välj ett av stegen.")


def _refuse_without_reason(before: Post | None, said: Said) -> None:
    """What the nämnd has decided may be judged anew, but not without saying why."""
    if before is None:
        return
    for step, reason in _REASON.items():
        moved = before[step] is not None and said[step] != before[step]
        if moved and said[reason] in (None, before[reason]):
            title = field_title("bedomning", step).lower()
            raise InputRefused(
                f"Planen är beslutad. Skriv först ett skäl till att {title}en ändras, och välj sedan steget."
            )

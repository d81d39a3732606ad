"""Use case: a plan's risk scale, changed only while the plan is a draft and after seeing which risks move."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from internkontroll.db.models import bedomning, risk, riskskala
from internkontroll.db.session import Register
from internkontroll.domain.falt.frozen import Planlage
from internkontroll.domain.riskskala import STANDARDSKALA, Riskskala
from internkontroll.domain.rubrik import post_name, shorten
from internkontroll.domain.skalkontroll import Riskpost, Skalbyte, check_skala, compare, whole
from internkontroll.domain.sparat import Sparat
from internkontroll.domain.words import Fas, Planstatus
from internkontroll.errors import InputRefused
from internkontroll.services.planlage import read_plan
from internkontroll.services.queries import living
from internkontroll.services.redigera.operation import operation, saved
from internkontroll.services.redigera.posts import Post, plain_rows
from internkontroll.services.riskskala import read_skala, skala_values


@dataclass(frozen=True, slots=True)
class Planskala:
    """A plan's scale with all its bands, the risks judged by it, and why it can't be changed (empty where it can)."""

    plan_id: int
    ar: int
    skala: Riskskala
    risker: tuple[Riskpost, ...]
    fryst: str

    def preview(self, new: Riskskala) -> Skalbyte:
        """What another scale would do to the risks. Raises InputRefused for one that can't be."""
        return compare(self.skala, check_skala(new), self.risker)


def load_skala(connection: Connection, plan_id: int) -> Planskala:
    """The plan's scale as it stands."""
    lage, row = read_plan(connection, plan_id), _find(connection, plan_id)
    skala = whole(read_skala(row) if row else STANDARDSKALA)
    return Planskala(plan_id, lage.ar, skala, tuple(_read_risks(connection, plan_id)), frozen_scale(lage))


def save_skala(register: Register, plan_id: int, skala: Riskskala) -> Sparat:
    """Give the plan the scale.

    Raises InputRefused for a plan that is decided, a scale that can't be, and risks that would fall outside it.
    """
    checked = check_skala(skala)
    with operation(register) as writer:
        lage = read_plan(writer.connection, plan_id)
        if reason := frozen_scale(lage):
            raise InputRefused(reason)
        _refuse_outside(writer.connection, plan_id, checked)
        writer.call(f"Riskskala för {lage.ar}")
        row, values = _find(writer.connection, plan_id), skala_values(checked)
        if row is None and whole(STANDARDSKALA) != checked:
            writer.insert(riskskala, values | {"plan_id": plan_id})
        elif row is not None and whole(read_skala(row)) != checked:
            writer.update(riskskala, row, values)
    return saved(writer)


def frozen_scale(lage: Planlage) -> str:
    """Why the scale can't be changed and what to do instead; empty where it can."""
    if lage.status == Planstatus.UTKAST:
        return ""
    return (
        f"Planen för {lage.ar} är beslutad, och skalan är fryst med den. "
        f"Ändra skalan i planen för {lage.ar + 1}; den börjar som utkast."
    )


def _refuse_outside(connection: Connection, plan_id: int, skala: Riskskala) -> None:
    risks = [*_read_risks(connection, plan_id), *_read_risks(connection, plan_id, Fas.EFTER)]
    outside = compare(skala, skala, risks).utanfor
    if outside:
        more = f" Det gäller {len(outside)} bedömningar." if len(outside) > 1 else ""
        raise InputRefused(f"{outside[0]}{more} Bedöm om innan skalan görs mindre.")


def _find(connection: Connection, plan_id: int) -> Post | None:
    rows = plain_rows(connection, select(riskskala).where(riskskala.c.plan_id == plan_id))
    return rows[0] if rows else None


def _read_risks(connection: Connection, plan_id: int, fas: Fas = Fas.FORE) -> list[Riskpost]:
    """Each risk with its latest bedömning of that kind."""
    query = (
        select(bedomning)
        .join(risk, risk.c.id == bedomning.c.risk_id)
        .where(risk.c.plan_id == plan_id, bedomning.c.fas == fas, bedomning.c.borttagen.is_(None))
        .order_by(bedomning.c.datum, bedomning.c.id)
    )
    steps: dict[int, Post] = {row["risk_id"]: row for row in plain_rows(connection, query)}
    return [
        Riskpost(
            shorten(post_name("risk", row), 60),
            *(steps.get(row["id"], {}).get(axis) for axis in ("sannolikhet", "konsekvens")),
        )
        for row in plain_rows(connection, living(select(risk), risk, plan_id))
    ]

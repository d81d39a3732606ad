"""Use case: a new plan, for a nämnd that is there or a new one, empty or begun from an earlier year's."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import select

from internkontroll.db.models import namnd, plan
from internkontroll.db.session import Register
from internkontroll.db.writer import Writer
from internkontroll.domain.rubrik import shorten
from internkontroll.domain.sparat import Sparat
from internkontroll.domain.words import Planstatus
from internkontroll.errors import InputRefused
from internkontroll.services.planer.arsskifte import Arsval, write_choices
from internkontroll.services.planer.kopiera import Copier
from internkontroll.services.planlage import read_plan
from internkontroll.services.redigera.change import check_values
from internkontroll.services.redigera.operation import operation, saved

FORSTA_AR, SISTA_AR = 1990, 2100

VALBARA = ("risk", "kontroll", "egenkontroll", "avtal")
"""Tables that may be brought along or left behind; processer, mål and the scale always come with the plan."""

_COPY = {
    "risk": Copier.copy_risks,
    "kontroll": Copier.copy_kontroller,
    "egenkontroll": Copier.copy_egenkontroller,
    "avtal": Copier.copy_avtal,
}


@dataclass(frozen=True, slots=True)
class NyPlan:
    """What is to be made: for the nämnd `namnd_id`, or, where that is None, a new one called `namn`.

    `forlaga`: the plan to begin from; `ta_med`: which of VALBARA come along; `val`: what is decided on
    that plan's åtgärder that aren't done.
    """

    ar: int
    namnd_id: int | None = None
    namn: str = ""
    kommun: str = ""
    forvaltning: str = ""
    forlaga: int | None = None
    ta_med: frozenset[str] = frozenset(VALBARA)
    val: Mapping[int, Arsval] = field(default_factory=dict)


def new_plan(register: Register, ny: NyPlan) -> Sparat:
    """Make the plan as a draft; `nya` names it. Raises InputRefused for what can't be made, saying what to do."""
    if not FORSTA_AR <= ny.ar <= SISTA_AR:
        raise InputRefused(f"Året {ny.ar} går inte att välja. Skriv ett år från {FORSTA_AR} till {SISTA_AR}.")
    values = check_values("plan", {"forvaltning": ny.forvaltning})
    with operation(register) as writer:
        namnd_id = _insert_namnd(writer, ny) if ny.namnd_id is None else _check_namnd(writer, ny.namnd_id, ny.ar)
        head = {"namnd_id": namnd_id, "ar": ny.ar, "status": Planstatus.UTKAST}
        plan_id = writer.insert(plan, values | head)
        writer.flush()
        if ny.forlaga is not None:
            _fill(writer, ny, ny.forlaga, plan_id)
    return saved(writer, ("plan", plan_id))


def _insert_namnd(writer: Writer, ny: NyPlan) -> int:
    checked = check_values("namnd", {"namn": ny.namn, "kommun": ny.kommun})
    same = select(namnd.c.id).where(
        namnd.c.namn == checked["namn"], namnd.c.kommun.is_not_distinct_from(checked["kommun"])
    )
    if writer.connection.execute(same).first():
        raise InputRefused(f"Registret har redan {checked['namn']}. Välj den i listan över nämnder i stället.")
    writer.call(shorten(f"{checked['namn']} med plan för {ny.ar}"))
    return writer.insert(namnd, checked)


def _check_namnd(writer: Writer, namnd_id: int, ar: int) -> int:
    query = select(plan.c.id).where(plan.c.namnd_id == namnd_id, plan.c.ar == ar)
    if writer.connection.execute(query).first():
        raise InputRefused(f"Nämnden har redan en plan för {ar}. Välj den överst i fönstret, eller skriv ett annat år.")
    writer.call(f"Ny plan för {ar}")
    return namnd_id


def _fill(writer: Writer, ny: NyPlan, forlaga: int, plan_id: int) -> None:
    old = read_plan(writer.connection, forlaga)
    if old.ar >= ny.ar:
        raise InputRefused(f"Planen för {ny.ar} kan inte utgå från planen för {old.ar}. Välj en tidigare plan.")
    copier = Copier(writer, forlaga, plan_id)
    copier.copy_frame()
    for tabell, copy in _COPY.items():
        if tabell in ny.ta_med:
            copy(copier)
    write_choices(writer, forlaga, ny.val)
    writer.flush()
    copier.carry_over()

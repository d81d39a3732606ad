"""One write of the window: what the database refuses is said in words, and what was done comes back as a Sparat."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy.exc import IntegrityError

from internkontroll.db.session import Register
from internkontroll.db.writer import Writer
from internkontroll.domain.changes import KINDS
from internkontroll.domain.falt import field_title
from internkontroll.domain.sparat import Sparat
from internkontroll.errors import InputRefused

_CHECKS = {
    "ck_risk_tillagd_har_skal": "Skriv skälet till tillägget först, sedan dagen.",
    "ck_risk_avslutad_har_skal": "Skriv skälet till avslutet först, sedan dagen då risken avslutas.",
    "ck_atgard_arsbeslut_har_skal": "Skriv skälet till beslutet först, och välj sedan om åtgärden förs över.",
    "ck_atgard_rekommendation": "Bara en åtgärd i en granskning kan höra till en rekommendation.",
    "ck_plan_beslutad_har_datum": "Skriv dagen för nämndens beslut först, och välj sedan läget.",
    "ck_lagrum_galler": "Gäller till kan inte vara före Gäller från. Ändra någon av dagarna.",
    "ck_egenkontroll_manader": "Skriv månadernas nummer, 1 till 12, med komma mellan, till exempel 3, 9.",
    "ck_egenkontroll_tid": "Till och med kan inte vara före Från och med. Ändra någon av dagarna.",
    "ck_egenkontroll_enhet_tid": "Enheten kan inte lämna egenkontrollen före den dag då den börjar. Välj en annan dag.",
    "ck_uppehall_tid": "Uppehållet kan inte sluta före det börjar. Ändra någon av dagarna.",
    "ck_bedomning_nagot": "Välj sannolikhet eller konsekvens: en bedömning behöver minst en av dem.",
    "ck_enhet_uppgick_stangd": "Skriv dagen då enheten stängdes först.",
    "ck_enhet_version_overordnad_annan": "En enhet kan inte ligga under sig själv. Välj en annan.",
}
"""Rules of the database that a person can break one field at a time, and what to do."""


@contextmanager
def operation(register: Register, skal: str | None = None) -> Iterator[Writer]:
    """Like `Register.write`; the block gives the operation its name with `Writer.call`.

    Raises InputRefused where a value can't stand beside what is there.
    """
    try:
        with register.write("Ändring", skal) as writer:
            yield writer
    except IntegrityError as error:
        text = _explain(str(error.orig))
        if text is None:
            raise
        raise InputRefused(text) from error


def saved(writer: Writer, *nya: tuple[str, int]) -> Sparat:
    """What the finished operation did."""
    return Sparat(writer.event_id, writer.rubrik, writer.tables, nya)


def _explain(message: str) -> str | None:
    """What the database's refusal means to people; None where only a mistake of ours can have caused it."""
    for pattern, explain in _REFUSALS.items():
        if match := re.fullmatch(pattern, message):
            return explain(match)
    return None


def _taken(match: re.Match[str]) -> str:
    tabell, namn = match[1].split(", ")[-1].split(".")
    one = KINDS[tabell][0]
    return f"{field_title(tabell, namn)} används redan av en annan post av samma slag ({one}). Skriv något annat."


def _lost(_: re.Match[str]) -> str:
    return "Det du valde har tagits bort eller hör till en annan plan. Läs in posten igen och välj på nytt."


_REFUSALS: dict[str, Callable[[re.Match[str]], str | None]] = {
    r"UNIQUE constraint failed: (.+)": _taken,
    r"CHECK constraint failed: (\w+)": lambda match: _CHECKS.get(match[1]),
    r"FOREIGN KEY constraint failed": _lost,
}

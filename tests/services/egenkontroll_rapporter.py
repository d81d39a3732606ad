"""An egenkontroll with three questions and what a unit says of it, for the tests of reporting."""

from typing import Any

from internkontroll.services.egenkontroll import (
    Atgardsrad,
    Frageruta,
    Svar,
    Tillfallesbild,
    Uppgifter,
    load_tillfalle,
)
from tests.services.edits import find
from tests.services.egenkontroll_plan import ALMEN, Namnd

PLANS, PARTS, COUNT = range(1, 4)
FRAGOR = (
    {"fraga": "Finns en plan?"},
    {"fraga": "Är den enskilde delaktig?"},
    {"fraga": "Hur många planer?", "svarstyp": "antal"},
)
YES = {PLANS: Svar("Ja"), PARTS: Svar("Ja"), COUNT: Svar("12")}


def tillfalle(namnd: Namnd, control: int, enhet: int = ALMEN, month: int = 3) -> int:
    (found,) = [one["id"] for one in namnd.utfall(control, enhet_id=enhet) if one["period"].month == month]
    return int(found)


def shown(namnd: Namnd, utfall: int) -> Tillfallesbild:
    with namnd.register.read() as connection:
        return load_tillfalle(connection, utfall)


def box(namnd: Namnd, utfall: int, point: int = PLANS) -> Frageruta:
    return next(one for one in shown(namnd, utfall).fragor if one.fraga.kontrollpunkt_id == point)


def answers(namnd: Namnd, utfall: int) -> dict[int, tuple[str, str | None]]:
    return {
        one["kontrollpunkt_id"]: (one["svar"], one["kommentar"])
        for one in find(namnd.register, "svar", utfall_id=utfall)
    }


def failing(**values: Any) -> Uppgifter:
    """A plan is missing, somewhat seriously, and somebody writes one."""
    said = YES | {PLANS: Svar("Nej", "Två personer saknar plan.")}
    return Uppgifter(said, {"allvar": 2} | values, (Atgardsrad("Skriva planerna", "Enhetschefen", "2026-06-30"),))

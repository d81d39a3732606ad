"""Where in the register a person works: which nämnd, year and tillfälle, and on which day."""

from dataclasses import dataclass
from datetime import date

from internkontroll.domain.status import Tillfalletyp


@dataclass(frozen=True, slots=True)
class Sammanhang:
    """`tillfalle_id` is None while nothing has been written for the tillfälle; the first write makes its row."""

    namnd_id: int
    plan_id: int
    ar: int
    tillfalle: Tillfalletyp
    tillfalle_id: int | None
    idag: date

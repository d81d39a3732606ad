"""Use cases of a plan as a whole: begun from last year's, decided, and closed when every åtgärd has its decision."""

from internkontroll.services.planer.arsskifte import Arsval, Oppen, decide_year, open_atgarder
from internkontroll.services.planer.beslut import Planhuvud, decide_plan, read_head
from internkontroll.services.planer.ny import VALBARA, NyPlan, new_plan
from internkontroll.services.planer.oversikt import (
    Forlaga,
    Planpost,
    list_namnder,
    list_plans,
    list_records,
    read_forlaga,
)

__all__ = [
    "VALBARA",
    "Arsval",
    "Forlaga",
    "NyPlan",
    "Oppen",
    "Planhuvud",
    "Planpost",
    "decide_plan",
    "decide_year",
    "list_namnder",
    "list_plans",
    "list_records",
    "new_plan",
    "open_atgarder",
    "read_forlaga",
    "read_head",
]

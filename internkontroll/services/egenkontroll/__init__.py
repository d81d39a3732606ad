"""Use cases of egenkontroll by SOSFS 2011:9: plan it, give every unit its tillfällen, draw samples, see the year."""

from internkontroll.services.egenkontroll.arshjul import Arshjul, arshjul, move_due, write_calendar
from internkontroll.services.egenkontroll.enheter import end_pause, pause_unit, pauses, take_over
from internkontroll.services.egenkontroll.fragor import Fraga, change_question, questions
from internkontroll.services.egenkontroll.generera import Arsandring, Arsplan, generate_year, year_changes
from internkontroll.services.egenkontroll.mallar import Mall, from_template, templates
from internkontroll.services.egenkontroll.planera import Enhetsval, change_egenkontroll, plan_egenkontroll
from internkontroll.services.egenkontroll.stickprov import Stickprov, draw_sample, sample_result, samples

__all__ = [
    "Arsandring",
    "Arshjul",
    "Arsplan",
    "Enhetsval",
    "Fraga",
    "Mall",
    "Stickprov",
    "arshjul",
    "change_egenkontroll",
    "change_question",
    "draw_sample",
    "end_pause",
    "from_template",
    "generate_year",
    "move_due",
    "pause_unit",
    "pauses",
    "plan_egenkontroll",
    "questions",
    "sample_result",
    "samples",
    "take_over",
    "templates",
    "write_calendar",
    "year_changes",
]

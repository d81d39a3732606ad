"""Use cases of egenkontroll by SOSFS 2011:9: plan, give every unit its tillfällen, draw samples, report, follow up."""

from internkontroll.services.egenkontroll.allvar import read_grades, set_grades
from internkontroll.services.egenkontroll.arshjul import Arshjul, arshjul, move_due, write_calendar
from internkontroll.services.egenkontroll.effekt import ask_effect, set_effect
from internkontroll.services.egenkontroll.enheter import doers, end_pause, pause_unit, pauses, take_over
from internkontroll.services.egenkontroll.fragor import Fraga, change_question, questions
from internkontroll.services.egenkontroll.generera import Arsandring, Arsplan, generate_year, year_changes
from internkontroll.services.egenkontroll.ifyllt import Atgardsrad, Svar, Uppgifter
from internkontroll.services.egenkontroll.lyft import lift_to_risk, lifted_risks
from internkontroll.services.egenkontroll.mallar import Mall, from_template, templates
from internkontroll.services.egenkontroll.nasta import Nasta, next_due
from internkontroll.services.egenkontroll.planera import Enhetsval, change_egenkontroll, plan_egenkontroll
from internkontroll.services.egenkontroll.rapportera import Rattelse, correct, corrections, save_draft, submit
from internkontroll.services.egenkontroll.stickprov import Stickprov, draw_sample, sample_result, samples
from internkontroll.services.egenkontroll.tillfalle import Forra, Frageruta, Laget, Tillfallesbild, load_tillfalle

__all__ = [
    "Arsandring",
    "Arshjul",
    "Arsplan",
    "Atgardsrad",
    "Enhetsval",
    "Forra",
    "Fraga",
    "Frageruta",
    "Laget",
    "Mall",
    "Nasta",
    "Rattelse",
    "Stickprov",
    "Svar",
    "Tillfallesbild",
    "Uppgifter",
    "arshjul",
    "ask_effect",
    "change_egenkontroll",
    "change_question",
    "correct",
    "corrections",
    "doers",
    "draw_sample",
    "end_pause",
    "from_template",
    "generate_year",
    "lift_to_risk",
    "lifted_risks",
    "load_tillfalle",
    "move_due",
    "next_due",
    "pause_unit",
    "pauses",
    "plan_egenkontroll",
    "questions",
    "read_grades",
    "sample_result",
    "samples",
    "save_draft",
    "set_effect",
    "set_grades",
    "submit",
    "take_over",
    "templates",
    "write_calendar",
    "year_changes",
]

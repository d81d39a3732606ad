"""What the panel of a tillfälle shows: its questions, the last time, and what falls short again."""

from collections.abc import Mapping
from datetime import date

from internkontroll.db import models
from internkontroll.domain.words import Resultat, Svarsord
from internkontroll.services.egenkontroll import (
    Frageruta,
    Laget,
    Svar,
    Uppgifter,
    change_question,
    draw_sample,
    save_draft,
    submit,
)
from internkontroll.services.planer import NyPlan, new_plan
from tests.services.edits import find
from tests.services.egenkontroll_plan import ALMEN, BJORKEN, TODAY, Namnd
from tests.services.egenkontroll_rapporter import PARTS, PLANS, box, failing, shown, tillfalle


def test_the_panel_shows_the_questions_and_what_was_said_the_last_time(namnd: Namnd, control: int) -> None:
    first, second = (tillfalle(namnd, control, month=month) for month in (3, 6))
    submit(namnd.register, {first: None}, failing(kommentar="Två nya"), TODAY)
    draw_sample(namnd.register, second, "Akter i maj", ["A-1", "A-2"], TODAY, antal=1)
    bild = shown(namnd, second)
    assert (bild.egenkontroll, bild.enhet, bild.period_namn) == ("Aktgranskning", "Almen", "kvartal 2")
    assert bild.senast == date(2026, 7, 10)
    assert [(one.fraga.fraga, one.forra) for one in bild.fragor] == [
        ("Finns en plan?", ("Nej", "Två personer saknar plan.")),
        ("Är den enskilde delaktig?", ("Ja", None)),
        ("Hur många planer?", ("12", None)),
    ]
    assert bild.forra
    assert (bild.forra.period_namn, bild.forra.resultat, bild.forra.allvar) == ("kvartal 1", Resultat.DELVIS, 2)
    assert [one.ord for one in bild.grader] == ["Mindre", "Betydande", "Allvarlig"]
    assert bild.stickprov
    assert bild.stickprov_text == "Inget är granskat ännu."
    assert bild.laget is Laget.EJ_PABORJAT
    assert (shown(namnd, first).forra, shown(namnd, first).atgarder[0].beskrivning) == (None, "Skriva planerna")


def test_a_question_that_falls_short_again_is_told_from_the_first_time(namnd: Namnd, control: int) -> None:
    first, second = (tillfalle(namnd, control, month=month) for month in (3, 6))
    submit(namnd.register, {first: None}, failing(), TODAY)
    assert not box(namnd, first).falls_again("Nej")
    assert box(namnd, second).falls_again("Delvis")
    assert not box(namnd, second, PARTS).falls_again("Nej")
    other = tillfalle(namnd, control, BJORKEN, 6)
    assert not box(namnd, other).falls_again("Nej")


def test_a_draft_before_is_no_finding(namnd: Namnd, control: int) -> None:
    first, second = (tillfalle(namnd, control, month=month) for month in (3, 6))
    save_draft(namnd.register, first, Uppgifter({PLANS: Svar("Nej")}))
    assert box(namnd, second).brister == ()


def test_a_finding_is_followed_over_wordings_and_years(namnd: Namnd, control: int) -> None:
    submit(namnd.register, {tillfalle(namnd, control): None}, failing(), TODAY)
    ((_, new),) = change_question(namnd.register, PLANS, 0, {"fraga": "Har alla en plan?"}).nya
    assert box(namnd, tillfalle(namnd, control, month=6), new).brister == (date(2026, 3, 31),)
    plan = new_plan(namnd.register, NyPlan(2027, namnd_id=1, forlaga=1)).nya[0][1]
    (copy,) = find(namnd.register, "egenkontroll", plan_id=plan)
    with namnd.register.write("Nästa år") as writer:
        values = {"egenkontroll_id": copy["id"], "enhet_id": ALMEN, "ordning": 0, "period": date(2027, 3, 31)}
        utfall = writer.insert(models.utfall, values)
    fragor: Mapping[str, Frageruta] = {one.fraga.fraga: one for one in shown(namnd, utfall).fragor}
    assert fragor["Har alla en plan?"].falls_again(Svarsord.NEJ)
    assert fragor["Har alla en plan?"].forra == ("Nej", "Två personer saknar plan.")

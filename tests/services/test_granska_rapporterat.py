"""Granska of what units have reported, from the register: what is read, and that nothing is objected to in vain."""

from datetime import date

import pytest

from internkontroll.db import models
from internkontroll.domain.granska import Anmarkning
from internkontroll.domain.status import Tillfalletyp
from internkontroll.domain.words import Effekt
from internkontroll.services.egenkontroll import (
    Atgardsrad,
    Svar,
    Uppgifter,
    ask_effect,
    correct,
    lift_to_risk,
    save_draft,
    set_effect,
    submit,
)
from internkontroll.services.granska import review_report
from tests.services.edits import find, row
from tests.services.egenkontroll_plan import ALMEN, BJORKEN, HERE, TODAY, Namnd

MINE = {
    "avvikelse-utan-uppfoljning",
    "avvikelse-utan-allvar",
    "brist-aterkommer",
    "ej-relevant-utan-skal",
    "utkast-kvar",
    "effekt-inte-bedomd",
    "personnummer",
}
FRAGOR = ({"fraga": "Finns en plan?"}, {"fraga": "Vad visade det?", "svarstyp": "text"})
PNR = "Gäller 121212-1212."


@pytest.fixture
def control(namnd: Namnd) -> int:
    return namnd.generated(ALMEN, BJORKEN, frekvens="månad", fragor=FRAGOR)


def remarks(namnd: Namnd, typ: Tillfalletyp = Tillfalletyp.APRIL, day: date = date(2026, 5, 20)) -> list[Anmarkning]:
    found = review_report(namnd.register, 2026, typ, today=day).anmarkningar
    return [one for one in found if one.regel in MINE]


def rules(namnd: Namnd) -> list[str]:
    return [one.regel for one in remarks(namnd)]


def brist(month: int = 1) -> Uppgifter:
    return Uppgifter({1: Svar("Nej")}, {"allvar": 2, "datum": date(2026, month, 28)}, (Atgardsrad("Skriva planer"),))


def months(namnd: Namnd, control: int, enhet: int = ALMEN) -> list[int]:
    return [int(one["id"]) for one in namnd.utfall(control, enhet_id=enhet)]


def test_what_is_handed_in_by_the_panel_gets_no_remark(namnd: Namnd, control: int) -> None:
    january, february, *_, december = months(namnd, control)
    submit(namnd.register, {january: None}, brist(), TODAY)
    submit(namnd.register, {february: None}, Uppgifter({1: Svar("Ej relevant", "Ingen bor här.")}), TODAY)
    save_draft(namnd.register, december, Uppgifter({1: Svar("Nej")}))
    assert rules(namnd) == []


def test_a_unit_that_fails_again_until_it_is_lifted(namnd: Namnd, control: int) -> None:
    first, second, *_ = months(namnd, control)
    other, *_ = months(namnd, control, BJORKEN)
    submit(namnd.register, {first: None}, brist(), TODAY)
    submit(namnd.register, {other: None}, brist(), TODAY)
    assert rules(namnd) == []
    submit(namnd.register, {second: None}, brist(2), TODAY)
    (remark,) = remarks(namnd)
    assert remark.regel == "brist-aterkommer"
    assert remark.post == row(namnd.register, "utfall", second)["uuid"]
    assert remark.rubrik == "Aktgranskning, Almen, 2026-02-28"
    lift_to_risk(namnd.register, first, HERE, {"beskrivning": "Risk att planer saknas"})
    assert rules(namnd) == []


def test_what_is_written_past_the_panel_is_objected_to(namnd: Namnd, control: int) -> None:
    namnd.do(control, ALMEN, 1, resultat="Delvis uppfyllt")
    namnd.do(control, ALMEN, 2, resultat="Ej relevant")
    submit(namnd.register, {months(namnd, control, BJORKEN)[0]: None}, brist(), TODAY)
    save_draft(namnd.register, months(namnd, control)[2], Uppgifter({1: Svar("Ja")}))
    expected = ["avvikelse-utan-allvar", "avvikelse-utan-uppfoljning", "ej-relevant-utan-skal", "utkast-kvar"]
    assert sorted(rules(namnd)) == expected


def test_effect_is_missed_from_the_day_it_was_to_be_seen(namnd: Namnd, control: int) -> None:
    submit(namnd.register, {months(namnd, control)[0]: None}, brist(), TODAY)
    ask_effect(namnd.register, 1, 0, 5, TODAY)
    assert rules(namnd) == ["effekt-inte-bedomd"]
    assert remarks(namnd, day=date(2026, 4, 24)) == []
    with namnd.register.write("Förs över") as writer:
        values = {"arsbeslut": "förs över", "arsbeslut_skal": "Inte klar"}
        writer.update(models.atgard, row(namnd.register, "atgard", 1), values)
    assert rules(namnd) == []


def test_effect_is_asked_for_whatever_the_atgard_came_from_and_the_years_after(namnd: Namnd, control: int) -> None:
    with namnd.register.write("Åtgärder") as writer:
        # A year before the nämnd's own plan, which is closed; and another nämnd's.
        for namnd_id, ar in ((1, 2025), (1, 2027)):
            writer.insert(models.plan, {"namnd_id": namnd_id, "ar": ar, "status": "utkast"})
        other = writer.insert(models.namnd, {"namn": "Kulturnämnden"})
        writer.insert(models.plan, {"namnd_id": other, "ar": 2025, "status": "utkast"})
        for plan in (1, 2, 3, 4):
            own = {"plan_id": plan, "ordning": 0}
            risk = writer.insert(models.risk, own | {"niva": "namnd", "beskrivning": "Risk att"})
            granskning = writer.insert(models.granskning, own | {"namn": "Revisionen"})
            owners: list[dict[str, int]] = [{"risk_id": risk}, {"granskning_id": granskning}]
            for owner in owners + ([{"utfall_id": months(namnd, control)[0]}] if plan == 1 else []):
                text = f"{next(iter(owner))} {plan}"
                said = {"beskrivning": text, "effekt_fraga": date(2026, 4, 10)}
                writer.insert(models.atgard, own | owner | said)
    asked = [one.rubrik for one in remarks(namnd) if one.regel == "effekt-inte-bedomd"]
    assert sorted(asked) == ["granskning_id 1", "granskning_id 2", "risk_id 1", "risk_id 2", "utfall_id 1"]
    assert sum("i planen för 2025" in one.text for one in remarks(namnd)) == 2
    for one in find(namnd.register, "atgard"):
        set_effect(namnd.register, one["id"], 0, Effekt.JA, None, TODAY)
    assert rules(namnd) == []


def test_personnummer_are_found_wherever_they_are_written(namnd: Namnd, control: int) -> None:
    january, february, march, *_ = months(namnd, control)
    submit(namnd.register, {january: None}, Uppgifter({1: Svar("Ja"), 2: Svar(PNR)}), TODAY)
    submit(namnd.register, {february: None}, Uppgifter({1: Svar("Ej relevant", PNR)}), TODAY)
    save_draft(namnd.register, march, Uppgifter({1: Svar("Ja")}, {"kommentar": PNR}))
    correct(namnd.register, january, None, Uppgifter(varden={"utford_av": "Åke"}), PNR, TODAY)
    fields = [
        one.text.partition(" står i ")[2].partition(" i egenkontrollen")[0]
        for one in remarks(namnd)
        if one.regel == "personnummer"
    ]
    assert sorted(fields) == ["ett svar", "kommentaren", "kommentaren till ett svar", "skälet till en rättelse"]
    assert "1212" not in "".join(one.text for one in remarks(namnd))

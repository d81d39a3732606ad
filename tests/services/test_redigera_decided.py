"""What the nämnd has decided stays as it was decided (ADR 12); what comes later is an addition with day and reason."""

from datetime import date

import pytest

from internkontroll.db.session import Register
from internkontroll.domain.words import Fas
from internkontroll.errors import InputRefused
from internkontroll.services.redigera import create, duplicate, reorder, set_bedomning, set_values, trash
from tests.services.edits import TODAY, assert_comes_and_goes, find, place, row, state, with_draft

LATER = date(2026, 8, 31)


def decided_risk(register: Register) -> int:
    """R-01 of 2026, decided 2025, with a bedömning before åtgärder."""
    (risk,) = find(register, "risk", plan_id=place(register).plan_id, beteckning="R-01")
    assert risk["tillagd"] is None
    return int(risk["id"])


def latest(register: Register, risk: int, fas: Fas = Fas.FORE) -> dict[str, object]:
    return find(register, "bedomning", risk_id=risk, fas=fas)[-1]


@pytest.mark.parametrize(
    ("name", "value"),
    [("beskrivning", "Risk att något annat"), ("process_id", None), ("tillagd", "2026-04-01"), ("beteckning", "R-99")],
)
def test_a_decided_risk_stands_as_decided(example: Register, name: str, value: str | None) -> None:
    before, risk = state(example), decided_risk(example)
    with pytest.raises(InputRefused, match=r"Planen för 2026 är beslutad.*Avsluta den med skäl och lägg till en ny"):
        set_values(
            example, "risk", {risk: 0}, {"tillagd_skal": "Skäl", name: value} if name == "tillagd" else {name: value}
        )
    assert state(example) == before


def test_one_decided_risk_stops_the_whole_bulk(example: Register) -> None:
    sammanhang = with_draft(example)
    draft = create(example, "risk", sammanhang, {"beskrivning": "Risk att nycklar försvinner"}).nya[0][1]
    before = state(example)
    with pytest.raises(InputRefused, match=r"Planen för 2026 är beslutad"):
        set_values(example, "risk", {draft: 0, decided_risk(example): 0}, {"bakgrund": "Ny bakgrund"})
    assert state(example) == before


def test_what_the_decision_is_not_about_may_change(example: Register) -> None:
    before, risk = state(example), decided_risk(example)
    values = {"riskagare": "Ny chef", "avslutad": "2026-04-20", "avslutad_skal": "Rutinen fungerar."}
    sparat = set_values(example, "risk", {risk: 0}, values)
    assert row(example, "risk", risk)["avslutad"] == TODAY
    assert_comes_and_goes(example, before, sparat)


def test_atgarder_of_a_decided_risk_may_change(example: Register) -> None:
    risk = decided_risk(example)
    new = create(example, "atgard", place(example), {"risk_id": risk, "beskrivning": "Köpa skåp"}).nya[0][1]
    set_values(example, "atgard", {new: 0}, {"beskrivning": "Köpa nyckelskåp", "slutdatum": "2026-11-30"})
    assert row(example, "atgard", new)["beskrivning"] == "Köpa nyckelskåp"


def test_a_closing_needs_its_reason(example: Register) -> None:
    with pytest.raises(InputRefused, match=r"Skriv skälet till avslutet först"):
        set_values(example, "risk", {decided_risk(example): 0}, {"avslutad": "2026-04-20"})


def test_a_decided_risk_is_not_thrown_away(example: Register) -> None:
    with pytest.raises(InputRefused, match=r"risken R-01 hör till beslutet. Avsluta risken med datum och skäl"):
        trash(example, "risk", [decided_risk(example)])


def test_a_new_risk_is_an_addition_with_day_and_reason(example: Register) -> None:
    sammanhang, before = place(example), state(example)
    values = {"beskrivning": "Risk att nycklar försvinner"}
    with pytest.raises(InputRefused, match=r"Planen för 2026 är beslutad. Skriv varför risken läggs till"):
        create(example, "risk", sammanhang, values)
    assert state(example) == before
    sparat = create(example, "risk", sammanhang, values | {"tillagd_skal": "Skyddsronden i mars"})
    new = row(example, "risk", sparat.nya[0][1])
    assert (new["tillagd"], new["tillagd_skal"]) == (TODAY, "Skyddsronden i mars")
    assert_comes_and_goes(example, before, sparat)


def test_an_addition_can_be_worked_on_but_keeps_day_and_reason(example: Register) -> None:
    values = {"beskrivning": "Risk att nycklar försvinner", "tillagd_skal": "Skyddsronden", "tillagd": "2026-03-16"}
    new = create(example, "risk", place(example), values).nya[0][1]
    set_values(example, "risk", {new: 0}, {"beskrivning": "Risk att nycklar stjäls", "tillagd_skal": "Ronden i mars"})
    set_bedomning(example, new, Fas.FORE, {"sannolikhet": 3}, date(2026, 3, 16))
    assert row(example, "risk", new)["tillagd"] == date(2026, 3, 16)
    for name in ("tillagd", "tillagd_skal"):
        with pytest.raises(InputRefused, match=r"ska ha dag och skäl"):
            set_values(example, "risk", {new: 0}, {name: ""})
    trash(example, "risk", [new])
    assert row(example, "risk", new)["borttagen"]


def test_a_copy_of_a_decided_risk_is_an_addition(example: Register) -> None:
    risk, before = decided_risk(example), state(example)
    with pytest.raises(InputRefused, match=r"Skriv varför risken läggs till"):
        duplicate(example, "risk", risk, idag=TODAY)
    sparat = duplicate(example, "risk", risk, skal="Gäller även gruppbostaden", idag=TODAY)
    assert row(example, "risk", sparat.nya[0][1])["tillagd"] == TODAY
    assert_comes_and_goes(example, before, sparat)


def test_a_decided_bedomning_stands(example: Register) -> None:
    risk, before = decided_risk(example), state(example)
    decided = latest(example, risk)
    with pytest.raises(InputRefused, match=r"bedömningen hör till beslutet. Gör en ny bedömning med en senare dag"):
        set_values(example, "bedomning", {int(str(decided["id"])): 0}, {"sannolikhet": 1})
    with pytest.raises(InputRefused, match=r"bedömningen hör till beslutet"):
        trash(example, "bedomning", [int(str(decided["id"]))])
    assert state(example) == before


def test_a_new_bedomning_needs_a_later_day_and_a_reason(example: Register) -> None:
    sammanhang = place(example)
    plan = row(example, "plan", sammanhang.plan_id)
    (risk,) = find(example, "risk", plan_id=sammanhang.plan_id, beteckning="R-02")
    decided = find(example, "bedomning", risk_id=risk["id"], fas=Fas.FORE)
    assert len(decided) == 1
    before, step = state(example), {"sannolikhet": 1 + decided[0]["sannolikhet"] % 4}
    with pytest.raises(InputRefused, match=r"beslutades .* ligger fast\. Välj en senare dag|finns en senare bedömning"):
        set_bedomning(example, risk["id"], Fas.FORE, step, plan["beslut_datum"])
    with pytest.raises(InputRefused, match=r"Skriv först ett skäl till att sannolikheten ändras"):
        set_bedomning(example, risk["id"], Fas.FORE, step, LATER)
    assert state(example) == before
    sparat = set_bedomning(example, risk["id"], Fas.FORE, step | {"skal_sannolikhet": "Ny larmbåge."}, LATER)
    assert latest(example, risk["id"])["konsekvens"] == decided[0]["konsekvens"]
    assert row(example, "bedomning", decided[0]["id"]) == decided[0]
    assert_comes_and_goes(example, before, sparat)


def test_the_reason_may_be_written_before_the_step(example: Register) -> None:
    (risk,) = find(example, "risk", plan_id=place(example).plan_id, beteckning="R-02")
    was = latest(example, risk["id"])["konsekvens"]
    set_bedomning(example, risk["id"], Fas.FORE, {"skal_konsekvens": "Bilarna är sålda."}, LATER)
    set_bedomning(example, risk["id"], Fas.FORE, {"konsekvens": 1 if was != 1 else 2}, LATER)
    assert latest(example, risk["id"])["skal_konsekvens"] == "Bilarna är sålda."
    with pytest.raises(InputRefused, match=r"Skriv först ett skäl till att konsekvensen"):
        set_bedomning(example, risk["id"], Fas.FORE, {"skal_konsekvens": ""}, LATER)


def test_the_reason_of_the_decision_is_no_reason_for_another_step(example: Register) -> None:
    ours = {risk["id"] for risk in find(example, "risk", plan_id=place(example).plan_id, tillagd=None)}
    decided = [one for one in find(example, "bedomning", fas=Fas.FORE) if one["risk_id"] in ours]
    one = next(one for one in decided if one["skal_sannolikhet"] and latest(example, one["risk_id"]) == one)
    set_bedomning(example, one["risk_id"], Fas.FORE, {"skal_konsekvens": "Bilarna är sålda."}, LATER)
    with pytest.raises(InputRefused, match=r"Skriv först ett skäl till att sannolikheten ändras"):
        set_bedomning(example, one["risk_id"], Fas.FORE, {"sannolikhet": 1 + one["sannolikhet"] % 4}, LATER)


def test_a_decided_plan_is_not_made_a_draft_again(example: Register) -> None:
    plan_id = place(example).plan_id
    with pytest.raises(InputRefused, match=r"kan inte bli utkast igen. Blev beslutet fel: ångra det"):
        set_values(example, "plan", {plan_id: 0}, {"status": "utkast"})
    set_values(example, "plan", {plan_id: 0}, {"status": "Avslutad", "beslut_paragraf": "§ 125"})
    set_values(example, "plan", {plan_id: 0}, {"status": "beslutad"})
    with pytest.raises(InputRefused, match=r"Skriv dagen för nämndens beslut först"):
        set_values(example, "plan", {plan_id: 0}, {"beslut_datum": ""})


def test_a_closed_plan_takes_no_changes(example: Register) -> None:
    sammanhang, before = place(example, 2025), state(example)
    (risk, *_) = find(example, "risk", plan_id=sammanhang.plan_id)
    closed = "Planen för 2025 är avslutad och ändras inte. Sätt planens läge till Beslutad först"
    with pytest.raises(InputRefused, match=closed):
        set_values(example, "risk", {risk["id"]: 0}, {"riskagare": "Ny chef"})
    with pytest.raises(InputRefused, match=closed):
        create(example, "atgard", sammanhang, {"risk_id": risk["id"], "beskrivning": "Öva"})
    with pytest.raises(InputRefused, match=closed):
        set_bedomning(example, risk["id"], Fas.EFTER, {"sannolikhet": 1}, date(2026, 1, 5))
    with pytest.raises(InputRefused, match=closed):
        trash(example, "atgard", [find(example, "atgard", risk_id=risk["id"])[0]["id"]])
    with pytest.raises(InputRefused, match=closed):
        duplicate(example, "risk", risk["id"], skal="Skäl")
    with pytest.raises(InputRefused, match=closed):
        reorder(example, "risk", [risk["id"]])
    assert state(example) == before

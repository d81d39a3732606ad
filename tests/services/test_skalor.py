"""A plan's own scale: what it may be, which risks it moves, and that a decided one stands."""

from dataclasses import replace

import pytest

from internkontroll.db.session import Register
from internkontroll.domain.riskskala import STANDARDSKALA, Band, Riskcell, Riskskala
from internkontroll.domain.skalkontroll import Riskpost, check_skala, compare, resized, whole
from internkontroll.domain.words import Fas
from internkontroll.errors import InputRefused
from internkontroll.services.redigera import create, set_bedomning
from internkontroll.services.skalor import Planskala, load_skala, save_skala
from tests.services.edits import TODAY, assert_comes_and_goes, find, place, state, with_draft

WHOLE = whole(STANDARDSKALA)
FEWER = resized(WHOLE, 3, 3)


def judged(register: Register, sannolikhet: int, konsekvens: int) -> int:
    """A draft plan with one risk at those steps; the plan's id."""
    sammanhang = with_draft(register)
    risk = create(register, "risk", sammanhang, {"beskrivning": "Risk att nycklar försvinner"}).nya[0][1]
    values = {"sannolikhet": sannolikhet, "konsekvens": konsekvens}
    set_bedomning(register, risk, Fas.FORE, values, TODAY)
    return sammanhang.plan_id


def scale_of(register: Register, plan_id: int) -> Planskala:
    with register.read() as connection:
        return load_skala(connection, plan_id)


def test_a_new_scale_is_saved_and_can_be_taken_back(example: Register) -> None:
    plan_id = judged(example, 2, 3)
    before, new = state(example), resized(WHOLE, 5, 5)
    saved = save_skala(example, plan_id, new)
    assert scale_of(example, plan_id).skala == new
    assert saved.rubrik == "Riskskala för 2027"
    assert_comes_and_goes(example, before, saved)


def test_saving_what_is_there_changes_nothing(example: Register) -> None:
    plan_id = judged(example, 2, 3)
    assert save_skala(example, plan_id, WHOLE).handelse_id is None
    save_skala(example, plan_id, FEWER)
    assert save_skala(example, plan_id, FEWER).handelse_id is None


def test_a_decided_scale_stands(example: Register) -> None:
    before, plan_id = state(example), place(example).plan_id
    assert scale_of(example, plan_id).fryst.startswith("Planen för 2026 är beslutad")
    with pytest.raises(InputRefused, match="Ändra skalan i planen för 2027"):
        save_skala(example, plan_id, FEWER)
    assert state(example) == before


@pytest.mark.parametrize("fas", list(Fas))
def test_no_risk_is_left_outside(example: Register, fas: Fas) -> None:
    plan_id = judged(example, 2, 3)
    (risk,) = find(example, "risk", plan_id=plan_id)
    set_bedomning(example, risk["id"], fas, {"sannolikhet": 4, "konsekvens": 1}, TODAY)
    before = state(example)
    with pytest.raises(InputRefused, match=r"bedömd 4 × 1, som inte finns på skalan 3 × 3. Bedöm om"):
        save_skala(example, plan_id, FEWER)
    assert state(example) == before


def test_the_preview_tells_who_moves_and_who_falls_outside(example: Register) -> None:
    plan = scale_of(example, judged(example, 2, 2))
    bands = (Band(3, "Acceptera", "D7ECDD"), Band(16, "Åtgärda", "F4B8B0"))
    seen = plan.preview(replace(WHOLE, band=bands))
    assert seen.flyttar == (f"{plan.risker[0].namn}: från 4 Bevaka till 4 Åtgärda.",)
    assert (seen.utanfor, seen.oforandrade) == ((), 0)
    assert plan.preview(WHOLE).as_text() == "Ingen risk byter riskvärde eller band."
    outside = compare(WHOLE, FEWER, [Riskpost("R-01", 4, 2), Riskpost("R-02", 1, 1), Riskpost("R-03", None, None)])
    assert outside.utanfor == ("R-01: bedömd 4 × 2, som inte finns på skalan 3 × 3.",)


def test_the_preview_has_both_matrices() -> None:
    cell = Riskcell(3, 3, 20)
    seen = compare(FEWER, replace(FEWER, celler=(cell,)), [Riskpost("R-01", 3, 3)])
    assert [len(row) for row in seen.fore] == [3, 3, 3]
    assert (seen.fore[0][2][0], seen.fore[0][2][2]) == (9, 1)
    assert (seen.efter[0][2][0], seen.efter[0][2][2]) == (20, 1)
    assert sum(count for row in seen.efter for _, _, count in row) == 1


def test_the_bands_of_a_resized_scale_reach_its_highest_value() -> None:
    for size in range(3, 7):
        assert check_skala(resized(WHOLE, size, size)).band[-1].till == size * size
    wider = resized(FEWER, 4, 3)
    assert wider.sannolikhet == (*FEWER.sannolikhet, "Steg 4")


def test_a_cell_that_says_the_product_is_none_of_its_own() -> None:
    assert check_skala(replace(WHOLE, celler=(Riskcell(2, 2, 4),))).celler == ()


@pytest.mark.parametrize(
    ("skala", "text"),
    [
        (Riskskala(("A", "B"), WHOLE.konsekvens, WHOLE.band), "Sannolikhet har 2 steg. Välj 3 till 6"),
        (replace(WHOLE, konsekvens=("A", " ", "C", "D")), "Konsekvens: steg 2 saknar ord"),
        (replace(WHOLE, konsekvens=("A", "B", "a ", "D")), "Konsekvens: två steg heter A"),
        (replace(WHOLE, band=()), "inga band"),
        (replace(WHOLE, band=(Band(16, "", "D7ECDD"),)), "Bandet till och med 16 saknar namn"),
        (replace(WHOLE, band=(Band(16, "Allt", "000000"),)), "för mörk färg"),
        (replace(WHOLE, band=(Band(8, "Ett", "D7ECDD"), Band(8, "Två", "FFF0C2"))), "Låt talen stiga"),
        (replace(WHOLE, band=(Band(8, "Ett", "D7ECDD"), Band(16, "ett", "FFF0C2"))), "samma namn"),
        (replace(WHOLE, band=(Band(15, "Allt", "D7ECDD"),)), "riskvärdet kan bli 16. Låt det gå till 16"),
        (replace(WHOLE, celler=(Riskcell(1, 1, 0),)), "har värdet 0. Skriv ett tal från 1"),
    ],
)
def test_a_scale_that_cannot_be(skala: Riskskala, text: str) -> None:
    with pytest.raises(InputRefused, match=text):
        check_skala(skala)

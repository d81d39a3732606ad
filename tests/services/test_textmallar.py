"""Templates per tillfälle and part, and the law references with their days."""

from datetime import date

import pytest

from internkontroll.db.session import Register
from internkontroll.domain.status import Tillfalletyp
from internkontroll.domain.words import Textdel
from internkontroll.errors import InputRefused
from internkontroll.services.avsnitt.mallar import start_texts
from internkontroll.services.lagrum import add_lagrum, list_lagrum, remove_lagrum, renew_lagrum
from internkontroll.services.redigera import set_values
from internkontroll.services.textmallar import FALT, list_mallar, part_title, set_mall
from tests.services.edits import assert_comes_and_goes, find, place, row, state

PART = (Tillfalletyp.APRIL, Textdel.STRUKTUR)


def test_a_template_starts_the_texts_of_its_tillfalle(example: Register) -> None:
    here, before = place(example), state(example)
    saved = set_mall(example, here.namnd_id, *PART, "Nämnden har {antal risker} risker.")
    with example.read() as connection:
        assert start_texts(connection, here)[Textdel.STRUKTUR] == "Nämnden har {antal risker} risker."
        assert list_mallar(connection, here.namnd_id)[PART] == "Nämnden har {antal risker} risker."
    assert saved.rubrik == "Textmall: Struktur, Delårsrapport per april"
    assert_comes_and_goes(example, before, saved)


def test_an_empty_text_takes_the_template_away(example: Register) -> None:
    here = place(example)
    part = (Tillfalletyp.PLAN, Textdel.INLEDNING)
    before = state(example)
    changed = set_mall(example, here.namnd_id, *part, " ")
    with example.read() as connection:
        assert part not in list_mallar(connection, here.namnd_id)
    assert set_mall(example, here.namnd_id, *part, "").handelse_id is None
    assert_comes_and_goes(example, before, changed)


def test_a_field_that_does_not_exist_is_refused(example: Register) -> None:
    before = state(example)
    with pytest.raises(InputRefused, match=r"Fältet {antal katter} finns inte"):
        set_mall(example, place(example).namnd_id, *PART, "Vi har {antal katter}.")
    assert state(example) == before
    assert "{antal risker}" in {one.skrivs for one in FALT}
    assert part_title(Textdel.INSYN_UPPFOLJNING) == "Vad uppföljningen har visat"


def test_a_law_reference_is_added_and_checked(register: Register) -> None:
    before = state(register)
    values = {"beteckning": "6 kap. 6 § KL", "rubrik": "Intern kontroll", "galler_fran": "2025-07-01"}
    made = add_lagrum(register, values)
    set_values(register, "lagrum", {made.nya[0][1]: 1}, {"kontrollerad": "ja"})
    with register.read() as connection:
        (found,) = [one for one in list_lagrum(connection, date(2026, 1, 1)) if one.id == made.nya[0][1]]
        (early,) = [one for one in list_lagrum(connection, date(2025, 1, 1)) if one.id == made.nya[0][1]]
    assert (found.varden["kontrollerad"], found.galler, early.galler) == (1, True, False)
    assert made.rubrik == "Nytt lagrum"
    assert len(state(register)["lagrum"]) == len(before["lagrum"]) + 1


@pytest.mark.parametrize("lacking", ["beteckning", "rubrik", "galler_fran"])
def test_a_law_reference_says_what_and_since_when(register: Register, lacking: str) -> None:
    values = {"beteckning": "6 kap. 6 § KL", "rubrik": "Intern kontroll", "galler_fran": "2025-07-01"}
    with pytest.raises(InputRefused, match="får inte vara tomt"):
        add_lagrum(register, values | {lacking: ""})


def test_a_new_wording_ends_the_old_one(register: Register) -> None:
    old, before = find(register, "lagrum", galler_till=None)[0], state(register)
    made = renew_lagrum(register, old["id"], date(2027, 1, 1), "SFS 2026:999")
    new = row(register, "lagrum", made.nya[0][1])
    assert row(register, "lagrum", old["id"])["galler_till"] == date(2026, 12, 31)
    assert (new["beteckning"], new["galler_fran"], new["kontrollerad"]) == (old["beteckning"], date(2027, 1, 1), 0)
    assert_comes_and_goes(register, before, made)
    with pytest.raises(InputRefused, match="gäller redan från"):
        renew_lagrum(register, old["id"], old["galler_fran"], "")


def test_a_law_reference_in_use_stays(example: Register) -> None:
    used = next(one["lagrum_id"] for one in find(example, "egenkontroll") if one["lagrum_id"])
    before = state(example)
    with pytest.raises(InputRefused, match=r"används av .* egenkontroll.*Gäller till"):
        remove_lagrum(example, used)
    assert state(example) == before
    asked = {one["lagrum_id"] for one in find(example, "egenkontroll")}
    unused = next(one["id"] for one in find(example, "lagrum") if one["id"] not in asked)
    remove_lagrum(example, unused)
    with example.read() as connection:
        assert unused not in {one.id for one in list_lagrum(connection, date(2026, 1, 1))}

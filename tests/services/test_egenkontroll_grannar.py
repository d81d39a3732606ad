"""A chief of several units: which are hers, and what can be handed in together."""

from datetime import date

import pytest

from internkontroll.db.models import enhet_version
from internkontroll.services.egenkontroll import Svar, Uppgifter, save_draft
from internkontroll.services.egenkontroll.grannar import chiefs_units, neighbours
from internkontroll.services.egenkontroll.ifyllt import FILLED_IN
from tests.services.edits import find
from tests.services.egenkontroll_plan import ALMEN, BJORKEN, CEDERN, TODAY, Namnd
from tests.services.egenkontroll_rapporter import FRAGOR, tillfalle


def lead(namnd: Namnd, enhet: int, chef: str | None, fran: date = date(2020, 1, 1)) -> None:
    (before,) = find(namnd.register, "enhet_version", enhet_id=enhet, fran=date(2020, 1, 1))
    with namnd.register.write("Chef") as writer:
        if fran == before["fran"]:
            writer.update(enhet_version, before, {"chef": chef})
        else:
            kept = {name: before[name] for name in ("enhet_id", "namn", "sortnyckel", "overordnad_id")}
            writer.insert(enhet_version, kept | {"fran": fran, "chef": chef})


def hers(namnd: Namnd, enhet: int, idag: date = TODAY) -> set[int]:
    with namnd.register.read() as connection:
        return set(chiefs_units(connection, enhet, idag))


def together(namnd: Namnd, utfall: int) -> list[tuple[int, str]]:
    with namnd.register.read() as connection:
        return [(one.utfall_id, one.enhet) for one in neighbours(connection, utfall, ALMEN, TODAY)]


def test_units_without_a_chief_have_none_in_common(namnd: Namnd) -> None:
    assert hers(namnd, ALMEN) == {ALMEN}


def test_a_chief_has_the_units_that_are_hers_on_the_day(namnd: Namnd) -> None:
    lead(namnd, ALMEN, "Åsa Öst")
    lead(namnd, BJORKEN, "Åsa Öst")
    lead(namnd, CEDERN, "Bo")
    lead(namnd, BJORKEN, "Bo", date(2026, 6, 1))
    assert hers(namnd, ALMEN) == {ALMEN, BJORKEN}
    assert hers(namnd, CEDERN, date(2026, 6, 1)) == {CEDERN, BJORKEN}


def test_what_nobody_has_begun_of_the_same_period_goes_together(namnd: Namnd) -> None:
    control = namnd.generated(ALMEN, BJORKEN, CEDERN, fragor=FRAGOR)
    for enhet in (ALMEN, BJORKEN, CEDERN):
        lead(namnd, enhet, "Åsa Öst")
    almen, bjorken, cedern = (tillfalle(namnd, control, enhet) for enhet in (ALMEN, BJORKEN, CEDERN))
    assert together(namnd, almen) == [(bjorken, "Björken"), (cedern, "Cedern")]
    save_draft(namnd.register, bjorken, Uppgifter({1: Svar("Ja")}))
    assert together(namnd, almen) == [(cedern, "Cedern")]
    namnd.do(control, CEDERN, 3)
    assert together(namnd, almen) == []


@pytest.mark.parametrize("name", FILLED_IN)
def test_what_somebody_has_begun_is_not_written_over(namnd: Namnd, name: str) -> None:
    control = namnd.generated(ALMEN, BJORKEN)
    for enhet in (ALMEN, BJORKEN):
        lead(namnd, enhet, "Åsa Öst")
    values = {"utford_av": "Bo", "resultat": "Uppfyllt", "kommentar": "Halvvägs"}
    save_draft(namnd.register, tillfalle(namnd, control, BJORKEN), Uppgifter(varden={name: values.get(name, 1)}))
    assert together(namnd, tillfalle(namnd, control)) == []


def test_another_chiefs_unit_does_not(namnd: Namnd) -> None:
    control = namnd.generated(ALMEN, BJORKEN, fragor=FRAGOR)
    lead(namnd, ALMEN, "Åsa Öst")
    lead(namnd, BJORKEN, "Bo")
    assert together(namnd, tillfalle(namnd, control)) == []

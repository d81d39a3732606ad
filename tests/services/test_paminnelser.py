"""Reminders by chief: who is reminded of what, through reorganisations."""

from datetime import date

import pytest

from internkontroll.db.models import egenkontroll, enhet, enhet_version, utfall
from internkontroll.db.session import Register
from internkontroll.domain.egenkontroll.paminnelse import Paminnelse
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.status import Tillfalletyp
from internkontroll.domain.words import Egenkontrollmetod
from internkontroll.services.egenkontroll import Enhetsval
from internkontroll.services.organisation import Egenkontrollval, change_unit, close_unit
from internkontroll.services.tackning import Indelning, Nyckel, coverage, reminders
from tests.services.egenkontroll_plan import ALMEN, BJORKEN, HERE, TOP, Namnd
from tests.services.egenkontroll_plan import TODAY as APRIL_20
from tests.services.sammanhangen import NOVEMBER, at, change, reading

APRIL, HELAR = Tillfalletyp.APRIL, Tillfalletyp.HELAR


def reminded(
    register: Register, sammanhang: Sammanhang = HERE, bara: Nyckel | None = None, *, soon: bool = False
) -> list[Paminnelse]:
    with reading(register) as reader:
        return [*reminders(reader, sammanhang, bara, soon=soon)]


def with_chiefs(namnd: Namnd, **chiefs: str | None) -> None:
    for number, name in enumerate(("almen", "bjorken", "cedern", "dungen"), ALMEN):
        change(namnd.register, enhet_version, enhet_version.c.enhet_id == number, chef=chiefs.get(name))


def test_each_chief_gets_one_text_with_all_her_units(namnd: Namnd) -> None:
    namnd.generated(Enhetsval(TOP, alla_under=True))
    with_chiefs(namnd, almen="Åsa Öberg", bjorken="Bo Bok", cedern=" åsa  öberg", dungen=None)
    found = reminded(namnd.register)
    assert [(one.chef, one.enheter) for one in found] == [
        ("Bo Bok", ("Björken",)),
        ("Åsa Öberg", ("Almen", "Cedern")),
        ("", ("Dungen",)),
    ]
    assert "- Aktgranskning, kvartal 1: skulle ha varit klar 2026-04-10 (10 dagar sen)" in found[0].text


def test_what_is_done_not_due_or_in_the_papperskorg_isnt_reminded_of(namnd: Namnd) -> None:
    done = namnd.generated(ALMEN)
    namnd.do(done, ALMEN, 3)
    thrown = namnd.generated(ALMEN, namn="Borttagen")
    change(namnd.register, egenkontroll, egenkontroll.c.id == thrown, borttagen="2026-04-01T00:00:00Z")
    late = namnd.generated(ALMEN, namn="Kommer", dagar_efter=20)
    change(namnd.register, utfall, utfall.c.egenkontroll_id == late, forfaller=APRIL_20)
    assert reminded(namnd.register) == []
    (soon,) = reminded(namnd.register, soon=True)
    assert [one.egenkontroll for one in soon.saknade] == ["Kommer"] * 4
    assert "ska vara klar senast 2026-04-20" in soon.text


@pytest.mark.parametrize(("due", "is_there"), [(date(2026, 4, 27), True), (date(2026, 4, 28), False)])
def test_soon_is_a_week(namnd: Namnd, due: date, is_there: bool) -> None:
    control = namnd.generated(ALMEN)
    change(namnd.register, utfall, utfall.c.egenkontroll_id == control, forfaller=due)
    assert bool(reminded(namnd.register, soon=True)) is is_there


def test_reminders_follow_what_the_map_is_narrowed_to(namnd: Namnd) -> None:
    namnd.generated(ALMEN, metod=Egenkontrollmetod.JOURNALER)
    namnd.generated(ALMEN, namn="Öppna jämförelser")
    (one,) = reminded(namnd.register, bara=(Indelning.METOD, ""))
    assert [line.egenkontroll for line in one.saknade] == ["Öppna jämförelser"]


def test_chosen_months_are_called_by_their_names(namnd: Namnd) -> None:
    namnd.generated(ALMEN, frekvens="år", manader="3")
    (one,) = reminded(namnd.register)
    assert [line.period_namn for line in one.saknade] == ["mars"]


def test_there_are_as_many_in_the_reminders_as_the_map_says(example: Register) -> None:
    sammanhang = at(example, HELAR, today=NOVEMBER)
    with reading(example) as reader:
        missing = coverage(reader, sammanhang).saknas
    assert sum(len(one.saknade) for one in reminded(example, sammanhang)) == missing > 0


def test_the_chief_of_the_unit_that_takes_over_is_reminded(namnd: Namnd) -> None:
    control = namnd.generated(ALMEN, BJORKEN)
    change_unit(namnd.register, ALMEN, date(2026, 1, 1), {"chef": "Anna Ask"})
    change_unit(namnd.register, BJORKEN, date(2026, 1, 1), {"chef": "Bo Bok"})
    namnd.do(control, BJORKEN, 3)
    close_unit(namnd.register, ALMEN, date(2026, 4, 15), into=BJORKEN, val=Egenkontrollval.FLYTTA)
    with reading(namnd.register) as reader:
        assert coverage(reader, HERE).rader[0].titel == "Almen (uppgick i Björken 2026-04-15)"
    (one,) = reminded(namnd.register)
    assert (one.chef, one.enheter) == ("Bo Bok", ("Almen",))
    before = Sammanhang(1, 1, 2026, APRIL, 1, date(2026, 4, 14))
    assert [one.chef for one in reminded(namnd.register, before)] == ["Anna Ask"]


def test_units_that_went_up_in_each_other_dont_hang_the_reminders(namnd: Namnd) -> None:
    namnd.generated(ALMEN, BJORKEN)
    for one, other in ((ALMEN, BJORKEN), (BJORKEN, ALMEN)):
        change(namnd.register, enhet, enhet.c.id == one, stangd=date(2026, 4, 1), uppgick_i_id=other)
    assert sum(len(one.saknade) for one in reminded(namnd.register)) == 2

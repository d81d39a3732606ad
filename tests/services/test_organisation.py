"""Units over time: what changes from a day on, what a closing leaves behind, and what old days still say."""

from datetime import date
from typing import Any

import pytest

from internkontroll.db.models import metadata
from internkontroll.db.session import Register
from internkontroll.domain.status import Tillfalletyp
from internkontroll.domain.words import Enhetsniva
from internkontroll.errors import InputRefused
from internkontroll.services.kontrollera import check
from internkontroll.services.organisation import (
    Egenkontrollval,
    Enhetsnod,
    add_unit,
    change_unit,
    close_unit,
    closing_effects,
    history,
    tree,
)
from internkontroll.services.underlag import load_underlag
from tests.services.edits import assert_comes_and_goes, find, place, row, state

MAY = date(2026, 5, 1)


def names(register: Register, day: date = MAY, *, closed: bool = False) -> dict[str, Enhetsnod]:
    """Name → unit of the whole tree."""
    found: dict[str, Enhetsnod] = {}

    def walk(nodes: tuple[Enhetsnod, ...]) -> None:
        for node in nodes:
            found[node.namn] = node
            walk(node.under)

    with register.read() as connection:
        walk(tree(connection, place(register).namnd_id, day, closed=closed))
    return found


def leaf(register: Register, *, busy: bool) -> Enhetsnod:
    """A unit without units below it that has egenkontroller to do, or hasn't."""
    with register.read() as connection:
        for node in names(register).values():
            effects = closing_effects(connection, node.id, MAY)
            if not node.under and bool(effects.egenkontroller or effects.utfall) == busy:
                return node
    raise AssertionError("the example has none")


def add(register: Register, **values: Any) -> int:
    said = {"namn": "Lindens gruppbostad", "fran": "2026-01-01"} | values
    return add_unit(register, place(register).namnd_id, Enhetsniva.ENHET, said).nya[0][1]


def test_the_tree_is_that_of_the_day(example: Register) -> None:
    with example.read() as connection:
        (top,) = tree(connection, place(example).namnd_id, MAY)
    assert (top.namn, top.niva_ord, top.overordnad_id) == ("Socialförvaltningen", "Förvaltning", None)
    assert {node.overordnad_id for node in top.under} == {top.id}
    assert names(example, date(1999, 1, 1)) == {}
    closed = set(names(example, closed=True)) - set(names(example))
    assert closed
    assert {names(example, closed=True)[name].stangd is not None for name in closed} == {True}


def test_a_new_unit_under_another(example: Register) -> None:
    before = state(example)
    above = names(example)["Socialförvaltningen"].id
    values = {"namn": "Lindens gruppbostad", "fran": "2026-05-01", "chef": "Sara Åberg", "overordnad_id": above}
    made = add_unit(example, place(example).namnd_id, Enhetsniva.ENHET, values)
    unit = names(example)["Lindens gruppbostad"]
    assert (unit.overordnad_id, unit.chef, made.nya) == (above, "Sara Åberg", (("enhet", unit.id),))
    assert "Lindens gruppbostad" not in names(example, date(2026, 4, 30))
    assert_comes_and_goes(example, before, made)


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"namn": " "}, "Namn får inte vara tomt"),
        ({"fran": ""}, "Från och med får inte vara tomt"),
        ({"namn": "socialförvaltningen"}, "Det finns redan en enhet som heter Socialförvaltningen"),
        ({"fran": "1990-01-01", "overordnad_id": 1}, "finns inte ännu 1990-01-01"),
    ],
)
def test_a_unit_that_cannot_be(example: Register, values: dict[str, Any], text: str) -> None:
    before = state(example)
    with pytest.raises(InputRefused, match=text):
        add(example, **values)
    assert state(example) == before


def test_a_new_name_leaves_the_old_one_in_old_reports(example: Register) -> None:
    unit, sammanhang = leaf(example, busy=True), place(example)
    before = state(example)
    renamed = change_unit(example, unit.id, MAY, {"namn": "Nya namnet", "chef": unit.chef})
    assert renamed.rubrik == f"Namn på enheten {unit.namn}"
    assert "Nya namnet" in names(example)
    assert unit.namn in names(example, date(2026, 4, 30))
    with example.read() as connection:
        april = load_underlag(connection, sammanhang.plan_id, Tillfalletyp.APRIL)
        augusti = load_underlag(connection, sammanhang.plan_id, Tillfalletyp.AUGUSTI)
        events = history(connection, unit.id)
    assert unit.namn in {one.namn for one in april.enheter}
    assert "Nya namnet" in {one.namn for one in augusti.enheter}
    assert (events[0].dag, events[0].text) == (MAY, f"Bytte namn från {unit.namn} till Nya namnet.")
    assert_comes_and_goes(example, before, renamed)


def test_on_the_same_day_a_change_is_corrected(example: Register) -> None:
    unit = add(example)
    change_unit(example, unit, date(2026, 1, 1), {"namn": "Lindens boende"})
    assert [one["namn"] for one in find(example, "enhet_version", enhet_id=unit)] == ["Lindens boende"]
    with pytest.raises(InputRefused, match=r"gäller från 2026-01-01. Välj den dagen för att rätta"):
        change_unit(example, unit, date(2025, 12, 31), {"chef": "Ny"})


def test_the_level_is_corrected_for_all_days(example: Register) -> None:
    """It has no history: a unit is of one level, whenever it is looked at, also one that is closed."""
    unit = leaf(example, busy=False)
    versions, before = find(example, "enhet_version"), state(example)
    other = next(niva for niva in (Enhetsniva.SEKTION, Enhetsniva.ENHET) if niva != unit.niva)
    saved = change_unit(example, unit.id, MAY, {"namn": unit.namn, "niva": other})
    assert saved.rubrik == f"Nivå på enheten {unit.namn}"
    assert find(example, "enhet_version") == versions
    assert names(example)[unit.namn].niva == other
    assert_comes_and_goes(example, before, saved)
    close_unit(example, unit.id, MAY)
    change_unit(example, unit.id, MAY, {"niva": Enhetsniva.VERKSAMHET})
    assert row(example, "enhet", unit.id)["niva"] == Enhetsniva.VERKSAMHET
    with pytest.raises(InputRefused, match="stängd"):
        change_unit(example, unit.id, MAY, {"niva": "enhet", "chef": "Bo Ek"})
    with pytest.raises(InputRefused, match="Nivå"):
        change_unit(example, unit.id, MAY, {"niva": ""})
    both = add(example, fran="2026-04-01")
    assert change_unit(example, both, MAY, {"namn": "Granen", "niva": "sektion"}).rubrik.startswith("Namn och nivå på")


def test_saying_the_same_again_changes_nothing(example: Register) -> None:
    unit, before = leaf(example, busy=True), state(example)
    assert change_unit(example, unit.id, MAY, {"namn": unit.namn, "chef": unit.chef}).handelse_id is None
    assert state(example) == before


def test_a_unit_moves_under_another_but_not_under_itself(example: Register) -> None:
    above = names(example)["Socialförvaltningen"].id
    first = add(example, namn="Område A", overordnad_id=above)
    second = add(example, namn="Enhet A1", overordnad_id=first)
    with pytest.raises(InputRefused, match="Enhet A1 ligger under enheten själv"):
        change_unit(example, first, MAY, {"overordnad_id": second})
    other = add(example, namn="Område B", overordnad_id=above)
    change_unit(example, second, MAY, {"overordnad_id": other})
    assert names(example)["Enhet A1"].overordnad_id == other
    assert names(example, date(2026, 4, 30))["Enhet A1"].overordnad_id == first
    change_unit(example, first, MAY, {"overordnad_id": second})
    assert names(example)["Område A"].overordnad_id == second


def test_a_move_that_closes_a_circle_later_is_refused(example: Register) -> None:
    above = names(example)["Socialförvaltningen"].id
    first, second = (add(example, namn=name, overordnad_id=above) for name in ("Område A", "Område B"))
    change_unit(example, second, date(2026, 9, 1), {"overordnad_id": first})
    with pytest.raises(InputRefused, match="ligger under enheten själv"):
        change_unit(example, first, MAY, {"overordnad_id": second})


def test_a_unit_with_egenkontroller_is_not_closed_without_a_word_of_them(example: Register) -> None:
    unit, before = leaf(example, busy=True), state(example)
    with pytest.raises(InputRefused, match=r"kvar att göra. Välj om de flyttas till en annan enhet eller avslutas"):
        close_unit(example, unit.id, MAY)
    with pytest.raises(InputRefused, match=r"Välj vilken enhet som .* går upp i"):
        close_unit(example, unit.id, MAY, val=Egenkontrollval.FLYTTA)
    assert state(example) == before


def test_a_closed_unit_keeps_what_it_has_reported(example: Register) -> None:
    unit, before = leaf(example, busy=True), state(example)
    reported = [one["id"] for one in find(example, "utfall", enhet_id=unit.id, borttagen=None) if one["datum"]]
    closed = close_unit(example, unit.id, MAY, val=Egenkontrollval.AVSLUTA)
    assert unit.namn not in names(example)
    assert unit.namn in names(example, date(2026, 4, 30))
    left = find(example, "utfall", enhet_id=unit.id, borttagen=None)
    assert [one["id"] for one in left if one["datum"]] == reported
    assert [one for one in left if one["datum"] is None and one["period"] >= MAY] == []
    with example.read() as connection:
        assert history(connection, unit.id)[0].text == "Stängd."
    with pytest.raises(InputRefused, match="är redan stängd från 2026-05-01"):
        close_unit(example, unit.id, MAY)
    assert_comes_and_goes(example, before, closed)


def test_a_merged_unit_leaves_its_egenkontroller_and_units_to_the_heir(example: Register) -> None:
    unit, heir = leaf(example, busy=True), add(example, namn="Den nya enheten")
    child = add(example, namn="Underenheten", overordnad_id=unit.id)
    asked = {one["egenkontroll_id"] for one in find(example, "egenkontroll_enhet", enhet_id=unit.id)}
    before = state(example)
    merged = close_unit(example, unit.id, MAY, into=heir, val=Egenkontrollval.FLYTTA)
    assert merged.rubrik == f"{unit.namn} går upp i Den nya enheten"
    assert row(example, "enhet", unit.id)["uppgick_i_id"] == heir
    assert names(example)["Underenheten"].overordnad_id == heir
    assert names(example, date(2026, 4, 30))["Underenheten"].overordnad_id == unit.id
    taken = {one["egenkontroll_id"] for one in find(example, "egenkontroll_enhet", enhet_id=heir)}
    assert taken
    assert taken <= asked
    undone = find(example, "utfall", enhet_id=heir, borttagen=None)
    assert {one["datum"] for one in undone} <= {None}
    with example.read() as connection:
        assert history(connection, heir)[0].text == f"{unit.namn} gick upp i enheten."
        assert history(connection, child)[0].text == "Flyttades till Den nya enheten."
    assert check(example) == []
    assert_comes_and_goes(example, before, merged)


def test_nothing_is_done_twice_by_the_heir(example: Register) -> None:
    """Of a period that both were to do, the heir's own remains."""
    unit, heir = leaf(example, busy=True), add(example, namn="Den nya enheten")
    egenkontroll, period = min(open_periods(example, unit.id))
    with example.write("Samma period") as writer:
        own = {"egenkontroll_id": egenkontroll, "enhet_id": heir, "ordning": 99, "period": period}
        writer.insert(metadata.tables["utfall"], own)
    both = open_periods(example, unit.id)
    close_unit(example, unit.id, MAY, into=heir, val=Egenkontrollval.FLYTTA)
    assert open_periods(example, heir) == both
    assert open_periods(example, unit.id) == set()


def open_periods(register: Register, unit: int) -> set[tuple[int, date]]:
    rows = find(register, "utfall", enhet_id=unit, borttagen=None, datum=None)
    return {(one["egenkontroll_id"], one["period"]) for one in rows if one["period"] >= MAY}


def test_units_below_are_not_left_alone(example: Register) -> None:
    above = next(node for node in names(example).values() if node.under and node.overordnad_id)
    before = state(example)
    with pytest.raises(InputRefused, match=rf"Under {above.namn} ligger .* enhet.*Flytta eller stäng dem först"):
        close_unit(example, above.id, MAY, val=Egenkontrollval.AVSLUTA)
    assert state(example) == before


@pytest.mark.parametrize(("into", "text"), [("closed", "är stängd från"), ("below", "ligger under enheten själv")])
def test_what_a_unit_cannot_become_part_of(example: Register, into: str, text: str) -> None:
    unit = add(example)
    closed = next(node for node in names(example, closed=True).values() if node.stangd)
    heir = closed.id if into == "closed" else add(example, namn="Under", overordnad_id=unit)
    with pytest.raises(InputRefused, match=text):
        close_unit(example, unit, MAY, into=heir)


def test_a_unit_is_not_closed_before_its_latest_change(example: Register) -> None:
    unit = add(example, fran="2026-06-01")
    with pytest.raises(InputRefused, match="kan inte stängas före det"):
        close_unit(example, unit, MAY)


def test_what_hangs_on_a_unit_is_told(example: Register) -> None:
    unit, idle = leaf(example, busy=True), add(example)
    with example.read() as connection:
        effects = closing_effects(connection, unit.id, MAY)
        nothing = closing_effects(connection, idle, MAY)
    assert f"{effects.utfall} ogjorda tillfällen" in effects.as_text()
    assert nothing.as_text() == ""


def test_what_hangs_on_a_unit_is_told_before_it_is_closed(example: Register) -> None:
    above = next(node for node in names(example).values() if node.under and node.overordnad_id)
    with example.read() as connection:
        told = closing_effects(connection, above.id, MAY).as_text()
    assert told.startswith("Under enheten ligger ")
    assert all(node.namn in told for node in above.under)

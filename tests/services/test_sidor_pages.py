"""Each page: what it lists, and that all its columns, filters and groups work on the example."""

from collections.abc import Iterator
from datetime import date

import pytest

from internkontroll.db import models
from internkontroll.db.reader import Reader
from internkontroll.db.session import Register
from internkontroll.db.writer import now
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.status import Status, Tillfalletyp
from internkontroll.services.angra import undo
from internkontroll.services.sammanhang import find_sammanhang
from internkontroll.services.sidor import Sida, Urval, all_ids, choices, columns, count, fetch, filters
from tests.services.sidor_planer import APRIL, TODAY, Plan, is_shown_as


@pytest.fixture
def april(example: Register) -> Iterator[tuple[Reader, Sammanhang]]:
    reader = Reader(example.path)
    (plan_id,) = reader.one("SELECT id FROM plan WHERE ar = 2026") or (0,)
    where = find_sammanhang(reader, plan_id, Tillfalletyp.APRIL, TODAY)
    assert where is not None
    yield reader, where
    reader.close()


@pytest.mark.parametrize("sida", Sida)
def test_every_column_sorts_and_groups_and_is_what_it_says(april: tuple[Reader, Sammanhang], sida: Sida) -> None:
    rows = fetch(april[0], sida, april[1], Urval())
    ids = sorted(rad.id for rad in rows)
    assert ids or sida is Sida.PAPPERSKORG
    for place, kolumn in enumerate(columns(sida)):
        assert kolumn.titel
        assert kolumn.bredd >= 7
        assert all(is_shown_as(kolumn.slag, rad.varden[place]) for rad in rows)
        for falling in (False, True):
            urval = Urval(sortera=kolumn.key, fallande=falling, gruppera=kolumn.key if kolumn.grupperbar else None)
            found = fetch(april[0], sida, april[1], urval)
            assert sorted(rad.id for rad in found) == ids
            assert all((rad.grupp is not None) == kolumn.grupperbar for rad in found)


SEVERAL = (Sida.EGENKONTROLLER, "enhet")


@pytest.mark.parametrize("sida", Sida)
def test_every_choice_lets_through_as_many_as_it_says(april: tuple[Reader, Sammanhang], sida: Sida) -> None:
    reader, where = april
    everything = count(reader, sida, where, Urval())[1]
    for chip in filters(sida):
        offered = choices(reader, sida, where, chip.key)
        assert bool(offered) <= chip.flera
        numbers = sum(number for _, _, number in offered)
        # An egenkontroll can be that of several units.
        assert numbers in (0, everything) or ((sida, chip.key) == SEVERAL and numbers > everything)
        for value, label, number in offered:
            urval = Urval(filter={chip.key: (value,)})
            assert label
            assert count(reader, sida, where, urval) == (number, everything)
            assert len(all_ids(reader, sida, where, urval)) == number
        assert count(reader, sida, where, Urval(filter={chip.key: ()}))[0] <= everything


def test_keys_are_used_once() -> None:
    for sida in Sida:
        for keys in ([one.key for one in columns(sida)], [one.key for one in filters(sida)]):
            assert len(keys) == len(set(keys))


def test_atgarder_say_where_they_come_from_and_go_with_their_owner(plan: Plan) -> None:
    risk = plan.risk("Risk att x", beteckning="R-3")
    review = plan.add("granskning", namn="IVO")
    unit = plan.add("enhet", namnd_id=1, niva="enhet")
    plan.add("enhet_version", enhet_id=unit, fran=date(2020, 1, 1), namn="Nora", sortnyckel="n")
    control = plan.add("egenkontroll", namn="Hygien")
    outcome = plan.add("utfall", egenkontroll_id=control, enhet_id=unit, period=date(2026, 3, 31))
    plan.atgard(None, utfall_id=outcome)
    plan.atgard(None, granskning_id=review)
    plan.atgard(risk)
    expected = ["Risk R-3 Risk att x", "Granskning IVO", "Egenkontroll Hygien, Nora"]
    assert plan.column(Sida.ATGARDER, "galler") == expected
    assert plan.column(Sida.ATGARDER, "slag") == ["Risker", "Granskningar", "Egenkontroller"]
    assert plan.column(Sida.ATGARDER, "galler", sok="r-3") == expected[:1]
    with plan.register.write("Släng") as writer:
        row = writer.connection.execute(models.granskning.select()).mappings().one()
        writer.update(models.granskning, row, {"borttagen": now()})
    assert plan.column(Sida.ATGARDER, "galler") == [expected[0], expected[2]]
    assert plan.count(Sida.ATGARDER) == (2, 2)


def test_atgarder_know_the_status_before_and_how_late_they_are(plan: Plan) -> None:
    plan.add("tillfalle", typ="plan")
    plan.add("tillfalle", typ="augusti")
    late = plan.atgard(plan.risk("Risk"), slutdatum=date(2026, 4, 10))
    plan.follow(late, Status.BLIR_KLART, "Pågår.")
    plan.follow(late, Status.KLART, tillfalle_id=3)
    august = Sammanhang(1, 1, 2026, Tillfalletyp.AUGUSTI, 3, TODAY)
    for where, now_, before, days, comment in (
        (APRIL, Status.BLIR_KLART, None, 10, True),
        (august, Status.KLART, Status.BLIR_KLART, None, False),
    ):
        found = [plan.column(Sida.ATGARDER, key, where)[0] for key in ("status", "forra", "forsenad", "kommentar")]
        assert found == [now_, before, days, comment]


@pytest.mark.parametrize(
    ("answer", "answers", "waits"),
    [
        ({}, [None, None], True),
        ({}, [], True),
        ({}, ["Ja.", "Nej."], False),
        ({}, ["Ja.", None], True),
        ({"svar_datum": date(2026, 3, 1)}, [None, None], False),
        ({"svar_datum": date(2026, 3, 1)}, ["Ja.", " "], True),
        ({"svar": "Nämnden delar bedömningen."}, [], False),
    ],
)
def test_granskningar_wait_for_answers(
    plan: Plan, answer: dict[str, object], answers: list[str | None], waits: bool
) -> None:
    review = plan.add("granskning", namn="Revision", **answer)
    for svar in answers:
        plan.add("rekommendation", granskning_id=review, rekommendation="Gör så.", svar=svar)
    assert plan.column(Sida.GRANSKNINGAR, "besvarad") == [not waits]
    assert plan.count(Sida.GRANSKNINGAR, filter={"utan_svar": ()}) == (int(waits), 1)
    assert plan.column(Sida.GRANSKNINGAR, "rekommendationer") == [len(answers)]


def test_egenkontroller_show_what_is_done_and_late(plan: Plan) -> None:
    unit = plan.add("enhet", namnd_id=1, niva="enhet")
    control = plan.add("egenkontroll", namn="Hygien", frekvens="månad")
    for month, done, bad in ((1, 10, 2), (2, None, None), (6, None, None)):
        own = {"period": date(2026, month, 28), "forfaller": date(2026, month, 28), "antal_avvikelser": bad}
        plan.add("utfall", egenkontroll_id=control, enhet_id=unit, datum=done and date(2026, month, done), **own)
    keys = ("frekvens", "utforda", "avvikelser", "sena", "nasta", "senast")
    found = [plan.column(Sida.EGENKONTROLLER, key)[0] for key in keys]
    assert found == ["Varje månad", 1, 2, 1, "2026-02-28", "2026-01-10"]
    assert plan.count(Sida.EGENKONTROLLER, filter={"forsenad": ()}) == (1, 1)


def test_egenkontroller_are_found_by_each_of_their_units(plan: Plan) -> None:
    units = [plan.add("enhet", namnd_id=1, niva="enhet") for _ in range(5)]
    for unit, name in zip(units, ("Öster", "Ängen", "Ängen", "Norr", "Väster"), strict=True):
        plan.add("enhet_version", enhet_id=unit, namn=name, fran=date(2020, 1, 1))
    hygien, larm, _ = (plan.add("egenkontroll", namn=name) for name in ("Hygien", "Larm", "Tom"))
    for control, unit, till in (
        (hygien, units[0], None),
        (hygien, units[1], date(2026, 12, 31)),
        (hygien, units[2], None),
        (larm, units[0], None),
        (larm, units[3], date(2026, 3, 31)),
    ):
        plan.add("egenkontroll_enhet", egenkontroll_id=control, enhet_id=unit, till=till)
    plan.add("utfall", egenkontroll_id=larm, enhet_id=units[4], period=date(2026, 1, 31))
    sida = Sida.EGENKONTROLLER
    assert choices(plan.reader, sida, APRIL, "enhet") == [
        ("Väster", "Väster", 1),
        ("Ängen", "Ängen", 1),
        ("Öster", "Öster", 2),
        ("", "Utan enhet", 1),
    ]
    for chosen, names in ((("Öster",), ["Hygien", "Larm"]), (("Väster", ""), ["Larm", "Tom"]), (("Norr",), [])):
        assert plan.column(sida, "namn", filter={"enhet": chosen}) == names


def test_the_log_has_the_latest_first_and_knows_what_is_undone(plan: Plan) -> None:
    plan.risk("Risk")

    def undo_last() -> list[tuple[str, bool]]:
        last = plan.reader.one("SELECT max(id) FROM handelse") or (0,)
        undo(plan.register, last[0])
        return list(zip(plan.column(Sida.HANDELSER, "rubrik"), plan.column(Sida.HANDELSER, "angrad"), strict=True))

    assert undo_last() == [("Ångra: Ny", False), ("Ny", True), ("Planen", False), ("Nytt register", False)]
    assert [undone for _, undone in undo_last()] == [False, True, False, False, False]
    assert plan.column(Sida.HANDELSER, "anvandare", sok="plan") == ["prov"]
    assert plan.column(Sida.HANDELSER, "antal", sok="plan") == [3]


def test_the_papperskorg_has_everything_of_the_plan_that_was_thrown_away(plan: Plan) -> None:
    plan.add("plan", namnd_id=1, ar=2025, status="utkast")
    for day, (tabell, values) in enumerate(
        {
            "risk": {"niva": "namnd", "beskrivning": "Risk ett", "beteckning": "R-1"},
            "avtal": {"avtal": "Avtal ett"},
            "mal": {"namn": "Mål ett"},
        }.items(),
        1,
    ):
        plan.add(tabell, borttagen=f"2026-01-0{day}T00:00:00+00:00", **values)
    plan.risk("annan plan", plan_id=2, borttagen="2026-01-01T00:00:00+00:00")
    plan.risk("kvar")
    rows = fetch(plan.reader, Sida.PAPPERSKORG, APRIL, Urval())
    assert [(rad.tabell, rad.id, *rad.varden[:2]) for rad in rows] == [
        ("mal", 1, "Mål", "Mål ett"),
        ("avtal", 1, "Avtal", "Avtal ett"),
        ("risk", 1, "Risk", "R-1 Risk ett"),
    ]
    with pytest.raises(ValueError, match="papperskorg"):
        all_ids(plan.reader, Sida.PAPPERSKORG, APRIL, Urval())
    assert plan.count(Sida.PAPPERSKORG, sok="avt") == (1, 3)
    assert plan.count(Sida.PAPPERSKORG, filter={"slag": ("Risk",)}) == (1, 3)

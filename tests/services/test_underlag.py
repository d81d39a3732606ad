"""What one tillfälle knows of a plan: its own statuses and texts, and what was known on its day."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Table, select

from internkontroll.db import models
from internkontroll.db.session import Register
from internkontroll.domain.status import Status, Tillfalletyp
from internkontroll.domain.underlag import Risk, Underlag
from internkontroll.domain.words import Fas, Planstatus, Textdel
from internkontroll.errors import WrongUsage
from internkontroll.services.importera import import_files
from internkontroll.services.underlag import load_underlag
from internkontroll.services.urval import find_plan
from tests.utbyte_files import Raw, full, write

PLAN, APRIL, AUGUSTI, HELAR = Tillfalletyp


def load(register: Register, ar: int = 2024, typ: Tillfalletyp = APRIL, namnd: str | None = None) -> Underlag:
    with register.read() as connection:
        return load_underlag(connection, find_plan(connection, ar, namnd), typ)


def import_data(register: Register, tmp_path: Path, *files: Raw) -> None:
    import_files(register, [write(tmp_path / f"{number}.json", data) for number, data in enumerate(files)])


def change(register: Register, table: Table, name: str, value: str, **changes: Any) -> None:
    """Change the one row where the column has the value, as the window would."""
    with register.write("Ändring") as writer:
        row = writer.connection.execute(select(table).where(table.c[name] == value)).mappings().one()
        writer.update(table, row, changes)


def file_of(typ: str, **changes: Any) -> Raw:
    """The full file as another report of the same plan."""
    data = full() | changes
    data["rapport"] = {"typ": typ}
    return data


@pytest.fixture
def decided(register: Register, tmp_path: Path) -> Register:
    """The plan of 2024, decided in December 2023."""
    import_data(register, tmp_path, file_of("internkontrollplan"))
    return register


def statuses(underlag: Underlag) -> list[Status | None]:
    return [atgard.status for risk in underlag.risker for atgard in risk.atgarder]


def names(risker: tuple[Risk, ...]) -> list[str]:
    return [risk.beskrivning for risk in risker]


def test_each_tillfalle_keeps_its_own_status_and_comment(register: Register, tmp_path: Path) -> None:
    april, later = full(), file_of("verksamhetsberattelse")
    later["risker"][0]["atgarder"][0] |= {"status": "Klart", "kommentar": "Larmbågen är bytt."}
    import_data(register, tmp_path, april, later)
    assert statuses(load(register, typ=APRIL)) == [Status.BLIR_KLART, None]
    assert statuses(load(register, typ=HELAR)) == [Status.KLART, None]
    assert load(register, typ=APRIL).risker[0].atgarder[0].kommentar == "Upphandlas nu."


def test_a_tillfalle_that_nobody_has_begun_has_no_statuses_and_no_texts(register: Register, tmp_path: Path) -> None:
    import_data(register, tmp_path, full())
    august = load(register, typ=AUGUSTI)
    assert statuses(august) == [None, None]
    assert (august.texter, august.rubrik, august.period) == ({}, None, None)
    assert august.systematiska_kontroller[0].kommentar is None
    assert names(august.risker) == names(load(register).risker)


def test_texts_belong_to_their_tillfalle(register: Register, tmp_path: Path) -> None:
    import_data(register, tmp_path, full(), file_of("verksamhetsberattelse", texter={"inledning": "Hela året."}))
    assert load(register, typ=APRIL).texter[Textdel.INLEDNING] == "Första stycket.\n\nAndra stycket."
    assert load(register, typ=HELAR).texter[Textdel.INLEDNING] == "Hela året."


def test_everything_is_in_the_order_of_the_file(register: Register, tmp_path: Path) -> None:
    data = full()
    data["risker"] = [{"beskrivning": text, "atgarder": [], "process": None, "mal": None} for text in "cab"]
    import_data(register, tmp_path, data)
    underlag = load(register)
    assert names(underlag.risker) == ["c", "a", "b"]
    assert [process.nummer for process in underlag.processer] == ["2.10", "2.9"]


def test_what_lies_in_the_papperskorg_is_not_in_the_report(register: Register, tmp_path: Path) -> None:
    import_data(register, tmp_path, full())
    thrown = "2024-05-01T08:00:00+00:00"
    change(register, models.risk, "beskrivning", "Risk för jäv vid inköp", borttagen=thrown)
    change(register, models.atgard, "beskrivning", "Märk alla böcker", borttagen=thrown)
    change(register, models.granskning, "namn", "Granskning av inköp", borttagen=thrown)
    change(register, models.avtal, "avtal", "Bokbuss", borttagen=thrown)
    change(register, models.kontroll, "kontroll", "Stickprov av fakturor", borttagen=thrown)
    change(register, models.egenkontroll, "namn", "Brandskydd", borttagen=thrown)
    underlag = load(register)
    assert names(underlag.risker) == ["Risk att lånade böcker försvinner"]
    assert [atgard.beskrivning for atgard in underlag.risker[0].atgarder] == ["Byt larmbåge"]
    assert (underlag.granskningar, underlag.avtal) == ((), ())
    assert (underlag.systematiska_kontroller, underlag.egenkontroller) == ((), ())


def test_a_risk_added_after_the_decision_is_in_later_reports_and_not_in_the_plan(
    decided: Register, tmp_path: Path
) -> None:
    august = file_of("delarsrapport-augusti")
    august["risker"].append({"beskrivning": "Risk att taket läcker", "atgarder": []})
    import_data(decided, tmp_path, august)
    assert "Risk att taket läcker" in names(load(decided, typ=AUGUSTI).risker)
    assert "Risk att taket läcker" in names(load(decided, typ=HELAR).risker)
    assert "Risk att taket läcker" not in names(load(decided, typ=PLAN).risker)
    assert "Risk att taket läcker" not in names(load(decided, typ=APRIL).risker)


def test_an_earlier_report_that_has_the_added_risk_too_keeps_it(decided: Register, tmp_path: Path) -> None:
    added = {"beskrivning": "Risk att taket läcker", "atgarder": []}
    april, august = (file_of(f"delarsrapport-{month}") for month in ("april", "augusti"))
    for data in (april, august):
        data["risker"].append(added)
    import_data(decided, tmp_path, august, april)
    assert "Risk att taket läcker" in names(load(decided, typ=APRIL).risker)
    assert "Risk att taket läcker" not in names(load(decided, typ=PLAN).risker)


def test_the_plan_of_the_example_has_the_risks_that_were_decided(example: Register) -> None:
    plan, april = load(example, 2026, PLAN), load(example, 2026, APRIL)
    assert plan.beslut.datum == date(2025, 12, 10)
    assert [risk.id for risk in april.risker if risk.id not in {one.id for one in plan.risker}] == ["R-17"]


def estimate(underlag: Underlag) -> tuple[int | None, int | None]:
    return underlag.risker[0].sannolikhet, underlag.risker[0].konsekvens


def add_estimate(register: Register, day: date, sannolikhet: int, fas: Fas = Fas.FORE) -> None:
    with register.write("Bedömning") as writer:
        query = select(models.risk.c.id).where(models.risk.c.beteckning == "K-1")
        values = {"datum": day, "fas": fas, "sannolikhet": sannolikhet, "konsekvens": 5}
        writer.insert(models.bedomning, {"risk_id": writer.connection.execute(query).scalar_one(), **values})


def test_a_report_has_the_latest_estimate_of_its_day_and_never_a_later_one(decided: Register) -> None:
    add_estimate(decided, date(2024, 8, 20), 1)
    assert estimate(load(decided, typ=PLAN)) == (3, 5)
    assert estimate(load(decided, typ=APRIL)) == (3, 5)
    assert estimate(load(decided, typ=AUGUSTI)) == (1, 5)


def test_an_estimate_after_atgarder_is_kept_apart(decided: Register) -> None:
    add_estimate(decided, date(2024, 8, 20), 1, Fas.EFTER)
    assert load(decided, typ=APRIL).risker[0].efter is None
    assert load(decided, typ=AUGUSTI).risker[0].efter == (1, 5)
    assert estimate(load(decided, typ=AUGUSTI)) == (3, 5)


def test_a_plan_that_was_decided_late_has_the_estimates_of_its_decision(register: Register, tmp_path: Path) -> None:
    data = file_of("internkontrollplan", beslut={"datum": "2024-02-20"})
    import_data(register, tmp_path, data)
    add_estimate(register, date(2024, 2, 1), 2)
    add_estimate(register, date(2024, 2, 21), 4)
    assert estimate(load(register, typ=PLAN)) == (2, 5)


def test_a_plan_with_a_decision_is_decided(decided: Register) -> None:
    assert load(decided).planstatus == Planstatus.BESLUTAD
    assert load(decided).beslut.paragraf == "§ 88"


def test_a_unit_has_the_name_that_it_had_on_the_day(example: Register) -> None:
    def units(ar: int, typ: Tillfalletyp) -> set[str]:
        underlag = load(example, ar, typ)
        return {enhet.namn for enhet in underlag.enheter} | {
            name for control in underlag.egenkontroller for name in control.enheter
        }

    assert "Barnenheten" in units(2025, APRIL)
    assert "Barn- och ungdomsenheten" not in units(2025, APRIL)
    assert "Barnenheten" not in units(2025, AUGUSTI)
    assert "Boendestödet" in units(2025, HELAR)
    assert "Boendestöd och sysselsättning" in units(2026, PLAN)


def test_a_unit_has_the_chef_of_the_day(example: Register) -> None:
    def chef(typ: Tillfalletyp) -> str | None:
        return next(enhet.chef for enhet in load(example, 2026, typ).enheter if enhet.namn == "Öppenvården vuxna")

    assert (chef(PLAN), chef(APRIL)) == ("Jonas Lindahl", "Sara Tesfaye")


def test_years_are_kept_apart(example: Register) -> None:
    assert {load(example, ar).ar for ar in (2025, 2026)} == {2025, 2026}
    assert load(example, 2025, HELAR).rubrik == "Intern kontroll 2025"
    assert len(load(example, 2025, HELAR).risker) == 9


def other_namnd(name: str, kommun: str, ar: int = 2024) -> Raw:
    return full() | {"organisation": {"namnd": name, "kommun": kommun}, "egenkontroller": [], "risker": [], "ar": ar}


def test_several_namnder_need_to_be_told_apart(register: Register, tmp_path: Path) -> None:
    import_data(register, tmp_path, full(), other_namnd("Äldrenämnden", "Ängsö kommun"))
    assert load(register, namnd="Äldrenämnden").risker == ()
    assert len(load(register, namnd="Kulturnämnden").risker) == 2
    with pytest.raises(WrongUsage, match=r"flera nämnder: ”Kulturnämnden.*”, ”Äldrenämnden.*--namnd"):
        load(register)


def test_namnder_of_the_same_name_are_told_apart_by_kommun(register: Register, tmp_path: Path) -> None:
    import_data(register, tmp_path, full(), other_namnd("Kulturnämnden", "Öbo kommun"))
    with pytest.raises(WrongUsage, match=r"”Kulturnämnden \(Öbo kommun\)”"):
        load(register, namnd="Kulturnämnden")
    assert load(register, namnd="Kulturnämnden (Öbo kommun)").risker == ()


@pytest.mark.parametrize(
    ("ar", "namnd", "said"),
    [
        (2030, None, "ingen plan för 2030. Planer finns för: 2024, 2025"),
        (2024, "Byggnämnden", "ingen nämnd som heter Byggnämnden. Nämnder: Kulturnämnden, Åldersnämnden, Äldrenämnden"),
        (2025, "Kulturnämnden", "Planer finns för: 2024"),
    ],
)
def test_an_unknown_year_or_namnd_is_answered_with_those_that_there_are(
    register: Register, tmp_path: Path, ar: int, namnd: str | None, said: str
) -> None:
    files = (other_namnd(name, "Ängsö kommun", 2025) for name in ("Äldrenämnden", "Åldersnämnden"))
    import_data(register, tmp_path, full(), *files)
    with pytest.raises(WrongUsage, match=said):
        load(register, ar, namnd=namnd)


def test_an_empty_register_says_how_to_go_on(register: Register) -> None:
    with pytest.raises(WrongUsage, match="internkontroll importera"):
        load(register)

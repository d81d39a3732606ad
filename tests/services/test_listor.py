"""Lists as people look for things in them: natural and Swedish order, the papperskorg and other years left out."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Table, select

from internkontroll.db import models
from internkontroll.db.session import Register
from internkontroll.services.importera import import_files
from internkontroll.services.listor import Lista, Listing, list_records
from tests.utbyte_files import Raw, full, write

THROWN = "2024-05-01T08:00:00+00:00"

COLUMNS = {
    "risker": ["namnd", "ar", "id", "process", "mal", "beskrivning", "sannolikhet", "konsekvens", "riskagare"],
    "atgarder": ["namnd", "ar", "galler", "beskrivning", "status", "ansvarig", "slutdatum"],
    "egenkontroller": ["namnd", "ar", "id", "namn", "metod", "frekvens", "ansvarig", "utforda"],
    "kontroller": ["namnd", "ar", "kontroll", "metod", "frekvens", "ansvarig"],
    "granskningar": ["namnd", "ar", "namn", "granskare", "diarienummer", "datum", "svar_datum"],
    "enheter": ["namnd", "namn", "niva", "chef", "stangd"],
    "planer": ["namnd", "ar", "status", "beslut_datum", "beslut_paragraf", "beslut_diarienummer"],
}


def column(register: Register, lista: str, name: str, ar: int | None = None) -> list[Any]:
    listing = list_records(register, Lista(lista), ar)
    at = listing.columns.index(name)
    return [row[at] for row in listing.rows]


def import_data(register: Register, tmp_path: Path, *files: Raw) -> None:
    import_files(register, [write(tmp_path / f"{number}.json", data) for number, data in enumerate(files)])


@pytest.fixture
def filled(register: Register, tmp_path: Path) -> Register:
    """A register with one file that says something of everything."""
    import_data(register, tmp_path, full())
    return register


def throw(register: Register, table: Table, name: str, value: str) -> None:
    with register.write("Papperskorg") as writer:
        row = writer.connection.execute(select(table).where(table.c[name] == value)).mappings().one()
        writer.update(table, row, {"borttagen": THROWN})


@pytest.mark.parametrize("lista", COLUMNS)
def test_each_list_has_its_columns_and_is_of_the_year(example: Register, lista: str) -> None:
    listing = list_records(example, Lista(lista))
    assert list(listing.columns) == COLUMNS[lista]
    assert listing.rows
    if "ar" in listing.columns:
        assert set(column(example, lista, "ar")) == {2025, 2026}
        assert set(column(example, lista, "ar", 2026)) == {2026}
        assert column(example, lista, "ar", 2024) == []


@pytest.mark.parametrize("lista", COLUMNS)
def test_a_new_register_lists_nothing(register: Register, lista: str) -> None:
    assert list_records(register, Lista(lista)) == Listing(tuple(COLUMNS[lista]), [])


def test_risker_stand_by_process_in_natural_order_and_the_others_last(register: Register, tmp_path: Path) -> None:
    data = full() | {"processer": [{"nummer": number, "namn": "P"} for number in ("2.10", "10.1", "2.9")]}
    data["risker"] = [
        {"beskrivning": f"Risk {number}", "process": number, "mal": None, "atgarder": []}
        for number in (None, "2.10", "10.1", "2.9", "2.10")
    ]
    for number, risk in enumerate(data["risker"]):
        risk["id"] = f"R{number}"
    data |= {"systematiska_kontroller": [], "egenkontroller": []}
    import_data(register, tmp_path, data)
    assert column(register, "risker", "id") == ["R3", "R1", "R4", "R2", "R0"]


def test_risker_have_process_mal_and_the_latest_estimate(filled: Register) -> None:
    assert list_records(filled, Lista.RISKER).rows == [
        ("Kulturnämnden", 2024, "K-1", "2.10", None, "Risk att lånade böcker försvinner", 3, 5, "Bibliotekschef"),
        ("Kulturnämnden", 2024, None, None, "Fler läser", "Risk för jäv vid inköp", None, None, None),
    ]


def test_the_latest_estimate_is_that_of_the_latest_day(filled: Register) -> None:
    with filled.write("Bedömning") as writer:
        query = select(models.risk.c.id).where(models.risk.c.beteckning == "K-1")
        risk_id = writer.connection.execute(query).scalar_one()
        for day, sannolikhet in ((date(2024, 8, 1), 1), (date(2024, 1, 1), 4)):
            values = {"datum": day, "fas": "fore", "sannolikhet": sannolikhet, "konsekvens": 2}
            writer.insert(models.bedomning, {"risk_id": risk_id, **values})
    assert list_records(filled, Lista.RISKER).rows[0][6:8] == (1, 2)


def test_atgarder_say_what_they_are_for_risks_first(filled: Register) -> None:
    assert list_records(filled, Lista.ATGARDER).rows == [
        (
            "Kulturnämnden",
            2024,
            "Risk att lånade böcker försvinner",
            "Byt larmbåge",
            "Blir klart i år",
            "Vaktmästare",
            date(2024, 10, 1),
        ),
        ("Kulturnämnden", 2024, "Risk att lånade böcker försvinner", "Märk alla böcker", None, None, None),
        ("Kulturnämnden", 2024, "Granskning av inköp", "Ny inköpsrutin", "Klart", None, None),
        ("Kulturnämnden", 2024, "Brandskydd", "Flytta lådan", "Klart", None, None),
    ]


def report(typ: str, status: str | None) -> Raw:
    data = full()
    data["rapport"] = {"typ": typ}
    data["risker"][0]["atgarder"][0].pop("status")
    if status:
        data["risker"][0]["atgarder"][0]["status"] = status
    return data


@pytest.mark.parametrize(
    ("reports", "status"),
    [
        ([("delarsrapport-april", "Blir klart i år"), ("verksamhetsberattelse", "Klart")], "Klart"),
        ([("verksamhetsberattelse", "Klart"), ("delarsrapport-april", "Blir klart i år")], "Klart"),
        ([("delarsrapport-augusti", "Ej klart i år"), ("internkontrollplan", "Klart")], "Ej klart i år"),
        ([("delarsrapport-april", "Klart"), ("delarsrapport-augusti", None)], "Klart"),
    ],
)
def test_the_status_of_an_atgard_is_the_one_of_the_years_latest_tillfalle_whatever_came_in_last(
    register: Register, tmp_path: Path, reports: list[tuple[str, str | None]], status: str
) -> None:
    import_data(register, tmp_path, *(report(*one) for one in reports))
    assert column(register, "atgarder", "status")[0] == status


@pytest.mark.parametrize(
    ("table", "name", "value", "lista", "gone"),
    [
        (models.risk, "beteckning", "K-1", "risker", "Risk att lånade böcker försvinner"),
        (models.risk, "beteckning", "K-1", "atgarder", "Märk alla böcker"),
        (models.atgard, "beskrivning", "Märk alla böcker", "atgarder", "Märk alla böcker"),
        (models.granskning, "namn", "Granskning av inköp", "granskningar", "Granskning av inköp"),
        (models.granskning, "namn", "Granskning av inköp", "atgarder", "Ny inköpsrutin"),
        (models.egenkontroll, "namn", "Brandskydd", "egenkontroller", "Brandskydd"),
        (models.egenkontroll, "namn", "Brandskydd", "atgarder", "Flytta lådan"),
        (models.kontroll, "kontroll", "Stickprov av fakturor", "kontroller", "Stickprov av fakturor"),
    ],
)
def test_what_lies_in_the_papperskorg_is_not_listed(
    filled: Register, table: Table, name: str, value: str, lista: str, gone: str
) -> None:
    assert gone in str(list_records(filled, Lista(lista)).rows)
    throw(filled, table, name, value)
    assert gone not in str(list_records(filled, Lista(lista)).rows)


def test_only_egenkontroller_that_are_done_are_counted(filled: Register) -> None:
    assert column(filled, "egenkontroller", "utforda") == [1]
    throw(filled, models.utfall, "utford_av", "Åsa Öberg")
    assert column(filled, "egenkontroller", "utforda") == [0]


def test_units_stand_in_swedish_order_under_their_latest_name_with_the_day_of_closing(example: Register) -> None:
    names = column(example, "enheter", "namn")
    assert names[:3] == ["Barn, unga och familj", "Barn- och ungdomsenheten", "Boendestöd och sysselsättning"]
    assert names[-1] == "Öppenvården vuxna"
    assert "Barnenheten" not in names
    assert dict(zip(names, column(example, "enheter", "stangd"), strict=True))["Ungdomsenheten"] == date(2025, 7, 1)


def test_the_units_of_a_year_are_those_that_there_were_under_the_names_of_then(example: Register) -> None:
    before, after = (column(example, "enheter", "namn", ar) for ar in (2025, 2026))
    assert ("Ungdomsenheten" in before, "Ungdomsenheten" in after) == (True, False)
    assert ("Boendestödet" in before, "Boendestödet" in after) == (True, False)
    assert "Boendestöd och sysselsättning" in after
    assert column(example, "enheter", "namn", 2014) == []


def test_namnder_stand_in_swedish_order_each_with_its_years(register: Register, tmp_path: Path) -> None:
    def plan(namnd: str, ar: int) -> Raw:
        organisation = full()["organisation"] | {"namnd": namnd}
        return full() | {"ar": ar, "risker": full()["risker"][:1], "organisation": organisation}

    ordered = ["arkivnämnden", "Zoonämnden", "Åldersnämnden", "Äldrenämnden"]
    import_data(register, tmp_path, *(plan(name, ar) for name in reversed(ordered) for ar in (2025, 2024)))
    wanted = [(name, ar) for name in ordered for ar in (2024, 2025)]
    for lista in ("planer", "risker", "kontroller"):
        found = zip(column(register, lista, "namnd"), column(register, lista, "ar"), strict=True)
        assert list(found) == wanted
    assert list(dict.fromkeys(column(register, "enheter", "namnd"))) == ordered


def test_planer_say_what_was_decided(example: Register) -> None:
    assert list_records(example, Lista.PLANER, 2026).rows == [
        ("Socialnämnden", 2026, "beslutad", date(2025, 12, 10), "§ 124", "SN 2025/00412")
    ]

"""The section's data as sheets: everything that the register says stands in a cell, where one looks for it."""

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest

from internkontroll.db.session import Register
from internkontroll.domain.status import Status, Tillfalletyp
from internkontroll.domain.underlag import (
    Atgard,
    Avtal,
    Egenkontroll,
    Granskning,
    Kontroll,
    Rekommendation,
    Risk,
    Underlag,
    Utfall,
)
from internkontroll.domain.utbyte import split_status
from internkontroll.domain.words import Egenkontrollmetod, Frekvens, Textdel
from internkontroll.errors import InputRefused
from internkontroll.export.excel import section_sheets
from internkontroll.export.utbyte_json import to_utbyte
from internkontroll.services.importera import import_files
from internkontroll.services.underlag import load_underlag
from internkontroll.services.urval import find_plan
from tests.export.xlsx_reader import ReadSheet, read, xlsx
from tests.utbyte_files import full, write

SHEETS = ["Risker", "Åtgärder", "Granskningar", "Kontroller", "Egenkontroller", "Utfall", "Avtal", "Texter"]
EMPTY = Underlag("Kulturnämnden", 2026, Tillfalletyp.APRIL)


def sheets_of(underlag: Underlag) -> dict[str, ReadSheet]:
    return read(xlsx(*section_sheets(underlag)))


def load(register: Register, ar: int, tillfalle: Tillfalletyp) -> Underlag:
    with register.read() as connection:
        return load_underlag(connection, find_plan(connection, ar), tillfalle)


@pytest.fixture
def imported(register: Register) -> Underlag:
    import_files(register, [write(register.path.with_name("full.json"), full())])
    return load(register, 2024, Tillfalletyp.APRIL)


NOT_OF_RECORDS = ("organisation", "processer", "skala", "typ", "format", "version")
IN_OTHER_WORDS = {*Frekvens, *Egenkontrollmetod}


def said(value: Any, key: str = "") -> Iterator[str]:
    """Every text, number and day of an utbyte file that is of a record."""
    if isinstance(value, dict):
        for name, member in value.items():
            if name not in NOT_OF_RECORDS and not (name == "mal" and isinstance(member, list)):
                yield from said(member, name)
    elif isinstance(value, list):
        for member in value:
            yield from said(member, key)
    elif key == "status_och_kommentar":
        yield from filter(None, split_status(value))
    elif value not in (None, ""):
        yield str(value)


def assert_all_said(underlag: Underlag) -> None:
    values = [value for sheet in sheets_of(underlag).values() for row in sheet.values for value in row]
    numbers = {str(int(value)) for value in values if isinstance(value, float)}
    texts = "\0".join(str(value) for value in values if value is not None)
    wanted = [text for text in said(to_utbyte(underlag)) if text not in IN_OTHER_WORDS]
    assert len(wanted) > 30
    assert [text for text in wanted if text not in texts and text not in numbers] == []


def test_everything_of_a_file_stands_in_a_cell(imported: Underlag) -> None:
    assert_all_said(imported)


@pytest.mark.parametrize("tillfalle", list(Tillfalletyp))
def test_everything_of_the_example_stands_in_a_cell(example: Register, tillfalle: Tillfalletyp) -> None:
    assert_all_said(load(example, 2026, tillfalle))


def test_words_of_the_register_are_told_as_people_say_them(imported: Underlag) -> None:
    sheets = sheets_of(imported)
    assert sheets["Kontroller"].column("Frekvens") == ["Varje kvartal"]
    assert sheets["Egenkontroller"].column("Frekvens") == ["Varje månad"]
    assert sheets["Egenkontroller"].column("Metod") == ["Annan metod"]


def test_the_sheets_are_there_in_their_order_also_when_they_are_empty() -> None:
    sheets = sheets_of(EMPTY)
    assert list(sheets) == SHEETS
    assert [name for name, sheet in sheets.items() if sheet.values] == ["Texter"]


def test_a_risk_has_its_values_as_numbers_and_its_levels_in_words() -> None:
    risk = Risk("Risk att …", sannolikhet=3, konsekvens=4, efter=(1, 2), oegentlighet=True, tillagd=date(2026, 3, 1))
    sheet = sheets_of(replace(EMPTY, risker=(risk, Risk("Obedömd", konsekvens=2))))["Risker"]
    values = [sheet.column(title) for title in ("Sannolikhet", "Konsekvens", "Riskvärde", "Nivå")]
    assert values == [[3.0, None], [4.0, 2.0], [12.0, None], ["Reducera", None]]
    after = [sheet.column(f"{title} efter åtgärder")[0] for title in ("Sannolikhet", "Konsekvens", "Riskvärde", "Nivå")]
    assert after == [1.0, 2.0, 2.0, "Acceptera"]
    assert sheet.column("Oegentlighet") == ["Ja", None]
    assert sheet.column("Tillagd") == [date(2026, 3, 1), None]
    assert sheet.rows[1][sheet.header.index("Nivå")].fill == "FBD3A8"  # type: ignore[union-attr]


def filled(kind: type[Any], **known: Any) -> Any:
    """An object whose every text says the name of its member."""
    texts = {one.name: f"«{one.name}»" for one in fields(kind) if one.type in (str, str | None)}
    return kind(**texts | known)


@pytest.mark.parametrize(
    ("name", "record"),
    [
        ("risker", filled(Risk, process=None, skal=("«skal 1»", "«skal 2»"))),
        ("risker", Risk("Risk att …", (filled(Atgard),))),
        ("granskningar", filled(Granskning, rekommendationer=(filled(Rekommendation),))),
        ("systematiska_kontroller", filled(Kontroll, process=None)),
        ("avtal", filled(Avtal)),
        ("egenkontroller", filled(Egenkontroll, enheter=("«enheter»",), kontrollpunkter=("«fråga»",), process=None)),
        ("egenkontroller", Egenkontroll("Brand", ("A",), utfall=(filled(Utfall, period=date(2026, 1, 31)),))),
    ],
)
def test_no_text_of_a_record_is_forgotten(name: str, record: Any) -> None:
    part: dict[str, Any] = {name: (record,)}
    sheets = sheets_of(replace(EMPTY, **part)).values()
    shown = "\n".join(str(value) for sheet in sheets for row in sheet.values for value in row)
    assert [text for text in re.findall("«.*?»", repr(record)) if text not in shown] == []


def test_an_atgard_has_its_day_its_status_and_how_late_it_is() -> None:
    late = Atgard("Sen", Status.EJ_KLART, "Väntar.", "Chef", date(2026, 4, 20), startdatum=date(2026, 1, 2))
    done = Atgard("Klar", Status.KLART, slutdatum=date(2026, 1, 1), klart_datum=date(2026, 2, 1))
    sheet = sheets_of(replace(EMPTY, risker=(Risk("Risk att …", (late, done)),)))["Åtgärder"]
    assert sheet.column("Slutdatum") == [date(2026, 4, 20), date(2026, 1, 1)]
    assert sheet.column("Startdatum") == [date(2026, 1, 2), None]
    assert sheet.column("Klart datum") == [None, date(2026, 2, 1)]
    assert sheet.column("Försenad, dagar") == [10.0, None]
    assert sheet.column("Status") == ["Ej klart i år", "Klart"]
    fills = [row[sheet.header.index("Status")].fill for row in sheet.rows[1:]]  # type: ignore[union-attr]
    assert fills == ["F4B8B0", "D7ECDD"]


def test_every_atgard_says_what_it_is_for(imported: Underlag) -> None:
    sheet = sheets_of(imported)["Åtgärder"]
    owners = list(zip(sheet.column("Gäller"), sheet.column("Risk, granskning eller egenkontroll"), strict=True))
    assert owners == [
        ("Risk", "Risk att lånade böcker försvinner"),
        ("Risk", "Risk att lånade böcker försvinner"),
        ("Granskning", "Granskning av inköp"),
        ("Egenkontroll", "Brandskydd, Barnavdelningen, 2024-01-31"),
    ]


def test_a_process_is_written_with_its_name(imported: Underlag) -> None:
    sheets = sheets_of(imported)
    assert sheets["Risker"].column("Process") == ["2.10 Lån", None]
    assert sheets["Kontroller"].column("Process") == ["2.9 Inköp"]
    assert sheets["Egenkontroller"].column("Process") == ["2.9 Inköp"]


def test_a_granskning_has_a_row_for_each_recommendation_and_one_where_there_is_none() -> None:
    advice = (Rekommendation("Inför rutin", "Antagen."), Rekommendation("Följ upp"))
    granskningar = (Granskning("Inköp", rekommendationer=advice), Granskning("Lån"))
    sheet = sheets_of(replace(EMPTY, granskningar=granskningar))["Granskningar"]
    assert sheet.column("Granskning") == ["Inköp", "Inköp", "Lån"]
    assert sheet.column("Rekommendation") == ["Inför rutin", "Följ upp", None]
    assert sheet.column("Svar på rekommendationen") == ["Antagen.", None, None]


def test_outcomes_are_counted_and_shown_also_when_they_are_not_done(imported: Underlag) -> None:
    sheets = sheets_of(imported)
    assert sheets["Egenkontroller"].column("Utförda") == [1.0]
    assert sheets["Egenkontroller"].column("Förväntade") == [2.0]
    utfall = sheets["Utfall"]
    assert utfall.column("Enhet") == ["Barnavdelningen", "Biblioteket"]
    assert utfall.column("Utförd") == [date(2024, 2, 2), None]
    assert utfall.column("Antal granskade") == [4.0, None]
    assert utfall.column("Resultat") == ["Delvis uppfyllt", None]
    assert utfall.column("Svar") == ["Nej, Ja", None]


def test_texts_say_what_they_are_of_and_have_their_fields_filled() -> None:
    texter = {Textdel.SAMMANFATTNING: "Planen har {antal risker} risk.", Textdel.STRUKTUR: ""}
    sheet = sheets_of(replace(EMPTY, risker=(Risk("Risk att …"),), texter=texter))["Texter"]
    told = dict(zip(sheet.column("Del"), sheet.column("Text"), strict=True))
    assert told["Sammanfattning"] == "Planen har 1 risk."
    assert told["Tillfälle"] == "Delårsrapport per april"
    assert told["Avser läget"] == "2026-04-30"
    assert "Struktur" not in told


def test_a_field_that_does_not_exist_is_refused_with_its_place() -> None:
    with pytest.raises(InputRefused, match=r"Inledning.*antal katter"):
        section_sheets(replace(EMPTY, texter={Textdel.INLEDNING: "{antal katter}"}))

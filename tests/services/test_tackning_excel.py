"""The coverage map as an Excel file: what the map says, and what is missing with whom to ask."""

from datetime import date
from pathlib import Path

import pytest

from internkontroll.db.models import enhet_version
from internkontroll.db.session import Register
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.status import Tillfalletyp
from internkontroll.domain.words import Resultat
from internkontroll.errors import EnvironmentFailed, WrongUsage
from internkontroll.services.egenkontroll import Enhetsval
from internkontroll.services.tackning import Indelning, Steg, Val, choices, coverage
from internkontroll.services.tackning.excel import export_coverage
from tests.export.xlsx_reader import ReadSheet, find, read
from tests.services.egenkontroll_plan import ALMEN, BJORKEN, HERE, TOP, Namnd
from tests.services.sammanhangen import NOVEMBER, at, change, reading

RED, YELLOW = "F4B8B0", "FFF0C2"


def exported(
    register: Register, target: Path, here: Sammanhang = HERE, val: Val | None = None, *, only_missing: bool = False
) -> tuple[ReadSheet, ReadSheet]:
    """The map and what is missing."""
    with reading(register) as reader:
        export_coverage(reader, here, target, val, only_missing=only_missing)
    sheets = read(target.read_bytes())
    assert [*sheets] == ["Täckning", "Saknas"]
    return sheets["Täckning"], sheets["Saknas"]


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "täckning.xlsx"


@pytest.fixture
def varied(namnd: Namnd) -> Namnd:
    """Four units by quarter: Almen has done the first one, Björken with a deviation; the chiefs of the others lack."""
    control = namnd.generated(Enhetsval(TOP, alla_under=True))
    namnd.do(control, ALMEN, 3, resultat=Resultat.UPPFYLLT, datum=date(2026, 4, 1))
    namnd.do(control, BJORKEN, 3, resultat=Resultat.DELVIS)
    change(namnd.register, enhet_version, enhet_version.c.namn == "Cedern", chef="Åsa Öberg <asa@kommunen.se>")
    return namnd


def test_the_map_stands_in_words_on_their_colours_with_the_share_done(varied: Namnd, target: Path) -> None:
    table, _ = exported(varied.register, target, val=Val(steg=Steg.KVARTAL))
    assert table.header == [
        *("Enhet", "Kvartal 1", "Kvartal 2", "Kvartal 3", "Kvartal 4", "Planerade", "Gjorda", "Andel hittills (%)"),
        *("Saknas", "Avvikelse", "Utförd sent", "Ej relevant", "Inte förfallen"),
    ]
    later = ["inte förfallen"] * 3
    assert table.values == [
        ["Almen", "utförd", *later, 4, 1, 100, 0, 0, 0, 0, 3],
        ["Björken", "avvikelse", *later, 4, 1, 100, 0, 1, 0, 0, 3],
        ["Cedern", "saknas", *later, 4, 0, 0, 1, 0, 0, 0, 3],
        ["Dungen", "saknas", *later, 4, 0, 0, 1, 0, 0, 0, 3],
    ]
    assert [cell and cell.fill for cell in (row[1] for row in table.rows[2:4])] == [YELLOW, RED]


def test_what_is_missing_stands_by_chief_with_days_that_are_days(varied: Namnd, target: Path) -> None:
    _, missing = exported(varied.register, target)
    assert missing.header == [
        *("Chef", "E-post", "Enhet", "Egenkontroll", "Period", "Skulle ha varit klar", "Dagar sen"),
    ]
    day = date(2026, 4, 10)
    assert missing.values == [
        ["Åsa Öberg", "asa@kommunen.se", "Cedern", "Aktgranskning", "kvartal 1", day, 10],
        [None, None, "Dungen", "Aktgranskning", "kvartal 1", day, 10],
    ]


@pytest.mark.parametrize("rader", list(Indelning))
def test_the_example_is_the_map_and_its_list_whatever_the_rows_are(
    example: Register, target: Path, rader: Indelning
) -> None:
    here, val = at(example, Tillfalletyp.APRIL, today=NOVEMBER), Val(rader)
    table, missing = exported(example, target, here, val)
    with reading(example) as reader:
        found = coverage(reader, here, val)
    assert [row[0] for row in table.values] == [rad.titel for rad in found.rader]
    assert [row[1:13] for row in table.values] == [[ruta.lage for ruta in rad.rutor] for rad in found.rader]
    assert len(missing.values) == found.saknas > 0
    assert {type(day) for day in missing.column("Skulle ha varit klar")} == {date}


def test_what_the_map_is_narrowed_to_is_what_is_written(varied: Namnd, target: Path) -> None:
    varied.generated(ALMEN, namn="Öppna jämförelser")
    with reading(varied.register) as reader:
        bara = next(nyckel for nyckel, titel in choices(reader, HERE) if titel == "Öppna jämförelser")
    table, missing = exported(varied.register, target, val=Val(bara=bara))
    assert (table.column("Enhet"), missing.column("Egenkontroll")) == (["Almen"], ["Öppna jämförelser"])


def test_only_the_rows_that_lack_something_can_be_written(varied: Namnd, target: Path) -> None:
    table, missing = exported(varied.register, target, only_missing=True)
    assert table.column("Enhet") == missing.column("Enhet") == ["Cedern", "Dungen"]


def test_names_and_headers_stay_in_sight_and_the_page_says_what_it_is(varied: Namnd, target: Path) -> None:
    table, missing = exported(varied.register, target)
    panes = [find(sheet.xml, "//m:pane")[0] for sheet in (table, missing)]
    assert [(one.get("xSplit"), one.get("ySplit"), one.get("topLeftCell"), one.get("state")) for one in panes] == [
        ("1", "1", "B2", "frozen"),
        (None, "1", "A2", "frozen"),
    ]
    (foot,) = find(table.xml, "//m:oddFooter")
    assert "Täckning av egenkontroller 2026, Socialnämnden, 2026-04-20" in str(foot.text)


def test_an_empty_year_is_two_empty_tables(namnd: Namnd, target: Path) -> None:
    table, missing = exported(namnd.register, target)
    assert [[cell for row in sheet.values for cell in row if cell] for sheet in (table, missing)] == [[], []]


def test_another_ending_and_a_folder_that_isnt_there_are_refused(varied: Namnd, tmp_path: Path) -> None:
    with pytest.raises(WrongUsage, match=r"slutar på \.xlsx"):
        exported(varied.register, tmp_path / "täckning.csv")
    with pytest.raises(EnvironmentFailed):
        exported(varied.register, tmp_path / "borta" / "täckning.xlsx")

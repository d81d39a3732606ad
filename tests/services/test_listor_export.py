"""Lists as files: what the window shows, in Excel and CSV."""

import csv
from datetime import date
from pathlib import Path

import pytest

from internkontroll.db.register_file import connect
from internkontroll.db.session import Register
from internkontroll.errors import EnvironmentFailed, WrongUsage
from internkontroll.services.listor import Lista, Listing, list_records
from internkontroll.services.listor_export import NAMES, export_list, write_listing
from tests.export.xlsx_reader import ReadSheet, part, read


def only_sheet(path: Path) -> tuple[str, ReadSheet]:
    [(name, sheet)] = read(path.read_bytes()).items()
    return name, sheet


@pytest.mark.parametrize("lista", list(Lista))
def test_every_list_has_swedish_headings_and_all_its_rows(example: Register, tmp_path: Path, lista: Lista) -> None:
    listing, target = list_records(example, lista), tmp_path / "lista.xlsx"
    export_list(example, lista, target)
    name, sheet = only_sheet(target)
    assert name == NAMES[lista]
    assert len(sheet.values) == len(listing.rows) > 0
    assert len(sheet.header) == len(listing.columns)
    assert all(title[0].isupper() for title in sheet.header)
    plain = [[None if value == "" else value for value in row] for row in listing.rows]
    shown = [["forvaltning" if value == "förvaltning" else value for value in row] for row in sheet.values]
    assert shown == plain


def test_the_list_of_a_year_holds_no_other_year(example: Register, tmp_path: Path) -> None:
    export_list(example, Lista.RISKER, tmp_path / "r.xlsx", 2025)
    assert set(only_sheet(tmp_path / "r.xlsx")[1].column("År")) == {2025.0}


def test_statuses_have_their_colours_and_days_are_days(example: Register, tmp_path: Path) -> None:
    export_list(example, Lista.ATGARDER, tmp_path / "a.xlsx")
    sheet = only_sheet(tmp_path / "a.xlsx")[1]
    place = sheet.header.index("Status")
    marked = {cell.value: cell.fill for row in sheet.rows[1:] if (cell := row[place])}
    assert marked["Klart"] == "D7ECDD"
    assert None not in marked.values()
    assert {type(day) for day in sheet.column("Slutdatum")} == {date}


def test_csv_holds_the_same(example: Register, tmp_path: Path) -> None:
    for name in ("a.csv", "a.XLSX"):
        export_list(example, Lista.ATGARDER, tmp_path / name)
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as stream:
        header, *rows = csv.reader(stream, delimiter=";")
    sheet = only_sheet(tmp_path / "a.XLSX")[1]
    assert header == sheet.header
    wanted = [["" if v is None else str(int(v)) if type(v) is float else str(v) for v in row] for row in sheet.values]
    assert rows == wanted


def test_rows_that_the_window_has_filtered_are_written_as_they_are(tmp_path: Path) -> None:
    listing = Listing(
        ("namnd", "namn", "niva"), [("Kulturnämnden", "=1+1", "forvaltning"), ("Kulturnämnden", "B", "enhet")]
    )
    write_listing(listing, Lista.ENHETER, tmp_path / "e.xlsx", date(2026, 5, 1))
    assert only_sheet(tmp_path / "e.xlsx")[1].column("Nivå") == ["förvaltning", "enhet"]
    assert only_sheet(tmp_path / "e.xlsx")[1].column("Namn") == ["=1+1", "B"]


def test_the_same_list_gives_the_same_bytes_dated_by_the_last_change(example: Register, tmp_path: Path) -> None:
    connection = connect(example.path)
    event = "INSERT INTO handelse (uuid, tid, anvandare, rubrik) VALUES ('u', '2031-05-06T07:08:09+00:00', 'a', 'b')"
    connection.execute(event)
    connection.close()
    for name in ("1.xlsx", "2.xlsx"):
        export_list(example, Lista.RISKER, tmp_path / name)
    first, second = ((tmp_path / name).read_bytes() for name in ("1.xlsx", "2.xlsx"))
    assert first == second
    created = part(first, "docProps/core.xml").find("{http://purl.org/dc/terms/}created")
    assert created is not None
    assert created.text == "2031-05-06T00:00:00Z"


def test_another_file_type_is_refused_with_what_can_be_chosen(example: Register, tmp_path: Path) -> None:
    with pytest.raises(WrongUsage, match=r"r\.ods.*\.xlsx eller \.csv"):
        export_list(example, Lista.RISKER, tmp_path / "r.ods")
    assert not list(tmp_path.glob("r.*"))


def test_the_old_file_stays_when_the_new_one_cannot_be_written(example: Register, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFailed, match="finns inte"):
        export_list(example, Lista.RISKER, tmp_path / "saknas" / "r.xlsx")

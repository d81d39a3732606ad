"""The workbook as Excel, a screen reader and an archive meet it."""

import io
import subprocess
import tracemalloc
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from internkontroll.domain.status import Status
from internkontroll.domain.words import Resultat
from internkontroll.errors import InputRefused
from internkontroll.export.excel import Properties, cells, render_xlsx
from internkontroll.export.excel.cells import CUT, MAX_UNITS, column_letters
from internkontroll.export.excel.sheet import Column, Mark, Row, Sheet, word_mark
from tests.export.xlsx_reader import DAY, PROPERTIES, a_sheet, find, part, read, xlsx
from tests.posix import installed

# --- cells ----------------------------------------------------------------------------------------------------------


def test_a_text_is_a_text_a_number_a_number_and_a_day_a_day() -> None:
    sheet = read(xlsx(a_sheet(("2.10", 12, date(2026, 10, 1), None, ""))))["Risker"]
    assert sheet.values == [["2.10", 12.0, date(2026, 10, 1), None, None]]


def test_a_day_is_shown_as_year_month_day() -> None:
    styles = part(xlsx(a_sheet((DAY,))), "xl/styles.xml")
    assert [one.get("formatCode") for one in find(styles, "//m:numFmt[@numFmtId='164']")] == ["yyyy-mm-dd"]


@pytest.mark.parametrize("day", [date(1899, 12, 31), date(1900, 2, 28)])
def test_a_day_that_excel_would_show_wrong_is_a_text(day: date) -> None:
    assert read(xlsx(a_sheet((day,))))["Risker"].values == [[day.isoformat()]]


@pytest.mark.parametrize("text", ["=1+1", "+46 70", "-1", "@SUM(A1)", "\t=1+1", "\n=1", "=cmd|' /C calc'!A0"])
def test_a_text_that_begins_as_a_formula_is_a_text_and_stays_one_when_it_is_edited(text: str) -> None:
    data = xlsx(a_sheet((text, "vanlig")))
    first, second = read(data)["Risker"].rows[1]
    assert first is not None
    assert (first.value, first.quoted) == (text, True)
    assert second is not None
    assert not second.quoted
    assert find(part(data, "xl/worksheets/sheet1.xml"), "//m:f") == []


@pytest.mark.parametrize(
    "text", ["å ä ö ŋ č – ”citat”", "& < > \" ' &amp; </t>", "rad ett\nrad två", "  blank  ", "😀"]
)
def test_any_text_comes_back_as_it_was(text: str) -> None:
    assert read(xlsx(a_sheet((text,))))["Risker"].values == [[text]]


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("_x000D_", "_x005F_x000D_"),  # Excel would read it as a carriage return
        ("a\x07b", "a_x0007_b"),
        ("a\rb", "a_x000D_b"),
        ("a\r\nb", "a\nb"),
        ("a_xb", "a_xb"),
    ],
)
def test_what_xml_cannot_hold_is_written_as_excel_writes_it(text: str, stored: str) -> None:
    assert read(xlsx(a_sheet((text,))))["Risker"].values == [[stored]]


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize("letter", ["a", "😀"])
def test_a_text_longer_than_a_cell_is_cut_and_says_so(letter: str) -> None:
    value = read(xlsx(a_sheet((letter * (MAX_UNITS + 1),))))["Risker"].values[0][0]
    assert isinstance(value, str)
    assert value.endswith(CUT)
    assert value.startswith(letter * 10_000)
    assert MAX_UNITS - 1 <= units(value) <= MAX_UNITS


@pytest.mark.parametrize("text", ["a" * MAX_UNITS, "😀" * (MAX_UNITS // 2)])
def test_the_longest_text_of_a_cell_is_whole(text: str) -> None:
    assert read(xlsx(a_sheet((text,))))["Risker"].values == [[text]]


# --- status in words, and in colours that can be told apart ---------------------------------------------------------


def contrast_to_black(color: str) -> float:
    parts = [int(color[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05) / 0.05


@pytest.mark.parametrize("words", [Status, Resultat])
def test_every_status_is_a_word_on_a_colour_of_its_own(words: type[Status] | type[Resultat]) -> None:
    rows = read(xlsx(a_sheet(*((word_mark(word),) for word in words))))["Risker"].rows[1:]
    found = [cell for row in rows for cell in row if cell]
    assert [cell.value for cell in found] == [word.value for word in words]
    fills = {str(cell.fill) for cell in found}
    assert len(fills) == len(words)
    assert min(map(contrast_to_black, fills)) >= 4.5


def test_other_words_have_no_colour() -> None:
    assert word_mark("beslutad") == "beslutad"
    assert word_mark(None) is None


def test_a_riskvarde_has_the_colour_of_its_band() -> None:
    data = xlsx(a_sheet((Mark("Bevaka", "FFF0C2"), Mark("Egen", "123456"), Mark("Bevaka", "FFF0C2"))))
    assert [cell and cell.fill for cell in read(data)["Risker"].rows[1]] == ["FFF0C2", "123456", "FFF0C2"]


# --- the table ------------------------------------------------------------------------------------------------------


def test_the_sheet_is_a_table_with_filter_over_header_and_all_rows() -> None:
    sheet = read(xlsx(a_sheet(("a", 1), ("b", 2), titles=("Risk", '"Värde" & vikt'))))["Risker"]
    assert sheet.table.get("ref") == "A1:B3"
    assert [one.get("ref") for one in find(sheet.table, "m:autoFilter")] == ["A1:B3"]
    assert [one.get("name") for one in find(sheet.table, ".//m:tableColumn")] == ["Risk", '"Värde" & vikt']
    assert sheet.header == ["Risk", '"Värde" & vikt']
    assert len(find(sheet.xml, "m:tableParts/m:tablePart")) == 1


def test_a_screen_reader_hears_what_the_table_is() -> None:
    table = read(xlsx(a_sheet(("a",))))["Risker"].table
    [extension] = table.iter("{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}table")
    assert (extension.get("altText"), extension.get("altTextSummary")) == ("Risker", "En rad per risk.")


def test_the_header_row_stays_when_one_scrolls_and_comes_again_on_every_page() -> None:
    data = xlsx(a_sheet(("a",)), a_sheet(("b",), name="Åtgärder"))
    for sheet in read(data).values():
        [pane] = find(sheet.xml, "//m:pane")
        assert (pane.get("ySplit"), pane.get("topLeftCell"), pane.get("state")) == ("1", "A2", "frozen")
    titles = find(part(data, "xl/workbook.xml"), "//m:definedName[@name='_xlnm.Print_Titles']")
    assert [(one.get("localSheetId"), one.text) for one in titles] == [
        ("0", "'Risker'!$1:$1"),
        ("1", "'Åtgärder'!$1:$1"),
    ]


def test_columns_can_stay_in_sight_too(tmp_path: Path) -> None:
    data = xlsx(replace(a_sheet(("a", "b", "c")), fixed=2))
    [pane] = find(read(data)["Risker"].xml, "//m:pane")
    assert (pane.get("xSplit"), pane.get("topLeftCell"), pane.get("activePane")) == ("2", "C2", "bottomRight")
    (tmp_path / "prov.xlsx").write_bytes(data)
    assert "Errors: 0" in audit(tmp_path / "prov.xlsx")


def test_columns_are_as_wide_as_asked_for() -> None:
    sheet = Sheet("Risker", "x", (Column("Smal", 8), Column("Bred", 50)), [("a", "b")])
    widths = [float(str(one.get("width"))) for one in find(read(xlsx(sheet))["Risker"].xml, "//m:col")]
    assert [round(width) for width in widths] == [9, 51]


def test_a_row_is_high_enough_for_its_longest_text_and_never_higher_than_excel_allows() -> None:
    rows = read(xlsx(a_sheet(("kort", "ord " * 30), ("kort", "kort"), ("a\nb\nc", None), ("x" * 5000, None))))
    heights = [float(str(row.get("ht"))) for row in find(rows["Risker"].xml, "//m:row")]
    assert heights[1] >= 6 * 15  # 120 characters in a column of 20
    assert heights[2:] == [15, 45, 405]


def test_texts_are_wrapped_from_the_top() -> None:
    styles = part(xlsx(a_sheet(("a", Mark("b", "FFFFFF")))), "xl/styles.xml")
    for look in find(styles, "//m:cellXfs/m:xf")[1:]:
        [alignment] = find(look, "m:alignment")
        assert alignment.get("vertical") == "top"
    wrapped = [bool(find(look, "m:alignment[@wrapText='1']")) for look in find(styles, "//m:cellXfs/m:xf")]
    assert wrapped == [False, True, True, True, False, False, True]


def test_an_empty_table_has_its_header_and_the_blank_row_that_excel_demands() -> None:
    sheet = read(xlsx(Sheet("Avtal", "x", (Column("Avtal", 20), Column("Typ", 20)), ())))["Avtal"]
    assert sheet.header == ["Avtal", "Typ"]
    assert sheet.table.get("ref") == "A1:B2"
    assert sheet.values == []


@pytest.mark.parametrize(("place", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_named_as_in_excel(place: int, letters: str) -> None:
    assert column_letters(place) == letters


# --- the file -------------------------------------------------------------------------------------------------------


def test_the_file_has_title_author_language_and_day() -> None:
    core = part(xlsx(a_sheet(("a",)), properties=Properties("Rapport & <plan>", "Nämnden", DAY)), "docProps/core.xml")
    said = {str(child.tag).rpartition("}")[2]: child.text for child in core}
    assert said["title"] == "Rapport & <plan>"
    assert (said["creator"], said["language"]) == ("Nämnden", "sv-SE")
    assert said["created"] == said["modified"] == "2026-04-30T00:00:00Z"


def test_the_foot_of_a_page_says_what_it_is_of() -> None:
    properties = Properties("Kultur & fritid", "Nämnden", DAY)
    both = xlsx(a_sheet(("a",)), a_sheet(("a",), name="Avtal"), properties=properties)
    footers = [find(sheet.xml, "//m:oddFooter")[0].text for sheet in read(both).values()]
    assert footers == [f"&LKultur && fritid, {name}&RSida &P av &N" for name in ("Risker", "Avtal")]
    alone = read(xlsx(a_sheet(("a",)), properties=properties))["Risker"].xml
    assert find(alone, "//m:oddFooter")[0].text == "&LKultur && fritid&RSida &P av &N"


def test_a_wide_sheet_is_printed_on_pages_beside_each_other() -> None:
    wide = Sheet("Risker", "x", tuple(Column(str(place), 50) for place in range(13)), [("a",) * 13])
    [setup] = find(read(xlsx(wide))["Risker"].xml, "//m:pageSetup")
    assert (setup.get("fitToWidth"), setup.get("fitToHeight"), setup.get("orientation")) == ("3", "0", "landscape")


def test_the_same_sheets_give_the_same_bytes_on_any_day_and_system() -> None:
    sheets = (a_sheet(("a", 1, DAY), (word_mark("Klart"), None, "=1")), a_sheet(("b",), name="Åtgärder"))
    first = xlsx(*sheets)
    assert xlsx(*sheets) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        headers = {(one.date_time, one.create_system, one.external_attr) for one in archive.infolist()}
    assert headers == {((1980, 1, 1, 0, 0, 0), 0, 0o600 << 16)}


def test_the_file_follows_the_schemas(tmp_path: Path) -> None:
    path = tmp_path / "prov.xlsx"
    rows: tuple[Row, ...] = (("a & b", 1, DAY, word_mark("Klart")), ("=1", None, None, Mark("x", "FBE58F")))
    path.write_bytes(xlsx(a_sheet(*rows), Sheet("Avtal", "Inga <avtal>", (Column("Avtal", 20),), ())))
    said = audit(path)
    # It advises against texts in the cells themselves, which is what lets a sheet of any size be written.
    assert "Errors: 0" in said, said
    assert {line[:2] for line in said.splitlines() if "inline-string" in line} <= {"W1", "W2"}


def audit(path: Path) -> str:
    """What the checker of the format says."""
    done = subprocess.run([installed("openxml-audit"), path], capture_output=True, encoding="utf-8", check=False)
    return done.stdout


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "MAX_ROWS", 3)
    xlsx(a_sheet(("a",), ("b",)))
    with pytest.raises(InputRefused, match=r"Risker.*fler rader än Excel rymmer"):
        xlsx(a_sheet(("a",), ("b",), ("c",)))


class Sink(io.RawIOBase):
    """Swallows what is written."""

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        return len(bytes(data))


def test_memory_does_not_grow_with_the_rows() -> None:
    def rows(count: int) -> Iterator[Row]:
        for number in range(count):
            yield (f"{number} {'ord ' * 250}",) * 4

    peaks = []
    for count in (300, 3_000):
        tracemalloc.start()
        sheet = Sheet("Risker", "x", tuple(Column(str(place), 20) for place in range(4)), rows(count))
        render_xlsx([sheet], PROPERTIES, Sink())  # type: ignore[arg-type]
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.5 * peaks[0]

"""Reads .xlsx files as Excel does, far enough for the tests: typed cells, their looks, and the table round them."""

import io
import zipfile
from dataclasses import dataclass
from datetime import date, timedelta

from lxml import etree

from internkontroll.export.excel import Properties, render_xlsx
from internkontroll.export.excel.sheet import Column, Row, Sheet

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
NS = {"m": MAIN}
DAY = date(2026, 4, 30)
PROPERTIES = Properties("Intern kontroll", "Socialnämnden", DAY)


@dataclass(frozen=True)
class Cell:
    """A cell: a text, a number or a day, the fill's colour (RRGGBB) if any, and whether the text is quoted."""

    value: str | float | date
    fill: str | None
    quoted: bool


@dataclass(frozen=True)
class ReadSheet:
    """A sheet: rows of cells by column (None where empty), header first, and its XML with that of its table."""

    rows: list[list[Cell | None]]
    xml: etree._Element
    table: etree._Element

    @property
    def values(self) -> list[list[str | float | date | None]]:
        """What stands in the cells below the header."""
        return [[cell.value if cell else None for cell in row] for row in self.rows[1:]]

    @property
    def header(self) -> list[str]:
        """The headings as they stand in the cells."""
        return [str(cell.value) for cell in self.rows[0] if cell]

    def column(self, title: str) -> list[str | float | date | None]:
        """The values below a heading."""
        place = self.header.index(title)
        return [row[place] for row in self.values]


def xlsx(*sheets: Sheet, properties: Properties = PROPERTIES) -> bytes:
    stream = io.BytesIO()
    render_xlsx(sheets, properties, stream)
    return stream.getvalue()


def a_sheet(*rows: Row, titles: tuple[str, ...] = (), name: str = "Risker") -> Sheet:
    titles = titles or tuple(f"Kolumn {number}" for number in range(1, len(rows[0]) + 1))
    return Sheet(name, "En rad per risk.", tuple(Column(title, 20) for title in titles), rows)


def part(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def find(element: etree._Element, path: str) -> list[etree._Element]:
    found = element.xpath(path, namespaces=NS)
    assert isinstance(found, list)
    return [item for item in found if isinstance(item, etree._Element)]


def read(data: bytes) -> dict[str, ReadSheet]:
    """Name → sheet, in the order of the tabs."""
    styles = part(data, "xl/styles.xml")
    names = [str(sheet.get("name")) for sheet in find(part(data, "xl/workbook.xml"), "//m:sheet")]
    return {name: _read_sheet(data, number, styles) for number, name in enumerate(names, 1)}


def _read_sheet(data: bytes, number: int, styles: etree._Element) -> ReadSheet:
    xml, table = part(data, f"xl/worksheets/sheet{number}.xml"), part(data, f"xl/tables/table{number}.xml")
    rows: list[list[Cell | None]] = []
    for place, row in enumerate(find(xml, "//m:sheetData/m:row"), 1):
        assert row.get("r") == str(place)
        rows.append([_read_cell(cell, styles) for cell in find(row, "m:c")])
    return ReadSheet(rows, xml, table)


def _read_cell(cell: etree._Element, styles: etree._Element) -> Cell | None:
    look = find(styles, "//m:cellXfs/m:xf")[int(cell.get("s", "0"))]
    fill = find(styles, "//m:fills/m:fill")[int(look.get("fillId", "0"))]
    ground = [str(color.get("rgb"))[2:] for color in find(fill, ".//m:fgColor")]
    value = _read_value(cell, is_day=look.get("numFmtId") == "164")
    return None if value is None else Cell(value, ground[0] if ground else None, look.get("quotePrefix") == "1")


def _read_value(cell: etree._Element, *, is_day: bool) -> str | float | date | None:
    if cell.get("t") == "inlineStr":
        return "".join(text.text or "" for text in find(cell, "m:is/m:t"))
    assert cell.get("t") is None
    numbers = find(cell, "m:v")
    if not numbers:
        return None
    number = float(numbers[0].text or "")
    return date(1899, 12, 30) + timedelta(days=int(number)) if is_day else number

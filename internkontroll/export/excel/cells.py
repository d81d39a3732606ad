"""Rows of a sheet as SpreadsheetML text. This is the hot path of an export: string building only."""

import re
from collections.abc import Iterator
from datetime import date

from internkontroll.errors import InputRefused
from internkontroll.export.excel.sheet import FORMULA_STARTS, Mark, Sheet, Value
from internkontroll.export.excel.styles import DATE, HEADER, NUMBER, QUOTED, TEXT, Styles

MAX_ROWS = 1_048_576
"""Rows of a sheet, the header with them."""

MAX_UNITS = 32_767
"""UTF-16 units of a text in one cell."""

CUT = " […] Texten är längre än vad en cell i Excel rymmer. Hela texten finns i Word, PDF och utbytesfilen."

_TOO_MANY = f"{{}}: Listan har fler rader än Excel rymmer ({MAX_ROWS}). Välj ett år i taget."

_LINE, _HIGHEST = 15, 405  # points; Excel's own limit is 409
_EPOCH = date(1899, 12, 30).toordinal()
_FIRST_DAY = date(1900, 3, 1)  # Excel believes that 1900 was a leap year: earlier days would be off by one
# What XML forbids or changes, and what Excel itself would take for an escape of such a character.
_SPECIAL = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


def rows_xml(sheet: Sheet, styles: Styles) -> Iterator[str]:
    """The content of sheetData: the header row, then a row at a time.

    Raises InputRefused for more rows than a sheet holds.
    """
    letters = [column_letters(place) for place in range(len(sheet.columns))]
    widths = [column.width * 11 // 10 for column in sheet.columns]  # letters are narrower than the digits counted in
    heads = "".join(_text(f"{at}1", column.title, HEADER) for at, column in zip(letters, sheet.columns, strict=True))
    yield _row(1, heads, max(map(_lines, (column.title for column in sheet.columns), widths)))
    for number, values in enumerate(sheet.rows, 2):
        if number > MAX_ROWS:
            raise InputRefused(_TOO_MANY.format(sheet.name))
        cells, lines = [], 1
        for at, width, value in zip(letters, widths, values, strict=True):
            cells.append(_cell(f"{at}{number}", value, styles))
            if isinstance(value, str) and (len(value) > width or "\n" in value):
                lines = max(lines, _lines(value, width))
        yield _row(number, "".join(cells), lines)


def _row(number: int, cells: str, lines: int) -> str:
    # A height that isn't said to be custom is one that Excel keeps right when somebody edits the row.
    return f'<row r="{number}" ht="{min(_LINE * lines, _HIGHEST)}">{cells}</row>'


def _lines(text: str, width: int) -> int:
    """About how many lines the text takes where a line holds `width` characters."""
    return sum(1 + (len(part) - 1) // width for part in text.split("\n"))


def column_letters(place: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    letters = ""
    while place >= 0:
        place, rest = divmod(place, 26)
        letters, place = chr(65 + rest) + letters, place - 1
    return letters


def escape(text: str) -> str:
    """The text as the content of an element or an attribute in double quotes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _cell(place: str, value: Value, styles: Styles) -> str:
    if value is None or value == "":
        return f'<c r="{place}" s="{TEXT}"/>'
    if isinstance(value, str):
        return _text(place, value, QUOTED if value[0] in FORMULA_STARTS else TEXT)
    if isinstance(value, Mark):
        return _text(place, value.text, styles.mark(value.color))
    if isinstance(value, date):
        if value < _FIRST_DAY:
            return _text(place, value.isoformat(), TEXT)
        return f'<c r="{place}" s="{DATE}"><v>{value.toordinal() - _EPOCH}</v></c>'
    return f'<c r="{place}" s="{NUMBER}"><v>{value}</v></c>'


def _text(place: str, text: str, style: int) -> str:
    if len(text) > MAX_UNITS // 2:
        text = _fitting(text)
    if _SPECIAL.search(text):
        text = _SPECIAL.sub(_escaped, text.replace("\r\n", "\n"))
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def _escaped(found: re.Match[str]) -> str:
    return f"_x{ord(found[0]):04X}_"


def _fitting(text: str) -> str:
    """The text, cut with a word on it where it is too long."""
    units = text.encode("utf-16-le")
    if len(units) // 2 <= MAX_UNITS:
        return text
    # A pair of surrogates that the cut parts is left out whole.
    return units[: 2 * (MAX_UNITS - len(CUT))].decode("utf-16-le", "ignore") + CUT

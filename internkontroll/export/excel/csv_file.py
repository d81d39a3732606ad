"""A sheet as CSV as a Swedish Excel opens it with a double click: UTF-8 with byte order mark, semicolons."""

import csv
import io
from typing import BinaryIO

from internkontroll.export.excel.sheet import FORMULA_STARTS, Mark, Sheet, Value


def render_csv(sheet: Sheet, stream: BinaryIO) -> None:
    """Write the header row and all rows, a row at a time.

    Days are YYYY-MM-DD. A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.title for column in sheet.columns])
    writer.writerows(map(_plain, row) for row in sheet.rows)
    text.detach()


def _plain(value: Value) -> object:
    if isinstance(value, Mark):
        value = value.text
    if isinstance(value, str) and value[:1] in FORMULA_STARTS and value:
        return f"'{value}"
    return value

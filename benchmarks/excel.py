"""List of 100,000 åtgärder as .xlsx ↔ the same cells by xlsxwriter in constant memory, without the table.

The product also reads the register, makes the table, escapes formulas, and sees to it that the old file stays.
"""

from pathlib import Path

import xlsxwriter

from benchmarks.common import Benchmark, milliseconds
from benchmarks.data import ATGARDER, USER, filled_register
from internkontroll.db.session import Register
from internkontroll.services.listor import Lista, Listing, list_records
from internkontroll.services.listor_export import COLUMNS, export_list


def benchmark(folder: Path, rows: int = 100_000) -> Benchmark:
    """Both sides write a file to the same folder; the floor has its rows in memory."""
    register = Register(filled_register(folder, -(-rows // ATGARDER)), USER)
    listing = list_records(register, Lista.ATGARDER)
    target, floor = folder / "lista.xlsx", folder / "golv.xlsx"
    return Benchmark(
        f"Excel export, {len(listing.rows)} rows",
        product=lambda: milliseconds(lambda: export_list(register, Lista.ATGARDER, target)),
        floor=lambda: milliseconds(lambda: write_floor(floor, listing)),
        bar=1.3,
        rounds=3,
    )


def write_floor(target: Path, listing: Listing) -> None:
    """The floor: the library's own fast way, with the formats that the product gives."""
    book = xlsxwriter.Workbook(str(target), {"constant_memory": True})
    sheet = book.add_worksheet("Åtgärder")
    text, number = book.add_format({"text_wrap": True, "valign": "top"}), book.add_format({"valign": "top"})
    day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
    for place, name in enumerate(listing.columns):
        sheet.write_string(0, place, COLUMNS[name].title, text)
    for at, row in enumerate(listing.rows, 1):
        for place, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(at, place, value, text)
            elif isinstance(value, int):
                sheet.write_number(at, place, value, number)
            elif value is not None:
                sheet.write_datetime(at, place, value, day)
    book.close()

"""Tables → Excel (.xlsx) and CSV, a row at a time; standard library only (xlsxwriter can't stream a table)."""

from internkontroll.export.excel.avsnitt import section_sheets
from internkontroll.export.excel.csv_file import render_csv
from internkontroll.export.excel.package import Properties
from internkontroll.export.excel.sammanstallning import Rader, compilation_sheets
from internkontroll.export.excel.workbook import render_xlsx

__all__ = ["Properties", "Rader", "compilation_sheets", "render_csv", "render_xlsx", "section_sheets"]

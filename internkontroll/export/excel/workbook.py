"""A workbook of sheets as .xlsx: the parts of the package, each sheet streamed into the zip a row at a time."""

import zipfile
from collections.abc import Sequence
from typing import BinaryIO

from internkontroll.export.excel.cells import column_letters, escape, rows_xml
from internkontroll.export.excel.package import MAIN, OFFICE, XML, Properties, head_parts, relationships
from internkontroll.export.excel.sheet import Sheet
from internkontroll.export.excel.styles import Styles
from internkontroll.export.zip_member import member

_WIDTH_ON_PAPER = 300  # characters on an A4 on its side, at about half size


def render_xlsx(sheets: Sequence[Sheet], properties: Properties, stream: BinaryIO) -> None:
    """Write the workbook; the same sheets and properties give the same bytes. Memory is that of one row.

    Each sheet is a table (ListObject) with filter, frozen header row, widths and typed cells. Raises
    InputRefused for more rows than a sheet holds.
    """
    styles = Styles()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in head_parts(sheets, properties).items():
            archive.writestr(member(name), part)
        for number, sheet in enumerate(sheets, 1):
            last = _write_sheet(
                archive, f"xl/worksheets/sheet{number}.xml", sheet, styles, _footer(sheets, sheet, properties)
            )
            target = f'Target="../tables/table{number}.xml"'
            links = relationships([f'Id="rId1" Type="{OFFICE}/relationships/table" {target}'])
            archive.writestr(member(f"xl/worksheets/_rels/sheet{number}.xml.rels"), links)
            archive.writestr(member(f"xl/tables/table{number}.xml"), _table(number, sheet, last))
        # After the sheets, for only then is it known which colours there are.
        archive.writestr(member("xl/styles.xml"), styles.xml())


def _write_sheet(archive: zipfile.ZipFile, name: str, sheet: Sheet, styles: Styles, footer: str) -> int:
    """Returns the number of the table's last row; an empty table has one blank row, as Excel demands."""
    last = 2
    with archive.open(member(name), "w") as part:
        part.write(_sheet_start(sheet).encode())
        for number, row in enumerate(rows_xml(sheet, styles), 1):
            part.write(row.encode())
            last = max(last, number)
        part.write(_sheet_end(sheet, last, footer).encode())
    return last


def _sheet_start(sheet: Sheet) -> str:
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{column.width + 0.7109375}" customWidth="1"/>'
        for number, column in enumerate(sheet.columns, 1)
    )
    first, pane = f"{column_letters(sheet.fixed)}2", "bottomRight" if sheet.fixed else "bottomLeft"
    across = f'xSplit="{sheet.fixed}" ' if sheet.fixed else ""
    return (
        f'{XML}<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}/relationships">'
        '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView workbookViewId="0"><pane {across}ySplit="1" topLeftCell="{first}" activePane="{pane}"'
        f' state="frozen"/><selection pane="{pane}" activeCell="{first}" sqref="{first}"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols><sheetData>'
    )


def _sheet_end(sheet: Sheet, last: int, footer: str) -> str:
    area = f"A2:{column_letters(len(sheet.columns) - 1)}{last}"
    return (
        '</sheetData><pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        f'<pageSetup paperSize="9" orientation="landscape" fitToWidth="{_pages(sheet)}" fitToHeight="0"/>'
        f"<headerFooter><oddFooter>{escape(footer)}</oddFooter></headerFooter>"
        # A process such as 2.10 is a text: Excel shouldn't mark it as a mistaken number.
        f'<ignoredErrors><ignoredError sqref="{area}" numberStoredAsText="1"/></ignoredErrors>'
        '<tableParts count="1"><tablePart r:id="rId1"/></tableParts></worksheet>'
    )


def _footer(sheets: Sequence[Sheet], sheet: Sheet, properties: Properties) -> str:
    """What a printed page is of, and which page it is, in Excel's codes, where an ampersand is itself when doubled."""
    title = properties.title[:150].replace("&", "&&")
    return f"&L{title}{f', {sheet.name}' if len(sheets) > 1 else ''}&RSida &P av &N"


def _pages(sheet: Sheet) -> int:
    """Pages beside each other on paper, so that the letters don't get too small to read."""
    return -(-sum(column.width for column in sheet.columns) // _WIDTH_ON_PAPER)


def _table(number: int, sheet: Sheet, last: int) -> str:
    area = f"A1:{column_letters(len(sheet.columns) - 1)}{last}"
    columns = "".join(
        f'<tableColumn id="{place}" name="{escape(column.title)}"/>' for place, column in enumerate(sheet.columns, 1)
    )
    return (
        f'{XML}<table xmlns="{MAIN}" id="{number}" name="{sheet.name}" displayName="{sheet.name}" ref="{area}"'
        f' totalsRowShown="0"><autoFilter ref="{area}"/><tableColumns count="{len(sheet.columns)}">{columns}'
        '</tableColumns><tableStyleInfo name="TableStyleLight1" showFirstColumn="0" showLastColumn="0"'
        ' showRowStripes="0" showColumnStripes="0"/>'
        '<extLst><ext uri="{504A1905-F514-4f6f-8877-14C23A59335A}"'
        ' xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
        f'<x14:table altText="{sheet.name}" altTextSummary="{escape(sheet.description)}"/></ext></extLst></table>'
    )

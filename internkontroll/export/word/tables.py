"""Tables as WordprocessingML text, row by row."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from internkontroll.domain.document import Cell, ColorMark, Table
from internkontroll.export.word.cells import CellWriter
from internkontroll.export.word.columns import CELL_MARGINS, column_widths
from internkontroll.export.word.markup import PARAGRAPH_END, content, escape_attribute, paragraph_start
from internkontroll.export.word.styles import Styles

# Rows and whole tables up to this height (three tenths of a page) are kept on one page; longer ones may break.
_KEPT_LINES = 16
_CHARACTER_WIDTH = 95  # twips: an average letter of 10 point Calibri

_ROW_START = "<w:tr>"
_SHORT_ROW_START = "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
_HEADER_ROW_START = "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
_PARAGRAPH_STYLE = re.compile("<w:pStyle [^>]*>")
_CELL_END = "</w:tc>"
_ROW_END = "</w:tr>"


@dataclass(frozen=True, slots=True)
class _Measures:
    """A column's width in twips and about how many characters a line in it holds."""

    width: int
    line_length: int

    def cell_start(self, color: str | None = None) -> str:
        shading = "" if color is None else f'<w:shd w:val="clear" w:color="auto" w:fill="{color}"/>'
        return f'<w:tc><w:tcPr><w:tcW w:w="{self.width}" w:type="dxa"/>{shading}</w:tcPr>'


class TableWriter:
    """Writes tables of fixed layout over a text width given in twips; `letter_scale` as for `column_widths`."""

    def __init__(self, cells: CellWriter, styles: Styles, text_width: int, letter_scale: float = 1.0) -> None:
        self._cells = cells
        self._styles = styles
        self._text_width = text_width
        self._letter_scale = letter_scale

    def write(self, table: Table) -> Iterator[str]:
        """The table's XML: its start with the header row, each row, its end."""
        columns = _measure(table, self._text_width, self._letter_scale)
        yield self._properties(table, columns) + self._header_row(table, columns)
        starts = [column.cell_start() for column in columns]
        rows = (self._row(row, columns, starts, row_header=table.row_headers) for row in table.rows)
        yield from _keep_small_together(rows)
        yield "</w:tbl>"

    def _properties(self, table: Table, columns: list[_Measures]) -> str:
        first_column = int(table.row_headers)
        look = f"{0x0620 | first_column << 7:04X}"
        grid = "".join(f'<w:gridCol w:w="{column.width}"/>' for column in columns)
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self._styles.table}"/>'
            f'<w:tblW w:w="{self._text_width}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            f'<w:tblLook w:val="{look}" w:firstRow="1" w:lastRow="0" w:firstColumn="{first_column}"'
            ' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
            f'<w:tblCaption w:val="{escape_attribute(table.title)}"/>'
            f'<w:tblDescription w:val="{escape_attribute(table.description)}"/>'
            f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        )

    def _header_row(self, table: Table, columns: list[_Measures]) -> str:
        start = paragraph_start(self._styles.header_cell)
        cells = (
            f"{measures.cell_start()}{start}{content(column.title)}{PARAGRAPH_END}{_CELL_END}"
            for column, measures in zip(table.columns, columns, strict=True)
        )
        return f"{_HEADER_ROW_START}{''.join(cells)}{_ROW_END}"

    def _row(
        self, row: tuple[Cell, ...], columns: list[_Measures], starts: list[str], *, row_header: bool
    ) -> tuple[str, int]:
        """A row's XML and about how many lines its highest cell takes."""
        pieces, highest, filled = [_SHORT_ROW_START], 0, _ends_in_mark(row)
        for index, (cell, column, start) in enumerate(zip(row, columns, starts, strict=True)):
            if filled and len(cell) == 1 and isinstance(mark := cell[0], ColorMark):
                pieces += column.cell_start(mark.color), self._cells.whole_cell_mark(mark), _CELL_END
                continue
            write = self._cells.row_header if row_header and index == 0 else self._cells.cell
            xml, lines = write(cell, column.line_length)
            pieces += start, xml, _CELL_END
            highest = max(highest, lines)
        if highest > _KEPT_LINES:
            pieces[0] = _ROW_START
        pieces.append(_ROW_END)
        return "".join(pieces), highest


def _ends_in_mark(row: tuple[Cell, ...]) -> bool:
    """Whether marks are what the row is for, as in a matrix; elsewhere a mark colours its own line only."""
    return len(row[-1]) == 1 and isinstance(row[-1][0], ColorMark)


def _measure(table: Table, text_width: int, letter_scale: float) -> list[_Measures]:
    widths = column_widths(table, text_width, letter_scale)
    letter = round(letter_scale * _CHARACTER_WIDTH)
    return [_Measures(width, max(1, (width - CELL_MARGINS) // letter)) for width in widths]


def _keep_small_together(rows: Iterator[tuple[str, int]]) -> Iterator[str]:
    """The rows' XML from XML and lines; a table as low as a row that is kept whole is kept on one page."""
    first, lines = [], 0
    for xml, row_lines in rows:
        first.append(xml)
        lines += 1 + row_lines  # a line for the margins
        if lines > _KEPT_LINES:
            break
    else:
        yield from map(_keep_with_next, first[:-1])
        yield from first[-1:]
        return
    yield from first
    for xml, _ in rows:
        yield xml


def _keep_with_next(row_xml: str) -> str:
    """The row with every paragraph kept with the next one: how Word keeps a row with the next row."""
    return _PARAGRAPH_STYLE.sub(r"\g<0><w:keepNext/>", row_xml)

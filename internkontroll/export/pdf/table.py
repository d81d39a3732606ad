"""A table row by row: header repeated on each page, rows split where they must be."""

from collections.abc import Sequence
from itertools import chain, islice

from internkontroll.domain.document import Cell, Table
from internkontroll.export.pdf import look, structure
from internkontroll.export.pdf.canvas import Canvas
from internkontroll.export.pdf.columns import column_widths
from internkontroll.export.pdf.flow import Flow
from internkontroll.export.pdf.lines import Line, count_fitting, height, least_height
from internkontroll.export.pdf.structure import Element, Structure
from internkontroll.export.pdf.typesetter import Typesetter

_PADDING = look.CELL_TOP + look.CELL_BOTTOM

Columns = list[list[Line]]
"""The lines of each cell of a row."""


class TableSetter:
    """Sets one table; a row is typeset when its turn comes and forgotten when it has been drawn."""

    def __init__(self, table: Table, flow: Flow, canvas: Canvas, typesetter: Typesetter, tree: Structure) -> None:
        self._table = table
        self._flow = flow
        self._canvas = canvas
        self._typesetter = typesetter
        self._tree = tree
        self._look = canvas.look
        widths = column_widths(table, typesetter.fonts, canvas.look)
        self._lefts = [self._look.margin + sum(widths[:place]) + look.CELL_PADDING for place in range(len(widths))]
        self._widths = [width - 2 * look.CELL_PADDING for width in widths]

        # In a small table the header row says enough; more header than data cells are heard as a broken table.
        rows, columns = len(table.rows), len(table.columns)
        self._named = table.row_headers and columns + rows <= (columns - 1) * rows

    def set(self) -> None:
        """Draw the table and write its part of the structure tree."""
        table = self._table
        element = self._tree.open(self._tree.document, "Table", structure.described(table.title, table.description))
        self._header = self._header_row(element)
        if table.rows:
            body = self._tree.open(element, "TBody")
            self._body(body)
            self._tree.close(body)
        else:
            self._begin(0)
        self._flow.y -= look.TABLE_AFTER
        self._tree.write_drawn()
        self._tree.close(element)

    def _body(self, body: Element) -> None:
        rows = (self._row(row, body) for row in self._table.rows)
        first = list(islice(rows, look.FEW_ROWS + 1))
        for place, columns in enumerate(chain(first, rows)):
            if place == 0:
                self._begin(self._opening(first))
            elif self._least(columns) > self._flow.room:
                self._next_page()
            self._draw_row(columns)
            if place >= len(first) - 1:  # those were all typeset before the first of them was drawn
                self._tree.write_drawn()

    def _header_row(self, table: Element) -> Columns:
        row = self._tree.add(self._tree.add(table, "THead"), "TR")
        return [
            self._typesetter.header(column.title, self._tree.add(row, "TH", structure.COLUMN_HEADER), width)
            for column, width in zip(self._table.columns, self._widths, strict=True)
        ]

    def _row(self, cells: Sequence[Cell], body: Element) -> Columns:
        row = self._tree.add(body, "TR")
        columns = []
        for place, (cell, width) in enumerate(zip(cells, self._widths, strict=True)):
            named = place == 0 and self._named
            element = self._tree.add(row, "TH", structure.ROW_HEADER) if named else self._tree.add(row, "TD")
            columns.append(self._typesetter.cell(cell, element, width))
        return columns

    def _opening(self, first: Sequence[Columns]) -> float:
        """The height of a low table of few rows, which isn't parted; else what its first row needs."""
        whole = sum(map(_row_height, first))
        return whole if len(first) <= look.FEW_ROWS and whole <= look.LOW_TABLE else self._least(first[0])

    def _begin(self, opening: float) -> None:
        """The header, on a page that also has room for what comes right below it."""
        self._flow.begin(look.TABLE_BEFORE + _row_height(self._header) + opening)
        if not self._flow.at_top:
            self._flow.y -= look.TABLE_BEFORE
        self._draw_header(repeated=False)

    def _least(self, columns: Columns) -> float:
        """The height that a row needs on the page where it begins."""
        whole = _row_height(columns)
        if whole <= self._look.split_above:
            return whole
        return max(look.ROW_START, max(map(least_height, columns)) + _PADDING)

    def _draw_row(self, columns: Columns) -> None:
        """Draw what fits of a row, and the rest on the next pages."""
        while True:
            room = self._flow.room - _PADDING
            counts = [count_fitting(lines, room, force=True) for lines in columns]
            self._draw_part([lines[:count] for lines, count in zip(columns, counts, strict=True)])
            columns = [lines[count:] for lines, count in zip(columns, counts, strict=True)]
            if not any(columns):
                break
            self._next_page()
        self._rule(look.ROW_RULE)

    def _next_page(self) -> None:
        self._flow.next_page()
        self._draw_header(repeated=True)

    def _draw_header(self, *, repeated: bool) -> None:
        tall = _row_height(self._header)
        self._canvas.fill(self._look.margin, self._flow.y - tall, self._look.text_width, tall, self._look.header_ground)
        self._draw_part(self._header, repeated=repeated)
        self._rule(self._look.header_rule)

    def _draw_part(self, columns: Columns, *, repeated: bool = False) -> None:
        """Draw cells beside each other, on this page."""
        top = self._flow.y - look.CELL_TOP
        for lines, left in zip(columns, self._lefts, strict=True):
            if lines:
                self._canvas.draw(lines, left, top, repeated=repeated)
        self._flow.y -= _row_height(columns)

    def _rule(self, color: str) -> None:
        self._canvas.fill(self._look.margin, self._flow.y, self._look.text_width, look.RULE_WIDTH, color)


def _row_height(columns: Columns) -> float:
    return max(map(height, columns), default=0.0) + _PADDING

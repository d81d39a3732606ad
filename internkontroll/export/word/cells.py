"""The parts of table cells as WordprocessingML text. This is the hot path of an export: string building only."""

from internkontroll.domain.document import Cell, ColorMark, Divider, Label, ListBlock, Paragraph, StatusMark
from internkontroll.domain.status import Status
from internkontroll.export.word.lists import list_items
from internkontroll.export.word.markup import PARAGRAPH_END, content, empty_paragraph, paragraph_start
from internkontroll.export.word.numbering import Numbering
from internkontroll.export.word.styles import Styles

# Icon and its colour; each has a contrast of at least 4.5:1 on white. The word carries the meaning.
_ICONS = {
    Status.KLART: ("✔", "1B6B34"),
    Status.BLIR_KLART: ("◐", "0B4F94"),
    Status.TROLIGEN_KLART: ("◔", "8A5300"),
    Status.EJ_KLART: ("✖", "A3201D"),
    Status.EJ_AKTUELL: ("–", "595959"),
}
_ICON_FONT = "Segoe UI Symbol"


class CellWriter:
    """Writes cells with one document's styles."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self._text = paragraph_start(styles.cell)
        self._item = paragraph_start(styles.item)
        self._row_header = paragraph_start(styles.row_header)
        self._label = paragraph_start(styles.label)
        self._mark = paragraph_start(styles.mark)
        self._empty = empty_paragraph(styles.cell)
        self._statuses = {status: _status(status, styles.status) for status in Status}

    def cell(self, cell: Cell, line_length: int) -> tuple[str, int]:
        """The paragraphs of a cell, and about how many lines they take where a line holds `line_length` characters.

        An empty cell gets the empty paragraph that Word demands.
        """
        if not cell:
            return self._empty, 1
        return self._parts(cell, 0, line_length)

    def row_header(self, cell: Cell, line_length: int) -> tuple[str, int]:
        """Like `cell`, for the header of a row: its first paragraph is emphasised."""
        if not cell or not isinstance(first := cell[0], Paragraph):
            return self.cell(cell, line_length)
        rest, lines = self._parts(cell, 1, line_length)
        return f"{self._row_header}{content(first.text)}{PARAGRAPH_END}{rest}", lines + _extra(first.text, line_length)

    def whole_cell_mark(self, mark: ColorMark) -> str:
        """A mark that is alone in its cell; the cell itself carries the colour."""
        return f"{self._mark}{content(mark.text)}{PARAGRAPH_END}"

    def _parts(self, cell: Cell, start: int, line_length: int) -> tuple[str, int]:
        pieces, lines, opening = [], len(cell), self._text
        for part in cell[start:]:
            if isinstance(part, Paragraph):
                text = part.text
                pieces.append(f"{opening}{content(text)}{PARAGRAPH_END}")
                opening = self._text
                lines += _extra(text, line_length)
            elif isinstance(part, Label):
                pieces.append(f"{self._label}{content(part.text)}{PARAGRAPH_END}")
            elif isinstance(part, StatusMark):
                pieces.append(self._statuses[part.status])
            elif isinstance(part, Divider):
                # Word has no line of its own: the next paragraph bears it as its upper border.
                opening = self._item
            else:
                pieces.append(self._rare_part(part))
                opening = self._text
                lines += _extra_of_rare(part, line_length)
        return "".join(pieces), lines

    def _rare_part(self, part: ListBlock | ColorMark) -> str:
        if isinstance(part, ColorMark):
            shading = f'<w:shd w:val="clear" w:color="auto" w:fill="{part.color}"/>'
            return f"{paragraph_start(self._styles.mark, shading)}{content(part.text)}{PARAGRAPH_END}"
        style = self._styles.cell_number if part.ordered else self._styles.cell_bullet
        list_id = self._numbering.new_list(in_cell=True) if part.ordered else None
        return list_items(part.items, style, list_id)


def _extra(text: str, line_length: int) -> int:
    """About how many lines a text takes beyond its first."""
    return len(text) // line_length + text.count("\n")


def _extra_of_rare(part: ListBlock | ColorMark, line_length: int) -> int:
    if isinstance(part, ColorMark):
        return _extra(part.text, line_length)
    return sum(1 + _extra(item, line_length) for item in part.items) - 1


def _status(status: Status, style: str) -> str:
    icon, color = _ICONS[status]
    fonts = " ".join(f'w:{slot}="{_ICON_FONT}"' for slot in ("ascii", "hAnsi", "eastAsia", "cs"))
    # A tab, not a blank: "– Ej aktuell" would read as a typed bullet, and the words align below each other.
    word = f"</w:t></w:r><w:r><w:tab/><w:t>{content(status.value)}{PARAGRAPH_END}"
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        f'<w:r><w:rPr><w:rFonts {fonts}/><w:color w:val="{color}"/></w:rPr><w:t>{icon}{word}'
    )

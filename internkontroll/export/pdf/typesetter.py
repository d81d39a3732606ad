"""Blocks and parts of cells → lines with their elements in the structure tree."""

from collections.abc import Iterable
from itertools import zip_longest

from internkontroll.domain.document import Cell, ColorMark, Divider, Heading, Label, ListBlock, Paragraph, StatusMark
from internkontroll.export.pdf import icons, look, structure
from internkontroll.export.pdf.characters import printable
from internkontroll.export.pdf.fonts import Fonts
from internkontroll.export.pdf.lines import Line, wrap
from internkontroll.export.pdf.links import with_links
from internkontroll.export.pdf.look import Look, Style
from internkontroll.export.pdf.structure import Element, Structure

_ShownPart = Paragraph | ListBlock | Label | StatusMark | ColorMark


class Typesetter:
    """Makes lines of texts and declares the elements that they belong to."""

    def __init__(self, fonts: Fonts, tree: Structure, chosen: Look) -> None:
        self.fonts = fonts
        self.look = chosen
        self._tree = tree

    def heading(self, heading: Heading, element: Element) -> list[Line]:
        """A heading; what follows it stands on the same page."""
        lines = self._lines(heading.text, self.look.heading(heading.level), element, self.look.text_width)
        return _kept(lines)

    def paragraph(self, paragraph: Paragraph, parent: Element) -> list[Line]:
        """A paragraph of body text."""
        return self._lines(paragraph.text, look.BODY, self._tree.add(parent, "P"), self.look.text_width)

    def list_block(self, block: ListBlock, parent: Element) -> list[Line]:
        """A list of body text."""
        return self._list(block, parent, look.BODY_ITEM, self.look.text_width, look.BODY_INDENT, look.BODY.before)

    def header(self, title: str, element: Element, width: float) -> list[Line]:
        """The text of a header cell."""
        return self._lines(title, self.look.header, element, width)

    def cell(self, cell: Cell, parent: Element, width: float) -> list[Line]:
        """The stacked parts of a cell; a label stands close above its text, and a status with the label after it."""
        lines: list[Line] = []
        divided = False
        for part, following in zip_longest(cell, cell[1:]):
            if isinstance(part, Divider):
                divided = True
                continue
            new = self._part(part, parent, width)
            if divided:
                _divide(new[0], width)
            elif lines and lines[-1].style is look.LABEL:
                new[0].before = 0.0
            if isinstance(part, StatusMark) and isinstance(following, Label):
                new[-1].keep = True
            lines += new
            divided = False
        return lines

    def _part(self, part: _ShownPart, parent: Element, width: float) -> list[Line]:
        if isinstance(part, ListBlock):
            return self._list(part, parent, look.CELL_ITEM, width, look.CELL_INDENT, look.CELL.before)
        element = self._tree.add(parent, "P")
        if isinstance(part, Label):
            return _kept(self._lines(part.text, look.LABEL, element, width))
        if isinstance(part, StatusMark):
            lines = self._lines(part.status.value, look.CELL, element, width, icons.ADVANCE)
            lines[0].mark = icons.status_icon(part.status)
            return lines
        if isinstance(part, ColorMark):
            return self._chip(part, element, width)
        return self._lines(part.text, look.CELL, element, width)

    def _chip(self, part: ColorMark, element: Element, width: float) -> list[Line]:
        inset = icons.CHIP_INSET
        lines = self._lines(part.text, look.CELL, element, width - inset, inset)
        widest = max(self.fonts.regular.width(line.text.rstrip(), look.CELL.size) for line in lines)
        lines[0].mark = icons.chip(widest, len(lines), part.color)
        return [*_kept(lines[:-1]), lines[-1]]

    def _list(
        self, block: ListBlock, parent: Element, style: Style, width: float, indent: float, before: float
    ) -> list[Line]:
        numbering = structure.NUMBERED if block.ordered else structure.BULLETED
        container = self._tree.add(parent, "L", numbering)
        bullets = [f"{number}." if block.ordered else "•" for number in range(1, len(block.items) + 1)]
        indent = max(indent, self.fonts.regular.width(bullets[-1], style.size) + 4)
        lines: list[Line] = []
        for bullet, item in zip(bullets, block.items, strict=True):
            entry = self._tree.add(container, "LI")
            space = style.before if lines else before
            lines.append(Line(space, 0.0, 0.0, bullet, style, self._tree.add(entry, "Lbl"), keep=True))
            body = self._lines(item, style, self._tree.add(entry, "LBody"), width, indent)
            body[0].before = 0.0
            lines += body
        return lines

    def _lines(self, text: str, style: Style, element: Element, width: float, indent: float = 0.0) -> list[Line]:
        """A text's lines; its first two and its last two aren't parted."""
        font = self.fonts.face(bold=style.bold)
        texts = wrap(printable(text), font, style.size, width - indent)
        lines = [Line(0.0, style.leading, indent, line, style, element, keep=False) for line in texts]
        lines[0].before = style.before
        if len(lines) > 1:
            lines[0].keep = lines[-2].keep = True
        return with_links(lines, element, self._tree, font)


def _divide(line: Line, width: float) -> None:
    """Draw a rule above a line, in the middle of the space that it sets off."""
    line.before = look.DIVIDED_BEFORE
    height = line.style.baseline + look.DIVIDED_BEFORE / 2
    line.above = f"{look.operands(look.ROW_RULE)} rg 0 {height:.2f} {width:.2f} {look.RULE_WIDTH} re f"


def _kept(lines: Iterable[Line]) -> list[Line]:
    lines = list(lines)
    for line in lines:
        line.keep = True
    return lines

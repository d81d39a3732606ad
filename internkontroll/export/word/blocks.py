"""Blocks of the report model as WordprocessingML text, for a document of our own or inside somebody else's."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from internkontroll.domain.document import Block, Heading, ListBlock, Matrix, Paragraph, Table
from internkontroll.export.word.cells import CellWriter
from internkontroll.export.word.lists import list_items
from internkontroll.export.word.markup import PARAGRAPH_END, content, paragraph_start, picture
from internkontroll.export.word.numbering import Numbering
from internkontroll.export.word.styles import HEADING_LEVELS, Styles
from internkontroll.export.word.tables import TableWriter

# A table has no spacing of its own. Direct spacing, so that a host's body style needs no twin.
_GAP_AFTER_TABLE = '<w:spacing w:before="240"/>'
# A line height of the style would cut the picture.
_AROUND_PICTURE = '<w:keepNext/><w:spacing w:before="120" w:after="240" w:line="240" w:lineRule="auto"/>'
_KEEP_WITH_NEXT = "<w:keepNext/>"
_NO_PICTURES: Mapping[Matrix, str] = MappingProxyType({})


class BlockWriter:
    """Writes blocks with one document's styles and lists into a text area `text_width` twips wide.

    `heading_offset` is added to the level of every heading. `pictures` are the w:drawing elements of
    matrices; a matrix without one is left out, for a table after it holds the same. `letter_scale` is how
    wide the letters of tables are, those of 10 point Calibri being 1. Texts must hold no
    character that XML forbids; the import refuses them.
    """

    def __init__(
        self,
        styles: Styles,
        numbering: Numbering,
        text_width: int,
        heading_offset: int = 0,
        pictures: Mapping[Matrix, str] = _NO_PICTURES,
        letter_scale: float = 1.0,
    ) -> None:
        self._styles = styles
        self._numbering = numbering
        self._heading_offset = heading_offset
        self._pictures = pictures
        self._tables = TableWriter(CellWriter(styles, numbering), styles, text_width, letter_scale)

    def write(self, blocks: Iterable[Block]) -> Iterator[str]:
        """The blocks' XML in pieces, a table row at most in each.

        Raises ValueError if two tables stand together: Word would make one of them.
        """
        after_table = False
        written = [*blocks]
        for block, following in zip(written, [*written[1:], None], strict=False):
            if isinstance(block, Table):
                if after_table:
                    raise ValueError(f"table {block.title!r} follows a table directly")
                yield from self._tables.write(block)
            elif isinstance(block, Matrix):
                if block not in self._pictures:
                    continue
                yield picture(self._styles.body, _AROUND_PICTURE, self._pictures[block])
            else:
                keep = _KEEP_WITH_NEXT if isinstance(following, Matrix) and following in self._pictures else ""
                yield self._text_block(block, keep + (_GAP_AFTER_TABLE if after_table else ""))
            after_table = isinstance(block, Table)

    def _text_block(self, block: Heading | Paragraph | ListBlock, gap: str) -> str:
        if isinstance(block, Heading):
            return f"{paragraph_start(self._heading_style(block.level))}{content(block.text)}{PARAGRAPH_END}"
        if isinstance(block, Paragraph):
            return f"{paragraph_start(self._styles.body, gap)}{content(block.text)}{PARAGRAPH_END}"
        if block.ordered:
            return list_items(block.items, self._styles.number, self._numbering.new_list(in_cell=False), gap)
        return list_items(block.items, self._styles.bullet, None, gap)

    def _heading_style(self, level: int) -> str:
        return self._styles.headings[min(level + self._heading_offset, HEADING_LEVELS) - 1]

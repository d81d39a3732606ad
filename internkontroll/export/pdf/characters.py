"""Which characters a document is drawn with, and whether the fonts have them."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import chain

from internkontroll.domain.document import CellPart, Divider, Document, ListBlock, Matrix, StatusMark, Table
from internkontroll.errors import InputRefused
from internkontroll.export.pdf.fonts import Fonts

OWN = "0123456789.•… Sida av"
"""What the renderer adds to the texts: footer, bullets and numbers."""

# Characters that need a hand: combining marks, control and format characters, hyphens that fonts lack.
_UNUSUAL = re.compile("[\t\v\f\r\x85\xad\u0300-\u036f\u200b-\u200f\u2010\u2011\u2028-\u202e\u2060-\u2064\ufeff]")
_REPLACED = str.maketrans(
    {
        **dict.fromkeys("\v\f\r\x85\u2028\u2029", "\n"),
        **dict.fromkeys("\u2010\u2011", "-"),
        **dict.fromkeys("\xad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\ufeff"),
        **dict.fromkeys("\u2062\u2063\u2064"),
        "\t": " ",
    }
)


def printable(text: str) -> str:
    """The text as it is drawn: letters composed, invisible characters gone, every line break a line feed."""
    if not _UNUSUAL.search(text):
        return text
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").translate(_REPLACED))


def check_characters(document: Document, fonts: Fonts) -> set[str]:
    """The characters that the document is drawn with.

    Raises InputRefused, which names the character and its text, if a font lacks one.
    """
    needed = set(OWN).union(*map(printable, drawn_texts(document))) - {"\n"}
    for font in fonts:
        missing = needed - font.characters
        if missing:
            raise InputRefused(_complaint(document, missing, font.name))
    return needed


def drawn_texts(document: Document) -> Iterator[str]:
    """Every text that is seen on a page, as it stands in the document: first the footer's, then in reading order."""
    yield document.title
    for block in document.blocks:
        if isinstance(block, Table):
            yield from _table_texts(block)
        elif isinstance(block, Matrix):
            yield from _matrix_texts(block)
        elif isinstance(block, ListBlock):
            yield from block.items
        else:
            yield block.text


def _matrix_texts(matrix: Matrix) -> Iterator[str]:
    yield from (matrix.row_axis, *matrix.rows, *matrix.columns, matrix.column_axis)
    for mark in chain(*matrix.cells, matrix.legend):
        yield mark.text


def _table_texts(table: Table) -> Iterator[str]:
    for column in table.columns:
        yield column.title
    for row in table.rows:
        yield from chain.from_iterable(map(part_texts, chain.from_iterable(row)))


def part_texts(part: CellPart) -> tuple[str, ...]:
    """The texts that a part of a cell shows."""
    if isinstance(part, ListBlock):
        return part.items
    if isinstance(part, StatusMark):
        return (part.status.value,)
    if isinstance(part, Divider):
        return ()
    return (part.text,)


def _complaint(document: Document, missing: set[str], font: str) -> str:
    """Which character stands where; the first text that holds one is enough to act on."""
    where = next((text for text in drawn_texts(document) if missing & set(printable(text))), OWN)
    char = next(char for char in printable(where) if char in missing)
    short = " ".join(where.split())
    short = short if len(short) <= 80 else short[:80] + "…"
    name = unicodedata.name(char, "namnlöst tecken")
    shown = char if char.isprintable() else "�"
    return (
        f"Tecknet {shown} (U+{ord(char):04X}, {name}) i texten ”{short}” finns inte i typsnittet {font}. "
        "Byt ut tecknet i registret och exportera igen."
    )

"""Reads back what a PDF says: its structure tree, its content and its pages as people see them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2

from internkontroll.domain.document import (
    Cell,
    Divider,
    Document,
    Heading,
    ListBlock,
    Matrix,
    Paragraph,
    StatusMark,
    Table,
)
from internkontroll.domain.utseende import Utseende
from internkontroll.export.pdf.render import render_pdf

FONTS = Path(__file__).parents[2] / "resources" / "fonts"

_STANDARD = Utseende()

TextShown = tuple[str, str]
"""Tag and text of a leaf of the structure tree."""

PAINTING = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "Tj", "TJ", "'", '"'}


def rendered(document: Document, utseende: Utseende = _STANDARD) -> bytes:
    stream = BytesIO()
    render_pdf(document, stream, FONTS, utseende)
    return stream.getvalue()


# --- the structure tree ---------------------------------------------------------------------------------------------


@dataclass
class Node:
    """An element: its direct content, and its children in order, where content is a str."""

    tag: str
    element: pikepdf.Object
    pdf: pikepdf.Pdf = field(repr=False)  # whose objects live only as long as it does
    parts: "list[Node | str]" = field(default_factory=list)
    pages: set[int] = field(default_factory=set)

    @property
    def children(self) -> "list[Node]":
        return [part for part in self.parts if isinstance(part, Node)]

    @property
    def text(self) -> str:
        """All text of the element and its descendants."""
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)

    def walk(self) -> "Iterator[Node]":
        yield self
        for child in self.children:
            yield from child.walk()

    def all(self, tag: str) -> "list[Node]":
        return [node for node in self.walk() if node.tag == tag]


@dataclass
class Content:
    """What a page shows: tagged texts by number ("" for a drawing), texts of artifacts, painting outside both."""

    tagged: dict[int, str] = field(default_factory=dict)
    artifacts: list[str] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)

    def add(self, inside: int | str, operator: str, text: str) -> None:
        if isinstance(inside, int):
            self.tagged[inside] = self.tagged.get(inside, "") + text
        elif inside == "/Artifact":
            self.artifacts.append(text)
        else:
            self.loose.append(operator)


def read_content(page: pikepdf.Page) -> Content:
    content = Content()
    inside: int | str = ""  # the number of the marked content, "/Artifact", or nothing
    for instruction in pikepdf.parse_content_stream(page):
        operator, operands = str(instruction.operator), instruction.operands
        if operator == "BDC":
            assert inside == "", "marked content inside marked content"
            inside = "/Artifact" if str(operands[0]) == "/Artifact" else int(operands[1].MCID)
        elif operator == "EMC":
            inside = ""
        elif operator in PAINTING:
            content.add(inside, operator, _shown(operands[0]) if operator == "Tj" else "")
    return content


def _shown(codes: pikepdf.Object) -> str:
    return bytes(codes).decode("utf-16-be")


def read_tree(pdf: pikepdf.Pdf) -> Node:
    """The structure tree with the text of the marked content that it points to."""
    contents = {page.obj.objgen: read_content(page).tagged for page in pdf.pages}
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}

    def read(element: pikepdf.Object) -> Node:
        node = Node(str(element.S).removeprefix("/"), element, pdf)
        kids = element.get("/K", pikepdf.Array())
        for kid in list(kids) if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                node.parts.append(read(kid))
            elif not isinstance(kid, pikepdf.Dictionary) or "/MCID" in kid:
                page, number = (kid.Pg, kid.MCID) if isinstance(kid, pikepdf.Dictionary) else (element.Pg, kid)
                node.parts.append(contents[page.objgen].pop(int(number)))
                node.pages.add(numbers[page.objgen])
        return node

    tree = read(pdf.Root.StructTreeRoot.K)
    assert not any(contents.values()), "text that isn't in the tree"
    return tree


def texts_of(tree: Node) -> list[TextShown]:
    """Tag and text of every leaf in reading order; links and the text around them belong to their paragraph."""
    inline = ("Span", "Link")
    leaves = [n for n in tree.walk() if n.tag not in inline and n.parts and _is_leaf(n, inline)]
    return [(leaf.tag, squeezed(leaf.text)) for leaf in leaves]


def _is_leaf(node: Node, inline: tuple[str, ...]) -> bool:
    return all(isinstance(part, str) or part.tag in inline for part in node.parts)


def squeezed(text: str) -> str:
    return " ".join(text.split())


# --- what a document must say ---------------------------------------------------------------------------------------


def texts_expected(document: Document) -> list[TextShown]:
    """What `texts_of` must find, from the report model alone."""
    return [(tag, squeezed(text)) for tag, text in _document_texts(document)]


def _document_texts(document: Document) -> Iterator[TextShown]:
    for block in document.blocks:
        if isinstance(block, Heading):
            yield f"H{min(block.level, 6)}", block.text
        elif isinstance(block, Paragraph):
            yield "P", block.text
        elif isinstance(block, ListBlock):
            yield from _list_texts(block)
        elif isinstance(block, Matrix):
            yield "Figure", " ".join(_matrix_words(block))
        else:
            yield from _table_texts(block)


def _matrix_words(matrix: Matrix) -> Iterator[str]:
    yield matrix.row_axis
    for word, cells in zip(matrix.rows, matrix.cells, strict=True):
        yield from (word, *(cell.text for cell in cells if cell.text))
    yield from (*matrix.columns, matrix.column_axis, *(mark.text for mark in matrix.legend))


def _table_texts(table: Table) -> Iterator[TextShown]:
    for column in table.columns:
        yield "TH", column.title
    for row in table.rows:
        for cell in row:
            yield from _cell_texts(cell)


def _cell_texts(cell: Cell) -> Iterator[TextShown]:
    for part in cell:
        if isinstance(part, ListBlock):
            yield from _list_texts(part)
        elif isinstance(part, StatusMark):
            yield "P", part.status.value
        elif not isinstance(part, Divider):
            yield "P", part.text


def _list_texts(block: ListBlock) -> Iterator[TextShown]:
    for number, item in enumerate(block.items, 1):
        yield "Lbl", f"{number}." if block.ordered else "•"
        yield "LBody", item


# --- the pages ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Piece:
    """A stretch of text on a page, in points from the lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


class Pages:
    """The pages as a viewer shows them."""

    def __init__(self, data: bytes) -> None:
        self._pdf = pypdfium2.PdfDocument(data)

    def __len__(self) -> int:
        return len(self._pdf)

    def text(self, page: int) -> str:
        """The text of a page (from 1) in the order of its content, spaces squeezed."""
        return squeezed(self._pdf[page - 1].get_textpage().get_text_range())

    def texts(self) -> list[str]:
        return [self.text(page) for page in range(1, len(self) + 1)]

    def pieces(self, page: int) -> list[Piece]:
        read = self._pdf[page - 1].get_textpage()
        boxes = [read.get_rect(place) for place in range(read.count_rects())]
        return [Piece(squeezed(read.get_text_bounded(*box)), *box) for box in boxes]

    def rectangles(self, page: int, wanted: Callable[[float, float], bool]) -> int:
        """How many drawn shapes of a page have a width and height (points) that are wanted."""
        shapes = self._pdf[page - 1].get_objects([pypdfium2.raw.FPDF_PAGEOBJ_PATH])
        bounds = [shape.get_bounds() for shape in shapes]
        return sum(wanted(right - left, top - bottom) for left, bottom, right, top in bounds)

    def shows_color(self, page: int, color: str) -> bool:
        """Whether any pixel of the page has this colour (RRGGBB)."""
        bitmap = self._pdf[page - 1].render(scale=3, rev_byteorder=True)
        pixels = bytes(bitmap.buffer)
        wanted, step = bytes.fromhex(color), bitmap.n_channels
        at = pixels.find(wanted)
        while at >= 0 and at % step:
            at = pixels.find(wanted, at + 1)
        return at >= 0

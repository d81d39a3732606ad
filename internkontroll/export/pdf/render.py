"""The whole of it: a report model in, a PDF out."""

from pathlib import Path
from typing import BinaryIO

from internkontroll.domain.document import Block, Document, Heading, ListBlock, Matrix, Paragraph
from internkontroll.domain.utseende import Utseende
from internkontroll.export.pdf import look, metadata, structure
from internkontroll.export.pdf.canvas import Canvas
from internkontroll.export.pdf.characters import check_characters, printable
from internkontroll.export.pdf.flow import Flow
from internkontroll.export.pdf.fonts import Font, load_fonts
from internkontroll.export.pdf.lines import wrap
from internkontroll.export.pdf.logo import Logo, read_logo
from internkontroll.export.pdf.matrix import draw
from internkontroll.export.pdf.outline import Bookmark, write_outline
from internkontroll.export.pdf.pdffile import PdfFile
from internkontroll.export.pdf.structure import Structure
from internkontroll.export.pdf.table import TableSetter
from internkontroll.export.pdf.typesetter import Typesetter

_STANDARD = Utseende()
_LOGO = "Logo"

_SHORT = 6
"""Lines of a paragraph that stays with the figure after it."""


def render_pdf(document: Document, stream: BinaryIO, fonts: Path, utseende: Utseende = _STANDARD) -> int:
    """Write a document as PDF/UA-1 and PDF/A-2a in the nämnd's look; the same document gives the same bytes.

    `fonts` is a folder with `*-Regular.ttf` and `*-Bold.ttf` for a nämnd without fonts of its own. Raises
    InputRefused, before anything is written, if a font or the logo can't be used or a font lacks a
    character of the document; OSError as the stream does. Returns the number of pages.
    """
    faces = load_fonts(fonts, utseende)
    characters = check_characters(document, faces)
    logo = read_logo(utseende.logotyp) if utseende.logotyp else None
    chosen = look.look_of(utseende)
    file = PdfFile(stream)
    tree = Structure(file)
    embedded = "".join(f"/{font.resource} {font.write(file, characters)} 0 R" for font in faces)
    pictures = f"/XObject<</{_LOGO} {logo.write(file)} 0 R>>" if logo else ""
    canvas = Canvas(file, tree, faces, file.add(f"<</Font<<{embedded}>>{pictures}>>"), chosen)
    story = _Story(canvas, tree, Typesetter(faces, tree, chosen))
    if logo:
        story.add_logo(logo, utseende.logotyp_alt)
    for block, following in zip(document.blocks, [*document.blocks[1:], None], strict=False):
        story.add(block, following)
    story.finish()
    pages = canvas.finish(_shortened(document.title, faces.regular, chosen))
    tree.finish()
    outline = f"/Outlines {write_outline(file, story.headings, tree.document)} 0 R/PageMode/UseOutlines"
    catalog = file.add(
        f"<</Type/Catalog/Pages {pages} 0 R/StructTreeRoot {tree.number} 0 R/MarkInfo<</Marked true>>"
        f"/Lang({metadata.LANGUAGE})/ViewerPreferences<</DisplayDocTitle true>>{outline if story.headings else ''}"
        f"/Metadata {metadata.write_xmp(file, document)} 0 R/OutputIntents[{metadata.write_output_intent(file)} 0 R]>>"
    )
    file.close(catalog, metadata.write_info(file, document))
    return canvas.page_count


class _Story:
    """Sends each block its way."""

    def __init__(self, canvas: Canvas, tree: Structure, typesetter: Typesetter) -> None:
        self._canvas = canvas
        self._tree = tree
        self._typesetter = typesetter
        self._flow = Flow(canvas)
        self.headings: list[Bookmark] = []

    def add(self, block: Block, following: Block | None = None) -> None:
        """Draw a block; a heading waits for what follows it, and a short paragraph for the figure that it is about."""
        parent = self._tree.document
        if isinstance(block, Heading):
            self._add_heading(block)
        elif isinstance(block, Paragraph):
            lines = self._typesetter.paragraph(block, parent)
            if isinstance(following, Matrix) and len(lines) <= _SHORT:
                for line in lines:
                    line.keep = True
            self._flow.add(lines)
        elif isinstance(block, ListBlock):
            self._flow.add(self._typesetter.list_block(block, parent))
        elif isinstance(block, Matrix):
            self._add_matrix(block)
        else:
            TableSetter(block, self._flow, self._canvas, self._typesetter, self._tree).set()
        if not self._flow.waits:
            self._tree.write_drawn()

    def add_logo(self, logo: Logo, alt: str) -> None:
        """Draw the logo, which comes before everything else."""
        figure = self._tree.add(self._tree.document, "Figure", structure.alternative(alt))
        bottom = self._flow.place(0.0, logo.height)
        drawing = f"{logo.width:.2f} 0 0 {logo.height:.2f} 0 0 cm /{_LOGO} Do"
        self._canvas.figure(figure, drawing, self._canvas.look.margin, bottom, logo.width, logo.height)
        self._tree.write_drawn()

    def finish(self) -> None:
        """Draw what still waits."""
        self._flow.finish()
        self._tree.write_drawn()

    def _add_matrix(self, matrix: Matrix) -> None:
        figure = self._tree.add(self._tree.document, "Figure", structure.alternative(matrix.description))
        width = self._canvas.look.text_width
        height, operators = draw(matrix, width, self._typesetter.fonts)
        bottom = self._flow.place(look.FIGURE_BEFORE, height)
        self._canvas.figure(figure, operators, self._canvas.look.margin, bottom, width, height)

    def _add_heading(self, heading: Heading) -> None:
        element = self._tree.add(self._tree.document, f"H{min(heading.level, 6)}")
        self.headings.append(Bookmark(heading.level, heading.text, element))
        self._flow.add(self._typesetter.heading(heading, element))


def _shortened(title: str, font: Font, chosen: look.Look) -> str:
    """The title as it fits the footer, beside the page number."""
    size, room = look.FOOTER.size, 0.75 * chosen.text_width
    title = " ".join(printable(title).split())
    first, *more = wrap(title, font, size, room)
    return f"{first.rstrip()}…" if more else title

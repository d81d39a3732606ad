"""The pages: everything on them is either tagged text of an element or marked as artifact."""

from collections.abc import Sequence

from internkontroll.export.pdf import look, structure
from internkontroll.export.pdf.fonts import Fonts
from internkontroll.export.pdf.lines import Line
from internkontroll.export.pdf.look import Look, Style
from internkontroll.export.pdf.pdffile import PdfFile, text_string
from internkontroll.export.pdf.structure import Element, Structure

_LAYOUT = "/Artifact<</Type/Layout>>BDC"
_REPEATED_HEADER = "/Artifact<</Type/Pagination/Subtype/Header>>BDC"
_FOOTER = "/Artifact<</Type/Pagination/Subtype/Footer>>BDC"


class Canvas:
    """Draws on the current page; a finished page goes to the file at once, its footer when their number is known."""

    def __init__(self, file: PdfFile, tree: Structure, fonts: Fonts, resources: int, chosen: Look) -> None:
        self._file = file
        self._tree = tree
        self._fonts = fonts
        self._resources = resources
        self.look = chosen
        self._parent = file.reserve()
        self._pages: list[int] = []
        self._footers: list[int] = []
        self._open_page()

    def next_page(self) -> None:
        """End the page and begin a new one."""
        self._end_page()
        self._open_page()

    def draw(self, lines: Sequence[Line], left: float, top: float, *, repeated: bool = False) -> float:
        """Draw lines downwards from `top`; where the next one would begin.

        `repeated` are the lines of a header row that stands in the tree already.
        """
        marks, texts = [], []
        owner: Element | None = None
        y = top + lines[0].before
        for line in lines:
            y -= line.before
            baseline = y - line.style.baseline
            if line.element is not owner:
                texts.append("ET EMC" if owner else "")
                owner = line.element
                texts.append(_REPEATED_HEADER if repeated else self._tag(owner, y))
                texts.append("BT")
            if mark := line.mark if line is lines[0] else line.above + line.mark:
                marks.append(f"q 1 0 0 1 {left:.2f} {baseline:.2f} cm {mark} Q")
            if line.style is not self._style:
                texts.append(self._set_style(line.style))
            texts.append(f"1 0 0 1 {left + line.x:.2f} {baseline:.2f} Tm {shown(line.text)}")
            if line.target and not repeated:
                self._link(line, left + line.x, baseline)
            y -= line.height
        if marks:
            self.decorate(" ".join(marks))
        self._out += texts
        self._out.append("ET EMC")
        return y

    def decorate(self, operators: str) -> None:
        """Draw something that only eyes need."""
        self._out.append(f"{_LAYOUT} {operators} EMC")

    def figure(self, element: Element, operators: str, left: float, bottom: float, width: float, height: float) -> None:
        """Draw a figure, with the origin at its lower left corner; its element learns where it stands."""
        element.attributes += structure.placed(left, bottom, width, height)
        tag = self._tag(element, bottom + height)
        self._out.append(f"{tag} q 1 0 0 1 {left:.2f} {bottom:.2f} cm {operators} Q EMC")

    def fill(self, left: float, bottom: float, width: float, height: float, color: str) -> None:
        """Draw a ground without a border, as decoration; what is less high than wide is a rule."""
        self.decorate(f"q {look.operands(color)} rg {left:.2f} {bottom:.2f} {width:.2f} {height:.2f} re f Q")

    @property
    def page_count(self) -> int:
        """Pages that have been ended."""
        return len(self._pages)

    def finish(self, footer: str) -> int:
        """End the last page and write all footers; the number of the page tree."""
        self._end_page()
        for page, number in enumerate(self._footers, 1):
            self._file.put_stream(number, self._footer(footer, f"Sida {page} av {len(self._pages)}").encode("latin-1"))
        kids = " ".join(f"{number} 0 R" for number in self._pages)
        box = f"[0 0 {look.PAGE_WIDTH:.2f} {look.PAGE_HEIGHT:.2f}]"
        self._file.put(
            self._parent,
            f"<</Type/Pages/Count {len(self._pages)}/Kids[{kids}]/MediaBox{box}>>",
        )
        return self._parent

    def _open_page(self) -> None:
        self._page = self._file.reserve()
        self._out: list[str] = []
        self._owners: list[Element] = []
        self._links: list[int] = []
        self._style: Style | None = None

    def _end_page(self) -> None:
        content = self._file.add_stream("\n".join(self._out).encode("latin-1"))
        footer = self._file.reserve()
        key = self._tree.end_page(self._owners)
        links = " ".join(f"{number} 0 R" for number in self._links)
        annotations = f"/Annots[{links}]" if links else ""
        self._file.put(
            self._page,
            f"<</Type/Page/Parent {self._parent} 0 R/Contents[{content} 0 R {footer} 0 R]"
            f"/Resources {self._resources} 0 R/StructParents {key}/Tabs/S{annotations}>>",
        )
        self._pages.append(self._page)
        self._footers.append(footer)

    def _tag(self, element: Element, top: float) -> str:
        content = len(self._owners)
        self._owners.append(element)
        element.mark(self._page, content, top)
        return f"/{element.tag}<</MCID {content}>>BDC"

    def _link(self, line: Line, left: float, baseline: float) -> None:
        """Make the place of a line on the page lead to its target."""
        number = self._file.reserve()
        style = line.style
        right = left + self._fonts.face(bold=style.bold).width(line.text.rstrip(), style.size)
        key = self._tree.add_annotation(line.element, number, self._page)
        self._file.put(
            number,
            f"<</Type/Annot/Subtype/Link/Rect[{left:.2f} {baseline - 3:.2f} {right:.2f} {baseline + style.size:.2f}]"
            f"/Border[0 0 0]/F 4/P {self._page} 0 R/StructParent {key}/Contents{text_string(line.target)}"
            f"/A<</S/URI/URI<{line.target.encode('ascii').hex()}>>>>>",
        )
        self._links.append(number)

    def _set_style(self, style: Style) -> str:
        self._style = style
        return self._font_and_color(style)

    def _font_and_color(self, style: Style) -> str:
        font = self._fonts.face(bold=style.bold)
        return f"/{font.resource} {style.size} Tf {look.operands(style.color)} rg"

    def _footer(self, left: str, right: str) -> str:
        style, font = look.FOOTER, self._fonts.regular
        right_edge = self.look.margin + self.look.text_width - font.width(right, style.size)
        lefts = ((self.look.margin, left), (right_edge, right))
        texts = [f"1 0 0 1 {x:.2f} {look.FOOTER_BASELINE:.2f} Tm {shown(text)}" for x, text in lefts]
        return f"{_FOOTER} BT {self._font_and_color(style)} {' '.join(texts)} ET EMC"


def shown(text: str) -> str:
    """Show a text; the codes of the fonts are UTF-16."""
    return f"<{text.encode('utf-16-be').hex()}>Tj"

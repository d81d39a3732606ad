"""Tagged PDF ↔ typst's compile of the same content, and ↔ a hand layout of it on reportlab's raw canvas, untagged."""

import io
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.common import Benchmark, milliseconds
from benchmarks.data import AR, USER, filled_register
from internkontroll.db.session import Register
from internkontroll.domain.document import Cell, Document, Heading, Label, ListBlock, Paragraph, StatusMark, Table
from internkontroll.domain.report import build_report
from internkontroll.domain.status import Tillfalletyp
from internkontroll.export.pdf import render_pdf
from internkontroll.paths import FONTS
from internkontroll.services.underlag import load_underlag
from internkontroll.services.urval import find_plan

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

Texts = list[list[list[str]]]
"""Row → cell → paragraphs."""


def report(folder: Path, risks: int) -> Document:
    """The report of April of a register of that size."""
    with Register(filled_register(folder, risks), USER).read() as connection:
        return build_report(load_underlag(connection, find_plan(connection, AR), Tillfalletyp.APRIL))


def render(document: Document) -> bytes:
    """The product's PDF."""
    stream = io.BytesIO()
    render_pdf(document, stream, FONTS)
    return stream.getvalue()


def typst_benchmark(folder: Path, risks: int = 1_000) -> Benchmark:
    """Typst has the source as a file, as it would, and a process of its own: it remembers what it has set before."""
    document = report(folder, risks)
    source = folder / "rapport.typ"
    source.write_text(typst_source(document), encoding="utf-8")
    return Benchmark(
        f"tagged PDF, {risks} risks ↔ typst",
        product=lambda: milliseconds(lambda: render(document)),
        floor=lambda: _compile(source),
        bar=0.8,
        rounds=5,
    )


_COMPILE = """
import sys, time, typst
start = time.perf_counter()
typst.compile(sys.argv[1], font_paths=[sys.argv[2]])
print((time.perf_counter() - start) * 1000)
"""


def _compile(source: Path) -> float:
    """Milliseconds of the compilation alone."""
    done = subprocess.run(
        [sys.executable, "-c", _COMPILE, str(source), str(FONTS)], capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def canvas_benchmark(folder: Path, risks: int = 1_000) -> Benchmark:
    """The floor breaks lines and draws them, and does nothing else: no tags, rules, bookmarks or kept lines."""
    document = report(folder, risks)
    return Benchmark(
        f"tagged PDF, {risks} risks ↔ raw canvas",
        product=lambda: milliseconds(lambda: render(document)),
        floor=lambda: milliseconds(lambda: draw_by_hand(document)),
        bar=2.0,
        rounds=5,
    )


def growth_benchmark(folder: Path, small: int = 100, large: int = 5_000) -> Benchmark:
    """Milliseconds per thousand risks of a large report ↔ of a small one."""
    (folder / "small").mkdir()
    (folder / "large").mkdir()
    few, many = report(folder / "small", small), report(folder / "large", large)
    return Benchmark(
        f"tagged PDF, growth {small} → {large}",
        product=lambda: milliseconds(lambda: render(many)) * 1_000 / large,
        floor=lambda: milliseconds(lambda: render(few)) * 1_000 / small,
        bar=1.2,
        rounds=5,
    )


def tables(document: Document) -> Iterator[Table]:
    """The document's tables."""
    return (block for block in document.blocks if isinstance(block, Table))


def texts_of(table: Table) -> Texts:
    """The paragraphs of every cell."""
    return [[list(_texts(cell)) for cell in row] for row in table.rows]


def _texts(cell: Cell) -> Iterator[str]:
    for part in cell:
        if isinstance(part, ListBlock):
            yield from part.items
        elif isinstance(part, StatusMark):
            yield part.status.value
        elif isinstance(part, Paragraph | Label):
            yield part.text


def typst_source(document: Document) -> str:
    """The same headings, texts and tables, in the same sizes."""
    parts = ['#set page("a4", margin: 25mm)\n#set text(font: "Carlito", size: 11pt, lang: "sv")\n']
    for block in document.blocks:
        if isinstance(block, Heading):
            parts.append(f"#heading(level: {block.level})[{_escape(block.text)}]\n")
        elif isinstance(block, Paragraph):
            parts.append(f"{_escape(block.text)}\n\n")
        elif isinstance(block, ListBlock):
            parts += [f"{'+' if block.ordered else '-'} {_escape(item)}\n\n" for item in block.items]
        elif isinstance(block, Table):
            parts.append(_typst_table(block))
    return "".join(parts)


def _typst_table(table: Table) -> str:
    widths = ", ".join(f"{column.share:.3f}fr" for column in table.columns)
    header = ", ".join(f"[*{_escape(column.title)}*]" for column in table.columns)
    rows = texts_of(table)
    cells = (f"[{' #parbreak() '.join(map(_escape, cell))}]" for row in rows for cell in row)
    body = ",\n".join(cells)
    return f"#[#set text(10pt)\n#table(columns: ({widths}), table.header({header}),\n{body})]\n"


def _escape(text: str) -> str:
    return "".join(f"\\{letter}" if letter in "\\#*_`$<>@=-+/[]~'\"" else letter for letter in text)


def draw_by_hand(document: Document) -> bytes:
    """The tables' texts, line by line, on as many pages as it takes."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    if "Carlito" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Carlito", str(FONTS / "Carlito-Regular.ttf")))
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), invariant=1)
    widths: dict[str, float] = {}

    def width(word: str) -> float:
        if word not in widths:
            widths[word] = pdfmetrics.stringWidth(word, "Carlito", 10)
        return widths[word]

    for table in tables(document):
        _draw_table(canvas, table, width)
    canvas.save()
    return stream.getvalue()


def _draw_table(canvas: "Canvas", table: Table, width: Callable[[str], float]) -> None:
    lefts, left = [], 71.0
    for column in table.columns:
        lefts.append((left, column.share * 453 - 8))
        left += column.share * 453
    y = 771.0
    for row in texts_of(table):
        columns = [_lines(cell, room, width) for cell, (_, room) in zip(row, lefts, strict=True)]
        for number in range(max(map(len, columns), default=0)):
            if y < 84:
                canvas.showPage()
                y = 771.0
            for lines, (x, _) in zip(columns, lefts, strict=True):
                if number < len(lines):
                    text = canvas.beginText(x, y)
                    text.setFont("Carlito", 10)
                    text.textOut(lines[number])
                    canvas.drawText(text)
            y -= 13
    canvas.showPage()


def _lines(paragraphs: Sequence[str], room: float, width: Callable[[str], float]) -> list[str]:
    lines, space = [], width(" ")
    for paragraph in paragraphs:
        line: list[str] = []
        used = 0.0
        for word in paragraph.split():
            wide = width(word)
            if line and used + space + wide > room:
                lines.append(" ".join(line))
                line, used = [], 0.0
            line.append(word)
            used += wide + space
        lines.append(" ".join(line))
    return lines

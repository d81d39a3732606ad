"""Putting a section into a host, and reading what became of both."""

import itertools
import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from internkontroll.domain.document import (
    Block,
    Cell,
    ColorMark,
    Column,
    Divider,
    Document,
    Heading,
    Label,
    ListBlock,
    Matrix,
    Paragraph,
    StatusMark,
    Table,
)
from internkontroll.domain.status import Status
from internkontroll.export.word.infoga import Insertion, SectionName, insert_section, section_name
from tests.export.documents import matrix
from tests.export.hosts import MAIN, members
from tests.export.word_files import DAY, MALL, NASTY, find, paragraphs, part, values

NAME = section_name("Socialnämnden", plan=False)
TITLE = "Uppföljning av internkontroll"

_numbers = itertools.count()


def row(risk: str, status: Status, comment: str) -> tuple[Cell, ...]:
    return (
        (Paragraph(risk), Label("Bakgrund"), Paragraph("Fukt i arkivet.")),
        (
            *(Paragraph(f"Åtgärd mot {risk}"), Label("Status"), StatusMark(status), Label("Kommentar")),
            *(Paragraph(comment), Divider(), ListBlock(("närarkiv", "mellanarkiv")), ListBlock(("ett", "två"), True)),
        ),
    )


def risks(*rows: tuple[Cell, ...]) -> Table:
    columns = (Column("Risk", 0.4), Column("Åtgärd", 0.6))
    return Table("Risker och åtgärder", "En rad per risk", columns, rows)


def report(*more: Block, comment: str = "Flytten är gjord.", title: str = TITLE) -> Document:
    """A section with a bit of everything. It ends in a table unless there are more blocks."""
    return Document(
        title,
        "Socialnämnden",
        DAY,
        (
            Heading(1, title),
            Paragraph("Nämnden har följt upp planen.\nDet är den första uppföljningen."),
            Heading(2, "Sammanfattning"),
            Paragraph(NASTY),
            ListBlock(("en punkt", "en till")),
            ListBlock(("ett", "två"), ordered=True),
            Heading(2, "Risker"),
            Heading(3, "Äldre"),
            risks(row("Risk att handlingar förstörs", Status.KLART, comment), row("Larm", Status.EJ_KLART, "Nej.")),
            Heading(3, "Riskvärde"),
            matrix(),
            Table(
                "Matris", "Värden", (Column("Risk", 0.5), Column("Värde", 0.5)), (((), (ColorMark("8", "FBE58F"),)),)
            ),
            *more,
        ),
    )


def put(
    host: bytes, tmp_path: Path, document: Document | None = None, vid: str | None = None, name: SectionName = NAME
) -> Insertion:
    """The section put into the host."""
    path = tmp_path / f"berättelse {next(_numbers)}.docx"
    path.write_bytes(host)
    return insert_section(document or report(), name, path, MALL, vid)


def main(data: bytes) -> bytes:
    return members(data)[MAIN]


def span(data: bytes, name: SectionName = NAME) -> tuple[int, int]:
    """Where the section's content control starts and ends in the document part."""
    xml = main(data)
    controls = list(re.finditer(rb'<w:sdt><w:sdtPr><w:alias [^>]*/><w:tag w:val="([^":]*):[0-9a-f]{16}"/>', xml))
    (start,) = [found.start() for found in controls if found[1].decode() == name.bookmark]
    return start, xml.index(b"</w:sdt>", start) + len(b"</w:sdt>")


def around(data: bytes, name: SectionName = NAME) -> tuple[bytes, bytes]:
    """The document part before and after the section."""
    start, end = span(data, name)
    return main(data)[:start], main(data)[end:]


def section(data: bytes, name: SectionName = NAME) -> etree._Element:
    tag = f"//w:sdt[starts-with(w:sdtPr/w:tag/@w:val, '{name.bookmark}:')]/w:sdtContent"
    (found,) = find(part(data, MAIN), tag)
    return found


def section_texts(data: bytes, name: SectionName = NAME) -> list[str]:
    """What the section's paragraphs say; of a status its word."""
    return [line.rsplit("\t")[-1] for line in paragraphs(section(data, name))]


def expected_texts(document: Document) -> Iterator[str]:
    """What the paragraphs of a report's section say."""
    for block in document.blocks:
        if isinstance(block, Table):
            yield from (column.title for column in block.columns)
            for cell in itertools.chain.from_iterable(block.rows):
                yield from _texts_of(cell) if cell else ("",)
        elif isinstance(block, ListBlock):
            yield from block.items
        else:
            yield "" if isinstance(block, Matrix) else block.text


def _texts_of(cell: Cell) -> Iterator[str]:
    for one in cell:
        if isinstance(one, ListBlock):
            yield from one.items
        elif isinstance(one, StatusMark):
            yield one.status.value
        elif not isinstance(one, Divider):
            yield one.text


def used_styles(data: bytes, name: SectionName = NAME) -> dict[str, str]:
    """The text of each paragraph of the section and its style id; of equal texts the last."""
    found = find(section(data, name), ".//w:p")
    texts = paragraphs(section(data, name))
    return {text: values(one, "w:pPr/w:pStyle/@w:val")[0] for text, one in zip(texts, found, strict=True)}

"""Word documents for the tests, and how to read them."""

import io
import zipfile
from datetime import date
from pathlib import Path

from lxml import etree

from internkontroll.domain.document import (
    Block,
    Cell,
    ColorMark,
    Column,
    Document,
    Heading,
    Label,
    ListBlock,
    Paragraph,
    StatusMark,
    Table,
)
from internkontroll.domain.status import Status
from internkontroll.export.word import render_docx

ROOT = Path(__file__).resolve().parents[2]
MALL = ROOT / "resources" / "mall.docx"

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NS = {"w": W, "dc": "http://purl.org/dc/elements/1.1/", "dcterms": "http://purl.org/dc/terms/"}
DAY = date(2026, 4, 30)
WIDTH = 9072  # twips between the margins of 25 mm on A4

NASTY = "å ä ö Å Ä Ö ŋ č – ”citat” & < > \" ' &amp; <w:p/>"


def a_document(*blocks: Block, title: str = "Uppföljning", author: str = "Socialnämnden") -> Document:
    return Document(title, author, DAY, blocks)


def a_table(*rows: tuple[Cell, ...], shares: tuple[float, ...] = (), row_headers: bool = False) -> Table:
    shares = shares or (1 / len(rows[0]),) * len(rows[0])
    columns = tuple(Column(f"Kolumn {number}", share) for number, share in enumerate(shares, 1))
    return Table("Risker", "En rad per risk", columns, rows, row_headers)


def docx(document: Document) -> bytes:
    stream = io.BytesIO()
    render_docx(document, stream, MALL)
    return stream.getvalue()


def part(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def body(*blocks: Block) -> etree._Element:
    return part(docx(a_document(*blocks)), "word/document.xml")


def find(element: etree._Element, path: str) -> list[etree._Element]:
    found = element.xpath(path, namespaces=NS)
    assert isinstance(found, list)
    return [item for item in found if isinstance(item, etree._Element)]


def values(element: etree._Element, path: str) -> list[str]:
    found = element.xpath(path, namespaces=NS)
    assert isinstance(found, list)
    return [str(item) for item in found]


def text(element: etree._Element) -> str:
    """What is read of an element: Word's line breaks and tabs as characters."""
    signs = {f"{{{W}}}br": "\n", f"{{{W}}}tab": "\t", f"{{{W}}}softHyphen": "\u00ad"}
    return "".join(
        (node.text or "") if node.tag == f"{{{W}}}t" else signs.get(str(node.tag), "")
        for node in find(element, ".//w:t|.//w:r/w:br|.//w:r/w:tab|.//w:r/w:softHyphen")
    )


def paragraphs(element: etree._Element) -> list[str]:
    return [text(paragraph) for paragraph in find(element, ".//w:p")]


def style_names(data: bytes) -> dict[str, str]:
    styles = find(part(data, "word/styles.xml"), "//w:style")
    return {style.get(f"{{{W}}}styleId", ""): values(style, "w:name/@w:val")[0] for style in styles}


def every_kind() -> Document:
    cells: tuple[Cell, ...] = (
        (Paragraph("2.1 Informationsförvaltning"),),
        (
            Paragraph("Risk att handlingar förstörs"),
            Label("Bakgrund"),
            Paragraph("Fukt i arkivet."),
            ColorMark("8", "FBE58F"),
        ),
        (
            Paragraph("Flytta arkivet"),
            Label("Status"),
            StatusMark(Status.KLART),
            Label("Kommentar"),
            Paragraph("Flytten är gjord."),
            ListBlock(("närarkiv", "mellanarkiv")),
            ListBlock(("först", "sedan"), ordered=True),
        ),
    )
    statuses = tuple(((Paragraph(status.name),), (StatusMark(status),), ()) for status in Status)
    return a_document(
        Heading(1, "Uppföljning av internkontroll"),
        Paragraph("Nämnden har följt upp planen."),
        ListBlock(("en punkt", "en till")),
        Heading(2, "Risker"),
        a_table(cells, *statuses, row_headers=True),
        Paragraph("Text efter tabellen."),
        ListBlock(("ett", "två"), ordered=True),
        Heading(3, "Riskmatris"),
        a_table(((Paragraph("4 Sannolik"),), (ColorMark("16", "F2A09A"),)), row_headers=True),
    )

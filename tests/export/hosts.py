"""Documents of municipalities that a section is put into, and what of them must be the same afterwards."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from random import Random

import docx
from docx.document import Document as PythonDocx
from docx.oxml.ns import qn

from tests.export.word_files import ROOT, W

LIBREOFFICE_HOST = Path(__file__).with_name("vard-libreoffice.docx")
"""`swedish_word()` with one more paragraph, saved by LibreOffice 7.4."""

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

MAIN = "word/document.xml"
TEXT = "Verksamheten har bedrivits enligt plan och budget, med de avvikelser som redovisas nedan. "

PAGE = (
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417"'
    ' w:header="708" w:footer="708" w:gutter="0"/>'
)
LANDSCAPE = (
    '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417"'
    ' w:left="1417" w:header="708" w:footer="708" w:gutter="0"/>'
)
PORTRAIT_WIDTH, LANDSCAPE_WIDTH = 9072, 14004

# --- Small hosts, put together from XML -----------------------------------------------------------------------------


def p(text: str = "", style: str = "", more: str = "") -> str:
    """A paragraph. `more` is what else its properties hold."""
    properties = (f'<w:pStyle w:val="{style}"/>' if style else "") + more
    run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f'<w:p w:rsidR="00A77427"><w:pPr>{properties}</w:pPr>{run}</w:p>'


def bookmarked(inner: str, name: str = "Plats", number: int = 7) -> str:
    """Something between the start and the end of a bookmark."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inner}<w:bookmarkEnd w:id="{number}"/>'


def bookmarked_paragraph(text: str = "", style: str = "", name: str = "Plats") -> str:
    """A paragraph whose whole text is bookmarked, as Word does it."""
    inner = f"<w:r><w:t>{text}</w:t></w:r>" if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style or "Brdtext"}"/></w:pPr>{bookmarked(inner, name)}</w:p>'


def table(*cells: str) -> str:
    """A table of one row."""
    columns = "".join(f'<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>{cell}</w:tc>' for cell in cells)
    grid = '<w:gridCol w:w="3000"/>' * len(cells)
    return (
        '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid><w:tr>{columns}</w:tr></w:tbl>"
    )


def style(style_id: str, name: str, based_on: str = "Normal", pp: str = "", rp: str = "", kind: str = "paragraph") -> str:
    """A style."""
    return (
        f'<w:style w:type="{kind}" w:styleId="{style_id}"><w:name w:val="{name}"/><w:basedOn w:val="{based_on}"/>'
        f"<w:qFormat/><w:pPr>{pp}</w:pPr><w:rPr>{rp}</w:rPr></w:style>"
    )


def heading_style(level: int, more: str = "") -> str:
    """A heading style of Swedish Word."""
    size = f'<w:color w:val="7A1F3D"/><w:sz w:val="{40 - 4 * level}"/>'
    return style(f"Rubrik{level}", f"heading {level}", pp=f'<w:keepNext/>{more}<w:outlineLvl w:val="{level - 1}"/>', rp=size)


BASE_STYLES = (
    f'{HEAD}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Georgia" w:hAnsi="Georgia"/>'
    '<w:sz w:val="22"/><w:lang w:val="sv-SE"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="Normaltabell"><w:name w:val="Normal Table"/></w:style>'
)
STYLES = (
    BASE_STYLES
    + "".join(map(heading_style, (1, 2, 3)))
    + style("Brdtext", "Body Text", pp='<w:spacing w:after="140"/>')
    + "</w:styles>"
)

Parts = dict[str, str]


def make(body: str, styles: str | None = STYLES, more: Parts | None = None, page: str = PAGE) -> bytes:
    """A .docx with this body. `more` are further parts by the name of their kind ("comments": XML)."""
    parts = {"styles": styles, **(more or {})}
    present = {kind: xml for kind, xml in parts.items() if xml is not None}
    document = (
        f'{HEAD}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}<w:sectPr>{_running(present)}{page}</w:sectPr>'
        "</w:body></w:document>"
    )
    overrides = "".join(
        f'<Override PartName="/word/{kind}.xml" ContentType="{_TYPES}.{kind}+xml"/>' for kind in present
    )
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>' for n, kind in enumerate(present, 1)
    )
    return zipped(
        {
            "[Content_Types].xml": f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">'
            f'<Default Extension="rels" ContentType="{_PACKAGE.replace("http://schemas.openxmlformats.org/", "application/vnd.openxmlformats-").replace("/2006", "")}.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/{MAIN}" ContentType="{_TYPES}.document.main+xml"/>{overrides}</Types>',
            "_rels/.rels": f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="{MAIN}"/></Relationships>',
            MAIN: document,
            "word/_rels/document.xml.rels": f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>',
            **{f"word/{kind}.xml": xml for kind, xml in present.items()},
        }
    )


def _running(parts: Parts) -> str:
    return "".join(
        f'<w:{kind}Reference w:type="default" r:id="rId{n}"/>'
        for n, kind in enumerate(parts, 1)
        if kind in ("header", "footer")
    )


def zipped(members: dict[str, str] | dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(data: bytes, name: str, edit: Callable[[str], str]) -> bytes:
    """The file with one part edited, as a person or a program would between two runs."""
    parts = members(data)
    before = parts[name].decode()
    parts[name] = edit(before).encode()
    assert parts[name].decode() != before, "the edit must change something"
    return zipped(parts)


# --- The hosts that every insertion is tried in ---------------------------------------------------------------------

_SWEDISH_IDS = {
    **{f"Heading{level}": f"Rubrik{level}" for level in range(1, 10)},
    "BodyText": "Brdtext",
    "ListBullet": "Punktlista",
    "ListNumber": "Numreradlista",
    "Title": "Rubrik",
    "TableNormal": "Normaltabell",
}


def swedish_word() -> bytes:
    """A berättelse made by python-docx, with the style ids of Swedish Word."""
    document = docx.Document()
    _translate_ids(document)
    document.add_paragraph("Verksamhetsberättelse 2026", style="Title")
    for chapter in ("Inledning", "Ekonomi", "Intern kontroll", "Personal"):
        document.add_paragraph(chapter, style="Heading 1")
        for _ in range(0 if chapter == "Intern kontroll" else 3):
            document.add_paragraph(TEXT * 4, style="Body Text")
    document.add_paragraph("Sjukfrånvaro", style="Heading 2")
    document.add_paragraph(TEXT * 2, style="Body Text")
    document.core_properties.title = "Verksamhetsberättelse 2026"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _translate_ids(document: PythonDocx) -> None:
    part = document.part.part_related_by(f"{_OFFICE}/styles")
    root = part.element
    for style_element in root.iterchildren(qn("w:style")):
        old = style_element.get(qn("w:styleId"))
        style_element.set(qn("w:styleId"), _SWEDISH_IDS.get(old, old))
    for tag in ("w:basedOn", "w:next", "w:link"):
        for reference in root.iter(qn(tag)):
            reference.set(qn("w:val"), _SWEDISH_IDS.get(reference.get(qn("w:val")), reference.get(qn("w:val"))))
    for lang in root.iter(qn("w:lang")):
        lang.set(qn("w:val"), "sv-SE")

"""Documents of municipalities that a section is put into, and how tests read and change them."""

import io
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from random import Random

import docx
from docx.document import Document as PythonDocx
from docx.oxml.ns import qn

from tests.export.word_files import W

LIBREOFFICE_HOST = Path(__file__).with_name("vard-libreoffice.docx")
"""`swedish_word()` with one more paragraph, saved by LibreOffice 7.4."""

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


def bookmarked_paragraph(text: str = "", style: str = "", name: str = "Plats", number: int = 7) -> str:
    """A paragraph whose whole text is bookmarked, as Word does it."""
    inner = f"<w:r><w:t>{text}</w:t></w:r>" if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style or "Brdtext"}"/></w:pPr>{bookmarked(inner, name, number)}</w:p>'


def table(*cells: str, columns: int = 0) -> str:
    """A table of these cells, in one row unless it has fewer columns."""
    columns = columns or len(cells)
    wrapped = [f'<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>{cell}</w:tc>' for cell in cells]
    rows = (f"<w:tr>{''.join(wrapped[at : at + columns])}</w:tr>" for at in range(0, len(wrapped), columns))
    grid = '<w:gridCol w:w="3000"/>' * columns
    properties = '<w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def style(
    style_id: str, name: str, based_on: str = "Normal", pp: str = "", rp: str = "", kind: str = "paragraph"
) -> str:
    """A style."""
    return (
        f'<w:style w:type="{kind}" w:styleId="{style_id}"><w:name w:val="{name}"/><w:basedOn w:val="{based_on}"/>'
        f"<w:qFormat/><w:pPr>{pp}</w:pPr><w:rPr>{rp}</w:rPr></w:style>"
    )


def heading_style(level: int, more: str = "") -> str:
    """A heading style of Swedish Word."""
    size = f'<w:color w:val="7A1F3D"/><w:sz w:val="{40 - 4 * level}"/>'
    return style(
        f"Rubrik{level}", f"heading {level}", pp=f'<w:keepNext/>{more}<w:outlineLvl w:val="{level - 1}"/>', rp=size
    )


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

_CONTENT_TYPES = (
    f'{HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/{MAIN}" ContentType="{_TYPES}.document.main+xml"/>'
)


def make(body: str, styles: str | None = STYLES, page: str = PAGE, **more: str) -> bytes:
    """A .docx with this body. `more` are further parts by their kind (``comments="<w:comments …"``)."""
    parts = {**({"styles": styles} if styles else {}), **more}
    types = (f'<Override PartName="/word/{kind}.xml" ContentType="{_TYPES}.{kind}+xml"/>' for kind in parts)
    relations = [_relation(number, kind, f"{kind}.xml") for number, kind in enumerate(parts, 1)]
    running = "".join(
        f'<w:{kind}Reference w:type="default" r:id="rId{number}"/>'
        for number, kind in enumerate(parts, 1)
        if kind in ("header", "footer")
    )
    text = f"<w:body>{body}<w:sectPr>{running}{page}</w:sectPr></w:body>"
    return zipped(
        {
            "[Content_Types].xml": f"{_CONTENT_TYPES}{''.join(types)}</Types>",
            "_rels/.rels": _relations([_relation(1, "officeDocument", MAIN)]),
            MAIN: f'{HEAD}<w:document xmlns:w="{W}" xmlns:r="{_OFFICE}">{text}</w:document>',
            "word/_rels/document.xml.rels": _relations(relations),
            **{f"word/{kind}.xml": xml for kind, xml in parts.items()},
        }
    )


def _relation(number: int, kind: str, target: str) -> str:
    return f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'


def _relations(relations: list[str]) -> str:
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(relations)}</Relationships>'


def zipped(members: Mapping[str, str | bytes]) -> bytes:
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


@cache
def swedish_word() -> bytes:
    """A berättelse made by python-docx, with the style ids of Swedish Word."""
    document = docx.Document()
    _translate_ids(document)
    _drop_obsolete_part(document)
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
    root = document.styles.element
    for one in root.iterchildren(qn("w:style")):
        one.set(qn("w:styleId"), _SWEDISH_IDS.get(one.get(qn("w:styleId"), ""), one.get(qn("w:styleId"), "")))
    for tag in ("w:basedOn", "w:next", "w:link"):
        for reference in root.iter(qn(tag)):
            known = reference.get(qn("w:val"), "")
            reference.set(qn("w:val"), _SWEDISH_IDS.get(known, known))
    for lang in root.iter(qn("w:lang")):
        lang.set(qn("w:val"), "sv-SE")


def _drop_obsolete_part(document: PythonDocx) -> None:
    """Without stylesWithEffects.xml, which Word hasn't written since 2010."""
    relations = document.part.rels
    for number in [one for one, relation in relations.items() if relation.reltype.endswith("stylesWithEffects")]:
        del relations[number]


LINK = r"\h"


def field(instruction: str, result: str) -> str:
    """A complex field in one paragraph."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{result}</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _numbered_heading(text: str, level: int, number: int) -> str:
    """A heading with the bookmark that the table of contents points to."""
    inner = bookmarked(f"<w:r><w:t>{text}</w:t></w:r>", f"_Toc{number:09}", number)
    return f'<w:p w14:paraId="0A0B0C{number:02X}"><w:pPr><w:pStyle w:val="Rubrik{level}"/></w:pPr>{inner}</w:p>'


def _contents(entries: list[tuple[str, int]]) -> str:
    """A table of contents in Word's own content control; its field spans all of its paragraphs."""
    lines = []
    for index, (text, number) in enumerate(entries):
        start = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \\o "1-3" \\h '
            '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            if index == 0
            else ""
        )
        link = f"<w:r><w:t>{text}</w:t></w:r><w:r><w:tab/></w:r>{field(f'PAGEREF _Toc{number:09} {LINK}', '1')}"
        lines.append(
            f'<w:p><w:pPr><w:pStyle w:val="Innehll1"/></w:pPr>{start}'
            f'<w:hyperlink w:anchor="_Toc{number:09}">{link}</w:hyperlink></w:p>'
        )
    lines.append('<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>')
    return (
        '<w:sdt><w:sdtPr><w:id w:val="91827"/><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        f"<w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>{''.join(lines)}</w:sdtContent></w:sdt>"
    )


_BY = 'w:author="Anna Berg" w:date="2026-05-04T09:00:00Z"'

TRACKED = (
    f'<w:p><w:pPr><w:pStyle w:val="Brdtext"/></w:pPr><w:r><w:t xml:space="preserve">Nämnden </w:t></w:r>'
    f'<w:ins w:id="901" {_BY}><w:r><w:t xml:space="preserve">och dess utskott </w:t></w:r></w:ins>'
    f'<w:del w:id="902" {_BY}><w:r><w:delText xml:space="preserve">samt presidiet </w:delText></w:r></w:del>'
    '<w:commentRangeStart w:id="3"/><w:r><w:t>har sammanträtt elva gånger.</w:t></w:r><w:commentRangeEnd w:id="3"/>'
    '<w:r><w:commentReference w:id="3"/></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    '<w:footnoteReference w:id="1"/></w:r></w:p>'
)
COMMENTS = (
    f'{HEAD}<w:comments xmlns:w="{W}"><w:comment w:id="3" {_BY} w:initials="AB"><w:p><w:r>'
    "<w:t>Stämmer antalet?</w:t></w:r></w:p></w:comment></w:comments>"
)
_NOTE = "<w:p><w:r>{}</w:r></w:p>"
FOOTNOTES = (
    f'{HEAD}<w:footnotes xmlns:w="{W}">'
    f'<w:footnote w:type="separator" w:id="-1">{_NOTE.format("<w:separator/>")}</w:footnote>'
    f'<w:footnote w:type="continuationSeparator" w:id="0">{_NOTE.format("<w:continuationSeparator/>")}</w:footnote>'
    f'<w:footnote w:id="1">{_NOTE.format("<w:t>Extra sammanträden oräknade.</w:t>")}</w:footnote></w:footnotes>'
)
NUMBERING = (
    f'{HEAD}<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="4"><w:multiLevelType w:val="multilevel"/>'
    + "".join(
        f'<w:lvl w:ilvl="{level - 1}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Rubrik{level}"/>'
        f'<w:lvlText w:val="{".".join(f"%{n}" for n in range(1, level + 1))}"/><w:lvlJc w:val="left"/></w:lvl>'
        for level in (1, 2, 3)
    )
    + '</w:abstractNum><w:num w:numId="9"><w:abstractNumId w:val="4"/></w:num>'
    '<w:numIdMacAtCleanup w:val="4"/></w:numbering>'
)
_RUNNING = f'{HEAD}<w:{{0}} xmlns:w="{W}"><w:p><w:r><w:t>Socialnämnden</w:t></w:r></w:p></w:{{0}}>'


@cache
def full_of_everything() -> bytes:
    """A berättelse with contents, tracked changes, a comment, a footnote, a landscape section, numbered headings."""
    numbered = "".join(
        heading_style(n, f'<w:numPr><w:ilvl w:val="{n - 1}"/><w:numId w:val="9"/></w:numPr>') for n in (1, 2, 3)
    )
    styles = BASE_STYLES + numbered + style("Brdtext", "Body Text") + style("Innehll1", "toc 1") + "</w:styles>"
    body = (
        p("Verksamhetsberättelse 2026"),
        _contents([("Inledning", 1), ("Investeringar", 3), ("Intern kontroll", 4), ("Personal", 5)]),
        _numbered_heading("Inledning", 1, 1),
        TRACKED,
        p(TEXT * 3, "Brdtext", f"<w:sectPr>{PAGE}</w:sectPr>"),
        _numbered_heading("Ekonomi", 1, 2),
        _numbered_heading("Investeringar", 2, 3),
        bookmarked_paragraph("[Liggande]", name="Liggande", number=8),
        table(p("Projekt"), p("Utfall"), p("Avvikelse")),
        p("", "Brdtext", f"<w:sectPr>{LANDSCAPE}</w:sectPr>"),
        _numbered_heading("Intern kontroll", 1, 4),
        bookmarked_paragraph("[Här infogas nämndens interna kontroll]"),
        _numbered_heading("Personal", 1, 5),
        f"<w:p>{field(f'REF _Toc000000004 {LINK}', 'Intern kontroll')}<w:r><w:t>: se ovan.</w:t></w:r></w:p>",
        p(TEXT * 3, "Brdtext"),
    )
    data = make(
        "".join(body),
        styles,
        header=_RUNNING.format("hdr"),
        footer=_RUNNING.format("ftr"),
        comments=COMMENTS,
        footnotes=FOOTNOTES,
        numbering=NUMBERING,
    )
    w14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w14"'
    return changed(data, MAIN, lambda xml: xml.replace("<w:document ", f"<w:document {w14} {mc} ", 1))


@cache
def long_one() -> bytes:
    """A berättelse of 300 pages as Word saves them: runs cut by spelling and revision ids, tables, bookmarks."""
    random = Random(300)  # noqa: S311 - the same document on every run is the point
    body = []
    for chapter in range(1, 35):
        body.append(_heading(f"Kapitel {chapter}", 1, random))
        for part in range(1, 7):
            body.append(_heading(f"Avsnitt {chapter}.{part}", 2, random))
            body += [_cut_paragraph(70, random) for _ in range(5)]
            if part % 2:
                cells = (_cut_paragraph(8, random) for _ in range(36))
                body += [table(*cells, columns=3), _cut_paragraph(20, random)]
    return make("".join(body))


_WORDS = tuple(f"{TEXT} Nämnden följer upp de åtgärder som har beslutats under året i enheterna".split())


def _heading(text: str, level: int, random: Random) -> str:
    inner = bookmarked(f"<w:r><w:t>{text}</w:t></w:r>", "_Toc" + text.replace(" ", "_"), random.randrange(10, 10**8))
    return f'<w:p w:rsidR="{random.randrange(16**8):08X}"><w:pPr><w:pStyle w:val="Rubrik{level}"/></w:pPr>{inner}</w:p>'


def _cut_paragraph(words: int, random: Random) -> str:
    runs = []
    while words > 0:
        count = random.randint(4, 18)
        words -= count
        text = " ".join(random.choices(_WORDS, k=count))
        runs.append(
            f'<w:r w:rsidRPr="{random.randrange(16**8):08X}"><w:rPr><w:lang w:val="sv-SE"/></w:rPr>'
            f'<w:t xml:space="preserve">{text} </w:t></w:r><w:proofErr w:type="spellStart"/>'
        )
    properties = '<w:pPr><w:pStyle w:val="Brdtext"/><w:rPr><w:lang w:val="sv-SE"/></w:rPr></w:pPr>'
    return f'<w:p w:rsidR="{random.randrange(16**8):08X}" w:rsidRDefault="00AA11BB">{properties}{"".join(runs)}</w:p>'


HOSTS: dict[str, Callable[[], bytes]] = {
    "swedish-word": swedish_word,
    "libreoffice": LIBREOFFICE_HOST.read_bytes,
    "full-of-everything": full_of_everything,
    "long": long_one,
}
"""What every host must bear; each has the heading "Intern kontroll" or "Kapitel 12"."""

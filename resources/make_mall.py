"""Make mall.docx, the template of the Word export: `python resources/make_mall.py`.

The same bytes each run. Change the looks here, not in Word, so that a change can be reviewed.
"""

import sys
import zipfile
from pathlib import Path

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

INK = "16324F"  # headings and header rows; 11:1 on the header fill
GREY = "595959"  # page header and footer; 7:1 on white
RULE = "C0CAD4"
HEADER_FILL = "E3EBF3"

# Page: A4 with 25 mm margins, in twips.
PAGE = (
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417"'
    ' w:header="709" w:footer="709" w:gutter="0"/>'
)


def size(points: float) -> str:
    """Run properties for a font size."""
    return '<w:sz w:val="{0}"/><w:szCs w:val="{0}"/>'.format(round(points * 2))


def spacing(before: float, after: float, line: float) -> str:
    """Spacing in points; the line height is a least one, so that no icon is cut."""
    return (
        f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}"'
        f' w:line="{round(line * 20)}" w:lineRule="atLeast"/>'
    )


def numbered(list_id: int) -> str:
    """Paragraph properties that make a style one of list `list_id`."""
    return f'<w:numPr><w:numId w:val="{list_id}"/></w:numPr>'


def paragraph_style(
    style_id: str, name: str, based_on: str = "Normal", following: str = "", properties: str = "", run: str = ""
) -> str:
    """A paragraph style that is offered in Word's gallery."""
    after = f'<w:next w:val="{following}"/>' if following else ""
    custom = "" if name.lower() == name or name in BUILT_IN else ' w:customStyle="1"'
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{style_id}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based_on}"/>{after}<w:qFormat/>'
        f"<w:pPr>{properties}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


BUILT_IN = ("Body Text", "List Bullet", "List Number")

# Level: size, space before, space after and line height, in points.
HEADINGS = {
    1: (20, 24, 8, 25),
    2: (15, 20, 6, 20),
    3: (12.5, 16, 4, 17),
    4: (11, 12, 3, 15),
    5: (11, 10, 2, 15),
    6: (11, 10, 2, 15),
}


def heading_style(level: int) -> str:
    """A built-in heading style with Swedish Word's id."""
    points, before, after, line = HEADINGS[level]
    slant = "<w:i/><w:iCs/>" if level > 4 else ""
    return paragraph_style(
        f"Rubrik{level}",
        f"heading {level}",
        following="Brdtext",
        properties=f"<w:keepNext/><w:keepLines/><w:suppressAutoHyphens/>{spacing(before, after, line)}"
        f'<w:outlineLvl w:val="{level - 1}"/>',
        run=f'<w:b/><w:bCs/>{slant}<w:color w:val="{INK}"/>{size(points)}',
    )


def body_styles() -> str:
    """Body text and its lists, header and footer."""
    running = '<w:tabs><w:tab w:val="right" w:pos="9072"/></w:tabs><w:suppressAutoHyphens/>' + spacing(0, 0, 12)
    small = f'<w:color w:val="{GREY}"/>{size(9)}'
    list_spacing = spacing(0, 8, 15)
    return "".join(
        (
            paragraph_style("Brdtext", "Body Text", properties="<w:suppressAutoHyphens/>" + spacing(0, 8, 15)),
            paragraph_style(
                "Punktlista",
                "List Bullet",
                properties=f"{numbered(1)}<w:suppressAutoHyphens/>{list_spacing}<w:contextualSpacing/>",
            ),
            paragraph_style(
                "Numreradlista",
                "List Number",
                properties=f"{numbered(2)}<w:suppressAutoHyphens/>{list_spacing}<w:contextualSpacing/>",
            ),
            paragraph_style("Sidhuvud", "header", properties=running, run=small),
            paragraph_style("Sidfot", "footer", properties=running, run=small),
        )
    )


def cell_styles() -> str:
    """Everything that stands in table cells; words may be hyphenated there, for columns are narrow."""
    text = "Tabelltext"
    bold = "<w:b/><w:bCs/>"
    rule = f'<w:pBdr><w:top w:val="single" w:sz="4" w:space="6" w:color="{RULE}"/></w:pBdr>'
    return "".join(
        (
            paragraph_style(text, "Tabell text", properties=spacing(0, 3, 13), run=size(10)),
            paragraph_style(
                "Tabellrubrikrad",
                "Tabell rubrikrad",
                text,
                properties="<w:keepNext/>",
                run=f'{bold}<w:color w:val="{INK}"/>',
            ),
            paragraph_style("Tabellradrubrik", "Tabell radrubrik", text, run=bold),
            paragraph_style("Tabellnypunkt", "Tabell ny punkt", text, properties=rule + spacing(10, 3, 13)),
            paragraph_style(
                "Tabellpunktlista", "Tabell punktlista", text, properties=f"{numbered(3)}<w:contextualSpacing/>"
            ),
            paragraph_style(
                "Tabellnumreradlista",
                "Tabell numrerad lista",
                text,
                properties=f"{numbered(4)}<w:contextualSpacing/>",
            ),
            paragraph_style(
                "Tabelletikett",
                "Tabell etikett",
                text,
                text,
                properties=spacing(4, 0, 12),
                run=f'{bold}<w:color w:val="{INK}"/>{size(9)}',
            ),
            paragraph_style(
                "Tabellstatus",
                "Tabell status",
                text,
                text,
                properties='<w:tabs><w:tab w:val="left" w:pos="284"/></w:tabs><w:ind w:left="284" w:hanging="284"/>',
            ),
            paragraph_style(
                "Tabellfargmarkering",
                "Tabell färgmarkering",
                text,
                text,
                run=f'{bold}<w:color w:val="000000"/>',
            ),
        )
    )


def table_style() -> str:
    """Thin rules, a calm header row that stands out from the rows."""
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        '<w:style w:type="table" w:customStyle="1" w:styleId="Internkontrolltabell">'
        '<w:name w:val="Internkontroll tabell"/><w:basedOn w:val="Normaltabell"/><w:qFormat/>'
        f'<w:tblPr><w:tblBorders>{edges}</w:tblBorders><w:tblCellMar><w:top w:w="68" w:type="dxa"/>'
        '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="28" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr>"
        '<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr>'
        f'<w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="{INK}"/></w:tcBorders>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{HEADER_FILL}"/><w:vAlign w:val="bottom"/>'
        "</w:tcPr></w:tblStylePr></w:style>"
    )


def styles() -> str:
    """word/styles.xml."""
    fonts = "".join(f' w:{slot}="Calibri"' for slot in ("ascii", "hAnsi", "eastAsia", "cs"))
    return (
        f"{HEAD}<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts{fonts}/>{size(11)}"
        '<w:lang w:val="sv-SE" w:eastAsia="sv-SE" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault><w:pPr><w:widowControl/>{spacing(0, 8, 15)}</w:pPr></w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="Standardstycketeckensnitt">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="Normaltabell"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="Ingenlista"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
        f"{''.join(map(heading_style, HEADINGS))}{body_styles()}{cell_styles()}{table_style()}</w:styles>"
    )


# Style, number format, text and indent in twips of the four lists.
LISTS = (
    ("Punktlista", "bullet", "•", 357),
    ("Numreradlista", "decimal", "%1.", 357),
    ("Tabellpunktlista", "bullet", "•", 227),
    ("Tabellnumreradlista", "decimal", "%1.", 284),
)


def numbering() -> str:
    """word/numbering.xml: one list for each list style; the export adds one for each numbered list."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="1B2F4B{number:02X}"/>'
        f'<w:multiLevelType w:val="singleLevel"/><w:tmpl w:val="2C3A5D{number:02X}"/>'
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:pStyle w:val="{style}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:tabs><w:tab w:val="num" w:pos="{indent}"/></w:tabs>'
        f'<w:ind w:left="{indent}" w:hanging="{indent}"/></w:pPr></w:lvl></w:abstractNum>'
        for number, (style, kind, text, indent) in enumerate(LISTS, 1)
    )
    instances = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number in range(1, len(LISTS) + 1)
    )
    return f"{HEAD}<w:numbering {W}>{abstract}{instances}</w:numbering>"


def document() -> str:
    """word/document.xml: the marker paragraph, which the report replaces, and the page."""
    return (
        f'{HEAD}<w:document {W} {R}><w:body><w:p><w:pPr><w:pStyle w:val="Brdtext"/></w:pPr>'
        "<w:r><w:t>{innehåll}</w:t></w:r></w:p>"
        '<w:sectPr><w:headerReference w:type="default" r:id="rId5"/>'
        f'<w:footerReference w:type="default" r:id="rId6"/>{PAGE}</w:sectPr></w:body></w:document>'
    )


def field(instruction: str) -> str:
    """A field that Word fills."""
    return f'<w:fldSimple w:instr=" {instruction} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def header() -> str:
    """word/header1.xml: whose report and which; the export replaces both words."""
    return (
        f'{HEAD}<w:hdr {W}><w:p><w:pPr><w:pStyle w:val="Sidhuvud"/></w:pPr>'
        "<w:r><w:t>{titel}</w:t></w:r></w:p></w:hdr>"
    )


def footer() -> str:
    """word/footer1.xml: Sida X av Y."""
    return (
        f'{HEAD}<w:ftr {W}><w:p><w:pPr><w:pStyle w:val="Sidfot"/><w:jc w:val="right"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">Sida </w:t></w:r>{field("PAGE")}'
        f'<w:r><w:t xml:space="preserve"> av </w:t></w:r>{field("NUMPAGES")}</w:p></w:ftr>'
    )


def settings() -> str:
    """word/settings.xml: Word 2013 and later, Swedish, long words in table cells may be hyphenated."""
    return (
        f'{HEAD}<w:settings {W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="1304"/>'
        '<w:autoHyphenation/><w:hyphenationZone w:val="1134"/><w:doNotHyphenateCaps/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode"'
        ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="sv-SE"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )


def font_table() -> str:
    """word/fontTable.xml: Carlito has Calibri's measures and stands in for it where it is missing."""
    return (
        f'{HEAD}<w:fonts {W}><w:font w:name="Calibri"><w:altName w:val="Carlito"/><w:charset w:val="00"/>'
        '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>'
        '<w:font w:name="Segoe UI Symbol"><w:charset w:val="00"/><w:family w:val="swiss"/>'
        '<w:pitch w:val="variable"/></w:font></w:fonts>'
    )


COLORS = {
    "dk1": "000000",
    "lt1": "FFFFFF",
    "dk2": INK,
    "lt2": HEADER_FILL,
    "accent1": "0B4F94",
    "accent2": "1B6B34",
    "accent3": "8A5300",
    "accent4": "A3201D",
    "accent5": "5B3E8F",
    "accent6": GREY,
    "hlink": "0B4F94",
    "folHlink": "5B3E8F",
}


def theme() -> str:
    """word/theme/theme1.xml: the colours and the font that Word offers for what people add themselves."""
    colors = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in COLORS.items())
    latin = '<a:latin typeface="Calibri"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Internkontroll">'
        f'<a:themeElements><a:clrScheme name="Internkontroll">{colors}</a:clrScheme>'
        f'<a:fontScheme name="Internkontroll"><a:majorFont>{latin}</a:majorFont><a:minorFont>{latin}</a:minorFont>'
        f'</a:fontScheme><a:fmtScheme name="Internkontroll"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{f'<a:ln>{fill}</a:ln>' * 3}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def core() -> str:
    """docProps/core.xml of the template itself; the export writes its own."""
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Internkontroll</dc:title>'
        "<dc:language>sv-SE</dc:language></cp:coreProperties>"
    )


WORDPROCESSING = "application/vnd.openxmlformats-officedocument.wordprocessingml"

# Part: the last word of its relationship type, and its content type.
WORD_PARTS = {
    "styles.xml": ("styles", f"{WORDPROCESSING}.styles+xml"),
    "numbering.xml": ("numbering", f"{WORDPROCESSING}.numbering+xml"),
    "settings.xml": ("settings", f"{WORDPROCESSING}.settings+xml"),
    "fontTable.xml": ("fontTable", f"{WORDPROCESSING}.fontTable+xml"),
    "header1.xml": ("header", f"{WORDPROCESSING}.header+xml"),
    "footer1.xml": ("footer", f"{WORDPROCESSING}.footer+xml"),
    "theme/theme1.xml": ("theme", "application/vnd.openxmlformats-officedocument.theme+xml"),
}


def content_types() -> str:
    """[Content_Types].xml."""
    overrides = {"word/document.xml": f"{WORDPROCESSING}.document.main+xml"}
    overrides |= {f"word/{name}": kind for name, (_, kind) in WORD_PARTS.items()}
    overrides["docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    overrides["docProps/app.xml"] = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
    entries = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in overrides.items())
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{entries}</Types>'
    )


def relationships(targets: dict[str, str]) -> str:
    """A .rels part from target to relationship type."""
    entries = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (target, kind) in enumerate(targets.items(), 1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{entries}</Relationships>'


def parts() -> dict[str, str]:
    """Every part of the template in the order of the file."""
    kinds = f"{OFFICE}/relationships"
    return {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relationships(
            {
                "word/document.xml": f"{kinds}/officeDocument",
                "docProps/core.xml": f"{PACKAGE}/relationships/metadata/core-properties",
                "docProps/app.xml": f"{kinds}/extended-properties",
            }
        ),
        "docProps/core.xml": core(),
        "docProps/app.xml": f'{HEAD}<Properties xmlns="{OFFICE}/extended-properties">'
        "<Application>Internkontroll</Application></Properties>",
        "word/document.xml": document(),
        "word/_rels/document.xml.rels": relationships(
            {name: f"{kinds}/{kind}" for name, (kind, _) in WORD_PARTS.items()}
        ),
        "word/styles.xml": styles(),
        "word/numbering.xml": numbering(),
        "word/settings.xml": settings(),
        "word/fontTable.xml": font_table(),
        "word/theme/theme1.xml": theme(),
        "word/header1.xml": header(),
        "word/footer1.xml": footer(),
    }


def make(target: Path) -> None:
    """Write the template."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts().items():
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            archive.writestr(info, text)


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("mall.docx"))

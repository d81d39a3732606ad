"""The parts of an .xlsx package that tell of the others: what there is, where, of what kind, and by whom."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from internkontroll.export.excel.cells import escape
from internkontroll.export.excel.sheet import Sheet
from internkontroll.export.excel.theme import theme_xml

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


@dataclass(frozen=True, slots=True)
class Properties:
    """What a file tells of itself. `as_of` stands in for the day when it was made, so that no clock is needed."""

    title: str
    author: str
    as_of: date


def head_parts(sheets: Sequence[Sheet], properties: Properties) -> dict[str, str]:
    """Name → part, those that can be written before the sheets."""
    numbers = range(1, len(sheets) + 1)
    return {
        "[Content_Types].xml": _content_types(numbers),
        "_rels/.rels": relationships(
            [
                f'Id="rId1" Type="{OFFICE}/relationships/officeDocument" Target="xl/workbook.xml"',
                f'Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"',
                f'Id="rId3" Type="{OFFICE}/relationships/extended-properties" Target="docProps/app.xml"',
            ]
        ),
        "docProps/core.xml": _core(properties),
        "docProps/app.xml": f'{XML}<Properties xmlns="{OFFICE}/extended-properties">'
        "<Application>Internkontroll</Application></Properties>",
        "xl/theme/theme1.xml": theme_xml(),
        "xl/workbook.xml": _workbook(sheets),
        "xl/_rels/workbook.xml.rels": relationships(
            [
                *(
                    f'Id="rId{number}" Type="{OFFICE}/relationships/worksheet" Target="worksheets/sheet{number}.xml"'
                    for number in numbers
                ),
                f'Id="rId{len(sheets) + 1}" Type="{OFFICE}/relationships/styles" Target="styles.xml"',
                f'Id="rId{len(sheets) + 2}" Type="{OFFICE}/relationships/theme" Target="theme/theme1.xml"',
            ]
        ),
    }


def _content_types(numbers: Iterable[int]) -> str:
    def parts() -> Iterator[tuple[str, str]]:
        yield "/xl/workbook.xml", f"{_TYPE}.sheet.main+xml"
        yield "/xl/styles.xml", f"{_TYPE}.styles+xml"
        yield "/xl/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml"
        for number in numbers:
            yield f"/xl/worksheets/sheet{number}.xml", f"{_TYPE}.worksheet+xml"
            yield f"/xl/tables/table{number}.xml", f"{_TYPE}.table+xml"
        yield "/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"
        yield "/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"

    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts())
    return (
        f'{XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def relationships(attributes: Iterable[str]) -> str:
    """A part of links, each given by its attributes."""
    links = "".join(f"<Relationship {one}/>" for one in attributes)
    return f'{XML}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


def _workbook(sheets: Sequence[Sheet]) -> str:
    tabs = "".join(
        f'<sheet name="{sheet.name}" sheetId="{number}" r:id="rId{number}"/>' for number, sheet in enumerate(sheets, 1)
    )
    titles = "".join(
        f'<definedName name="_xlnm.Print_Titles" localSheetId="{place}">\'{sheet.name}\'!$1:$1</definedName>'
        for place, sheet in enumerate(sheets)
    )
    return (
        f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}/relationships"><workbookPr/><bookViews><workbookView/>'
        f"</bookViews><sheets>{tabs}</sheets><definedNames>{titles}</definedNames></workbook>"
    )


def _core(properties: Properties) -> str:
    title, author, day = escape(properties.title), escape(properties.author), f"{properties.as_of}T00:00:00Z"
    return (
        f'{XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator><cp:lastModifiedBy>{author}</cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{day}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{day}</dcterms:modified>'
        "<dc:language>sv-SE</dc:language></cp:coreProperties>"
    )

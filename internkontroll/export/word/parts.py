"""The small parts of a .docx that tell of the whole document, and zip members without a clock."""

import zipfile

from internkontroll.domain.document import Document
from internkontroll.export.word.markup import escape

TYPES = "[Content_Types].xml"
OFFICE_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "word/_rels/document.xml.rels"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def core_properties(document: Document) -> bytes:
    """docProps/core.xml: title, author, language and, for want of a clock, the day that the report describes."""
    title, author = escape(document.title), escape(document.author)
    day = f"{document.as_of.isoformat()}T00:00:00Z"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        "<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator>"
        f"<cp:lastModifiedBy>{author}</cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{day}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{day}</dcterms:modified>'
        "<dc:language>sv-SE</dc:language></cp:coreProperties>"
    ).encode()


def fill_fields(part: bytes, document: Document) -> bytes:
    """A header or footer with {titel} and {författare} replaced."""
    fields = {"{titel}": document.title, "{författare}": document.author}
    for field, text in fields.items():
        part = part.replace(field.encode(), escape(text).encode())
    return part


def relate(members: dict[str, bytes], relation: str, kind: str, name: str, content_type: str) -> None:
    """Let the document part point to the part `name` (from word/), and tell the package of what type that is."""
    members[RELATIONS] = _gain(
        members[RELATIONS],
        f'<Relationship xmlns="{_PACKAGE}/relationships" Id="{relation}" Type="{OFFICE_RELATION}/{kind}"'
        f' Target="{name}"/>',
    )
    override = f'<Override xmlns="{_PACKAGE}/content-types" PartName="/word/{name}" ContentType="{content_type}"/>'
    members[TYPES] = _gain(members[TYPES], override)


def _gain(part: bytes, xml: str) -> bytes:
    """A part with an element more, as the last child of its root."""
    end = part.rindex(b"</")
    return part[:end] + xml.encode() + part[end:]


def member(name: str) -> zipfile.ZipInfo:
    """A zip entry that is the same on every day and every system."""
    info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 0
    info.external_attr = 0o600 << 16
    return info

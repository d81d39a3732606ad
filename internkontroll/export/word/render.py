"""A report model as a whole Word document of our own."""

import zipfile
from pathlib import Path
from typing import BinaryIO

from internkontroll.domain.document import Document
from internkontroll.export.word.blocks import BlockWriter
from internkontroll.export.word.mall import adopt_template
from internkontroll.export.word.numbering import Numbering
from internkontroll.export.word.parts import core_properties, fill_fields
from internkontroll.export.word.pictures import add_pictures
from internkontroll.export.word.template import CORE, DOCUMENT, NUMBERING, Template, read_template
from internkontroll.export.zip_member import member


def render_docx(document: Document, stream: BinaryIO, template: Path | bytes) -> None:
    """Write the document as .docx to the stream, in the looks of the template.

    `template` is our own template's path, or the bytes of a kommun's .docx or .dotx. The same document
    and template give the same bytes. Texts must hold no character that XML forbids; the import refuses
    them. Raises EnvironmentFailed or InputRefused, naming the template, before anything is written;
    ValueError if two tables stand together.
    """
    source = adopt_template(template) if isinstance(template, bytes) else read_template(template)
    numbering = Numbering(source.lists)
    members, pictures = add_pictures(source.members, document, source.text_width)
    writer = BlockWriter(source.styles, numbering, source.text_width, pictures=pictures)
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            if name not in (DOCUMENT, NUMBERING):
                archive.writestr(member(name), _part(name, data, document))
        _write_body(archive, source, writer, document)
        # After the body, for only then is it known how many lists there are.
        start, end = source.numbering
        archive.writestr(member(NUMBERING), start + numbering.xml().encode() + end)


def _write_body(archive: zipfile.ZipFile, source: Template, writer: BlockWriter, document: Document) -> None:
    with archive.open(member(DOCUMENT), "w") as part:
        part.write(source.before)
        for piece in writer.write(document.blocks):
            part.write(piece.encode())
        part.write(source.after)


def _part(name: str, data: bytes, document: Document) -> bytes:
    if name == CORE:
        return core_properties(document)
    if name.startswith(("word/header", "word/footer")):
        return fill_fields(data, document)
    return data

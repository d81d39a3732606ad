"""Word export of a register ↔ the same bytes of XML built from texts in memory, and zipped.

The product also reads the register, decides what stands where, and sees to it that the old file stays until the
new one is whole. Reading takes more than half as long as the whole floor, three quarters of which is zlib.

Word export of a report model ↔ the same XML serialised by lxml from its tree in memory, and zipped.
"""

import re
import sys
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import unescape

from lxml import etree

from benchmarks.common import Benchmark, milliseconds
from benchmarks.data import AR, USER, filled_register
from internkontroll.db.session import Register
from internkontroll.domain.document import Document
from internkontroll.domain.report import build_report
from internkontroll.domain.status import Tillfalletyp
from internkontroll.export.word import render_docx
from internkontroll.files import open_replacing
from internkontroll.paths import WORD_TEMPLATE
from internkontroll.services.exportera import export_report
from internkontroll.services.underlag import load_underlag
from internkontroll.services.urval import find_plan

DOCUMENT = "word/document.xml"
_TEXT = re.compile(r'(?<=<w:t xml:space="preserve">)[^<]*(?=</w:t>)')


class Parts(NamedTuple):
    """What a .docx is made of: its other members, and the document part as texts with markup around each."""

    members: dict[str, bytes]
    markup: Sequence[str]
    texts: Sequence[str]


def benchmark(folder: Path, risks: int = 1_000) -> Benchmark:
    """From the register, which is open as it is in the window, to the file. The floor has the texts in memory."""
    register = Register(filled_register(folder, risks), USER)
    target = folder / "avsnitt.docx"
    export(register, target)
    parts = take_apart(target)
    return Benchmark(
        f"Word export, {risks} risks",
        product=lambda: milliseconds(lambda: export(register, target)),
        floor=lambda: milliseconds(lambda: put_together(folder / "golv.docx", parts)),
        bar=1.5,
    )


def model_benchmark(folder: Path, risks: int = 1_000) -> Benchmark:
    """Both sides have their trees in memory: the product the report model, the floor that of the document part."""
    with Register(filled_register(folder, risks), USER).read() as connection:
        document = build_report(load_underlag(connection, find_plan(connection, AR), Tillfalletyp.APRIL))
    target = folder / "avsnitt.docx"
    render(document, target)
    members = read_members(target)
    tree = etree.fromstring(members.pop(DOCUMENT))
    return Benchmark(
        f"Word, {risks} risks ↔ lxml",
        product=lambda: milliseconds(lambda: render(document, target)),
        floor=lambda: milliseconds(lambda: serialise(folder / "golv.docx", members, tree)),
        bar=1.3,
    )


def render(document: Document, target: Path) -> None:
    """The product's side without the register."""
    with open_replacing(target) as stream:
        render_docx(document, stream, WORD_TEMPLATE)


def export(register: Register, target: Path) -> None:
    """The product's side."""
    export_report(register, target, AR, Tillfalletyp.APRIL)


def read_members(docx: Path) -> dict[str, bytes]:
    """Name → content of what is in a .docx."""
    with zipfile.ZipFile(docx) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def take_apart(docx: Path) -> Parts:
    """The parts of a file that the product has made."""
    members = read_members(docx)
    xml = members.pop(DOCUMENT).decode()
    # Equal pieces of markup are one string, as they would be in a program.
    markup = [sys.intern(piece) for piece in _TEXT.split(xml)]
    return Parts(members, markup, [unescape(text) for text in _TEXT.findall(xml)])


def put_together(target: Path, parts: Parts) -> None:
    """The floor: one string, and the product's compression."""
    *starts, end = parts.markup
    pieces = [f"{start}{_escape(text)}" for start, text in zip(starts, parts.texts, strict=True)]
    _zip(target, parts.members, "".join((*pieces, end)).encode())


def serialise(target: Path, members: Mapping[str, bytes], tree: etree._Element) -> None:
    """The floor from a tree: lxml, and the product's compression."""
    _zip(target, members, etree.tostring(tree, encoding="UTF-8", standalone=True))


def _zip(target: Path, members: Mapping[str, bytes], xml: bytes) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
        archive.writestr(DOCUMENT, xml)


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

"""The section of 200 risks into a document of 300 pages ↔ the bare export of the same section."""

from pathlib import Path

import docx

from benchmarks.common import Benchmark, milliseconds
from benchmarks.data import AR, USER, filled_register
from internkontroll.db.session import Register
from internkontroll.domain.status import Tillfalletyp
from internkontroll.services.exportera import export_report
from internkontroll.services.infoga import Urval, insert_section

PLACE = "Intern kontroll"
_PARAGRAPH = "Nämnden har under året arbetat med det som planen säger, och följt upp det varje tertial. " * 6


def benchmark(folder: Path, risks: int = 200, pages: int = 300) -> Benchmark:
    """Both sides read the register; the product reads the host and puts it together again with the section in it."""
    register = Register(filled_register(folder, risks), USER)
    host, target = folder / "rapport.docx", folder / "ut.docx"
    make_host(host, pages)
    urval = Urval(AR, Tillfalletyp.APRIL)
    bare = folder / "avsnitt.docx"
    return Benchmark(
        f"infoga, {risks} risks in {pages} pages",
        product=lambda: milliseconds(lambda: insert_section(register, urval, host, vid=PLACE, till=target)),
        floor=lambda: milliseconds(lambda: export_report(register, bare, AR, Tillfalletyp.APRIL)),
        bar=3.0,
    )


def make_host(path: Path, pages: int) -> None:
    """A report of about that many pages, eight paragraphs on each, with the place in the middle."""
    document = docx.Document()
    for page in range(pages):
        document.add_heading(PLACE if page == pages // 2 else f"Avsnitt {page + 1}", level=1)
        for _ in range(8):
            document.add_paragraph(_PARAGRAPH)
    document.save(str(path))

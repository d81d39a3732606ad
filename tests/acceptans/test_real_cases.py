"""The published sections of a real nämnd: in by one command, out by another, with everything in place."""

import json
import re
import zipfile
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from internkontroll.domain.report.risker import Layout
from tests.acceptans.exports import (
    REAL_CASES,
    Exports,
    RealCase,
    check_pdf,
    check_word,
    needs_pdftotext,
    run_checker,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ENDINGS = [".docx", pytest.param(".pdf", marks=needs_pdftotext)]
each_case = pytest.mark.parametrize("case", REAL_CASES, ids=lambda case: str(case.ar))


@each_case
@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("layout", ["", *(f"-{layout}" for layout in Layout)], ids=["default", *Layout])
def test_every_text_of_the_section_stands_in_the_document_in_order(
    real_exports: Exports, case: RealCase, ending: str, layout: str
) -> None:
    said = run_checker("granska_avsnitt.py", case.file, real_exports.folder / f"{case.ar}{layout}{ending}")
    assert re.search(r"[1-9]\d* passed, 0 failed", said)


@each_case
def test_the_section_comes_back_member_for_member(real_exports: Exports, case: RealCase) -> None:
    exported = json.loads((real_exports.folder / f"{case.ar}.json").read_text(encoding="utf-8"))
    assert exported == json.loads(case.file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("ending", [".docx", ".pdf", ".json"])
@each_case
def test_the_default_layout_is_the_one_that_was_published(real_exports: Exports, case: RealCase, ending: str) -> None:
    published = Layout.MAL if case.tillfalle == "helar" else Layout.PROCESS
    default = (real_exports.folder / f"{case.ar}{ending}").read_bytes()
    assert default == (real_exports.folder / f"{case.ar}-{published}{ending}").read_bytes()


def headings(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        document = ElementTree.fromstring(archive.read("word/document.xml"))  # noqa: S314 - our own file
        styles = ElementTree.fromstring(archive.read("word/styles.xml"))  # noqa: S314
    names = {style.get(f"{W}styleId"): style.find(f"{W}name") for style in styles.iter(f"{W}style")}
    found = []
    for paragraph in document.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = None if style is None else names[style.get(f"{W}val")]
        if name is not None and (name.get(f"{W}val") or "").startswith("heading"):
            found.append("".join(text.text or "" for text in paragraph.iter(f"{W}t")))
    return found


@each_case
def test_the_headings_stand_in_the_order_of_the_published_section(real_exports: Exports, case: RealCase) -> None:
    published = "".join(case.published.read_text(encoding="utf-8").split())
    # "Avtal och uppdrag" is our heading of the table that stood under "Verksamhetsområde/liknande".
    ours = [text for text in headings(real_exports.folder / f"{case.ar}.docx") if text != "Avtal och uppdrag"]
    places = [0]
    for text in ours:
        places.append(published.find("".join(text.split()), places[-1]))
    assert len(ours) >= 2
    assert all(before <= after for before, after in pairwise(places)), list(zip(ours, places[1:], strict=True))


def test_the_word_files_are_accessible_and_whole(real_exports: Exports) -> None:
    files = real_exports.all(".docx")
    assert f"{len(files)} files, 0 findings" in run_checker("granska_docx.py", *files)
    check_word(files)


def test_the_pdf_files_are_accessible_and_archivable(real_exports: Exports) -> None:
    default = [real_exports.folder / f"{case.ar}.pdf" for case in REAL_CASES]
    assert "2 files, 0 findings" in run_checker("granska_pdf.py", *default)
    check_pdf([real_exports.folder / "2019-process.pdf", real_exports.folder / "2023-mal.pdf"])

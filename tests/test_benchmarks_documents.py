"""The benchmarks of PDF, infoga and Excel at tiny sizes, as in test_benchmarks.py."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
import typst
from lxml import etree

from benchmarks import data, excel, infoga, pdf, pdf_memory
from benchmarks.common import measurable
from benchmarks.word import DOCUMENT, read_members
from internkontroll.domain.document import Document
from internkontroll.paths import FONTS
from tests.export.pdf_reader import Pages

RISKS = 4
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def letters(*texts: str) -> Counter[str]:
    """How often each letter stands in the texts. A typesetter may part words, but not lose any of them."""
    return Counter(re.sub(r"[\s\u00ad\ufffe]", "", "".join(texts)))


def cells(xlsx: Path) -> list[list[str]]:
    """What is written in the cells of the first sheet, row by row."""
    sheet = etree.fromstring(read_members(xlsx)["xl/worksheets/sheet1.xml"])
    return [
        ["".join(cell.itertext()) for cell in row if "".join(cell.itertext())] for row in sheet.iter(f"{_SHEET}row")
    ]


def texts(docx: Path) -> Counter[str]:
    """The texts of a Word document's runs."""
    return Counter(text.text or "" for text in etree.fromstring(read_members(docx)[DOCUMENT]).iter(f"{_WORD}t"))


def report(folder: Path) -> Document:
    """The report that a benchmark has made, made again."""
    again = folder / "igen"
    again.mkdir()
    return pdf.report(again, RISKS)


def texts_in_tables(document: Document) -> list[str]:
    """Every paragraph of every cell."""
    return [text for table in pdf.tables(document) for row in pdf.texts_of(table) for cell in row for text in cell]


def test_typst_sets_every_text_of_the_report(tmp_path: Path) -> None:
    made = pdf.typst_benchmark(tmp_path, RISKS)
    assert made.bar == 0.8
    assert made.product() > 0
    assert made.floor() > 0
    document = report(tmp_path)
    floor = Pages(typst.compile(str(tmp_path / "rapport.typ"), font_paths=[str(FONTS)]))
    product = Pages(pdf.render(document))
    wanted = letters(*texts_in_tables(document))
    assert wanted.total() > 3_000
    assert not wanted - letters(*floor.texts())
    assert not wanted - letters(*product.texts())
    assert 0.5 < len(floor) / len(product) < 2


def test_the_hand_layout_draws_every_word_of_the_tables(tmp_path: Path) -> None:
    made = pdf.canvas_benchmark(tmp_path, RISKS)
    assert made.bar == 2.0
    assert made.product() > 0
    assert made.floor() > 0
    document = report(tmp_path)
    drawn = " ".join(Pages(pdf.draw_by_hand(document)).texts())
    assert sorted(drawn.split()) == sorted(" ".join(texts_in_tables(document)).split())


def test_growth_is_the_time_of_each_risk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages: list[int] = []

    def six(run: Callable[[], bytes]) -> float:
        pages.append(len(Pages(run())))
        return 6.0

    monkeypatch.setattr(pdf, "milliseconds", six)
    made = pdf.growth_benchmark(tmp_path, 1, 10)
    assert made.bar == 1.2
    assert (made.product(), made.floor()) == (600.0, 6_000.0)
    assert pages[0] > pages[1]


@pytest.mark.skipif(not measurable(), reason="the system doesn't tell a process its own peak")
def test_the_peak_is_that_of_a_whole_export(tmp_path: Path) -> None:
    made = pdf_memory.benchmark(tmp_path, RISKS)
    assert (made.bar, made.floor()) == (1.0, 250.0)
    assert 30 < made.product() < 250
    shown = " ".join(Pages((tmp_path / "avsnitt.pdf").read_bytes()).texts())
    assert all(f"Risk {number}:" in shown for number in range(1, RISKS + 1))


def test_infoga_puts_what_the_bare_export_writes_into_the_host(tmp_path: Path) -> None:
    made = infoga.benchmark(tmp_path, RISKS, pages=3)
    assert made.bar == 3.0
    assert made.product() > 0
    assert made.floor() > 0
    host, bare, whole = (texts(tmp_path / name) for name in ("rapport.docx", "avsnitt.docx", "ut.docx"))
    assert host.total() > 8 * 3
    assert bare.total() > 20
    assert host + bare == whole


def test_xlsxwriter_writes_the_same_cells_as_the_export(tmp_path: Path) -> None:
    made = excel.benchmark(tmp_path, data.ATGARDER * RISKS)
    assert made.bar == 1.3
    assert made.product() > 0
    assert made.floor() > 0
    exported, floor = cells(tmp_path / "lista.xlsx"), cells(tmp_path / "golv.xlsx")
    assert len(exported) == 1 + data.ATGARDER * RISKS
    assert exported == floor

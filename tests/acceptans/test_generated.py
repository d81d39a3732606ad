"""A made-up register with texts of every kind, at all tillfällen and in all layouts, as the checkers see it.

A small one is looked at in every run; that of 1,000 risks, with thousands of pages, by ``python3 dev.py stort``.
"""

import json
import os
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest

from internkontroll.cli import main
from internkontroll.db.session import Register
from internkontroll.domain.report import build_report
from internkontroll.domain.report.risker import Layout
from internkontroll.domain.status import Status, Tillfalletyp
from internkontroll.services.underlag import load_underlag
from internkontroll.services.urval import find_plan
from tests.acceptans.exports import Exports, check_pdf, check_word, needs_pdftotext, needs_shared, run_checker
from tests.acceptans.generated import AR, LONGEST, utbyte
from tests.export.pdf_reader import read_tree, texts_expected, texts_of
from tests.utbyte_files import write

SMALL, LARGE = 45, 1_000
REGISTER = "generated.ikreg"
only_when_asked = pytest.mark.skipif(
    os.environ.get("INTERNKONTROLL_STORT") != "1", reason="takes many minutes: python3 dev.py stort"
)

each_tillfalle = pytest.mark.parametrize("tillfalle", Tillfalletyp)
each_layout = pytest.mark.parametrize("layout", Layout)


@pytest.fixture(scope="module", params=[SMALL, pytest.param(LARGE, marks=only_when_asked)])
def generated(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Exports:
    """The utbyte files of all tillfällen, imported by one command and exported by one each, in both layouts."""
    folder = tmp_path_factory.mktemp("generated")
    files = [write(folder / f"in-{tillfalle}.json", utbyte(request.param, tillfalle)) for tillfalle in Tillfalletyp]
    register = str(folder / REGISTER)
    assert main(["skapa", register]) == 0
    assert main(["importera", register, *map(str, files)]) == 0
    for tillfalle in Tillfalletyp:
        report = ["exportera", register, "--ar", str(AR), "--tillfalle", tillfalle, "--till"]
        assert main([*report, str(folder / f"{tillfalle}.json")]) == 0
        for layout in Layout:
            for ending in (".docx", ".pdf"):
                assert main([*report, str(folder / f"{tillfalle}-{layout}{ending}"), "--layout", layout]) == 0
    return Exports(folder)


def texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for member in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from texts_in(member)


@each_tillfalle
def test_the_smallest_register_too_has_every_kind_of_text(tillfalle: Tillfalletyp) -> None:
    data = utbyte(SMALL, tillfalle)
    texts = [text for risk in data["risker"] for text in texts_in(risk)]
    longest = [text for text in texts if len(text) > LONGEST - 20]
    assert set("åäöÅÄÖáčđŋšŧžÁČĐŊŠŦŽïæ–—”“’»\"'§½≤→\u00ad\u00a0\u202f\u2011<>&{}=@") <= set("".join(texts))
    assert {"\n\n" in text for text in longest} == {True, False}
    assert any(text.isalpha() for text in texts)
    assert any("\n\n- " in text for text in texts)
    assert any("\n" in text and "\n\n" not in text for text in texts)
    assert set(Status) <= set(texts)


def test_a_register_is_the_same_on_every_run() -> None:
    assert utbyte(3, Tillfalletyp.APRIL) == utbyte(3, Tillfalletyp.APRIL)
    assert utbyte(3, Tillfalletyp.APRIL) != utbyte(3, Tillfalletyp.AUGUSTI)


@each_tillfalle
def test_it_comes_back_member_for_member(generated: Exports, tillfalle: Tillfalletyp) -> None:
    imported, exported = (
        json.loads((generated.folder / f"{name}{tillfalle}.json").read_text(encoding="utf-8")) for name in ("in-", "")
    )
    assert exported == imported


@needs_shared
@each_tillfalle
@each_layout
@pytest.mark.parametrize("ending", [".docx", pytest.param(".pdf", marks=needs_pdftotext)])
def test_every_text_stands_in_the_document_in_order(
    generated: Exports, tillfalle: Tillfalletyp, layout: Layout, ending: str
) -> None:
    export = generated.folder / f"{tillfalle}-{layout}{ending}"
    assert ", 0 failed" in run_checker("granska_avsnitt.py", generated.folder / f"in-{tillfalle}.json", export)


@each_tillfalle
@each_layout
def test_every_text_stands_in_the_structure_tree_once_and_in_order(
    generated: Exports, tillfalle: Tillfalletyp, layout: Layout
) -> None:
    with Register(generated.folder / REGISTER, "prov").read() as connection:
        underlag = load_underlag(connection, find_plan(connection, AR), tillfalle)
    # A page has no hyphens that are seen only where a line ends, and one kind of those that are always seen.
    on_paper = str.maketrans({"\u00ad": None, "\u2011": "-"})
    expected = [(tag, text.translate(on_paper)) for tag, text in texts_expected(build_report(underlag, layout))]
    with pikepdf.open(generated.folder / f"{tillfalle}-{layout}.pdf") as pdf:
        assert texts_of(read_tree(pdf)) == expected


@needs_shared
def test_the_word_files_are_accessible(generated: Exports) -> None:
    assert "8 files, 0 findings" in run_checker("granska_docx.py", *generated.all(".docx"))


def test_the_word_files_are_whole(generated: Exports) -> None:
    check_word(generated.all(".docx"))


@each_layout
def test_the_pdf_files_are_accessible_and_archivable(generated: Exports, layout: Layout) -> None:
    check_pdf([path for path in generated.all(".pdf") if path.stem.endswith(layout)])

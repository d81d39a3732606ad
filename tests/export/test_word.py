"""The Word export as Word, a screen reader and an archive meet it: what stands in the file, and how it is marked."""

import importlib.util
import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from internkontroll.domain.document import (
    Block,
    Cell,
    ColorMark,
    Column,
    Divider,
    Document,
    Heading,
    Label,
    ListBlock,
    Matrix,
    Paragraph,
    StatusMark,
    Table,
)
from internkontroll.export.word.blocks import BlockWriter
from internkontroll.export.word.numbering import Numbering
from internkontroll.export.word.template import read_template
from tests.export.word_files import (
    MALL,
    NASTY,
    ROOT,
    WIDTH,
    a_document,
    a_table,
    body,
    docx,
    every_kind,
    find,
    paragraphs,
    part,
    style_names,
    values,
)
from tests.posix import installed

GRANSKA_DOCX = ROOT.parent / "shared" / "acceptans" / "granska_docx.py"

# --- everything is there, in order ----------------------------------------------------------------------------------


def texts_of(cell: Cell) -> Iterator[str]:
    for item in cell:
        if isinstance(item, ListBlock):
            yield from item.items
        elif isinstance(item, StatusMark):
            yield item.status.value
        elif not isinstance(item, Divider):
            yield item.text


def expected_texts(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Table):
            yield from (column.title for column in block.columns)
            for row in block.rows:
                for cell in row:
                    yield from texts_of(cell) if cell else ("",)
        elif isinstance(block, ListBlock):
            yield from block.items
        elif isinstance(block, Matrix):
            yield ""  # a picture
        else:
            yield block.text


def test_every_text_stands_in_the_file_once_and_in_order() -> None:
    document = every_kind()
    # A status's icon and the tab after it stand before its word.
    found = [line.rsplit("\t")[-1] for line in paragraphs(part(docx(document), "word/document.xml"))]
    assert found == list(expected_texts(document))


def test_the_templates_marker_is_gone_and_its_page_kept() -> None:
    document = body(Heading(1, "Rubrik"))
    assert paragraphs(document) == ["Rubrik"]
    assert values(document, "//w:sectPr/w:pgSz/@w:w") == ["11906"]
    assert len(find(document, "//w:sectPr/w:footerReference")) == 1


@pytest.mark.parametrize("block", [Heading(1, NASTY), Paragraph(NASTY), ListBlock((NASTY,))])
def test_characters_that_mean_something_in_xml_are_text(block: Block) -> None:
    assert paragraphs(body(block)) == [NASTY]


def test_titles_of_tables_may_hold_any_character() -> None:
    table = Table(
        NASTY, f"{NASTY}\nrad två", (Column(NASTY, 1.0),), (((Label(NASTY),),), ((ColorMark(NASTY, "FFFFFF"),),))
    )
    document = body(Heading(1, "Rubrik"), table)
    assert values(document, "//w:tblCaption/@w:val") == [NASTY]
    assert values(document, "//w:tblDescription/@w:val") == [f"{NASTY}\nrad två"]
    assert paragraphs(document)[1:] == [NASTY, NASTY, NASTY]


@pytest.mark.parametrize("sign", ["\n", "\t", "\u00ad", "\n\n"])
def test_line_breaks_tabs_and_soft_hyphens_are_words_own(sign: str) -> None:
    document = body(Paragraph(f"före{sign}efter"), a_table(((Paragraph(f"före{sign}efter"),),)))
    assert paragraphs(document) == [f"före{sign}efter", "Kolumn 1", f"före{sign}efter"]
    assert not [piece for piece in values(document, "//w:t/text()") if sign in piece]


def test_blanks_at_the_ends_of_a_line_survive() -> None:
    document = body(Paragraph(" först \n sist "))
    assert set(values(document, "//w:t/@xml:space")) == {"preserve"}
    assert paragraphs(document) == [" först \n sist "]


def test_ten_thousand_characters_stand_whole() -> None:
    long = "Åtgärden pågår. " * 625
    assert paragraphs(body(Paragraph(long), a_table(((Paragraph(long),), ())))) == [
        long,
        "Kolumn 1",
        "Kolumn 2",
        long,
        "",
    ]


# --- headings and lists ---------------------------------------------------------------------------------------------


def test_headings_have_words_own_heading_styles() -> None:
    data = docx(a_document(*(Heading(level, f"Nivå {level}") for level in range(1, 7)), Paragraph("Text")))
    names = style_names(data)
    styles = values(part(data, "word/document.xml"), "//w:p/w:pPr/w:pStyle/@w:val")
    assert styles[:6] == [f"Rubrik{level}" for level in range(1, 7)]
    assert [names[style] for style in styles] == [*(f"heading {level}" for level in range(1, 7)), "Body Text"]
    outline = part(data, "word/styles.xml")
    for level in range(1, 7):
        path = f"//w:style[w:name/@w:val='heading {level}']/w:pPr"
        assert values(outline, f"{path}/w:outlineLvl/@w:val") == [str(level - 1)]
        assert len(find(outline, f"{path}/w:keepNext")) == 1


def test_headings_go_down_by_the_offset_of_the_place_and_no_further_than_six() -> None:
    template = read_template(MALL)
    writer = BlockWriter(template.styles, Numbering(template.lists), WIDTH, heading_offset=2)
    xml = "".join(writer.write([Heading(1, "a"), Heading(2, "b"), Heading(5, "c")]))
    assert re.findall(r'pStyle w:val="(\w+)"', xml) == ["Rubrik3", "Rubrik4", "Rubrik6"]


def list_starts(data: bytes) -> list[tuple[str, list[str]]]:
    """For each numbered list in order: its number format and where it starts."""
    numbering = part(data, "word/numbering.xml")
    starts = []
    for instance in dict.fromkeys(values(part(data, "word/document.xml"), "//w:numPr/w:numId/@w:val")):
        (abstract,) = values(numbering, f"//w:num[@w:numId='{instance}']/w:abstractNumId/@w:val")
        start = values(numbering, f"//w:num[@w:numId='{instance}']/w:lvlOverride[@w:ilvl='0']/w:startOverride/@w:val")
        (kind,) = values(numbering, f"//w:abstractNum[@w:abstractNumId='{abstract}']/w:lvl/w:numFmt/@w:val")
        starts.append((kind, start))
    return starts


def test_each_numbered_list_starts_at_one() -> None:
    numbered = ListBlock(("ett", "två"), ordered=True)
    in_cells = a_table(((numbered,), (Paragraph("före"), numbered, Paragraph("mellan"), numbered)))
    data = docx(a_document(Heading(1, "Rubrik"), numbered, Paragraph("mellan"), numbered, in_cells))
    assert list_starts(data) == [("decimal", ["1"])] * 5
    instances = values(part(data, "word/document.xml"), "//w:numPr/w:numId/@w:val")
    assert all(instances.count(instance) == 2 for instance in instances)
    every_instance = values(part(data, "word/numbering.xml"), "//w:num/@w:numId")
    assert len(every_instance) == len(set(every_instance))


def test_bullets_are_lists_by_their_style() -> None:
    data = docx(a_document(ListBlock(("en", "två")), a_table(((ListBlock(("tre",)),),))))
    styles, numbering = part(data, "word/styles.xml"), part(data, "word/numbering.xml")
    used = values(part(data, "word/document.xml"), "//w:pStyle/@w:val")
    assert [style_names(data)[style] for style in used] == [
        "List Bullet",
        "List Bullet",
        "Tabell rubrikrad",
        "Tabell punktlista",
    ]
    for style in ("Punktlista", "Tabellpunktlista"):
        (instance,) = values(styles, f"//w:style[@w:styleId='{style}']/w:pPr/w:numPr/w:numId/@w:val")
        (abstract,) = values(numbering, f"//w:num[@w:numId='{instance}']/w:abstractNumId/@w:val")
        assert values(numbering, f"//w:abstractNum[@w:abstractNumId='{abstract}']/w:lvl/w:numFmt/@w:val") == ["bullet"]


# --- the whole file -------------------------------------------------------------------------------------------------


def test_a_screen_reader_is_told_language_title_and_author() -> None:
    data = docx(a_document(Heading(1, "Rubrik"), title="Plan & <uppföljning>", author="Bygg- & miljönämnden"))
    core = part(data, "docProps/core.xml")
    assert values(core, "//dc:title/text()") == ["Plan & <uppföljning>"]
    assert values(core, "//dc:creator/text()") == ["Bygg- & miljönämnden"]
    assert values(core, "//dc:language/text()") == ["sv-SE"]
    assert values(core, "//dcterms:created/text()|//dcterms:modified/text()") == ["2026-04-30T00:00:00Z"] * 2
    assert values(part(data, "word/styles.xml"), "//w:docDefaults//w:lang/@w:val") == ["sv-SE"]
    assert values(part(data, "word/settings.xml"), "//w:themeFontLang/@w:val") == ["sv-SE"]


def test_the_page_says_whose_report_it_is_and_which_page() -> None:
    data = docx(a_document(Heading(1, "Rubrik"), title="Plan & mål", author="Kultur <K>"))
    assert paragraphs(part(data, "word/header1.xml")) == ["Plan & mål"]
    assert paragraphs(part(data, "word/footer1.xml")) == ["Sida 1 av 1"]
    fields = values(part(data, "word/footer1.xml"), "//w:fldSimple/@w:instr")
    assert [field.strip() for field in fields] == ["PAGE", "NUMPAGES"]


def test_the_same_document_gives_the_same_bytes() -> None:
    assert docx(every_kind()) == docx(every_kind())


def test_the_file_holds_no_clock_and_no_system() -> None:
    with zipfile.ZipFile(io.BytesIO(docx(every_kind()))) as archive:
        members = archive.infolist()
    assert {(info.date_time, info.create_system) for info in members} == {((1980, 1, 1, 0, 0, 0), 0)}
    assert members[0].filename == "[Content_Types].xml"


def test_mall_is_what_its_script_makes(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("make_mall", MALL.with_name("make_mall.py"))
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.make(tmp_path / "mall.docx")
    with zipfile.ZipFile(MALL) as ours, zipfile.ZipFile(tmp_path / "mall.docx") as made:
        assert [(info.filename, ours.read(info)) for info in ours.infolist()] == [
            (info.filename, made.read(info)) for info in made.infolist()
        ]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    long = "Åtgärden pågår & följs upp. " * 360
    hard = a_document(
        Heading(1, NASTY),
        Paragraph(f"{long}\n{NASTY}"),
        a_table(((Paragraph(long),), (Label(NASTY), ColorMark("a\nb", "FFF2CC")), ())),
    )
    documents = {"alla": every_kind(), "svår": hard, "liten": a_document(Heading(1, "Rubrik"), Paragraph("Text."))}
    folder = tmp_path_factory.mktemp("word")
    for name, document in documents.items():
        (folder / f"{name}.docx").write_bytes(docx(document))
    return [str(folder / f"{name}.docx") for name in documents]


def test_validators_find_nothing(files: list[str]) -> None:
    audits = [[installed("openxml-audit"), file, "--quiet"] for file in files]
    for command in [*audits, [installed("docx-integrity"), "check", "--fail-on", "info", *files]]:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_accessibility_lint_finds_nothing(files: list[str]) -> None:
    if not GRANSKA_DOCX.exists():
        pytest.skip("../shared is missing")
    done = subprocess.run([sys.executable, str(GRANSKA_DOCX), *files], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr

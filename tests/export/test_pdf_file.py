"""The file: deterministic, archivable, and whole when it is written bit by bit."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pytest
from PIL import ImageCms

from internkontroll.domain.document import Document, Heading, Paragraph
from internkontroll.export.pdf.metadata import srgb_profile
from internkontroll.export.pdf.pdffile import PdfFile
from internkontroll.export.pdf.render import render_pdf
from tests.export.documents import SENTENCE, document, risk_row, section, table
from tests.export.pdf_reader import FONTS, Pages, rendered

SCRIPT = Path(__file__).parents[3] / "shared" / "acceptans" / "granska_pdf.py"


@pytest.fixture(scope="module")
def pdf() -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(rendered(section()))) as pdf:
        yield pdf


# --- bytes ----------------------------------------------------------------------------------------------------------


def test_the_same_document_gives_the_same_bytes() -> None:
    assert rendered(section()) == rendered(section())


def test_another_document_has_another_identity() -> None:
    identities = {
        bytes(pikepdf.open(BytesIO(rendered(document(Paragraph(text))))).trailer.ID[0]) for text in ("Ett.", "Två.")
    }
    assert len(identities) == 2


class WriteOnly(BytesIO):
    """A stream such as a pipe: it only takes bytes."""

    def seek(self, *_: object) -> int:
        raise OSError("not seekable")

    tell = seek


def test_a_pipe_is_enough() -> None:
    stream = WriteOnly()
    render_pdf(section(), stream, FONTS)
    assert stream.getvalue() == rendered(section())


class FullDisk(BytesIO):
    def write(self, data: object) -> int:
        raise OSError(28, "No space left on device")


def test_a_full_disk_is_told() -> None:
    with pytest.raises(OSError, match="No space left"):
        render_pdf(section(), FullDisk(), FONTS)


@pytest.mark.parametrize("count", [0, 1, 199, 200, 201, 1_000])
def test_objects_come_back_as_they_were_put(count: int) -> None:
    stream = BytesIO()
    file = PdfFile(stream)
    later = file.reserve()
    numbers = [file.add(f"<</N {number}>>") for number in range(count)]
    file.put_stream(later, b"late \xff", "/Late true")
    pages = file.add("<</Type/Pages/Count 0/Kids[]>>")
    file.close(file.add(f"<</Type/Catalog/Pages {pages} 0 R>>"), file.add("<<>>"))
    pdf = pikepdf.open(stream)
    assert [int(pdf.get_object(number, 0).N) for number in numbers] == list(range(count))
    assert pdf.get_object(later, 0).read_bytes() == b"late \xff"


def test_the_file_is_sound(tmp_path: Path) -> None:
    content = document(Heading(1, "Lång"), *[table(*map(risk_row, range(40)))] * 3)
    path = tmp_path / "a.pdf"
    path.write_bytes(rendered(content))
    with pikepdf.open(path) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.pdf_version == "1.7"


# --- what it says of itself -----------------------------------------------------------------------------------------


def test_title_language_and_author_are_set(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.Root.Lang) == "sv-SE"
    assert str(pdf.docinfo.Title) == "Uppföljning av intern kontroll"
    assert str(pdf.docinfo.Author) == "Äldrenämnden"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert bool(pdf.Root.MarkInfo.Marked)


def test_the_metadata_repeats_it_and_claims_conformance() -> None:
    content = document(Paragraph("Text."), title="Mål & <risk>", author="Nämnden för ”A” & B")
    with pikepdf.open(BytesIO(rendered(content))) as pdf:
        packet = pdf.Root.Metadata.read_bytes()
        with pdf.open_metadata() as xmp:
            assert xmp["dc:title"] == "Mål & <risk>" == str(pdf.docinfo.Title)
            assert xmp["dc:creator"] == ["Nämnden för ”A” & B"] == [str(pdf.docinfo.Author)]
            assert xmp["pdf:Producer"] == str(pdf.docinfo.Producer)
            assert xmp["dc:date"] == ["2026-04-30"]
            assert xmp.pdfa_status == "2A"
    ElementTree.fromstring(packet)  # noqa: S314 - our own
    assert b"<pdfuaid:part>1<" in packet


def bookmarks(items: list[pikepdf.OutlineItem]) -> list[object]:
    return [(item.title, bookmarks(list(item.children))) if item.children else item.title for item in items]


def test_headings_are_bookmarks() -> None:
    content = document(
        Heading(1, "Plan"),
        Heading(2, "Risker"),
        Heading(3, "Process\n2.1"),
        Paragraph(SENTENCE * 100),
        Heading(3, "Process 2.2"),
        Heading(2, "Kontroller"),
        Heading(1, "Bilaga"),
    )
    with pikepdf.open(BytesIO(rendered(content))) as pdf, pdf.open_outline() as outline:
        assert bookmarks(outline.root) == [
            ("Plan", [("Risker", ["Process 2.1", "Process 2.2"]), "Kontroller"]),
            "Bilaga",
        ]
        target = outline.root[0].children[0].children[1].destination
        assert isinstance(target, pikepdf.Array)
        assert target[0].objgen == pdf.pages[len(pdf.pages) - 1].objgen


def test_a_bookmark_leads_to_right_above_its_heading() -> None:
    content = rendered(document(Heading(1, "Plan"), Paragraph(SENTENCE * 5), Heading(2, "Risker"), Paragraph("Text.")))
    with pikepdf.open(BytesIO(content)) as pdf, pdf.open_outline() as outline:
        (plan,) = outline.root
        targets = {item.title: item.destination for item in (plan, *plan.children)}
        tops = {title: float(target[3]) for title, target in targets.items() if isinstance(target, pikepdf.Array)}
    shown = {piece.text: piece.top for piece in Pages(content).pieces(1) if piece.text in tops}
    assert shown.keys() == {"Plan", "Risker"}
    assert [title for title, top in shown.items() if not top <= tops[title] < top + 30] == []


def test_a_document_without_headings_has_no_empty_bookmarks() -> None:
    with pikepdf.open(BytesIO(rendered(document(Paragraph("Text."))))) as pdf:
        assert "/Outlines" not in pdf.Root


# --- fonts and colours ----------------------------------------------------------------------------------------------


def fonts_of(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"]


def test_every_font_is_an_embedded_subset(pdf: pikepdf.Pdf) -> None:
    fonts = fonts_of(pdf)
    outer = [font for font in fonts if font.Subtype == "/Type0"]
    inner = [font for font in fonts if font.Subtype == "/CIDFontType2"]
    assert len(outer) == len(inner) == 2
    assert len(fonts) == 4
    assert sorted(str(font.BaseFont).partition("+")[2] for font in inner) == ["Carlito", "Carlito-Bold"]
    for font in inner:
        assert 0 < len(font.FontDescriptor.FontFile2.read_bytes()) < 80_000


def test_the_character_map_has_every_character_and_keeps_its_blocks_short() -> None:
    """A block of more than 100 pairs is an error by Adobe's specification of CMaps."""
    letters = "".join(chr(code) for code in range(0xC0, 0x180))
    with pikepdf.open(BytesIO(rendered(document(Paragraph(letters))))) as pdf:
        (regular, _) = [font for font in fonts_of(pdf) if font.Subtype == "/Type0"]
        blocks = regular.ToUnicode.read_bytes().decode("ascii").split("beginbfchar\n")[1:]
    pairs = [re.findall("<(....)> <(....)>", block.partition("endbfchar")[0]) for block in blocks]
    assert max(map(len, pairs)) <= 100
    texts = {chr(int(code, 16)): chr(int(text, 16)) for block in pairs for code, text in block}
    assert {letter: texts.get(letter) for letter in letters} == {letter: letter for letter in letters}


def test_colours_have_a_profile_that_colour_management_takes() -> None:
    profile = ImageCms.ImageCmsProfile(BytesIO(srgb_profile()))
    same = ImageCms.buildTransform(profile, ImageCms.createProfile("sRGB"), "RGB", "RGB")
    assert same is not None
    assert ImageCms.getProfileDescription(profile).strip() == "sRGB"


# --- conformance ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        section(),
        document(Heading(1, "Lång tabell"), table(*map(risk_row, range(60)))),
        document(Heading(1, "En lång rad"), table(risk_row(1, SENTENCE * 250))),
        document(Paragraph("Text."), author=""),
        document(),
    ],
    ids=["section", "long table", "long row", "no heading", "nothing"],
)
@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_it_is_accessible_and_archivable(content: Document, profile: str, tmp_path: Path) -> None:
    page = pytest.importorskip("page")
    path = tmp_path / "a.pdf"
    path.write_bytes(rendered(content))
    assert [f"{f.rule_id}: {f.message}" for f in page.validate_pdf(str(path), profile=profile).failures] == []


def test_the_acceptance_script_finds_nothing(tmp_path: Path) -> None:
    if not SCRIPT.exists() or shutil.which("outloud", path=str(Path(sys.executable).parent)) is None:
        pytest.skip("the acceptance script or outloud isn't here")
    path = tmp_path / "a.pdf"
    path.write_bytes(rendered(section()))
    done = subprocess.run([sys.executable, str(SCRIPT), str(path)], capture_output=True, text=True, check=False)
    assert done.stdout.endswith("1 files, 0 findings\n"), done.stdout + done.stderr

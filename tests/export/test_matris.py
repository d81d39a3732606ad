"""The drawn matrix: nothing overlaps, nothing is cut, and those who don't see it are told what it shows."""

import io
import zipfile
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from internkontroll.domain.document import Document, Heading, Matrix, Paragraph
from internkontroll.domain.utseende import Utseende
from internkontroll.errors import InputRefused
from internkontroll.export.matris import Drawing, draw_matrix
from internkontroll.export.word.blocks import BlockWriter
from internkontroll.export.word.numbering import Numbering
from internkontroll.export.word.template import read_template
from tests.export.documents import SENTENCE, document, matrix, table
from tests.export.pdf_reader import Pages, read_content, read_tree, rendered, texts_expected, texts_of
from tests.export.word_files import MALL, docx, find, paragraphs, part, values

SIZES = [matrix(3), matrix(4), matrix(6), matrix(6, ("Katastrofalsamhällsstörning", "b"))]
WHOLE = document(
    Heading(1, "Plan"),
    Paragraph("Text."),
    matrix(),
    table(((Paragraph("ett"),), (Paragraph("två"),)), titles=("A", "B")),
    Paragraph("Slut."),
)


def measure(text: str, size: float, bold: bool) -> float:
    return len(text) * size * (0.55 if bold else 0.5)


def drawn(content: Matrix, width: float = 450) -> Drawing:
    return draw_matrix(content, width, measure)


@pytest.mark.parametrize("content", SIZES)
@pytest.mark.parametrize("width", [368, 450, 538])
def test_everything_is_inside_the_drawing(content: Matrix, width: float) -> None:
    drawing = drawn(content, width)
    for box in drawing.boxes:
        assert box.left >= 0 and box.left + box.width <= width + 0.01
        assert box.top >= 0 and box.top + box.height <= drawing.height
    for words in drawing.words:
        assert words.left >= 0 and words.left + measure(words.text, words.size, words.bold) <= width + 0.01
        assert words.size / 2 <= words.baseline <= drawing.height - 2


@pytest.mark.parametrize("content", SIZES)
def test_no_words_stand_on_each_other(content: Matrix) -> None:
    places = [
        (one.left, one.baseline - 0.7 * one.size, one.left + measure(one.text, one.size, one.bold), one.baseline + 1)
        for one in drawn(content).words
    ]
    for at, (left, top, right, bottom) in enumerate(places):
        assert not [p for p in places[:at] if p[0] < right and left < p[2] and p[1] < bottom and top < p[3]]


@pytest.mark.parametrize("content", SIZES)
def test_every_cell_has_its_colour_and_every_word_is_there(content: Matrix) -> None:
    drawing = drawn(content)
    marks = [mark for row in content.cells for mark in row] + list(content.legend)
    assert [box.color for box in drawing.boxes] == [mark.color for mark in marks]
    wanted = (content.row_axis, *content.rows, *content.columns, content.column_axis, *(mark.text for mark in marks))
    assert sorted("".join(words.text for words in drawing.words).replace(" ", "")) == sorted(
        "".join(wanted).replace(" ", "")
    )


# --- PDF ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("content", SIZES)
def test_it_is_one_figure_with_alternative_text_and_place(content: Matrix) -> None:
    whole = document(Paragraph("Före."), content, Paragraph("Efter."))
    pdf = pikepdf.open(BytesIO(rendered(whole)))
    tree = read_tree(pdf)
    (figure,) = tree.all("Figure")
    assert texts_of(tree)[::2] == texts_expected(whole)[::2]
    assert "".join(figure.text.split()) == "".join(texts_expected(whole)[1][1].split())
    assert str(figure.element.Alt) == "Fyra risker & ”mer”."
    left, bottom, right, top = map(float, figure.element.A.BBox)
    assert (left, right) == pytest.approx((25 / 25.4 * 72, 185 / 25.4 * 72), abs=0.1)
    inside = [one for one in Pages(rendered(whole)).pieces(1) if one.text in ("Sannolikhet", "Acceptera", "12")]
    assert len(inside) >= 3
    assert all(left <= one.left and bottom <= one.bottom and one.right <= right and one.top <= top for one in inside)
    assert read_content(pdf.pages[0]).loose == []


def test_the_paragraph_that_explains_it_stays_with_it() -> None:
    blocks = (Paragraph(SENTENCE * 35), Heading(2, "Rubrik"), Paragraph("Så läses den."), matrix())
    pages = Pages(rendered(document(*blocks)))
    assert "Rubrik" not in pages.text(1) and "läses" not in pages.text(1)
    assert all(word in pages.text(2) for word in ("Rubrik", "läses", "Sannolikhet"))


def test_word_keeps_the_paragraph_with_it_too() -> None:
    whole = document(Paragraph("Långt innan."), Paragraph("Så läses den."), matrix())
    before, explaining, *_ = find(part(docx(whole), "word/document.xml"), ".//w:body/w:p")
    assert find(explaining, "w:pPr/w:keepNext") and not find(before, "w:pPr/w:keepNext")


def test_it_moves_whole_to_the_next_page() -> None:
    pages = Pages(rendered(document(Paragraph(SENTENCE * 35), matrix(), Paragraph("Slut."))))
    assert "Sannolikhet" not in pages.text(1)
    assert "Sannolikhet" in pages.text(2) and "Slut." in pages.text(2)


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_it_is_accessible_and_archivable(profile: str, tmp_path: Path) -> None:
    page = pytest.importorskip("page")
    path = tmp_path / "a.pdf"
    path.write_bytes(rendered(WHOLE, Utseende(marginal_mm=40)))
    assert [f"{f.rule_id}: {f.message}" for f in page.validate_pdf(str(path), profile=profile).failures] == []


def test_its_characters_are_checked_too() -> None:
    with pytest.raises(InputRefused, match=r"Tecknet ✔ .* i texten ”4 ✔”"):
        rendered(document(matrix(words=("✔",))))


# --- Word -----------------------------------------------------------------------------------------------------------


def test_word_has_a_picture_with_alternative_text_before_the_table() -> None:
    data = docx(WHOLE)
    body = part(data, "word/document.xml")
    assert paragraphs(body) == ["Plan", "Text.", "", "A", "B", "ett", "två", "Slut."]
    described = [one for one in body.iter() if str(one.tag).endswith("}docPr")]
    assert [one.get("descr") for one in described] == ["Fyra risker & ”mer”."]
    assert values(body, "//w:p[.//w:drawing]/w:pPr/w:spacing/@w:lineRule") == ["auto"]


def test_the_picture_is_found_and_has_the_shape_that_word_gives_it() -> None:
    data = docx(WHOLE)
    body = part(data, "word/document.xml")
    (embedded,) = [one.attrib.values()[0] for one in body.iter() if str(one.tag).endswith("}blip")]
    (target,) = [one.get("Target") for one in part(data, "word/_rels/document.xml.rels") if one.get("Id") == embedded]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        picture = Image.open(io.BytesIO(archive.read(f"word/{target}")))
    types = part(data, "[Content_Types].xml")
    assert [one.get("ContentType") for one in types if one.get("PartName") == f"/word/{target}"] == ["image/png"]
    (extent,) = [one for one in body.iter() if str(one.tag).endswith("}extent")]
    width, height = int(str(extent.get("cx"))), int(str(extent.get("cy")))
    assert width == pytest.approx(9072 * 635, rel=0.001)
    assert picture.width / picture.height == pytest.approx(width / height, rel=0.01)
    seen = picture.tobytes()
    colors = {seen[at : at + 3].hex().upper() for at in range(0, len(seen), 3)}
    assert {"D7ECDD", "FBD3A8", "FFFFFF", "1A1A1A"} <= colors


def test_a_document_without_matrix_gains_nothing() -> None:
    plain: Document = document(Paragraph("Text."))
    with zipfile.ZipFile(io.BytesIO(docx(plain))) as archive, zipfile.ZipFile(MALL) as ours:
        assert sorted(archive.namelist()) == sorted(ours.namelist())
        for name in ("[Content_Types].xml", "word/_rels/document.xml.rels"):
            assert archive.read(name) == ours.read(name)


def test_without_pictures_the_table_stands_alone() -> None:
    """As inside somebody else's document, which gains no pictures."""
    source = read_template(MALL)
    writer = BlockWriter(source.styles, Numbering(source.lists), source.text_width)
    xml = "".join(writer.write(WHOLE.blocks))
    assert "w:drawing" not in xml
    assert xml.count("<w:tbl>") == 1


def test_the_same_matrix_gives_the_same_bytes() -> None:
    assert docx(WHOLE) == docx(WHOLE)
    assert find(part(docx(WHOLE), "word/document.xml"), "//w:drawing")

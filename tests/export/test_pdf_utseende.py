"""The look that a nämnd chooses: fonts, logo, margins and colour, in a file that stays accessible and archivable."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from internkontroll.domain.document import Document, Heading, Paragraph
from internkontroll.domain.utseende import Utseende, tint
from internkontroll.errors import InputRefused
from internkontroll.export.pdf.fonts import check_font
from internkontroll.export.pdf.logo import read_logo
from internkontroll.export.pdf.render import render_pdf
from tests.export.documents import SENTENCE, document, risk_row, section, table
from tests.export.pdf_reader import FONTS, Node, Pages, read_content, read_tree, rendered, texts_expected, texts_of
from tests.export.pictures import RED, VERA, picture

MM = 72 / 25.4
VERAS = Utseende((VERA / "Vera.ttf").read_bytes(), (VERA / "VeraBd.ttf").read_bytes())
LOGO = Utseende(logotyp=picture(), logotyp_alt="Ängsö kommuns vapen")
PLAIN = document(Heading(1, "Rubrik"), Paragraph(SENTENCE * 99), table(*map(risk_row, range(8))))


def tree_of(content: Document, utseende: Utseende) -> Node:
    return read_tree(pikepdf.open(BytesIO(rendered(content, utseende))))


def refusal(utseende: Utseende, content: Document = PLAIN) -> str:
    stream = BytesIO()
    with pytest.raises(InputRefused) as caught:
        render_pdf(content, stream, FONTS, utseende)
    assert stream.getvalue() == b""
    return str(caught.value)


def test_the_same_choice_gives_the_same_bytes_and_another_gives_others() -> None:
    choices = [Utseende(), VERAS, LOGO, Utseende(marginal_mm=30), Utseende(farg="7A0019")]
    files = [rendered(PLAIN, choice) for choice in choices]
    assert files == [rendered(PLAIN, choice) for choice in choices]
    assert len(set(files)) == len(files)
    assert files[0] == rendered(PLAIN)


# --- margins and colour ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("margin", [10, 25, 40])
def test_everything_keeps_to_the_margins(margin: int) -> None:
    pages = Pages(rendered(PLAIN, Utseende(marginal_mm=margin)))
    for page in range(1, len(pages) + 1):
        pieces = pages.pieces(page)
        assert min(piece.left for piece in pieces) == pytest.approx(margin * MM, abs=1.5)
        assert max(piece.right for piece in pieces) == pytest.approx((210 - margin) * MM, abs=25)
        assert max(piece.right for piece in pieces) <= (210 - margin) * MM + 3  # a space at a line's end
        assert max(piece.top for piece in pieces) <= (297 - margin) * MM + 1
        lowest = [piece.text for piece in pieces if piece.bottom < max(margin, 30) * MM - 1]
        assert lowest == [PLAIN.title, f"Sida {page} av {len(pages)}"]


def test_headings_and_header_rows_have_the_colour() -> None:
    pages = Pages(rendered(PLAIN, Utseende(farg="7A0019")))
    assert pages.shows_color(1, "7A0019")
    every = range(1, len(pages) + 1)
    assert any(pages.shows_color(page, tint("7A0019")) for page in every)
    assert not any(pages.shows_color(page, color) for page in every for color in ("16324F", "E3EBF3"))


# --- fonts ----------------------------------------------------------------------------------------------------------


def test_own_fonts_are_embedded_and_nothing_else() -> None:
    with pikepdf.open(BytesIO(rendered(document(Heading(1, "Rubrik"), Paragraph("Text")), VERAS))) as pdf:
        fonts = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/FontFile2" in one]
        assert sorted(str(one.FontName).partition("+")[2] for one in fonts) == [
            "BitstreamVeraSans-Bold",
            "BitstreamVeraSans-Roman",
        ]


def test_a_character_that_the_own_font_lacks_is_named_before_anything_is_written() -> None:
    assert "Tecknet ŧ (U+0167, LATIN SMALL LETTER T WITH STROKE) i texten ”Ruŧ” finns inte i typsnittet Bit" in refusal(
        VERAS, document(Paragraph("Ruŧ"))
    )


def test_a_character_that_only_the_bold_font_lacks_is_named_too() -> None:
    """A nämnd may have chosen faces of two families."""
    mixed = Utseende((FONTS / "Carlito-Regular.ttf").read_bytes(), VERAS.typsnitt_fet)
    assert "i texten ”Ruŧ” finns inte i typsnittet BitstreamVeraSans-Bold" in refusal(
        mixed, document(Heading(1, "Ruŧ"))
    )


@pytest.mark.parametrize("data", [b"", b"OTTO no font", (VERA / "Vera.ttf").read_bytes()[:9_000]])
def test_what_isnt_a_font_is_refused(data: bytes) -> None:
    with pytest.raises(InputRefused, match=r"min\.ttf: filen är inget TrueType-typsnitt"):
        check_font(data, "min.ttf", "åäö")
    assert "Nämndens typsnitt: filen är inget TrueType-typsnitt" in refusal(Utseende(data or b"x", data or b"x"))


@pytest.mark.parametrize("fs_type", [0x0002, 0x0104, 0x0204])
def test_a_font_that_mustnt_be_embedded_is_refused(fs_type: int) -> None:
    data = bytearray((FONTS / "Carlito-Regular.ttf").read_bytes())
    entry = data.index(b"OS/2")
    at = int.from_bytes(data[entry + 8 : entry + 12], "big") + 8
    data[at : at + 2] = fs_type.to_bytes(2, "big")
    with pytest.raises(InputRefused, match=r"min\.ttf: Typsnittets licens tillåter inte att det bäddas in"):
        check_font(bytes(data), "min.ttf", "åäö")


def test_a_font_without_needed_letters_is_refused_with_them() -> None:
    with pytest.raises(InputRefused, match=r"min\.ttf: Typsnittet saknar tecknen ŧ ǥ\."):
        check_font((VERA / "Vera.ttf").read_bytes(), "min.ttf", "åäöŧǥ")


# --- logo -----------------------------------------------------------------------------------------------------------


def test_the_logo_is_a_figure_with_its_alternative_text_before_everything_else() -> None:
    tree = tree_of(section(), LOGO)
    logo = tree.children[0]
    assert (logo.tag, str(logo.element.Alt)) == ("Figure", "Ängsö kommuns vapen")
    assert texts_of(tree)[1:] == texts_expected(section())
    left, bottom, right, top = map(float, logo.element.A.BBox)
    assert (left, top) == pytest.approx((25 * MM, (297 - 25) * MM), abs=0.1)
    assert (right - left, top - bottom) == pytest.approx((40 * MM, 40 * MM / 3), abs=0.1)


@pytest.mark.parametrize(
    ("size", "millimetres"), [((800, 100), (40, 5)), ((10, 40), (5, 20)), ((200, 100), (40, 20)), ((3, 3), (20, 20))]
)
def test_the_logo_keeps_its_shape_within_40_by_20_mm(size: tuple[int, int], millimetres: tuple[float, float]) -> None:
    logo = read_logo(picture(size=size))
    assert (logo.width / MM, logo.height / MM) == pytest.approx(millimetres, abs=0.2)


def test_a_large_logo_doesnt_make_a_large_file() -> None:
    logo = read_logo(picture(size=(4000, 2000)))
    assert logo.columns <= 40 / 25.4 * 400 + 1
    assert len(logo.pixels) == logo.columns * logo.rows * 3


@pytest.mark.parametrize(
    ("kind", "mode"), [("PNG", "RGB"), ("PNG", "RGBA"), ("PNG", "P"), ("PNG", "L"), ("JPEG", "RGB"), ("JPEG", "CMYK")]
)
@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_a_file_with_a_logo_of_any_kind_is_accessible_and_archivable(
    kind: str, mode: str, profile: str, tmp_path: Path
) -> None:
    page = pytest.importorskip("page")
    path = tmp_path / "a.pdf"
    choice = replace(VERAS, logotyp=picture(kind, mode=mode), logotyp_alt="Vapen", marginal_mm=15, farg="7A0019")
    path.write_bytes(rendered(document(Heading(1, "Rubrik"), table(*map(risk_row, range(9)))), choice))
    assert [f"{f.rule_id}: {f.message}" for f in page.validate_pdf(str(path), profile=profile).failures] == []


def test_the_logo_has_its_colours_on_white() -> None:
    pages = Pages(rendered(PLAIN, replace(LOGO, logotyp=picture(mode="RGBA"))))
    assert pages.shows_color(1, RED)
    assert not pages.shows_color(1, "000000")
    assert not pages.shows_color(2, RED)


def test_everything_on_the_first_page_is_tagged_or_an_artifact() -> None:
    with pikepdf.open(BytesIO(rendered(PLAIN, LOGO))) as pdf:
        assert read_content(pdf.pages[0]).loose == []
        assert len(pdf.pages[0].Resources.XObject) == 1


@pytest.mark.parametrize("data", [b"x", b"GIF89a" + bytes(50), picture()[:200], picture("JPEG")[:300], picture("GIF")])
def test_what_isnt_a_whole_picture_is_refused(data: bytes) -> None:
    assert refusal(Utseende(logotyp=data)).startswith("Nämndens logotyp: Filen är ingen hel bild")


def test_a_picture_that_would_fill_the_memory_is_refused() -> None:
    with pytest.raises(InputRefused, match=r"min\.png: "):
        read_logo(picture(size=(20_000, 6_000), mode="1"), "min.png")

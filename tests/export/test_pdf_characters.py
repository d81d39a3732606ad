"""Characters: what is drawn as it is, what is mended, and what is refused before anything is written."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from internkontroll.domain.document import ColorMark, Document, Heading, Label, ListBlock, Paragraph
from internkontroll.errors import EnvironmentFailed, InputRefused
from internkontroll.export.pdf.characters import printable
from internkontroll.export.pdf.render import render_pdf
from tests.export.documents import document, table
from tests.export.pdf_reader import FONTS, Pages, read_tree, rendered


def refusal(content: Document, fonts: Path = FONTS) -> str:
    stream = BytesIO()
    with pytest.raises(InputRefused) as caught:
        render_pdf(content, stream, fonts)
    assert stream.getvalue() == b""
    return str(caught.value)


@pytest.mark.parametrize(
    "content",
    [
        document(Heading(1, "Bra resultat \u2714 i år")),
        document(Paragraph("Bra resultat \u2714 i år")),
        document(ListBlock(("Bra", "Bra resultat \u2714 i år"))),
        document(table(((Paragraph("Bra"),), (Label("Bra resultat \u2714 i år"),)))),
        document(table(((ListBlock(("Bra resultat \u2714 i år",)),), ()))),
        document(table(((ColorMark("Bra resultat \u2714 i år", "FFE599"),), ()))),
        document(table(titles=("Risk", "Bra resultat \u2714 i år"))),
        document(Paragraph("Bra"), title="Bra resultat \u2714 i år"),
    ],
    ids=["heading", "paragraph", "list", "label", "list in cell", "mark", "column", "title"],
)
def test_a_character_that_the_font_lacks_is_named_with_its_text(content: Document) -> None:
    text = refusal(content)
    assert "Tecknet \u2714 (U+2714, HEAVY CHECK MARK) i texten ”Bra resultat \u2714 i år”" in text
    assert "typsnittet Carlito" in text
    assert text.endswith("Byt ut tecknet i registret och exportera igen.")


@pytest.mark.parametrize("char", ["\x00", "\x07", "\U0001f600", "中", "\uffff", "\uf0b7"])
def test_controls_symbols_and_foreign_scripts_are_refused(char: str) -> None:
    assert f"(U+{ord(char):04X}, " in refusal(document(Paragraph(f"Text {char} text")))


def test_a_long_text_is_shortened_in_the_message() -> None:
    assert len(refusal(document(Paragraph("lång text " * 1_000 + "\u2714")))) < 300


def test_titles_that_only_a_screen_reader_says_need_no_glyph() -> None:
    content = table(titles=("Risk", "Åtgärd"))
    spoken = type(content)("\u2714", "\u2714", content.columns, ())
    tree = read_tree(pikepdf.open(BytesIO(rendered(document(spoken)))))
    assert str(tree.all("Table")[0].element.T) == "\u2714"


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("a\u030angstrom o\u0308", "ångstrom ö"),
        ("var\u00adsel", "varsel"),
        ("a\u200bb\ufeffc\u2060", "abc"),
        ("SN\u20112026", "SN-2026"),
        ("a\tb", "a b"),
        ("a\r\nb\rc\u2028d\x0be", "a\nb\nc\nd\ne"),
        ("16\u00a0§ – ”så”", "16\u00a0§ – ”så”"),
    ],
    ids=["combining", "soft hyphen", "invisible", "hyphen", "tab", "line breaks", "unchanged"],
)
def test_pasted_characters_are_mended(text: str, drawn: str) -> None:
    assert printable(text) == drawn
    tree = read_tree(pikepdf.open(BytesIO(rendered(document(Paragraph(text))))))
    assert "".join(tree.text.split()) == "".join(drawn.split())


def test_letters_of_the_languages_of_sweden_are_there() -> None:
    text = "åäöÅÄÖéüæøß áčđŋšŧžÁČĐŊŠŦŽ ïâå ǯʒ – — ‘’“”„ • … § ° ½ × ÷ ± ≤ ≥ ≈ € £ ‰"
    assert text in Pages(rendered(document(Paragraph(text)))).text(1)


def test_a_no_break_space_doesnt_break() -> None:
    words = "\u00a0".join(["ord"] * 12)
    pieces = Pages(rendered(document(Paragraph(f"{'text ' * 14}{words}")))).pieces(1)
    assert "".join(pieces[1].text.split()) == "ord" * 12


# --- the font files -------------------------------------------------------------------------------------------------


def test_a_folder_without_fonts_is_refused(tmp_path: Path) -> None:
    text = refusal(document(Paragraph("Text.")), tmp_path)
    assert str(tmp_path) in text
    assert "-Regular.ttf" in text


@pytest.mark.parametrize("content", [b"", b"no font at all", (FONTS / "Carlito-Bold.ttf").read_bytes()[:5_000]])
def test_a_broken_font_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "X-Regular.ttf").write_bytes(content)
    (tmp_path / "X-Bold.ttf").write_bytes(content)
    assert "X-Regular.ttf: filen är inget TrueType-typsnitt" in refusal(document(Paragraph("Text.")), tmp_path)


def test_a_font_that_cant_be_read_is_the_machines_fault(tmp_path: Path) -> None:
    (tmp_path / "X-Regular.ttf").mkdir()
    with pytest.raises(EnvironmentFailed, match=r"X-Regular\.ttf"):
        render_pdf(document(Paragraph("Text.")), BytesIO(), tmp_path)

"""The columns of tables in the host's fonts and pages."""

from pathlib import Path

import pytest

from internkontroll.domain.document import Column, Document, Heading, Paragraph, Table
from tests.export.hosts import PAGE, STYLES, bookmarked_paragraph, make, style
from tests.export.infoga_files import put, section
from tests.export.word_files import DAY, values

NARROW_PAGE = PAGE.replace('w:right="1417"', 'w:right="2834"')
LONG_WORD = "Verksamhetsansvar"


def first_width(font: str, tmp_path: Path, size: int = 20, page: str = NARROW_PAGE, **more: str) -> int:
    """The width of a column that holds a long word, in a host with this font."""
    fonts = f'<w:rFonts {font}/><w:sz w:val="{size}"/>'
    cell = style("Tabelltext", "Tabell text", rp=fonts)
    columns = (Column("Vem", 0.1), Column("Risk", 0.45), Column("Vad", 0.45))
    text = Paragraph("Ett och annat.")
    table = Table("T", "T", columns, (((Paragraph(LONG_WORD),), (text,), (text,)),))
    host = make(bookmarked_paragraph(), STYLES.replace("</w:styles>", f"{cell}</w:styles>"), page, **more)
    data = put(host, tmp_path, Document("T", "N", DAY, (Heading(1, "T"), table)), "Plats").data
    return int(values(section(data), ".//w:gridCol/@w:w")[0])


def test_columns_are_wider_for_wide_letters(tmp_path: Path) -> None:
    narrow, middle, wide = (first_width(f'w:ascii="{one}"', tmp_path) for one in ("Calibri", "Arial", "Verdana"))
    assert narrow < middle < wide
    assert narrow == first_width('w:ascii="Times New Roman"', tmp_path)
    assert middle < first_width('w:ascii="Okänd Grotesk"', tmp_path) < wide
    assert first_width('w:ascii="Calibri"', tmp_path, size=24) > narrow


def test_the_themes_font_is_the_font_where_styles_name_it(tmp_path: Path) -> None:
    theme = '<a:theme xmlns:a="x"><a:majorFont><a:latin typeface="{}"/></a:majorFont><a:minorFont><a:latin'
    named = {
        one: first_width('w:asciiTheme="minorHAnsi"', tmp_path, theme=f'{theme.format("Arial")} typeface="{one}"/>')
        for one in ("Calibri", "Verdana")
    }
    assert named == {one: first_width(f'w:ascii="{one}"', tmp_path) for one in named}


@pytest.mark.parametrize(("width", "told"), [(5_600, True), (5_700, False)])
def test_people_are_told_where_the_text_is_too_narrow_for_tables(width: int, told: bool, tmp_path: Path) -> None:
    page = PAGE.replace('w:right="1417"', f'w:right="{11_906 - 1_417 - width}"')
    notes = put(make(bookmarked_paragraph(), page=page), tmp_path, vid="Plats").notes
    assert any("spalter" in note for note in notes) is told


def test_a_heading_that_fits_stays_whole_on_a_small_page(tmp_path: Path) -> None:
    page = PAGE.replace("11906", "8391").replace('"1417"', '"1134"')
    columns = tuple(
        Column(title, share) for title, share in (("Mål", 0.2), ("Risk", 0.3), ("Riskvärde", 0.1), ("A", 0.4))
    )
    text = (Paragraph("Verksamhetsledningssystemet"),)
    table = Table("T", "T", columns, ((text, text, (Paragraph("4"),), text),))
    host = make(bookmarked_paragraph(), STYLES.replace("Georgia", "Arial"), page)
    data = put(host, tmp_path, Document("T", "N", DAY, (Heading(1, "T"), table)), "Plats").data
    widths = [int(one) for one in values(section(data), ".//w:gridCol/@w:w")]
    assert sum(widths) == 8391 - 2 * 1134
    # "Riskvärde" in 10 point Arial bold is 47 points wide; the margins of a cell are 216 twips.
    assert widths[2] >= 47 * 20 + 216
    assert widths[0] < widths[1] < widths[3]

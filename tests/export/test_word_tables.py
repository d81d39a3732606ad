"""Tables of the Word export: what a screen reader is told, how they break over pages, and how wide columns are."""

import pytest
from lxml import etree

from internkontroll.domain.document import (
    Cell,
    ColorMark,
    Column,
    Divider,
    Heading,
    Label,
    ListBlock,
    Paragraph,
    StatusMark,
    Table,
)
from internkontroll.domain.status import Status
from tests.export.word_files import (
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
    text,
    values,
)

LONG = "Enheten följer upp åtgärden varje månad. " * 60
WHITE = "FFFFFF"


def rows(document: etree._Element) -> list[etree._Element]:
    return find(document, "//w:tbl/w:tr")


def unbreakable(row: etree._Element) -> bool:
    return bool(find(row, "w:trPr/w:cantSplit"))


def column_widths(*cells: Cell, shares: tuple[float, ...] = (), row_headers: bool = False) -> list[int]:
    document = body(a_table(cells, shares=shares, row_headers=row_headers))
    grid = [int(width) for width in values(document, "//w:tblGrid/w:gridCol/@w:w")]
    for row in rows(document):
        assert [int(width) for width in values(row, "w:tc/w:tcPr/w:tcW/@w:w")] == grid
    assert sum(grid) == WIDTH
    return grid


def styled_cell(cell: Cell, *, row_header: bool = False) -> list[tuple[str, str]]:
    """Style name and text of each paragraph in a cell."""
    data = docx(a_document(Heading(1, "Rubrik"), a_table((cell,), row_headers=row_header)))
    names = style_names(data)
    found = find(part(data, "word/document.xml"), "//w:tr[2]/w:tc/w:p")
    return [(names[values(each, "w:pPr/w:pStyle/@w:val")[0]], text(each)) for each in found]


def luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(color: str, ground: str) -> float:
    low, high = sorted((luminance(color), luminance(ground)))
    return (high + 0.05) / (low + 0.05)


# --- what a screen reader is told -----------------------------------------------------------------------------------


def test_the_header_row_is_marked_and_repeated() -> None:
    document = body(a_table(*(((Paragraph(str(number)),),) for number in range(3))))
    assert [bool(find(row, "w:trPr/w:tblHeader")) for row in rows(document)] == [True, False, False, False]
    assert values(document, "//w:tblLook/@w:firstRow") == ["1"]


@pytest.mark.parametrize(("row_headers", "first_column", "bits"), [(True, "1", 0x06A0), (False, "0", 0x0620)])
def test_the_first_column_is_marked_where_it_heads_the_rows(row_headers: bool, first_column: str, bits: int) -> None:
    document = body(a_table(((Paragraph("a"),), (Paragraph("b"),)), row_headers=row_headers))
    assert values(document, "//w:tblLook/@w:firstColumn") == [first_column]
    assert [int(value, 16) for value in values(document, "//w:tblLook/@w:val")] == [bits]


def test_tables_have_title_and_description_that_arent_printed() -> None:
    document = body(a_table(((Paragraph("a"),),)))
    assert values(document, "//w:tblCaption/@w:val") == ["Risker"]
    assert values(document, "//w:tblDescription/@w:val") == ["En rad per risk"]
    assert paragraphs(document) == ["Kolumn 1", "a"]


def test_no_cell_is_merged_and_no_table_nested() -> None:
    document = part(docx(every_kind()), "word/document.xml")
    assert not find(document, "//w:gridSpan|//w:vMerge|//w:hMerge|//w:tbl//w:tbl")
    for table in find(document, "//w:tbl"):
        columns = len(find(table, "w:tblGrid/w:gridCol"))
        assert {len(find(row, "w:tc")) for row in find(table, "w:tr")} == {columns}


def test_an_empty_cell_holds_the_one_empty_paragraph() -> None:
    document = part(docx(every_kind()), "word/document.xml")
    empty = [paragraph for paragraph in find(document, "//w:p") if not text(paragraph)]
    assert len(empty) == len(Status)
    assert all(len(find(paragraph, "parent::w:tc/w:p")) == 1 for paragraph in empty)
    assert all(find(cell, "w:p") for cell in find(document, "//w:tc"))


@pytest.mark.parametrize("status", list(Status))
def test_a_status_is_a_word_beside_an_icon_that_can_be_seen(status: Status) -> None:
    document = body(a_table(((StatusMark(status),),)))
    icon, word = find(document, "//w:tr[2]//w:r")
    assert text(word).strip() == status.value
    assert not find(word, "w:rPr")
    assert len(text(icon)) == 1
    assert values(icon, "w:rPr/w:rFonts/@w:ascii") == ["Segoe UI Symbol"]
    (color,) = values(icon, "w:rPr/w:color/@w:val")
    assert contrast(color, WHITE) >= 4.5


def test_no_two_statuses_have_the_same_icon() -> None:
    document = body(a_table(*(((StatusMark(status),),) for status in Status)))
    assert len({text(run) for run in find(document, "//w:r[w:rPr/w:rFonts]")}) == len(Status)


def test_every_color_of_the_template_can_be_read() -> None:
    styles = part(docx(every_kind()), "word/styles.xml")
    grounds = [WHITE, *values(styles, "//w:style//w:shd/@w:fill")]
    colors = values(styles, "//w:style[@w:type='paragraph']/w:rPr/w:color/@w:val")
    assert colors
    assert all(contrast(color, ground) >= 4.5 for color in colors for ground in grounds)


# --- what stands in a cell ------------------------------------------------------------------------------------------


def test_labels_have_a_style_of_their_own_and_no_direct_bold() -> None:
    cell = (Paragraph("Risk"), Label("Bakgrund"), Paragraph("Fukt."))
    assert styled_cell(cell) == [("Tabell text", "Risk"), ("Tabell etikett", "Bakgrund"), ("Tabell text", "Fukt.")]
    assert not find(body(a_table((cell,))), "//w:b")


def test_only_the_first_paragraph_of_a_row_header_is_emphasised() -> None:
    cell = (Paragraph("Risk"), Label("Bakgrund"), Paragraph("Fukt."))
    assert [name for name, _ in styled_cell(cell, row_header=True)] == [
        "Tabell radrubrik",
        "Tabell etikett",
        "Tabell text",
    ]
    assert styled_cell((Label("Mål"),), row_header=True) == [("Tabell etikett", "Mål")]
    assert styled_cell((), row_header=True) == [("Tabell text", "")]


def test_a_coloured_first_cell_doesnt_make_the_second_a_row_header() -> None:
    document = body(a_table(((ColorMark("9", "F6C28B"),), (Paragraph("Risk"),)), row_headers=True))
    assert values(document, "//w:tr[2]/w:tc[2]//w:pStyle/@w:val") == ["Tabelltext"]


def test_what_comes_after_a_divider_has_a_line_above_it() -> None:
    cell = (Paragraph("ett"), Paragraph("mer om ett"), StatusMark(Status.KLART), Divider(), Paragraph("två"))
    assert [written for name, written in styled_cell((*cell, Paragraph("mer"))) if name == "Tabell ny punkt"] == ["två"]


def test_marks_at_the_end_of_a_row_colour_their_cells_and_others_their_paragraph() -> None:
    matrix = body(a_table(((Paragraph("4 Sannolik"),), (ColorMark("8", "FBE58F"),), (ColorMark("16", "F2A09A"),))))
    assert values(matrix, "//w:tr[2]/w:tc/w:tcPr/w:shd/@w:fill") == ["FBE58F", "F2A09A"]
    plan = body(a_table(((ColorMark("8", "FBE58F"),), (Paragraph("Åtgärd"),))))
    assert values(plan, "//w:tr[2]/w:tc[1]/w:p/w:pPr/w:shd/@w:fill") == ["FBE58F"]
    assert not find(plan, "//w:tr[2]/w:tc/w:tcPr/w:shd")


# --- breaking over pages --------------------------------------------------------------------------------------------

TALL: list[Cell] = [
    (Paragraph(LONG),),
    (Paragraph("rad\n" * 30),),
    (Label("x"), ListBlock(("punkt",) * 30)),
    (ColorMark(LONG, "FBE58F"), Label("x")),
    tuple(Label(f"Etikett {number}") for number in range(30)),
]


@pytest.mark.parametrize("cell", TALL)
def test_a_tall_row_may_break_over_pages(cell: Cell) -> None:
    header, low, tall = rows(body(a_table(((Paragraph("kort"),), ()), ((), cell))))
    assert unbreakable(header)
    assert unbreakable(low)
    assert not unbreakable(tall)


def test_a_tall_row_header_breaks_too() -> None:
    assert not unbreakable(rows(body(a_table(((Paragraph(LONG),), ()), row_headers=True)))[1])


def kept_with_next(row: etree._Element) -> bool:
    return len(find(row, ".//w:p[w:pPr/w:keepNext]")) == len(find(row, ".//w:p"))


def test_a_small_table_is_kept_on_one_page() -> None:
    document = body(a_table(*(((Paragraph("a"),), ()) for _ in range(5))))
    assert [kept_with_next(row) for row in rows(document)[1:]] == [True, True, True, True, False]


def test_a_large_table_isnt_kept_on_one_page() -> None:
    assert not find(body(a_table(*(((Paragraph("a"),),) for _ in range(50)))), "//w:keepNext")


def test_the_header_row_keeps_with_the_first_row() -> None:
    styles = part(docx(every_kind()), "word/styles.xml")
    assert find(styles, "//w:style[w:name/@w:val='Tabell rubrikrad']/w:pPr/w:keepNext")


def test_text_after_a_table_has_a_gap_to_it_and_other_text_has_not() -> None:
    table = a_table(((Paragraph("a"),),))
    document = body(Paragraph("före"), table, Paragraph("efter"), Paragraph("sedan"), table, ListBlock(("en", "två")))
    gaps = {text(each) for each in find(document, "//w:p[w:pPr/w:spacing[@w:before > 0]]")}
    assert gaps == {"efter", "en"}


def test_two_tables_together_are_a_mistake() -> None:
    table = a_table(((Paragraph("a"),),))
    with pytest.raises(ValueError, match="Risker"):
        body(Heading(1, "Rubrik"), table, table)


# --- column widths --------------------------------------------------------------------------------------------------


def test_columns_share_the_text_width_to_the_twip() -> None:
    assert column_widths((), (), (), shares=(0.2, 0.3, 0.5)) == [1814, 2722, 4536]
    assert column_widths((), (), ()) == [3024, 3024, 3024]
    assert len(column_widths(*[()] * 7)) == 7
    assert values(body(a_table(((Paragraph("a"),),))), "//w:tblLayout/@w:type") == ["fixed"]


def test_a_column_grows_so_that_its_longest_word_stays_whole() -> None:
    # 34.1 mm in 10 point Calibri, 3.8 mm of margins: 2150 twips.
    process, comment = column_widths(
        (Paragraph("2.1 Informationsförvaltning"),), (Paragraph(LONG),), shares=(0.15, 0.85)
    )
    assert 2150 <= process <= 2350
    assert comment == WIDTH - process


def test_agreements_of_six_columns_fit_a_page_upright() -> None:
    words = ("Familjerådgivning", "Verksamhetsuppföljning", "Kvalitetsenheten", "HT 2026", "Tre år", "Socialnämnden")
    # Millimetres in 10 point Calibri, and margins.
    needed = [(width + 3.8) / 25.4 * 1440 for width in (25.4, 35.0, 24.2, 11.6, 9.0, 22.0)]
    widths = column_widths(*((Paragraph(word),) for word in words))
    assert all(width >= least for width, least in zip(widths, needed, strict=True))


def test_one_endless_word_doesnt_push_the_other_columns_out() -> None:
    widths = column_widths((ListBlock(("x" * 5000,)),), (Paragraph("Risk"),), (), (), ())
    assert max(widths) <= WIDTH / 3 + 1
    assert min(widths) >= WIDTH / 10


def test_words_may_break_at_their_hyphens() -> None:
    whole, _ = column_widths((Paragraph("informationsförvaltningschefen"),), (), shares=(0.1, 0.9))
    in_two, _ = column_widths((Paragraph("informations-förvaltningschefen"),), (), shares=(0.1, 0.9))
    assert in_two < whole


def test_a_table_may_have_a_header_row_alone() -> None:
    table = Table("Tom", "Inga rader", (Column("En", 0.5), Column("Två", 0.5)), ())
    assert paragraphs(body(Heading(1, "Rubrik"), table)) == ["Rubrik", "En", "Två"]

"""What people see: texts, breaks and colours on the pages of the PDF, as a viewer shows them."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from internkontroll.domain.document import (
    Block,
    ColorMark,
    Column,
    Divider,
    Document,
    Heading,
    ListBlock,
    Paragraph,
    StatusMark,
    Table,
)
from internkontroll.domain.status import Status
from internkontroll.domain.utseende import Utseende
from internkontroll.export.pdf import icons, look
from tests.export.documents import SENTENCE, atgard, document, risk_row, section, table
from tests.export.pdf_reader import Pages, rendered, squeezed, texts_expected

LOOK = look.look_of(Utseende())


def pages_of(*blocks: Block, title: str = "Titel") -> Pages:
    return Pages(rendered(document(*blocks, title=title)))


def assert_inside_margins(pages: Pages) -> None:
    for page in range(1, len(pages) + 1):
        for piece in pages.pieces(page):
            assert piece.left >= LOOK.margin - 1, piece
            assert piece.right <= LOOK.margin + LOOK.text_width + 1, piece
            assert piece.top <= LOOK.top + 1, piece
            assert piece.bottom >= LOOK.bottom - 1 or piece.top < look.FOOTER_BASELINE + look.FOOTER.size, piece


# --- texts ----------------------------------------------------------------------------------------------------------


def test_every_text_is_on_the_pages_once_and_in_order() -> None:
    """A viewer's text without headers and footers; text that is looked for or copied comes from there."""
    pages = Pages(rendered(section())).texts()
    text = "".join(page[: page.rindex("Uppföljning av intern kontroll")] for page in pages)
    for header in ("Risk Åtgärd ",):
        first = text.index(header) + len(header)
        text = text[:first] + text[first:].replace(header, "")
    assert "".join(text.split()) == "".join("".join(words.split()) for _, words in texts_expected(section()))


def test_the_footer_has_title_page_and_number_of_pages() -> None:
    pages = pages_of(Paragraph(SENTENCE * 200), title="Internkontrollplan 2026").texts()
    assert len(pages) > 3
    for number, page in enumerate(pages, 1):
        assert page.endswith(f"Internkontrollplan 2026 Sida {number} av {len(pages)}")


def test_a_long_title_is_shortened_in_the_footer() -> None:
    (page,) = pages_of(Paragraph("Text."), title="Uppföljning " * 30).texts()
    assert page.endswith("Uppföljning… Sida 1 av 1")
    assert_inside_margins(pages_of(Paragraph("Text."), title="Uppföljning " * 30))


def test_a_document_without_blocks_is_an_empty_page() -> None:
    assert pages_of().texts() == ["Titel Sida 1 av 1"]


def test_a_line_feed_is_a_line_break() -> None:
    first, second = pages_of(Paragraph("Rad ett\nRad två")).pieces(1)[:2]
    assert (first.text, second.text) == ("Rad ett", "Rad två")
    assert first.bottom > second.top


def test_a_bullet_stands_beside_its_item_and_a_link_in_its_line() -> None:
    pieces = pages_of(ListBlock(("Se www.exempel.se först.", "Andra"))).pieces(1)
    bullet, *item, below = pieces[:5]
    assert [piece.text for piece in item] == ["Se", "www.exempel.se", "först."]
    assert all(piece.bottom < bullet.bottom < bullet.top < piece.top for piece in item)
    assert below.top < min(piece.bottom for piece in item)


# --- nothing runs over an edge --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "word",
    ["x" * 3_000, "https://www.exempel.se/" + "mapp/" * 80, "Verksamhetsutvecklingssamordnarfunktionsbeskrivning" * 3],
)
def test_a_word_wider_than_its_place_is_broken(word: str) -> None:
    cells = ((Paragraph(word),), (ListBlock((word,)),), (ColorMark(word, "FFE599"),))
    pages = pages_of(Heading(1, word), Paragraph(word), table(cells, titles=("A", "B", "C")))
    assert_inside_margins(pages)


@pytest.mark.parametrize(
    "part", [Paragraph("2.1 Informationsförvaltning"), Paragraph("I september"), ColorMark("12 – hög", "FFE599")]
)
def test_a_narrow_column_grows_so_that_its_longest_word_stays_whole(part: Paragraph | ColorMark) -> None:
    columns = (Column("Risk", 0.5), Column("Åtgärd", 0.42), Column("Tid", 0.08))
    row = ((Paragraph(SENTENCE),), (Paragraph(SENTENCE),), (part,))
    pages = pages_of(Table("Risker", "En rad per risk.", columns, (row, row)))
    longest = part.text if isinstance(part, ColorMark) else part.text.split()[1]
    assert longest in [piece.text for piece in pages.pieces(1)]
    assert_inside_margins(pages)


def test_columns_share_alike_where_all_words_are_too_long() -> None:
    word = "m" * 12
    row = tuple((Paragraph(word),) for _ in range(6))
    pages = pages_of(table(row, titles=tuple("abcdef")))
    headers = [piece for piece in pages.pieces(1) if piece.text in tuple("abcdef")]
    steps = [after.left - before.left for before, after in pairwise(headers)]
    assert max(steps) - min(steps) < 2
    assert_inside_margins(pages)


def test_only_the_widest_words_are_broken_where_not_all_fit() -> None:
    words = [
        "Verksamhetsuppföljningar",
        "Kvalitetsutvecklaren",
        "Verksamhetscheferna",
        "Lokalsamordnaren",
        "Decembermånad",
    ]
    row = tuple((Paragraph(word),) for word in words)
    pages = pages_of(table(row, titles=tuple("abcde")))
    texts = [piece.text for piece in pages.pieces(1)]
    assert [word for word in words if word not in texts] == ["Verksamhetsuppföljningar"]
    assert_inside_margins(pages)


@settings(max_examples=25)
@given(
    st.lists(
        st.tuples(
            st.text(st.sampled_from("abåö /-\n"), max_size=400).map(lambda text: f"a{text}"),
            st.text(st.sampled_from("Wim "), max_size=300).map(lambda text: f"W{text}"),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_no_text_leaves_its_page_or_its_cell(rows: list[tuple[str, str]]) -> None:
    pages = pages_of(table(*(((Paragraph(left),), (Paragraph(right),)) for left, right in rows)))
    assert_inside_margins(pages)
    for piece in pages.pieces(1):
        if piece.text.strip("W im"):
            continue
        assert piece.left > LOOK.margin + 100, piece


# --- page breaks ----------------------------------------------------------------------------------------------------


def filled(lines: int) -> tuple[Paragraph, ...]:
    """That many one-line paragraphs, to push what follows down the page."""
    return tuple(Paragraph(f"Rad {number}.") for number in range(lines))


@pytest.mark.parametrize("lines", range(24, 34))
def test_a_heading_is_never_alone_at_the_foot_of_a_page(lines: int) -> None:
    pages = pages_of(*filled(lines), Heading(1, "Rubriken"), Heading(2, "Underrubriken"), Paragraph(SENTENCE * 3))
    (page,) = [page for page in pages.texts() if "Rubriken" in page]
    assert squeezed(f"Underrubriken {SENTENCE}")[:90] in page


@pytest.mark.parametrize("lines", range(22, 34))
def test_a_heading_its_table_header_and_the_first_row_stay_together(lines: int) -> None:
    pages = pages_of(*filled(lines), Heading(1, "Rubriken"), table(risk_row(1)))
    (page,) = [page for page in pages.texts() if "Rubriken" in page]
    assert page.count("Rubriken Risk Åtgärd Risk 1 att hjälpmedel") == 1
    assert_inside_margins(pages)


def test_a_heading_that_nothing_follows_is_shown() -> None:
    assert "Sist" in pages_of(Paragraph("Text."), Heading(1, "Sist")).text(1)


def test_a_heading_higher_than_a_page_goes_on() -> None:
    pages = pages_of(Heading(1, SENTENCE * 40), Paragraph("Slut."))
    assert "".join(pages.texts()).count("kvalitetsenheten") == 40


@pytest.mark.parametrize("lines", range(24, 32))
def test_a_paragraph_leaves_no_single_line_on_a_page(lines: int) -> None:
    text = "\n".join(f"del {number}" for number in range(6))
    for page in pages_of(*filled(lines), Paragraph(text)).texts():
        assert page.count("del ") != 1


@pytest.mark.parametrize("lines", range(20, 30))
def test_a_short_row_moves_whole_to_the_next_page(lines: int) -> None:
    comment = "\n".join(f"del {number}" for number in range(8))
    row = ((Paragraph("Risk"),), atgard("Åtgärd", Status.KLART, comment))
    pages = pages_of(*filled(lines), table(((Paragraph("först"),), ()), row))
    assert [page.count("del ") for page in pages.texts() if "del " in page] == [8]


@pytest.mark.parametrize("lines", range(22, 34))
def test_a_low_table_of_few_rows_is_not_parted_by_a_page(lines: int) -> None:
    rows = [((Paragraph(f"Sannolik {number}"),), (Paragraph("värde"),)) for number in range(4)]
    pages = pages_of(*filled(lines), Heading(1, "Matris"), table(*rows))
    assert [page.count("Sannolik ") for page in pages.texts() if "Sannolik " in page] == [4]


def test_a_high_row_is_split_and_fills_the_pages() -> None:
    pages = pages_of(*filled(10), table(risk_row(1, SENTENCE * 200)))
    assert "Risk 1" in pages.text(1)
    assert all(len(page) > 1_500 for page in pages.texts()[1:-1])


@pytest.mark.parametrize("lines", range(20, 32))
def test_a_row_that_is_split_begins_with_more_than_a_scrap(lines: int) -> None:
    comment = "\n".join(f"del {number}" for number in range(60))
    pages = pages_of(*filled(lines), table(((Paragraph("först"),), ()), ((Paragraph("Risk"),), (Paragraph(comment),))))
    first = next(page.count("del ") for page in pages.texts() if "del " in page)
    assert first >= 4


def test_a_label_stays_with_its_text() -> None:
    cell = (Paragraph(SENTENCE * 20), *atgard("Åtgärden", Status.EJ_KLART, "Kommentaren."))
    for lines in range(1, 45):
        above = Paragraph("\n".join(["rad"] * lines))
        for page in pages_of(above, table(((Paragraph("Risk"),), cell))).texts():
            assert ("Kommentar " in page) == ("Kommentaren." in page)
            assert ("Status " in page) == ("Ej klart i år" in page)


def test_a_divider_sets_apart_what_is_stacked_in_a_cell() -> None:
    stacked = (Paragraph("Införd.\nOch spridd."), Divider(), Paragraph("Följ upp"))
    pages = pages_of(table(((), stacked)))
    pieces = {piece.text: piece for piece in pages.pieces(1)}
    within = pieces["Införd."].bottom - pieces["Och spridd."].top
    assert pieces["Och spridd."].bottom - pieces["Följ upp"].top > within + 10
    assert rules(pages) == rules(pages_of(table(((), stacked[:1])))) + 1


def test_a_divider_at_the_top_of_a_page_falls_away() -> None:
    for lines in range(30, 60):
        first = Paragraph("\n".join(["rad"] * lines))
        pages = pages_of(table(((), (first, Divider(), Paragraph("Följ upp")))))
        assert len(pages) == 1 or "Följ upp" not in pages.text(2) or rules(pages, 2) == 2 + ("rad" in pages.text(2))


def rules(pages: Pages, page: int = 1) -> int:
    """How many horizontal rules the page has, the table's own among them."""
    return pages.rectangles(page, lambda width, height: height < 1 < width)


# --- colours and icons ----------------------------------------------------------------------------------------------


def test_a_mark_stands_on_its_color() -> None:
    content = table(((ColorMark("12", "F6B26B"),), ()))
    assert pages_of(content).shows_color(1, "F6B26B")
    assert not pages_of(table(((ColorMark("12", "B7E1CD"),), ()))).shows_color(1, "F6B26B")


STATUS_COLORS = {
    Status.KLART: "1B6B34",
    Status.BLIR_KLART: "0B4F94",
    Status.TROLIGEN_KLART: "8A5300",
    Status.EJ_KLART: "A3201D",
    Status.EJ_AKTUELL: "595959",
}


@pytest.mark.parametrize("status", Status)
def test_a_status_has_word_and_icon(status: Status) -> None:
    pages = pages_of(table(((StatusMark(status),), ())))
    shown = {color for color in STATUS_COLORS.values() if pages.shows_color(1, color)}
    assert status.value in pages.text(1)
    assert STATUS_COLORS[status] in shown
    assert shown <= {STATUS_COLORS[status], look.QUIET_INK}  # which is the footer's


def test_icons_differ_in_shape_and_not_in_colour_alone() -> None:
    shapes = {re.sub(r"[\d.]+ [\d.]+ [\d.]+ rg", "", icons.status_icon(status), flags=re.I) for status in Status}
    assert len(shapes) == len(Status)


def luminance(color: str) -> float:
    values = [int(color[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        (look.INK, "FFFFFF"),
        (LOOK.heading_ink, "FFFFFF"),
        (LOOK.heading_ink, LOOK.header_ground),
        (look.QUIET_INK, "FFFFFF"),
        (look.LINK_INK, "FFFFFF"),
        *((color, "FFFFFF") for color in STATUS_COLORS.values()),
    ],
)
def test_what_is_read_has_contrast(ink: str, ground: str) -> None:
    assert (luminance(ground) + 0.05) / (luminance(ink) + 0.05) >= 4.5


def test_rendering_doesnt_change_the_document() -> None:
    content: Document = section()
    rendered(content)
    assert content == section()

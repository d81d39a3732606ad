"""Free text as people type it becomes paragraphs and real lists."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from internkontroll.domain.document import ListBlock, Paragraph
from internkontroll.domain.report.texts import one_line, to_blocks

Blocks = tuple[Paragraph | ListBlock, ...]


def bullets(*items: str) -> ListBlock:
    return ListBlock(items)


def numbers(*items: str) -> ListBlock:
    return ListBlock(items, ordered=True)


@pytest.mark.parametrize("text", [None, "", "  \n\t\n \u00a0"])
def test_nothing_written_is_nothing_shown(text: str | None) -> None:
    assert to_blocks(text) == ()


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("Ett.\n\nTvå.", (Paragraph("Ett."), Paragraph("Två."))),
        ("Ett.\r\n\r\n \t \r\nTvå.\r\n", (Paragraph("Ett."), Paragraph("Två."))),
        ("Rad ett\nrad två", (Paragraph("Rad ett\nrad två"),)),
        ("Rad ett\rrad två", (Paragraph("Rad ett\nrad två"),)),
        ("  Indraget  \n  också ", (Paragraph("Indraget\nockså"),)),
    ],
)
def test_an_empty_line_parts_paragraphs_and_a_line_end_is_a_line_break(text: str, blocks: Blocks) -> None:
    assert to_blocks(text) == blocks


@pytest.mark.parametrize("blanks", ["  ", "    ", "\t\t", " \u00a0 ", "\u00a0\u00a0"])
def test_blanks_typed_as_layout_are_one_blank(blanks: str) -> None:
    assert to_blocks(f"Ett{blanks}två") == (Paragraph("Ett två"),)
    assert to_blocks(f"Ett{blanks}två\n- Tre{blanks}fyra") == (Paragraph("Ett två"), bullets("Tre fyra"))


@pytest.mark.parametrize("blank", [" ", "\u00a0", "\t", "\u202f"])
def test_a_single_blank_stays_what_it_is(blank: str) -> None:
    assert to_blocks(f"10{blank}000") == (Paragraph(f"10{blank}000"),)


@pytest.mark.parametrize("mark", ["-", "–", "•", "*", "▪"])
def test_lines_with_bullets_are_a_list_whatever_the_bullet(mark: str) -> None:
    assert to_blocks(f"{mark} Ett\n{mark}  Två") == (bullets("Ett", "Två"),)


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("Så här:\n- Ett\n- Två\nSlut.", (Paragraph("Så här:"), bullets("Ett", "Två"), Paragraph("Slut."))),
        ("Så här:\n\n- Ett\n\n- Två\n\nSlut.", (Paragraph("Så här:"), bullets("Ett", "Två"), Paragraph("Slut."))),
        ("Så här:\n- Ett\n\n- Två", (Paragraph("Så här:"), bullets("Ett", "Två"))),
        ("1. Ett\n2. Två", (numbers("Ett", "Två"),)),
        ("1) Ett\n\n2) Två\n\n3) Tre", (numbers("Ett", "Två", "Tre"),)),
        ("1. Ett\n2. Två\n- Tre", (numbers("Ett", "Två"), bullets("Tre"))),
        ("- Ett\n\n1. Två\n2. Tre", (bullets("Ett"), numbers("Två", "Tre"))),
        ("– – Dubbelt", (bullets("Dubbelt"),)),
    ],
)
def test_a_list_is_one_list_also_with_empty_lines_between_its_items(text: str, blocks: Blocks) -> None:
    assert to_blocks(text) == blocks


@pytest.mark.parametrize(
    "text",
    [
        "5. maj beslutade nämnden",
        "1. En ensam punkt",
        "Mötet hölls den\n5. maj 2026",
        "3. Tre\n4. Fyra",
        "1. Ett\n1. Ett igen",
        "-5 grader",
        "- ",
        "–",
        "2.10 Insatser",
        "2026. Året",
    ],
)
def test_what_only_looks_like_a_list_stays_as_it_was_typed(text: str) -> None:
    assert to_blocks(text) == (Paragraph(text.strip()),)


def test_dates_in_paragraphs_of_their_own_stay_paragraphs() -> None:
    assert to_blocks("5. maj\n\n6. juni") == (Paragraph("5. maj"), Paragraph("6. juni"))


lines = st.lists(
    st.sampled_from(["", " ", "ord", "- ord", "• ord", "1. ord", "2. ord", "2) två", "– – ord", "5. maj", "-", "\r"]),
    max_size=9,
).map("\n".join)


def shown(blocks: Blocks) -> list[str]:
    return [text for block in blocks for text in (block.items if isinstance(block, ListBlock) else [block.text])]


def letters(text: str) -> list[str]:
    return re.findall("[a-zåäö]+", text)


@given(lines)
def test_no_word_is_lost_and_no_block_is_empty(text: str) -> None:
    texts = shown(to_blocks(text))
    assert letters(" ".join(texts)) == letters(text)
    assert all(one and one == one.strip() for one in texts)


@given(lines)
def test_no_list_follows_another_of_its_kind_and_no_item_has_a_typed_bullet(text: str) -> None:
    blocks = to_blocks(text)
    lists = [block for block in blocks if isinstance(block, ListBlock)]
    for before, after in pairwise(blocks):
        if isinstance(before, ListBlock) and isinstance(after, ListBlock) and not after.ordered:
            assert before.ordered
    assert [item for block in lists for item in block.items if re.match(r"[-–•*▪]\s", item)] == []


@pytest.mark.parametrize(("text", "line"), [(None, ""), (" \n ", ""), ("Intern\n  kontroll ", "Intern kontroll")])
def test_a_heading_is_one_line(text: str | None, line: str) -> None:
    assert one_line(text) == line

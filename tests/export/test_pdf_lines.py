"""Breaking texts into lines."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from internkontroll.domain.utseende import Utseende
from internkontroll.export.pdf import look
from internkontroll.export.pdf.fonts import Font, load_fonts
from internkontroll.export.pdf.lines import Line, count_fitting, height, least_height, wrap
from internkontroll.export.pdf.structure import Element
from tests.export.pdf_reader import FONTS, squeezed


@pytest.fixture(scope="module")
def font() -> Font:
    return load_fonts(FONTS, Utseende()).regular


texts = st.text(st.sampled_from("abåWi -/.§\n"), max_size=300)


@given(texts, st.floats(15, 300))
def test_no_line_is_too_wide_and_no_word_is_lost(font: Font, text: str, width: float) -> None:
    lines = wrap(text, font, 10, width)
    assert squeezed("".join(lines)) == squeezed(text)
    assert all(font.width(line.rstrip(" "), 10) <= width + 1e-6 for line in lines)


@given(st.lists(st.text(st.sampled_from("abåWi"), min_size=1, max_size=6), min_size=1), st.floats(60, 300))
def test_lines_are_as_full_as_can_be(font: Font, words: list[str], width: float) -> None:
    for line, following in pairwise(wrap(" ".join(words), font, 10, width)):
        assert line.endswith(" ")
        assert font.width(line + following.split(" ")[0], 10) > width - 1e-6


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("ett två", ["ett två"]),
        ("ett  två ", ["ett två"]),
        ("ett\ntvå", ["ett ", "två"]),
        ("ett\n\ntvå", ["ett ", " ", "två"]),
        ("ordning ordning", ["ordning ", "ordning"]),
        ("abc/" * 6, ["abc/abc/", "abc/abc/", "abc/abc/"]),
        ("a-" + "b" * 20, ["a-bbbbbbb", "bbbbbbbb", "bbbbb"]),
        ("", [""]),
    ],
)
def test_where_lines_break(font: Font, text: str, lines: list[str]) -> None:
    assert wrap(text, font, 10, 46) == lines


def stack(*keeps: bool) -> list[Line]:
    element = Element(1, 0, "P", "")
    return [Line(5, 10, 0, "", look.CELL, element, keep) for keep in keeps]


def test_the_space_above_the_first_line_doesnt_count() -> None:
    assert height([]) == 0
    assert height(stack(False, False)) == 25


@pytest.mark.parametrize(
    ("room", "force", "count"),
    [(9, False, 0), (9, True, 1), (25, False, 0), (25, True, 2), (40, False, 3), (54, False, 3), (55, False, 4)],
)
def test_lines_that_stay_together_go_together(room: float, force: bool, count: int) -> None:
    lines = stack(True, True, False, False)
    assert count_fitting(lines, room, force=force) == count
    assert least_height(lines) == 40

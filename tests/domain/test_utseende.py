"""Colours that a nämnd may choose: those that can be read."""

import pytest

from internkontroll.domain.utseende import STANDARDFARG, contrast, read_farg, tint
from internkontroll.errors import InputRefused


@pytest.mark.parametrize(
    ("one", "other", "expected"), [("000000", "FFFFFF", 21), ("767676", "FFFFFF", 4.54), ("123456", "123456", 1)]
)
def test_contrast_is_that_of_wcag(one: str, other: str, expected: float) -> None:
    assert contrast(one, other) == contrast(other, one) == pytest.approx(expected, abs=0.005)


@pytest.mark.parametrize("text", ["16324F", "#7a0019", " 005B2E ", "000000"])
def test_a_dark_colour_is_taken_however_it_is_written(text: str) -> None:
    farg = read_farg(text)
    assert farg == text.strip(" #").upper()
    assert contrast(farg, tint(farg)) >= 4.5


@pytest.mark.parametrize(("text", "said"), [("FFD700", "1,3:1"), ("767676", "4,0:1"), ("FFFFFF", "1,0:1")])
def test_a_colour_too_light_for_headings_is_refused_with_its_contrast(text: str, said: str) -> None:
    with pytest.raises(InputRefused, match=f"{text} är för ljus.*{said}.*Välj en mörkare färg"):
        read_farg(text)


@pytest.mark.parametrize("text", ["", "blå", "12345", "1234567", "#GG0000"])
def test_what_isnt_a_colour_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(InputRefused, match=f"”{text}” är ingen färg.*{STANDARDFARG}"):
        read_farg(text)

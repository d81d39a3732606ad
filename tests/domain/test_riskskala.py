"""What a pair of estimates is worth, and which band it falls into."""

from itertools import pairwise, product

import pytest

from internkontroll.domain.riskskala import STANDARDSKALA, Band, Riskcell, Riskskala, default_bands

SIZES = range(3, 7)


def test_the_standard_scale_says_the_words_that_old_plans_mean() -> None:
    assert STANDARDSKALA.sannolikhet == ("Osannolik", "Mindre sannolik", "Möjlig", "Sannolik")
    assert STANDARDSKALA.konsekvens == ("Försumbar", "Lindrig", "Kännbar", "Allvarlig")
    assert STANDARDSKALA.celler == ()


@pytest.mark.parametrize(
    ("varde", "band"),
    [
        (1, "Acceptera"),
        (3, "Acceptera"),
        (4, "Bevaka"),
        (8, "Bevaka"),
        (9, "Reducera"),
        (12, "Reducera"),
        (16, "Åtgärda genast"),
    ],
)
def test_the_standard_bands_are_1_to_3_4_to_8_9_to_12_and_16(varde: int, band: str) -> None:
    assert STANDARDSKALA.band_of(varde).namn == band


def test_riskvarde_is_sannolikhet_times_konsekvens() -> None:
    assert {STANDARDSKALA.riskvarde(s, k) - s * k for s, k in product(range(1, 5), repeat=2)} == {0}


@pytest.mark.parametrize(("rows", "columns"), list(product(SIZES, repeat=2)))
def test_default_bands_of_any_size_rise_and_reach_from_the_lowest_to_the_highest_value(rows: int, columns: int) -> None:
    skala = Riskskala(("s",) * rows, ("k",) * columns)
    bands = default_bands(rows * columns)
    assert all(low.till < high.till for low, high in pairwise(bands))
    assert bands[-1].till == rows * columns
    assert (skala.band_of(1), skala.band_of(rows * columns)) == (bands[0], bands[-1])


@pytest.mark.parametrize(
    ("varde", "band"), [(4, "Acceptera"), (5, "Bevaka"), (12, "Bevaka"), (15, "Reducera"), (20, "Åtgärda genast")]
)
def test_the_default_bands_of_5_by_5_keep_the_proportions(varde: int, band: str) -> None:
    assert Riskskala(("s",) * 5, ("k",) * 5).band_of(varde).namn == band


def test_a_cell_of_the_namnds_own_replaces_the_product_there_and_nowhere_else() -> None:
    skala = Riskskala(("s",) * 4, ("k",) * 4, celler=(Riskcell(1, 4, 10),))
    assert [skala.riskvarde(1, 4), skala.riskvarde(4, 1), skala.riskvarde(1, 3)] == [10, 4, 3]
    assert skala.band_of(skala.riskvarde(1, 4)).namn == "Reducera"


def test_bands_of_the_namnds_own_hold_up_to_and_including_their_limit() -> None:
    low, high = Band(9, "Under tröskeln", "D7ECDD"), Band(16, "In i planen", "F4B8B0")
    skala = Riskskala(("s",) * 4, ("k",) * 4, band=(low, high))
    assert [skala.band_of(varde) for varde in (1, 9, 10, 16)] == [low, low, high, high]


def test_a_value_above_every_limit_is_in_the_highest_band() -> None:
    skala = Riskskala(("s",) * 4, ("k",) * 4, celler=(Riskcell(4, 4, 25),))
    assert skala.band_of(25).namn == "Åtgärda genast"


@pytest.mark.parametrize("band", default_bands(16), ids=lambda band: band.namn)
def test_black_text_can_be_read_on_the_colour_of_a_band(band: Band) -> None:
    """WCAG contrast with black, at least 4.5:1."""
    parts = (int(band.color[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    assert (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) / 0.05 >= 4.5

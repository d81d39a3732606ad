"""A sample that an auditor can draw again, and what it says of the whole."""

import hashlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from internkontroll.domain.egenkontroll.urval import check_references, draw, interval_text, size_of_share, wilson
from internkontroll.errors import InputRefused

TODAY = date(2026, 4, 20)
SIZES = st.integers(1, 60).flatmap(lambda n: st.tuples(st.just(n), st.integers(1, n)))


def by_the_description(population: list[str], antal: int, fro: str) -> list[str]:
    """What `BESKRIVNING` says, as somebody with other tools would write it."""
    rest, counter, drawn = list(population), 0, []
    for k in range(antal):
        left = len(rest) - k
        while True:
            number = int(hashlib.sha256(f"{fro}:{counter}".encode()).hexdigest()[:16], 16)
            counter += 1
            if number < 2**64 - 2**64 % left:
                break
        other = k + number % left
        rest[k], rest[other] = rest[other], rest[k]
        drawn.append(rest[k])
    return drawn


@given(SIZES, st.text(min_size=1, max_size=20).filter(lambda text: text.isprintable()))
def test_the_draw_is_what_its_description_says(sizes: tuple[int, int], fro: str) -> None:
    population = [f"2026-{number}" for number in range(sizes[0])]
    drawn = draw(population, sizes[1], fro)
    assert drawn == by_the_description(population, sizes[1], fro)
    assert len(set(drawn)) == len(drawn) == sizes[1]
    assert set(drawn) <= set(population)


def test_the_draw_is_the_same_in_every_version_of_the_program() -> None:
    population = [str(number) for number in range(1, 101)]
    assert draw(population, 5, "Socialnämnden 2026-03-31") == ["22", "32", "73", "30", "80"]


def test_every_reference_is_drawn_about_as_often() -> None:
    population = [str(number) for number in range(10)]
    counts = dict.fromkeys(population, 0)
    for seed in range(2_000):
        for drawn in draw(population, 3, str(seed)):
            counts[drawn] += 1
    assert sum(counts.values()) == 6_000
    # 600 expected, standard deviation 20: five of them are exceeded once in millions.
    assert all(500 < count < 700 for count in counts.values()), counts


@pytest.mark.parametrize(("population", "andel", "antal"), [(200, 10, 20), (25, 10, 3), (3, 1, 1), (7, 100, 7)])
def test_a_share_is_rounded_up(population: int, andel: int, antal: int) -> None:
    assert size_of_share(population, andel) == antal


@pytest.mark.parametrize(
    ("avvikelser", "granskade", "low", "high"),
    # From the formula worked out by hand to four decimals, 10 of 100 and 0 of 20 as in textbooks.
    [
        (10, 100, 0.0552, 0.1744),
        (0, 20, 0.0, 0.1611),
        (20, 20, 0.8389, 1.0),
        (2, 20, 0.0279, 0.3010),
        (1, 2, 0.0945, 0.9055),
    ],
)
def test_wilson(avvikelser: int, granskade: int, low: float, high: float) -> None:
    assert wilson(avvikelser, granskade) == pytest.approx((low, high), abs=0.0001)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_share_and_mirrors(numbers: tuple[int, int]) -> None:
    avvikelser, granskade = numbers
    low, high = wilson(avvikelser, granskade)
    assert 0 <= low <= avvikelser / granskade <= high <= 1
    assert low < high
    other_low, other_high = wilson(granskade - avvikelser, granskade)
    assert (1 - other_high, 1 - other_low) == pytest.approx((low, high))


@pytest.mark.parametrize(("avvikelser", "granskade"), [(0, 0), (3, 2), (-1, 5)])
def test_there_is_no_share_of_nothing(avvikelser: int, granskade: int) -> None:
    with pytest.raises(ValueError, match=f"{avvikelser} of {granskade}"):
        wilson(avvikelser, granskade)


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        ((10, 100), "10 av 100 granskade akter har brister, 10 %. Bland alla akter är det mellan 5 och 18 %{}"),
        ((3, 20), "3 av 20 granskade akter har brister, 15 %. Bland alla akter är det mellan 5 och 37 %{}"),
        ((0, 20), "0 av 20 granskade akter har brister, 0 %. Bland alla akter är det högst 17 %{}"),
        ((20, 20), "20 av 20 granskade akter har brister, 100 %. Bland alla akter är det minst 83 %{}"),
        ((1, 500), "1 av 500 granskade akter har brister, 0,2 %. Bland alla akter är det högst 2 %{}"),
        ((1, 1), "1 av 1 granskade akter har brister, 100 %. Bland alla akter är det minst 20 %{}"),
        ((2, 20, 20), "Alla 20 akter är granskade. 2 av dem har brister, 10 %."),
        ((0, 0), "Inget är granskat ännu."),
        (
            (2, 20, 400, "planer"),
            "2 av 20 granskade planer har brister, 10 %. Bland alla planer är det mellan 2 och 31 %{}",
        ),
    ],
)
def test_what_a_sample_says_in_words(numbers: tuple[int, ...], text: str) -> None:
    assert interval_text(*numbers) == text.format(", med 95 % säkerhet.")  # type: ignore[arg-type]  # the last one is a word


def test_references_are_read_one_a_line() -> None:
    assert check_references(["2026-117 ", "", " 2026-118", "SN-2026/325.109"], TODAY) == [
        "2026-117",
        "2026-118",
        "SN-2026/325.109",
    ]


@pytest.mark.parametrize(
    "form", ["A-{}", "2026-{:07}", "SN 2026/{}", "2012-10{:04}", "2026-04-{:04}", "Dnr 26:{:05}-XXXX"]
)
def test_ordinary_numbers_are_taken(form: str) -> None:
    lines = [form.format(number) for number in range(1, 2_000)]
    assert check_references(lines, TODAY) == lines


# Made up; the check digits are right, as the rule asks. The last two are what a phone number looks like too.
@pytest.mark.parametrize(
    "number",
    [
        *("811218-9876", "19811218-9876", "8112189876", "811278-9873", "080101-0109", "0801010109"),
        *("1912 12 12 1212", "1212 12-1212", "19121212/1212", "19121212.1212", "121212_1212", "12.12.12 - 1212"),
        *("19121212-XXXX", "121212-****", "2026-121212-1212", "SN 2026/1912-12-12-1212", "12-12-12-1212"),
    ],
)
def test_no_personnummer_is_taken(number: str) -> None:
    with pytest.raises(InputRefused, match="Rad 2 ser ut som ett personnummer") as told:
        check_references(["2026-117", f"akt {number}"], TODAY)
    assert number not in str(told.value)


@pytest.mark.parametrize(
    ("lines", "text"),
    [([" ", ""], "minst en"), (["7", "8", "7 "], "Rad 3: ”7” står redan"), (map(str, range(100_001)), "högst 100000")],
)
def test_references_that_cannot_be(lines: list[str], text: str) -> None:
    with pytest.raises(InputRefused, match=text):
        check_references(list(lines), TODAY)

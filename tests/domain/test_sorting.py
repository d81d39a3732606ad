"""The order that a Swedish reader expects of process numbers and names."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from internkontroll.domain.sorting import sort_key

ALPHABET = "abcdefghijklmnopqrstuvwxyzåäö"


@pytest.mark.parametrize(
    "ordered",
    [
        ["2", "2.1", "2.9", "2.10", "2.100", "10.1"],
        ["Process 9", "Process 10", "Process A"],
        ["R-1", "R-2", "R-09", "R-10"],
        ["Arkiv", "Zebra", "Ånge", "Ängsö", "Öbo"],
        ["Vård", "Wallin", "Xylofon", "Ystad"],
        ["kafe", "kaffe", "kafé A", "kafé B"][:2],
        ["resume 1", "resumé 2", "resume 3"],
        ["enhet", "Enhet A", "enhet b"],
        ["Ekonomi", "ekonomi och inköp"],
    ],
)
def test_a_reader_finds_what_she_looks_for(ordered: list[str]) -> None:
    assert sorted(reversed(ordered), key=sort_key) == ordered


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("café", "CAFE"),
        ("Åsa", "A\u030asa"),
        ("Ærø", "Ärö"),
        ("2.09", "2.9"),
        ("nr 0000000000012", "Nr 12"),
        (" Lokaler", "lokaler "),
    ],
)
def test_case_accents_zeros_and_blanks_around_make_no_difference(one: str, other: str) -> None:
    assert sort_key(one) == sort_key(other)


@given(st.integers(0, 10**9 - 1), st.integers(0, 10**9 - 1))
def test_numbers_stand_in_the_order_of_their_size(one: int, other: int) -> None:
    assert (sort_key(f"2.{one} Namn") < sort_key(f"2.{other} Namn")) == (one < other)


names = st.lists(st.sampled_from([*ALPHABET, *"ÅÄÖEZ", "0", "7", "12", ".", " "]), max_size=6).map("".join)


def by_the_book(text: str) -> list[tuple[int, int]]:
    """The same order, written down in another way: signs, numbers, letters of the alphabet."""
    tokens = re.findall(r"\d+|.", text.lower().strip())
    return [
        (1, int(token)) if token.isdigit() else (2, ALPHABET.index(token)) if token in ALPHABET else (0, ord(token))
        for token in tokens
    ]


@given(names, names)
def test_any_two_names_stand_as_the_alphabet_and_the_numbers_say(one: str, other: str) -> None:
    assert (sort_key(one) < sort_key(other)) == (by_the_book(one) < by_the_book(other))

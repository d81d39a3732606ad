"""Searching in a list while typing, both ways: read through, and by the index of words."""

import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from internkontroll.db.reader import Reader
from internkontroll.db.session import Register
from internkontroll.services.sammanhang import default_sammanhang
from internkontroll.services.sidor import Sida, Urval, count, fetch, traffar
from internkontroll.services.sidor.ord import finds, match, shorter, split_words
from tests.services.sidor_planer import APRIL, Plan


@pytest.fixture(params=["read through", "by the index"])
def plan(register: Register, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Plan]:
    if request.param == "by the index":
        for name in ("SHORT", "MANY", "QUICK"):
            monkeypatch.setattr(traffar, name, 0)
    made = Plan(register)
    yield made
    made.reader.close()


@pytest.fixture
def filled(plan: Plan) -> Plan:
    ekonomi = plan.add("process", nummer="2.4", namn="Ekonomi")
    plan.risk("Egen SKOLSKJUTS uteblir", beteckning="R-03", process_id=ekonomi)
    plan.risk("Årets räkning betalas två gånger", beteckning="R-04", bakgrund="En 'felaktig' faktura_nr 7")
    plan.risk("Arets rakning", beteckning="R-30", riskagare="Öberg")
    return plan


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("skolskj", ["R-03"]),
        ("Skolskjuts", ["R-03"]),
        ("kjuts", []),
        ("R-03", ["R-03"]),
        ("r-0", ["R-03", "R-04"]),
        ("år", ["R-04"]),
        ("ÅRETS", ["R-04"]),
        ("ar", ["R-30"]),
        ("öb", ["R-30"]),
        ("ob", []),
        ("ekonomi", ["R-03"]),
        ("2.4 skol", ["R-03"]),
        ("utebl egen", ["R-03"]),
        ("utebl faktura", []),
        ("felaktig nr", ["R-04"]),
        ("", ["R-03", "R-04", "R-30"]),
        ('  "*- (', ["R-03", "R-04", "R-30"]),
        ('"räkning"', ["R-04"]),
        ("räkning*", ["R-04"]),
        ("räkning OR skolskjuts", []),
        ("NOT räkning", []),
        ("rubrik:räkning", []),
        ("NEAR(egen uteblir)", []),
        ("^egen", ["R-03"]),
        ("'; DROP TABLE risk; --", []),
        ("\ue0001", ["R-03", "R-04", "R-30"][:0]),
        ("a" * 10_000, []),
    ],
)
def test_what_is_typed_finds_beginnings_of_words(filled: Plan, typed: str, expected: list[str]) -> None:
    found = filled.column(Sida.RISKER, "beteckning", sok=typed)
    assert found == expected
    assert filled.count(sok=typed) == (len(expected), 3)


def test_hits_stand_in_the_chosen_order(filled: Plan) -> None:
    def column(**urval: Any) -> list[Any]:
        return filled.column(Sida.RISKER, "beteckning", sok="r", **urval)

    assert column(sortera="beteckning", fallande=True) == ["R-30", "R-04", "R-03"]
    assert column(sortera="beskrivning") == ["R-30", "R-03", "R-04"]


def test_a_word_at_the_end_of_a_long_text_is_found(plan: Plan) -> None:
    plan.risk("Lång", bakgrund="ord " * 2_500 + "slutordet", effekter="å" * 10_000)
    plan.risk("Kort")
    assert plan.risker(sok="slutord") == ["Lång"]
    assert plan.risker(sok="å" * 10_000) == ["Lång"]


def test_typing_on_finds_the_same_as_typing_at_once(filled: Plan) -> None:
    """What was found some letters ago is where the next letters are sought, once all of it has been counted."""
    for whole in ("skolskj", "räkning", "r-03 ek", "år felaktig", "zebra"):
        typed = [whole[:letters] for letters in range(1, len(whole) + 1)]
        once = [(filled.risker(sok=text), filled.risker(sok=text, filter={"mina": ("öberg",)})) for text in typed]
        for text, expected in zip([*typed, *reversed(typed)], [*once, *reversed(once)], strict=True):
            assert filled.count(sok=text) == (len(expected[0]), 3)
            assert filled.risker(sok=text) == expected[0]
            assert filled.risker(sok=text, filter={"mina": ("öberg",)}) == expected[1]


def test_what_was_found_some_letters_ago_is_of_no_use_after_a_write(filled: Plan) -> None:
    assert filled.count(sok="skol") == (1, 3)
    filled.risk("Skolskjuts som tillkom", beteckning="R-40")
    assert filled.risker(sok="skolsk") == ["Egen SKOLSKJUTS uteblir", "Skolskjuts som tillkom"]


def test_shorter_words_are_those_that_were_typed_before() -> None:
    assert list(shorter(("lex", "sar"))) == [("lex", "sa"), ("lex", "s"), ("lex",)]
    assert list(shorter(("å",))) == []


def test_a_word_that_only_the_first_records_have_doesnt_take_reading_them_all(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(traffar, "_CHUNK", 2)
    monkeypatch.setattr(traffar, "SHORT", 8)
    plan = Plan(register)
    for number in range(20):
        plan.risk(f"Risk {number} {'vanlig' if number in (0, 1, 2, 19) else ''}")
    read: list[int] = []
    texts = traffar._Search._texts

    def count_texts(search: Any, keys: list[int]) -> list[tuple[int, str]]:
        read.extend(keys)
        return texts(search, keys)

    monkeypatch.setattr(traffar._Search, "_texts", count_texts)
    found = fetch(plan.reader, Sida.RISKER, APRIL, Urval(sok="vanlig"), 0, 4)
    assert [rad.id for rad in found] == [1, 2, 3, 20]
    assert len(read) <= traffar.SHORT


def test_a_list_longer_than_one_reading_is_read_to_its_end(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(traffar, "_CHUNK", 2)
    plan = Plan(register)
    for number in range(7):
        plan.risk(f"Nummer {number} {'udda' if number % 2 else 'jämn'}")
    for short in (traffar.SHORT, 1):
        monkeypatch.setattr(traffar, "SHORT", short)
        assert len(plan.risker(sok="udda")) == 3
        assert len(plan.risker(sok="nummer")) == 7
        assert plan.risker(sok="6") == ["Nummer 6 jämn"]


LETTERS = st.text(st.sampled_from("abzåäöéABZÅÄÖÉ019 -_.,/'\"§½²ßøñ"), max_size=12)


@given(LETTERS, LETTERS)
@example("Éa", "éa")
@example("a_b", "b")
@example("skol-skjuts", "skjuts")
def test_reading_and_the_index_agree_on_what_a_word_is(text: str, typed: str) -> None:
    words = split_words(typed)
    if not words:
        return
    with sqlite3.connect(":memory:") as connection:
        tokenizer = "tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3', detail = 'none'"
        connection.execute(f"CREATE VIRTUAL TABLE sok USING fts5 (text, {tokenizer})")
        connection.execute("INSERT INTO sok VALUES (?)", (text,))
        by_index = connection.execute("SELECT count(*) FROM sok WHERE sok MATCH ?", (match(words),)).fetchone()[0]
    connection.close()
    assert finds(words)(text) == bool(by_index)


def test_all_pages_can_be_searched(example: Register) -> None:
    reader = Reader(example.path)
    where = default_sammanhang(reader, APRIL.idag)
    assert where is not None
    for sida in Sida:
        everything = count(reader, sida, where, Urval())[1]
        assert count(reader, sida, where, Urval(sok="xylofon")) == (0, everything)
        assert count(reader, sida, where, Urval(sok="a"))[0] <= everything

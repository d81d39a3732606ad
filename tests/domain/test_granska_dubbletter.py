"""Risks that stand twice in a plan, and the speed of looking for them."""

import random
from dataclasses import replace
from time import perf_counter

import pytest

from internkontroll.domain.granska import REGLER, Sak
from internkontroll.domain.underlag import Ref, Risk
from tests.domain.granska_saker import TODAY, good

BOOKS = "Risk att lånade böcker försvinner utan att det märks"
LONG = "Risk att beslut om ekonomiskt bistånd fattas på felaktiga uppgifter så att pengar betalas ut till fel person"

DUBBLETT = next(regel for regel in REGLER if regel.id == "dubblett")


def twins(*risker: Risk) -> list[str]:
    """The names of the risks that are said to stand twice."""
    return [remark.rubrik for remark in DUBBLETT.remarks(good(risker=risker))]


def risk(name: str, text: str, enhet: str | None = None) -> Risk:
    return Risk(text, id=name, enhet=enhet, ref=Ref(name))


@pytest.mark.parametrize(
    "text",
    [
        BOOKS,
        BOOKS.upper() + ".",
        BOOKS.replace(" ", "\n"),
        "Risken att böcker, som lånade, försvinner utan att det märks",
        "Risk att lånade böcker försvann utan att det märks".replace("försvann", "försvinna"),
        "Risk för att lånad bok försvinner utan att det märks".replace("lånad bok", "lånade böckerna"),
    ],
)
def test_the_same_risk_in_nearly_the_same_words(text: str) -> None:
    assert twins(risk("A", BOOKS), risk("B", text)) == ["B"]
    assert twins(risk("B", text), risk("A", BOOKS)) == ["A"]


def test_in_a_longer_text_a_word_more_makes_no_other_risk() -> None:
    assert twins(risk("A", LONG), risk("B", f"{LONG} ibland")) == ["B"]
    assert twins(risk("A", f"{LONG} ibland"), risk("B", LONG)) == ["B"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Risk att barn inte får stöd i rätt tid", "Risk att vuxna inte får stöd i rätt tid"),
        ("Risk att barn utsätts för våld i hemmet", "Risk att barn i familjehem utsätts för våld i hemmet"),
        ("Risk att beslut verkställs i tid", "Risk att beslut inte verkställs i tid"),
        ("Risk för brand", "Risk för stöld"),
        ("Risk för brand i lokal 4 på Storgatan", "Risk för brand i lokal 5 på Storgatan"),
        ("Risk att böcker försvinner", "Risk att skivor försvinner"),
        ("Risk att hyran för lokal 12011 inte betalas i tid", "Risk att hyran för lokal 12012 inte betalas i tid"),
        (LONG, f"{LONG} 2"),
        (BOOKS, LONG),
    ],
)
def test_other_risks_in_like_words(one: str, other: str) -> None:
    assert twins(risk("A", one), risk("B", other)) == []


def test_each_unit_may_have_the_same_risk() -> None:
    assert twins(risk("A", BOOKS, "Biblioteket"), risk("B", BOOKS, "Arkivet"), risk("C", BOOKS)) == []
    assert twins(risk("A", BOOKS, "Biblioteket"), risk("B", BOOKS, "Biblioteket")) == ["B"]


def test_the_remark_names_both() -> None:
    (remark,) = DUBBLETT.remarks(good(risker=(risk("A", BOOKS), risk("B", BOOKS))))
    assert (remark.tabell, remark.post) == ("risk", "B")
    assert f"”{BOOKS}”" in remark.text
    assert "risken A." in remark.text


def test_three_of_a_kind_are_two_too_many() -> None:
    assert twins(*(risk(name, BOOKS) for name in "ABC")) == ["B", "C"]


def many(count: int) -> Sak:
    """Risks in words of a small vocabulary, so that each shares most of its words with many others."""
    rng = random.Random(26)  # noqa: S311 - the same risks every time
    words = [f"{start}{end}" for start in ("vård", "stöd", "barn", "bok", "tid") for end in ("", "en", "brist", "plan")]
    texts = (" ".join(rng.sample(words, 12)) for _ in range(count))
    return replace(good(risker=tuple(risk(str(n), text) for n, text in enumerate(texts))), today=TODAY)


def test_the_search_grows_with_the_number_of_risks_only() -> None:
    small, large = many(1_000), many(8_000)

    def seconds(sak: Sak) -> float:
        start = perf_counter()
        assert sum(1 for _ in DUBBLETT.remarks(sak)) >= 0
        return perf_counter() - start

    # Eight times the risks: some eight times as long, where comparing each with each takes 64 times.
    assert min(seconds(large) for _ in range(3)) < 25 * min(seconds(small) for _ in range(3))

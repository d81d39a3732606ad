"""Words that people type, found at the beginning of words in texts: "skolskj" in "Egen skolskjuts".

The register's index of words (table `sok`, migration 0002) and `finds` agree on what a word is: letters and
digits, å ä ö letters of their own, capitals the same as others. Anything else that is typed is a blank.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from unicodedata import combining, normalize

_WORD = re.compile(r"[^\W_]+")
_INDEXED_LETTERS = 3
"""The index holds the beginnings of words so far: for longer ones it has to put together what it finds."""


def split_words(text: str) -> tuple[str, ...]:
    """The different words of what was typed, small letters only."""
    return tuple(dict.fromkeys(_WORD.findall(normalize("NFC", text).lower())))


def match(words: Sequence[str], plan_id: int | None = None) -> str:
    """The question to the index: all the words; of the plan and of what belongs to none where one is given."""
    asked = " AND ".join(f'"{word}"*' for word in words)
    return asked if plan_id is None else f'("\ue000{plan_id}" OR "\ue000") AND {asked}'


def shorter(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """What somebody had typed when the last word lacked one letter, two letters and so on, down to the word before it.

    Each finds at least what the words find.
    """
    *first, last = words
    for letters in range(len(last) - 1, 0, -1):
        yield (*first, last[:letters])
    if first:
        yield tuple(first)


def beginnings(words: Sequence[str]) -> list[str]:
    """What the index is asked for where it has to answer at once, and may find more than `words` do."""
    return [word[:_INDEXED_LETTERS] for word in words]


def finds(words: Sequence[str]) -> Callable[[str], bool]:
    """Whether a text has all the words."""

    def found(text: str) -> bool:
        small = text.lower()
        return all(_begins_a_word(word, small) for word in words)

    return found


def _begins_a_word(word: str, text: str) -> bool:
    place = text.find(word)
    while place > 0 and _in_word(text[place - 1]):
        place = text.find(word, place + 1)
    return place >= 0


def _in_word(letter: str) -> bool:
    """Letters, digits, and the accents that are letters of their own to Unicode."""
    return letter.isalnum() or bool(combining(letter))

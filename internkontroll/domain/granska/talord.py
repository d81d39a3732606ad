"""Swedish number words, noll to hundra, and numbers in figures."""

import re

_UNITS = ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv", "tretton")
_TEENS = ("fjorton", "femton", "sexton", "sjutton", "arton", "nitton")
_TENS = ("tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "åttio", "nittio")


def _make_words() -> dict[str, int]:
    words = {word: value for value, word in enumerate(_UNITS + _TEENS)}
    for tens, word in enumerate(_TENS, 2):
        words[word] = 10 * tens
        words |= {word + _UNITS[unit]: 10 * tens + unit for unit in range(1, 10)}
    # "Ett" goes with ett-words: "tjugoett avtal".
    words |= {
        word.removesuffix("en") + "ett": value for word, value in words.items() if value % 10 == 1 and value != 11
    }
    return words | {"aderton": 18, "hundra": 100, "etthundra": 100, "ett hundra": 100}


TALORD = _make_words()
"""Word (small letters) → number. "Båda" is left out: it points back at two that have been named."""

# The longest first, so that "tjugofyra" isn't read as "tjugo".
_WORDS = "|".join(sorted(map(re.escape, TALORD), key=len, reverse=True))

TAL = (
    rf"(?:(?:{_WORDS})(?![\w-])"
    r"|[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})*(?![\w:/%–-]|[.,][0-9]|[ \u00a0]?(?:%|§|procent)))"
)
"""Pattern of a number as a word of its own, for small letters.

Figures up to three digits, or grouped by blanks: a year isn't a number of anything. Not part of a
reference, an interval, a decimal or a share: "2011:9", "0-12 år", "325.109", "14 procent".
"""

BEFORE_TAL = r"(?<![\w:/.,§–-])(?<!§ )"
"""What may not stand before such a number."""


def parse_tal(text: str) -> int:
    """The number that a match of `TAL` says."""
    word = " ".join(text.casefold().split())
    return TALORD[word] if word in TALORD else int("".join(filter(str.isdigit, word)))

"""The rule that no risk stands twice in a plan. Time and memory grow with the length of the texts only."""

import re
from collections.abc import Hashable, Iterator

from internkontroll.domain.granska.remark import Fynd
from internkontroll.domain.granska.sak import Sak, risk_name, risk_post
from internkontroll.domain.underlag import Risk

_WORD = re.compile(r"\w+")
_SMALL = frozenset(
    _WORD.findall("""
    alla andra att av de dem den denna det detta dess dessa då där därför en enligt ett exempelvis finns får för
    från genom ha har hos i inom är kan kommer man med mot när och olika om på risk risken risker sin sina sitt ska
    som så samt till under ut utifrån vad var vara vid än bli blir blivit eller
    """)
)
"""Words that don't tell one risk from another; "inte" and "utan" do."""

ALIKE = 4
"""Letters that two words begin with when one is taken for a form, or a misspelling, of the other."""

SHARED_BESIDE_ALIKE = 3
SHARED_BESIDE_MORE = 6
"""Telling words that two risks must share beside a word that is alike, or that only one of them has.

The second is larger: in a short text one word more is another risk, "barn" and "barn i familjehem".
"""


def dubblett(sak: Sak) -> Iterator[Fynd]:
    """Two risks of the same unit in nearly the same words.

    The same telling words in any order, or all but one, which is alike or stands in only one of them.
    """
    seen: dict[Hashable, Risk] = {}
    for risk in sak.underlag.risker:
        enhet = risk.enhet or None
        words = _telling_words(risk.beskrivning)
        twin = next((seen[enhet, mark] for mark in _marks(words, look=True) if (enhet, mark) in seen), None)
        if twin:
            text = (
                f"{risk_name(risk)} är nästan ordagrant densamma som risken {risk_post(twin).rubrik}. "
                "Slå ihop dem, eller skriv vad som skiljer dem."
            )
            yield Fynd(risk_post(risk), text)
        for mark in _marks(words, look=False):
            seen.setdefault((enhet, mark), risk)


def _telling_words(text: str) -> set[str]:
    words = {word.casefold() for word in _WORD.findall(text)}
    return words - _SMALL or words


def _marks(words: set[str], *, look: bool) -> Iterator[Hashable]:
    """What a risk leaves for others to find, and (`look`) what it finds others by: hashes of sets of its words."""
    total = 0
    for word in words:
        total ^= hash(word)
    yield "same", len(words), total
    if look:
        yield "one more", len(words), total
    for word in words:
        # Numbers tell records apart: "lokal 4" isn't "lokal 5".
        if not word.isdigit():
            rest = total ^ hash(word)
            if len(words) > SHARED_BESIDE_MORE:
                yield ("same" if look else "one more"), len(words) - 1, rest
            if len(words) > SHARED_BESIDE_ALIKE:
                yield "alike", word[:ALIKE], rest

"""Column widths: the shares that the report asks for, adjusted so that long words stay whole where there is room.

Swedish compounds ("Informationsförvaltning") are wider than many a column, and Word cuts them anywhere.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain, pairwise

from internkontroll.domain.document import Divider, ListBlock, StatusMark, Table

CELL_MARGINS = 216
"""Left and right margin of a cell together, in twips."""

# A column of this share of the text width holds any word of the language: it needn't grow, and may lend what is above.
_AMPLE_SHARE = 3
_CROWDED = 1.1  # of the text width: up to here all columns share what lacks, and few words are cut
_LONG_WORD = 7
_SHORT_TEXT = 10  # "HT 2025", "Tre år": no more than a long word, and easier to read on one line
_WORD_END = re.compile("[\u00ad–-]")  # besides blanks: where Word may break a line

# Advance widths of 10 point Calibri in twips; what isn't named is about as wide as an n.
_LETTERS = {
    48: "ijlI'.,:;|!",
    70: "frtJ()/",
    84: "csz",
    92: "kvxyL",
    100: "aeågäF",
    131: "ADGHNOQRUVÅÄÖ",
    144: "w",
    166: "m",
    178: "MW",
}
_ADVANCES = {letter: width for width, letters in _LETTERS.items() for letter in letters}
_OTHER_ADVANCE = 107
_BOLD = 1.04


def column_widths(table: Table, text_width: int, letter_scale: float = 1.0) -> list[int]:
    """Widths in whole twips that add up to the text width.

    `letter_scale` is how wide the letters are, those of 10 point Calibri being 1.
    """
    wanted = _divide(text_width, [column.share for column in table.columns])
    ample = text_width // _AMPLE_SHARE
    least = [
        ample if width >= ample else min(ample, _longest_word(table, at, letter_scale))
        for at, width in enumerate(wanted)
    ]
    modest = [low if low <= text_width // len(least) else 0 for low in least]
    if sum(least) > _CROWDED * text_width and any(modest):
        return _crowded(table, text_width, modest)
    lacking = [max(0, low - width) for width, low in zip(wanted, least, strict=True)]
    spare = [max(0, width - low) for width, low in zip(wanted, least, strict=True)]
    moved = min(sum(lacking), sum(spare))
    gains, losses = _divide(moved, lacking), _divide(moved, spare)
    return [width + gain - loss for width, gain, loss in zip(wanted, gains, losses, strict=True)]


def _crowded(table: Table, text_width: int, modest: Sequence[int]) -> list[int]:
    """Widths where long words have no room: columns with modest needs get those, the others share the rest."""
    shares = [0 if low else column.share for low, column in zip(modest, table.columns, strict=True)]
    rest = _divide(text_width - sum(modest), shares)
    return [low or width for low, width in zip(modest, rest, strict=True)]


def _divide(amount: int, weights: Sequence[float]) -> list[int]:
    """Whole parts of an amount in proportion to weights, without a remainder."""
    total = sum(weights)
    if not total:
        return [0] * len(weights)
    edges = [round(amount * edge / total) for edge in accumulate(weights)]
    return [right - left for left, right in pairwise([0, *edges])]


def _longest_word(table: Table, at: int, letter_scale: float) -> int:
    """The width that a column needs for its longest word, margins included."""
    words: set[str] = set()
    for row in table.rows:
        for part in row[at]:
            if isinstance(part, ListBlock):
                words.update(*map(str.split, part.items))
            elif not isinstance(part, StatusMark | Divider):
                words.update(part.text.split() if len(part.text) > _SHORT_TEXT else [part.text])
    bold = _BOLD if at == 0 and table.row_headers else 1.0
    header = _BOLD * _widest(table.columns[at].title.split())
    return CELL_MARGINS + round(letter_scale * max(header, bold * _widest(words)))


def _widest(words: Iterable[str]) -> int:
    pieces = chain.from_iterable(_WORD_END.split(word) for word in words if len(word) >= _LONG_WORD)
    return max((sum(_ADVANCES.get(letter, _OTHER_ADVANCE) for letter in piece) for piece in pieces), default=0)

"""How wide the columns of a table are."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from internkontroll.domain.document import CellPart, ColorMark, StatusMark, Table
from internkontroll.export.pdf import icons, look
from internkontroll.export.pdf.characters import part_texts, printable
from internkontroll.export.pdf.fonts import Font, Fonts
from internkontroll.export.pdf.look import Look

_ROUNDING = 0.1  # a word that fits exactly must not be broken by the last decimal
_LONG_WORD = re.compile(r"\S{6,}")  # shorter ones fit every sensible column


def column_widths(table: Table, fonts: Fonts, chosen: Look) -> list[float]:
    """Widths in points, which sum to the text width: the shares of the table, bent so that words stay whole.

    Swedish compounds are long and aren't hyphenated here, so a narrow column takes from those that have to spare.
    """
    shares = [column.share * chosen.text_width for column in table.columns]
    return _bend(shares, [_widest_word(table, place, fonts, chosen) for place in range(len(shares))])


def _bend(shares: Sequence[float], needs: Sequence[float]) -> list[float]:
    """Shares raised to the needs, at the cost of the columns that have more than they need."""
    cap = _highest_need(needs, sum(shares))
    needs = [min(need, cap) for need in needs]
    raised = list(map(max, shares, needs))
    spare = [width - need for width, need in zip(raised, needs, strict=True)]
    taken = (sum(raised) - sum(shares)) / (sum(spare) or 1)
    return [width - taken * part for width, part in zip(raised, spare, strict=True)]


def _highest_need(needs: Sequence[float], total: float) -> float:
    """The height at which needs must be cut so that they fit the total; where they do anyway, the highest of them."""
    left = total
    for served, need in enumerate(sorted(needs)):
        fair = left / (len(needs) - served)
        if need > fair:
            return fair
        left -= need
    return max(needs)


def _widest_word(table: Table, place: int, fonts: Fonts, chosen: Look) -> float:
    """What the widest word or mark of a column needs, padding included; those too wide to grow for don't count."""
    titles = printable(table.columns[place].title).split()
    widths = chain(
        (fonts.bold.width(word, chosen.header.size) for word in titles),
        chain.from_iterable(_widths(part, fonts.regular) for row in table.rows for part in row[place]),
    )
    limit = look.WORD_SHARE * chosen.text_width - 2 * look.CELL_PADDING
    return max((width for width in widths if width <= limit), default=0.0) + 2 * look.CELL_PADDING + _ROUNDING


def _widths(part: CellPart, font: Font) -> Iterator[float]:
    """Widths of what should not be broken: long words of a text, the whole of a mark."""
    if isinstance(part, StatusMark):
        yield font.width(part.status.value, look.CELL.size) + icons.ADVANCE
    elif isinstance(part, ColorMark):
        for line in printable(part.text).split("\n"):
            yield font.width(line, look.CELL.size) + 2 * icons.CHIP_INSET
    else:
        for word in chain.from_iterable(map(_LONG_WORD.findall, part_texts(part))):
            yield font.width(printable(word), look.CELL.size)

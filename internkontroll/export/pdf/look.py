"""How the document looks: page, type sizes, spaces and colours. Lengths are points, colours RRGGBB.

Every text colour has a contrast of at least 4.5:1 on the grounds that it stands on.
"""

from dataclasses import dataclass
from functools import cache

_MM = 72 / 25.4

PAGE_WIDTH, PAGE_HEIGHT = 210 * _MM, 297 * _MM
MARGIN = 25 * _MM
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN
TOP = PAGE_HEIGHT - MARGIN
BOTTOM = MARGIN
FOOTER_BASELINE = 13 * _MM

INK = "1A1A1A"
HEADING_INK = "16324F"
QUIET_INK = "595959"
LINK_INK = "0B4F94"
HEADER_GROUND = "E3EBF3"
HEADER_RULE = "8CA3BA"
ROW_RULE = "C9D1D9"
RULE_WIDTH = 0.6

CELL_PADDING = 4.0
CELL_TOP, CELL_BOTTOM = 4.0, 6.0
SPLIT_ABOVE = 0.3 * (TOP - BOTTOM)
"""A row up to this height moves whole to the next page rather than being split."""

ROW_START = 70.0
"""A row that is split begins with at least this height."""

WORD_SHARE = 1 / 3
"""The share of the text width up to which a column grows so that its longest word stays whole."""


@dataclass(frozen=True, slots=True)
class Style:
    """Type of one kind of text. `before` is the space above it, which falls away at the top of a page or cell."""

    size: float
    leading: float
    before: float = 0.0
    bold: bool = False
    color: str = INK

    @property
    def baseline(self) -> float:
        """From the top of a line down to its baseline."""
        return (self.leading - self.size) / 2 + 0.78 * self.size


BODY = Style(11, 15, before=7)
BODY_ITEM = Style(11, 15, before=3)
CELL = Style(10, 13, before=5)
CELL_ITEM = Style(10, 13, before=2)
LABEL = Style(9, 12, before=6, bold=True)
HEADER = Style(10, 13, bold=True, color=HEADING_INK)
FOOTER = Style(9, 12, color=QUIET_INK)

_HEADINGS = (
    Style(20, 25, before=26, bold=True, color=HEADING_INK),
    Style(15, 19, before=20, bold=True, color=HEADING_INK),
    Style(12.5, 16, before=16, bold=True, color=HEADING_INK),
    Style(11, 15, before=14, bold=True, color=HEADING_INK),
)

DIVIDED_BEFORE = 16.0
"""The space in a cell above what a divider sets off."""

BODY_INDENT, CELL_INDENT = 16.0, 11.0
TABLE_BEFORE, TABLE_AFTER = 9.0, 7.0


def heading(level: int) -> Style:
    """The style of a heading; levels below the fourth look like the fourth."""
    return _HEADINGS[min(level, len(_HEADINGS)) - 1]


@cache
def operands(color: str) -> str:
    """A colour as the three operands of PDF's rg and RG."""
    return " ".join(f"{int(color[at : at + 2], 16) / 255:.3g}" for at in (0, 2, 4))

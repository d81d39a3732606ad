"""How the document looks: page, type sizes, spaces and colours. Lengths are points, colours RRGGBB.

Constants are the same for all; what follows from the nämnd's choice is in `Look`. Every text colour
has a contrast of at least 4.5:1 on the grounds that it stands on.
"""

from dataclasses import dataclass
from functools import cache, cached_property

from internkontroll.domain.utseende import STANDARDFARG, Utseende, mix, tint

_MM = 72 / 25.4

PAGE_WIDTH, PAGE_HEIGHT = 210 * _MM, 297 * _MM
FOOTER_BASELINE = 13 * _MM
_LOWEST = 30 * _MM
"""Where text ends however small the margin. A line that recurs further down, as "Slutdatum: 2026-10-31" does in a
large plan, is taken for a running footer by checkers of accessibility (outloud: the lowest 12 % of the page)."""

LOGO_WIDTH, LOGO_HEIGHT = 40 * _MM, 20 * _MM
"""The largest size of the logo."""

INK = "1A1A1A"
QUIET_INK = "595959"
LINK_INK = "0B4F94"
ROW_RULE = "C9D1D9"
RULE_WIDTH = 0.6

CELL_PADDING = 4.0
CELL_TOP, CELL_BOTTOM = 4.0, 6.0
ROW_START = 70.0
"""A row that is split begins with at least this height."""
FEW_ROWS = 8
LOW_TABLE = 220.0
"""A table of at most this many rows and this height isn't parted by a page."""

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
FOOTER = Style(9, 12, color=QUIET_INK)

DIVIDED_BEFORE = 16.0
"""The space in a cell above what a divider sets off."""

BODY_INDENT, CELL_INDENT = 16.0, 11.0
TABLE_BEFORE, TABLE_AFTER = 9.0, 7.0
FIGURE_BEFORE = 12.0


_HEADINGS = ((20, 25, 26), (15, 19, 20), (12.5, 16, 16), (11, 15, 14))
"""Size, leading and space before of each level."""


@dataclass(frozen=True)
class Look:
    """What follows from the nämnd's choice: its margin, and the ink of headings with its ground and rule."""

    margin: float
    heading_ink: str
    header_ground: str
    header_rule: str

    @cached_property
    def text_width(self) -> float:
        """Width between the margins."""
        return PAGE_WIDTH - 2 * self.margin

    @cached_property
    def top(self) -> float:
        """Where the text of a page begins."""
        return PAGE_HEIGHT - self.margin

    @cached_property
    def bottom(self) -> float:
        """Where the text of a page ends."""
        return max(self.margin, _LOWEST)

    @cached_property
    def split_above(self) -> float:
        """A row up to this height moves whole to the next page rather than being split."""
        return 0.3 * (self.top - self.bottom)

    @cached_property
    def header(self) -> Style:
        """The type of header rows."""
        return Style(10, 13, bold=True, color=self.heading_ink)

    def heading(self, level: int) -> Style:
        """The style of a heading; levels below the fourth look like the fourth."""
        return self._headings[min(level, len(_HEADINGS)) - 1]

    @cached_property
    def _headings(self) -> tuple[Style, ...]:
        return tuple(
            Style(size, leading, before, bold=True, color=self.heading_ink) for size, leading, before in _HEADINGS
        )


def look_of(utseende: Utseende) -> Look:
    """The look that a nämnd has chosen."""
    ink = utseende.farg
    ground, rule = ("E3EBF3", "8CA3BA") if ink == STANDARDFARG else (tint(ink), mix(ink, 0.5))
    return Look(utseende.marginal_mm * _MM, ink, ground, rule)


@cache
def operands(color: str) -> str:
    """A colour as the three operands of PDF's rg and RG."""
    return " ".join(f"{int(color[at : at + 2], 16) / 255:.3g}" for at in (0, 2, 4))

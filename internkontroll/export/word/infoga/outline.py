"""The headings of somebody's document."""

import re
from dataclasses import dataclass
from html import unescape

from internkontroll.export.word.infoga.body import Block, Body

_TEXT = re.compile(rb"<w:t(?:\s[^>]*)?>([^<]*)</w:t>|<w:(tab|br|cr|noBreakHyphen)[\s/>]")
_SIGNS = {b"noBreakHyphen": "\u2011"}

SECTION_TAG = "Internkontroll"
"""What the tags of our content controls and the names of our bookmarks begin with."""


@dataclass(frozen=True, slots=True)
class HostHeading:
    """A heading of the host; `block` is its place among the blocks."""

    block: int
    level: int
    text: str


class Outline:
    """The host's headings in order, without those of our own sections. `levels` are those of style ids."""

    def __init__(self, body: Body, levels: dict[str, int], default_style: str) -> None:
        self._body, self._levels, self._default_style = body, levels, default_style
        found = (
            HostHeading(index, level, self.text(block))
            for index, block in enumerate(body.blocks)
            if (level := self.level(block)) and not self._is_ours(block)
        )
        self.headings = [heading for heading in found if heading.text]

    def before(self, offset: int) -> HostHeading | None:
        """The heading in force at an offset."""
        found = (one for one in reversed(self.headings) if self._body.blocks[one.block].start < offset)
        return next(found, None)

    def chapter_level(self) -> int:
        """The level of the host's chapters: its highest, or the next one where only the document's title has that."""
        levels = [heading.level for heading in self.headings]
        top = min(levels, default=1)
        has_title = bool(levels) and levels[0] == top and levels.count(top) == 1 and levels.count(top + 1) > 1
        return top + 1 if has_title else top

    def level(self, block: Block) -> int | None:
        """The heading level of a block, also of an empty heading; None for body text and tables."""
        if block.kind != "p":
            return None
        if block.outline is not None:
            return block.outline + 1 if block.outline < 9 else None
        return self._levels.get(block.style or self._default_style)

    def text(self, block: Block) -> str:
        """What a paragraph says, on one line."""
        found = _TEXT.finditer(self._body.data, block.start, block.end)
        pieces = (_SIGNS.get(one[2], " ") if one[1] is None else unescape(one[1].decode()) for one in found)
        return " ".join("".join(pieces).split())

    def _is_ours(self, block: Block) -> bool:
        at = block.control
        while at is not None:
            control = self._body.controls[at]
            if control.tag.startswith(SECTION_TAG):
                return True
            at = control.parent
        return False


def same_words(one: str, other: str) -> bool:
    """Whether two headings are the same to a reader."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()

"""Texts broken into lines, and how many lines fit a room. Widths are points."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from internkontroll.export.pdf.fonts import Font
from internkontroll.export.pdf.look import Style
from internkontroll.export.pdf.structure import Element

_BREAK_AFTER = "-–/_.,?&=@:;"


@dataclass(slots=True)
class Line:
    """One line of a text, ready to be drawn.

    `before` is the space above it unless it comes first in its column; `height` is what it moves the
    next line down, 0 if that stands beside it, as an item beside its bullet. `keep` forbids a page break after it.
    `mark` are operators of decoration behind the text, with the origin at the column's left edge on the baseline.
    `above` are the same for a line that doesn't come first in its column.
    `target` is the address that the text leads to.
    """

    before: float
    height: float
    x: float
    text: str
    style: Style
    element: Element
    keep: bool
    mark: str = ""
    above: str = ""
    target: str = ""


def height(lines: Sequence[Line]) -> float:
    """Height of the lines when they come first in their column."""
    if not lines:
        return 0.0
    return sum([line.before + line.height for line in lines]) - lines[0].before


def count_fitting(lines: Sequence[Line], room: float, *, force: bool) -> int:
    """How many of the lines fit the room, ending where a break is allowed.

    0 if none do; with `force`, when there is no better place than this, at least one and any break is allowed.
    """
    if not lines:
        return 0
    used, allowed = -lines[0].before, 0
    for place, line in enumerate(lines):
        used += line.before + line.height
        if used > room:
            return allowed or (max(place, 1) if force else 0)
        if not line.keep:
            allowed = place + 1
    return len(lines)


def least_height(lines: Sequence[Line]) -> float:
    """Height of the lines up to the first allowed break."""
    for place, line in enumerate(lines):
        if not line.keep:
            return height(lines[: place + 1])
    return height(lines)


def wrap(text: str, font: Font, size: float, width: float) -> list[str]:
    """Break a text at spaces so that each line fits the width, and inside words only that are wider than it.

    A line that another one follows ends with a space, lest readers run their words together.
    """
    room = width * 1000 / size
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _wrap_paragraph(paragraph, font, room)
        lines[-1] += " "
    lines[-1] = lines[-1][:-1]
    return lines


def _wrap_paragraph(text: str, font: Font, room: float) -> list[str]:
    """Lines of a text without line breaks; at least one."""
    advances, space = font.advances, font.advances[" "]
    words = [word for word in text.split(" ") if word]
    ends = list(accumulate([advances[word] + space for word in words]))
    if not ends or ends[-1] - space <= room:
        return [" ".join(words)]
    lines, start, offset = [], 0, 0.0
    while start < len(words):
        end = bisect_right(ends, offset + room + space, start)
        if end == start:
            *whole, words[start] = _break_word(words[start], font, room)
            lines += whole
            offset = ends[start] - space - advances[words[start]]
            continue
        lines.append(" ".join(words[start:end]) + " ")
        start, offset = end, ends[end - 1]
    lines[-1] = lines[-1][:-1]
    return lines


def _break_word(word: str, font: Font, room: float) -> list[str]:
    """Pieces of a word that each fit the room; after a hyphen or the like where one is near enough."""
    pieces = []
    while word and font.advances[word] > room:
        ends = list(accumulate(map(font.advances.__getitem__, word)))
        cut = max(1, bisect_right(ends, room))
        better = 1 + max(word.rfind(mark, 0, cut) for mark in _BREAK_AFTER)
        cut = better if better > cut / 2 else cut
        pieces.append(word[:cut])
        word = word[cut:]
    return [*pieces, word] if word else pieces

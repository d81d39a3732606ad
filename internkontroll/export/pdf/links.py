"""Addresses in running text, made links that can be followed by eye, by keyboard and by ear."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from internkontroll.export.pdf import look
from internkontroll.export.pdf.fonts import Font
from internkontroll.export.pdf.lines import Line
from internkontroll.export.pdf.structure import Element, Structure

_HINT = re.compile(r"@|://|www\.", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.-]+", re.IGNORECASE)
_AFTER_ADDRESS = ".,;:!?)]}>\"'”’»…"


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a text that is a link or isn't, up to the offset `end`."""

    end: int
    element: Element
    target: str


def with_links(lines: list[Line], owner: Element, tree: Structure, font: Font) -> list[Line]:
    """The lines of a text, those that hold addresses parted in pieces that are drawn beside each other."""
    if not any([_HINT.search(line.text) for line in lines]):
        return lines
    pieces = list(_pieces("".join(line.text for line in lines), owner, tree))
    if len(pieces) < 2 and not pieces[0].target:
        return lines
    parted, offset = [], 0
    for line in lines:
        parted += _part(line, offset, pieces, font)
        offset += len(line.text)
    return parted


def _pieces(text: str, owner: Element, tree: Structure) -> Iterator[_Piece]:
    """The text's links and what is between them, each with an element of its own, so that they keep their order."""
    done = 0
    for match in _ADDRESS.finditer(text):
        address = match[0].rstrip(_AFTER_ADDRESS)
        if match.start() > done:
            yield _Piece(match.start(), tree.add(owner, "Span"), "")
        done = match.start() + len(address)
        yield _Piece(done, tree.add(owner, "Link"), _target(address))
    if done == 0:
        yield _Piece(len(text), owner, "")
    elif done < len(text):
        yield _Piece(len(text), tree.add(owner, "Span"), "")


def _part(line: Line, offset: int, pieces: Sequence[_Piece], font: Font) -> list[Line]:
    """The pieces of one line, whose text starts at the offset; the last of them moves the next line down."""
    parts: list[Line] = []
    start, x = 0, line.x
    for piece in pieces:
        text = line.text[start : max(piece.end - offset, start)]
        if not text:
            continue
        parts.append(replace(line, before=0.0, height=0.0, x=x, text=text, element=piece.element, keep=True))
        if piece.target:
            _underline(parts[-1], piece.target, font)
        start += len(text)
        x += font.width(text, line.style.size)
    if not parts:
        return [line]
    parts[0].before = line.before
    parts[-1].height, parts[-1].keep = line.height, line.keep
    return parts


def _underline(line: Line, target: str, font: Font) -> None:
    width = font.width(line.text.rstrip(), line.style.size)
    line.style = replace(line.style, color=look.LINK_INK)
    line.target = target
    line.mark = f"{look.operands(look.LINK_INK)} rg {line.x:.2f} -1.7 {width:.2f} 0.5 re f"


def _target(address: str) -> str:
    """Where a link leads; ASCII, as a PDF wants it."""
    if "://" in address:
        target = address
    elif "@" in address:
        target = f"mailto:{address}"
    else:
        target = f"https://{address}"
    return quote(target, safe="%/:=&?~#+!$,;'@*[]")

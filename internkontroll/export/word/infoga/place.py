"""Where in somebody's document the section goes: at a bookmark, after a heading, or at the end."""

import difflib
import re
from dataclasses import dataclass, replace

from internkontroll.errors import InputRefused
from internkontroll.export.word.infoga.body import Block, Body, Mark
from internkontroll.export.word.infoga.host import Host
from internkontroll.export.word.infoga.lines import read_stretch
from internkontroll.export.word.infoga.outline import SECTION_TAG, HostHeading, Outline, same_words

_TYPED_NUMBER = re.compile(r"\d+(\.\d+)*\.?\s+")
_BRACKETED = re.compile(r"\[.*\]", re.DOTALL)
_PROPERTIES = re.compile(rb"<w:(pPr|rPr)(?:\s[^>]*)?>.*?</w:\1>", re.DOTALL)
_TRACKED = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo|pPrChange|sectPr)[\s/>]")
_NOT_TEXT = re.compile(rb"<(?!/|w:(?:p|pPr|rPr|r|t|bookmarkStart|bookmarkEnd|proofErr|lastRenderedPageBreak)[\s/>])")
_RUN = re.compile(rb"<w:r[\s>]")
_SHOWN = 10
_BY_BOOKMARK = "Sätt ett bokmärke där avsnittet ska stå (Infoga, Bokmärke) och ange bokmärkets namn."


@dataclass(frozen=True, slots=True)
class Place:
    """The bytes from `start` to `end` give way to the section; `before` and `after` are kept around it.

    `next_block` is the first block after the place, `heading` the heading in force, `level` that of
    the section's title, `described` the place in words.
    """

    start: int
    end: int
    next_block: int
    heading: HostHeading | None
    level: int
    described: str
    before: bytes = b""
    after: bytes = b""
    notes: tuple[str, ...] = ()


def find_place(host: Host, outline: Outline, wanted: str | None) -> Place:
    """The place that a bookmark's name or a heading's text means; without one the end of the document.

    Raises InputRefused where there is no such place, several, or one that can't hold a section.
    """
    if wanted is None:
        end, heading = host.body.end, outline.before(host.body.end)
        return Place(end, end, len(host.body.blocks), heading, outline.chapter_level(), "sist i dokumentet")
    bookmark = next((mark for mark in host.body.starts if mark.name.casefold() == wanted.casefold()), None)
    if bookmark:
        return _Bookmark(host, outline, bookmark).place()
    return _after_heading(host, outline, wanted)


def _after_heading(host: Host, outline: Outline, wanted: str) -> Place:
    found = [one for one in outline.headings if same_words(one.text, wanted)]
    found = found or [one for one in outline.headings if same_words(_TYPED_NUMBER.sub("", one.text, 1), wanted)]
    if not found:
        raise InputRefused(_not_found(host, outline, wanted))
    if len(found) > 1:
        places = ", ".join(_parent(outline, one) for one in found[:_SHOWN])
        raise InputRefused(
            f"{host.path}: Dokumentet har {len(found)} rubriker med texten ”{wanted}”: {places}. {_BY_BOOKMARK}"
        )
    heading, at = found[0], host.body.blocks[found[0].block].end
    moved = f"Texten direkt under rubriken ”{heading.text}” hamnar efter avsnittet."
    notes = (moved,) if _text_follows(host.body, outline, heading) else ()
    place = Place(
        at, at, heading.block + 1, heading, heading.level + 1, f"efter rubriken ”{heading.text}”", notes=notes
    )
    return _checked(host, place)


def _text_follows(body: Body, outline: Outline, heading: HostHeading) -> bool:
    following = body.blocks[heading.block + 1 : heading.block + 2]
    is_heading = any(one.block == heading.block + 1 for one in outline.headings)
    return any(block.kind == "tbl" or outline.text(block) for block in following) and not is_heading


class _Bookmark:
    """A bookmark and the paragraphs that it stands in."""

    def __init__(self, host: Host, outline: Outline, start: Mark) -> None:
        self._host, self._outline, self._start = host, outline, start
        ends = (one for one in host.body.ends if one.id == start.id and one.at > start.at)
        self._end = next(ends, start)
        self._described = f"vid bokmärket ”{start.name}”"

    def place(self) -> Place:
        """Its paragraph if that is empty or [bracketed], else after it. Raises InputRefused."""
        self._refuse_outside_text()
        blocks = self._host.body.blocks
        first, last = self._start.block, self._last_block()
        if last < first:
            # It stands between two paragraphs, so at the start of the second one.
            is_placeholder = first < len(blocks) and self._is_placeholder(blocks[first])
            return self._in_place_of(first) if is_placeholder else self._at(self._end.after, first)
        if first == last and self._is_placeholder(blocks[last]):
            return self._in_place_of(last)
        if blocks[last].breaks_section and not self._outline.text(blocks[last]):
            return self._at(blocks[last].start, last)
        return self._at(blocks[last].end, last + 1)

    def _refuse_outside_text(self) -> None:
        start, end = self._start, self._end
        if start.where and start.where == end.where:
            reason = f"ligger i en {start.where}, där avsnittet inte får plats"
        elif start.where or end.where:
            reason = f"börjar eller slutar i en {start.where or end.where} men inte båda delarna"
        else:
            return
        raise InputRefused(
            f"{self._host.path}: Bokmärket ”{start.name}” {reason}. Flytta bokmärket till ett eget stycke i texten."
        )

    def _last_block(self) -> int:
        """The last block that the bookmark reaches; before its first one if it stands between two."""
        end, body = self._end, self._host.body
        if end.between:
            return end.block - 1
        # Word lets a bookmark over a whole paragraph end at the start of the next one.
        return end.block - (end.block > self._start.block and ends_before_text(body, end))

    def _is_placeholder(self, block: Block) -> bool:
        if block.kind != "p" or self._outline.level(block):
            return False
        text = self._outline.text(block)
        return (not text or bool(_BRACKETED.fullmatch(text))) and is_plain(
            self._host.body.data[block.start : block.end]
        )

    def _in_place_of(self, index: int) -> Place:
        body = self._host.body
        block = body.blocks[index]
        xml = body.data[block.start : block.end]
        marks = read_stretch(xml, body.declared).marks
        before, after = (b"".join(xml[one.start : one.end] for one in marks if one.side == side) for side in _SIDES)
        return replace(self._at(block.start, index), end=block.end, next_block=index + 1, before=before, after=after)

    def _at(self, at: int, next_block: int) -> Place:
        heading = self._outline.before(at)
        level = heading.level + 1 if heading else 1
        return _checked(self._host, Place(at, at, next_block, heading, level, self._described))


_SIDES = ("Start", "End")


def is_plain(paragraph: bytes) -> bool:
    """Whether a paragraph holds nothing but text and bookmarks: no picture, field, comment, change or section break."""
    properties = b"".join(found[0] for found in _PROPERTIES.finditer(paragraph))
    return not _TRACKED.search(properties) and not _NOT_TEXT.search(_PROPERTIES.sub(b"", paragraph))


def ends_before_text(body: Body, end: Mark) -> bool:
    """Whether a bookmark's end stands in a paragraph before everything that this says."""
    block = body.blocks[end.block]
    return block.kind == "p" and not has_run(body.data, block.start, end.at)


def has_run(data: bytes, start: int, end: int) -> bool:
    """Whether there is text, or what stands in its place, between two offsets."""
    return bool(_RUN.search(data, start, end))


def _checked(host: Host, place: Place) -> Place:
    """The place, if something may be put there."""
    body = host.body
    control = body.control_at(place.start)
    in_field = place.next_block < len(body.blocks) and body.blocks[place.next_block].in_field
    if control and control.tag.startswith(SECTION_TAG):
        reason = "ligger inne i ett avsnitt som programmet har infogat"
    elif control and control.closed:
        reason = "ligger i en innehållskontroll som är låst eller fylls i av Word"
    elif in_field:
        reason = "ligger i ett fält, till exempel innehållsförteckningen"
    else:
        return place
    raise InputRefused(f"{host.path}: Platsen {place.described} {reason}. {_BY_BOOKMARK}")


def _parent(outline: Outline, heading: HostHeading) -> str:
    above = (one for one in reversed(outline.headings) if one.block < heading.block and one.level < heading.level)
    parent = next(above, None)
    return f"under ”{parent.text}”" if parent else f"på nivå {heading.level}"


def _not_found(host: Host, outline: Outline, wanted: str) -> str:
    for name in host.package.names:
        if name != host.name and f':name="{wanted}"'.encode() in (_word_part(host, name) or b""):
            return f"{host.path}: Bokmärket ”{wanted}” ligger i {_called(name)}. {_BY_BOOKMARK}"
    names = [mark.name for mark in host.body.starts if not mark.name.startswith(("_", SECTION_TAG))]
    texts = list(dict.fromkeys(one.text for one in outline.headings))
    near = difflib.get_close_matches(wanted, texts, _SHOWN, 0.5) or texts
    known = (
        f"Bokmärken: {', '.join(names[:_SHOWN]) or 'inga'}. "
        f"Rubriker: {', '.join(f'”{text}”' for text in near[:_SHOWN]) or 'inga'}{' …' if len(near) > _SHOWN else ''}."
    )
    return f"{host.path}: Dokumentet har inget bokmärke och ingen rubrik som heter ”{wanted}”. {known} {_BY_BOOKMARK}"


def _word_part(host: Host, name: str) -> bytes | None:
    return host.package.read(name) if name.startswith("word/") and name.endswith(".xml") else None


def _called(name: str) -> str:
    words = {"header": "sidhuvudet", "footer": "sidfoten", "footnotes": "en fotnot", "endnotes": "en slutkommentar"}
    return next((word for start, word in words.items() if name.startswith(f"word/{start}")), "en annan del än texten")

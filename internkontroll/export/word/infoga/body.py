"""The body of somebody's document as blocks with byte offsets: what is needed to find a place and to keep all else.

A berättelse of 300 pages has a hundred thousand elements; only those of interest are looked at.
"""

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from html import unescape
from typing import NamedTuple

from internkontroll.export.word.infoga.splice import (
    attributes_of,
    end_of_element,
    root_namespaces,
    searchable,
    start_of,
    tag_at,
    tags,
)
from internkontroll.export.word.xml_reader import UnreadablePartError

_A4_WIDTH = 9072  # between margins of 25 mm, where the document doesn't say
_COLUMN_GAP = "720"

_BODY = re.compile(rb"<w:body(?=[\s>])")
_CONTENT = re.compile(rb"<w:sdtContent\s*>")
_PROPERTIES = re.compile(rb"<w:p(?:\s[^>]*)?>\s*<w:pPr\s*>")
_PROPERTIES_END = re.compile(rb"<w:pPrChange[\s>]|</w:pPr\s*>")
_STYLE = re.compile(rb"<w:pStyle\s[^>]*w:val\s*=\s*[\"']([^\"']*)")
_OUTLINE = re.compile(rb"<w:outlineLvl\s[^>]*w:val\s*=\s*[\"'](\d+)")
_SECTION = re.compile(rb"<w:sectPr(?=[\s>])")
_SECTION_END = re.compile(rb"<w:sectPrChange[\s>]|</w:sectPr\s*>")
_BOOKMARK = re.compile(rb"<w:bookmark(Start|End)\s[^>]*>")
_ID = re.compile(rb"w:id\s*=\s*[\"']([^\"']*)")
_NAME = re.compile(rb"w:name\s*=\s*[\"']([^\"']*)")
_FIELD = re.compile(rb"<w:fldChar\s[^>]*w:fldCharType\s*=\s*[\"'](begin|end)[^>]*>")
_CONTENTS = re.compile(rb"<w:instrText[^>]*>\s*TOC\b")
_SIMPLE_CONTENTS = re.compile(rb"<w:fldSimple[^>]*w:instr\s*=\s*[\"']\s*TOC\b")
_TEXT_BOX = re.compile(rb"<w:txbxContent(?=[\s>])")
_PAGE = re.compile(rb"<w:(?:pgSz|pgMar|cols)\s[^>]*>")
_CONTROL_ID = re.compile(rb"<w:id\s[^>]*w:val\s*=\s*[\"'](-?\d+)[\"'][^>]*>")
_CONTROL_TAG = re.compile(rb"<w:tag\s[^>]*>")
# A content control with one of these is filled by Word or by other data, holds no paragraphs, or is locked.
_CLOSING = re.compile(
    rb"<w:(?:dataBinding|docPartObj|docPartList|text|picture|date|comboBox|dropDownList|citation|bibliography|equation)[\s/>]"
    rb"|<w:lock\s[^>]*[cC]ontentLocked"
)


@dataclass(slots=True)
class Block:
    """A paragraph ("p"), table ("tbl") or something else that stands in the text itself, not inside another one.

    `style` is the style's id, "" where the default one rules; `outline` is an outline level set
    directly (0 is the highest, 9 is body text); `control` is the content control around it.
    """

    kind: str
    start: int
    end: int
    control: int | None = None
    style: str = ""
    outline: int | None = None
    breaks_section: bool = False
    in_field: bool = False


@dataclass(slots=True)
class Control:
    """A content control around whole blocks; `closed` says that nothing may be put into it."""

    start: int
    end: int
    parent: int | None
    tag: str
    id: str
    closed: bool


class Mark(NamedTuple):
    """The start or end of a bookmark (an end has no name).

    `block` is the block that it stands in or, if it stands between blocks, the next one. `where` is
    "", "tabell" or "textruta". `after` is the offset after its tag.
    """

    name: str
    id: str
    at: int
    after: int
    block: int
    between: bool
    where: str


@dataclass(slots=True)
class Body:
    """What the document part holds. `end` is where something at the end of the text goes.

    `declared` are the prefixes that the root binds. `nested_tags` are those of content controls inside
    paragraphs and tables, `control_ids` those of all.
    """

    data: bytes
    declared: dict[str, str]
    blocks: list[Block] = field(default_factory=list)
    controls: list[Control] = field(default_factory=list)
    starts: list[Mark] = field(default_factory=list)
    ends: list[Mark] = field(default_factory=list)
    widths: list[tuple[int, int]] = field(default_factory=list)
    nested_tags: set[str] = field(default_factory=set)
    control_ids: set[str] = field(default_factory=set)
    has_contents: bool = False
    end: int = 0

    def control_at(self, at: int) -> Control | None:
        """The innermost content control around an offset."""
        return next((one for one in reversed(self.controls) if one.start < at < one.end), None)

    def text_width(self, at: int) -> int:
        """Twips between the margins (of one column) at an offset; the section's properties stand at its end."""
        return next((width for place, width in self.widths if place >= at), _A4_WIDTH)


def read_body(data: bytes) -> Body:
    """Read the document part. Raises UnreadablePartError, also where WordprocessingML has another prefix than w."""
    text = searchable(data)
    declared = root_namespaces(text, "document")
    body_tag = _BODY.search(text)
    if body_tag is None:
        raise UnreadablePartError("the part has no w:body")
    body = Body(data, declared)
    end = _Blocks(body, text).read(tag_at(text, body_tag.start()).end(), None)
    body.end = body.end or end
    _add_marks(body, text)
    _add_fields(body, text)
    _add_widths(body, text)
    body.control_ids = {found[1].decode() for found in tags(text, b"<w:id", _CONTROL_ID)}
    names = [attributes_of(found[0]).get("w:val", "") for found in tags(text, b"<w:tag", _CONTROL_TAG)]
    body.nested_tags = set((Counter(names) - Counter(control.tag for control in body.controls)).keys())
    return body


class _Blocks:
    """Walks over blocks and the content controls around them, from one to the next without looking inside."""

    def __init__(self, body: Body, text: bytes) -> None:
        self._body, self._text = body, text

    def read(self, at: int, control: int | None) -> int:
        """Read a container's children from `at`; returns the offset of its end tag."""
        while True:
            tag = tag_at(self._text, at)
            if tag[1]:
                return tag.start(1) - 1
            at = self._element(tag, control)

    def _element(self, tag: re.Match[bytes], control: int | None) -> int:
        """Read the element whose start tag this is; returns the offset after it."""
        name, start = tag[2], tag.start(2) - 1
        end = end_of_element(self._text, tag)
        if name == b"w:sdt":
            self._control(tag, end, control)
        elif name == b"w:customXml":
            self.read(tag.end(), control)
        elif name in (b"w:p", b"w:tbl"):
            self._body.blocks.append(self._block(name.decode()[2:], start, end, control))
        elif name == b"w:sectPr":
            self._body.end = start
        elif end - tag.end() > len(b"</>" + name):
            self._body.blocks.append(Block("other", start, end, control))
        return end

    def _control(self, tag: re.Match[bytes], end: int, parent: int | None) -> None:
        start = tag.start(2) - 1
        content = _CONTENT.search(self._text, start, end)
        properties = self._text[start : content.start() if content else end]
        inherited = parent is not None and self._body.controls[parent].closed
        number = _CONTROL_ID.search(properties)
        found = _CONTROL_TAG.search(properties)
        self._body.controls.append(
            Control(
                start=start,
                end=end,
                parent=parent,
                tag=attributes_of(found[0]).get("w:val", "") if found else "",
                id=number[1].decode() if number else "",
                closed=inherited or bool(_CLOSING.search(properties)),
            )
        )
        if content:
            self.read(content.end(), len(self._body.controls) - 1)

    def _block(self, kind: str, start: int, end: int, control: int | None) -> Block:
        block = Block(kind, start, end, control)
        if kind == "p" and (tag := _PROPERTIES.match(self._text, start, end)):
            # What a tracked change says was set before stands last.
            properties = start_of(_PROPERTIES_END, self._text, tag.end(), end)
            if style := _STYLE.search(self._text, tag.end(), properties):
                block.style = unescape(style[1].decode())
            if outline := _OUTLINE.search(self._text, tag.end(), properties):
                block.outline = int(outline[1])
            block.breaks_section = bool(_SECTION.search(self._text, tag.end(), properties))
        return block


def _add_marks(body: Body, text: bytes) -> None:
    """The bookmarks' starts and ends, with the blocks that they stand in."""
    block_starts = [block.start for block in body.blocks]
    boxes = _boxes(text)
    for found in tags(text, b"<w:bookmark", _BOOKMARK):
        at = found.start()
        index = bisect_right(block_starts, at) - 1
        inside = index >= 0 and at < body.blocks[index].end
        where = "" if not inside else {"tbl": "tabell", "p": ""}.get(body.blocks[index].kind, "textruta")
        if any(start < at < end for start, end in boxes):
            where = "textruta"
        name, number = (_value(pattern, found[0]) for pattern in (_NAME, _ID))
        mark = Mark(name, number, at, found.end(), index + (not inside), not inside, where)
        (body.starts if found[1] == b"Start" else body.ends).append(mark)


def _value(pattern: re.Pattern[bytes], tag: bytes) -> str:
    found = pattern.search(tag)
    return unescape(found[1].decode()) if found else ""


def _boxes(text: bytes) -> list[tuple[int, int]]:
    """Where the texts of text boxes stand."""
    return [
        (found.start(), end_of_element(text, tag_at(text, found.start())))
        for found in tags(text, b"<w:txbx", _TEXT_BOX)
    ]


def _add_fields(body: Body, text: bytes) -> None:
    """Which blocks begin inside a field that an earlier block has opened."""
    body.has_contents = any(tags(text, b"<w:instrText", _CONTENTS)) or any(
        tags(text, b"<w:fldSimple", _SIMPLE_CONTENTS)
    )
    depth, at = 0, 0
    events = [(found.start(), 1 if found[1] == b"begin" else -1) for found in tags(text, b"<w:fldChar", _FIELD)]
    for block in body.blocks:
        while at < len(events) and events[at][0] < block.start:
            depth += events[at][1]
            at += 1
        block.in_field = depth > 0


def _add_widths(body: Body, text: bytes) -> None:
    """The text width of each section of the document, at the offset where the section's properties stand."""
    for found in tags(text, b"<w:sectPr", _SECTION):
        end = start_of(_SECTION_END, text, found.end(), len(text))
        page: dict[str, str] = {}
        for tag in _PAGE.findall(text, found.start(), end):
            page |= attributes_of(tag)
        if page:
            body.widths.append((found.start(), _column_width(page)))


def _column_width(page: dict[str, str]) -> int:
    try:
        width = int(page["w:w"]) - int(page["w:left"]) - int(page["w:right"]) - int(page.get("w:gutter", "0"))
        columns, gap = max(int(page.get("w:num", "1")), 1), int(page.get("w:space", _COLUMN_GAP))
        width = (width - (columns - 1) * gap) // columns
    except (KeyError, ValueError):
        return _A4_WIDTH
    return width if width > 0 else _A4_WIDTH

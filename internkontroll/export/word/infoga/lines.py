"""What a stretch of a document says, line by line, in a form that survives being saved by Word and LibreOffice.

Programs rewrite the markup of what they save: they cut runs, add languages and revision ids, rename
style ids. A line is a paragraph's text, its style and the formatting that a person gives it; two
stretches with the same lines are the same to a reader.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from types import MappingProxyType
from typing import NamedTuple
from zlib import crc32

from internkontroll.export.word.infoga.part import SEPARATOR, element_end, make_parser, parse, tag_end
from internkontroll.export.word.markup import NAMESPACE, escape_attribute

_W = NAMESPACE + SEPARATOR
_VAL = _W + "val"
_RELATION = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships{SEPARATOR}"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/"
OBJECT, PICTURE, PAGE_BREAK = "\ufffc", "\ufffc\x1f", "\f"
"""What stands for a picture or note, before the alternative text of a picture, and for a page break."""
_BLANKS = " \t\n\u00a0"

_OWN_START, _OWN_PROPERTIES_END, _OWN_END = b'<w:p><w:pPr><w:pStyle w:val="', b"</w:pPr>", b"</w:p>"
_OWN_RUN = re.compile(rb'<w:r><w:t xml:space="preserve">([^<]*)</w:t></w:r>')

_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "softHyphen": "\u00ad", "noBreakHyphen": "\u2011", "ptab": "\t"}
_NOTES = {"commentReference": "comments", "footnoteReference": "footnotes", "endnoteReference": "endnotes"}
_OBJECTS = ("drawing", "pict", "object", "sym", "contentPart", "ruby")
# What points to another file of the package or to an address.
_POINTERS = (f"{_DRAWING}main{SEPARATOR}blip", f"{_W}hyperlink", f"urn:schemas-microsoft-com:vml{SEPARATOR}imagedata")
_FORMATS = (
    *("b", "i", "u", "strike", "dstrike", "highlight", "shd", "vertAlign", "color"),
    *("caps", "smallCaps", "vanish", "rStyle", "sz"),
)
_PLAIN_VALUES = ("none", "auto", "clear", "baseline")
_SWITCHES = {"1": "", "true": "", "on": "", "0": "off", "false": "off"}
_TRACKED = {"ins": "infogat", "moveTo": "infogat", "del": "borttaget", "moveFrom": "borttaget"}
_TRACKED_FORMATS = (
    *("rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange", "tblGridChange"),
    *("tblPrExChange", "numberingChange", "cellIns", "cellDel", "cellMerge"),
)
# What has a start and an end that point out each other by an id, wherever they stand.
_RANGES = {
    f"{kind}{side}": (kind, side)
    for kind in (
        *("bookmark", "commentRange", "moveFromRange", "moveToRange", "perm"),
        *("customXmlInsRange", "customXmlDelRange", "customXmlMoveFromRange", "customXmlMoveToRange"),
    )
    for side in ("Start", "End")
}


class Line(NamedTuple):
    """A paragraph that says something. `key` is text with formatting; `start` and `end` are its offsets."""

    style: str
    text: str
    key: str
    start: int
    end: int

    def digest(self, names: Mapping[str, str]) -> str:
        """Eight hex digits of style name, text and formatting; `names` gives a style id's name in lower case."""
        return f"{crc32(f'{names.get(self.style, self.style)}|{self.key}'.encode()):08x}"


_NO_PICTURES: Mapping[str, int] = MappingProxyType({})
_NO_LINE = Line("", "", "", 0, 0)


@dataclass(frozen=True, slots=True)
class Tracked:
    """A tracked change: what happened ("infogat", "borttaget" or "ändrat format"), to which text, by whom."""

    what: str
    text: str
    author: str


@dataclass(frozen=True, slots=True)
class RangeMark:
    """One side of a range; `start` and `end` are the offsets of its tag."""

    kind: str
    side: str
    id: str
    name: str
    start: int
    end: int


@dataclass(slots=True)
class Stretch:
    """All that a stretch of a document holds.

    `notes` are the ids of its comments, footnotes and endnotes by the kind of their part, `relations`
    those of the files and addresses that its pictures and links point to.
    """

    lines: list[Line] = field(default_factory=list)
    tracked: list[Tracked] = field(default_factory=list)
    notes: dict[str, set[str]] = field(default_factory=dict)
    relations: set[str] = field(default_factory=set)
    marks: list[RangeMark] = field(default_factory=list)
    breaks_section: bool = False
    open_fields: int = 0
    lowest_fields: int = 0

    def digests(self, names: Mapping[str, str]) -> list[str]:
        """The digest of each line."""
        return [line.digest(names) for line in self.lines]


def read_own(xml: bytes, pictures: Mapping[str, int] = _NO_PICTURES) -> list[Line]:
    """The lines of blocks that the program itself has just written, as `read_stretch` finds them.

    Its paragraphs have one form, and most of them one run: a search costs a fifth of a parser.
    """
    known: dict[bytes, Line] = {}
    found = []
    end = 0
    for piece in xml.split(_OWN_END)[:-1]:
        at, end = end, end + len(piece) + len(_OWN_END)
        start = piece.rindex(_OWN_START)
        style, _, rest = piece[start + len(_OWN_START) :].partition(b'"')
        runs = rest[rest.index(_OWN_PROPERTIES_END) + len(_OWN_PROPERTIES_END) :]
        if text := _OWN_RUN.fullmatch(runs):
            words = text[1].decode()
            words = key = unescape(words) if "&" in words else words
        else:
            if runs not in known:
                lines = read_stretch(b"<w:p>" + runs + b"</w:p>", {"w": NAMESPACE}, pictures).lines
                known[runs] = lines[0] if lines else _NO_LINE
            words, key = known[runs].text, known[runs].key
        if words.strip(_BLANKS):
            found.append(Line(style.decode(), words, key, at + start, end))
    return found


def read_stretch(xml: bytes, declared: Mapping[str, str], pictures: Mapping[str, int] = _NO_PICTURES) -> Stretch:
    """Read whole elements of a document part in which these prefixes are bound. Raises UnreadablePartError.

    `pictures` are the sums of picture files by the ids of the relationships that point to them.
    """
    bindings = "".join(
        f' xmlns{":" * bool(prefix)}{prefix}="{escape_attribute(uri)}"' for prefix, uri in declared.items() if uri
    )
    opening = f"<stretch{bindings}>".encode()
    return _Reader(opening + xml + b"</stretch>", len(opening), pictures).stretch


@dataclass(slots=True)
class _Paragraph:
    start: int
    depth: int
    style: str = ""
    runs: list[tuple[str, str]] = field(default_factory=list)


class _Reader:
    """Follows expat through the stretch; offsets count from `_shift`."""

    def __init__(self, data: bytes, shift: int, pictures: Mapping[str, int]) -> None:
        self.stretch = Stretch()
        self._data, self._shift, self._pictures = data, shift, pictures
        self._depth, self._run_depth = 0, -9
        self._format: list[str] = []
        self._paragraphs: list[_Paragraph] = []
        self._tracked: list[tuple[int, str, str, list[str]]] = []
        self._actions = {
            **dict.fromkeys((_W + name for name in _SIGNS), self._sign),
            **dict.fromkeys((_W + name for name in _OBJECTS), self._object),
            **dict.fromkeys((_W + name for name in _FORMATS), self._add_format),
            **dict.fromkeys((_W + name for name in (*_TRACKED, *_TRACKED_FORMATS)), self._start_tracked),
            **dict.fromkeys((_W + name for name in _RANGES), self._range),
            **dict.fromkeys((_W + name for name in _NOTES), self._note),
            **dict.fromkeys(_POINTERS, self._pointer),
            f"{_DRAWING}wordprocessingDrawing{SEPARATOR}docPr": self._alternative_text,
            _W + "p": self._start_paragraph,
            _W + "r": self._start_run,
            _W + "pStyle": self._style,
            _W + "t": self._start_text,
            _W + "delText": self._start_text,
            _W + "sectPr": self._section_break,
            _W + "fldChar": self._field,
        }
        self._parser = make_parser()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        parse(self._parser, data)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        action = self._actions.get(name)
        if action:
            action(name.removeprefix(_W), attributes)

    def _end(self, name: str) -> None:
        if name == _W + "t" or name == _W + "delText":
            self._parser.CharacterDataHandler = None
        elif self._paragraphs and name == _W + "p":
            self._end_paragraph()
        elif self._tracked and self._tracked[-1][0] == self._depth:
            _, what, author, texts = self._tracked.pop()
            self.stretch.tracked.append(Tracked(what, "".join(texts), author))
        self._depth -= 1

    def _start_paragraph(self, _name: str, _: dict[str, str]) -> None:
        self._paragraphs.append(_Paragraph(self._parser.CurrentByteIndex, self._depth))

    def _end_paragraph(self) -> None:
        paragraph = self._paragraphs.pop()
        end = element_end(self._data, paragraph.start, self._parser.CurrentByteIndex)
        text = "".join(text for _, text in paragraph.runs)
        if text.strip(_BLANKS):
            key = _key(paragraph.runs)
            start = paragraph.start - self._shift
            self.stretch.lines.append(Line(paragraph.style, text, key, start, end - self._shift))

    def _style(self, _name: str, attributes: dict[str, str]) -> None:
        if self._paragraphs and self._depth == self._paragraphs[-1].depth + 2:
            self._paragraphs[-1].style = attributes.get(_VAL, "")

    def _start_run(self, _name: str, _: dict[str, str]) -> None:
        self._run_depth, self._format = self._depth, []

    def _add_format(self, name: str, attributes: dict[str, str]) -> None:
        value = attributes.get(_VAL, "")
        if self._depth == self._run_depth + 2 and value not in _PLAIN_VALUES:
            self._format.append(f"{name}={_SWITCHES.get(value, value)}")

    def _start_text(self, name: str, _: dict[str, str]) -> None:
        deleted = name == "delText"
        self._parser.CharacterDataHandler = self._deleted_text if deleted else self._text

    def _text(self, text: str) -> None:
        if self._paragraphs:
            self._paragraphs[-1].runs.append((" ".join(self._format), text))
        self._deleted_text(text)

    def _deleted_text(self, text: str) -> None:
        if self._tracked:
            self._tracked[-1][3].append(text)

    def _sign(self, name: str, attributes: dict[str, str]) -> None:
        # Tab stops among paragraph properties have the same name as tabs; they don't stand in a run.
        if self._depth == self._run_depth + 1:
            self._text(PAGE_BREAK if attributes.get(_W + "type") in ("page", "column") else _SIGNS[name])

    def _object(self, _name: str, _: dict[str, str]) -> None:
        self._text(OBJECT)

    def _start_tracked(self, name: str, attributes: dict[str, str]) -> None:
        what, author = _TRACKED.get(name, "ändrat format"), attributes.get(_W + "author", "")
        self._tracked.append((self._depth, what, author, []))

    def _range(self, name: str, attributes: dict[str, str]) -> None:
        kind, side = _RANGES[name]
        start = self._parser.CurrentByteIndex
        end = tag_end(self._data, start)
        number, own_name = attributes.get(_W + "id", ""), attributes.get(_W + "name", "")
        self.stretch.marks.append(RangeMark(kind, side, number, own_name, start - self._shift, end - self._shift))

    def _note(self, name: str, attributes: dict[str, str]) -> None:
        self.stretch.notes.setdefault(_NOTES[name], set()).add(attributes.get(_W + "id", ""))
        if name != "commentReference":
            self._text(OBJECT)

    def _alternative_text(self, _name: str, attributes: dict[str, str]) -> None:
        if text := attributes.get("descr"):
            self._text(PICTURE.removeprefix(OBJECT) + text)

    def _pointer(self, _name: str, attributes: dict[str, str]) -> None:
        """A file or address; what a picture looks like belongs to its paragraph as a format does."""
        for relation in (value for key, value in attributes.items() if key.startswith(_RELATION)):
            self.stretch.relations.add(relation)
            if self._paragraphs and relation in self._pictures:
                self._paragraphs[-1].runs.append((f"picture={self._pictures[relation]:08x}", ""))

    def _section_break(self, _name: str, _: dict[str, str]) -> None:
        self.stretch.breaks_section = True

    def _field(self, _name: str, attributes: dict[str, str]) -> None:
        stretch = self.stretch
        stretch.open_fields += {"begin": 1, "end": -1}.get(attributes.get(_W + "fldCharType", ""), 0)
        stretch.lowest_fields = min(stretch.lowest_fields, stretch.open_fields)


def _key(runs: list[tuple[str, str]]) -> str:
    """Text with the formatting of its runs; runs with the same formatting are one, however a program has cut them."""
    pieces, last = [], ""
    for formatting, text in runs:
        if formatting != last:
            pieces.append(f"\x1d{formatting}\x1e")
            last = formatting
        pieces.append(text)
    return "".join(pieces)

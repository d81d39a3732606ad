"""Small parts of somebody's document as events with namespaces resolved."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple
from xml.parsers import expat

from internkontroll.export.word.markup import NAMESPACE
from internkontroll.export.word.xml_reader import UnreadablePartError

RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
SEPARATOR = "|"
_PREFIXES = {NAMESPACE: "w", RELATIONSHIPS: "rel", CONTENT_TYPES: "ct"}
_TAG = re.compile(rb"<(?:[^>\"']++|\"[^\"]*\"|'[^']*')*+>")


class Event(NamedTuple):
    """The start or end of an element, or a piece of text; `at` is the offset of its first byte."""

    kind: str
    name: str
    attributes: dict[str, str]
    at: int


class Element(NamedTuple):
    """A child of the root: its events, and where it starts and ends."""

    events: list[Event]
    start: int
    end: int

    @property
    def name(self) -> str:
        """The element's name with our prefix."""
        return self.events[0].name

    @property
    def attributes(self) -> dict[str, str]:
        """The element's own attributes."""
        return self.events[0].attributes


@dataclass(frozen=True, slots=True)
class Part:
    """An XML part, read. `declared` are the prefixes bound on its root."""

    data: bytes
    events: list[Event]
    declared: dict[str, str]

    def children(self) -> Iterator[Element]:
        """The children of the root, in order."""
        first, depth = 0, 0
        for index, event in enumerate(self.events[1:-1], 1):
            if event.kind == "start":
                first = index if depth == 0 else first
                depth += 1
            elif event.kind == "end":
                depth -= 1
                if depth == 0:
                    start = self.events[first].at
                    yield Element(self.events[first : index + 1], start, element_end(self.data, start, event.at))


def read_part(data: bytes) -> Part:
    """Everything of a part, in order. Raises UnreadablePartError."""
    events: list[Event] = []
    declared: dict[str, str] = {}
    parser = make_parser()
    names = _Names()

    def start(name: str, attributes: dict[str, str]) -> None:
        named = {names[key]: value for key, value in attributes.items()} if attributes else attributes
        events.append(Event("start", names[name], named, parser.CurrentByteIndex))

    def declare(prefix: str | None, uri: str) -> None:
        if not events:
            declared[prefix or ""] = uri

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: events.append(Event("end", names[name], {}, parser.CurrentByteIndex))
    parser.CharacterDataHandler = lambda text: events.append(Event("text", text, {}, parser.CurrentByteIndex))
    parser.StartNamespaceDeclHandler = declare
    parse(parser, data)
    return Part(data, events, declared)


class _Names(dict[str, str]):
    """Names with our prefixes by the names that expat gives."""

    def __missing__(self, name: str) -> str:
        uri, _, local = name.rpartition(SEPARATOR)
        self[name] = f"{_PREFIXES.get(uri, uri)}:{local}" if uri else local
        return self[name]


def make_parser() -> expat.XMLParserType:
    """A parser that resolves namespaces and gives text whole."""
    parser = expat.ParserCreate(namespace_separator=SEPARATOR)
    parser.buffer_text = True
    return parser


def parse(parser: expat.XMLParserType, data: bytes) -> None:
    """Parse a part that text can be spliced into: UTF-8 without a DTD. Raises UnreadablePartError."""
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.XmlDeclHandler = _refuse_other_encodings
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError) as error:
        raise UnreadablePartError(str(error)) from error


def _refuse_doctype(*_: object) -> None:
    raise UnreadablePartError("the part has a document type declaration")


def _refuse_other_encodings(_version: str, encoding: str | None, _standalone: int) -> None:
    if (encoding or "utf-8").lower() not in ("utf-8", "utf8"):
        raise UnreadablePartError(f"the part is written in {encoding}")


def tag_end(data: bytes, start: int) -> int:
    """The offset after the tag that begins at `start`."""
    tag = _TAG.match(data, start)
    if tag is None:
        raise UnreadablePartError(f"no tag at byte {start}")
    return tag.end()


def element_end(data: bytes, start: int, end_event: int) -> int:
    """The offset after an element, from its start and the offset that expat gives for its end.

    That is the end tag or, where the element has none, the place after its only tag.
    """
    if data[end_event - 2 : end_event] == b"/>" and tag_end(data, start) == end_event:
        return end_event
    return tag_end(data, end_event)


def bind(element: str, declared: Mapping[str, str], source: Mapping[str, str] = MappingProxyType({})) -> str:
    """An element with the namespaces bound that its prefixes need and the part that it goes into doesn't bind.

    `declared` are the prefixes of that part, `source` those where the element comes from, besides ``w``.
    """
    known = {**source, "w": NAMESPACE}
    used = {prefix for tag in re.findall("<[^>]*>", element) for prefix in re.findall(r"[</\s](\w+):\w", tag)}
    missing = sorted(prefix for prefix in used if prefix in known and declared.get(prefix) != known[prefix])
    bindings = "".join(f' xmlns:{prefix}="{known[prefix]}"' for prefix in missing)
    return re.sub(r"^<[\w:]+", rf"\g<0>{bindings}", element, count=1)

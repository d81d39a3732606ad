"""Reading parts of somebody's Word file: element events with their byte offsets, so that text can be spliced in."""

from typing import NamedTuple
from xml.parsers import expat

from internkontroll.export.word.markup import NAMESPACE


class UnreadablePartError(Exception):
    """The part is not XML that can be spliced: broken, not UTF-8, with a DTD, or not transitional WordprocessingML."""


class Event(NamedTuple):
    """The start or end of an element, or a piece of text; `at` is the offset of its first byte."""

    kind: str
    name: str
    attributes: dict[str, str]
    at: int


def read_events(data: bytes) -> list[Event]:
    """Everything that stands in the part, in order; names have the prefix ``w`` of WordprocessingML.

    Raises UnreadablePartError.
    """
    events: list[Event] = []
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: events.append(
        Event("start", name, attributes, parser.CurrentByteIndex)
    )
    parser.EndElementHandler = lambda name: events.append(Event("end", name, {}, parser.CurrentByteIndex))
    parser.CharacterDataHandler = lambda text: events.append(Event("text", text, {}, parser.CurrentByteIndex))
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        data.decode("utf-8")
        parser.Parse(data, True)
    except (expat.ExpatError, UnicodeDecodeError) as error:
        raise UnreadablePartError(str(error)) from error
    if events[0].attributes.get("xmlns:w") != NAMESPACE:
        raise UnreadablePartError("not transitional WordprocessingML")
    return events


def _refuse_doctype(*_: object) -> None:
    raise UnreadablePartError("the part has a document type declaration")


def end_of(data: bytes, event: Event) -> int:
    """The offset after the end tag of an element that has content."""
    return data.index(b">", event.at) + 1

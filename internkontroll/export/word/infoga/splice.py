"""Reading and splicing the bytes of big parts: tags are found by search, and all between them stays as it is.

A call of a Python function for each of a hundred thousand elements would cost more than the export
of the section. So expat only sees to it that a part is whole; in well-formed XML without comments a
``<`` begins a tag and nothing else.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from html import unescape
from itertools import chain
from xml.parsers import expat

from internkontroll.export.word.infoga.part import parse
from internkontroll.export.word.markup import NAMESPACE
from internkontroll.export.word.xml_reader import UnreadablePartError

_PROLOG = re.compile(rb"(?:\xef\xbb\xbf)?(?:<\?xml[^>]*\?>)?")
_DECLARATION = re.compile(rb"xmlns:?([\w.-]*)\s*=\s*[\"']([^\"']*)")
_TAG = re.compile(rb"\s*<(/?)([^\s/>]+)(?:[^>\"']++|\"[^\"]*\"|'[^']*')*+>")
_ATTRIBUTE = re.compile(rb"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


class OtherPrefixError(UnreadablePartError):
    """The part names the elements of WordprocessingML with another prefix than Word does."""


def searchable(data: bytes) -> bytes:
    """The part with blanks for comments, instructions and CDATA. Raises UnreadablePartError if it is broken."""
    parser = expat.ParserCreate()
    blanks: list[tuple[int, bytes]] = []
    parser.CommentHandler = lambda _: blanks.append((parser.CurrentByteIndex, b"-->"))
    parser.ProcessingInstructionHandler = lambda *_: blanks.append((parser.CurrentByteIndex, b"?>"))
    parser.StartCdataSectionHandler = lambda: blanks.append((parser.CurrentByteIndex, b"]]>"))
    parse(parser, data)
    if not blanks:
        return data
    text = bytearray(data)
    for start, closing in blanks:
        end = data.index(closing, start) + len(closing)
        text[start:end] = b" " * (end - start)
    return bytes(text)


def namespaces(tag: bytes) -> dict[str, str]:
    """The prefixes that a tag binds; "" is the default one."""
    names = {name: value for name, value in attributes_of(tag).items() if name.partition(":")[0] == "xmlns"}
    return {name.partition(":")[2]: value for name, value in names.items()}


def root_namespaces(text: bytes, name: str) -> dict[str, str]:
    """The prefixes that a part's root binds, where it is the wanted element of WordprocessingML.

    Only Word's own prefix is searched for; another one would hide elements. Raises OtherPrefixError,
    and UnreadablePartError for another root.
    """
    root = _root(text)
    if root[2].rpartition(b":")[2] != name.encode():
        raise UnreadablePartError(f"the part's root isn't {name}")
    declared = namespaces(root[0])
    inner = ((found[1].decode(), found[2].decode()) for found in tags(text, b"xmlns", _DECLARATION, root.end()))
    if declared.get("w") != NAMESPACE or any(
        (prefix == "w") != (uri == NAMESPACE) for prefix, uri in (*declared.items(), *inner)
    ):
        raise OtherPrefixError("WordprocessingML has another prefix than w")
    return declared


def _root(text: bytes) -> re.Match[bytes]:
    prolog = _PROLOG.match(text)
    return tag_at(text, prolog.end() if prolog else 0)


def tags(text: bytes, start: bytes, pattern: re.Pattern[bytes], at: int = 0) -> Iterator[re.Match[bytes]]:
    """What a pattern matches wherever these bytes stand; they are found twice as fast as the pattern would be."""
    at = text.find(start, at)
    while at >= 0:
        if found := pattern.match(text, at):
            yield found
        at = text.find(start, at + 1)


def tag_at(text: bytes, at: int) -> re.Match[bytes]:
    """The tag at an offset, after blanks. Raises UnreadablePartError where there is none."""
    tag = _TAG.match(text, at)
    if tag is None:
        raise UnreadablePartError(f"there is no tag at byte {at}")
    return tag


def attributes_of(tag: bytes) -> dict[str, str]:
    """A tag's attributes by their names with prefix."""
    return {
        found[1].decode(): unescape((found[2] if found[2] is not None else found[3]).decode())
        for found in _ATTRIBUTE.finditer(tag)
    }


def start_of(pattern: re.Pattern[bytes], text: bytes, at: int, end: int) -> int:
    """Where a pattern is found first between two offsets, else the second one."""
    found = pattern.search(text, at, end)
    return found.start() if found else end


def end_of_element(text: bytes, tag: re.Match[bytes]) -> int:
    """The offset after the element whose start tag this is."""
    if tag[0].endswith(b"/>"):
        return tag.end()
    opening, closing = _patterns(tag[2])
    found = closing.search(text, tag.end())
    if found is None:
        raise UnreadablePartError(f"{tag[2]!r} at byte {tag.start()} has no end")
    if not opening.search(text, tag.end(), found.start()):
        return found.end()
    return _end_of_nested(text, tag)


def _end_of_nested(text: bytes, tag: re.Match[bytes]) -> int:
    depth, at = 1, tag.end()
    either = re.compile(rb"<(/?)" + re.escape(tag[2]) + rb"(?:\s[^>]*?)?(/?)>")
    while depth:
        found = either.search(text, at)
        if found is None:
            raise UnreadablePartError(f"{tag[2]!r} at byte {tag.start()} has no end")
        depth += -1 if found[1] else not found[2]
        at = found.end()
    return at


def append(data: bytes, xml: str) -> bytes:
    """The part with elements added after its root's last child. Raises UnreadablePartError."""
    text = searchable(data)
    root = _root(text)
    if root[0].endswith(b"/>"):  # <w:numbering/>: the root must be opened
        end = root.end()
        return data[: end - 2] + b">" + xml.encode() + b"</" + root[2] + b">" + data[end:]
    end = text.rindex(b"</")
    return data[:end] + xml.encode() + data[end:]


def without(data: bytes, spans: Sequence[tuple[int, int]]) -> bytes:
    """The bytes without these stretches, which are in order."""
    edges = [0, *chain.from_iterable(spans), len(data)]
    return b"".join(data[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))


@cache
def _patterns(name: bytes) -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
    """What finds start tags and end tags of this name."""
    escaped = re.escape(name)
    return re.compile(rb"<" + escaped + rb"[\s/>]"), re.compile(rb"</" + escaped + rb"\s*>")

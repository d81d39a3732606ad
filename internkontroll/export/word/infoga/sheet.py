"""The style sheet of somebody's document, read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from internkontroll.export.word.infoga.splice import attributes_of, root_namespaces, searchable
from internkontroll.export.word.markup import NAMESPACE

EMPTY_STYLES = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:styles xmlns:w="{NAMESPACE}"></w:styles>'
).encode()

_STYLE = re.compile(rb"<w:style\s([^>]*)>(.*?)</w:style\s*>", re.DOTALL)
_DEFAULTS = re.compile(rb"<w:docDefaults\s*>.*?</w:docDefaults\s*>", re.DOTALL)
_OF_TABLE_PARTS = re.compile(
    rb"<w:tblStylePr\s.*?</w:tblStylePr\s*>|<w:[pr]PrChange\s.*?</w:[pr]PrChange\s*>", re.DOTALL
)
_NAME, _BASED_ON, _OUTLINE, _LIST, _SIZE = (
    re.compile(rb"<w:" + name + rb"\s[^>]*w:val\s*=\s*[\"']([^\"']*)")
    for name in (b"name", b"basedOn", b"outlineLvl", b"numId", b"sz")
)
_FONTS = re.compile(rb"<w:rFonts\s[^>]*>")
_HEADING = re.compile(r"(?:heading|rubrik) ?([1-9])", re.IGNORECASE)
_DEFAULT_SIZE = 20  # half points: what Word takes where nothing is said

# Built-in names, and what programs say that translate the names of styles as well as their ids.
_ALIASES = {
    "body text": ("brödtext", "text body"),
    "list bullet": ("punktlista",),
    "list number": ("numrerad lista",),
}


@dataclass(frozen=True, slots=True)
class Style:
    """A style as a document defines it. `list_id` is the list that it carries, `size` half points.

    `font` is a font's name or, after a "+", which of the theme's it is; "" where nothing is said.
    """

    id: str
    name: str
    kind: str
    is_default: bool
    start: int
    end: int
    based_on: str
    outline: int | None
    list_id: str | None
    size: int | None
    font: str


class StyleSheet:
    """The styles of one document, by id and by type and name; names in lower case, for programs differ in it.

    Raises UnreadablePartError for a part that text can't be spliced into.
    """

    def __init__(self, data: bytes) -> None:
        text = searchable(data)
        self.data, self.declared = data, root_namespaces(text, "styles")
        self.styles = [_read_style(found) for found in _STYLE.finditer(text)]
        self.by_id = {style.id: style for style in reversed(self.styles)}
        self._by_name = {(style.kind, style.name.lower()): style for style in reversed(self.styles)}
        self.default = next((one for one in self.styles if one.is_default and one.kind == "paragraph"), None)
        defaults = _DEFAULTS.search(text)
        self._default_size = _number(_SIZE, defaults[0]) if defaults else None
        self._default_font = _font(defaults[0]) if defaults else ""
        self.names = {style.id: style.name.lower() for style in self.styles}
        self.names[""] = self.default.name.lower() if self.default else ""
        self.levels = {style.id: level for style in self.styles if (level := self._level(style))}

    def find(self, kind: str, name: str) -> Style | None:
        """The style with this name, or with the Swedish word for it."""
        names = (name.lower(), *_ALIASES.get(name.lower(), ()))
        return next((self._by_name[kind, one] for one in names if (kind, one) in self._by_name), None)

    def lineage(self, style: Style | None) -> Iterator[Style]:
        """The style and those that it is based on, nearest first."""
        seen = set[str]()
        while style and style.id not in seen:
            yield style
            seen.add(style.id)
            style = self.by_id.get(style.based_on)

    def list_id(self, style: Style) -> str | None:
        """The list that a style carries, itself or by inheritance."""
        found = next((one.list_id for one in self.lineage(style) if one.list_id is not None), None)
        return None if found == "0" else found

    def size(self, style: Style | None) -> int:
        """The font size of a paragraph style in half points."""
        sizes = (one.size for one in (*self.lineage(style), *self.lineage(self.default)) if one.size)
        return next(sizes, self._default_size or _DEFAULT_SIZE)

    def font(self, style: Style | None) -> str:
        """The font of a paragraph style, as `Style.font`; "" where the document says nothing of it."""
        fonts = (one.font for one in (*self.lineage(style), *self.lineage(self.default)) if one.font)
        return next(fonts, self._default_font)

    def _level(self, style: Style) -> int | None:
        """The heading level of a paragraph style: by its name, its id, or its outline level."""
        if style.kind != "paragraph":
            return None
        named = _HEADING.fullmatch(style.name) or _HEADING.fullmatch(style.id)
        if named:
            return int(named[1])
        outline = next((one.outline for one in self.lineage(style) if one.outline is not None), 9)
        return outline + 1 if outline < 9 else None


def heading_named(style: Style) -> int | None:
    """The level that a built-in heading style has by its name or id."""
    named = _HEADING.fullmatch(style.name) or _HEADING.fullmatch(style.id)
    return int(named[1]) if named else None


def _read_style(found: re.Match[bytes]) -> Style:
    attributes, content = attributes_of(found[1]), found[2]
    own = _OF_TABLE_PARTS.sub(b"", content)
    return Style(
        id=attributes.get("w:styleId", ""),
        name=_text(_NAME, content),
        kind=attributes.get("w:type", "paragraph"),
        is_default=attributes.get("w:default", "0") in ("1", "true", "on"),
        start=found.start(),
        end=found.end(),
        based_on=_text(_BASED_ON, content),
        outline=_number(_OUTLINE, own),
        list_id=_text(_LIST, own) or None,
        size=_number(_SIZE, own),
        font=_font(own),
    )


def _text(pattern: re.Pattern[bytes], content: bytes) -> str:
    found = pattern.search(content)
    return unescape(found[1].decode()) if found else ""


def _font(content: bytes) -> str:
    found = _FONTS.search(content)
    attributes = attributes_of(found[0]) if found else {}
    theme = attributes.get("w:asciiTheme", "")
    return f"+{theme[:5]}" if theme else attributes.get("w:ascii", "")


def _number(pattern: re.Pattern[bytes], content: bytes) -> int | None:
    text = _text(pattern, content)
    return int(text) if text.isdecimal() else None

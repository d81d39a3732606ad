"""The lists of somebody's document: which list a style carries, and which lists must be added."""

import re
from collections.abc import Set

from internkontroll.export.word.infoga.part import Part, bind, read_part
from internkontroll.export.word.infoga.sheet import Style
from internkontroll.export.word.infoga.splice import append
from internkontroll.export.word.markup import NAMESPACE

_EMPTY_NUMBERING = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:numbering xmlns:w="{NAMESPACE}"></w:numbering>'
)


class ListSheet:
    """The numbering part of one document, read; a document without lists has none."""

    def __init__(self, part: Part | None) -> None:
        self.part = part
        children = list(part.children()) if part else []
        self._lists = {one.attributes["w:numId"]: one for one in children if one.name == "w:num"}
        self._formats = {one.attributes["w:abstractNumId"]: one for one in children if one.name == "w:abstractNum"}
        self.declared = part.declared if part else {}
        self.first_list = next((one.start for one in children if one.name == "w:num"), None)
        last = next((one.start for one in children if one.name == "w:numIdMacAtCleanup"), None)
        self.place_for_lists = max((one.end for one in self._lists.values()), default=last)

    def format_of(self, list_id: str | None) -> str | None:
        """The id of the list format (w:abstractNum) that a list follows; None if there is no such list."""
        element = self._lists.get(list_id or "")
        events = element.events if element else ()
        found = (event.attributes["w:val"] for event in events if event.name == "w:abstractNumId" and event.attributes)
        return next((one for one in found if one in self._formats), None)

    def format_xml(self, format_id: str) -> str:
        """The list format's XML."""
        element = self._formats[format_id]
        return self.part.data[element.start : element.end].decode() if self.part else ""

    @property
    def first_free(self) -> tuple[int, int]:
        """The first free ids of a list and of a list format."""
        return max(map(int, self._lists), default=0) + 1, max(map(int, self._formats), default=0) + 1


class NewLists:
    """Lists that are added to a document for styles that are added to it."""

    def __init__(self, host: ListSheet, template: ListSheet) -> None:
        self._host, self._template = host, template
        self.next_list, self._next_format = host.first_free
        self._added: dict[str, tuple[str, str]] = {}
        self._formats: dict[str, str] = {}

    def add(self, style: Style, new_style_id: str) -> str:
        """Add the list of a style of the template for the style that is made from it; returns the list's id."""
        source = self._template.format_of(style.list_id)
        if source is None:
            raise ValueError(f"the template's style {style.name} has no list")
        list_id, format_id = str(self.next_list), str(self._next_format)
        xml = self._template.format_xml(source)
        xml = xml.replace(f'w:abstractNumId="{source}"', f'w:abstractNumId="{format_id}"', 1)
        xml = re.sub(r'(<w:pStyle w:val=")[^"]*', rf"\g<1>{new_style_id}", xml)
        self._added[new_style_id] = xml, f'<w:num w:numId="{list_id}"><w:abstractNumId w:val="{format_id}"/></w:num>'
        self._formats[list_id] = format_id
        self.next_list, self._next_format = self.next_list + 1, self._next_format + 1
        return list_id

    def format_of(self, list_id: str | None) -> str | None:
        """The format of an old or new list."""
        return self._formats.get(list_id or "") or self._host.format_of(list_id)

    def gained(self, used: Set[str], instances: str) -> bytes | None:
        """The numbering part with the lists of used styles and with list instances; None if it gains nothing."""
        added = [pair for style_id, pair in self._added.items() if style_id in used]
        lists = [one for _, one in added] + re.findall("<w:num .*?</w:num>", instances)
        if not lists:
            return None
        part = self._host.part or read_part(_EMPTY_NUMBERING.encode())
        data = _inserted(part.data, self._host.place_for_lists, "".join(bind(one, part.declared) for one in lists))
        # Formats stand before all lists, old and new.
        formats = "".join(bind(one, part.declared, self._template.declared) for one, _ in added)
        return _inserted(data, ListSheet(read_part(data)).first_list, formats)


def _inserted(data: bytes, at: int | None, xml: str) -> bytes:
    return append(data, xml) if at is None else data[:at] + xml.encode() + data[at:]

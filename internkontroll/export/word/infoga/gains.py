"""What a package gains and loses: parts with their content types and relationships, and elements of parts."""

import re
from collections.abc import Callable
from posixpath import dirname, join, normpath, splitext

from internkontroll.export.word.infoga.host import Host, relationship_kind, relationships_of, relative_target
from internkontroll.export.word.infoga.part import CONTENT_TYPES, RELATIONSHIPS, Element, Part, read_part
from internkontroll.export.word.infoga.splice import append, without
from internkontroll.export.word.markup import escape_attribute

_TYPES = "[Content_Types].xml"
_WORDPROCESSING = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_EMPTY_RELATIONSHIPS = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{RELATIONSHIPS}"></Relationships>'
)


class Gains:
    """Collects the members of a package that are new or changed, in `members`, and the names of those `removed`."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self.document = host.name
        self.members: dict[str, bytes] = {}
        self.removed: set[str] = set()

    def has(self, name: str) -> bool:
        """Whether the package has a member of this name, old or new."""
        return name in self.members or (name in self._host.package.names and name not in self.removed)

    def change(self, name: str, data: bytes) -> None:
        """Give a part new content."""
        self.members[name] = data

    def change_or_add(self, kind: str, data: bytes) -> None:
        """Give the document's part of this kind ("styles", "numbering") new content, or give it such a part."""
        name = self._host.part_name(kind)
        if name is None:
            name = next(one for one in _names(self.document, kind) if not self.has(one))
            self.relate(self.document, kind, name)
        if self.has(name):
            self.change(name, data)
        else:
            self.add(name, data, f"{_WORDPROCESSING}.{kind}+xml")

    def add(self, name: str, data: bytes, content_type: str) -> None:
        """Add a part with its content type, unless the package gives that to all files of its ending."""
        self.members[name] = data
        self.removed.discard(name)
        types = self._read(_TYPES, "")
        ending = splitext(name)[1].removeprefix(".")
        known = {one.attributes.get("Extension", "").lower(): one.attributes["ContentType"] for one in types.children()}
        if known.get(ending) == content_type:
            return
        by_ending = content_type.startswith("image/") and ending not in known
        element, key, value = ("Default", "Extension", ending) if by_ending else ("Override", "PartName", f"/{name}")
        xml = f'<{element}{_namespace(types, CONTENT_TYPES)} {key}="{value}" ContentType="{content_type}"/>'
        self.members[_TYPES] = append(types.data, xml)

    def relate(self, source: str, kind: str, target: str, relation: str | None = None) -> None:
        """Let a part point to another one, by an id of its own or the first free one."""
        name = relationships_of(source)
        part = self._read(name, _EMPTY_RELATIONSHIPS)
        taken = {one.attributes.get("Id") for one in part.children()}
        relation = relation or next(one for n in range(1, len(taken) + 2) if (one := f"rId{n}") not in taken)
        xml = (
            f'<Relationship{_namespace(part, RELATIONSHIPS)} Id="{relation}" Type="{relationship_kind(kind)}"'
            f' Target="{escape_attribute(relative_target(source, target))}"/>'
        )
        self.members[name] = append(part.data, xml)

    def remove(self, name: str) -> None:
        """Take a part out of the package; nothing may point to it any more."""
        self.removed.add(name)
        self.take_out(_TYPES, lambda one: one.attributes.get("PartName") == f"/{name}")

    def take_out(self, name: str, unwanted: Callable[[Element], bool]) -> None:
        """Take the unwanted ones of the root's children out of a part."""
        part = self._read(name, "")
        if gone := [one for one in part.children() if unwanted(one)]:
            self.members[name] = without(part.data, [(one.start, one.end) for one in gone])

    def pointed_to(self) -> set[str]:
        """The names of all parts that some part of the package points to, as it is now."""
        return {
            normpath(join(dirname(dirname(name)), target)).lstrip("/")
            for name in self._host.package.names
            if name.endswith(".rels")
            for one in self._read(name, "").children()
            if one.attributes.get("TargetMode") != "External" and (target := one.attributes.get("Target"))
        }

    def _read(self, name: str, otherwise: str) -> Part:
        return read_part(self.members.get(name) or self._host.package.read(name) or otherwise.encode())


def _names(document: str, kind: str) -> list[str]:
    folder = re.sub("[^/]*$", "", document)
    return [f"{folder}{kind}{number or ''}.xml" for number in range(100)]


def _namespace(part: Part, uri: str) -> str:
    """What binds an element without a prefix, where the part doesn't."""
    return "" if part.declared.get("") == uri else f' xmlns="{uri}"'

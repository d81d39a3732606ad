"""What a package gains: new parts with their content types and relationships, and parts that go on where they ended."""

import re
from posixpath import splitext

from internkontroll.export.word.infoga.host import Host, relationship_kind, relationships_of, relative_target
from internkontroll.export.word.infoga.part import CONTENT_TYPES, RELATIONSHIPS, Part, read_part
from internkontroll.export.word.infoga.splice import append
from internkontroll.export.word.markup import escape_attribute

_TYPES = "[Content_Types].xml"
_WORDPROCESSING = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_EMPTY_RELATIONSHIPS = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{RELATIONSHIPS}"></Relationships>'
)


class Gains:
    """Collects the members of a package that are new or changed, in `members`."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self.document = host.name
        self.members: dict[str, bytes] = {}

    def has(self, name: str) -> bool:
        """Whether the package has a member of this name, old or new."""
        return name in self.members or name in self._host.package.names

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
        types = self._read(_TYPES, "")
        ending = splitext(name)[1].removeprefix(".")
        if not any(
            one.attributes.get("Extension", "").lower() == ending and one.attributes["ContentType"] == content_type
            for one in types.children()
        ):
            xml = f'<Override{_namespace(types, CONTENT_TYPES)} PartName="/{name}" ContentType="{content_type}"/>'
            self.members[_TYPES] = append(types.data, xml)

    def relate(self, source: str, kind: str, target: str) -> None:
        """Let a part point to another one."""
        name = relationships_of(source)
        part = self._read(name, _EMPTY_RELATIONSHIPS)
        taken = {one.attributes.get("Id") for one in part.children()}
        number = next(n for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
        xml = (
            f'<Relationship{_namespace(part, RELATIONSHIPS)} Id="rId{number}" Type="{relationship_kind(kind)}"'
            f' Target="{escape_attribute(relative_target(source, target))}"/>'
        )
        self.members[name] = append(part.data, xml)

    def _read(self, name: str, otherwise: str) -> Part:
        return read_part(self.members.get(name) or self._host.package.read(name) or otherwise.encode())


def _names(document: str, kind: str) -> list[str]:
    folder = re.sub("[^/]*$", "", document)
    return [f"{folder}{kind}{number or ''}.xml" for number in range(100)]


def _namespace(part: Part, uri: str) -> str:
    """What binds an element without a prefix, where the part doesn't."""
    return "" if part.declared.get("") == uri else f' xmlns="{uri}"'

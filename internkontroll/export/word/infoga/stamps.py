"""What the section's lines were when they were inserted: a digest of each, in a part of its own in the package.

Digests, not texts: what somebody takes out of a public document mustn't hide in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from internkontroll.export.word.infoga.gains import Gains
from internkontroll.export.word.infoga.host import Host
from internkontroll.export.word.infoga.section import SectionName
from internkontroll.export.word.markup import escape_attribute

_NAMESPACE = "urn:internkontroll:avsnitt:1"
_DATASTORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"


@dataclass(frozen=True, slots=True)
class Stamps:
    """The digests of the lines as they were inserted, and the part that they stand in."""

    part: str
    digests: tuple[str, ...]


def find_stamps(host: Host, name: SectionName) -> Stamps | None:
    """The stamps of a section; None if the document has none."""
    for part_name, part in host.parts("customXml"):
        root = part.events[0]
        if root.name == f"{_NAMESPACE}:stycken" and root.attributes.get("namn") == name.bookmark:
            text = "".join(event.name for event in part.events if event.kind == "text")
            return Stamps(part_name, tuple(text.split()))
    return None


def stamp(gains: Gains, name: SectionName, digests: Sequence[str], old: Stamps | None) -> None:
    """Let the document gain (or renew) the stamps of a section."""
    bookmark = escape_attribute(name.bookmark)
    xml = f'<stycken xmlns="{_NAMESPACE}" namn="{bookmark}">{" ".join(digests)}</stycken>'
    data = f'<?xml version="1.0" encoding="UTF-8"?>\n{xml}'.encode()
    if old:
        gains.change(old.part, data)
        return
    number = next(n for n in range(1, 1000) if not gains.has(f"customXml/item{n}.xml"))
    item, properties = f"customXml/item{number}.xml", f"customXml/itemProps{number}.xml"
    gains.add(item, data, "application/xml")
    gains.relate(gains.document, "customXml", item)
    gains.add(properties, _properties(name).encode(), _PROPERTIES_TYPE)
    gains.relate(item, "customXmlProps", properties)


def _properties(name: SectionName) -> str:
    item_id = str(uuid5(NAMESPACE_URL, f"{_NAMESPACE}:{name.bookmark}")).upper()
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
        f'<ds:datastoreItem ds:itemID="{{{item_id}}}" xmlns:ds="{_DATASTORE}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{_NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )

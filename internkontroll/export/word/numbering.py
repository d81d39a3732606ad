"""List instances: every numbered list needs one of its own, or Word goes on counting from the last."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ListFormats:
    """What a document's numbering part offers: abstract list ids for body and cells, and the first free list id."""

    body: str
    cell: str
    first_free: int


class Numbering:
    """Hands out list instances in order, and tells what the numbering part must gain for them."""

    def __init__(self, formats: ListFormats) -> None:
        self._formats = formats
        self._abstract_ids: list[str] = []

    def new_list(self, *, in_cell: bool) -> int:
        """The id of a new numbered list that starts at 1."""
        self._abstract_ids.append(self._formats.cell if in_cell else self._formats.body)
        return self._formats.first_free + len(self._abstract_ids) - 1

    def xml(self) -> str:
        """The w:num elements of all lists handed out so far, to stand after those that were there."""
        numbered = enumerate(self._abstract_ids, self._formats.first_free)
        return "".join(_instance(number, abstract_id) for number, abstract_id in numbered)


def _instance(number: int, abstract_id: str) -> str:
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract_id}"/>{restart}</w:num>'

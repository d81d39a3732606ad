"""Lists as WordprocessingML text."""

from collections.abc import Iterable

from internkontroll.export.word.markup import PARAGRAPH_END, content, paragraph_start


def list_items(items: Iterable[str], style: str, list_id: int | None, first_gap: str = "") -> str:
    """A paragraph for each item; without `list_id` the style's own list. `first_gap` is spacing before the first."""
    number = "" if list_id is None else f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{list_id}"/></w:numPr>'
    first, other = paragraph_start(style, number + first_gap), paragraph_start(style, number)
    return "".join(f"{other if index else first}{content(item)}{PARAGRAPH_END}" for index, item in enumerate(items))

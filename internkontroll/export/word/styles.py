"""Which paragraph and table styles the renderer needs, and how they are found in a document.

Word translates style ids ("Rubrik1", "Heading1") but keeps the names of its built-in styles, so
roles are mapped by name.
"""

from collections.abc import Callable
from dataclasses import dataclass

HEADING_LEVELS = 6


@dataclass(frozen=True, slots=True)
class Styles:
    """The style id for each role in one document."""

    headings: tuple[str, ...]
    body: str
    bullet: str
    number: str
    table: str
    header_cell: str
    row_header: str
    cell: str
    item: str
    cell_bullet: str
    cell_number: str
    label: str
    status: str
    mark: str


@dataclass(frozen=True, slots=True)
class WantedStyle:
    """A style as the file names it, as Swedish Word shows it, and its type: paragraph or table."""

    name: str
    shown: str
    kind: str = "paragraph"


def map_styles(id_of: Callable[[WantedStyle], str]) -> Styles:
    """Styles by asking `id_of` for each; it raises for a style that the document lacks."""
    own = {role: id_of(WantedStyle(name, name)) for role, name in _OWN_STYLES.items()}
    return Styles(
        headings=tuple(id_of(WantedStyle(f"heading {n}", f"Rubrik {n}")) for n in range(1, HEADING_LEVELS + 1)),
        body=id_of(WantedStyle("Body Text", "Brödtext")),
        bullet=id_of(WantedStyle("List Bullet", "Punktlista")),
        number=id_of(WantedStyle("List Number", "Numrerad lista")),
        table=id_of(WantedStyle("Internkontroll tabell", "Internkontroll tabell", "table")),
        **own,
    )


_OWN_STYLES = {
    "header_cell": "Tabell rubrikrad",
    "row_header": "Tabell radrubrik",
    "cell": "Tabell text",
    "item": "Tabell ny punkt",
    "cell_bullet": "Tabell punktlista",
    "cell_number": "Tabell numrerad lista",
    "label": "Tabell etikett",
    "status": "Tabell status",
    "mark": "Tabell färgmarkering",
}

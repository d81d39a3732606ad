"""Where a link in the window leads: a page, a choice of its list, a record."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from internkontroll.services.sidor import Sida, Urval


@dataclass(frozen=True, slots=True)
class Target:
    """The page's name (`Page.name`), and what to show there."""

    page: str
    tabell: str | None = None
    post: int | None = None
    urval: "Urval | None" = None


def page_of(sida: "Sida | None") -> str:
    """The name of the page that shows what `sida` lists; Hem for what no page lists."""
    return {None: "hem", "avtal": "insyn", "handelser": "handelselogg"}.get(sida, str(sida))

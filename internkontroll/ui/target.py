"""Where a link in the window leads: a page, a choice of its list, a record."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from internkontroll.services.sidor import Sida, Urval
    from internkontroll.services.sok import Traff


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


def target_of(hit: "Traff") -> Target:
    """Where a hit of the search leads: its record, or what belongs to it where it is a unit, process or mål."""
    from internkontroll.services.sidor import Urval

    if hit.tabell == "enhet":
        return Target("egenkontroller", urval=Urval(filter={"enhet": (str(hit.id),)}))
    if hit.tabell in ("process", "mal"):
        return Target("risker", urval=Urval(filter={hit.tabell: (hit.titel,)}))
    return Target(page_of(hit.sida), hit.tabell, hit.id)

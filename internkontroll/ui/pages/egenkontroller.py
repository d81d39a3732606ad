"""The page Egenkontroller."""

from internkontroll.services.sidor import Sida
from internkontroll.ui.pages.list_page import ListPage, New


class EgenkontrollerPage(ListPage):
    """What the units follow up by themselves, and how often it has been done."""

    name, title, icon_name = "egenkontroller", "Egenkontroller", "egenkontroller"
    sida = Sida.EGENKONTROLLER
    tabell = record = "egenkontroll"
    tables = frozenset(
        {"egenkontroll", "egenkontroll_enhet", "kontrollpunkt", "utfall", "svar", "process", "enhet_version", "lagrum"}
    )
    bulk = (
        ("egenkontroll", "process_id"),
        ("egenkontroll", "frekvens"),
        ("egenkontroll", "metod"),
        ("egenkontroll", "ansvarig"),
        ("egenkontroll", "dagar_efter"),
    )
    new = New("Ny egenkontroll", {"namn": "Ny egenkontroll"})
    empty = (
        "Planen har inga egenkontroller än.",
        "Här står det som enheterna själva följer upp och hur ofta. Börja med något som redan görs, "
        "till exempel en granskning av dokumentationen.",
    )

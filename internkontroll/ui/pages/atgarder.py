"""The page Åtgärder."""

from internkontroll.services.sidor import Sida
from internkontroll.ui.pages.list_page import ListPage
from internkontroll.ui.widgets.bulk_panel import FOLLOW_UP


class AtgarderPage(ListPage):
    """The åtgärder of risks, granskningar and egenkontroller, with their status at the tillfälle."""

    name, title, icon_name = "atgarder", "Åtgärder", "atgarder"
    sida = Sida.ATGARDER
    tabell = record = "atgard"
    tables = frozenset(
        {"atgard", "uppfoljning", "tillfalle", "risk", "granskning", "egenkontroll", "utfall", "process", "mal"}
        | {"enhet_version"}
    )
    bulk = (
        (FOLLOW_UP, "status"),
        (FOLLOW_UP, "kommentar"),
        (FOLLOW_UP, "klart_datum"),
        ("atgard", "ansvarig"),
        ("atgard", "slutdatum"),
    )
    moves = {"ansvarig": "ansvarig"}  # noqa: RUF012
    empty = (
        "Planen har inga åtgärder än.",
        "Här står allt som ska göras, oavsett varifrån det kommer. En åtgärd läggs till där den hör hemma: "
        "på en risk, på en granskning eller efter en egenkontroll med avvikelse.",
    )
    leads_to = ("Till riskerna", "risker")

"""The page Kontroller."""

from internkontroll.services.sidor import Sida
from internkontroll.ui.pages.list_page import ListPage, New
from internkontroll.ui.widgets.bulk_panel import FOLLOW_UP


class KontrollerPage(ListPage):
    """The systematiska kontroller, with what they showed at the tillfälle."""

    name, title, icon_name = "kontroller", "Kontroller", "kontroller"
    sida = Sida.KONTROLLER
    tabell = record = "kontroll"
    tables = frozenset({"kontroll", "uppfoljning", "tillfalle", "risk", "process", "mal"})
    bulk = (
        (FOLLOW_UP, "status"),
        (FOLLOW_UP, "kommentar"),
        ("kontroll", "process_id"),
        ("kontroll", "mal_id"),
        ("kontroll", "frekvens"),
        ("kontroll", "ansvarig"),
    )
    new = New("Ny kontroll", {"kontroll": "Ny kontroll"})
    empty = (
        "Planen har inga systematiska kontroller än.",
        "Här står kontroller som görs på samma sätt år efter år, till exempel av attest eller behörigheter.",
    )

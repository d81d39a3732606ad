"""The page Granskningar."""

from internkontroll.services.sidor import Sida
from internkontroll.ui.pages.list_page import ListPage, New


class GranskningarPage(ListPage):
    """What revisorer and others have examined, and what the nämnd has answered."""

    name, title, icon_name = "granskningar", "Granskningar", "granskningar"
    sida = Sida.GRANSKNINGAR
    tabell = record = "granskning"
    tables = frozenset({"granskning", "rekommendation", "atgard"})
    bulk = (("granskning", "granskare"), ("granskning", "svar_datum"), ("granskning", "svar_paragraf"))
    new = New("Ny granskning", {"namn": "Ny granskning"})
    empty = (
        "Inga granskningar är inskrivna.",
        "Här står revisionens och andras granskningar, deras rekommendationer och nämndens svar. "
        "Lägg till en granskning när rapporten har kommit.",
    )

"""The page Uppföljning och insyn."""

from internkontroll.services.sidor import Sida
from internkontroll.ui.pages.list_page import ListPage, New


class InsynPage(ListPage):
    """What others do on behalf of the nämnd, and how it is followed up."""

    name, title, icon_name = "insyn", "Uppföljning och insyn", "insyn"
    sida = Sida.AVTAL
    tabell = record = "avtal"
    tables = frozenset({"avtal"})
    bulk = tuple(("avtal", namn) for namn in ("omrade", "typ", "ansvar", "tidplan", "intervall", "mottagare"))
    new = New("Nytt avtal", {"avtal": "Nytt avtal"})
    empty = (
        "Inga avtal eller uppdrag är inskrivna.",
        "Här står det som andra utför åt nämnden och hur ni följer upp det. Börja med det största avtalet.",
    )

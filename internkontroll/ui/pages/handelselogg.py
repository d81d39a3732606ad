"""The page Händelselogg."""

from internkontroll.services.sidor import Sida
from internkontroll.ui.pages.list_page import ListPage


class HandelseloggPage(ListPage):
    """Every operation on the register, the latest first; nothing of it can be changed."""

    name, title, icon_name = "handelselogg", "Händelselogg", "handelselogg"
    sida = Sida.HANDELSER
    tabell = record = "handelse"
    tables: frozenset[str] = frozenset()
    can_trash = False
    empty = ("Inget har hänt i registret.", "Här står allt som ändras: vem, när och vad.")

    def refresh(self, tabeller: frozenset[str] | None = None) -> None:
        """Read anew: whatever has been written stands here."""
        super().refresh(None)

"""The page Papperskorg."""

from internkontroll.services.sidor import Sida
from internkontroll.ui.pages.list_page import ListPage


class PapperskorgPage(ListPage):
    """What has been thrown away from the plan, of every kind, to be taken back."""

    name, title, icon_name = "papperskorg", "Papperskorg", "papperskorg"
    sida = Sida.PAPPERSKORG
    record = "borttagen"
    tables = frozenset(
        {"risk", "atgard", "kontroll", "egenkontroll", "granskning", "rekommendation", "avtal", "process", "mal"}
        | {"bedomning", "kontrollpunkt", "utfall", "bilaga"}
    )
    can_trash = False
    empty = (
        "Papperskorgen är tom.",
        "Det som du tar bort hamnar här och kan återställas när som helst.",
    )

    def add_commands(self) -> None:
        """What lies here can be taken back."""
        super().add_commands()
        self.commands.add_restore()

"""A systematisk kontroll: what is said at the tillfälle, what is controlled and how, every tillfälle side by side."""

from PySide6.QtWidgets import QWidget

from internkontroll.ui.records.follow_form import FollowForm
from internkontroll.ui.records.historik_tab import TillfallenTable
from internkontroll.ui.records.loading import Loaded
from internkontroll.ui.records.origin_link import OriginLink
from internkontroll.ui.records.tabbed_panel import TabbedPanel
from internkontroll.ui.session import Session


class KontrollPanel(TabbedPanel):
    """Tabs: Uppföljning, Uppgifter, Historik, Bilagor."""

    tabell, title = "kontroll", "kontroll"
    tables = frozenset({"kontroll", "uppfoljning", "bilaga", "risk", "process", "mal", "plan"})
    nothing = ("Välj en kontroll i listan.", "Här står vad som kontrolleras, hur det går till och vad det visade.")

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.origin = OriginLink()
        self.origin.go_to.connect(self.go_to)
        self.add_above(self.origin)
        self.follow = FollowForm(self.saver)
        self.tillfallen = TillfallenTable()
        details = [("beskrivning",), ("metod",), ("frekvens", "ansvarig"), ("process_id", "mal_id"), ("risk_id",)]
        self.add_tab("Uppföljning", self.follow, self.tillfallen)
        self.add_tab("Uppgifter", self.add_form(details))
        self.add_common_tabs()

    def show_loaded(self, loaded: Loaded) -> None:
        """All of it."""
        super().show_loaded(loaded)
        self.origin.show_origin(loaded.owner)
        if self.session.sammanhang is not None and loaded.lage is not None:
            self.follow.show_lage(loaded, self.session.sammanhang, None)
            self.tillfallen.show_tillfallen(loaded.lage.alla)

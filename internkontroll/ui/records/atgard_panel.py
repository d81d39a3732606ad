"""An åtgärd on its own page: what is said at the tillfälle, what it is, and every tillfälle side by side."""

from PySide6.QtWidgets import QWidget

from internkontroll.ui.records.effekt_form import EffektForm
from internkontroll.ui.records.follow_form import FollowForm
from internkontroll.ui.records.historik_tab import TillfallenTable
from internkontroll.ui.records.loading import Loaded
from internkontroll.ui.records.origin_link import OriginLink
from internkontroll.ui.records.tabbed_panel import TabbedPanel
from internkontroll.ui.session import Session


class AtgardPanel(TabbedPanel):
    """Tabs: Uppföljning, Uppgifter, Historik, Bilagor."""

    tabell, title = "atgard", "beskrivning"
    tables = frozenset(
        {"atgard", "uppfoljning", "bilaga", "risk", "granskning", "rekommendation", "utfall", "egenkontroll", "plan"}
    )
    nothing = ("Välj en åtgärd i listan.", "Här står vad som ska göras, vem som gör det och hur det går.")

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.origin = OriginLink()
        self.origin.go_to.connect(self.go_to)
        self.add_above(self.origin)
        self.follow = FollowForm(self.saver)
        self.effekt = EffektForm(self.saver)
        self.tillfallen = TillfallenTable()
        self.details = self.add_form(
            [
                ("ansvarig",),
                ("startdatum", "slutdatum"),
                ("effekt_fraga",),
                ("rekommendation_id",),
                ("arsbeslut_skal",),
                ("arsbeslut",),
            ]
        )
        self.add_tab("Uppföljning", self.effekt, self.follow, self.tillfallen)
        self.add_tab("Uppgifter", self.details)
        self.add_common_tabs()

    def first_field(self) -> QWidget | None:
        """Whether it has helped, where that is asked; else as any record."""
        return self.effekt.buttons if self.effekt.is_due else super().first_field()

    def show_loaded(self, loaded: Loaded) -> None:
        """All of it."""
        super().show_loaded(loaded)
        sammanhang, varden = self.session.sammanhang, loaded.post.varden
        self.origin.show_origin(loaded.owner)
        self.effekt.show_atgard(loaded, self.session.today)
        self.details.rows["atgard", "rekommendation_id"].setVisible(varden["granskning_id"] is not None)
        if sammanhang is not None and loaded.lage is not None:
            self.follow.show_lage(loaded, sammanhang, varden["slutdatum"])
            self.tillfallen.show_tillfallen(loaded.lage.alla)

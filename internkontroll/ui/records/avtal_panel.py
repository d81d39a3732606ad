"""An avtal in the plan for uppföljning och insyn."""

from PySide6.QtWidgets import QWidget

from internkontroll.ui.records.tabbed_panel import TabbedPanel
from internkontroll.ui.session import Session


class AvtalPanel(TabbedPanel):
    """Tabs: Uppgifter, Historik."""

    tabell, title = "avtal", "avtal"
    tables = frozenset({"avtal", "plan"})
    nothing = ("Välj ett avtal i listan.", "Här står hur den privata utföraren följs upp, när och av vem.")

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        details = self.add_form([("omrade", "typ"), ("ansvar",), ("tidplan",), ("intervall", "mottagare")])
        self.add_tab("Uppgifter", details)
        self.add_common_tabs(bilagor=False)

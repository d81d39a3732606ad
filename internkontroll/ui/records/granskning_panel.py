"""A granskning: who, when, the nämnd's answer; its rekommendationer, each with the åtgärder that answer it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.ui.records.atgarder_tab import AtgarderTab
from internkontroll.ui.records.loading import Followed, Loaded
from internkontroll.ui.records.post_cards import PostCard, PostCards
from internkontroll.ui.records.tabbed_panel import TabbedPanel
from internkontroll.ui.session import Session


class GranskningPanel(TabbedPanel):
    """Tabs: Granskning, Rekommendationer, Åtgärder, Historik, Bilagor."""

    tabell, title = "granskning", "namn"
    tables = frozenset({"granskning", "rekommendation", "atgard", "uppfoljning", "bilaga", "plan"})
    nothing = ("Välj en granskning i listan.", "Här står vad granskarna rekommenderar och vad nämnden gör åt det.")

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        details = [("granskare", "diarienummer", "datum"), ("svar",), ("svar_datum", "svar_paragraf")]
        self._below: dict[int, AtgarderTab] = {}
        self.rekommendationer = PostCards(
            self.saver,
            "rekommendation",
            [["rekommendation"], ["svar"]],
            ("Ny rekommendation", {"rekommendation": "Ny rekommendation"}),
            "Skriv in rekommendationerna en och en, med granskarens egna ord.",
            self._add_atgarder,
        )
        self.atgarder = AtgarderTab(self.saver, "Här står åtgärder som inte hör till någon särskild rekommendation.")
        self.add_tab("Granskning", self.add_form(details))
        self._page = self.add_tab("Rekommendationer", self.rekommendationer)
        self._atgarder_page = self.add_tab("Åtgärder", self.atgarder)
        self.add_common_tabs()
        self.atgarder.add_shortcut(self)
        self.atgarder.go_to.connect(self.go_to)
        self.atgarder.making.connect(lambda: self.tabs.setCurrentWidget(self._atgarder_page))

    def show_loaded(self, loaded: Loaded) -> None:
        """All of it."""
        super().show_loaded(loaded)
        sammanhang, post, posts = self.session.sammanhang, loaded.post, loaded.below["rekommendation"]
        if sammanhang is None:
            return
        closed = loaded.frozen.get("granskare", "")
        self.rekommendationer.show_posts({"granskning_id": post.id}, posts, sammanhang, closed)
        self._below = {key: tab for key, tab in self._below.items() if key in self.rekommendationer.cards}
        known = [one.id for one in posts]
        for rekommendation in known:
            own = [one for one in loaded.atgarder if one.post.varden["rekommendation_id"] == rekommendation]
            self._show_below(post.id, rekommendation, own, sammanhang, closed)
        rest = [one for one in loaded.atgarder if one.post.varden["rekommendation_id"] not in known]
        self.atgarder.show_atgarder({"granskning_id": post.id}, rest, sammanhang, closed)
        self.count(self._page, "Rekommendationer", len(posts))
        self.count(self._atgarder_page, "Åtgärder", len(rest))

    def _show_below(
        self, granskning: int, rekommendation: int, own: Sequence[Followed], sammanhang: Sammanhang, closed: str
    ) -> None:
        owner = {"granskning_id": granskning, "rekommendation_id": rekommendation}
        tab = self._below.get(rekommendation)
        if tab is None:
            card = self.rekommendationer.cards[rekommendation]
            tab = self._below[rekommendation] = card.findChildren(AtgarderTab)[0]
        tab.show_atgarder(owner, own, sammanhang, closed)

    def _add_atgarder(self, card: PostCard) -> None:
        tab = AtgarderTab(self.saver, "Ingen åtgärd svarar på rekommendationen än.")
        tab.go_to.connect(self.go_to)
        card.layout_.insertWidget(1, tab)

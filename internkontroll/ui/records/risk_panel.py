"""A risk: what it is, how large, what is done about it, and what has become of it."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.words import Fas
from internkontroll.ui.records.affected_mal import AffectedMal
from internkontroll.ui.records.atgarder_tab import AtgarderTab
from internkontroll.ui.records.bedomning_tab import BedomningTab, latest, value_of
from internkontroll.ui.records.loading import Loaded, load_record
from internkontroll.ui.records.record_panel import Query
from internkontroll.ui.records.tabbed_panel import TabbedPanel
from internkontroll.ui.session import Session

if TYPE_CHECKING:
    # Loaded on the register's thread, after the first paint.
    from internkontroll.services.records import Source

_ADDED = ("tillagd_skal", "tillagd")


class RiskPanel(TabbedPanel):
    """Tabs: Beskrivning, Bedömning, Åtgärder, Historik, Bilagor."""

    tabell, title = "risk", "beskrivning"
    tables = frozenset(
        {"risk", "risk_mal", "bedomning", "atgard", "uppfoljning", "bilaga"}
        | {"process", "mal", "riskskala", "plan", "enhet_version"}
    )
    nothing = (
        "Välj en risk i listan.",
        "Här står vad som kan hända, hur stor risken är, vad som görs åt den och vad som har hänt med den.",
    )

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.description = self.add_form(
            [
                ("beteckning", "niva"),
                ("process_id", "mal_id"),
                ("riskagare", "enhet_id"),
                ("bakgrund",),
                ("effekter",),
                ("forutsattningar",),
                ("paverkar_aven",),
                ("oegentlighet",),
                ("accepterad_skal",),
                _ADDED,
                ("avslutad_skal", "avslutad"),
            ]
        )
        self.mal = AffectedMal(self.saver)
        self.description.add_before(("risk", "paverkar_aven"), self.mal)
        self.bedomning = BedomningTab(self.saver)
        self.atgarder = AtgarderTab(self.saver, "Inget görs åt risken än. Skriv vad som ska göras och vem som gör det.")
        self.add_tab("Beskrivning", self.description)
        self.add_tab("Bedömning", self.bedomning)
        self._atgarder_page = self.add_tab("Åtgärder", self.atgarder)
        self.add_common_tabs()
        self.atgarder.add_shortcut(self)
        self.atgarder.go_to.connect(self.go_to)
        self.atgarder.making.connect(lambda: self.tabs.setCurrentWidget(self._atgarder_page))

    def query(self, tabell: str, post: int, sammanhang: Sammanhang) -> Query:
        """With the plan's scale."""

        def load(source: "Source") -> Loaded:
            from internkontroll.services.postbild import load_skala

            loaded = load_record(source, tabell, post, sammanhang)
            skala = load_skala(source, loaded.post.varden["plan_id"])
            return replace(loaded, extra={"skala": skala})

        return load

    def show_loaded(self, loaded: Loaded) -> None:
        """All of it."""
        super().show_loaded(loaded)
        post, skala, sammanhang = loaded.post, loaded.extra["skala"], self.session.sammanhang
        if sammanhang is None:
            return
        for name in _ADDED:
            self.description.rows["risk", name].setVisible(post.varden["tillagd"] is not None)
        affected = [link.varden["mal_id"] for link in loaded.below["risk_mal"]]
        others = [one for one in loaded.choices["mal_id"] if one[0] != post.varden["mal_id"] or one[0] in affected]
        self.mal.show_mal(post.id, affected, others, loaded.frozen.get("mal_id", ""))
        bedomningar = loaded.below["bedomning"]
        before, after = (value_of(latest(bedomningar, fas), skala) for fas in (Fas.FORE, Fas.EFTER))
        self.head.show_value(skala, before, after)
        closed = loaded.frozen.get("riskagare", "")
        self.bedomning.show_bedomningar(post.id, bedomningar, skala, sammanhang.idag, closed)
        self.atgarder.show_atgarder({"risk_id": post.id}, loaded.atgarder, sammanhang, closed)
        self.count(self._atgarder_page, "Åtgärder", len(loaded.atgarder))

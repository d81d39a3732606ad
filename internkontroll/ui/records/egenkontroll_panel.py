"""An egenkontroll: what is followed up and how, its kontrollpunkter, its units and what they have answered."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from internkontroll.domain.falt import Value
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.sparat import Sparat
from internkontroll.ui.records.enheter_dialog import Enhetslank
from internkontroll.ui.records.enheter_list import EnheterList
from internkontroll.ui.records.field_form import Source
from internkontroll.ui.records.loading import Loaded, load_record
from internkontroll.ui.records.post_cards import PostCards
from internkontroll.ui.records.questions import QuestionSources
from internkontroll.ui.records.record_panel import Query
from internkontroll.ui.records.tabbed_panel import TabbedPanel
from internkontroll.ui.records.utfall_tab import UtfallTab
from internkontroll.ui.session import Session

if TYPE_CHECKING:
    # Loaded on the register's thread, after the first paint.
    from internkontroll.db.session import Connection, Register
    from internkontroll.services.poster import Post


class EgenkontrollPanel(TabbedPanel):
    """Tabs: Egenkontroll, Kontrollpunkter, Utfall, Historik."""

    tabell, title = "egenkontroll", "namn"
    by_sqlalchemy = True
    tables = frozenset(
        {"egenkontroll", "egenkontroll_enhet", "kontrollpunkt", "utfall", "svar", "atgard", "uppfoljning"}
        | {"process", "lagrum", "enhet_version", "plan", "bilaga", "risk", "rattelse", "allvarsgrad"}
    )
    nothing = ("Välj en egenkontroll i listan.", "Här står vad som följs upp, hur ofta, och vad enheterna har svarat.")

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._utfall = 0
        details = [
            ("beteckning", "omrade"),
            ("frekvens", "manader", "dagar_efter"),
            ("fran", "till"),
            ("syfte",),
            ("process_id", "metod"),
            ("lagrum_id", "ansvarig"),
        ]
        self.enheter = EnheterList(self.saver)
        self.kontrollpunkter = PostCards(
            self.saver,
            "kontrollpunkt",
            [["fraga"], ["hjalp"], ["svarstyp"]],
            ("Ny kontrollpunkt", {"fraga": "Ny fråga"}),
            "Skriv frågorna en och en, ställda så att Ja är det önskade svaret.",
            sources=QuestionSources(),
        )
        self.utfall = UtfallTab(self.saver)
        self.utfall.chosen.connect(lambda utfall: self.show_utfall(utfall, takes_focus=False))
        self.utfall.go_to.connect(self.go_to)
        self.add_tab("Egenkontroll", self.add_form(details), self.enheter)
        self._points_page = self.add_tab("Kontrollpunkter", self.kontrollpunkter)
        self._utfall_page = self.add_tab("Utfall", self.utfall)
        self.add_common_tabs(bilagor=False)

    def show_record(self, tabell: str, post: int | None) -> None:
        """Show the egenkontroll, with none of its utfall."""
        self._utfall = 0
        super().show_record(tabell, post)

    def show_utfall(self, utfall: int, *, takes_focus: bool = True) -> None:
        """Bring one of its utfall forward, to be filled in."""
        self.commit()
        self._utfall = utfall
        self.tabs.setCurrentWidget(self._utfall_page)
        self._utfall_page.verticalScrollBar().setValue(0)
        if takes_focus:
            self._wants_focus = False
            self.utfall.card.focus_first(utfall)
        self.reload()

    def commit(self) -> bool:
        """The fields, and the draft of the utfall that is shown."""
        return all([super().commit(), self.utfall.card.commit()])

    def query(self, tabell: str, post: int, sammanhang: Sammanhang) -> Query:
        """With units by name."""

        def load(connection: "Connection") -> Loaded:
            from internkontroll.services.poster import references, unit_names

            loaded = load_record(connection, tabell, post, sammanhang)
            names = unit_names(connection, sammanhang.idag)
            extra = {
                "names": names,
                "offered": references(connection, sammanhang, "enhet_id"),
            }
            return replace(loaded, extra=extra)

        return load

    def source(self, loaded: Loaded) -> Source:
        """The fields are a plan: what can't be planned is refused beside its field."""
        post = loaded.post

        def write(register: "Register", version: int, changed: Mapping[str, Value]) -> Sparat:
            from internkontroll.services.egenkontroll import change_egenkontroll

            return change_egenkontroll(register, post.id, version, changed)

        return replace(super().source(loaded), write=write)

    def show_loaded(self, loaded: Loaded) -> None:
        """All of it."""
        super().show_loaded(loaded)
        post, below, names, sammanhang = loaded.post, loaded.below, loaded.extra["names"], self.session.sammanhang
        if sammanhang is None:
            return
        closed = loaded.frozen.get("namn", "")
        units = [(link.varden["enhet_id"], names[link.varden["enhet_id"]]) for link in below["egenkontroll_enhet"]]
        links = [link_of(link, names, sammanhang.idag) for link in below["egenkontroll_enhet"]]
        self.enheter.show_enheter(post.id, links, loaded.extra["offered"], closed)
        owner = {"egenkontroll_id": post.id}
        self.kontrollpunkter.show_posts(owner, below["kontrollpunkt"], sammanhang, closed)
        self.utfall.show_chosen(self._utfall if self._utfall in [one.id for one in below["utfall"]] else None)
        utfall = [(one, names[one.varden["enhet_id"]]) for one in below["utfall"]]
        utfall.sort(key=lambda one: one[0].varden["period"], reverse=True)
        self.utfall.show_utfall(post.id, utfall, units, sammanhang, closed)
        self.count(self._points_page, "Kontrollpunkter", len(below["kontrollpunkt"]))
        self.count(self._utfall_page, "Utfall", len(utfall))


def link_of(link: "Post", names: Mapping[int, str], idag: date) -> Enhetslank:
    """The unit's part in the egenkontroll in words."""
    enhet, fran, till = (link.varden[name] for name in ("enhet_id", "fran", "till"))
    alla_under = bool(link.varden["alla_under"])
    words = [f"alla under {names[enhet]}" if alla_under else names[enhet]]
    words += [f"från och med {fran}"] if fran else []
    words += [f"till och med {till}"] if till else []
    text = ", ".join(words)
    return Enhetslank(enhet, text[0].upper() + text[1:], till is not None and till < idag, alla_under, fran, till)

"""An egenkontroll: what is followed up and how, its kontrollpunkter, its units and what they have answered."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.words import Svarstyp
from internkontroll.ui.records.enheter_list import EnheterList
from internkontroll.ui.records.loading import Loaded, load_followed, load_record
from internkontroll.ui.records.post_cards import PostCards
from internkontroll.ui.records.record_panel import Query
from internkontroll.ui.records.tabbed_panel import TabbedPanel
from internkontroll.ui.records.utfall_tab import Question, Utfallsbild, UtfallTab
from internkontroll.ui.session import Session

if TYPE_CHECKING:
    # Loaded on the register's thread, after the first paint.
    from internkontroll.db.session import Connection
    from internkontroll.services.poster import Post


class EgenkontrollPanel(TabbedPanel):
    """Tabs: Egenkontroll, Kontrollpunkter, Utfall, Historik."""

    tabell, title = "egenkontroll", "namn"
    tables = frozenset(
        {"egenkontroll", "egenkontroll_enhet", "kontrollpunkt", "utfall", "svar", "atgard", "uppfoljning"}
        | {"process", "lagrum", "enhet_version", "plan"}
    )
    nothing = ("Välj en egenkontroll i listan.", "Här står vad som följs upp, hur ofta, och vad enheterna har svarat.")

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._utfall = 0
        details = [
            ("beteckning", "frekvens", "dagar_efter"),
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
        )
        self.utfall = UtfallTab(self.saver)
        self.utfall.chosen.connect(self.show_utfall)
        self.utfall.go_to.connect(self.go_to)
        self.add_tab("Egenkontroll", self.add_form(details), self.enheter)
        self._points_page = self.add_tab("Kontrollpunkter", self.kontrollpunkter)
        self._utfall_page = self.add_tab("Utfall", self.utfall)
        self.add_common_tabs(bilagor=False)

    def show_record(self, tabell: str, post: int | None) -> None:
        """Show the egenkontroll, with none of its utfall."""
        self._utfall = 0
        super().show_record(tabell, post)

    def show_utfall(self, utfall: int) -> None:
        """Bring one of its utfall forward."""
        self.commit()
        self._utfall = utfall
        self.tabs.setCurrentWidget(self._utfall_page)
        self._utfall_page.verticalScrollBar().setValue(0)
        self.reload()

    def query(self, tabell: str, post: int, sammanhang: Sammanhang) -> Query:
        """With units by name and the chosen utfall whole."""
        chosen = self._utfall

        def load(connection: "Connection") -> Loaded:
            from internkontroll.services.poster import references, unit_names

            loaded = load_record(connection, tabell, post, sammanhang)
            names = unit_names(connection, sammanhang.idag)
            utfall = next((one for one in loaded.below["utfall"] if one.id == chosen), None)
            extra = {
                "names": names,
                "offered": references(connection, sammanhang, "enhet_id"),
                "utfall": utfall and load_utfall(connection, utfall, loaded.below["kontrollpunkt"], names, sammanhang),
            }
            return replace(loaded, extra=extra)

        return load

    def show_loaded(self, loaded: Loaded) -> None:
        """All of it."""
        super().show_loaded(loaded)
        post, below, names, sammanhang = loaded.post, loaded.below, loaded.extra["names"], self.session.sammanhang
        if sammanhang is None:
            return
        closed = loaded.frozen.get("namn", "")
        units = [(link.varden["enhet_id"], names[link.varden["enhet_id"]]) for link in below["egenkontroll_enhet"]]
        self.enheter.show_enheter(post.id, units, loaded.extra["offered"], closed)
        owner = {"egenkontroll_id": post.id}
        self.kontrollpunkter.show_posts(owner, below["kontrollpunkt"], sammanhang, closed)
        self.utfall.show_chosen(loaded.extra["utfall"], sammanhang, closed)
        utfall = [(one, names[one.varden["enhet_id"]]) for one in below["utfall"]]
        utfall.sort(key=lambda one: one[0].varden["period"], reverse=True)
        self.utfall.show_utfall(post.id, utfall, units, sammanhang, closed)
        self.count(self._points_page, "Kontrollpunkter", len(below["kontrollpunkt"]))
        self.count(self._utfall_page, "Utfall", len(utfall))


def load_utfall(
    connection: "Connection",
    utfall: "Post",
    kontrollpunkter: "list[Post]",
    names: dict[int, str],
    sammanhang: Sammanhang,
) -> Utfallsbild:
    """The utfall with its answers; runs on the register's thread."""
    from internkontroll.services.poster import children
    from internkontroll.services.redigera.answers import answer_field

    below = children(connection, "utfall", utfall.id)
    answers = {one.varden["kontrollpunkt_id"]: one for one in below["svar"]}
    questions = []
    for point in kontrollpunkter:
        said, varden = answers.get(point.id), point.varden
        falt = answer_field(varden["fraga"], varden["hjalp"], Svarstyp(varden["svarstyp"]))
        questions.append(Question(point.id, falt, said.version if said else 0, said.varden["svar"] if said else None))
    atgarder = [load_followed(connection, one, sammanhang) for one in below["atgard"]]
    return Utfallsbild(utfall, names[utfall.varden["enhet_id"]], questions, atgarder)

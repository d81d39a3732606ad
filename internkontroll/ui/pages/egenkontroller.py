"""The page Egenkontroller: the list, the year as a map of who has done what, and as what is due when."""

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from internkontroll.services.sidor import Sida
from internkontroll.ui import theme
from internkontroll.ui.pages.arshjul_view import TABLES as WHEEL_TABLES
from internkontroll.ui.pages.arshjul_view import ArshjulView
from internkontroll.ui.pages.list_page import ListPage, New
from internkontroll.ui.pages.planering import PlanBar
from internkontroll.ui.pages.tackning_view import TABLES, TackningView
from internkontroll.ui.records.egenkontroll_panel import EgenkontrollPanel
from internkontroll.ui.session import Session
from internkontroll.ui.settings import Settings
from internkontroll.ui.target import Target
from internkontroll.ui.widgets.list_actions import on_page
from internkontroll.ui.widgets.naming import named

LIST, MAP, WHEEL = 0, 1, 2
_TAB = "egenkontroller/flik"


class EgenkontrollerPage(ListPage):
    """What the units follow up by themselves, how often it has been done, and by whom."""

    name, title, icon_name = "egenkontroller", "Egenkontroller", "egenkontroller"
    sida = Sida.EGENKONTROLLER
    tabell = record = "egenkontroll"
    tables = frozenset(
        {"egenkontroll", "egenkontroll_enhet", "kontrollpunkt", "utfall", "svar", "process", "enhet_version", "lagrum"}
    )
    bulk = (
        ("egenkontroll", "process_id"),
        ("egenkontroll", "frekvens"),
        ("egenkontroll", "metod"),
        ("egenkontroll", "ansvarig"),
        ("egenkontroll", "dagar_efter"),
    )
    new = New("Ny egenkontroll", {"namn": "Ny egenkontroll"})
    empty = (
        "Planen har inga egenkontroller än.",
        "Här står det som enheterna själva följer upp och hur ofta. Börja med något som redan görs, från en mall "
        "(Ny från mall) eller med egna frågor. Enheterna finns under Arkiv, Inställningar för nämnden.",
    )

    def __init__(self, session: Session, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(session, settings, parent)
        self.tabs = named(QTabBar(), "Vyer av egenkontrollerna")
        self.plan = PlanBar(session, self.tabs)
        self.tackning = TackningView(session, settings)
        self._views = QStackedWidget()
        self.arshjul = ArshjulView(session, settings)
        self._map_is_stale = self._wheel_is_stale = True
        views = (("Lista", self.split), ("Täckning", self.tackning), ("Årshjul", self.arshjul))
        for title, view in views:
            self.tabs.addTab(title)
            self._views.addWidget(view)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)  # noqa: S101 - ListPage has made it
        layout.setSpacing(theme.space(self, 0.15))  # the list's filters need the height where letters are large
        layout.addWidget(self.plan)
        layout.addWidget(self._views, 1)
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.currentChanged.connect(self._turn)
        self.tackning.opened.connect(self.open_tillfalle)
        self.plan.made.connect(self._show_new)
        self.tabs.setCurrentIndex(min(max(settings.value(_TAB, LIST), LIST), WHEEL))
        self._turn(self.tabs.currentIndex())

    def add_commands(self) -> None:
        """As any list, which comes forward to be searched; and reminders."""
        super().add_commands()
        find = QKeySequence(QKeySequence.StandardKey.Find)
        for action in self.actions():
            if action.shortcut() == find:
                action.triggered.connect(self._search)
        on_page(self, "Ny från &mall…", "", lambda: self.plan.choose_template(), "ny")
        on_page(self, "S&kapa årets tillfällen…", "", lambda: self.plan.ask_to_generate(), "kalender")
        on_page(self, "Påm&inn om det som saknas…", "", lambda: self.tackning.remind(), "varning")

    def _search(self) -> None:
        self.tabs.setCurrentIndex(LIST)
        self.head.focus_search()

    def refresh(self, tabeller: frozenset[str] | None = None) -> None:
        """The list as any list; the map and the year when they are seen."""
        if tabeller is None:
            self.tackning.clear()
            self.arshjul.clear()
        if tabeller is None or tabeller & TABLES:
            self._map_is_stale = True
        if tabeller is None or tabeller & WHEEL_TABLES:
            self._wheel_is_stale = True
        super().refresh(tabeller)
        self._read_view()
        self.plan.refresh(tabeller)

    def show_target(self, target: object) -> None:
        """A unit's month leads to the map, a tillfälle to itself in its egenkontroll; else as any list."""
        if not isinstance(target, Target):
            return
        asked = target.urval.filter if target.urval else {}
        if target.tabell == "utfall" and target.post is not None:
            self.open_tillfalle(target.post)
        elif "kolumn" in asked:
            self._map_is_stale = False
            self.tabs.setCurrentIndex(MAP)
            self.tackning.show_cell(asked["enhet"][0], int(asked["kolumn"][0]))
        elif target.tabell == "tackning":
            self.tabs.setCurrentIndex(MAP)
        else:
            self.tabs.setCurrentIndex(LIST)
            super().show_target(target)

    def open_tillfalle(self, utfall: int) -> None:
        """Show the tillfälle in the record of its egenkontroll."""
        query = "SELECT egenkontroll_id FROM utfall WHERE id = ?"

        def show(row: tuple[int] | None) -> None:
            panel = self.side.record
            if row is not None and isinstance(panel, EgenkontrollPanel):
                self.tabs.setCurrentIndex(LIST)
                super(EgenkontrollerPage, self).show_target(Target(self.name, "egenkontroll", row[0]))
                panel.show_utfall(utfall)

        self.session.read(lambda reader: reader.one(query, (utfall,)), show, key="egenkontroller.tillfalle")

    def new_record(self) -> None:
        """In the list, where its record is seen."""
        self.tabs.setCurrentIndex(LIST)
        super().new_record()

    def _show_new(self, egenkontroll: int) -> None:
        self.tabs.setCurrentIndex(LIST)
        super().show_target(Target(self.name, "egenkontroll", egenkontroll))

    def focus_first(self) -> None:
        """To what the tab shows."""
        if self.tabs.currentIndex() == MAP:
            self.tackning.focus_first()
        elif self.tabs.currentIndex() == WHEEL:
            self.arshjul.focus_first()
        else:
            super().focus_first()

    def save_state(self) -> None:
        """Keep the tab, and what its views keep."""
        self.settings.set(_TAB, self.tabs.currentIndex())
        self.tackning.save_state()
        self.arshjul.save_state()
        super().save_state()

    def _turn(self, place: int) -> None:
        self._views.setCurrentIndex(place)
        self._read_view()

    def _read_view(self) -> None:
        if self._map_is_stale and self.tabs.currentIndex() == MAP:
            self._map_is_stale = False
            self.tackning.refresh()
        if self._wheel_is_stale and self.tabs.currentIndex() == WHEEL:
            self._wheel_is_stale = False
            self.arshjul.refresh()

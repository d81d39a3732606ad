"""A panel with a head and tabs: what the records of a plan have in common."""

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.ui import theme
from internkontroll.ui.records.bilagor_tab import BilagorTab
from internkontroll.ui.records.field_form import FieldForm, Name, Source, record_source
from internkontroll.ui.records.historik_tab import HistorikTab
from internkontroll.ui.records.loading import Loaded, load_record
from internkontroll.ui.records.record_head import RecordHead
from internkontroll.ui.records.record_panel import Query, RecordPanel
from internkontroll.ui.records.tabs import Tabs
from internkontroll.ui.session import Session
from internkontroll.ui.widgets.layouts import scrolled
from internkontroll.ui.widgets.tab_order import tab_through


class TabbedPanel(RecordPanel):
    """`tabell`: that of its records; `title`: the column that stands large above the tabs.

    A subclass adds its tabs with `add_tab`, then calls `add_common_tabs`.
    """

    tabell: str
    title: str

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.head = RecordHead()
        self.title_form = FieldForm(self.saver, [[(self.tabell, self.title)]])
        font = self.title_form.font()
        font.setPointSizeF(font.pointSizeF() * 1.15)
        font.setBold(True)
        self.title_form.rows[self.tabell, self.title].editor.focus.setFont(font)
        self.tabs = Tabs()
        self._above: list[QWidget] = []
        self.forms: list[FieldForm] = [self.title_form]
        self.historik = HistorikTab(session)
        self.bilagor = BilagorTab(self.saver)
        layout = QVBoxLayout(self.content)
        layout.setSpacing(theme.space(self))
        layout.addWidget(self.head)
        layout.addWidget(self.title_form)
        layout.addWidget(self.tabs, 1)

    def add_above(self, widget: QWidget) -> None:
        """Something between the head and the large text."""
        layout = self.content.layout()
        assert isinstance(layout, QVBoxLayout)  # noqa: S101
        layout.insertWidget(1, widget)
        self._above.append(widget)

    def add_tab(self, title: str, *widgets: QWidget) -> QScrollArea:
        """A tab with the widgets below each other, which scroll."""
        body = QWidget()
        layout = QVBoxLayout(body)
        margin = theme.space(self)
        layout.setContentsMargins(0, margin, margin // 2, margin)
        layout.setSpacing(margin)
        for widget in widgets:
            layout.addWidget(widget)
        layout.addStretch(1)
        page = scrolled(body)
        self.tabs.addTab(page, title)
        return page

    def add_form(self, lines: Sequence[Sequence[str]]) -> FieldForm:
        """Fields of the record itself, kept up by `show_loaded`."""
        names: list[list[Name]] = [[(self.tabell, name) for name in line] for line in lines]
        form = FieldForm(self.saver, names)
        self.forms.append(form)
        return form

    def add_common_tabs(self, *, bilagor: bool = True) -> None:
        """Historik and Bilagor, last."""
        self.add_tab("Historik", self.historik)
        if bilagor:
            self._bilagor_page = self.add_tab("Bilagor", self.bilagor)

    def query(self, tabell: str, post: int, sammanhang: Sammanhang) -> Query:
        """The record with all that hangs below it."""
        return lambda source: load_record(source, tabell, post, sammanhang)

    def source(self, loaded: Loaded) -> Source:
        """How the record's own fields are saved."""
        post = loaded.post
        return record_source(post.tabell, post.id, post.version, post.varden, loaded.frozen)

    def show_loaded(self, loaded: Loaded) -> None:
        """Head, fields, Historik and Bilagor."""
        post = loaded.post
        source = self.source(loaded)
        for form in self.forms:
            form.show_sources({self.tabell: source}, loaded.choices)
        sammanhang = self.session.sammanhang
        self.head.say(post.varden.get("beteckning"), loaded.since, sammanhang.ar if sammanhang else 0)
        self.head.notice(self.reasons(loaded))
        self.historik.show_post(post.tabell, post.id, loaded.lage.alla if loaded.lage else ())
        if "bilaga" in loaded.below:
            self.bilagor.show_bilagor(post.tabell, post.id, loaded.below["bilaga"])
            self.count(self._bilagor_page, "Bilagor", len(loaded.below["bilaga"]))

    def order_stops(self) -> None:
        """As it is laid out, from what stands above the tabs to the last of them."""
        tab_through((*self._above, self.title_form, self.tabs))

    def reasons(self, loaded: Loaded) -> Iterable[str]:
        """Why fields can only be read."""
        return loaded.frozen.values()

    def count(self, page: QWidget, title: str, number: int) -> None:
        """The tab's title with how many there are."""
        self.tabs.setTabText(self.tabs.indexOf(page), f"{title} {number}" if number else title)

"""A page that is a list with a record beside it. The pages themselves only say what is in theirs."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from internkontroll.domain.sparat import Sparat
from internkontroll.services.sidor import Rad, Sida, columns, filters
from internkontroll.ui import theme
from internkontroll.ui.models.list_feed import ListFeed
from internkontroll.ui.models.list_model import Key, ListModel
from internkontroll.ui.pages.list_columns import ListColumns
from internkontroll.ui.pages.list_commands import ListCommands
from internkontroll.ui.pages.list_memory import ListMemory
from internkontroll.ui.pages.list_question import MINE, ListQuestion
from internkontroll.ui.pages.list_selection import ListSelection
from internkontroll.ui.pages.page import Page
from internkontroll.ui.pages.record_side import RecordSide
from internkontroll.ui.session import Session
from internkontroll.ui.settings import Settings
from internkontroll.ui.target import Target
from internkontroll.ui.widgets.empty_state import EmptyState
from internkontroll.ui.widgets.list_actions import on_page
from internkontroll.ui.widgets.list_head import ListHead
from internkontroll.ui.widgets.list_view import ListView
from internkontroll.ui.widgets.side_by_side import SideBySide

if TYPE_CHECKING:
    # Loaded on the register's thread, after the first paint; the panels after the list.
    from internkontroll.db.session import Register
    from internkontroll.ui.records.record_panel import RecordPanel
    from internkontroll.ui.widgets.bulk_panel import BulkPanel


class New(NamedTuple):
    """The button that makes a record: its words, and what the record says until somebody writes something better."""

    text: str
    values: Mapping[str, Any]


class ListPage(Page):
    """What a subclass says of its page stands in the attributes below.

    `tabell` is the table of the records, empty where there are several; `tables` are those that the list is
    made of; `bulk` the fields, as (table, column), that can be set for several records at once; `quiet` the
    filters that others set; `record` names the panel for one record; `empty` what is said, and explained,
    when there are no records at all; `leads_to` the words and the page of the first step where nothing can be made;
    `moves` what a record that is dragged to another group gets of it: the column of the groups → the record's own.
    """

    sida: Sida
    tabell: str = ""
    tables: frozenset[str]
    bulk: Sequence[tuple[str, str]] = ()
    quiet: frozenset[str] = frozenset()
    record: str
    new: New | None = None
    empty: tuple[str, str]
    leads_to: tuple[str, str] | None = None
    can_trash: bool = True
    moves: Mapping[str, str] = {}

    def __init__(self, session: Session, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(session, settings, parent)
        self._memory = ListMemory(settings, self.name)
        kolumner = columns(self.sida)
        self._context: object = None
        self._wanted: tuple[Key, int] | None = None
        self._takes_next = False
        self.model = ListModel(self)
        self.feed = ListFeed(session, self.sida, self.model, self)
        self.view = ListView(self.model, self.title)
        self.selection = ListSelection(self.view, self.feed, self.tabell, self)
        self.head = ListHead(self.title, kolumner, filters(self.sida), self.quiet)
        self.columns = ListColumns(self.view, kolumner, self._memory, lambda: self.feed.urval, self)
        self.views = self.columns.saved_views(settings, f"{self.name}/vyer", self.head.views)
        self.question = ListQuestion(session, self.sida, self.feed, self.head, self.view, self._memory)
        self.empty_state = EmptyState()
        self.stack = QStackedWidget()
        self.side = RecordSide(self.make_record, self.make_bulk)
        self.commands = ListCommands(session, self.view, self.feed, self.selection, self)
        self._lay_out()
        self.add_commands()
        self._connect()

    def make_record(self) -> "RecordPanel":
        """The panel for the page's records; the list is painted before it is loaded."""
        from internkontroll.ui.records import make_panel

        return make_panel(self.record, self.session)

    def make_bulk(self) -> "BulkPanel":
        """The panel for many of them."""
        from internkontroll.ui.widgets.bulk_panel import BulkPanel

        return BulkPanel(self.session, self.tabell, self.bulk)

    # --- what the window asks -------------------------------------------------------------------------------------

    def refresh(self, tabeller: frozenset[str] | None = None) -> None:
        """Read the list anew where it depends on what was written; another context is read from its top."""
        context = (self.session.path, self.session.sammanhang)
        if context != self._context:
            self._show_context(context)
        elif tabeller is None or tabeller & self.tables:
            self.feed.ask_again(self.view.reach())
        self.side.refresh(tabeller)

    def commit(self) -> None:
        """Save the field that is being written in."""
        self.side.commit()

    def _show_context(self, context: tuple[object, object]) -> None:
        before, self._context = self._context, context
        self.view.clearSelection()
        self.side.show_one(self.tabell, None)
        if not isinstance(before, tuple) or before[0] != context[0]:
            self.question.ask_as_last_time()
        else:
            self.question.ask(self.question.urval)

    def show_target(self, target: object) -> None:
        """Filter as the target says, and show its record, without filters if they hide it."""
        if not isinstance(target, Target):
            return
        if target.urval is not None:
            self.question.ask(target.urval)
        if target.tabell and target.post is not None:
            self._go_to(target.tabell, target.post)
        else:
            self.focus_first()

    def save_state(self) -> None:
        """Keep the splitter and what the list shows; the rest is kept when it changes."""
        self.question.keep()
        self._memory.keep_splitter(self.split.saveState())

    def focus_first(self) -> None:
        """To the list, or to the first step where it is empty."""
        (self.view if self.stack.currentWidget() is self.view else self.empty_state.step).setFocus()

    # --- what the list shows --------------------------------------------------------------------------------------

    def _shown(self) -> None:
        if self.model.rowCount():
            self.stack.setCurrentWidget(self.view)
        if self._wanted:
            self._seek(*self._wanted)
        elif self._takes_next and self.view.currentIndex().isValid():
            self.view.selectRow(self.view.currentIndex().row())
        self._takes_next = False
        self.side.get_ready()

    def _counted(self, shown: int, of: int) -> None:
        self.head.show_count(shown, of)
        if shown:
            return
        title, text = self.empty
        if of:
            self.empty_state.say("Inget matchar.", "Ingen post passar alla filter och sökord.", "Rensa filtren")
        else:
            step = self.new.text if self.new else self.leads_to[0] if self.leads_to else ""
            self.empty_state.say(title, text, step)
        self.stack.setCurrentWidget(self.empty_state)

    def _seek(self, key: Key, tries: int = 0) -> None:
        """Select the record: in the list as it comes next, then without filters; else show it alone."""
        self._wanted = None
        if self.view.select([key]):
            return
        if tries == 0:
            self._wanted = (key, 1)
            self.feed.ask_again(self.view.reach())
        elif tries == 1 and self.question.is_narrowed:
            self._wanted = (key, 2)
            self.question.clear()
        else:
            self.side.show_one(*key)
            self.split.open_side()

    # --- the record -----------------------------------------------------------------------------------------------

    def _chosen(self) -> None:
        records = self.selection.records()
        if len(records) > 1 or self.selection.is_everything:
            versions = self.selection.by_table().get(self.tabell, {})
            self.side.show_many(max(len(records), len(versions)), versions)
        elif records:
            self.side.show_one(records[0].tabell, records[0].id)
        elif not self.view.is_returning or (self.model.is_new and self.side.shows_many):
            # One record that a change or a filter has taken out of the list is still being worked on: it stays.
            self.side.show_one(self.tabell, None)

    def _open(self, rad: Rad) -> None:
        self.side.show_one(rad.tabell, rad.id)
        self.split.open_side()
        self.side.record.focus_first()

    def _clicked(self) -> None:
        """Where the record covers the list, a click is how one gets to it."""
        if self.split.is_narrow and len(self.selection.records()) == 1:
            self.split.open_side()

    def new_record(self) -> None:
        """Make a record and go to its first field."""
        if self.new:
            self.make_post(self.new.values)

    def make_post(self, values: Mapping[str, Any]) -> None:
        """Make a record that says this."""
        tabell, sammanhang = self.tabell, self.session.sammanhang
        if sammanhang is None:
            return

        def operation(register: "Register") -> Sparat:
            from internkontroll.services.redigera import create

            return create(register, tabell, sammanhang, values)

        def made(saved: Sparat) -> None:
            self._go_to(*saved.nya[0])
            self.side.record.focus_new()

        self.session.write(operation, made)

    def _go_to(self, tabell: str, post: int) -> None:
        """Select the record, wherever in the list it is, and put the focus in it."""
        self._seek((tabell, post))
        self.side.show_one(tabell, post)
        self.split.open_side()
        self.side.record.focus_first()

    # --- putting together -----------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.stack.addWidget(self.view)
        self.stack.addWidget(self.empty_state)
        main = QWidget()
        layout = QVBoxLayout(main)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(self))
        layout.addWidget(self.head)
        layout.addWidget(self.stack, 1)
        self.split = SideBySide(main, self.side, f"Till {self.title.lower()}")
        self.split.restore(self._memory.splitter())
        page = QVBoxLayout(self)
        page.addWidget(self.split)
        self.head.columns.setMenu(self.columns.menu)
        self.head.views.setMenu(self.views)
        self.head.new.setText(self.new.text if self.new else "")
        self.head.new.setVisible(self.new is not None)

    def duplicate_record(self) -> None:
        """Make a copy of the chosen one."""
        self.commands.duplicate()

    def add_commands(self) -> None:
        """What can be done on this page, besides what every list can."""
        on_page(self, "&Sök i listan", QKeySequence.StandardKey.Find, self.head.focus_search, "sok")
        if self.new:
            on_page(self, self.new.text, QKeySequence.StandardKey.New, self.new_record, "ny")
        if MINE in {one.key for one in filters(self.sida)}:
            on_page(self, "&Vem är jag…", "", self.question.ask_who)
        if self.moves:
            self.commands.add_moves(self.moves)
        if self.can_trash:
            self.commands.add_duplicate(self.duplicate_record)
            self.commands.add_trash()

    def _connect(self) -> None:
        view = self.view
        self.feed.showing.connect(self.columns.follow)
        self.feed.shown.connect(self._shown)
        self.feed.counted.connect(self._counted)
        self.selection.changed.connect(self._chosen)
        self.columns.sort_chosen.connect(lambda key, falling: self.question.change(sortera=key, fallande=falling))
        self.columns.urval_chosen.connect(self.question.ask)
        self.head.new.clicked.connect(self.new_record)
        self.empty_state.taken.connect(self._take_step)
        view.opened.connect(self._open)
        view.clicked.connect(self._clicked)
        self.split.left.connect(view.setFocus)
        self.side.closed.connect(self.split.close_side)
        self.side.go_to.connect(self.go_to)
        self.commands.gone.connect(self._take_next)
        self.commands.made.connect(self._go_to)

    def _take_step(self) -> None:
        if self.question.is_narrowed:
            self.question.clear()
        elif self.leads_to:
            self.go_to.emit(Target(self.leads_to[1]))
        else:
            self.new_record()

    def _take_next(self) -> None:
        """What is selected goes; when the list has been read, select what stands in the place of the first of it."""
        self.view.stand_on_first()
        self._takes_next = True

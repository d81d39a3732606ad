"""What the window does: brings pages forward, keeps them fresh, and leads commands to those who carry them out."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from internkontroll.domain.sparat import Sparat
from internkontroll.ui.actions import Actions
from internkontroll.ui.commands.documents import DocumentCommands
from internkontroll.ui.commands.egenkontroller import EgenkontrollCommands
from internkontroll.ui.commands.enhetspaket import EnhetspaketCommands
from internkontroll.ui.commands.help import HelpCommands
from internkontroll.ui.commands.plans import PlanCommands
from internkontroll.ui.commands.registers import RegisterCommands
from internkontroll.ui.context import Context
from internkontroll.ui.errors import BugReporter, ErrorBar, show_failure
from internkontroll.ui.main_window import MainWindow
from internkontroll.ui.others import Others
from internkontroll.ui.pages.making import make_page
from internkontroll.ui.pages.page import Page
from internkontroll.ui.session import Session
from internkontroll.ui.target import Target, target_of
from internkontroll.ui.widgets.context_bar import ContextBar
from internkontroll.ui.widgets.nav import PAGES
from internkontroll.ui.widgets.progress import Progress
from internkontroll.ui.widgets.register_state import RegisterState
from internkontroll.ui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from internkontroll.services.sok import Traff

FIRST_PAGE = "hem"
START_PAGE = "start"
"""What is shown while there is no plan to show."""


class Shell(QObject):
    """Made once, after the window has been painted; everything that a command needs is reached from here."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self.window = window
        self.session = session
        self.settings = window.settings
        session.drafts.move_to(self.settings.folder / "utkast.json")
        self.actions = Actions(window)
        self.errors = ErrorBar()
        self.bugs = BugReporter(window)
        self.progress = Progress()
        self._pages: dict[str, Page] = {}
        self._stale: dict[str, frozenset[str] | None] = {}
        self._page_menu = QMenu("På den här si&dan", window)
        recent = QMenu("Senas&te", window)
        self.context_bar = ContextBar()
        self.search = SearchField(session)
        self.state = RegisterState()
        self.others = Others(session, self.state.show_others, self)
        for action in self.actions.findChildren(QAction):  # before any command: it is to know what has been written
            action.triggered.connect(lambda: self.page.commit())
        self._lay_out()
        self._ways = self._page_actions()
        self.actions.fill(window.menus, recent, self._page_menu, self._ways)
        self.context = Context(self.session, self.context_bar)
        self.enhetspaket = EnhetspaketCommands(self)
        self.registers = RegisterCommands(self, recent, self.enhetspaket)
        self.documents = DocumentCommands(self)
        self.egenkontroller = EgenkontrollCommands(self)
        self.plans = PlanCommands(self)
        self.help = HelpCommands(window, self.actions)
        self._connect()
        self._show_undo()
        self._enable_pages(False)  # until there is a plan to show
        self.show_page(START_PAGE)

    def start(self, register: Path | None) -> None:
        """Open the register; without one, show the ways to begin."""
        if register:
            self.registers.open(register)
        else:
            self.page.refresh()
            self.page.focus_first()

    @property
    def dialog_parent(self) -> QWidget:
        """What dialogs stand in front of."""
        return self.window

    # --- pages ----------------------------------------------------------------------------------------------------

    @property
    def page(self) -> Page:
        """The page that is shown."""
        page = self.window.stack.currentWidget()
        assert isinstance(page, Page)  # noqa: S101  nothing else is put there
        return page

    def show_page(self, name: str) -> Page:
        """Bring a page forward; it is made the first time."""
        if name not in self._pages:
            self._make(name)
        page = self._pages[name]
        # First here: what is hidden may give its focus to the list of pages, which goes to its first if it has none.
        self.window.nav.show_page(name)
        self.window.stack.setCurrentWidget(page)
        self._show_title()
        for action in self._page_menu.actions():  # clear() would have PySide delete those that Python doesn't hold
            self._page_menu.removeAction(action)
        self._page_menu.addActions(page.actions())
        self._page_menu.setEnabled(bool(page.actions()))
        self._refresh_shown()
        return page

    def go_to(self, target: Target) -> None:
        """Show what the target names."""
        if target.page == "plan":
            self.actions.decide.trigger()
        else:
            self.show_page(target.page).show_target(target)

    def _make(self, name: str) -> None:
        page = make_page(name, self.session, self.settings, self.window)
        page.set_actions(self.actions)
        page.go_to.connect(self.go_to)
        page.open_register.connect(lambda path: self.registers.open(path))
        self._pages[name] = page
        self._stale[name] = None
        self.window.stack.addWidget(page)

    def _go_to_hit(self, hit: "Traff") -> None:
        here = self.session.sammanhang
        if hit.plan_id is not None and here and hit.plan_id != here.plan_id:
            self.context.choose_plan(hit.plan_id)
        self.go_to(target_of(hit))

    def _refresh_shown(self) -> None:
        """Read anew what is shown if it is out of date; hidden pages wait until they are shown."""
        name = self.page.name
        if name in self._stale and self.session.sammanhang:
            self.page.refresh(self._stale.pop(name))

    def _refresh_after(self, saved: Sparat) -> None:
        self.errors.end_error()
        for name in self._pages:
            known = self._stale.get(name, frozenset())
            self._stale[name] = None if known is None else known | saved.tabeller
        self._refresh_shown()
        self.state.show_saved(datetime.now().astimezone(), saved.rubrik)
        self._show_undo()
        self.context.count()

    # --- the register ---------------------------------------------------------------------------------------------

    def _opened(self) -> None:
        path = self.session.path
        for action in self.actions.needing_register():
            action.setEnabled(path is not None)
        self.errors.hide()
        self._show_undo()
        if path:
            self.state.show_register(path)
            self.settings.remember(path)
            self.show_backup()

    def _context_changed(self) -> None:
        """Another nämnd, year or tillfälle, or none: everything that is shown is of it."""
        self._stale = dict.fromkeys(self._pages, None)
        chosen = self.session.sammanhang is not None
        for action in self.actions.needing_plan():
            action.setEnabled(chosen)
        self._enable_pages(chosen)
        if not chosen:
            self.show_page(START_PAGE)
        elif self.page.name == START_PAGE:
            self.show_page(self._remembered_page()).focus_first()
        else:
            self._show_title()
            self._refresh_shown()

    def _enable_pages(self, is_chosen: bool) -> None:
        self.window.nav.setEnabled(is_chosen)
        for action in self._ways:
            action.setEnabled(is_chosen)

    def _show_undo(self) -> None:
        history, actions = self.session.history, self.actions
        for action, verb, operations in (
            (actions.undo, "&Ångra", history.undoable),
            (actions.redo, "&Gör om", history.redoable),
        ):
            action.setEnabled(bool(operations))
            action.setText(f"{verb}: {operations[-1].rubrik}" if operations else verb)

    def show_backup(self) -> None:
        """Say at the bottom when the register was last copied."""
        path = self.session.path
        if path is None:
            return

        def look() -> datetime | None:
            from internkontroll.db.backup import latest_backup

            return latest_backup(path)

        self.session.submit(look, self.state.show_backup)

    def _show_title(self) -> None:
        register = f" – {self.session.path.name}" if self.session.path else ""
        self.window.setWindowTitle(f"{self.page.title}{register}")

    def _remembered_page(self) -> str:
        name = self.settings.value("fonster/sida", FIRST_PAGE)
        return name if name in {entry.name for entry in PAGES} else FIRST_PAGE

    # --- putting together -----------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        window, gap = self.window, QWidget()
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        for widget in (self.context_bar, gap, self.search):
            window.top.addWidget(widget)
        window.centre.insertWidget(0, self.errors)
        window.statusBar().addPermanentWidget(self.state, 1)
        window.statusBar().addPermanentWidget(self.progress)
        window.nav.decorate()
        window.nav.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        window.top.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)

    def _page_actions(self) -> list[QAction]:
        made = []
        for number, entry in enumerate(PAGES, 1):
            action = QAction(entry.title, self.window)
            action.setShortcut(QKeySequence(f"Ctrl+{number % 10}"))
            action.triggered.connect(lambda _checked, name=entry.name: self.show_page(name).focus_first())
            made.append(action)
        return made

    def _connect(self) -> None:
        actions, session, window = self.actions, self.session, self.window
        session.opened.connect(self._opened)
        session.context_changed.connect(self._context_changed)
        session.changed.connect(self._refresh_after)
        session.failed.connect(lambda error: show_failure(error, self.errors, self.bugs))
        session.work_started.connect(self.progress.start)
        session.work_ended.connect(self.progress.end)
        self.egenkontroller.moved.connect(self.progress.show_step)
        self.context.counted.connect(window.nav.show_counts)
        window.nav.chosen.connect(self.show_page)
        self.search.chosen.connect(self._go_to_hit)
        window.closing.connect(self._close)
        window.dragged.connect(self._drag)
        window.dropped.connect(self._drop)
        actions.undo.triggered.connect(lambda: self._when_saved(self.session.undo))
        actions.redo.triggered.connect(lambda: self._when_saved(self.session.redo))
        actions.search.triggered.connect(self.search.begin)
        actions.refresh.triggered.connect(self._read_anew)
        actions.quit.triggered.connect(window.close)

    def _when_saved(self, step: Callable[[], None]) -> None:
        # What is being written is saved first, and is what is undone: the stack is asked when that has been answered.
        self.session.submit(lambda: None, lambda _none: step())

    def _read_anew(self) -> None:
        self.errors.end_error()  # what is still so is said again
        self._stale = dict.fromkeys(self._pages, None)
        self.context.read()
        self._refresh_shown()

    def _close(self) -> None:
        self.page.commit()
        if self.page.name != START_PAGE:
            self.settings.set("fonster/sida", self.page.name)
        for page in self._pages.values():
            page.save_state()
        self.others.leave()
        self.session.close()

    def _drag(self, event: QDragEnterEvent) -> None:
        if self.registers.dropped(event.mimeData()):
            event.acceptProposedAction()

    def _drop(self, event: QDropEvent) -> None:
        path = self.registers.dropped(event.mimeData())
        if path:
            self.registers.open_or_import(path)

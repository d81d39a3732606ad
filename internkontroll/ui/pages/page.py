"""What every page of the window is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from internkontroll.ui.actions import Actions
from internkontroll.ui.session import Session
from internkontroll.ui.settings import Settings


class Page(QWidget):
    """A page on the left of the window; the subclass says its name, title and icon.

    `name` is ASCII and stands in settings and targets, `title` is what people read.
    """

    name: str
    title: str
    icon_name: str

    go_to = Signal(object)
    """The user wants to see a Target on another page."""
    open_register = Signal(object)
    """The user wants to open the register at a Path."""

    def __init__(self, session: Session, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.settings = settings
        self.setAccessibleName(self.title)

    def refresh(self, tabeller: frozenset[str] | None = None) -> None:
        """Read anew what the page shows: all of it, or what depends on the tables that a write touched."""
        raise NotImplementedError

    def show_target(self, target: object) -> None:
        """Show what the Target names; a page without records only comes forward."""

    def set_actions(self, actions: Actions) -> None:
        """The window's commands, for a page that has buttons for some of them."""

    def commit(self) -> None:
        """Save what is being written at this moment."""

    def save_state(self) -> None:
        """Keep what the window remembers of the page."""

    def focus_first(self) -> None:
        """Put the focus where work begins."""
        self.setFocus()

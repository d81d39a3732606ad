"""What is shown while there is no plan: the ways to begin."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from internkontroll.ui import theme
from internkontroll.ui.actions import Actions
from internkontroll.ui.icons import icon
from internkontroll.ui.pages.page import Page
from internkontroll.ui.session import Session
from internkontroll.ui.settings import Settings
from internkontroll.ui.widgets.card import heading
from internkontroll.ui.widgets.layouts import clear, scrolled
from internkontroll.ui.widgets.naming import named
from internkontroll.ui.widgets.push_button import CommandLink

_OPENING = "Öppnar registret …"
_NONE = "Välj hur du vill börja. Allt ni skriver sparas genast i registret, en fil som ni väljer plats för."
_EMPTY = "Registret är öppet men har ingen plan. Börja med nämnden och året, och lägg sedan till processer och risker."


class StartPage(Page):
    """Without a register: make or open one. With an empty one: the first nämnd and plan, or an import.

    The ways are made when it is known that somebody needs them: most often a register is being opened.
    """

    name, title, icon_name = "start", "Välkommen", "hem"

    def __init__(self, session: Session, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(session, settings, parent)
        self.buttons: list[CommandLink] = []
        self.recent: list[CommandLink] = []
        self._actions: Actions | None = None
        self._text = QLabel(_OPENING)
        self._text.setWordWrap(True)
        self._ways, self._recent = QVBoxLayout(), QVBoxLayout()
        self._recent_title = QLabel("<b>Senaste register</b>")
        self._recent_title.hide()
        self._lay_out()
        session.context_changed.connect(self._follow_context)
        session.failed.connect(self._show_ways)

    def set_actions(self, actions: Actions) -> None:
        """The commands that the buttons are for."""
        self._actions = actions

    def refresh(self, tabeller: frozenset[str] | None = None) -> None:
        """The ways depend on whether a register is open."""
        self._show_ways()

    def focus_first(self) -> None:
        """The first way to begin."""
        if self.buttons:
            # As if by Tab, so that it is seen where the focus is.
            self.buttons[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _follow_context(self) -> None:
        if self.session.sammanhang is None:
            self._show_ways()

    def _show_ways(self) -> None:
        actions = self._actions
        if actions is None:
            return
        is_open = self.session.path is not None
        self._text.setText(_EMPTY if is_open else _NONE)
        for layout in (self._ways, self._recent):
            clear(layout)
        self.buttons = [self._way(*way) for way in (_in_register(actions) if is_open else _without(actions))]
        self.recent = [self._recent_button(path) for path in ([] if is_open else self.settings.recent)]
        self._recent_title.setVisible(bool(self.recent))
        if self.isVisible():
            self.focus_first()  # the button that had the focus is gone

    def _way(self, action: QAction, explanation: str, icon_name: str) -> CommandLink:
        button = CommandLink(_plain(action.text()), explanation, icon(icon_name))
        button.clicked.connect(action.trigger)
        self._ways.addWidget(button)
        return button

    def _recent_button(self, path: Path) -> CommandLink:
        button = CommandLink(path.name, str(path.parent), icon("oppna"))
        named(button, f"Öppna {path.name}").setAccessibleDescription(str(path))
        button.clicked.connect(lambda: self.open_register.emit(path))
        self._recent.addWidget(button)
        return button

    def _lay_out(self) -> None:
        column = QWidget()
        column.setMaximumWidth(72 * self.fontMetrics().averageCharWidth())
        inside = QVBoxLayout(column)
        inside.setSpacing(theme.space(self))
        inside.addStretch(1)
        inside.addWidget(heading("Välkommen till Internkontroll"))
        inside.addWidget(self._text)
        inside.addLayout(self._ways)
        inside.addWidget(self._recent_title)
        inside.addLayout(self._recent)
        inside.addStretch(2)
        middle, content = QHBoxLayout(), QWidget()
        content.setLayout(middle)
        middle.addStretch(1)
        middle.addWidget(column, 6)
        middle.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(content))


def _in_register(actions: Actions) -> tuple[tuple[QAction, str, str], ...]:
    return (
        (actions.new_plan, "Skriv nämndens namn och planens år. Processer och risker läggs till efter hand.", "ny"),
        (actions.import_file, "Ta in en plan eller uppföljning som ni har fått som fil.", "kopiera"),
        (actions.open, "Öppna ett annat register.", "oppna"),
    )


def _without(actions: Actions) -> tuple[tuple[QAction, str, str], ...]:
    return (
        (actions.new_register, "Skapa en tom registerfil, på er filyta eller den egna datorn.", "ny"),
        (actions.open, "Öppna ett register som ni redan har.", "oppna"),
        (actions.example, "Prova i ett register med en påhittad socialnämnd.", "hem"),
    )


def _plain(text: str) -> str:
    return text.replace("&", "")

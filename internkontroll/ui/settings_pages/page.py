"""What the sections of the settings have in common."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from internkontroll.domain.sparat import Sparat
from internkontroll.errors import KnownError
from internkontroll.ui import theme
from internkontroll.ui.errors import ErrorBar
from internkontroll.ui.session import Session
from internkontroll.ui.widgets.card import heading
from internkontroll.ui.widgets.form_dialog import note

if TYPE_CHECKING:
    from internkontroll.db.session import Register


class SettingsPage(QWidget):
    """Title, explanation, a bar for what is refused, and `body` below them; `tables` are those that it shows."""

    title: str
    explanation: str
    tables: frozenset[str]

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setAccessibleName(self.title)
        self.errors = ErrorBar()
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.space(self))
        layout = QVBoxLayout(self)
        layout.setSpacing(theme.space(self))
        layout.addWidget(heading(self.title))
        layout.addWidget(note(self.explanation))
        layout.addWidget(self.errors)
        layout.addLayout(self.body, 1)

    def refresh(self) -> None:
        """Read anew what the section shows."""
        raise NotImplementedError

    def commit(self) -> None:
        """Save what is being written at this moment."""

    def write(self, operation: "Callable[[Register], Sparat]", done: Callable[[Sparat], None] | None = None) -> None:
        """Do it; what is refused is said above, and what stands in the register is shown again."""
        self.errors.hide()
        self.session.write(operation, done, self.refused)

    def refused(self, error: Exception) -> None:
        """Say what couldn't be done."""
        if isinstance(error, KnownError):
            self.errors.show_error(str(error))
            self.refresh()
        else:
            self.session.failed.emit(error)

    def command(self, text: str, tip: str, do: Callable[[], None]) -> QPushButton:
        """A button for what can be done here."""
        button = QPushButton(text)
        button.setToolTip(tip)
        button.setAccessibleDescription(tip)
        theme.make_hittable(button)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: do())
        return button


def row_height(widget: QWidget) -> int:
    """How high a row of a list is, so that it can be hit."""
    return max(theme.MIN_TARGET, round(1.7 * widget.fontMetrics().height()))


def row_of(*widgets: QWidget) -> QHBoxLayout:
    """Widgets beside each other, from the left."""
    layout = QHBoxLayout()
    for widget in widgets:
        layout.addWidget(widget)
    layout.addStretch(1)
    return layout


def add_key(widget: QWidget, text: str, keys: str, do: Callable[[], None]) -> QAction:
    """A key that does something while the widget has the focus."""
    action = QAction(text, widget)
    action.setShortcut(keys)
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    action.triggered.connect(lambda _checked: do())
    widget.addAction(action)
    return action

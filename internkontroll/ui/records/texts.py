"""Small things that panels are made of: labels that follow the palette, and buttons."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from internkontroll.ui import theme
from internkontroll.ui.icons import icon
from internkontroll.ui.widgets.naming import named
from internkontroll.ui.widgets.push_button import PushButton
from internkontroll.ui.widgets.tinted import Tinted, Tone


class ToneLabel(Tinted):
    """A text in one of the theme's colours, wrapped, that can be marked; hidden when it says nothing."""

    def __init__(self, tone: Tone, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(tone, text, parent)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        # Shown with what it comes to stand in: without a parent it would be a window of its own for a moment.
        if not text:
            self.hide()

    def say(self, text: str) -> None:
        """Show the text; empty: nothing."""
        self.setText(text)
        self.setVisible(bool(text))


def button(text: str, icon_name: str = "", name: str = "", description: str = "") -> QPushButton:
    """A button of the least size that can be hit; `name` where the text doesn't say what it is about."""
    made = named(PushButton(text), name or text.replace("&", ""), description)
    if icon_name:
        made.setIcon(icon(icon_name))
    theme.make_hittable(made)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return made

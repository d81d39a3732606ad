"""Small things that panels are made of: labels that follow the palette, buttons, places that scroll."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLayout, QPushButton, QScrollArea, QSizePolicy, QWidget

from internkontroll.ui import theme
from internkontroll.ui.icons import icon
from internkontroll.ui.widgets.naming import named
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
    made = named(QPushButton(text), name or text.replace("&", ""), description)
    if icon_name:
        made.setIcon(icon(icon_name))
    made.setMinimumHeight(theme.MIN_TARGET)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return made


def scrolled(widget: QWidget) -> QScrollArea:
    """The widget in a place that scrolls up and down, and is never wider than what it stands in."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(widget)
    return area


def order_stops(first: QWidget, root: QWidget | None) -> None:
    """Widgets have come or moved: the way by Tab goes from `first` through `root` as its layouts have them."""
    for before, after in pairwise([first, *_stops(root)]):
        QWidget.setTabOrder(before, after)


def _stops(widget: QWidget | None) -> Iterator[QWidget]:
    if widget is None:
        return
    if isinstance(widget, QScrollArea):
        yield from _stops(widget.widget())
    elif widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        yield widget
    elif (layout := widget.layout()) is not None:
        yield from _stops_in(layout)


def _stops_in(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        below, widget = (item.layout(), item.widget()) if item else (None, None)
        if widget is not None:
            yield from _stops(widget)
        elif below is not None:
            yield from _stops_in(below)

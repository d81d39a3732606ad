"""A titled part of a page with something in it: a calm frame on the page's background."""

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from internkontroll.ui import theme
from internkontroll.ui.icons import icon
from internkontroll.ui.widgets.naming import named


class Framed(QFrame):
    """A thin line around what belongs together. Fusion's own can't be seen in dark."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The line, in the palette's colours at the time."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(theme.colors().border)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class Card(Framed):
    """Title, what belongs beside it, and the content below."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self._title = QLabel()
        font = self._title.font()
        font.setBold(True)
        self._title.setFont(font)
        self.header = QHBoxLayout()
        self.header.addWidget(self._title, 1)
        self.body = QVBoxLayout(self)
        margin = theme.space(self, 1.5)
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.body.addLayout(self.header)
        self.set_title(title)

    def set_title(self, title: str) -> None:
        """What the part is called, on screen and by screen readers."""
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self.setAccessibleName(title)

    def add_copy(self, copy: Callable[[], None], what: str) -> QToolButton:
        """A button beside the title that puts the part on the clipboard."""
        button = named(QToolButton(), f"Kopiera {what}", "Kopierar en bild för Word, och samma sak som text")
        button.setToolTip(f"Kopiera {what} som bild och text")
        button.setIcon(icon("kopiera"))
        button.setAutoRaise(True)
        theme.make_hittable(button)
        button.clicked.connect(copy)
        self.header.addWidget(button)
        return button

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Another font: the distances follow."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            margin = theme.space(self, 1.5)
            self.body.setContentsMargins(margin, margin, margin, margin)


def heading(text: str) -> QLabel:
    """The title of a page."""
    label = QLabel(text)
    font = label.font()
    font.setPointSizeF(font.pointSizeF() * 1.3)
    font.setBold(True)
    label.setFont(font)
    return label

"""A text in one of the theme's colours, which follows the palette while the program runs."""

from typing import Literal

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QIcon, QPalette
from PySide6.QtWidgets import QLabel, QWidget

from internkontroll.ui import theme

Tone = Literal["text", "muted", "accent", "good", "info", "warning", "danger"]
"""The names of the colours in `theme.Colors` that texts are written in."""

_CHANGES = (QEvent.Type.PaletteChange, QEvent.Type.ApplicationPaletteChange)


class Tinted(QLabel):
    """The colour stands in the label's palette: a style sheet would keep the one that it was written with."""

    def __init__(self, tone: Tone, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._tone = tone
        self.setForegroundRole(QPalette.ColorRole.WindowText)  # in a tool bar a label has its role otherwise
        self._tint()

    def set_tone(self, tone: Tone) -> None:
        """Another colour."""
        self._tone = tone
        self._tint()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Another palette: the colour follows."""
        super().changeEvent(event)
        if event.type() in _CHANGES:
            self._tint()

    def _tint(self) -> None:
        palette, color = self.palette(), getattr(theme.colors(), self._tone)
        groups = (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive)
        # Asked first, since to set a palette is a change of palette too.
        if any(palette.color(group, QPalette.ColorRole.WindowText) != color for group in groups):
            for group in groups:
                palette.setColor(group, QPalette.ColorRole.WindowText, color)
            self.setPalette(palette)


class IconLabel(QLabel):
    """An icon as high as the text beside it, drawn anew in another palette or font."""

    def __init__(self, shown: QIcon | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = shown or QIcon()
        self._draw()

    def show_icon(self, shown: QIcon) -> None:
        """Another icon."""
        self._icon = shown
        self._draw()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Another palette or font."""
        super().changeEvent(event)
        if event.type() in (*_CHANGES, QEvent.Type.FontChange):
            self._draw()

    def _draw(self) -> None:
        side = self.fontMetrics().height()
        self.setPixmap(self._icon.pixmap(QSize(side, side), self.devicePixelRatioF()))

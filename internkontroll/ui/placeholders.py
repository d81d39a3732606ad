"""Example texts in empty fields that can be read, whatever the system's palette says."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from internkontroll.ui import theme


class ReadablePlaceholders(QObject):
    """Qt's own are the text at half its strength, 3.9:1 on white. Lasts as long as the window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.installEventFilter(self)
        _darken()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """The system has another palette now."""
        if event.type() == QEvent.Type.ApplicationPaletteChange:
            _darken()
        return False


def _darken() -> None:
    palette, color = QGuiApplication.palette(), theme.colors().muted
    # Asked first, since to set it is a change of palette too.
    if palette.color(QPalette.ColorRole.PlaceholderText) != color:
        palette.setColor(QPalette.ColorRole.PlaceholderText, color)
        QApplication.setPalette(palette)

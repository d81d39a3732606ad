"""What the system's palette and Fusion show too faintly: example texts, edges of fields, the focus on them."""

from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from internkontroll.ui import theme

_FIELDS = (
    *("QLineEdit", "QPlainTextEdit", "QTextEdit", "QAbstractSpinBox", "QComboBox"),
    *("QCheckBox", "QRadioButton", "QListWidget"),  # which may have boxes to tick
)
_TABLES = ("QTableView", "QTreeView")
_BUTTONS = ("QPushButton", "QToolButton", "QTabBar")
_BARS = ("QScrollBar",)
# Qt looks a class up by what it inherits, in no certain order: none of these inherits another of them.

_DARKER = 140
"""Per cent by which Fusion makes the colour of the window darker for edges."""
_GRID_DARKER = 120
"""The same for the lines of tables."""


class ReadablePalette(QObject):
    """Follows the palette as long as the window lasts."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.installEventFilter(self)
        strengthen()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """The system has another palette now."""
        if event.type() == QEvent.Type.ApplicationPaletteChange:
            strengthen()
        return False


def strengthen() -> None:
    """Make the present palette readable. To set it forgets those of single classes, so it comes first."""
    palette, color = QGuiApplication.palette(), theme.colors().muted
    # Qt's own are the text at half its strength, 3.9:1 on white. Asked first: to set it is a change of palette too.
    if palette.color(QPalette.ColorRole.PlaceholderText) != color:
        palette.setColor(QPalette.ColorRole.PlaceholderText, color)
        QApplication.setPalette(palette)
    if QApplication.style().name() == "fusion":  # the styles of Windows have edges of their own
        _draw_edges()


def _draw_edges() -> None:
    """Fusion's edges are the ground a little darker: 2:1 in light and nothing at all in dark, where WCAG asks 3:1.

    It takes the ground from the palette of each widget, which says it to nothing else in these classes.
    """
    application: Any = QApplication  # PySide6's stubs say bytes for the name of a class, which it doesn't take
    colors, roles = theme.colors(), QPalette.ColorRole
    ground = QGuiApplication.palette().color(roles.Window)
    line = colors.edge if colors.high_contrast else colors.border
    for names, window in (
        (_FIELDS, colors.edge.lighter(_DARKER)),
        (_TABLES, line.lighter(_GRID_DARKER)),
        (_BUTTONS, colors.edge.lighter(_DARKER) if colors.high_contrast else ground),
        (_BARS, ground),  # else it has that of the field it stands in
    ):
        for name in names:
            palette = QPalette(QGuiApplication.palette())
            palette.setColor(roles.Window, window)
            if colors.high_contrast and names is _BARS:
                palette.setColor(roles.Button, colors.edge)
            palette.setColor(roles.Accent, colors.accent)  # of which the edge of what has the focus is made
            if palette != application.palette(name):
                application.setPalette(palette, name)

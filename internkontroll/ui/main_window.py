"""What the window shows at once: its menus, the pages on the left, and room for the rest.

It imports as little as it can, since the first paint waits for nothing but this; `shell` does the rest after it.
The namespace `Qt` alone, with its hundreds of keys, takes a tenth of an empty window's start to make.
"""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QToolBar, QVBoxLayout, QWidget

from internkontroll.ui.settings import Settings
from internkontroll.ui.widgets.nav import PAGES, Nav

LEAST_SIZE = QSize(1024, 700)


class MainWindow(QMainWindow):
    """The parts in their places."""

    painted = Signal()
    """The window has been seen for the first time."""
    closing = Signal()
    """The window is about to go; whoever has something to keep keeps it now."""
    dragged = Signal(object)
    """Something is being dragged in (QDragEnterEvent): accept it, or not."""
    dropped = Signal(object)
    """It was let go here (QDropEvent)."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self._seen = False
        self.setWindowTitle("Internkontroll")
        self.menus = [self.menuBar().addMenu(title) for title in _MENUS]
        self.nav = Nav(PAGES)
        self.top = QToolBar("Sammanhang och sökning")
        self.stack = QStackedWidget()
        self.centre = QVBoxLayout()
        self._lay_out()
        self._restore()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Tell when the window has been painted once."""
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            self.painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Keep place and size; all else is kept by those who listen."""
        self.settings.set("fonster/geometri", self.saveGeometry())
        self.closing.emit()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Ask whether somebody wants it."""
        self.dragged.emit(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Give it to whoever wanted it."""
        self.dropped.emit(event)

    def _lay_out(self) -> None:
        self.top.setMinimumHeight(round(2.3 * self.fontMetrics().height()))
        self.top.setMovable(False)
        self.addToolBar(self.top)
        centre = QWidget()
        sides = QHBoxLayout(centre)
        for layout in (sides, self.centre):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        sides.addWidget(self.nav)
        sides.addLayout(self.centre, 1)
        self.centre.addWidget(self.stack, 1)
        self.setCentralWidget(centre)
        self.statusBar()
        self.setAcceptDrops(True)

    def _restore(self) -> None:
        em = self.fontMetrics().height()
        self.resize(LEAST_SIZE.expandedTo(QSize(76 * em, 48 * em)))
        self.restoreGeometry(self.settings.state("fonster/geometri"))


_MENUS = ("&Arkiv", "&Redigera", "&Visa", "&Plan", "Av&snitt", "&Hjälp")

"""What went wrong, in the one way that the window tells it: a bar for what can be mended, a dialog for a bug."""

import sys
import traceback
from types import TracebackType

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMessageBox, QToolButton, QWidget

from internkontroll.errors import KnownError
from internkontroll.log import save_traceback
from internkontroll.ui import theme
from internkontroll.ui.icons import icon
from internkontroll.ui.widgets.naming import named
from internkontroll.ui.widgets.tinted import Tinted, Tone


class ErrorBar(QWidget):
    """One message above the page with what to do; it stays until it is closed or something goes well."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Meddelande")
        self._icon = QLabel()
        self._text = Tinted("text")
        self._icon_name = "info"
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        close = named(QToolButton(), "Stäng meddelandet", "Dölj meddelandet; det ändrar inget")
        close.setIcon(icon("stang"))
        close.setAutoRaise(True)
        theme.make_hittable(close)
        close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.addWidget(self._icon)
        layout.addWidget(self._text, 1)
        layout.addWidget(close)
        self.hide()

    def show_error(self, text: str) -> None:
        """Say what failed and what to do."""
        self._show(text, "fel", "danger")

    def show_info(self, text: str) -> None:
        """Say what has been done."""
        self._show(text, "info", "info")

    def end_error(self) -> None:
        """Something has gone well since: an error isn't true any more, what has been done still is."""
        if self._icon_name == "fel":
            self.hide()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Another palette: the icon follows, as the text does by itself."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationPaletteChange:
            self._draw_icon()

    def _show(self, text: str, icon_name: str, tone: Tone) -> None:
        self._text.setText(text)
        self._text.set_tone(tone)
        self._icon_name = icon_name
        self._draw_icon()
        self.setAccessibleDescription(text)
        self.show()

    def _draw_icon(self) -> None:
        self._icon.setPixmap(icon(self._icon_name).pixmap(self.fontMetrics().height()))


class BugReporter(QObject):
    """Catches what nobody expected, on whatever thread, saves it to a file and shows it once.

    A fault in a paint comes again at every paint: while one is shown, others are saved and not shown.
    """

    _caught = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._showing = False
        self._caught.connect(self.report)

    def install(self) -> None:
        """From now on every exception that nobody catches comes here."""
        sys.excepthook = self._hook

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            self._caught.emit(error)

    def report(self, error: BaseException) -> None:
        """Save the error and, unless one is shown already, show it so that it can be copied."""
        path = save_traceback(error)
        if self._showing:
            return
        self._showing = True
        where = f"Felet är sparat i {path}." if path else "Felet gick inte att spara."
        box = QMessageBox(QMessageBox.Icon.Critical, "Fel i programmet", "Något gick fel i programmet.")
        box.setInformativeText(f"Det du redan har sparat finns kvar i registret. {where} Skicka det till supporten.")
        box.setDetailedText("".join(traceback.format_exception(error)))
        box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        box.setStandardButtons(QMessageBox.StandardButton.Close)
        box.exec()
        self._showing = False


def show_failure(error: Exception, bar: ErrorBar, bugs: BugReporter) -> None:
    """The one route: what can be mended goes to the bar, a bug to the dialog."""
    if isinstance(error, KnownError):
        bar.show_error(str(error))
    else:
        bugs.report(error)

"""What goes on around the panel that logs a tillfälle: its place scrolls to the focus, files are dropped on it,
corrections wait while one looks elsewhere.
"""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from internkontroll.ui.records.bilagor_tab import BilagorTab
from internkontroll.ui.records.rapportera_form import RapportForm
from internkontroll.ui.records.rapportera_las import Kept
from internkontroll.ui.session import Session

_FOLLOWS_MS = 100
"""So long after the focus has moved what is around it may move too, and is scrolled to."""
_LINES_AROUND = 5
"""Lines above and below what has the focus: the question, and what was said the last time."""


class FocusScroll(QObject):
    """Qt itself scrolls for Tab only. After a click nothing may move: the button would be let go of elsewhere."""

    def __init__(self, panel: QWidget) -> None:
        super().__init__(panel)
        self._panel = panel
        self._timer = QTimer(self, interval=_FOLLOWS_MS, singleShot=True)
        self._timer.timeout.connect(self._scroll)
        panel.installEventFilter(self)

    def go(self, widget: QWidget) -> None:
        """Put the focus there, where it is seen."""
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        self.follow()

    def follow(self) -> None:
        """A key has led elsewhere."""
        self._timer.start()
        self._scroll()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """What has just been shown has made room for itself: what has the focus may lie further down now."""
        if event.type() == QEvent.Type.Resize and self._timer.isActive():
            self._scroll()
        return False

    def _scroll(self) -> None:
        focus = QApplication.focusWidget()
        area: QWidget | None = self._panel.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        inside = area.widget() if isinstance(area, QScrollArea) else None
        if focus is None or inside is None or not isinstance(area, QScrollArea) or not self._panel.isAncestorOf(focus):
            return
        # Not ensureWidgetVisible, which is content with the line of the cursor.
        room = focus.height() // 2 + self._panel.fontMetrics().height() * _LINES_AROUND
        middle = focus.mapTo(inside, focus.rect().center())
        area.ensureVisible(0, middle.y(), 0, min(room, area.viewport().height() // 2))


class DropAnywhere(QObject):
    """Files that are let go of anywhere on the panel are kept with its tillfälle."""

    def __init__(self, panel: QWidget, bilagor: BilagorTab) -> None:
        super().__init__(panel)
        self._bilagor = bilagor
        panel.setAcceptDrops(True)
        panel.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """As if they came to the list of bilagor."""
        if isinstance(event, QDragEnterEvent):
            self._bilagor.dragEnterEvent(event)
        elif isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            self._bilagor.dropEvent(event)
        else:
            return False
        return True


class Unfinished:
    """Corrections that have been left, as long as the program runs; by register and tillfälle."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._left: dict[tuple[str, int | None], tuple[RapportForm, Kept, str]] = {}

    def keep(self, utfall_id: int | None, form: RapportForm, kept: Kept, reason: str) -> None:
        """Put the form aside with what is written in it."""
        form.hide()
        self._left[self._session.register_uuid, utfall_id] = form, kept, reason

    def take(self, utfall_id: int | None) -> tuple[RapportForm, Kept, str] | None:
        """What was put aside of the tillfälle; None for nothing."""
        return self._left.pop((self._session.register_uuid, utfall_id), None)

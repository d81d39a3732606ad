"""What goes on around the panel that logs a tillfälle: its place scrolls to the focus, files are dropped on it."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from internkontroll.ui.records.bilagor_tab import BilagorTab
from internkontroll.ui.records.rapportera_topp import area_around

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
            self.follow()
        return False

    def _scroll(self) -> None:
        focus, area = QApplication.focusWidget(), area_around(self._panel)
        inside = area.widget() if area else None
        if focus is None or area is None or inside is None or not self._panel.isAncestorOf(focus):
            return
        # Not ensureWidgetVisible, which is content with the line of the cursor.
        line, bar = self._panel.fontMetrics().height(), area.verticalScrollBar()
        room = focus.height() // 2 + line * _LINES_AROUND
        middle, height = focus.mapTo(inside, focus.rect().center()).y(), area.viewport().height()
        if middle + room <= height:  # with what stands above all of it: what it is for
            bar.setValue(0)
        elif height >= 2 * room:
            area.ensureVisible(0, middle, 0, room)
        else:  # rather the question above it than what it was answered the last time
            bar.setValue(middle + focus.height() // 2 + line - height)


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

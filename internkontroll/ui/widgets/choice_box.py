"""A box of choices that can be walked through without choosing: what is passed by on the way isn't saved."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget


class ChoiceBox(QComboBox):
    """Arrow keys, letters and the wheel step through the choices; Escape goes back to the one before the steps.

    The wheel does so only where the box has the focus. Qt's own `activated` comes at every step.
    """

    left = Signal()
    """The user is done with the box: left it, pressed Enter or took a choice from its list."""
    chosen = Signal()
    """As `left`, but only when something has been chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.read_only = False
        self._is_stepping = False
        self._steps: tuple[Any, Any] | None = None
        """What was chosen before the steps, and after the latest one."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.activated.connect(self._take)

    # --- steps ----------------------------------------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """The wheel scrolls the page, and doesn't change what happens to be below the pointer."""
        if not self.hasFocus() or self.read_only:
            event.ignore()
            return
        before = self._begin()
        super().wheelEvent(event)
        self._end(before)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter is done, Escape goes back; Tab and what belongs to the window go on."""
        if self.read_only:
            event.ignore()
        elif event.key() == Qt.Key.Key_Escape and self._is_between:
            self.setCurrentIndex(self.findData(self._steps[0] if self._steps else None))
            self._steps = None
        else:
            before = self._begin()
            super().keyPressEvent(event)
            self._end(before)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._finish()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Leaving is done, also for another program; the box's own list and menus are no leaving."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason):
            self._finish()

    @property
    def _is_between(self) -> bool:
        """Whether steps have been taken and nothing has been shown instead of them since."""
        return self._steps is not None and self._steps[1] == self.currentData()

    def _begin(self) -> Any:
        self._is_stepping = True
        return self._steps[0] if self._steps and self._is_between else self.currentData()

    def _end(self, before: Any) -> None:
        self._is_stepping = False
        self._steps = None if before == self.currentData() else (before, self.currentData())

    def _finish(self) -> None:
        has_chosen, self._steps = self._is_between, None
        self.left.emit()
        if has_chosen:
            self.chosen.emit()

    def _take(self) -> None:
        """From the list that comes up: that is no step."""
        if not self._is_stepping:
            self._steps = None
            self.left.emit()
            self.chosen.emit()

    # --- to be read only ------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Nothing comes up where nothing can be chosen."""
        if not self.read_only:
            super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """What can only be read looks like a text, with the focus around it."""
        if not self.read_only:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        room = self.rect().adjusted(4, 0, -4, 0)
        text = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)
        if self.hasFocus():
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

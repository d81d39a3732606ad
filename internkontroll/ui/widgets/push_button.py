"""Buttons without an edge that show the focus, too."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCommandLinkButton, QPushButton, QStyle, QStyleOptionFocusRect


class PushButton(QPushButton):
    """Fusion shows the focus by the button's edge, which a flat one doesn't have."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The style's frame for the focus, which comes when Tab is pressed."""
        super().paintEvent(event)
        if self.isFlat():
            _frame_focus(self)


class CommandLink(QCommandLinkButton):
    """A button with an explanation below its text, which Fusion draws without any focus."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The style's frame for the focus."""
        super().paintEvent(event)
        _frame_focus(self)


def _frame_focus(button: QPushButton) -> None:
    if button.hasFocus():
        option = QStyleOptionFocusRect()
        option.initFrom(button)
        painter = QPainter(button)
        button.style().drawPrimitive(QStyle.PrimitiveElement.PE_FrameFocusRect, option, painter, button)
        painter.end()

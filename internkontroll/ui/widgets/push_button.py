"""Buttons without an edge that show the focus, too."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionFocusRect,
    QVBoxLayout,
    QWidget,
)

from internkontroll.ui.widgets.naming import named
from internkontroll.ui.widgets.tinted import IconLabel, Tinted


class PushButton(QPushButton):
    """Fusion shows the focus by the button's edge, which a flat one doesn't have."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The style's frame for the focus, which comes when Tab is pressed."""
        super().paintEvent(event)
        if self.isFlat():
            _frame_focus(self)


class CommandLink(QPushButton):
    """A button with an explanation below its text.

    Qt's own QCommandLinkButton writes in letters of nine points whatever the system's size, and shows no focus.
    """

    def __init__(self, title: str, explanation: str, shown: QIcon, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, title).setAccessibleDescription(explanation)
        name, below = QLabel(title), Tinted("muted", explanation)
        font = name.font()
        font.setBold(True)
        name.setFont(font)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        for label in (name, below):
            label.setWordWrap(True)
            texts.addWidget(label)
        inside = QHBoxLayout(self)
        inside.addWidget(IconLabel(shown), 0, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(texts, 1)
        for part in self.findChildren(QLabel):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:  # noqa: N802
        """What stands in it."""
        return self._inside().totalSizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """What stands in it."""
        return self._inside().totalMinimumSize()

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """The narrower, the higher."""
        return self._inside().totalHeightForWidth(width)

    def _inside(self) -> QLayout:
        layout = self.layout()
        assert layout is not None  # noqa: S101
        return layout


def _frame_focus(button: QPushButton) -> None:
    if button.hasFocus():
        option = QStyleOptionFocusRect()
        option.initFrom(button)
        painter = QPainter(button)
        button.style().drawPrimitive(QStyle.PrimitiveElement.PE_FrameFocusRect, option, painter, button)
        painter.end()

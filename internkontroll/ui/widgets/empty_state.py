"""What stands where a list would be when it has nothing: what belongs there, and the first step."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from internkontroll.ui import theme


class EmptyState(QWidget):
    """A heading, a sentence or two, and a button where there is something to do."""

    taken = Signal()
    """The first step is taken."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = QLabel()
        font = self._title.font()
        font.setPointSizeF(font.pointSizeF() * 1.2)
        font.setBold(True)
        self._title.setFont(font)
        self._text = QLabel()
        for label in (self._title, self._text):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.step = QPushButton()
        theme.make_hittable(self.step)
        self.step.clicked.connect(self.taken)
        layout = QVBoxLayout(self)
        layout.setSpacing(theme.space(self))
        layout.addStretch(1)
        layout.addWidget(self._title)
        layout.addWidget(self._text)
        layout.addWidget(self.step, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)

    def say(self, title: str, text: str, step: str) -> None:
        """Show this; no button where `step` is empty."""
        self._title.setText(title)
        self._text.setText(text)
        self.step.setText(step)
        self.step.setVisible(bool(step))
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)

"""Asks why a remark is silenced, right below it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from internkontroll.ui import theme
from internkontroll.ui.widgets.naming import label_for
from internkontroll.ui.widgets.tinted import Tinted


class SilenceRow(QWidget):
    """Enter or the button answers, Esc goes back. Without a reason it says that one is needed."""

    answered = Signal(str)

    def __init__(self, about: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reason = QLineEdit()
        theme.make_hittable(self.reason)
        self.reason.returnPressed.connect(self._answer)
        self._error = Tinted("danger")
        self._error.setWordWrap(True)
        self._error.hide()
        self.silence, back = QPushButton("Tysta"), QPushButton("Avbryt")
        self.silence.setAccessibleName(f"Tysta: {about}")
        self.silence.clicked.connect(self._answer)
        back.clicked.connect(self._close)
        buttons = QHBoxLayout()
        for button in (self.silence, back):
            theme.make_hittable(button)
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, theme.space(self))
        layout.setSpacing(theme.space(self, 0.5))
        question = label_for(self.reason, "Varför ska den inte visas? Skälet sparas i händelseloggen.")
        question.setWordWrap(True)
        layout.addWidget(question)
        layout.addWidget(self.reason)
        layout.addWidget(self._error)
        layout.addLayout(buttons)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)

    def _answer(self) -> None:
        reason = self.reason.text().strip()
        if reason:
            self.setEnabled(False)  # until the list comes without the remark
            self.answered.emit(reason)
            return
        self._error.setText("Skriv varför anmärkningen tystas.")
        self._error.show()
        self.reason.setAccessibleDescription(self._error.text())
        self.reason.setFocus()

    def _close(self) -> None:
        self.hide()
        self.deleteLater()

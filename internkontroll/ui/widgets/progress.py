"""Long work: what is being done, and a way to stop it."""

from threading import Event

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from internkontroll.ui.widgets.naming import named

DELAY_MS = 300
"""What is done before that isn't worth looking at."""


class Progress(QWidget):
    """Shows itself when work has gone on for a while."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stop: Event | None = None
        self._text = QLabel()
        self.bar = named(QProgressBar(), "Arbete pågår")
        self.bar.setTextVisible(False)
        self.bar.setMaximumWidth(self.fontMetrics().averageCharWidth() * 16)
        self.cancel = QPushButton("Avbryt")
        self.cancel.clicked.connect(self._cancel)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self._text, self.bar, self.cancel):
            layout.addWidget(widget)
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(DELAY_MS)
        self._delay.timeout.connect(self.show)
        self.hide()

    def start(self, text: str, stop: Event) -> None:
        """Work has begun; `stop` is set if the user doesn't want it any more."""
        self._stop = stop
        self._text.setText(text)
        self.bar.setRange(0, 0)
        self.cancel.setEnabled(True)
        self._delay.start()

    def show_step(self, done: int, total: int) -> None:
        """So much of it is done, where that is known; until then the bar only says that something goes on."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def end(self) -> None:
        """It is over, however it went."""
        self._delay.stop()
        self.hide()

    def _cancel(self) -> None:
        if self._stop:
            self._stop.set()
            self._text.setText("Avbryter …")
            self.cancel.setEnabled(False)

"""Where the user is: nämnd, year, tillfälle, and the state of the plan."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from internkontroll.ui import theme
from internkontroll.ui.widgets.choice_box import ChoiceBox
from internkontroll.ui.widgets.naming import named
from internkontroll.ui.widgets.tinted import Tinted

Choice = tuple[str, int | str]
"""What is read, and the id or word that is meant."""


class ContextBar(QWidget):
    """Three choices and a word; `chosen` tells which one the user changed ("namnd", "plan", "tillfalle"), to what."""

    chosen = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.namnd = self._choice("namnd", "Nämnd", "Vilken nämnd som visas")
        self.plan = self._choice("plan", "År", "Vilket års plan som visas")
        self.tillfalle = self._choice("tillfalle", "Tillfälle", "Vilket uppföljningstillfälle status och texter gäller")
        self._state = Tinted("muted")
        font = self._state.font()
        font.setWeight(QFont.Weight.DemiBold)
        self._state.setFont(font)
        self._state.setAccessibleName("Planens läge")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(self))
        for widget in (self.namnd, self.plan, self.tillfalle, self._state):
            layout.addWidget(widget)
        self.set_used(False)

    def set_used(self, is_used: bool) -> None:
        """Without a plan there is nothing to choose, and no empty boxes to wonder at."""
        self.setEnabled(is_used)
        for widget in (self.namnd, self.plan, self.tillfalle, self._state):
            widget.setVisible(is_used)

    def show_choices(self, box: QComboBox, choices: Sequence[Choice], current: int | str) -> None:
        """Fill one of the boxes; nothing is emitted."""
        with QSignalBlocker(box):
            box.clear()
            for text, value in choices:
                box.addItem(text, value)
            box.setCurrentIndex(box.findData(current))

    def show_state(self, text: str, *, decided: bool) -> None:
        """Say "Utkast" or "Beslutad 2025-12-10 § 124"."""
        self._state.setText(text)
        self._state.set_tone("good" if decided else "muted")

    def _choice(self, what: str, name: str, description: str) -> QComboBox:
        box = named(ChoiceBox(), name, description)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        theme.make_hittable(box)
        box.activated.connect(lambda _row: self.chosen.emit(what, box.currentData()))
        return box

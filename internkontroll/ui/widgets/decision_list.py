"""Åtgärder that aren't done, each with what becomes of it at the year's end and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from internkontroll.domain.words import Arsbeslut
from internkontroll.ui import theme
from internkontroll.ui.widgets.choice_box import ChoiceBox
from internkontroll.ui.widgets.layouts import clear
from internkontroll.ui.widgets.naming import named
from internkontroll.ui.widgets.tinted import Tinted

LATER = "Bestäm senare"
_CHOICES = ((LATER, ""), ("Förs över", str(Arsbeslut.FORS_OVER)), ("Avslutas", str(Arsbeslut.AVSLUTAS)))
_REASONS = {
    "": "",
    str(Arsbeslut.FORS_OVER): "Varför hann den inte bli klar, och vad händer nu?",
    str(Arsbeslut.AVSLUTAS): "Varför behövs den inte längre?",
}


@dataclass(frozen=True, slots=True)
class Line:
    """An åtgärd to decide on; `beslut`: the stored word, empty while nobody has decided."""

    id: int
    text: str
    agare: str
    status: str
    beslut: str
    skal: str


class DecisionList(QWidget):
    """One part per åtgärd: what it is, a choice, a reason. `changed` when one of them changes."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: dict[int, tuple[QComboBox, QLineEdit]] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.space(self))

    def show_lines(self, lines: Sequence[Line], *, locked: bool = False) -> None:
        """Show these instead of those that are there; `locked`: to read only."""
        clear(self._layout)
        self._lines.clear()
        for line in lines:
            self._layout.addWidget(self._make(line, locked=locked))

    def choices(self) -> dict[int, tuple[str, str]]:
        """Åtgärd → its stored word, empty for later, and the reason."""
        return {post: (str(box.currentData()), field.text()) for post, (box, field) in self._lines.items()}

    def choose(self, post: int, beslut: str, skal: str) -> None:
        """Choose as a user would."""
        box, field = self._lines[post]
        box.setCurrentIndex(box.findData(beslut))
        field.setText(skal)

    def _make(self, line: Line, *, locked: bool) -> QWidget:
        part = QFrame()
        part.setAccessibleName(line.text)
        what = QLabel(line.text)
        what.setWordWrap(True)
        where = Tinted("muted", " · ".join(filter(None, (line.agare, line.status or "Utan status"))))
        where.setWordWrap(True)
        box = named(ChoiceBox(), f"Beslut: {line.text}")
        for shown, stored in _CHOICES:
            box.addItem(shown, stored)
        field = named(QLineEdit(line.skal), f"Skäl: {line.text}")
        box.setCurrentIndex(max(0, box.findData(line.beslut)))
        box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        for widget in (box, field):
            theme.make_hittable(widget)
            widget.setEnabled(not locked)
        box.currentIndexChanged.connect(lambda _row: self._ask(box, field))
        field.textChanged.connect(lambda _text: self.changed.emit())
        self._ask(box, field)
        layout = QGridLayout(part)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setVerticalSpacing(2)
        layout.setColumnStretch(1, 1)
        layout.addWidget(what, 0, 0, 1, 2)
        layout.addWidget(where, 1, 0, 1, 2)
        layout.addWidget(box, 2, 0)
        layout.addWidget(field, 2, 1)
        self._lines[line.id] = box, field
        return part

    def _ask(self, box: QComboBox, field: QLineEdit) -> None:
        """Ask for the reason where there is something to give one for."""
        field.setPlaceholderText(_REASONS[str(box.currentData())])
        field.setVisible(bool(box.currentData()))
        self.changed.emit()

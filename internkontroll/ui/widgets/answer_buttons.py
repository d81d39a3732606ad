"""One of a few answers, each with a key of its own: one stop of Tab, one press."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from internkontroll.ui import theme
from internkontroll.ui.widgets.flow_layout import FlowLayout
from internkontroll.ui.widgets.naming import named

_RING = 3
_BACKWARD, _FORWARD = (Qt.Key.Key_Left, Qt.Key.Key_Up), (Qt.Key.Key_Right, Qt.Key.Key_Down)


class Answer(NamedTuple):
    """What is stored and shown, the key that gives it, and what it means."""

    stored: str
    text: str
    key: str
    meaning: str = ""


class _AnswerButton(QPushButton):
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The chosen one is filled: Fusion's own is a shade darker, which is seen too little."""
        super().paintEvent(event)
        if self.isChecked():
            colors = theme.colors()
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(colors.accent)
            painter.setPen(colors.accent)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 2, 2)
            painter.setPen(colors.on_accent)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
            painter.end()


class AnswerButtons(QWidget):
    """Has the focus itself, so that the keys work and Tab goes on after one stop whichever answer is chosen."""

    chosen = Signal(str)
    """The user has chosen the answer; empty: taken it back."""
    went_on = Signal()
    """The user has answered by its key, and is done here."""

    def __init__(self, name: str, answers: Sequence[Answer], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answers = tuple(answers)
        self._stored = ""
        self._is_frozen = False
        self._about = ""
        self.buttons = [self._make(one, name) for one in self._answers]
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        named(self, name)
        self._row = QWidget()
        flow = FlowLayout(self._row)
        for button in self.buttons:
            flow.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_RING, _RING, _RING, _RING)
        layout.addWidget(self._row)
        self.describe("")

    @property
    def stored(self) -> str:
        """The answer that is chosen; empty for none."""
        return self._stored

    def show_answer(self, stored: str) -> None:
        """Show the answer, without telling anybody."""
        self._stored = stored
        for one, button in zip(self._answers, self.buttons, strict=True):
            button.setChecked(one.stored == stored)
        self.describe(self._about)

    def set_frozen(self, is_frozen: bool) -> None:
        """Whether it can only be read."""
        self._is_frozen = is_frozen
        for button in self.buttons:
            button.setEnabled(not is_frozen or button.isChecked())
        self.describe(self._about)

    def describe(self, about: str) -> None:
        """Something more that a screen reader says here, such as what is wrong."""
        self._about = about
        shown = next((one.text for one in self._answers if one.stored == self._stored), "inget valt")
        keys = "" if self._is_frozen else " ".join(one.key for one in self._answers) + " svarar."
        self.setAccessibleDescription(" ".join(filter(None, (f"Svar: {shown}.", about, keys))))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """The answers' keys, the arrows, and Delete to take the answer back."""
        pressed = event.text().upper()
        held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        one = next((one for one in self._answers if pressed and one.key == pressed), None)
        if self._is_frozen or held:
            super().keyPressEvent(event)
        elif one:
            self._choose(one.stored)
            self.went_on.emit()
        elif event.key() in (*_BACKWARD, *_FORWARD):
            self._step(-1 if event.key() in _BACKWARD else 1)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._stored:
            self._choose("")
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """The ring comes."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """The ring goes."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """A ring around the answers while the keys are theirs."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(theme.colors().accent, 2))
            inside = self._row.childrenRect().translated(self._row.pos())
            painter.drawRect(inside.adjusted(1 - _RING, 1 - _RING, _RING - 1, _RING - 1))
            painter.end()

    def _choose(self, stored: str) -> None:
        self.show_answer(stored)
        shown = next((one.text for one in self._answers if one.stored == stored), "Inget svar")
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, shown))
        self.chosen.emit(stored)

    def _step(self, by: int) -> None:
        places = [one.stored for one in self._answers]
        place = places.index(self._stored) + by if self._stored in places else 0
        self._choose(places[min(max(0, place), len(places) - 1)])

    def _click(self, stored: str) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._choose(stored)

    def _make(self, one: Answer, name: str) -> QPushButton:
        button = named(_AnswerButton(one.text, self), f"{one.text}: {name}", one.meaning)
        button.setToolTip(f"{one.meaning} ({one.key})".strip() if one.meaning else f"Tangenten {one.key}")
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme.make_hittable(button)
        button.clicked.connect(lambda _checked: self._click(one.stored))
        return button

"""Att göra: a line each, with what, where and a button that goes there."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QSizePolicy, QWidget

from internkontroll.services.hem import AttGora
from internkontroll.ui import theme
from internkontroll.ui.widgets.layouts import clear
from internkontroll.ui.widgets.naming import named
from internkontroll.ui.widgets.tinted import Tinted

_SHORT = 26
"""Of so many characters "slutdatum 2026-11-30" isn't broken at the end of a line."""

NOTHING = "Inget väntar just nu. Bra jobbat!"


class TodoList(QWidget):
    """Emits `chosen` with the AttGora whose button is pressed."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: Sequence[AttGora] = ()
        self._buttons: list[QPushButton] = []
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setHorizontalSpacing(theme.space(self, 1.5))
        self._layout.setVerticalSpacing(theme.space(self, 0.75))
        self._layout.setColumnStretch(1, 3)
        self._layout.setColumnStretch(2, 2)

    def show_lines(self, lines: Sequence[AttGora]) -> None:
        """Show the lines instead of those that are there; the focus stays on its line's place."""
        place = next((row for row, button in enumerate(self._buttons) if button.hasFocus()), None)
        self._lines = lines
        if place is not None:
            # Else the focus would go on to another part of the page, and the page would scroll there.
            self.setFocus()
        self._buttons.clear()
        clear(self._layout)
        for row, line in enumerate(lines):
            self._add(row, line)
        if not lines:
            self._layout.addWidget(QLabel(NOTHING), 0, 0, 1, 4)
        if place is not None or self.hasFocus():
            self.focus_line(place or 0)

    def focus_line(self, place: int = 0) -> None:
        """Put the focus on the line, or keep it here until there are lines."""
        (self._buttons[min(place, len(self._buttons) - 1)] if self._buttons else self).setFocus()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Another palette: the days that stand in colour follow."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._lines:
            self.show_lines(self._lines)

    def _add(self, row: int, line: AttGora) -> None:
        slag, vad, var = Tinted("muted", str(line.slag)), QLabel(_rich(line)), Tinted("muted", line.var)
        for label in (vad, var):
            label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            label.setWordWrap(True)  # after the policy, to which it adds that the height follows the width
        vad.setTextFormat(Qt.TextFormat.RichText)
        button = named(QPushButton(line.verb), f"{line.verb}: {line.as_text()}")
        button.setAutoDefault(True)  # Enter presses it as Space does
        theme.make_hittable(button)
        button.clicked.connect(lambda: self.chosen.emit(line))
        self._buttons.append(button)
        for column, widget in enumerate((slag, vad, var, button)):
            top = Qt.AlignmentFlag.AlignTop if column != 3 else Qt.AlignmentFlag.AlignVCenter
            self._layout.addWidget(widget, row, column, top)


def _rich(line: AttGora) -> str:
    if not line.nar:
        return escape(line.vad)
    tone = theme.colors().danger if line.sen else theme.colors().text
    when = escape(line.nar if len(line.nar) > _SHORT else line.nar.replace(" ", "\N{NO-BREAK SPACE}"))
    return f'{escape(line.vad)} – <b style="color: {tone.name()}">{when}</b>'

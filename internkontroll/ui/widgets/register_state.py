"""The bottom of the window: which register, when it was saved and what, its latest backup, who else has it open."""

from collections.abc import Sequence
from datetime import datetime
from html import escape
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from internkontroll.ui import theme

_MOST_NAMES = 3
"""Names that there is room for."""


class _Done(QLabel):
    """What was done last, as much of it as there is room for; the rest of the row has its room first."""

    def __init__(self) -> None:
        super().__init__()
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)  # it has names of records
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def say(self, text: str) -> None:
        """The text to be shown and read."""
        self._whole = text
        self.setToolTip(escape(text))
        self.setAccessibleDescription(text)
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Another width: another part of the text."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        room = self.width() - 1  # a label asks for a pixel more than its letters take
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room))


class RegisterState(QWidget):
    """Short texts, each readable as a whole by its tool tip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = ""
        self._register, self._saved, self._backup = QLabel("Inget register är öppet"), QLabel(), QLabel()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.space(self), 0, theme.space(self), 0)
        layout.setSpacing(theme.space(self, 3))
        self._done, self._others = _Done(), QLabel()
        self._others.setTextFormat(Qt.TextFormat.PlainText)  # names are what others have written
        self._others.hide()
        for label, name in (
            (self._register, "Register"),
            (self._saved, "Sparat"),
            (self._done, "Senast gjort"),
            (self._backup, "Säkerhetskopia"),
            (self._others, "Även öppet hos"),
        ):
            label.setAccessibleName(name)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            layout.addWidget(label, label is self._done)

    def show_register(self, path: Path) -> None:
        """Say which file is open; a long path loses its middle."""
        self._path = str(path)
        self._elide()
        self._register.setToolTip(str(path))
        self._saved.setText("")
        self._done.say("")

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """As much of the path as there is room for."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        if self._path:
            room = min(self.width() // 3, self.fontMetrics().averageCharWidth() * 60)
            self._register.setText(self.fontMetrics().elidedText(self._path, Qt.TextElideMode.ElideMiddle, room))

    def show_saved(self, moment: datetime, rubrik: str) -> None:
        """Say that all is saved, since when, and what was done then."""
        # Imported here: it knows all fields' words, and the first list doesn't wait for them.
        from internkontroll.domain.rubrik import done_words, is_done_by_command

        self._saved.setText(f"Sparat {moment:%H:%M}")
        self._done.say(done_words(rubrik))
        if is_done_by_command(rubrik):
            # A field that is saved is left for another, which a screen reader is about to read.
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._done, done_words(rubrik)))

    def show_backup(self, moment: datetime | None) -> None:
        """Say when the register was last copied and the copy checked."""
        text = f"Säkerhetskopia {moment:%Y-%m-%d %H:%M}" if moment else "Ingen säkerhetskopia ännu"
        self._backup.setText(text)

    def show_others(self, names: Sequence[str]) -> None:
        """Say who else has the register open; nothing where nobody has."""
        rest = len(names) - _MOST_NAMES
        shown = [*names[:_MOST_NAMES], f"{rest} till"] if rest > 0 else list(names)
        said = " och ".join(filter(None, (", ".join(shown[:-1]), *shown[-1:])))
        self._others.setText(f"Även öppet hos: {said}")
        self._others.setToolTip(escape("Även öppet hos: " + ", ".join(names)))
        self._others.setVisible(bool(names))

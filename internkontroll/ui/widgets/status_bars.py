"""Åtgärder per status as bars, each with its word and number."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from internkontroll.domain.status import Status
from internkontroll.ui import theme
from internkontroll.ui.icons import status_icon
from internkontroll.ui.widgets.clipboard import copy_picture
from internkontroll.ui.widgets.layouts import clear
from internkontroll.ui.widgets.tinted import IconLabel


class StatusBars(QWidget):
    """One bar per status that something has, and one for those without."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: tuple[Mapping[Status | None, int], str] = ({}, "")
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setHorizontalSpacing(theme.space(self))
        self._layout.setColumnStretch(2, 1)

    def show_counts(self, counts: Mapping[Status | None, int], no_status: str, as_text: str) -> None:
        """Show how many have which status; `as_text` is what a screen reader says of all of it."""
        self.setAccessibleName(as_text)
        self._counts = counts, no_status
        self._draw(counts, no_status)

    def copy(self) -> None:
        """Put the picture and the words on the clipboard."""
        copy_picture(self, self.accessibleName())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Another palette: the colours follow."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw(*self._counts)

    def _draw(self, counts: Mapping[Status | None, int], no_status: str) -> None:
        clear(self._layout)
        shown = {status: count for status, count in counts.items() if count}
        most = max(shown.values(), default=1)
        for row, (status, count) in enumerate(shown.items()):
            self._add(row, status, str(status or no_status), count, most)

    def _add(self, row: int, status: Status | None, word: str, count: int, most: int) -> None:
        tone = theme.colors().status(status) if status else theme.colors().muted
        mark = IconLabel(status_icon(status))
        number = QLabel(str(count))
        number.setAlignment(Qt.AlignmentFlag.AlignRight)
        for column, widget in enumerate((mark, QLabel(word), _Bar(count / most, tone), number)):
            self._layout.addWidget(widget, row, column)


class _Bar(QWidget):
    """A share of the width, filled."""

    def __init__(self, share: float, color: QColor) -> None:
        super().__init__()
        self._share = share
        self._color = color
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(self.fontMetrics().averageCharWidth() * 14, self.fontMetrics().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        track = self.rect().adjusted(0, self.height() // 4, 0, -self.height() // 4)
        painter.setBrush(theme.colors().raised)
        painter.drawRoundedRect(track, 3, 3)
        track.setWidth(max(track.height(), round(track.width() * self._share)))
        painter.setBrush(self._color)
        painter.drawRoundedRect(track, 3, 3)

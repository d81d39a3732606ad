"""A chip: a filter as a rounded button that says what is chosen, with a cross that takes it away."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from internkontroll.ui import theme
from internkontroll.ui.icons import icon


class Chip(QAbstractButton):
    """`clicked` opens or toggles it; `cleared` is the cross, Delete or Backspace."""

    cleared = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._is_set = False
        self._is_over_cross = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.show_choice("", is_set=False)

    def show_choice(self, words: str, *, is_set: bool) -> None:
        """What the filter asks for, such as "4 valda"; nothing where there is nothing to say but on or off."""
        text = f"{self._title}: {words}" if words else self._title
        if (text, is_set) == (self.text(), self._is_set):
            return  # laid out and painted already: this is called for every keystroke in the list's filter
        self._is_set = is_set
        self.setText(text)
        self.setAccessibleName(f"Filter {self.text()}")
        state = "Används. Delete tar bort filtret." if is_set else "Används inte."
        self.setAccessibleDescription(state)
        self.setToolTip(f"{self.text()} – Delete tar bort filtret" if is_set else "")
        self.updateGeometry()
        self.update()

    @property
    def is_set(self) -> bool:
        """Whether the filter is used."""
        return self._is_set

    def sizeHint(self) -> QSize:  # noqa: N802
        """The text, round ends, and room for the cross."""
        height = max(theme.MIN_TARGET, self.fontMetrics().height() + theme.space(self))
        width = self.fontMetrics().horizontalAdvance(self.text()) + height
        # Its two targets, what opens it and the cross, are both large enough also in a short one.
        return QSize(max(2 * theme.MIN_TARGET, width + (height * 2 // 3 if self._is_set else 0)), height)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """The same: a chip isn't cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter as Space; Delete takes the filter away."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._is_set:
            self.cleared.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """On the cross, take the filter away instead of opening it."""
        if self._is_set and self._cross().contains(event.position().toPoint()):
            self.setDown(False)
            self.cleared.emit()
        else:
            super().mouseReleaseEvent(event)

    def _cross(self) -> QRect:
        """The end of the chip, as wide as it is high: a target of its own."""
        return QRect(self.width() - self.height(), 0, self.height(), self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Drawn by hand: no style has a chip."""
        colors, painter = theme.colors(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus()
        edge = colors.accent if focused or (self._is_set and not colors.high_contrast) else colors.border
        ground = colors.selected if self._is_set and not colors.high_contrast else colors.base
        if self.underMouse() or self.isDown():
            ground = theme.mix(ground, colors.text, 0.06)
        width = 2 if focused or (self._is_set and colors.high_contrast) else 1
        painter.setPen(QPen(edge, width))
        painter.setBrush(ground)
        outline = self.rect().toRectF().adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.drawRoundedRect(outline, outline.height() / 2, outline.height() / 2)
        tone = theme.readable(colors.accent if self._is_set else colors.text, ground)
        painter.setPen(tone)
        text = self.rect().adjusted(self.height() // 2, 0, 0, 0)
        painter.drawText(text, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), self.text())
        if self._is_set:
            margin = round(self.height() * 0.3)
            icon("stang", tone).paint(painter, self._cross().adjusted(margin, margin, -margin, -margin))
        painter.end()

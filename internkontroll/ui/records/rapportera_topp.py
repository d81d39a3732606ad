"""Which tillfälle is being logged and what has just been done: it stands still above the panel, which scrolls."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from internkontroll.domain.sparat import Sparat
from internkontroll.ui import theme
from internkontroll.ui.records.texts import ToneLabel

if TYPE_CHECKING:
    # Loaded on the register's thread, after the first paint.
    from internkontroll.services.egenkontroll import Tillfallesbild


_WHEN_PANEL = (QEvent.Type.Show, QEvent.Type.Hide)
_WHEN_OTHERS = (QEvent.Type.Resize, QEvent.Type.LayoutRequest)
"""Events of the panel, and of the place and of what stands above it, after which it is put in its place anew."""


class RapportTop(QWidget):
    """Unit and period, how late it is, and what was handed in just before."""

    def __init__(self, *, shows_name: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shows_name = shows_name
        self._done_by: int | None = None
        self.where = QLabel()
        font = self.where.font()
        font.setBold(True)
        self.where.setFont(font)
        self.where.setWordWrap(True)
        self.when, self.message = ToneLabel("muted"), ToneLabel("good")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self.message, self.where, self.when):
            layout.addWidget(widget)

    def show_bild(self, bild: "Tillfallesbild", idag: date) -> None:
        """What is being logged."""
        self.where.setText(f"{bild.enhet}, {bild.period_namn}")
        text, is_late = when_text(bild, idag)
        self.when.set_tone("danger" if is_late else "muted")
        self.when.say(f"{bild.egenkontroll} · {text}" if self._shows_name else text)

    def say(self, text: str, done: Sparat | None = None) -> None:
        """Tell what has been done; readers hear it too. `done`: by what, so that it is true until that is undone."""
        self._done_by = done.handelse_id if done else None
        self.message.say(text)
        if text:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def add(self, text: str) -> None:
        """Tell more of what has been done."""
        self.message.say(f"{self.message.text()} {text}".strip())

    def forget(self, saved: Sparat) -> None:
        """Something else has been written or taken back: that was not what Ctrl+Z would undo now."""
        if self._done_by is not None and saved.handelse_id != self._done_by:
            self.say("")

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """A line between it and what scrolls below it."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(theme.colors().border)
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())
        painter.end()


class Standing(QObject):
    """Keeps a widget still above the place that the panel scrolls in, for as long as the panel is shown there."""

    def __init__(self, panel: QWidget, part: QWidget) -> None:
        super().__init__(panel)
        self._panel, self._part = panel, part
        self._area: QScrollArea | None = None
        self._height = 0
        part.hide()
        panel.installEventFilter(self)
        part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """It comes and goes with the panel, and is as wide as the place and as high as its texts."""
        if watched is self._panel and event.type() == QEvent.Type.Show:
            self._settle()
        if event.type() in (_WHEN_PANEL if watched is self._panel else _WHEN_OTHERS):
            self._place()
        return False

    def _settle(self) -> None:
        area = area_around(self._panel)
        if area is not None and area is not self._area:
            self._area = area
            self._part.setParent(area)
            area.viewport().installEventFilter(self)

    def _place(self) -> None:
        area, part, panel = self._area, self._part, self._panel
        inside = area.widget() if area else None
        if area is None or inside is None:
            return
        is_shown, air = panel.isVisibleTo(area), theme.space(part, 0.5)
        part.setContentsMargins(panel.mapTo(inside, panel.contentsRect().topLeft()).x(), air, air, air)
        height = part.heightForWidth(area.viewport().width()) if is_shown else 0
        if height != self._height:
            self._height = height
            area.setViewportMargins(0, height, 0, 0)  # may bring a scroll bar, and this here again before it returns
        port = area.viewport().geometry()
        part.setGeometry(QRect(port.x(), port.y() - self._height, port.width(), self._height))
        part.setVisible(is_shown)


def area_around(panel: QWidget) -> QScrollArea | None:
    """The place that the panel scrolls in."""
    found: QWidget | None = panel.parentWidget()
    while found is not None and not isinstance(found, QScrollArea):
        found = found.parentWidget()
    return found


def when_text(bild: "Tillfallesbild", idag: date) -> tuple[str, bool]:
    """ "Utkast · senast 2026-04-15, 5 dagar sen", and whether it is late."""
    done = bild.varden["datum"]
    if done is not None:
        return f"Inlämnad, gjord {done} av {bild.varden['utford_av'] or 'okänd'}", False
    if bild.senast is None:
        return str(bild.laget), False
    late = (idag - bild.senast).days
    said = f", {late} {'dag' if late == 1 else 'dagar'} sen" if late > 0 else ""
    return f"{bild.laget} · senast {bild.senast}{said}", late > 0

"""The program's own icons: SVG in the colour of the text around them, sharp at every size."""

from functools import cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from internkontroll.domain.status import Status
from internkontroll.paths import ICONS
from internkontroll.ui import theme


def icon(name: str, color: QColor | None = None) -> QIcon:
    """The icon of that name in `resources/icons`; without a colour it follows the palette's text."""
    return QIcon(_Engine(name, color))


def status_icon(status: Status | None) -> QIcon:
    """The icon of a status, in the colour that it has in the palette at the time."""
    return QIcon(_StatusEngine(status))


@cache
def _svg(name: str) -> str:
    return (ICONS / f"{name}.svg").read_text(encoding="utf-8")


@cache
def _renderer(name: str, color: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_svg(name).replace("currentColor", color).encode()))


class _Engine(QIconEngine):
    """Draws when asked, in the colour that the palette has then, so that a change to dark needs nothing."""

    def __init__(self, name: str, color: QColor | None) -> None:
        super().__init__()
        self._name = name
        self._color = color

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._color)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        side = min(rect.width(), rect.height())
        place = QRectF(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2, side, side)
        _renderer(self._name, self._tone(mode).name()).render(painter, place)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return pixmap

    def _tone(self, mode: QIcon.Mode) -> QColor:
        palette = QGuiApplication.palette()
        if mode == QIcon.Mode.Disabled:
            return palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText)
        if mode == QIcon.Mode.Selected:
            return palette.color(QPalette.ColorRole.HighlightedText)
        return self._color or palette.color(QPalette.ColorRole.WindowText)


class _StatusEngine(_Engine):
    def __init__(self, status: Status | None) -> None:
        super().__init__(theme.STATUS_ICONS[status], None)
        self._status = status

    def clone(self) -> QIconEngine:
        return _StatusEngine(self._status)

    def _tone(self, mode: QIcon.Mode) -> QColor:
        return theme.colors().status(self._status) if mode == QIcon.Mode.Normal else super()._tone(mode)

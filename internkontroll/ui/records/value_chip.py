"""A riskvärde as a chip: the number on the colour of its band, and the band in words."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from internkontroll.domain.riskskala import Riskskala
from internkontroll.ui import theme


class ValueChip(QWidget):
    """Shows nothing until a riskvärde is known."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._number = ""
        self._color = QColor()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_value(self, skala: Riskskala, varde: int | None) -> None:
        """The riskvärde on that scale; None: nothing."""
        self.setVisible(varde is not None)
        if varde is None:
            return
        band = skala.band_of(varde)
        self._number = str(varde)
        self._color = QColor(f"#{band.color}")
        self.setAccessibleName(f"{self._name} {varde}, {band.namn.lower()}")
        self.setToolTip(f"{self._name} {varde}: {band.namn}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """The number with air around it."""
        metrics = QFontMetrics(self._bold())
        return QSize(metrics.horizontalAdvance(f"{self._number:>2}") + metrics.height(), round(metrics.height() * 1.3))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """A frame instead of the colour where the system asks for more contrast."""
        colors, painter = theme.colors(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._bold())
        ground = colors.base if colors.high_contrast else self._color
        painter.setPen(QPen(colors.text) if colors.high_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(colors.text if colors.high_contrast else theme.text_on(ground))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._number)
        painter.end()

    def _bold(self) -> QFont:
        font = self.font()
        font.setBold(True)
        return font

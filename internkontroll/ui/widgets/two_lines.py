"""Texts laid out on at most two lines, kept so that what was painted once is painted fast."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QStaticText, QTextLayout, QTextOption

_MANY = 8_000
_LONGEST = 800
"""More characters than two lines can hold aren't laid out."""


class TwoLines:
    """Texts in one font. To lay out a text costs ten times more than to paint it."""

    def __init__(self, font: QFont) -> None:
        self._font = font
        self._metrics = QFontMetrics(font)
        self.line_height = self._metrics.height()
        self._made: dict[tuple[str, int], tuple[QStaticText, ...]] = {}

    def lay_out(self, text: str, width: int) -> tuple[QStaticText, ...]:
        """Its lines, cut with an ellipsis where they don't hold it."""
        made = self._made.get((text, width))
        if made is None:
            if len(self._made) > _MANY:
                self._made.clear()
            lines = self._break(text[:_LONGEST].replace("\n", " "), width)
            made = self._made[text, width] = tuple(map(self._prepare, lines))
        return made

    def _break(self, text: str, width: int) -> list[str]:
        if self._metrics.horizontalAdvance(text) <= width:
            return [text]
        first = self._first_line(text, width)
        rest = self._metrics.elidedText(text[first:], Qt.TextElideMode.ElideRight, width)
        return [text[:first].rstrip(), rest]

    def _prepare(self, line: str) -> QStaticText:
        static = QStaticText(line)
        static.setTextFormat(Qt.TextFormat.PlainText)
        static.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
        static.prepare(font=self._font)
        return static

    def _first_line(self, text: str, width: int) -> int:
        """How many characters stand on the first line: whole words, or a part of one that is too long."""
        layout = QTextLayout(text, self._font)
        layout.setTextOption(_wrapping())
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(width)
        line.setPosition(QPointF(0, 0))
        layout.endLayout()
        return line.textLength()


def _wrapping() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option

"""Texts laid out on at most two lines, kept so that what was painted once is painted fast."""

import re

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF, QStaticText, QTextLayout, QTextOption

_MANY = 8_000
_LONGEST = 800
"""More characters than two lines can hold aren't laid out."""

_WORD = re.compile(r".+?(?: +|[/-](?![\d /-])|$)")
"""Up to where a line may end: with the blanks after it, or a hyphen between letters."""


class TwoLines:
    """Texts in one font. To lay out a text costs ten times more than to paint it."""

    def __init__(self, font: QFont) -> None:
        self._font = font
        self._metrics = QFontMetrics(font)
        self._exact = QFontMetricsF(font)
        self.line_height = self._metrics.height()
        self._made: dict[tuple[str, int], tuple[QStaticText, ...]] = {}
        self._widths: dict[str, tuple[float, float]] = {}

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
        fits, _ = self._fitting(text, width)
        if fits == len(text):
            return [text]
        rest = text[fits or self._first_line(text, width) :]
        first = text[: len(text) - len(rest)].rstrip()
        fits, beyond = self._fitting(rest, width)
        if fits == len(rest):
            return [first, rest]
        return [first, self._metrics.elidedText(rest[:beyond], Qt.TextElideMode.ElideRight, width)]

    def _fitting(self, text: str, width: int) -> tuple[int, int]:
        """How many characters the words have that a line holds, and how many with the first that it doesn't hold.

        The words of a language come again and again: to add up their widths is quicker than to lay out the text.
        """
        end, right = 0, 0.0
        for word in _WORD.findall(text):
            word_width, room = self._widths.get(word) or self._measure(word)
            if right + word_width > width:
                return end, end + len(word)
            end += len(word)
            right += room
        return end, end

    def _measure(self, word: str) -> tuple[float, float]:
        """Its width at the end of a line, and before another word."""
        if len(self._widths) > _MANY:
            self._widths.clear()
        advance = self._exact.horizontalAdvance
        made = self._widths[word] = advance(word.rstrip()), advance(word)
        return made

    def _prepare(self, line: str) -> QStaticText:
        static = QStaticText(line)
        static.setTextFormat(Qt.TextFormat.PlainText)
        static.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
        static.prepare(font=self._font)
        return static

    def _first_line(self, text: str, width: int) -> int:
        """How many characters stand on the first line where a word is too long for it."""
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

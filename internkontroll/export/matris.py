"""Where everything of a drawn matrix stands, the same for every format. Lengths are points, downwards from the top."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from internkontroll.domain.document import Matrix

INK = "1A1A1A"

Measure = Callable[[str, float, bool], float]
"""The width of a text at a size, bold or not."""

_SMALL, _LARGE, _LEADING = 9.0, 15.0, 11.0
_ASCENT = 0.78  # of the size: from the top of a line to its baseline, where its letters end
_LABELS = 0.24  # the share of the width that the words of the rows take
_GAP, _LEAST_HEIGHT, _SQUARE = 2.0, 34.0, 9.0


@dataclass(frozen=True, slots=True)
class Box:
    """A ground in a colour (RRGGBB)."""

    left: float
    top: float
    width: float
    height: float
    color: str


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text."""

    left: float
    baseline: float
    text: str
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """Boxes, then the words on them and beside them in reading order."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    words: tuple[Words, ...]


def draw_matrix(matrix: Matrix, width: float, measure: Measure) -> Drawing:
    """Lay out the matrix: words of the rows to the left, of the columns below, and what the colours mean last."""
    drafting = _Drafting(matrix, width, measure)
    drafting.draw()
    return Drawing(width, drafting.y, tuple(drafting.boxes), tuple(drafting.words))


class _Drafting:
    """Draws from the top; `y` is how far it has come."""

    def __init__(self, matrix: Matrix, width: float, measure: Measure) -> None:
        self._matrix, self._width, self._measure = matrix, width, measure
        self._left = width * _LABELS
        self._step = (width - self._left + _GAP) / len(matrix.columns)
        self.y = 0.0
        self.boxes: list[Box] = []
        self.words: list[Words] = []

    def draw(self) -> None:
        self._line(0.0, self._matrix.row_axis, bold=True)
        self.y += _LEADING + 4
        for place in range(len(self._matrix.rows)):
            self._draw_row(place)
        self._draw_columns()
        axis = self._matrix.column_axis
        self._line(self._centred(axis, _SMALL, self._left, self._width - self._left, bold=True), axis, bold=True)
        self.y += _LEADING + 10
        self._draw_legend()

    def _draw_row(self, place: int) -> None:
        lines = list(self._wrap(self._matrix.rows[place], self._left - 8))
        height = max(_LEAST_HEIGHT, len(lines) * _LEADING + 6)
        top = self.y
        self.y += (height - len(lines) * _LEADING) / 2
        self._lines(lines, 0.0)
        for column, cell in enumerate(self._matrix.cells[place]):
            left, width = self._left + column * self._step, self._step - _GAP
            self.boxes.append(Box(left, top, width, height, cell.color))
            if cell.text:
                start = self._centred(cell.text, _LARGE, left, width, bold=True)
                self.words.append(Words(start, top + (height + 0.65 * _LARGE) / 2, cell.text, _LARGE, bold=True))
        self.y = top + height + _GAP

    def _draw_columns(self) -> None:
        top = lowest = self.y + 2
        for column, text in enumerate(self._matrix.columns):
            self.y = top
            left, width = self._left + column * self._step, self._step - _GAP
            for line in self._wrap(text, width):
                self._line(self._centred(line, _SMALL, left, width), line)
                self.y += _LEADING
            lowest = max(lowest, self.y)
        self.y = lowest + 3

    def _draw_legend(self) -> None:
        left = self._left
        for mark in self._matrix.legend:
            width = _SQUARE + 5 + self._measure(mark.text, _SMALL, False)
            if left > self._left and left + width > self._width:
                left, self.y = self._left, self.y + _LEADING + 4
            self.boxes.append(Box(left, self.y + 1, _SQUARE, _SQUARE, mark.color))
            self._line(left + _SQUARE + 5, mark.text)
            left += width + 14
        self.y += _LEADING + 3

    def _lines(self, lines: list[str], left: float) -> None:
        for line in lines:
            self._line(left, line)
            self.y += _LEADING

    def _line(self, left: float, text: str, *, bold: bool = False) -> None:
        self.words.append(Words(left, self.y + 1 + _ASCENT * _SMALL, text, _SMALL, bold))

    def _centred(self, text: str, size: float, left: float, width: float, *, bold: bool = False) -> float:
        return left + (width - self._measure(text, size, bold)) / 2

    def _wrap(self, text: str, width: float) -> Iterator[str]:
        """Lines that fit the width; a word that doesn't is broken where it must."""
        line = ""
        for word in text.split():
            longer = f"{line} {word}".lstrip()
            if line and self._measure(longer, _SMALL, False) > width:
                yield line
                longer = word
            while self._measure(longer, _SMALL, False) > width and len(longer) > 1:
                fits = max(1, self._fitting(longer, width))
                yield longer[:fits]
                longer = longer[fits:]
            line = longer
        yield line

    def _fitting(self, word: str, width: float) -> int:
        return sum(self._measure(word[:end], _SMALL, False) <= width for end in range(1, len(word)))

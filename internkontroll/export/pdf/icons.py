"""Vector drawings of statuses, and grounds of coloured marks; all of them decoration.

Each drawing is a string of PDF operators in points, with the origin at the left end of the text's baseline.
"""

from itertools import pairwise

from internkontroll.domain.status import Status
from internkontroll.export.pdf import look

SIZE = 7.0
"""Height and width of an icon."""

ADVANCE = SIZE + 5.0
"""From the left edge of an icon to the text beside it."""

CHIP_INSET = 4.0
"""From the left edge of a chip to its text."""

_ROUND = 0.5523  # of a quarter circle by one Bézier curve
_LINE = 1.5
_RADIUS = (SIZE - 1) / 2
_CENTRE = SIZE / 2

_GREEN, _BLUE, _AMBER, _RED, _GREY = "1B6B34", "0B4F94", "8A5300", "A3201D", "595959"


def status_icon(status: Status) -> str:
    """The icon that stands before a status's word."""
    return _ICONS[status]


def chip(width: float, lines: int, color: str) -> str:
    """A ground with round corners for a text of this width, in so many lines."""
    left, right, top, radius = 0.0, width + 2 * CHIP_INSET, 9.4, 2.5
    bottom = -3.6 - (lines - 1) * look.CELL.leading
    bend = radius * (1 - _ROUND)
    return (
        f"{look.operands(color)} rg {left + radius:.2f} {bottom} m {right - radius:.2f} {bottom} l "
        f"{_curve(right - bend, bottom, right, bottom + bend, right, bottom + radius)} "
        f"{right:.2f} {top - radius} l {_curve(right, top - bend, right - bend, top, right - radius, top)} "
        f"{left + radius:.2f} {top} l {_curve(left + bend, top, left, top - bend, left, top - radius)} "
        f"{left:.2f} {bottom + radius} l {_curve(left, bottom + bend, left + bend, bottom, left + radius, bottom)} f"
    )


def _curve(*points: float) -> str:
    return " ".join(f"{point:.2f}" for point in points) + " c"


def _arcs(quarters: int) -> str:
    """That many quarters of the circle, clockwise from twelve o'clock, as curves from the current point."""
    far, near = _RADIUS, _RADIUS * _ROUND
    turns = ((0, 1), (1, 0), (0, -1), (-1, 0), (0, 1))
    curves = []
    for (x0, y0), (x1, y1) in list(pairwise(turns))[:quarters]:
        first = (x0 * far + x1 * near, y0 * far + y1 * near)
        second = (x1 * far + x0 * near, y1 * far + y0 * near)
        curves.append(_curve(*(_CENTRE + point for point in (*first, *second, x1 * far, y1 * far))))
    return " ".join(curves)


def _circle(color: str, quarters: int) -> str:
    """A ring with so many quarters filled."""
    paint = look.operands(color)
    twelve = f"{_CENTRE:.2f} {_CENTRE + _RADIUS:.2f}"
    return f"{paint} rg {_CENTRE} {_CENTRE} m {twelve} l {_arcs(quarters)} h f {paint} RG 1 w {twelve} m {_arcs(4)} h S"


def _strokes(color: str, path: str) -> str:
    return f"{look.operands(color)} RG {_LINE} w 1 J 1 j {path} S"


_ICONS = {
    Status.KLART: _strokes(_GREEN, "0.5 3.4 m 2.7 1 l 6.6 6.2 l"),
    Status.BLIR_KLART: _circle(_BLUE, 2),
    Status.TROLIGEN_KLART: _circle(_AMBER, 1),
    Status.EJ_KLART: _strokes(_RED, "1 0.9 m 6 5.9 l 1 5.9 m 6 0.9 l"),
    Status.EJ_AKTUELL: _strokes(_GREY, f"0.8 {_CENTRE} m 6.2 {_CENTRE} l"),
}

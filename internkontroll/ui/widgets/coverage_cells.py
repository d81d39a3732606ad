"""The coverage map as cells of a grid: a mark on a colour, and the whole of it in words."""

from collections.abc import Mapping

from PySide6.QtGui import QColor

from internkontroll.services.tackning import Lage, Rad, Ruta, Steg, Tackning
from internkontroll.ui.widgets.grid import Cell

MARKS = {
    Lage.SAKNAS: ("saknas", "#f4b8b0"),
    Lage.AVVIKELSE: ("!", "#fbd3a4"),
    Lage.SEN: ("✓ sen", "#fdecb2"),
    Lage.UTFORD: ("✓", "#cfe8d5"),
    Lage.EJ_RELEVANT: ("–", None),
    Lage.VANTAR: ("…", None),
}
"""What a cell shows, and on which colour."""

Marks = Mapping[Lage, tuple[str, QColor | None]]

LEGEND = "✓ utförd   ✓ sen   ! avvikelse   saknas   – ej relevant   … inte förfallen   tom: ingen planerad"


def map_cells(tackning: Tackning) -> tuple[list[str], list[str], list[list[Cell]]]:
    """Headers of the rows and of the columns, and the cells; a cell's value is its row's key and its column."""
    names = tackning.val.steg.names
    columns = [name[:3] for name in names] if tackning.val.steg is Steg.MANAD else list(names)
    marks: Marks = {lage: (text, QColor(color) if color else None) for lage, (text, color) in MARKS.items()}
    cells = [[_cell(marks, rad, column, ruta) for column, ruta in enumerate(rad.rutor)] for rad in tackning.rader]
    return [rad.titel for rad in tackning.rader], columns, cells


def _cell(marks: Marks, rad: Rad, column: int, ruta: Ruta) -> Cell:
    text, color = marks[ruta.lage] if ruta.lage else ("", None)
    return Cell(text, color, f"{rad.titel}, {ruta.as_text()}", (rad.nyckel, column))

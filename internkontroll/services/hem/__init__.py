"""Hem: what is to be done for the tillfälle, and how the plan stands, read before SQLAlchemy is loaded.

Everything comes as frozen data with a form in words, for screen readers and the clipboard.
"""

from internkontroll.services.hem.attgora import AttGora, Mal, Slag, remarks_line, todo
from internkontroll.services.hem.matris import Matris, Ruta, matrix
from internkontroll.services.hem.staplar import Stapelrad, Staplar, status_bars

__all__ = [
    "AttGora",
    "Mal",
    "Matris",
    "Ruta",
    "Slag",
    "Stapelrad",
    "Staplar",
    "matrix",
    "remarks_line",
    "status_bars",
    "todo",
]

"""Coverage: which units have carried out which egenkontroller, and reminders of what is missing.

Read through the window's reader, before SQLAlchemy is loaded.
"""

from internkontroll.domain.egenkontroll.tackning import Lage
from internkontroll.services.tackning.karta import coverage
from internkontroll.services.tackning.lista import HEADERS, Tillfallesrad, reminders, tillfallen
from internkontroll.services.tackning.modell import Indelning, Nyckel, Rad, Ruta, Steg, Tackning, Val
from internkontroll.services.tackning.rader import choices

__all__ = [
    "HEADERS",
    "Indelning",
    "Lage",
    "Nyckel",
    "Rad",
    "Ruta",
    "Steg",
    "Tackning",
    "Tillfallesrad",
    "Val",
    "choices",
    "coverage",
    "reminders",
    "tillfallen",
]

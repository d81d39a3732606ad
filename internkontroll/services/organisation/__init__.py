"""Use cases of the organisation: units over time, so that old reports keep the old names."""

from internkontroll.services.organisation.andra import add_unit, change_unit
from internkontroll.services.organisation.stang import Egenkontrollval, Foljder, close_unit, closing_effects
from internkontroll.services.organisation.trad import Enhetsnod, Handelse, history, tree

__all__ = [
    "Egenkontrollval",
    "Enhetsnod",
    "Foljder",
    "Handelse",
    "add_unit",
    "change_unit",
    "close_unit",
    "closing_effects",
    "history",
    "tree",
]

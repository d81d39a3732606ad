"""Every field that a person edits: label, help, example and what may stand in it."""

from collections.abc import Mapping

from internkontroll.domain.falt.atgard import ATGARD, KONTROLL, UPPFOLJNING
from internkontroll.domain.falt.egenkontroll import ALLVARSGRAD, EGENKONTROLL, KONTROLLPUNKT, UTFALL
from internkontroll.domain.falt.granskning import AVTAL, GRANSKNING, REKOMMENDATION
from internkontroll.domain.falt.model import Falt, Faltslag
from internkontroll.domain.falt.organisation import BILAGA, ENHET, ENHET_VERSION, LAGRUM, NAMND
from internkontroll.domain.falt.plan import AVSNITTSTEXT, MAL, PLAN, PROCESS, TILLFALLE
from internkontroll.domain.falt.reading import Value, check_value, read_value, shown_value
from internkontroll.domain.falt.risk import BEDOMNING, RISK

__all__ = [
    "FALT",
    "Falt",
    "Faltslag",
    "Value",
    "check_value",
    "field_title",
    "find_field",
    "read_value",
    "shown_value",
]

FALT: Mapping[str, tuple[Falt, ...]] = {
    "allvarsgrad": ALLVARSGRAD,
    "atgard": ATGARD,
    "avsnittstext": AVSNITTSTEXT,
    "avtal": AVTAL,
    "bedomning": BEDOMNING,
    "bilaga": BILAGA,
    "egenkontroll": EGENKONTROLL,
    "enhet": ENHET,
    "enhet_version": ENHET_VERSION,
    "granskning": GRANSKNING,
    "kontroll": KONTROLL,
    "kontrollpunkt": KONTROLLPUNKT,
    "lagrum": LAGRUM,
    "mal": MAL,
    "namnd": NAMND,
    "plan": PLAN,
    "process": PROCESS,
    "rekommendation": REKOMMENDATION,
    "risk": RISK,
    "tillfalle": TILLFALLE,
    "uppfoljning": UPPFOLJNING,
    "utfall": UTFALL,
}
"""Table → its fields in the order of the record panel."""

_OTHER_TITLES = {
    "ar": "År",
    "alla_under": "Alla enheter under",
    "band": "Band",
    "borttagen": "Papperskorg",
    "celler": "Egna rutor",
    "algoritm": "Sätt att dra",
    "del": "Del",
    "dragna": "Dragna referenser",
    "efter_id": "Övertagen från",
    "farg": "Färg",
    "flyttad": "Vald dag",
    "fran": "Från och med",
    "fro": "Frö",
    "granskning_id": "Granskning",
    "innehall": "Text",
    "klar": "Klar",
    "konsekvens": "Konsekvens",
    "layout": "Layout",
    "logotyp": "Logotyp",
    "logotyp_alt": "Beskrivning av logotypen",
    "lyft_fran_id": "Lyft från",
    "marginal_mm": "Marginal (mm)",
    "med": "Med i avsnittet",
    "omfattning": "Vad som granskas",
    "ordmall": "Ordmall",
    "ordning": "Plats i listan",
    "population": "Referenser att dra ur",
    "risk_id": "Risk",
    "sannolikhet": "Sannolikhet",
    "skal": "Skäl",
    "sortnyckel": "Sortering",
    "svar": "Svar",
    "till": "Till och med",
    "typsnitt": "Typsnitt",
    "typsnitt_fet": "Typsnitt, fet",
    "utfall_id": "Egenkontroll",
}
"""Columns that people don't edit as fields, or that no list above has, as the log calls them."""


def find_field(tabell: str, namn: str) -> Falt | None:
    """The field of that name; None where the column isn't one that a person edits."""
    return next((falt for falt in FALT.get(tabell, ()) if falt.namn == namn), None)


def field_title(tabell: str, namn: str) -> str:
    """What the log and the lists call a column; one that refers to another record may be named without "_id"."""
    falt = find_field(tabell, namn) or find_field(tabell, f"{namn}_id")
    return falt.titel if falt else _OTHER_TITLES.get(namn, namn.removesuffix("_id").capitalize())

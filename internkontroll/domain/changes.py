"""What a write touched, in words that people read and in figures that views need."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

KINDS = {
    "allvarsgrad": ("allvarsgrad", "allvarsgrader"),
    "atgard": ("åtgärd", "åtgärder"),
    "avsnittsdel": ("del av avsnittet", "delar av avsnittet"),
    "avsnittstext": ("text", "texter"),
    "avtal": ("avtal", "avtal"),
    "bedomning": ("bedömning", "bedömningar"),
    "bilaga": ("bilaga", "bilagor"),
    "egenkontroll": ("egenkontroll", "egenkontroller"),
    "egenkontroll_enhet": ("enhet i en egenkontroll", "enheter i egenkontroller"),
    "enhet": ("enhet", "enheter"),
    "enhetspaket": ("enhetspaket", "enhetspaket"),
    "enhet_version": ("uppgift om en enhet", "uppgifter om enheter"),
    "granskning": ("granskning", "granskningar"),
    "kontroll": ("systematisk kontroll", "systematiska kontroller"),
    "kontrollpunkt": ("kontrollpunkt", "kontrollpunkter"),
    "lagrum": ("lagrum", "lagrum"),
    "mal": ("mål", "mål"),
    "namnd": ("nämnd", "nämnder"),
    "plan": ("plan", "planer"),
    "process": ("process", "processer"),
    "rattelse": ("rättelse", "rättelser"),
    "rekommendation": ("rekommendation", "rekommendationer"),
    "risk": ("risk", "risker"),
    "risk_mal": ("mål som en risk påverkar", "mål som risker påverkar"),
    "riskskala": ("riskskala", "riskskalor"),
    "stickprov": ("stickprov", "stickprov"),
    "svar": ("svar", "svar"),
    "textmall": ("textmall", "textmallar"),
    "tillfalle": ("tillfälle", "tillfällen"),
    "tystad": ("tystad anmärkning", "tystade anmärkningar"),
    "uppehall": ("uppehåll", "uppehåll"),
    "uppfoljning": ("uppföljning", "uppföljningar"),
    "utfall": ("utfall", "utfall"),
    "utseende": ("utseende", "utseenden"),
}
"""Table → what one and several of its records are called."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one record: what was and what is."""

    tabell: str
    post: str
    falt: str
    var: Any
    blev: Any


@dataclass(slots=True)
class Changes:
    """What one operation did: new records by table, changed fields, and records that it left alone.

    `handelse_id` is its row in the händelselogg, for undo; None where nothing was changed.
    """

    new: Counter[str] = field(default_factory=Counter)
    changed: list[Change] = field(default_factory=list)
    untouched: list[tuple[str, str]] = field(default_factory=list)
    handelse_id: int | None = field(default=None, compare=False)

    def __bool__(self) -> bool:
        return bool(self.new or self.changed)


def count_words(tabell: str, count: int) -> str:
    """ "1 risk", "4 risker"."""
    one, several = KINDS[tabell]
    return f"{count} {one if count == 1 else several}"

"""Statuses of åtgärder and kontroller, and the occasions on which they are reported."""

from datetime import date
from enum import StrEnum


class Status(StrEnum):
    """A forecast for the year end, chosen by a person; the values are the words that people read.

    ``EJ_AKTUELL`` says that the åtgärd lapsed and asks for a reason in the comment. That an
    åtgärd is late is never chosen: see `days_late`.
    """

    KLART = "Klart"
    BLIR_KLART = "Blir klart i år"
    TROLIGEN_KLART = "Troligen klart i år"
    EJ_KLART = "Ej klart i år"
    EJ_AKTUELL = "Ej aktuell"


class Tillfalletyp(StrEnum):
    """The plan and the year's three uppföljningstillfällen; the values are those of the command line."""

    PLAN = "plan"
    APRIL = "april"
    AUGUSTI = "augusti"
    HELAR = "helar"

    @property
    def label(self) -> str:
        """What a person reads, for example "Delårsrapport per april"."""
        return _LABELS[self]

    def as_of(self, ar: int) -> date:
        """The day that a report of this kind describes when nobody has said another one."""
        month, day = _AS_OF[self]
        return date(ar, month, day)


_LABELS = {
    Tillfalletyp.PLAN: "Internkontrollplan",
    Tillfalletyp.APRIL: "Delårsrapport per april",
    Tillfalletyp.AUGUSTI: "Delårsrapport per augusti",
    Tillfalletyp.HELAR: "Verksamhetsberättelse",
}
_AS_OF = {
    Tillfalletyp.PLAN: (1, 1),
    Tillfalletyp.APRIL: (4, 30),
    Tillfalletyp.AUGUSTI: (8, 31),
    Tillfalletyp.HELAR: (12, 31),
}


def days_late(slutdatum: date | None, status: Status | None, today: date) -> int:
    """Days that an åtgärd is past its slutdatum; 0 when it has none, is done or has lapsed."""
    if slutdatum is None or status in (Status.KLART, Status.EJ_AKTUELL):
        return 0
    return max(0, (today - slutdatum).days)

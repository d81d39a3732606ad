"""How it is with a tillfälle: the words of the coverage map."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from internkontroll.domain.words import Resultat


class Lage(StrEnum):
    """How it is with an egenkontroll, what asks for most first: what waits is still to be done, beside what has been.

    The values are the words that people read.
    """

    SAKNAS = "saknas"
    AVVIKELSE = "avvikelse"
    VANTAR = "inte förfallen"
    SEN = "utförd sent"
    UTFORD = "utförd"
    EJ_RELEVANT = "ej relevant"


GJORDA: Collection[Lage] = (Lage.AVVIKELSE, Lage.SEN, Lage.UTFORD, Lage.EJ_RELEVANT)
"""Somebody has answered."""


def lage_of(
    period: date,
    forfaller: date | None,
    datum: date | None,
    resultat: str | None,
    avvikelser: int | None,
    idag: date,
) -> Lage:
    """How it is with a tillfälle today. `period`: its last day, which it is due on where nothing else is said.

    What nobody has set a due day for can't be done late; a deviation asks for more than that it came late.
    """
    if datum is None:
        return Lage.SAKNAS if (forfaller or period) < idag else Lage.VANTAR
    if resultat == Resultat.EJ_RELEVANT:
        return Lage.EJ_RELEVANT
    if resultat not in (None, Resultat.UPPFYLLT) or (avvikelser or 0) > 0:
        return Lage.AVVIKELSE
    return Lage.SEN if forfaller is not None and datum > forfaller else Lage.UTFORD

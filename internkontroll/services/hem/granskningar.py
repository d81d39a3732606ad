"""Lines on granskningar: recommendations without answer, answers without date and paragraph."""

from collections.abc import Iterator
from typing import Any

from internkontroll.db.reader import Reader
from internkontroll.services.hem.ord import plural
from internkontroll.services.hem.rad import AttGora, Mal, Slag, one_line
from internkontroll.services.sidor import Sida
from internkontroll.services.sidor.lage import Lage
from internkontroll.services.sidor.uttryck import blank

_OPEN = f"""
SELECT granskning.id, granskning.namn, coalesce(granskning.diarienummer, granskning.granskare, ''),
       granskning.svar_datum, granskning.svar_paragraf, {blank("granskning.svar")},
       count(rekommendation.id), coalesce(sum({blank("rekommendation.svar")}), 0)
FROM granskning LEFT JOIN rekommendation
    ON rekommendation.granskning_id = granskning.id AND rekommendation.borttagen IS NULL
WHERE granskning.plan_id = :plan AND granskning.borttagen IS NULL
  AND (granskning.datum IS NULL OR granskning.datum <= :as_of)
GROUP BY granskning.id ORDER BY granskning.ordning, granskning.id
"""  # noqa: S608 – constants only


def granskning_lines(reader: Reader, lage: Lage) -> Iterator[AttGora]:
    """What each granskning waits for, of those that had come by the tillfälle's day."""
    for post, namn, var, *answer in reader.rows(_OPEN, lage.parametrar):
        for vad in _waits(one_line(namn), *answer):
            yield AttGora(Slag.GRANSKNING, vad, "", var, "Öppna", Mal(Sida.GRANSKNINGAR, "granskning", post))


def _waits(namn: str, datum: Any, paragraf: Any, empty: int, antal: int, without: int) -> Iterator[str]:
    """The nämnd may answer a granskning as a whole: then no recommendation asks for an answer of its own."""
    together = bool(datum or paragraf or not empty) and without == antal
    if without and not together:
        yield f"{plural(without, 'rekommendation', 'rekommendationer')} i {namn} saknar svar"
    missing = [word for word, value in (("datum", datum), ("§", paragraf)) if not value]
    answered = together or without < antal or not empty
    if missing and answered:
        yield f"Nämndens svar på {namn} saknar {' och '.join(missing)}"

"""Lines on åtgärder whose effect is to be looked at: has it helped?"""

from collections.abc import Iterator
from datetime import date

from internkontroll.db.reader import Reader
from internkontroll.services.hem.ord import days, plural
from internkontroll.services.hem.rad import MOST, AttGora, Mal, Slag, one_line
from internkontroll.services.sidor import Sida, Urval
from internkontroll.services.sidor.atgarder import WAITS
from internkontroll.services.sidor.lage import Lage
from internkontroll.services.sidor.uttryck import EFFECT_UNANSWERED, enhet

_DUE = f"""
SELECT atgard.id, atgard.beskrivning, atgard.ansvarig, atgard.effekt_fraga,
       {enhet("coalesce(risk.enhet_id, utfall.enhet_id)")}, count(*) OVER ()
FROM atgard JOIN plan ON plan.id = atgard.plan_id
LEFT JOIN risk ON risk.id = atgard.risk_id
LEFT JOIN granskning ON granskning.id = atgard.granskning_id
LEFT JOIN utfall ON utfall.id = atgard.utfall_id
LEFT JOIN egenkontroll ON egenkontroll.id = utfall.egenkontroll_id
WHERE plan.namnd_id = :namnd AND plan.ar <= :ar AND atgard.effekt_fraga <= :idag
  AND {EFFECT_UNANSWERED.format("atgard")} AND atgard.borttagen IS NULL
  AND risk.borttagen IS NULL AND granskning.borttagen IS NULL AND utfall.borttagen IS NULL
  AND egenkontroll.borttagen IS NULL
ORDER BY atgard.effekt_fraga, atgard.id
"""  # noqa: S608 – constants only
"""What has been asked and not answered, also of earlier years: an åtgärd shows what it was worth after its plan is
closed."""


def effect_lines(reader: Reader, lage: Lage) -> Iterator[AttGora]:
    """A line per åtgärd that somebody wanted to look at again by today."""
    here, today = lage.key, lage.key.idag
    rows = reader.rows(f"{_DUE} LIMIT {MOST}", {**lage.parametrar, "namnd": here.namnd_id})
    for post, text, ansvarig, fraga, var, _ in rows:
        sen = (today - date.fromisoformat(fraga)).days
        nar = f"fråga sedan {days(sen)}" if sen else "i dag"
        vad = f"Har åtgärden hjälpt? {one_line(text)}"
        yield AttGora(Slag.ATGARD, vad, nar, var or ansvarig or "", "Följ upp", Mal(Sida.ATGARDER, "atgard", post))
    rest = rows[0][-1] - len(rows) if rows else 0
    if rest:
        vad = f"{plural(rest, 'åtgärd', 'åtgärder')} till väntar på svar om de har hjälpt"
        yield AttGora(Slag.ATGARD, vad, "", "", "Visa", Mal(Sida.ATGARDER, urval=Urval(filter={"effekt": (WAITS,)})))

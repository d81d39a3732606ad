"""Lines on egenkontroller: what each unit has to do, the latest first."""

from collections.abc import Iterator
from datetime import date, timedelta

from internkontroll.db.reader import Reader
from internkontroll.domain.egenkontroll.perioder import period_name
from internkontroll.services.hem.ord import days, plural, until
from internkontroll.services.hem.rad import MOST, AttGora, Mal, Slag
from internkontroll.services.sidor import Sida, Urval
from internkontroll.services.sidor.lage import Lage
from internkontroll.services.sidor.uttryck import enhet

SOON = timedelta(days=7)
"""What falls due so soon is already to be done."""

_DUE = f"""
WITH due AS (
    SELECT utfall.id, utfall.enhet_id, egenkontroll.namn, egenkontroll.frekvens, utfall.period,
           min(coalesce(utfall.forfaller, utfall.period)) AS senast, count(*) AS antal
    FROM egenkontroll JOIN utfall ON utfall.egenkontroll_id = egenkontroll.id
    WHERE egenkontroll.plan_id = :plan AND egenkontroll.borttagen IS NULL AND utfall.borttagen IS NULL
      AND utfall.datum IS NULL AND utfall.period <= :as_of
      AND (utfall.period <= :idag OR coalesce(utfall.forfaller, utfall.period) <= :nast)
    GROUP BY utfall.enhet_id
)
SELECT id, namn, frekvens, period, senast, antal, {enhet("due.enhet_id")}, count(*) OVER ()
FROM due ORDER BY senast, id LIMIT {MOST}
"""  # noqa: S608 – constants only
"""The columns beside a min() are those of the row that has it: so SQLite promises."""


def egenkontroll_lines(reader: Reader, lage: Lage) -> Iterator[AttGora]:
    """A line per unit: its most urgent egenkontroll of the tillfälle's periods, and how many more it has."""
    today = lage.key.idag
    rows = reader.rows(_DUE, {**lage.parametrar, "nast": str(today + SOON)})
    for post, namn, frekvens, period, senast, antal, var, _ in rows:
        last = date.fromisoformat(senast)
        sen = (today - last).days
        nar = f"{days(sen)} sen" if sen > 0 else until(last, today, "senast")
        vad = f"{namn}, {period_name(frekvens, date.fromisoformat(period))}"
        more = f", och {antal - 1} till" if antal > 1 else ""
        mal = Mal(Sida.EGENKONTROLLER, "utfall", post)
        yield AttGora(Slag.EGENKONTROLL, vad, nar + more, var, "Logga", mal, sen if sen > 0 else None)
    rest = rows[0][-1] - len(rows) if rows else 0
    if rest:
        vad = f"{plural(rest, 'enhet', 'enheter')} till har egenkontroller att göra"
        yield AttGora(Slag.EGENKONTROLL, vad, "", "", "Visa", Mal(Sida.EGENKONTROLLER, urval=Urval(sortera="nasta")))

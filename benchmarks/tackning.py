"""Hem and the coverage of a year with 500,000 tillfällen, 300 units, ten years ↔ the bare SQL, and 100 ms.

The bare SQL is what somebody would write to have the numbers, run by plain sqlite3: for coverage, how many
tillfällen of each unit and month are how; for Hem that too, and what else stands there. The product also reads
the units' names, what is missing, the share done, and makes rows and sentences of it all.
"""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from benchmarks.common import Benchmark, milliseconds
from benchmarks.tackning_data import TODAY, UNITS, YEARS, many_utfall
from internkontroll.db.reader import Reader
from internkontroll.db.register_file import connect
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.services.hem import matrix, status_bars, todo
from internkontroll.services.sammanhang import default_sammanhang
from internkontroll.services.tackning import coverage, reminders

MOST_MS = 100.0
"""What Hem and the coverage of a year may take."""

COVERAGE = """
SELECT utfall.enhet_id, substr(utfall.period, 6, 2) AS manad,
       CASE WHEN utfall.datum IS NULL THEN iif(coalesce(utfall.forfaller, utfall.period) < :idag, 'saknas', 'väntar')
            WHEN utfall.resultat = 'Ej relevant' THEN 'ej relevant'
            WHEN utfall.resultat <> 'Uppfyllt' OR utfall.antal_avvikelser > 0 THEN 'avvikelse'
            WHEN utfall.datum > utfall.forfaller THEN 'sen' ELSE 'utförd' END AS lage, count(*)
FROM egenkontroll JOIN utfall ON utfall.egenkontroll_id = egenkontroll.id
WHERE egenkontroll.plan_id = :plan AND egenkontroll.borttagen IS NULL AND utfall.borttagen IS NULL
GROUP BY 1, 2, 3
"""
WAITING = """
SELECT utfall.enhet_id, min(coalesce(utfall.forfaller, utfall.period)), count(*)
FROM egenkontroll JOIN utfall ON utfall.egenkontroll_id = egenkontroll.id
WHERE egenkontroll.plan_id = :plan AND egenkontroll.borttagen IS NULL AND utfall.borttagen IS NULL
  AND utfall.datum IS NULL AND utfall.period <= :idag
GROUP BY 1
"""
MISSING = """
SELECT utfall.id, utfall.enhet_id, egenkontroll.namn, utfall.period, utfall.forfaller
FROM egenkontroll JOIN utfall ON utfall.egenkontroll_id = egenkontroll.id
WHERE egenkontroll.plan_id = :plan AND egenkontroll.borttagen IS NULL AND utfall.borttagen IS NULL
  AND utfall.datum IS NULL AND coalesce(utfall.forfaller, utfall.period) < :idag
"""

Part = Callable[[Reader, Sammanhang], object]


def coverage_benchmarks(folder: Path, units: int = UNITS, years: tuple[int, ...] = YEARS) -> list[Benchmark]:
    """The year's map, and the reminders of what is missing in it."""
    path = many_utfall(folder, units, years)
    return [
        *_against(path, "coverage of a year", (coverage,), (COVERAGE,)),
        *_against(path, "reminders of a year", (reminders,), (MISSING,)),
    ]


def hem_benchmarks(folder: Path, units: int = UNITS, years: tuple[int, ...] = YEARS) -> list[Benchmark]:
    """All parts of Hem."""
    path = many_utfall(folder, units, years)
    return _against(path, "Hem", (todo, matrix, status_bars, coverage), (WAITING, COVERAGE))


def _against(path: Path, name: str, parts: tuple[Part, ...], queries: tuple[str, ...]) -> list[Benchmark]:
    """The parts, as the window asks for them after a write: nothing is remembered."""

    def product() -> float:
        with closing(Reader(path)) as reader:
            where = default_sammanhang(reader, TODAY)
            assert where is not None
            return milliseconds(lambda: [part(reader, where) for part in parts])

    def floor() -> float:
        with closing(connect(path)) as connection:
            plan, _ = connection.execute("SELECT id, ar FROM plan ORDER BY ar DESC").fetchone()
            chosen = {"plan": plan, "idag": TODAY.isoformat()}
            return milliseconds(lambda: [connection.execute(query, chosen).fetchall() for query in queries])

    return [
        Benchmark(f"{name} ↔ bare SQL", product, floor, bar=3.0),
        Benchmark(f"{name} ↔ {MOST_MS:.0f} ms", product, lambda: MOST_MS, bar=1.0),
    ]

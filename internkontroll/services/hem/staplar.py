"""Bars: how many åtgärder have which status at the tillfälle, in the whole plan and per process."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from internkontroll.db.reader import Reader
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.status import Status
from internkontroll.services.hem.atgarder import LIVING
from internkontroll.services.hem.ord import plural, table_text
from internkontroll.services.sidor.lage import read_lage

NO_STATUS = "Utan status"
_GROUPS = f"""
SELECT CASE WHEN granskning.id IS NOT NULL THEN 'Granskningar'
            WHEN process.id IS NOT NULL THEN process.nummer || ' ' || process.namn
            WHEN egenkontroll.id IS NOT NULL THEN 'Egenkontroller' ELSE 'Utan process' END AS grupp,
       process.id, uppfoljning.status, count(*)
{LIVING}
GROUP BY grupp, process.id, uppfoljning.status
ORDER BY process.sortnyckel IS NULL, process.sortnyckel, grupp
"""


@dataclass(frozen=True, slots=True)
class Stapelrad:
    """A bar: a process (`process_id` None: granskningar, egenkontroller or risks without one) and its counts."""

    namn: str
    process_id: int | None
    antal: Mapping[Status | None, int]
    """Every status, also those that nothing has; None is without status."""

    @property
    def summa(self) -> int:
        """All åtgärder of the bar."""
        return sum(self.antal.values())

    def cells(self) -> list[str]:
        """The bar as a row: its name, its counts and their sum."""
        return [self.namn, *map(str, self.antal.values()), str(self.summa)]

    def as_text(self) -> str:
        """ "2.4 Ekonomi: 7 åtgärder. Klart 3, Utan status 4."."""
        said = ", ".join(f"{status or NO_STATUS} {count}" for status, count in self.antal.items() if count)
        return f"{self.namn}: {plural(self.summa, 'åtgärd', 'åtgärder')}.{f' {said}.' if said else ''}"


@dataclass(frozen=True, slots=True)
class Staplar:
    """The bar of the whole plan, and one per process in their order."""

    alla: Stapelrad
    per_process: tuple[Stapelrad, ...]

    def rows(self) -> list[list[str]]:
        """As a table with headers; the whole plan comes last."""
        head = ["Process", *(status or NO_STATUS for status in self.alla.antal), "Alla"]
        return [head, *(rad.cells() for rad in self.per_process), self.alla.cells()]

    def as_text(self) -> str:
        """In words and as a table, for readers and the clipboard."""
        return "\n".join([*(rad.as_text() for rad in (self.alla, *self.per_process)), "", self._table()])

    def _table(self) -> str:
        return table_text("Åtgärder per status", self.rows())


def status_bars(reader: Reader, sammanhang: Sammanhang) -> Staplar:
    """The åtgärder of risks, granskningar and deviations, by the status that they have at this tillfälle."""
    groups: dict[tuple[str, int | None], Counter[str | None]] = defaultdict(Counter)
    whole = Counter[str | None]()
    for namn, process_id, status, antal in reader.rows(_GROUPS, read_lage(reader, sammanhang).parametrar):
        groups[namn, process_id][status] += antal
        whole[status] += antal
    bars = tuple(_bar(namn, process_id, counts) for (namn, process_id), counts in groups.items())
    return Staplar(_bar("Alla åtgärder", None, whole), bars)


def _bar(namn: str, process_id: int | None, counts: Counter[str | None]) -> Stapelrad:
    return Stapelrad(namn, process_id, {status: counts[status] for status in (*Status, None)})

"""The coverage map: which units have carried out their egenkontroller, month by month."""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from internkontroll.db.reader import Reader
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.status import Tillfalletyp
from internkontroll.domain.words import Resultat
from internkontroll.services.hem.ord import MANADER, table_text
from internkontroll.services.sidor.lage import read_lage
from internkontroll.services.sidor.uttryck import enhet


class Lage(StrEnum):
    """How it is with an egenkontroll, what asks for most first; the values are the words that people read."""

    SAKNAS = "saknas"
    AVVIKELSE = "avvikelse"
    SEN = "utförd sent"
    UTFORD = "utförd"
    EJ_RELEVANT = "ej relevant"
    VANTAR = "inte förfallen"


_ORDER = tuple(Lage)
_DONE = (Lage.AVVIKELSE, Lage.SEN, Lage.UTFORD, Lage.EJ_RELEVANT)


@dataclass(frozen=True, slots=True)
class Manad:
    """One unit in one month. `lage` is that of the egenkontroll that asks for most, None where none is planned."""

    manad: int
    lage: Lage | None
    antal: Mapping[Lage, int]
    saknas: str
    """The names of the egenkontroller that are missing, with commas between."""

    def as_text(self) -> str:
        """ "april saknas (Aktgranskning), 1 av 2 gjorda"; of a single egenkontroll without the numbers."""
        if self.lage is None:
            return f"{MANADER[self.manad - 1]} ingen planerad"
        done, alla = sum(self.antal.get(lage, 0) for lage in _DONE), sum(self.antal.values())
        names = f" ({self.saknas})" if self.saknas else ""
        numbers = f", {done} av {alla} gjorda" if alla > 1 else ""
        return f"{MANADER[self.manad - 1]} {self.lage}{names}{numbers}"


@dataclass(frozen=True, slots=True)
class Enhetsrad:
    """A unit and its twelve months."""

    enhet_id: int
    namn: str
    manader: tuple[Manad, ...]

    def as_text(self) -> str:
        """The unit in one sentence; months without anything planned aren't told."""
        said = ", ".join(manad.as_text() for manad in self.manader if manad.lage)
        return f"{self.namn}: {said or 'inga planerade'}."


@dataclass(frozen=True, slots=True)
class Tackning:
    """The units that the plan's egenkontroller ask, in Swedish order, and the share done at the tillfälle's day.

    `gjorda` of `forfallna`: the egenkontroller of periods until that day that are done or past their due day.
    """

    enheter: tuple[Enhetsrad, ...]
    gjorda: int
    forfallna: int
    vilka: str

    def share(self) -> str:
        """ "93 % av vårens kontroller är gjorda"; never rounded up to all."""
        if not self.forfallna:
            return f"Ingen av {self.vilka} har förfallit ännu"
        return f"{100 * self.gjorda // self.forfallna}\N{NO-BREAK SPACE}% av {self.vilka} är gjorda"

    def rows(self) -> list[list[str]]:
        """As a table with headers: a row per unit, a column per month, words in the cells."""
        return [
            ["Enhet", *MANADER],
            *([rad.namn, *(manad.lage or "" for manad in rad.manader)] for rad in self.enheter),
        ]

    def as_text(self) -> str:
        """In words and as a table, for readers and the clipboard."""
        table = table_text("Egenkontroller: vem har rapporterat", self.rows())
        return "\n".join([f"{self.share()}.", *(rad.as_text() for rad in self.enheter), "", table])


_PLACE_OF = f"""
CASE WHEN utfall.datum IS NULL THEN
         iif(coalesce(utfall.forfaller, utfall.period) < :idag,
             {_ORDER.index(Lage.SAKNAS)}, {_ORDER.index(Lage.VANTAR)})
     WHEN utfall.resultat = '{Resultat.EJ_RELEVANT}' THEN {_ORDER.index(Lage.EJ_RELEVANT)}
     WHEN utfall.resultat <> '{Resultat.UPPFYLLT}' OR utfall.antal_avvikelser > 0 THEN {_ORDER.index(Lage.AVVIKELSE)}
     WHEN utfall.datum > utfall.forfaller THEN {_ORDER.index(Lage.SEN)}
     ELSE {_ORDER.index(Lage.UTFORD)} END"""
"""SQL: the place of an outcome's Lage."""

_COUNTS = f"""
WITH ett AS (
    SELECT utfall.enhet_id, CAST(substr(utfall.period, 6, 2) AS INTEGER) AS manad, utfall.period <= :as_of AS slut,
           egenkontroll.namn, {_PLACE_OF} AS lage
    FROM egenkontroll JOIN utfall ON utfall.egenkontroll_id = egenkontroll.id
    WHERE egenkontroll.plan_id = :plan AND egenkontroll.borttagen IS NULL AND utfall.borttagen IS NULL
      AND utfall.period BETWEEN :ar || '-01-01' AND :ar || '-12-31'
)
SELECT enhet_id, manad, lage, count(*), sum(slut), iif(lage = 0, json_group_array(namn), '[]')
FROM ett GROUP BY enhet_id, manad, lage ORDER BY enhet_id, manad, lage
"""  # noqa: S608 – constants only

_NAME = enhet("enhet.id")
_UNITS = f"""
SELECT id, {_NAME}, {_NAME.replace("v.namn", "v.sortnyckel")} AS sortnyckel
FROM enhet
WHERE id IN (
    SELECT egenkontroll_enhet.enhet_id FROM egenkontroll
    JOIN egenkontroll_enhet ON egenkontroll_enhet.egenkontroll_id = egenkontroll.id
    WHERE egenkontroll.plan_id = :plan AND egenkontroll.borttagen IS NULL
    UNION
    SELECT utfall.enhet_id FROM egenkontroll JOIN utfall ON utfall.egenkontroll_id = egenkontroll.id
    WHERE egenkontroll.plan_id = :plan AND egenkontroll.borttagen IS NULL AND utfall.borttagen IS NULL)
ORDER BY sortnyckel, id
"""  # noqa: S608 – constants only

_WHICH = {Tillfalletyp.APRIL: "vårens kontroller", Tillfalletyp.AUGUSTI: "kontrollerna till och med augusti"}

Folded = dict[tuple[int, int], list[tuple[Lage, int, str]]]
"""Unit and month → how many are how, what asks for most first, and (JSON) the names of what is missing."""


def coverage(reader: Reader, sammanhang: Sammanhang) -> Tackning:
    """The plan's year as it is today."""
    with reader.moment():
        where = read_lage(reader, sammanhang).parametrar
        units, rows = reader.rows(_UNITS, where), reader.rows(_COUNTS, where)
    folded, counted = _fold(rows)
    enheter = tuple(
        Enhetsrad(enhet_id, namn, tuple(_manad(month, folded.get((enhet_id, month), ())) for month in range(1, 13)))
        for enhet_id, namn, _ in units
    )
    done = sum(counted[lage] for lage in _DONE)
    which = _WHICH.get(sammanhang.tillfalle, "årets kontroller")
    return Tackning(enheter, done, done + counted[Lage.SAKNAS], which)


def _fold(rows: Sequence[tuple[Any, ...]]) -> tuple[Folded, Counter[Lage]]:
    folded: Folded = defaultdict(list)
    counted = Counter[Lage]()
    for enhet_id, month, place, antal, until, names in rows:
        lage = _ORDER[place]
        folded[enhet_id, month].append((lage, antal, names))
        counted[lage] += until
    return folded, counted


def _manad(month: int, found: Sequence[tuple[Lage, int, str]]) -> Manad:
    if not found:
        return _EMPTY[month - 1]
    worst, _, names = found[0]
    antal = {lage: count for lage, count, _ in found}
    return Manad(month, worst, antal, ", ".join(dict.fromkeys(json.loads(names))))


_EMPTY = tuple(Manad(month, None, dict[Lage, int](), "") for month in range(1, 13))

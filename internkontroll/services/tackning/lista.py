"""The tillfällen behind a cell of the coverage map, and what each chief is to be reminded of."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from internkontroll.db.reader import Reader
from internkontroll.domain.egenkontroll.paminnelse import Paminnelse, Saknad
from internkontroll.domain.egenkontroll.perioder import period_name
from internkontroll.domain.egenkontroll.tackning import Lage, lage_of
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.sorting import sort_key
from internkontroll.domain.words import Frekvens
from internkontroll.services.hem.rad import one_line
from internkontroll.services.sidor.lage import read_lage
from internkontroll.services.sidor.uttryck import enhet
from internkontroll.services.tackning.karta import OF_THE_YEAR, narrowed
from internkontroll.services.tackning.modell import MONTHS, Nyckel, Val

SOON = timedelta(days=7)
"""What falls due so soon can be reminded of beforehand."""


@dataclass(frozen=True, slots=True)
class Tillfallesrad:
    """One tillfälle: of which egenkontroll and unit, for when, and how it is with it."""

    utfall_id: int
    egenkontroll: str
    enhet: str
    period_namn: str
    senast: date
    lage: Lage

    def cells(self) -> list[str]:
        """As a row of a table, under `HEADERS`."""
        return [self.egenkontroll, self.enhet, self.period_namn, str(self.senast), str(self.lage)]


HEADERS = ("Egenkontroll", "Enhet", "Period", "Senast", "Läge")

_CELL = f"""
SELECT utfall.id, egenkontroll.namn, {enhet("utfall.enhet_id")}, iif(egenkontroll.manader IS NULL,
       egenkontroll.frekvens, '{Frekvens.MANAD}'), utfall.period, utfall.forfaller, utfall.datum, utfall.resultat,
       utfall.antal_avvikelser
{OF_THE_YEAR} AND CAST(substr(utfall.period, 6, 2) AS INTEGER) BETWEEN :fran AND :till
"""


def tillfallen(
    reader: Reader, sammanhang: Sammanhang, val: Val, rad: str, kolumn: int | None = None
) -> tuple[Tillfallesrad, ...]:
    """The tillfällen of a row in a column, of the whole row for None; what asks for most comes first."""
    months = MONTHS if kolumn is None else val.steg.months
    first = (kolumn or 0) * months + 1
    with reader.moment():
        where = read_lage(reader, sammanhang).parametrar
        condition, chosen = narrowed(reader, where, (val.rader, rad), val.bara)
        days = {"fran": first, "till": first + months - 1}
        rows = reader.rows(_CELL + condition, {**where, **chosen, **days})
    order = list(Lage)
    found = [_tillfalle(row, sammanhang.idag) for row in rows]
    return tuple(sorted(found, key=lambda one: (order.index(one.lage), one.senast, one.utfall_id)))


def _tillfalle(row: tuple[Any, ...], idag: date) -> Tillfallesrad:
    post, namn, where, frekvens, period, forfaller, datum, resultat, avvikelser = row
    last, due, done = date.fromisoformat(period), _day(forfaller), _day(datum)
    lage = lage_of(last, due, done, resultat, avvikelser, idag)
    return Tillfallesrad(post, one_line(namn), where, period_name(frekvens, last), due or last, lage)


_MISSING = f"""
SELECT utfall.id, utfall.enhet_id, egenkontroll.namn,
       iif(egenkontroll.manader IS NULL, egenkontroll.frekvens, '{Frekvens.MANAD}'), utfall.period,
       coalesce(utfall.forfaller, utfall.period) AS senast
{OF_THE_YEAR} AND utfall.datum IS NULL AND coalesce(utfall.forfaller, utfall.period) < :gransen
"""

# The chief of today; a unit that has gone up in another one is that one's affair.
_UNITS = f"""
SELECT id, {enhet("enhet.id")}, coalesce(
           (SELECT v.chef FROM enhet_version AS v WHERE v.enhet_id = enhet.id AND v.fran <= :idag
            ORDER BY v.fran DESC LIMIT 1),
           (SELECT v.chef FROM enhet_version AS v WHERE v.enhet_id = enhet.id ORDER BY v.fran LIMIT 1), ''),
       iif(stangd <= :idag, uppgick_i_id, NULL)
FROM enhet
"""  # noqa: S608 - constants only


def reminders(
    reader: Reader, sammanhang: Sammanhang, bara: Nyckel | None = None, *, soon: bool = False
) -> tuple[Paminnelse, ...]:
    """One for each chief of a unit that lacks anything, in Swedish order; those without a chief come last.

    `soon`: also what falls due within `SOON`. `bara`: only those tillfällen.
    """
    limit = sammanhang.idag + (SOON + timedelta(days=1) if soon else timedelta())
    with reader.moment():
        where = {**read_lage(reader, sammanhang).parametrar, "gransen": str(limit)}
        condition, chosen = narrowed(reader, where, bara)
        rows = reader.rows(f"{_MISSING} {condition} ORDER BY senast, utfall.id", {**where, **chosen})
        units = {post: rest for post, *rest in reader.rows(_UNITS, where)} if rows else {}
    groups: dict[str, list[tuple[str, Saknad]]] = defaultdict(list)
    chiefs: dict[str, str] = {}
    for post, unit, namn, frekvens, period, senast in rows:
        enhetsnamn, chef = units[unit][0], _chief(units, unit)
        chiefs.setdefault(_same(chef), chef)
        name = period_name(frekvens, date.fromisoformat(period))
        saknad = Saknad(post, one_line(enhetsnamn), one_line(namn), name, date.fromisoformat(senast))
        groups[_same(chef)].append((sort_key(enhetsnamn), saknad))
    return tuple(
        Paminnelse(chiefs[key], tuple(one for _, one in sorted(groups[key], key=_by_unit)), sammanhang.idag)
        for key in sorted(groups, key=lambda key: (not key, sort_key(chiefs[key])))
    )


def _by_unit(item: tuple[str, Saknad]) -> tuple[Any, ...]:
    return item[0], item[1].enhet, item[1].senast, item[1].utfall_id


def _chief(units: Mapping[int, list[Any]], unit: int) -> str:
    """Of the unit, or of the one that it has gone up in, and so on; a ring of such is left where it began."""
    seen: set[int] = set()
    while unit not in seen and (heir := units[unit][2]) is not None:
        seen.add(unit)
        unit = heir
    return one_line(units[unit][1])


def _same(chef: str) -> str:
    """One person, however her name happens to be written."""
    return " ".join(chef.casefold().split())


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None

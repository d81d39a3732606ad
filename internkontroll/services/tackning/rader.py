"""The rows that the coverage map can have: units, and egenkontroller by themselves, by område or by method."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from internkontroll.db.reader import Reader
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.sorting import sort_key
from internkontroll.domain.words import Egenkontrollmetod
from internkontroll.services.sidor.lage import read_lage
from internkontroll.services.sidor.uttryck import PROCESS, PROCESS_JOIN, enhet
from internkontroll.services.tackning.modell import Indelning, Nyckel

WITHOUT = {Indelning.OMRADE: "Utan område", Indelning.METOD: "Utan metod"}


@dataclass(frozen=True, slots=True)
class Kontroll:
    """An egenkontroll as the map sorts it; its område is its process where it has none of its own."""

    id: int
    namn: str
    omrade: str
    metod: str

    def nyckel(self, slag: Indelning) -> str:
        """What row it belongs to: its id, or the word."""
        return {Indelning.OMRADE: self.omrade, Indelning.METOD: self.metod}.get(slag, str(self.id))

    def titel(self, slag: Indelning) -> str:
        """What the row is called."""
        word = {Indelning.OMRADE: self.omrade, Indelning.METOD: _label(self.metod)}.get(slag, self.namn)
        return word or WITHOUT[slag]


Row = tuple[str, str, str, bool]
"""Key, name and note, and whether the row is there even when it has no tillfällen."""


@dataclass(frozen=True, slots=True)
class Rader:
    """`row_of`: unit or egenkontroll → its row; `other`: id → name of what is missing in a row."""

    order: tuple[Row, ...]
    row_of: Mapping[int, str]
    other: Mapping[int, str]


_CONTROLS = f"""
SELECT egenkontroll.id, egenkontroll.namn, trim(coalesce(egenkontroll.omrade, {PROCESS}, '')),
       coalesce(egenkontroll.metod, '')
FROM egenkontroll {PROCESS_JOIN.format("egenkontroll")}
WHERE egenkontroll.plan_id = :plan AND egenkontroll.borttagen IS NULL
ORDER BY egenkontroll.ordning, egenkontroll.id
"""  # noqa: S608 - constants only

_NAME = enhet("enhet.id")
_UNITS = f"""
SELECT id, {_NAME}, {_NAME.replace("v.namn", "v.sortnyckel")} AS sortnyckel, stangd, {enhet("uppgick_i_id")},
       id IN (SELECT egenkontroll_enhet.enhet_id FROM egenkontroll
              JOIN egenkontroll_enhet ON egenkontroll_enhet.egenkontroll_id = egenkontroll.id
              WHERE egenkontroll.plan_id = :plan AND egenkontroll.borttagen IS NULL
                AND egenkontroll_enhet.alla_under = 0)
           AND coalesce(stangd, '9999') > :ar || '-01-01'
FROM enhet ORDER BY sortnyckel, id
"""  # noqa: S608 - constants only


def read_controls(reader: Reader, where: Mapping[str, Any]) -> list[Kontroll]:
    """The plan's egenkontroller, in its order."""
    return reader.remember(
        ("tackning", "kontroller", where["plan"]),
        lambda: [Kontroll(*row) for row in reader.rows(_CONTROLS, where)],
    )


def read_rader(reader: Reader, where: Mapping[str, Any], slag: Indelning) -> Rader:
    """The rows of the map, of which those are shown that have tillfällen or are always there."""
    controls, units = read_controls(reader, where), reader.rows(_UNITS, where)
    if slag is Indelning.ENHET:
        rows = [
            (str(unit), namn, _note(stangd, heir, where), bool(asked)) for unit, namn, _, stangd, heir, asked in units
        ]
        return Rader(tuple(rows), {unit[0]: str(unit[0]) for unit in units}, {one.id: one.namn for one in controls})
    names = {unit[0]: unit[1] for unit in units}
    return Rader(tuple(_sorted_rows(controls, slag)), {one.id: one.nyckel(slag) for one in controls}, names)


def _sorted_rows(controls: Sequence[Kontroll], slag: Indelning) -> Iterator[Row]:
    """Egenkontroller stand in the plan's order, words in Swedish order with what has none last."""
    rows = list({one.nyckel(slag): one.titel(slag) for one in controls}.items())
    if slag is not Indelning.EGENKONTROLL:
        rows.sort(key=lambda row: (not row[0], sort_key(row[1])))
    return ((nyckel, titel, "", True) for nyckel, titel in rows)


def choices(reader: Reader, sammanhang: Sammanhang) -> list[tuple[Nyckel, str]]:
    """What the map can be narrowed to, and what it is called: områden, methods, egenkontroller."""
    with reader.moment():
        controls = read_controls(reader, read_lage(reader, sammanhang).parametrar)
    found: list[tuple[Nyckel, str]] = []
    for slag in (Indelning.OMRADE, Indelning.METOD, Indelning.EGENKONTROLL):
        titles = {(slag, one.nyckel(slag)): one.titel(slag) for one in controls}
        found += sorted(titles.items(), key=lambda item: sort_key(item[1]))
    return found


def _note(stangd: str | None, heir: str | None, where: Mapping[str, Any]) -> str:
    if stangd is None or stangd > f"{where['ar']}-12-31":
        return ""
    has_been = stangd <= where["idag"]
    if heir:
        return f"{'uppgick' if has_been else 'uppgår'} i {heir} {stangd}"
    return f"{'stängd' if has_been else 'stängs'} {stangd}"


def _label(metod: str) -> str:
    return Egenkontrollmetod(metod).label if metod else ""

"""Reads the coverage map: who has carried out their egenkontroller, period by period."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from internkontroll.db.reader import Reader
from internkontroll.domain.egenkontroll.tackning import GJORDA, Lage
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.status import Tillfalletyp
from internkontroll.domain.words import Resultat
from internkontroll.services.sidor.lage import read_lage
from internkontroll.services.tackning.modell import Indelning, Nyckel, Rad, Ruta, Tackning, Val
from internkontroll.services.tackning.rader import Rader, read_controls, read_rader

_ORDER = tuple(Lage)

LAGE = f"""
CASE WHEN utfall.datum IS NULL THEN
         iif(coalesce(utfall.forfaller, utfall.period) < :idag,
             {_ORDER.index(Lage.SAKNAS)}, {_ORDER.index(Lage.VANTAR)})
     WHEN utfall.resultat = '{Resultat.EJ_RELEVANT}' THEN {_ORDER.index(Lage.EJ_RELEVANT)}
     WHEN utfall.resultat <> '{Resultat.UPPFYLLT}' OR utfall.antal_avvikelser > 0 THEN {_ORDER.index(Lage.AVVIKELSE)}
     WHEN utfall.datum > utfall.forfaller THEN {_ORDER.index(Lage.SEN)}
     ELSE {_ORDER.index(Lage.UTFORD)} END"""
"""SQL: the place of a tillfälle's Lage, as `lage_of` gives it: counting 50,000 of them in Python takes too long."""

OF_THE_YEAR = """
FROM egenkontroll JOIN utfall ON utfall.egenkontroll_id = egenkontroll.id
WHERE egenkontroll.plan_id = :plan AND egenkontroll.borttagen IS NULL AND utfall.borttagen IS NULL
  AND utfall.period BETWEEN :ar || '-01-01' AND :ar || '-12-31'"""
"""SQL: the plan's tillfällen."""

_ROW, _MONTH, _UNTIL = 1_000, 20, 10
"""One number says unit or egenkontroll, month, whether the period has ended at the day of the report, and Lage: SQLite
groups by a number in half the time that it takes by four values."""

_WHICH = {Tillfalletyp.APRIL: "vårens kontroller", Tillfalletyp.AUGUSTI: "kontrollerna till och med augusti"}


def coverage(reader: Reader, sammanhang: Sammanhang, val: Val | None = None) -> Tackning:
    """The plan's year as it is today, by unit and month unless `val` says otherwise."""
    val = val or Val()
    with reader.moment():
        where = read_lage(reader, sammanhang).parametrar
        rader = read_rader(reader, where, val.rader)
        condition, chosen = narrowed(reader, where, val.bara)
        ended = min(where["as_of"], where["idag"])  # what is done beforehand counts when its period ends
        rows = reader.rows(_counts(val.rader, condition), {**where, **chosen, "slut": ended})
    which = _WHICH.get(sammanhang.tillfalle, "årets kontroller")
    return _Fold(rader, val).tackning(rows, which)


def narrowed(reader: Reader, where: Mapping[str, Any], *keys: Nyckel | None) -> tuple[str, dict[str, Any]]:
    """SQL that lets only those tillfällen through, and its parameters."""
    conditions, parameters = "", dict[str, Any]()
    for place, (slag, nyckel) in enumerate(key for key in keys if key):
        if slag is Indelning.ENHET:
            ids, column = [int(nyckel)], "utfall.enhet_id"
        else:
            ids, column = (
                [one.id for one in read_controls(reader, where) if one.nyckel(slag) == nyckel],
                "egenkontroll.id",
            )
        conditions += f" AND {column} IN (SELECT value FROM json_each(:bara{place}))"  # noqa: S608 - constants only
        parameters[f"bara{place}"] = str(ids)
    return conditions, parameters


def _counts(rader: Indelning, condition: str) -> str:
    row, other = "utfall.enhet_id", "egenkontroll.id"
    if rader is not Indelning.ENHET:
        row, other = other, row
    return f"""
        SELECT {row} * {_ROW} + substr(utfall.period, 6, 2) * {_MONTH}
                   + (utfall.period <= :slut) * {_UNTIL} + {LAGE} AS nyckel,
               count(*), group_concat(iif(utfall.datum IS NULL, {other}, NULL))
        {OF_THE_YEAR} {condition} GROUP BY nyckel"""


class _Fold:
    """Puts what SQLite has counted into rows and columns."""

    def __init__(self, rader: Rader, val: Val) -> None:
        self._rader, self._val = rader, val
        self._names = val.steg.names
        self._empty = [Ruta(name, None, dict[Lage, int](), ()) for name in self._names]
        self._counts: dict[str, list[dict[Lage, int]]] = {}
        self._missing: dict[tuple[str, int], list[str]] = defaultdict(list)
        self._until: dict[str, list[int]] = {}

    def tackning(self, rows: Iterable[tuple[Any, ...]], which: str) -> Tackning:
        """The map of the rows that `_counts` finds."""
        self._count(rows)
        rader = tuple(
            Rad(nyckel, namn, self._rutor(nyckel), *self._share(nyckel), not_)
            for nyckel, namn, not_, always in self._rader.order
            if nyckel in self._counts or (always and self._val.bara is None)
        )
        return Tackning(rader, sum(r.gjorda for r in rader), sum(r.forfallna for r in rader), which, self._val)

    def _count(self, rows: Iterable[tuple[Any, ...]]) -> None:
        row_of, months, columns = self._rader.row_of, self._val.steg.months, range(len(self._names))
        for number, antal, missing in rows:
            post, rest = divmod(number, _ROW)
            month, rest = divmod(rest, _MONTH)
            until, place = divmod(rest, _UNTIL)
            nyckel, column = row_of[post], (month - 1) // months
            if nyckel not in self._counts:
                self._counts[nyckel] = [{} for _ in columns]
                self._until[nyckel] = [0] * len(_ORDER)
            counts, lage = self._counts[nyckel][column], _ORDER[place]
            counts[lage] = counts.get(lage, 0) + antal
            self._until[nyckel][place] += until * antal
            if lage is Lage.SAKNAS:
                self._missing[nyckel, column] += missing.split(",")

    def _rutor(self, nyckel: str) -> tuple[Ruta, ...]:
        counts = self._counts.get(nyckel)
        if counts is None:
            return tuple(self._empty)
        return tuple(
            self._ruta(nyckel, column, antal) if antal else self._empty[column] for column, antal in enumerate(counts)
        )

    def _ruta(self, nyckel: str, column: int, antal: dict[Lage, int]) -> Ruta:
        worst = next(lage for lage in _ORDER if lage in antal)
        if worst is not Lage.SAKNAS:
            return Ruta(self._names[column], worst, antal, ())
        names = dict.fromkeys(self._rader.other[int(post)] for post in self._missing[nyckel, column])
        return Ruta(self._names[column], worst, antal, tuple(names))

    def _share(self, nyckel: str) -> tuple[int, int]:
        until = self._until.get(nyckel, _NOTHING)
        done = sum(until[place] for place in _DONE)
        return done, done + until[_ORDER.index(Lage.SAKNAS)]


_DONE = [_ORDER.index(lage) for lage in GJORDA]
_NOTHING = [0] * len(_ORDER)

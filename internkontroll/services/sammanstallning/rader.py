"""The register → the rows of the compilation's Excel file: tillfällen, answers and åtgärder, never who did it."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from internkontroll.domain.egenkontroll.allvar import Grad, grade_word
from internkontroll.domain.sammanstallning.fakta import Fakta, Kontroll
from internkontroll.domain.words import Svarstyp

if TYPE_CHECKING:
    from internkontroll.export.excel import Rader
    from internkontroll.export.excel.sheet import Row

_ENDED = """
FROM egenkontroll AS e JOIN utfall AS u ON u.egenkontroll_id = e.id {joins}
WHERE e.plan_id = :plan AND e.borttagen IS NULL AND u.borttagen IS NULL AND u.period <= :as_of
ORDER BY e.ordning, e.id, u.period, u.enhet_id"""

_TILLFALLEN = f"""
SELECT e.identitet, u.enhet_id, u.period, u.forfaller, u.datum, u.resultat, u.allvar, u.antal_granskade,
       u.antal_avvikelser, u.kommentar {_ENDED.format(joins="")}
"""

_SVAR_JOINS = "JOIN svar AS s ON s.utfall_id = u.id JOIN kontrollpunkt AS k ON k.id = s.kontrollpunkt_id"
_SVAR = f"""
SELECT e.identitet, u.enhet_id, u.period, k.fraga, k.svarstyp, s.svar, s.kommentar {_ENDED.format(joins=_SVAR_JOINS)},
       k.ordning, k.id
"""


def load_rader(connection: Connection, plan_id: int, fakta: Fakta) -> "Rader":
    """All rows, read at once: writing the file must not hold up those who write in the register."""
    from internkontroll.export.excel import Rader

    names = _Names(fakta)
    where = {"plan": plan_id, "as_of": fakta.as_of.isoformat()}
    tillfallen = connection.exec_driver_sql(_TILLFALLEN, where).all()
    svar = connection.exec_driver_sql(_SVAR, where).all()
    return Rader(map(names.tillfalle, tillfallen), map(names.svar, svar), names.atgarder(fakta))


class _Names:
    """Rows as people read them: names for numbers, days for texts."""

    def __init__(self, fakta: Fakta) -> None:
        self._enheter = {enhet.id: enhet.namn for enhet in fakta.enheter}
        self._kontroller: Mapping[str, Kontroll] = {one.identitet: one for one in fakta.kontroller}
        self._grader = [Grad(grad, word) for grad, word in fakta.allvarsord]

    def tillfalle(self, row: Any) -> "Row":
        identitet, enhet, period, forfaller, datum, resultat, allvar, granskade, avvikelser, kommentar = row
        kontroll = self._kontroller[identitet]
        return (
            *(kontroll.namn, kontroll.metod and kontroll.metod.label, kontroll.omrade, self._enheter[enhet]),
            *(_day(period), _day(forfaller), _day(datum), resultat, grade_word(self._grader, allvar)),
            *(granskade, avvikelser, kommentar),
        )

    def svar(self, row: Any) -> "Row":
        identitet, enhet, period, fraga, svarstyp, svar, kommentar = row
        number = _number(svar) if svarstyp in (Svarstyp.ANTAL, Svarstyp.ANDEL) else None
        said = svar if number is None else None
        names = self._kontroller[identitet].namn, self._enheter[enhet]
        return *names, _day(period), fraga, said, number, kommentar

    def atgarder(self, fakta: Fakta) -> "Iterator[Row]":
        for one in fakta.atgarder:
            yield (
                *(self._kontroller[one.kontroll].namn, self._enheter[one.enhet], one.beskrivning, one.status),
                *(one.slutdatum, one.effekt, one.effekt_kommentar),
            )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _number(text: str) -> int | None:
    """What an answer counts, or gives in percent; None where it isn't a whole number."""
    digits = text.strip().removesuffix("%").strip()
    return int(digits) if digits.isascii() and digits.isdigit() else None

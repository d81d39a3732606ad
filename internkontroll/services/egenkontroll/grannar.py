"""The other units of a unit's chief: what is next for them, and which of them can be reported in the same go."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection

from internkontroll.services.poster import unit_names

_UNITS = """
WITH nu AS (
    SELECT enhet.id, (SELECT v.chef FROM enhet_version AS v WHERE v.enhet_id = enhet.id AND v.fran <= :idag
                      ORDER BY v.fran DESC LIMIT 1) AS chef
    FROM enhet WHERE enhet.namnd_id = (SELECT namnd_id FROM enhet WHERE id = :enhet)
)
SELECT nu.id FROM nu WHERE nu.id = :enhet OR nu.chef = (SELECT chef FROM nu AS mitt WHERE mitt.id = :enhet)
ORDER BY nu.id
"""

_UNBEGUN = """
SELECT granne.id, granne.version, granne.enhet_id
FROM utfall JOIN utfall AS granne
    ON granne.egenkontroll_id = utfall.egenkontroll_id AND granne.period = utfall.period AND granne.id <> utfall.id
WHERE utfall.id = :utfall AND granne.datum IS NULL AND granne.borttagen IS NULL
  AND granne.utford_av IS NULL AND granne.antal_granskade IS NULL AND granne.antal_avvikelser IS NULL
  AND granne.resultat IS NULL AND granne.kommentar IS NULL AND granne.allvar IS NULL
  AND NOT EXISTS (SELECT 1 FROM svar WHERE svar.utfall_id = granne.id)
ORDER BY granne.id
"""


class Granne(NamedTuple):
    """A tillfälle of another unit of the chief's: the same egenkontroll and period, with nothing filled in."""

    utfall_id: int
    version: int
    enhet: str


def chiefs_units(connection: Connection, enhet_id: int, idag: date) -> frozenset[int]:
    """The unit and all others that have the same chief today; it alone where it has none."""
    rows = connection.exec_driver_sql(_UNITS, {"enhet": enhet_id, "idag": str(idag)}).all()
    return frozenset(row[0] for row in rows)


def neighbours(connection: Connection, utfall_id: int, enhet_id: int, idag: date) -> tuple[Granne, ...]:
    """What can be handed in together with the tillfälle of the unit, by the units' names."""
    own = chiefs_units(connection, enhet_id, idag)
    rows = connection.exec_driver_sql(_UNBEGUN, {"utfall": utfall_id}).all()
    names = unit_names(connection, idag, [enhet for _, _, enhet in rows])
    found = [Granne(post, version, names.get(enhet, "")) for post, version, enhet in rows if enhet in own]
    return tuple(sorted(found, key=lambda one: one.enhet.casefold()))

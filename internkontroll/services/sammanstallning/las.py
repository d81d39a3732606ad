"""The register → `Fakta`: a year's egenkontroll and that of the years before, counted by SQL, one read per table."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Connection

from internkontroll.domain.egenkontroll.allvar import STANDARDGRADER
from internkontroll.domain.egenkontroll.perioder import period_name
from internkontroll.domain.sammanstallning.antal import GRADER, Antal
from internkontroll.domain.sammanstallning.fakta import (
    YEARS,
    Atgard,
    Enhet,
    Fakta,
    Fraga,
    Kontroll,
    Saknat,
    Svarsantal,
    Utfallsantal,
)
from internkontroll.domain.status import Status, Tillfalletyp
from internkontroll.domain.words import Effekt, Egenkontrollmetod, Enhetsniva, Frekvens, Resultat, Svarsord, Svarstyp

_DEVIATES = f"""(u.datum IS NOT NULL AND coalesce(u.resultat, '') <> '{Resultat.EJ_RELEVANT}' AND (
    coalesce(u.resultat, '{Resultat.UPPFYLLT}') <> '{Resultat.UPPFYLLT}' OR coalesce(u.antal_avvikelser, 0) > 0))"""
"""SQL: whether a tillfälle showed that something isn't as it should be; as the coverage map has it."""

_DUE = "(u.datum IS NOT NULL OR coalesce(u.forfaller, u.period) < :idag)"
"""SQL: whether a tillfälle whose period has ended counts: what needn't be handed in yet isn't missing."""

_UTFALL_OF_YEARS = """
plan JOIN egenkontroll AS e ON e.plan_id = plan.id JOIN utfall AS u ON u.egenkontroll_id = e.id
WHERE plan.namnd_id = :namnd AND plan.ar BETWEEN :ar - {back} AND :ar AND e.borttagen IS NULL
  AND u.borttagen IS NULL"""
_ENDED = f"""{_UTFALL_OF_YEARS} AND u.period <= (plan.ar + :over) || :dag AND {_DUE}"""
"""The tillfällen of the year and of `back` years before it whose periods had ended on the same day of theirs."""

_GRADES = ", ".join(f"sum({_DEVIATES} AND u.allvar = {grad})" for grad in range(1, GRADER + 1))
_UTFALL = f"""
SELECT plan.ar, e.identitet, iif(plan.ar >= :ar - 1, u.enhet_id, 0) AS enhet, count(*), count(u.datum),
       sum(u.datum IS NOT NULL AND u.resultat IS '{Resultat.EJ_RELEVANT}'), sum({_DEVIATES}),
       total(iif(u.datum IS NULL, 0, u.antal_granskade)),
       total(iif(u.datum IS NULL, 0, min(u.antal_avvikelser, u.antal_granskade))), {_GRADES}
FROM {_ENDED.format(back=YEARS - 1)}
GROUP BY plan.ar, e.identitet, enhet
"""  # noqa: S608 - constants only

_SAKNADE = f"""
SELECT e.identitet, u.enhet_id, u.period, iif(e.manader IS NULL, e.frekvens, '{Frekvens.MANAD}')
FROM {_ENDED.format(back=0)} AND u.datum IS NULL
"""  # noqa: S608 - constants only

_KOMMANDE = f"""
SELECT plan.ar, e.identitet, u.enhet_id, count(*), count(u.datum) FROM {_UTFALL_OF_YEARS.format(back=0)}
  AND NOT (u.period <= (plan.ar + :over) || :dag AND {_DUE})
GROUP BY e.identitet, u.enhet_id
"""  # noqa: S608 - constants only

_SVAR = f"""
SELECT plan.ar, coalesce(k.identitet, k.uuid) AS fraga, u.enhet_id, count(*),
       sum(s.svar = '{Svarsord.NEJ}'), sum(s.svar = '{Svarsord.DELVIS}')
FROM plan JOIN egenkontroll AS e ON e.plan_id = plan.id JOIN utfall AS u ON u.egenkontroll_id = e.id
     JOIN svar AS s ON s.utfall_id = u.id JOIN kontrollpunkt AS k ON k.id = s.kontrollpunkt_id
WHERE plan.namnd_id = :namnd AND plan.ar BETWEEN :ar - 1 AND :ar AND e.borttagen IS NULL AND u.borttagen IS NULL
  AND u.datum IS NOT NULL AND u.period <= (plan.ar + :over) || :dag AND k.svarstyp = '{Svarstyp.JA_NEJ}'
  AND s.svar IN ('{Svarsord.JA}', '{Svarsord.DELVIS}', '{Svarsord.NEJ}')
GROUP BY plan.ar, fraga, u.enhet_id
"""  # noqa: S608 - constants only

_FRAGOR = """
SELECT coalesce(k.identitet, k.uuid), e.identitet, k.fraga
FROM plan JOIN egenkontroll AS e ON e.plan_id = plan.id JOIN kontrollpunkt AS k ON k.egenkontroll_id = e.id
WHERE plan.namnd_id = :namnd AND plan.ar BETWEEN :ar - 1 AND :ar AND e.borttagen IS NULL
ORDER BY plan.ar, k.borttagen IS NULL, k.id
"""

_KONTROLLER = """
SELECT e.identitet, e.namn, e.metod, coalesce(nullif(trim(e.omrade), ''), p.nummer || ' ' || p.namn, ''), e.frekvens
FROM egenkontroll AS e LEFT JOIN process AS p ON p.id = e.process_id AND p.borttagen IS NULL
WHERE e.plan_id = :plan AND e.borttagen IS NULL ORDER BY e.ordning, e.id
"""

_ENHETER = """
SELECT enhet.id, enhet.niva, v.fran, v.namn, v.sortnyckel, v.overordnad_id
FROM enhet JOIN enhet_version AS v ON v.enhet_id = enhet.id
WHERE enhet.namnd_id = :namnd ORDER BY v.fran
"""

_ATGARDER = """
SELECT e.identitet, u.enhet_id, a.beskrivning, a.slutdatum, a.effekt, a.effekt_kommentar, (
    SELECT f.status FROM uppfoljning AS f JOIN tillfalle AS t ON t.id = f.tillfalle_id
    WHERE f.atgard_id = a.id AND f.status IS NOT NULL AND instr(:typer, t.typ) > 0
    ORDER BY instr(:typer, t.typ) DESC LIMIT 1)
FROM atgard AS a JOIN utfall AS u ON u.id = a.utfall_id JOIN egenkontroll AS e ON e.id = u.egenkontroll_id
WHERE a.plan_id = :plan AND e.plan_id = :plan AND a.borttagen IS NULL AND u.borttagen IS NULL
  AND e.borttagen IS NULL AND u.period <= (:ar + :over) || :dag
ORDER BY a.ordning, a.id
"""

_ALLVAR = "SELECT grad, ord FROM allvarsgrad WHERE namnd_id = :namnd AND borttagen IS NULL ORDER BY grad"


def load_fakta(
    connection: Connection,
    plan_id: int,
    as_of: date,
    tillfalle: Tillfalletyp = Tillfalletyp.HELAR,
    *,
    idag: date = date.max,
) -> Fakta:
    """Everything of the plan's year until the day; statuses of åtgärder are those that the tillfälle knows.

    What has ended and isn't due before `idag` counts when it is done; where no such day is given, all of it is due.
    """
    head = (
        "SELECT plan.ar, plan.namnd_id, namnd.namn FROM plan JOIN namnd ON namnd.id = plan.namnd_id WHERE plan.id = ?"
    )
    ar, namnd_id, namn = connection.exec_driver_sql(head, (plan_id,)).one()
    order = list(Tillfalletyp)
    where = {
        **{"plan": plan_id, "namnd": namnd_id, "ar": ar, "over": as_of.year - ar, "dag": f"{as_of:-%m-%d}"},
        **{"typer": " ".join(order[: order.index(tillfalle) + 1]), "idag": idag.isoformat()},
    }

    def rows(query: str) -> Iterator[Any]:
        return iter(connection.exec_driver_sql(query, where))

    return Fakta(
        namn,
        ar,
        as_of,
        tuple(_kontroll(row) for row in rows(_KONTROLLER)),
        _enheter(rows(_ENHETER), as_of),
        (*map(_utfall, rows(_UTFALL)), *map(_kommande, rows(_KOMMANDE))),
        _fragor(rows(_FRAGOR)),
        tuple(Svarsantal(*row) for row in rows(_SVAR)),
        tuple(_atgard(row) for row in rows(_ATGARDER)),
        tuple(map(_saknat, rows(_SAKNADE))),
        tuple((grad, ord_) for grad, ord_ in rows(_ALLVAR)) or tuple((one.grad, one.ord) for one in STANDARDGRADER),
    )


def _kontroll(row: Any) -> Kontroll:
    identitet, namn, metod, omrade, frekvens = row
    return Kontroll(
        identitet, namn, Egenkontrollmetod(metod) if metod else None, omrade, Frekvens(frekvens) if frekvens else None
    )


def _enheter(rows: Iterator[Any], as_of: date) -> tuple[Enhet, ...]:
    """The units as they are on the day, in Swedish order; one that came later as it first was."""
    found: dict[int, Any] = {}
    for row in rows:
        if row.id not in found or row.fran <= as_of.isoformat():
            found[row.id] = row
    names = {unit: row.namn for unit, row in found.items() if row.niva != Enhetsniva.FORVALTNING}
    ordered = sorted(found.values(), key=lambda row: (row.sortnyckel, row.id))
    return tuple(Enhet(row.id, row.namn, names.get(row.overordnad_id, "")) for row in ordered)


def _kommande(row: Any) -> Utfallsantal:
    ar, kontroll, enhet, kommande, forvag = row
    return Utfallsantal(ar, kontroll, enhet, Antal(kommande=kommande, forvag=forvag))


def _saknat(row: Any) -> Saknat:
    kontroll, enhet, period, frekvens = row
    last_day = date.fromisoformat(period)
    return Saknat(kontroll, enhet, last_day, period_name(frekvens, last_day))


def _utfall(row: Any) -> Utfallsantal:
    ar, kontroll, enhet, planerade, gjorda, ej_relevanta, avvikande, granskade, brister, *allvar = row
    counts = planerade, gjorda, ej_relevanta, avvikande, int(granskade), int(brister)
    return Utfallsantal(ar, kontroll, enhet, Antal(*counts, tuple(count or 0 for count in allvar)))


def _fragor(rows: Iterator[Any]) -> tuple[Fraga, ...]:
    """The latest words of each question, with how many it has had."""
    words: dict[str, dict[str, None]] = defaultdict(dict)
    latest: dict[str, tuple[str, str]] = {}
    for identitet, kontroll, fraga in rows:
        words[identitet][fraga] = None
        latest[identitet] = kontroll, fraga
    return tuple(Fraga(one, kontroll, fraga, len(words[one])) for one, (kontroll, fraga) in latest.items())


def _atgard(row: Any) -> Atgard:
    kontroll, enhet, beskrivning, slutdatum, effekt, kommentar, status = row
    return Atgard(
        kontroll,
        enhet,
        beskrivning,
        Status(status) if status else None,
        date.fromisoformat(slutdatum) if slutdatum else None,
        Effekt(effekt) if effekt else None,
        kommentar,
    )

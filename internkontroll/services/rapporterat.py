"""What Granska asks of egenkontroller beyond the underlag, read with a query per table for the whole plan."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection

from internkontroll.domain.granska.rapporterat import Obesvarad, Ord, Rapport, Rapporterat, Svarat
from internkontroll.domain.granska.sak import NAME_WIDTH, shorten
from internkontroll.domain.words import Resultat, Svarsord, Svarstyp
from internkontroll.services.poster import unit_names
from internkontroll.services.sidor.uttryck import EFFECT_UNANSWERED

_LIVING = "egenkontroll.borttagen IS NULL AND utfall.borttagen IS NULL"
_FAILED = f"('{Svarsord.NEJ}', '{Svarsord.DELVIS}')"

# Ja is what most answers are, and what nobody asks about.
_SVAR = f"""
SELECT svar.utfall_id, coalesce(kontrollpunkt.identitet, kontrollpunkt.uuid), kontrollpunkt.fraga,
       kontrollpunkt.svarstyp, svar.svar, svar.kommentar
FROM egenkontroll
JOIN kontrollpunkt ON kontrollpunkt.egenkontroll_id = egenkontroll.id
JOIN svar ON svar.kontrollpunkt_id = kontrollpunkt.id
WHERE egenkontroll.plan_id = :plan AND egenkontroll.borttagen IS NULL
  AND (svar.kommentar IS NOT NULL OR kontrollpunkt.svarstyp = '{Svarstyp.TEXT}'
       OR (kontrollpunkt.svarstyp = '{Svarstyp.JA_NEJ}' AND svar.svar <> '{Svarsord.JA}'))
ORDER BY svar.utfall_id, kontrollpunkt.ordning, kontrollpunkt.id
"""  # noqa: S608 - constants only

_UTFALL = f"""
SELECT utfall.id, utfall.uuid, egenkontroll.namn, egenkontroll.identitet, utfall.enhet_id, utfall.period,
       coalesce(utfall.forfaller, utfall.period), utfall.datum, utfall.resultat, utfall.antal_avvikelser,
       utfall.kommentar, utfall.allvar,
       (SELECT count(*) FROM atgard WHERE atgard.utfall_id = utfall.id AND atgard.borttagen IS NULL),
       utfall.datum IS NULL AND (
           utfall.resultat IS NOT NULL OR utfall.antal_granskade IS NOT NULL OR utfall.antal_avvikelser IS NOT NULL
           OR utfall.allvar IS NOT NULL OR utfall.kommentar IS NOT NULL
           OR EXISTS (SELECT 1 FROM svar WHERE svar.utfall_id = utfall.id))
FROM egenkontroll JOIN utfall ON utfall.egenkontroll_id = egenkontroll.id
WHERE egenkontroll.plan_id = :plan AND {_LIVING}
ORDER BY egenkontroll.ordning, egenkontroll.id, utfall.ordning, utfall.id
"""  # noqa: S608 - constants only

# The last time of the year before: of the rows beside a max() those that have it, so SQLite promises.
_FORE = f"""
WITH sist AS (
    SELECT egenkontroll.identitet, utfall.enhet_id, utfall.id, max(utfall.period)
    FROM plan AS denna
    JOIN plan ON plan.namnd_id = denna.namnd_id AND plan.ar = denna.ar - 1
    JOIN egenkontroll ON egenkontroll.plan_id = plan.id
    JOIN utfall ON utfall.egenkontroll_id = egenkontroll.id
    WHERE denna.id = :plan AND utfall.datum IS NOT NULL AND {_LIVING}
    GROUP BY egenkontroll.identitet, utfall.enhet_id
)
SELECT sist.identitet, sist.enhet_id, coalesce(kontrollpunkt.identitet, kontrollpunkt.uuid)
FROM sist JOIN svar ON svar.utfall_id = sist.id JOIN kontrollpunkt ON kontrollpunkt.id = svar.kontrollpunkt_id
WHERE svar.svar IN {_FAILED} AND kontrollpunkt.svarstyp = '{Svarstyp.JA_NEJ}'
"""  # noqa: S608 - constants only

_LYFTA = """
SELECT DISTINCT egenkontroll.identitet, utfall.enhet_id
FROM risk JOIN utfall ON utfall.id = risk.utfall_id JOIN egenkontroll ON egenkontroll.id = utfall.egenkontroll_id
WHERE risk.plan_id = :plan AND risk.borttagen IS NULL
"""

# Whatever an åtgärd hangs below: what lies in the papperskorg takes it with it.
_OWNERS = """
LEFT JOIN risk ON risk.id = atgard.risk_id
LEFT JOIN granskning ON granskning.id = atgard.granskning_id
LEFT JOIN utfall ON utfall.id = atgard.utfall_id
LEFT JOIN egenkontroll ON egenkontroll.id = utfall.egenkontroll_id
"""
_LIVING_ATGARD = """atgard.borttagen IS NULL AND risk.borttagen IS NULL AND granskning.borttagen IS NULL
  AND utfall.borttagen IS NULL AND egenkontroll.borttagen IS NULL"""

_EFFEKT = f"""
SELECT atgard.uuid, atgard.beskrivning, atgard.effekt_kommentar FROM atgard {_OWNERS}
WHERE atgard.plan_id = :plan AND atgard.effekt_kommentar IS NOT NULL AND atgard.arsbeslut IS NOT 'förs över'
  AND {_LIVING_ATGARD}
ORDER BY atgard.ordning, atgard.id
"""  # noqa: S608 - constants only

# As on Hem: an åtgärd shows what it was worth after its plan is closed, and is asked about until somebody answers.
_OBESVARADE = f"""
SELECT atgard.uuid, atgard.beskrivning, atgard.effekt_fraga, plan.ar
FROM plan AS denna
JOIN plan ON plan.namnd_id = denna.namnd_id AND plan.ar <= denna.ar
JOIN atgard ON atgard.plan_id = plan.id {_OWNERS}
WHERE denna.id = :plan AND {EFFECT_UNANSWERED.format("atgard")} AND {_LIVING_ATGARD}
ORDER BY plan.ar, atgard.ordning, atgard.id
"""  # noqa: S608 - constants only

_RATTELSE = f"""
SELECT utfall.id, rattelse.skal FROM egenkontroll
JOIN utfall ON utfall.egenkontroll_id = egenkontroll.id JOIN rattelse ON rattelse.utfall_id = utfall.id
WHERE egenkontroll.plan_id = :plan AND {_LIVING} ORDER BY rattelse.id
"""  # noqa: S608 - constants only


Answers = Mapping[int, list[Any]]
"""Utfall → its answers: identity of the question, its words, svarstyp, answer, comment."""


def load_rapporterat(connection: Connection, plan_id: int, as_of: date) -> Rapporterat:
    """All of the plan's; units are called as they are on the day."""
    names = unit_names(connection, as_of)
    answers: dict[int, list[Any]] = defaultdict(list)
    for utfall, *answer in _rows(connection, _SVAR, plan_id):
        answers[utfall].append(answer)
    reports = {row[0]: _rapport(row, names, answers[row[0]]) for row in _rows(connection, _UTFALL, plan_id)}
    corrected = _rows(connection, _RATTELSE, plan_id)
    return Rapporterat(
        rapporter=tuple(one for one in reports.values() if one.datum or one.is_draft),
        fore=_last_time(_rows(connection, _FORE, plan_id)),
        lyfta=frozenset((control, unit) for control, unit in _rows(connection, _LYFTA, plan_id)),
        obesvarade=tuple(
            Obesvarad(uuid, text, date.fromisoformat(day), ar)
            for uuid, text, day, ar in _rows(connection, _OBESVARADE, plan_id)
        ),
        ord=(
            *_answer_texts(reports, answers),
            *(_of_report(reports[post], "skälet till en rättelse", text) for post, text in corrected),
            *(_of_atgard(*row) for row in _rows(connection, _EFFEKT, plan_id)),
        ),
    )


def _rows(connection: Connection, query: str, plan_id: int) -> list[Any]:
    return list(connection.exec_driver_sql(query, {"plan": plan_id}))


def _last_time(rows: list[Any]) -> dict[tuple[str, int], frozenset[str]]:
    found: dict[tuple[str, int], set[str]] = defaultdict(set)
    for control, unit, fraga in rows:
        found[control, unit].add(fraga)
    return {key: frozenset(fragor) for key, fragor in found.items()}


def _rapport(row: Any, names: Mapping[int, str], answers: list[Any]) -> Rapport:
    _, uuid, control, identitet, enhet_id, period, senast, datum, resultat, avvikelser, kommentar, allvar, *rest = row
    atgarder, is_draft = rest
    where = names.get(enhet_id, "")
    return Rapport(
        uuid,
        f"{shorten(f'{control}, {where}', NAME_WIDTH)}, {period}",
        identitet,
        enhet_id,
        date.fromisoformat(period),
        date.fromisoformat(senast),
        date.fromisoformat(datum) if datum else None,
        Resultat(resultat) if resultat else None,
        avvikelser,
        kommentar,
        allvar,
        atgarder,
        tuple(Svarat(key, fraga, svar, said) for key, fraga, typ, svar, said in answers if typ == Svarstyp.JA_NEJ),
        is_draft=bool(is_draft),
    )


def _answer_texts(reports: Mapping[int, Rapport], answers: Answers) -> Iterator[Ord]:
    for utfall, said in answers.items():
        if utfall in reports:
            for _, _, typ, svar, kommentar in said:
                if typ == Svarstyp.TEXT:
                    yield _of_report(reports[utfall], "ett svar", svar)
                if kommentar:
                    yield _of_report(reports[utfall], "kommentaren till ett svar", kommentar)


def _of_report(rapport: Rapport, falt: str, text: str) -> Ord:
    return Ord("utfall", rapport.uuid, rapport.namn, falt, text)


def _of_atgard(uuid: str, beskrivning: str, text: str) -> Ord:
    return Ord("atgard", uuid, shorten(beskrivning, NAME_WIDTH), "kommentaren om effekten", text)

"""The page Åtgärder: those of risks, of granskningar and of egenkontroller."""

from datetime import date
from typing import Any

from internkontroll.domain.words import Effekt
from internkontroll.services.sidor.kalla import Kalla, av_eller_pa, mina, status_of, status_word, uppgift, val
from internkontroll.services.sidor.lage import Lage
from internkontroll.services.sidor.modell import Kolumn, Slag
from internkontroll.services.sidor.uttryck import (
    DONE,
    EFFECT_UNANSWERED,
    MAL_JOIN,
    PROCESS,
    blank,
    changed,
    enhet,
    place_of_status,
)

_JOINS = f"""
    LEFT JOIN risk ON risk.id = post.risk_id
    LEFT JOIN granskning ON granskning.id = post.granskning_id
    LEFT JOIN utfall ON utfall.id = post.utfall_id
    LEFT JOIN egenkontroll ON egenkontroll.id = utfall.egenkontroll_id
    LEFT JOIN process ON process.id = coalesce(risk.process_id, egenkontroll.process_id) AND process.borttagen IS NULL
    {MAL_JOIN.format("risk")}
    LEFT JOIN uppfoljning AS nu ON nu.atgard_id = post.id AND nu.tillfalle_id = :tillfalle
    LEFT JOIN uppfoljning AS da ON da.atgard_id = post.id AND da.tillfalle_id = :fore"""

# An åtgärd whose risk, granskning or utfall lies in the papperskorg lies there with it.
_LIVING = " AND ".join(
    f"{table}.borttagen IS NULL" for table in ("post", "risk", "granskning", "utfall", "egenkontroll")
)

_AGARE = f"""CASE
    WHEN risk.id IS NOT NULL THEN 'Risk ' || coalesce(risk.beteckning || ' ', '') || risk.beskrivning
    WHEN granskning.id IS NOT NULL THEN 'Granskning ' || granskning.namn
    ELSE 'Egenkontroll ' || egenkontroll.namn || ', ' || {enhet("utfall.enhet_id")} END"""
_SLAG = """CASE WHEN risk.id IS NOT NULL THEN 'Risker'
    WHEN granskning.id IS NOT NULL THEN 'Granskningar' ELSE 'Egenkontroller' END"""
_STATUS = place_of_status("nu.status")
# What was done at the tillfälle before is done.
_OPEN = f"coalesce(nu.status, da.status, '') NOT IN {DONE}"

WAITS = "Frågan väntar"
"""What the list says of an åtgärd whose effect should have been looked at by now."""

_EFFECTS = (WAITS, *Effekt)
_EFFECT = f"""CASE WHEN post.effekt_fraga <= :idag AND {EFFECT_UNANSWERED.format("post")} THEN '{WAITS}'
    ELSE post.effekt END"""


def _days_late(slutdatum: Any, lage: Lage) -> int | None:
    """Days past the slutdatum of an åtgärd that isn't done."""
    if slutdatum is None:
        return None
    return max(0, (lage.key.idag - date.fromisoformat(slutdatum)).days) or None


ATGARDER = Kalla(
    post="atgard AS post",
    joins=_JOINS,
    where=f"post.plan_id = :plan AND {_LIVING}",
    ordning="""risk.ordning IS NULL, risk.ordning, granskning.ordning IS NULL, granskning.ordning,
        egenkontroll.ordning, utfall.ordning, post.ordning, post.id""",
    tabell="'atgard'",
    ord="atgard",
    uppgifter=(
        uppgift(Kolumn("beskrivning", "Åtgärd", bredd=42), "post.beskrivning"),
        uppgift(
            Kolumn("galler", "Gäller", bredd=28, hjalp="Den risk, granskning eller egenkontroll som gav åtgärden."),
            _AGARE,
        ),
        uppgift(Kolumn("status", "Status", Slag.STATUS, 16, grupperbar=True), _STATUS, status_of),
        uppgift(Kolumn("startdatum", "Start", Slag.DATE, 10, synlig=False), "post.startdatum"),
        uppgift(Kolumn("slutdatum", "Slutdatum", Slag.DATE, 10), "post.slutdatum"),
        uppgift(Kolumn("kommentar", "Kommentar", Slag.TICK, 10), f"NOT {blank('nu.kommentar')}"),
        uppgift(Kolumn("ansvarig", "Ansvarig", bredd=18, grupperbar=True), "post.ansvarig"),
        uppgift(
            Kolumn("forra", "Förra tillfället", Slag.STATUS, 16, hjalp="Statusen vid tillfället före."),
            place_of_status("da.status"),
            status_of,
        ),
        uppgift(
            Kolumn("forsenad", "Dagar sen", Slag.NUMBER, 8, hjalp="Dagar efter slutdatum, räknat till i dag."),
            f"CASE WHEN post.slutdatum < :idag AND {_OPEN} THEN post.slutdatum END",
            _days_late,
        ),
        uppgift(
            Kolumn(
                "effekt",
                "Effekt",
                bredd=14,
                synlig=False,
                grupperbar=True,
                hjalp=f"Om åtgärden har hjälpt. {WAITS}: dagen då ni ville se efter har kommit.",
            ),
            _EFFECT,
        ),
        uppgift(Kolumn("process", "Process", bredd=22, synlig=False, grupperbar=True), PROCESS),
        uppgift(Kolumn("mal", "Mål", bredd=22, synlig=False, grupperbar=True), "mal.namn"),
        uppgift(Kolumn("slag", "Slag", bredd=14, synlig=False, grupperbar=True), _SLAG),
        uppgift(Kolumn("andrad", "Senast ändrad", Slag.DATETIME, 16, synlig=False), changed("atgard")),
    ),
    villkor=(
        val("process", "Process", PROCESS, "Utan process"),
        val("mal", "Mål", "mal.namn", "Utan mål"),
        val("enhet", "Enhet", enhet("coalesce(risk.enhet_id, utfall.enhet_id)"), "Utan enhet"),
        val("status", "Status", _STATUS, "Utan status", status_word),
        val("ansvarig", "Ansvarig", "post.ansvarig", "Utan ansvarig"),
        val("slag", "Gäller", _SLAG, ""),
        val("effekt", "Effekt", _EFFECT, "Inte frågad", order=lambda word, _: _EFFECTS.index(word)),
        av_eller_pa("forsenad", "Försenad", f"post.slutdatum < :idag AND {_OPEN}"),
        av_eller_pa("slutdatum", "Slutdatum inom 30 dagar", f"post.slutdatum BETWEEN :idag AND :snart AND {_OPEN}"),
        av_eller_pa("saknar_status", "Saknar status", "nu.status IS NULL"),
        av_eller_pa("saknar_kommentar", "Saknar kommentar", blank("nu.kommentar")),
        mina("post.ansvarig"),
    ),
)

"""The page Granskningar: each with its recommendations and the nämnd's answer."""

from internkontroll.services.sidor.kalla import Kalla, av_eller_pa, uppgift, val
from internkontroll.services.sidor.modell import Kolumn, Slag
from internkontroll.services.sidor.uttryck import blank, changed

_OF_IT = "FROM rekommendation AS r WHERE r.granskning_id = post.id AND r.borttagen IS NULL"
_ALL = f"(SELECT count(*) {_OF_IT})"
_UNANSWERED = f"(SELECT count(*) {_OF_IT} AND {blank('r.svar')})"
_ANSWER = f"(NOT {blank('post.svar')} OR post.svar_datum IS NOT NULL OR NOT {blank('post.svar_paragraf')})"

# A nämnd may answer a granskning as a whole: then no recommendation has an answer of its own.
OPEN = f"""CASE WHEN {_ALL} = 0 THEN NOT {_ANSWER}
    ELSE {_UNANSWERED} > 0 AND NOT ({_ANSWER} AND {_UNANSWERED} = {_ALL}) END"""

GRANSKNINGAR = Kalla(
    post="granskning AS post",
    where="post.plan_id = :plan AND post.borttagen IS NULL",
    ordning="post.ordning, post.id",
    tabell="'granskning'",
    ord="granskning",
    uppgifter=(
        uppgift(Kolumn("namn", "Granskning", bredd=40), "post.namn"),
        uppgift(Kolumn("granskare", "Granskare", bredd=22, grupperbar=True), "post.granskare"),
        uppgift(Kolumn("diarienummer", "Diarienummer", bredd=18), "post.diarienummer"),
        uppgift(Kolumn("datum", "Datum", Slag.DATE, 10), "post.datum"),
        uppgift(Kolumn("rekommendationer", "Rekommendationer", Slag.NUMBER, 10), _ALL),
        uppgift(
            Kolumn("besvarade", "Besvarade", Slag.NUMBER, 9, hjalp="Rekommendationer med eget svar."),
            f"{_ALL} - {_UNANSWERED}",
        ),
        uppgift(
            Kolumn("atgarder", "Åtgärder", Slag.NUMBER, 8),
            "(SELECT count(*) FROM atgard AS a WHERE a.granskning_id = post.id AND a.borttagen IS NULL)",
        ),
        uppgift(Kolumn("svar_datum", "Nämndens svar", Slag.DATE, 12), "post.svar_datum"),
        uppgift(Kolumn("svar_paragraf", "Paragraf", bredd=8, synlig=False), "post.svar_paragraf"),
        uppgift(
            Kolumn(
                *("besvarad", "Besvarad", Slag.TICK, 9),
                hjalp="Alla rekommendationer har svar, eller nämnden har svarat på granskningen som helhet.",
            ),
            f"NOT ({OPEN})",
        ),
        uppgift(Kolumn("andrad", "Senast ändrad", Slag.DATETIME, 16, synlig=False), changed("granskning")),
    ),
    villkor=(
        val("granskare", "Granskare", "post.granskare", "Utan granskare"),
        av_eller_pa("utan_svar", "Utan svar", OPEN),
    ),
)

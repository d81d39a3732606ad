"""The page Risker."""

from internkontroll.domain.status import Status
from internkontroll.services.sidor.kalla import (
    STATUSES,
    Kalla,
    av_eller_pa,
    mina,
    riskvarde,
    status_of,
    status_word,
    uppgift,
    val,
)
from internkontroll.services.sidor.lage import Lage
from internkontroll.services.sidor.modell import Kolumn, Slag
from internkontroll.services.sidor.uttryck import (
    DONE,
    LIVING_ATGARD,
    MAL_JOIN,
    PROCESS,
    PROCESS_JOIN,
    blank,
    changed,
    enhet,
    latest_bedomning,
)

_WORST_LAST = (Status.EJ_AKTUELL, Status.KLART, Status.BLIR_KLART, Status.TROLIGEN_KLART, Status.EJ_KLART)
_PLACES = " ".join(f"WHEN '{status}' THEN {place}" for place, status in enumerate(_WORST_LAST))
_PLACE_OF_WORST = " ".join(f"WHEN {place} THEN {STATUSES.index(status)}" for place, status in enumerate(_WORST_LAST))
_SAID = "uppfoljning AS u ON u.atgard_id = a.id AND u.tillfalle_id = :tillfalle"

_WORST = f"""CASE (SELECT max(CASE u.status {_PLACES} END) FROM atgard AS a JOIN {_SAID} WHERE {LIVING_ATGARD})
    {_PLACE_OF_WORST} END"""  # noqa: S608 - constants only
_ATGARDER = f"(SELECT count(*) FROM atgard AS a WHERE {LIVING_ATGARD})"  # noqa: S608 - constants only


def _lacks(what: str) -> str:
    """True where one of the risk's åtgärder lacks it at the tillfälle."""
    return f"EXISTS (SELECT 1 FROM atgard AS a LEFT JOIN {_SAID} WHERE {LIVING_ATGARD} AND {what})"  # noqa: S608


_NO_STATUS, _NO_COMMENT = "u.status IS NULL", blank("u.kommentar")
_REPORTED = f"{_ATGARDER} > 0 AND NOT {_lacks(f'({_NO_STATUS} OR {_NO_COMMENT})')}"
# What was done at the tillfälle before is done.
_BEFORE = "(SELECT f.status FROM uppfoljning AS f WHERE f.atgard_id = a.id AND f.tillfalle_id = :fore)"
_LATE = _lacks(f"a.slutdatum < :idag AND coalesce(u.status, {_BEFORE}, '') NOT IN {DONE}")
_FORE, _EFTER = latest_bedomning("fore"), latest_bedomning("efter")


def _band(value: int | None, lage: Lage) -> str | None:
    shown = riskvarde(value, lage)
    return shown and shown[1]


def _varde(value: int, lage: Lage) -> int:
    return lage.riskvarden[value][0]


_EFTER_ELLER_FORE = f"CASE WHEN {_FORE} IS NOT NULL THEN coalesce({_EFTER}, {_FORE}) END"
"""A risk that nobody has judged after its åtgärder stays where it was, as in the matrix."""


def _ruta(value: int | None, _lage: Lage) -> str | None:
    """ "3x4": sannolikhet 3, konsekvens 4."""
    return None if value is None else f"{value // 10}x{value % 10}"


RISKER = Kalla(
    post="risk AS post",
    joins=f"{PROCESS_JOIN.format('post')} {MAL_JOIN.format('post')}",
    where="post.plan_id = :plan AND post.borttagen IS NULL",
    ordning="process.sortnyckel IS NULL, process.sortnyckel, post.ordning, post.id",
    tabell="'risk'",
    ord="risk",
    uppgifter=(
        uppgift(Kolumn("beteckning", "Nr", bredd=7), "post.beteckning"),
        uppgift(Kolumn("process", "Process", bredd=22, grupperbar=True), PROCESS),
        uppgift(Kolumn("beskrivning", "Risk", bredd=44), "post.beskrivning"),
        uppgift(
            Kolumn("fore", "Riskvärde", Slag.RISKVARDE, 9, hjalp="Sannolikhet × konsekvens före åtgärder."),
            _FORE,
        ),
        uppgift(
            Kolumn(
                *("efter", "Efter", Slag.RISKVARDE, 9),
                synlig=False,
                hjalp="Riskvärdet med åtgärderna genomförda.",
            ),
            _EFTER,
        ),
        uppgift(Kolumn("atgarder", "Åtgärder", Slag.NUMBER, 8), _ATGARDER),
        uppgift(
            Kolumn(
                *("status", "Sämsta status", Slag.STATUS, 16),
                grupperbar=True,
                hjalp="Den sämsta av åtgärdernas statusar vid tillfället.",
            ),
            _WORST,
            status_of,
        ),
        uppgift(Kolumn("riskagare", "Riskägare", bredd=18, grupperbar=True), "post.riskagare"),
        uppgift(Kolumn("mal", "Mål", bredd=22, synlig=False, grupperbar=True), "mal.namn"),
        uppgift(Kolumn("enhet", "Enhet", bredd=18, synlig=False, grupperbar=True), enhet("post.enhet_id")),
        uppgift(
            Kolumn(
                *("rapporterad", "Rapporterad", Slag.TICK, 10),
                hjalp="Alla åtgärder har både status och kommentar vid tillfället.",
            ),
            _REPORTED,
        ),
        uppgift(Kolumn("oegentlighet", "Oegentlighet", Slag.TICK, 10, synlig=False), "post.oegentlighet"),
        uppgift(Kolumn("andrad", "Senast ändrad", Slag.DATETIME, 16, synlig=False), changed("risk")),
    ),
    villkor=(
        val("process", "Process", PROCESS, "Utan process"),
        val("mal", "Mål", "mal.namn", "Utan mål"),
        val("enhet", "Enhet", enhet("post.enhet_id"), "Utan enhet"),
        val("status", "Status", _WORST, "Utan status", status_word),
        val("ansvarig", "Riskägare", "post.riskagare", "Utan riskägare"),
        val("band", "Riskvärde", _FORE, "Utan bedömning", _band, _varde),
        val("ruta", "Plats i matrisen", _FORE, "Utan bedömning", _ruta),
        val("ruta_efter", "Plats i matrisen efter åtgärder", _EFTER_ELLER_FORE, "Utan bedömning", _ruta),
        av_eller_pa("saknar_status", "Saknar status", _lacks(_NO_STATUS)),
        av_eller_pa("saknar_kommentar", "Saknar kommentar", _lacks(_NO_COMMENT)),
        av_eller_pa("saknar_atgard", "Saknar åtgärd", f"{_ATGARDER} = 0"),
        av_eller_pa("forsenad", "Försenad åtgärd", _LATE),
        av_eller_pa("oegentlighet", "Oegentlighet", "post.oegentlighet"),
        mina("post.riskagare"),
    ),
)

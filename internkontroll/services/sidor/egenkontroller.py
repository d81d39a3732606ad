"""The page Egenkontroller: each with how far it has come."""

from typing import Any

from internkontroll.domain.words import Egenkontrollmetod
from internkontroll.services.sidor.kalla import Kalla, av_eller_pa, flera, frekvens, mina, uppgift, val
from internkontroll.services.sidor.lage import Lage
from internkontroll.services.sidor.modell import Kolumn, Slag
from internkontroll.services.sidor.uttryck import PROCESS, PROCESS_JOIN, changed, enhet

_UTFALL = "FROM utfall AS u WHERE u.egenkontroll_id = post.id AND u.borttagen IS NULL"
_LATE = f"SELECT 1 {_UTFALL} AND u.datum IS NULL AND u.forfaller < :idag"

# Those that are to do it now, and those that have something to do or have done it.
_ENHETER = """LEFT JOIN (
    SELECT egenkontroll_id, enhet_id FROM egenkontroll_enhet WHERE till IS NULL OR till >= :idag
    UNION SELECT egenkontroll_id, enhet_id FROM utfall WHERE borttagen IS NULL
    ) AS gor ON gor.egenkontroll_id = post.id"""


def _metod(value: Any, _lage: Lage) -> str | None:
    return value and Egenkontrollmetod(value).label


EGENKONTROLLER = Kalla(
    post="egenkontroll AS post",
    joins=PROCESS_JOIN.format("post"),
    where="post.plan_id = :plan AND post.borttagen IS NULL",
    ordning="post.ordning, post.id",
    tabell="'egenkontroll'",
    ord="egenkontroll",
    uppgifter=(
        uppgift(Kolumn("beteckning", "Nr", bredd=7), "post.beteckning"),
        uppgift(Kolumn("namn", "Egenkontroll", bredd=40), "post.namn"),
        uppgift(Kolumn("process", "Process", bredd=22, grupperbar=True), PROCESS),
        uppgift(Kolumn("metod", "Metod", bredd=26, synlig=False, grupperbar=True), "post.metod", _metod),
        uppgift(Kolumn("frekvens", "Frekvens", bredd=12, grupperbar=True), "post.frekvens", frekvens),
        uppgift(Kolumn("ansvarig", "Ansvarig", bredd=18, grupperbar=True), "post.ansvarig"),
        uppgift(
            Kolumn("utforda", "Utförda", Slag.NUMBER, 8, hjalp="Utfall med datum, av alla enheter."),
            f"(SELECT count(*) {_UTFALL} AND u.datum IS NOT NULL)",
        ),
        uppgift(
            Kolumn("avvikelser", "Avvikelser", Slag.NUMBER, 9, hjalp="Avvikelser i alla utfall."),
            f"(SELECT sum(u.antal_avvikelser) {_UTFALL})",
        ),
        uppgift(
            Kolumn("sena", "Sena", Slag.NUMBER, 7, hjalp="Utfall som skulle ha varit gjorda före i dag."),
            f"(SELECT count(*) FROM ({_LATE}))",  # noqa: S608 - constants only
        ),
        uppgift(
            Kolumn("nasta", "Nästa", Slag.DATE, 10, hjalp="När nästa ogjorda utfall ska vara klart."),
            f"(SELECT min(u.forfaller) {_UTFALL} AND u.datum IS NULL)",
        ),
        uppgift(Kolumn("senast", "Senast utförd", Slag.DATE, 12), f"(SELECT max(u.datum) {_UTFALL})"),
        uppgift(Kolumn("andrad", "Senast ändrad", Slag.DATETIME, 16, synlig=False), changed("egenkontroll")),
    ),
    villkor=(
        val("process", "Process", PROCESS, "Utan process"),
        flera("enhet", "Enhet", enhet("gor.enhet_id"), "Utan enhet", _ENHETER),
        val("metod", "Metod", "post.metod", "Utan metod", _metod),
        val("frekvens", "Frekvens", "post.frekvens", "Utan frekvens", frekvens),
        val("ansvarig", "Ansvarig", "post.ansvarig", "Utan ansvarig"),
        av_eller_pa("forsenad", "Försenad", f"EXISTS ({_LATE})"),
        av_eller_pa("saknar_utfall", "Inte utförd", f"NOT EXISTS (SELECT 1 {_UTFALL} AND u.datum IS NOT NULL)"),
        mina("post.ansvarig"),
    ),
)

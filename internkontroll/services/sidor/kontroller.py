"""The page Kontroller: systematiska kontroller with what is said of them at the tillfälle."""

from internkontroll.services.sidor.kalla import Kalla, av_eller_pa, frekvens, mina, status_of, status_word, uppgift, val
from internkontroll.services.sidor.modell import Kolumn, Slag
from internkontroll.services.sidor.uttryck import (
    MAL_JOIN,
    PROCESS,
    PROCESS_JOIN,
    blank,
    changed,
    place_of_status,
)

_STATUS = place_of_status("nu.status")

KONTROLLER = Kalla(
    post="kontroll AS post",
    joins=f"""{PROCESS_JOIN.format("post")} {MAL_JOIN.format("post")}
        LEFT JOIN risk ON risk.id = post.risk_id AND risk.borttagen IS NULL
        LEFT JOIN uppfoljning AS nu ON nu.kontroll_id = post.id AND nu.tillfalle_id = :tillfalle
        LEFT JOIN uppfoljning AS da ON da.kontroll_id = post.id AND da.tillfalle_id = :fore""",
    where="post.plan_id = :plan AND post.borttagen IS NULL",
    ordning="post.ordning, post.id",
    tabell="'kontroll'",
    ord="kontroll",
    uppgifter=(
        uppgift(Kolumn("kontroll", "Kontroll", bredd=42), "post.kontroll"),
        uppgift(Kolumn("process", "Process", bredd=22, grupperbar=True), PROCESS),
        uppgift(Kolumn("status", "Status", Slag.STATUS, 16, grupperbar=True), _STATUS, status_of),
        uppgift(Kolumn("mal", "Mål", bredd=22, synlig=False, grupperbar=True), "mal.namn"),
        uppgift(
            Kolumn("risk", "Risk", bredd=28, synlig=False, hjalp="Den risk som kontrollen hör till."),
            "coalesce(risk.beteckning || ' ', '') || risk.beskrivning",
        ),
        uppgift(Kolumn("metod", "Metod", bredd=24), "post.metod"),
        uppgift(Kolumn("frekvens", "Frekvens", bredd=12, grupperbar=True), "post.frekvens", frekvens),
        uppgift(Kolumn("ansvarig", "Ansvarig", bredd=18, grupperbar=True), "post.ansvarig"),
        uppgift(
            Kolumn(
                *("forra", "Förra tillfället", Slag.STATUS, 16),
                synlig=False,
                hjalp="Statusen vid tillfället före.",
            ),
            place_of_status("da.status"),
            status_of,
        ),
        uppgift(Kolumn("kommentar", "Kommentar", Slag.TICK, 10), f"NOT {blank('nu.kommentar')}"),
        uppgift(Kolumn("andrad", "Senast ändrad", Slag.DATETIME, 16, synlig=False), changed("kontroll")),
    ),
    villkor=(
        val("process", "Process", PROCESS, "Utan process"),
        val("mal", "Mål", "mal.namn", "Utan mål"),
        val("status", "Status", _STATUS, "Utan status", status_word),
        val("ansvarig", "Ansvarig", "post.ansvarig", "Utan ansvarig"),
        val("frekvens", "Frekvens", "post.frekvens", "Utan frekvens", frekvens),
        av_eller_pa("saknar_status", "Saknar status", "nu.status IS NULL"),
        av_eller_pa("saknar_kommentar", "Saknar kommentar", blank("nu.kommentar")),
        mina("post.ansvarig"),
    ),
)

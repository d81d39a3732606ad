"""The page Uppföljning och insyn: the avtal and uppdrag that private utförare have."""

from internkontroll.services.sidor.kalla import Kalla, mina, uppgift, val
from internkontroll.services.sidor.modell import Kolumn, Slag
from internkontroll.services.sidor.uttryck import changed

AVTAL = Kalla(
    post="avtal AS post",
    where="post.plan_id = :plan AND post.borttagen IS NULL",
    ordning="post.ordning, post.id",
    tabell="'avtal'",
    ord="avtal",
    uppgifter=(
        uppgift(Kolumn("avtal", "Avtal eller uppdrag", bredd=34), "post.avtal"),
        uppgift(Kolumn("omrade", "Område", bredd=20, grupperbar=True), "post.omrade"),
        uppgift(Kolumn("typ", "Typ", bredd=18, grupperbar=True), "post.typ"),
        uppgift(Kolumn("ansvar", "Ansvar", bredd=20, grupperbar=True), "post.ansvar"),
        uppgift(Kolumn("tidplan", "Tidplan", bredd=16), "post.tidplan"),
        uppgift(Kolumn("intervall", "Intervall", bredd=14), "post.intervall"),
        uppgift(Kolumn("mottagare", "Mottagare", bredd=18), "post.mottagare"),
        uppgift(Kolumn("andrad", "Senast ändrad", Slag.DATETIME, 16, synlig=False), changed("avtal")),
    ),
    villkor=(
        val("omrade", "Område", "post.omrade", "Utan område"),
        val("typ", "Typ", "post.typ", "Utan typ"),
        val("ansvarig", "Ansvar", "post.ansvar", "Utan ansvar"),
        mina("post.ansvar"),
    ),
)

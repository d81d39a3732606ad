"""The page Händelselogg: every operation on the register, the latest first."""

from typing import Any

from internkontroll.services.sidor.kalla import Kalla, uppgift, val
from internkontroll.services.sidor.lage import Lage
from internkontroll.services.sidor.modell import Kolumn, Slag


def _undone(event: Any, lage: Lage) -> bool:
    return event in lage.angrade


HANDELSER = Kalla(
    post="handelse AS post",
    where="1",
    ordning="post.id DESC",
    tabell="'handelse'",
    version="0",
    text="post.rubrik || ' ' || coalesce(post.skal, '') || ' ' || post.anvandare",
    uppgifter=(
        uppgift(Kolumn("tid", "När", Slag.DATETIME, 16), "post.tid"),
        uppgift(Kolumn("anvandare", "Vem", bredd=20, grupperbar=True), "post.anvandare"),
        uppgift(Kolumn("rubrik", "Vad", bredd=44), "post.rubrik"),
        uppgift(Kolumn("skal", "Skäl", bredd=24), "post.skal"),
        uppgift(
            Kolumn("antal", "Ändringar", Slag.NUMBER, 9, hjalp="Nya och borttagna poster och ändrade fält."),
            "(SELECT count(*) FROM handelserad AS rad WHERE rad.handelse_id = post.id)",
        ),
        uppgift(Kolumn("angrad", "Ångrad", Slag.TICK, 8), "post.id", _undone),
    ),
    villkor=(val("anvandare", "Vem", "post.anvandare", ""),),
)

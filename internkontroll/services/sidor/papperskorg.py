"""The page Papperskorg: what has been thrown away from the plan, of every kind."""

from internkontroll.db.ordindex import SPACE
from internkontroll.services.sidor.kalla import Kalla, uppgift, val
from internkontroll.services.sidor.modell import Kolumn, Slag

_OWN = "post.plan_id = :plan"


def _of(owner: str) -> str:
    return f"post.{owner}_id IN (SELECT id FROM {owner} WHERE plan_id = :plan)"  # noqa: S608 - constants only


_BILAGA = " OR ".join(f"({_of(owner)})" for owner in ("risk", "atgard", "kontroll", "granskning"))
_BILAGA += """ OR post.utfall_id IN (SELECT utfall.id FROM utfall JOIN egenkontroll
    ON egenkontroll.id = utfall.egenkontroll_id WHERE egenkontroll.plan_id = :plan)"""

# A question that is asked in other words now keeps its answers: nobody has thrown it away.
_POINT = _of("egenkontroll")
_POINT += """ AND NOT EXISTS (SELECT 1 FROM kontrollpunkt AS asked WHERE asked.borttagen IS NULL
    AND asked.egenkontroll_id = post.egenkontroll_id
    AND coalesce(asked.identitet, asked.uuid) = coalesce(post.identitet, post.uuid))"""

# Table, what one record of it is called, the text that tells which one it is, and how it belongs to the plan.
_KINDS = (
    ("risk", "Risk", "coalesce(post.beteckning || ' ', '') || post.beskrivning", _OWN),
    ("atgard", "Åtgärd", "post.beskrivning", _OWN),
    ("kontroll", "Kontroll", "post.kontroll", _OWN),
    ("egenkontroll", "Egenkontroll", "coalesce(post.beteckning || ' ', '') || post.namn", _OWN),
    ("granskning", "Granskning", "post.namn", _OWN),
    ("rekommendation", "Rekommendation", "post.rekommendation", _of("granskning")),
    ("avtal", "Avtal", "post.avtal", _OWN),
    ("process", "Process", "post.nummer || ' ' || post.namn", _OWN),
    ("mal", "Mål", "post.namn", _OWN),
    ("bedomning", "Bedömning", "post.datum", _of("risk")),
    ("kontrollpunkt", "Kontrollpunkt", "post.fraga", _POINT),
    ("utfall", "Utfall", "post.period", _of("egenkontroll")),
    ("bilaga", "Bilaga", "post.filnamn", _BILAGA),
)

# Ids of several tables: a record's number is its table's place and its own id in one.
_ALL = " UNION ALL ".join(
    f"SELECT {place * SPACE} + post.id AS nyckel, '{table}' AS tabell, '{word}' AS slag, {text} AS rubrik, "  # noqa: S608
    f"post.version AS version, post.borttagen AS borttagen FROM {table} AS post "
    f"WHERE post.borttagen IS NOT NULL AND ({belongs})"
    for place, (table, word, text, belongs) in enumerate(_KINDS)
)

PAPPERSKORG = Kalla(
    post=f"({_ALL}) AS post",
    where="1",
    ordning="post.borttagen DESC, post.nyckel",
    nyckel="post.nyckel",
    tabell="post.tabell",
    text="post.rubrik",
    uppgifter=(
        uppgift(Kolumn("slag", "Slag", bredd=16, grupperbar=True), "post.slag"),
        uppgift(Kolumn("rubrik", "Post", bredd=52), "post.rubrik"),
        uppgift(Kolumn("borttagen", "Borttagen", Slag.DATETIME, 16), "post.borttagen"),
    ),
    villkor=(val("slag", "Slag", "post.slag", ""),),
)

"""Use case: a copy of a record with what hangs below it, without statuses and answers."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Select, select

from internkontroll.db.models import bedomning, metadata
from internkontroll.db.session import Register
from internkontroll.db.writer import Writer
from internkontroll.domain.rubrik import shorten, the_post
from internkontroll.domain.sparat import Sparat
from internkontroll.domain.words import Fas
from internkontroll.services.planlage import plan_of
from internkontroll.services.redigera.create import added_to, insert_last, next_number
from internkontroll.services.redigera.operation import operation, saved
from internkontroll.services.redigera.posts import plain_rows, read_living, refuse_closed

_BELOW = {
    "risk": ("atgard", "risk_mal"),
    "egenkontroll": ("kontrollpunkt", "egenkontroll_enhet"),
    "granskning": ("rekommendation",),
}
"""Table → what is copied along; åtgärder of granskningar answer to that very granskning and stay."""

_NAMED = {
    "risk": "beskrivning",
    "atgard": "beskrivning",
    "avtal": "avtal",
    "egenkontroll": "namn",
    "granskning": "namn",
    "kontroll": "kontroll",
    "kontrollpunkt": "fraga",
    "rekommendation": "rekommendation",
}
"""Table → the text that tells the copy from what it was made of."""

_OF_THE_YEAR = {"tillagd", "tillagd_skal", "avslutad", "avslutad_skal", "arsbeslut", "arsbeslut_skal", "lyft_fran_id"}
_OF_THE_YEAR |= {"effekt_fraga", "effekt", "effekt_kommentar", "effekt_datum"}
"""What was said of the record itself and not of its likes."""

_OWN = {"id", "uuid", "identitet", "version", "borttagen"}


def duplicate(
    register: Register, tabell: str, post: int, *, skal: str | None = None, idag: date | None = None
) -> Sparat:
    """A copy of the record, last in its list, with an identity of its own.

    In a decided plan a copy of a risk is an addition: `skal` says why, `idag` when. Raises InputRefused
    without a reason, KeyError for a table whose records can't be copied.
    """
    with operation(register) as writer:
        (row,) = read_living(writer.connection, tabell, [post])
        lage = plan_of(writer.connection, tabell, row)
        refuse_closed(tabell, [lage])
        name = _NAMED[tabell]
        values = _copied(row) | {name: f"{row[name]} (kopia)"}
        if "beteckning" in row:
            values["beteckning"] = row["beteckning"] and next_number(writer.connection, tabell, row["plan_id"])
        if tabell == "risk" and lage:
            values |= {"tillagd_skal": skal, "utfall_id": None}
            values |= added_to(lage, idag or datetime.now(UTC).astimezone().date(), values)
        writer.call(shorten(f"Kopia av {the_post(tabell, row)}"))
        copy = insert_last(writer, tabell, row.get("plan_id", 0), values)
        _copy_below(writer, tabell, post, copy)
    return saved(writer, (tabell, copy))


def _copied(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in _OWN | _OF_THE_YEAR}


def _copy_below(writer: Writer, tabell: str, post: int, copy: int) -> None:
    for below in _BELOW.get(tabell, ()):
        table = metadata.tables[below]
        query = select(table).where(table.c[f"{tabell}_id"] == post).order_by(table.c.id)
        if "borttagen" in table.c:
            query = query.where(table.c.borttagen.is_(None))
        for row in plain_rows(writer.connection, query):
            writer.insert(table, _copied(row) | {f"{tabell}_id": copy})
    if tabell == "risk":
        for row in plain_rows(writer.connection, _latest_before(post)):
            writer.insert(bedomning, _copied(row) | {"risk_id": copy})


def _latest_before(risk_id: int) -> Select[Any]:
    """The latest bedömning before åtgärder; what the åtgärder have led to doesn't hold for a copy."""
    return (
        select(bedomning)
        .where(bedomning.c.risk_id == risk_id, bedomning.c.fas == Fas.FORE, bedomning.c.borttagen.is_(None))
        .order_by(bedomning.c.datum.desc(), bedomning.c.id.desc())
        .limit(1)
    )

"""Use cases of effect: ask some time after an åtgärd whether it helped, answer, and see what waits for an answer.

Answers come late: they may be written when the åtgärd's plan is closed.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from internkontroll.db.models import atgard
from internkontroll.db.session import Register
from internkontroll.domain.egenkontroll.effekt import effect_day
from internkontroll.domain.rubrik import shorten, the_post
from internkontroll.domain.sparat import Sparat
from internkontroll.domain.words import Effekt
from internkontroll.errors import InputRefused
from internkontroll.services.hem.effekter import DUE
from internkontroll.services.redigera.change import check_values
from internkontroll.services.redigera.operation import operation, saved
from internkontroll.services.redigera.posts import check_versions, read_living


@dataclass(frozen=True, slots=True)
class Effektfraga:
    """An åtgärd that somebody wanted to look at again by now. `enhet`: where the deviation or the risk is, if known."""

    atgard_id: int
    beskrivning: str
    ansvarig: str | None
    fraga: date
    enhet: str | None
    ar: int


def ask_effect(register: Register, atgard_id: int, version: int, dagar: int | None, idag: date) -> Sparat:
    """Have the program ask `dagar` days after the åtgärd is to be done whether it has helped; None: don't ask.

    What has been answered is asked anew. `version`: as it was read, 0 not to check. Raises InputRefused for a number
    of days that isn't 1 to 1000, Conflict where somebody else has changed the åtgärd.
    """
    if dagar is not None and not 1 <= dagar <= 1000:
        raise InputRefused(f"Skriv hur många dagar, 1 till 1000. Nu är det {dagar}.")
    with operation(register) as writer:
        rows = read_living(writer.connection, "atgard", [atgard_id])
        check_versions(writer.connection, "atgard", rows, {atgard_id: version})
        writer.call(shorten(f"Fråga om effekt av {the_post('atgard', rows[0])}"))
        day = None if dagar is None else effect_day(idag, rows[0]["slutdatum"], dagar)
        unsaid = {"effekt": None, "effekt_kommentar": None, "effekt_datum": None}
        writer.update(atgard, rows[0], {"effekt_fraga": day, **(unsaid if day else {})})
    return saved(writer)


def set_effect(
    register: Register, atgard_id: int, version: int, effekt: Effekt, kommentar: str | None, idag: date
) -> Sparat:
    """Say whether the åtgärd has helped. Raises InputRefused without a word on what remains, Conflict as above."""
    values = {"effekt": effekt, "effekt_kommentar": kommentar, "effekt_datum": idag}
    checked = check_values("atgard", values)
    if effekt != Effekt.JA and not checked["effekt_kommentar"]:
        raise InputRefused("Skriv vad som återstår, och vad ni gör åt det.")
    with operation(register) as writer:
        rows = read_living(writer.connection, "atgard", [atgard_id])
        check_versions(writer.connection, "atgard", rows, {atgard_id: version})
        writer.call(shorten(f"Effekt av {the_post('atgard', rows[0])}"))
        writer.update(atgard, rows[0], checked)
    return saved(writer)


def effects_due(connection: Connection, namnd_id: int, ar: int, idag: date) -> tuple[Effektfraga, ...]:
    """What has been asked by today and not answered, of the year's plan and earlier ones, the longest wait first."""
    parameters = {"namnd": namnd_id, "ar": ar, "idag": str(idag), "as_of": str(idag)}
    rows = connection.exec_driver_sql(DUE, parameters).all()
    return tuple(
        Effektfraga(post, text, ansvarig, date.fromisoformat(fraga), enhet, year)
        for post, text, ansvarig, fraga, enhet, year, _ in rows
    )

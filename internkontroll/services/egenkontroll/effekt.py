"""Use cases of effect: ask some time after an åtgärd whether it helped, and answer.

Answers come late: they may be written when the åtgärd's plan is closed. Hem says what waits for one.
"""

from datetime import date

from internkontroll.db.models import atgard
from internkontroll.db.session import Register
from internkontroll.domain.egenkontroll.effekt import effect_day
from internkontroll.domain.rubrik import shorten, the_post
from internkontroll.domain.sparat import Sparat
from internkontroll.domain.words import Effekt
from internkontroll.errors import InputRefused
from internkontroll.services.redigera.change import check_values
from internkontroll.services.redigera.operation import operation, saved
from internkontroll.services.redigera.posts import check_versions, read_living


def ask_effect(register: Register, atgard_id: int, version: int, dagar: int, idag: date) -> Sparat:
    """Have the program ask, again where somebody has answered, in `dagar` days whether the åtgärd has helped.

    They are counted from its slutdatum, or from today where that has been. An answer that is there stands until then.
    `version`: as it was read, 0 not to check. Raises InputRefused for a number of days that isn't 1 to 1000,
    Conflict where somebody else has changed the åtgärd.
    """
    if not 1 <= dagar <= 1000:
        raise InputRefused(f"Skriv hur många dagar, 1 till 1000. Nu är det {dagar}.")
    with operation(register) as writer:
        rows = read_living(writer.connection, "atgard", [atgard_id])
        check_versions(writer.connection, "atgard", rows, {atgard_id: version})
        writer.call(shorten(f"Fråga om effekt av {the_post('atgard', rows[0])}"))
        writer.update(atgard, rows[0], {"effekt_fraga": effect_day(idag, rows[0]["slutdatum"], dagar)})
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

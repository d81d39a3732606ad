"""Use cases of an egenkontroll: the answer to a kontrollpunkt, and the units that are to answer."""

from sqlalchemy import Connection, select

from internkontroll.db.models import egenkontroll_enhet, svar
from internkontroll.db.session import Register
from internkontroll.domain.falt import Falt, Faltslag, Value, check_value
from internkontroll.domain.rubrik import shorten, the_post
from internkontroll.domain.sparat import Sparat
from internkontroll.domain.words import Svarsord, Svarstyp
from internkontroll.errors import Conflict, InputRefused
from internkontroll.services.redigera.operation import operation, saved
from internkontroll.services.redigera.posts import (
    Post,
    changed_by_other,
    plain_rows,
    plans_of,
    read_living,
    read_rows,
    refuse_closed,
)


def answer_field(fraga: str, hjalp: str | None, svarstyp: Svarstyp) -> Falt:
    """The field that the kontrollpunkt's question is answered in."""
    words = tuple((str(word), str(word)) for word in Svarsord)
    slag, most = {
        Svarstyp.JA_NEJ: (Faltslag.WORD, 0),
        Svarstyp.ANTAL: (Faltslag.NUMBER, 1_000_000),
        Svarstyp.ANDEL: (Faltslag.NUMBER, 100),
        Svarstyp.TEXT: (Faltslag.MULTILINE, 0),
    }[svarstyp]
    return Falt("svar", fraga, hjalp or "Svara på frågan för enheten och perioden.", "", slag, False, words, 0, most)


def set_svar(
    register: Register, utfall_id: int, kontrollpunkt_id: int, value: Value, *, version: int | None = None
) -> Sparat:
    """Answer a kontrollpunkt of the utfall; None takes the answer away.

    `version`: that of the answer as it was read, 0 where there was none, None not to check. Raises
    InputRefused for what doesn't answer the question, Conflict where somebody else has answered meanwhile.
    """
    with operation(register) as writer:
        (utfall,) = read_living(writer.connection, "utfall", [utfall_id])
        current = _read_answer(writer.connection, utfall_id, kontrollpunkt_id)
        # What is answered can be corrected, also when the question has got other words since.
        read = read_rows if current else read_living
        (point,) = read(writer.connection, "kontrollpunkt", [kontrollpunkt_id])
        if point["egenkontroll_id"] != utfall["egenkontroll_id"]:
            raise InputRefused("Frågan hör till en annan egenkontroll. Läs in posten igen.")
        refuse_closed("svar", plans_of(writer.connection, "utfall", [utfall]))
        falt = answer_field(point["fraga"], None, Svarstyp(point["svarstyp"]))
        text = None if value is None else str(check_value(falt, value))
        if version not in (None, current["version"] if current else 0):
            raise Conflict(changed_by_other(writer.connection, "svar", current) if current else _taken_back())
        writer.call(shorten(f"Svar på {the_post('kontrollpunkt', point)}"))
        if text is None and current:
            writer.delete(svar, [current])
        elif current:
            writer.update(svar, current, {"svar": text})
        elif text is not None:
            owner = {"egenkontroll_id": utfall["egenkontroll_id"], "utfall_id": utfall_id}
            writer.insert(svar, owner | {"kontrollpunkt_id": kontrollpunkt_id, "svar": text})
    return saved(writer)


def add_enhet(register: Register, egenkontroll_id: int, enhet_id: int) -> Sparat:
    """Have the unit answer the egenkontroll too, last in its list; one that does already stays.

    One that has left it is in it again, for the whole year.
    """
    with operation(register) as writer:
        (control,) = read_living(writer.connection, "egenkontroll", [egenkontroll_id])
        refuse_closed("egenkontroll", plans_of(writer.connection, "egenkontroll", [control]))
        links = _links(writer.connection, egenkontroll_id)
        writer.call(shorten(f"Enhet i {the_post('egenkontroll', control)}"))
        known = next((link for link in links if link["enhet_id"] == enhet_id), None)
        if known:
            writer.update(egenkontroll_enhet, known, {"till": None})
        else:
            place = max((link["ordning"] for link in links), default=-1) + 1
            row = {"egenkontroll_id": egenkontroll_id, "enhet_id": enhet_id, "ordning": place, "alla_under": 0}
            writer.insert(egenkontroll_enhet, row)
    return saved(writer)


def remove_enhet(register: Register, egenkontroll_id: int, enhet_id: int) -> Sparat:
    """Have the unit answer the egenkontroll no longer; what it has answered stays."""
    with operation(register) as writer:
        (control,) = read_living(writer.connection, "egenkontroll", [egenkontroll_id])
        refuse_closed("egenkontroll", plans_of(writer.connection, "egenkontroll", [control]))
        links = [link for link in _links(writer.connection, egenkontroll_id) if link["enhet_id"] == enhet_id]
        writer.call(shorten(f"Enhet bort från {the_post('egenkontroll', control)}"))
        if links:
            writer.delete(egenkontroll_enhet, links)
    return saved(writer)


def _read_answer(connection: Connection, utfall_id: int, kontrollpunkt_id: int) -> Post | None:
    query = select(svar).where(svar.c.utfall_id == utfall_id, svar.c.kontrollpunkt_id == kontrollpunkt_id)
    return next(iter(plain_rows(connection, query)), None)


def _links(connection: Connection, egenkontroll_id: int) -> list[Post]:
    query = select(egenkontroll_enhet).where(egenkontroll_enhet.c.egenkontroll_id == egenkontroll_id)
    return plain_rows(connection, query.order_by(egenkontroll_enhet.c.ordning))


def _taken_back() -> str:
    return "Någon har tagit bort svaret. Läs in posten igen och svara på nytt."

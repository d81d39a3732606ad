"""The units that are to do an egenkontroll, and what their answers may be."""

from datetime import date

from sqlalchemy import Connection, select

from internkontroll.db.models import egenkontroll_enhet
from internkontroll.db.session import Register
from internkontroll.domain.falt import Falt, Faltslag
from internkontroll.domain.rubrik import shorten, the_post
from internkontroll.domain.sparat import Sparat
from internkontroll.domain.words import Svarsord, Svarstyp
from internkontroll.services.redigera.operation import operation, saved
from internkontroll.services.redigera.posts import (
    Post,
    plain_rows,
    plans_of,
    read_living,
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


def add_enhet(
    register: Register,
    egenkontroll_id: int,
    enhet_id: int,
    *,
    alla_under: bool = False,
    fran: date | None = None,
    till: date | None = None,
) -> Sparat:
    """Have the unit, or all below it, answer the egenkontroll, last in its list; one that does already, in this way.

    Without days it is the whole year, also for one that has left. Raises InputRefused for days backwards in time.
    """
    said = {"alla_under": int(alla_under), "fran": fran, "till": till}
    with operation(register) as writer:
        (control,) = read_living(writer.connection, "egenkontroll", [egenkontroll_id])
        refuse_closed("egenkontroll", plans_of(writer.connection, "egenkontroll", [control]))
        links = _links(writer.connection, egenkontroll_id)
        writer.call(shorten(f"Enhet i {the_post('egenkontroll', control)}"))
        known = next((link for link in links if link["enhet_id"] == enhet_id), None)
        if known:
            writer.update(egenkontroll_enhet, known, said)
        else:
            place = max((link["ordning"] for link in links), default=-1) + 1
            row = {"egenkontroll_id": egenkontroll_id, "enhet_id": enhet_id, "ordning": place}
            writer.insert(egenkontroll_enhet, row | said)
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


def _links(connection: Connection, egenkontroll_id: int) -> list[Post]:
    query = select(egenkontroll_enhet).where(egenkontroll_enhet.c.egenkontroll_id == egenkontroll_id)
    return plain_rows(connection, query.order_by(egenkontroll_enhet.c.ordning))

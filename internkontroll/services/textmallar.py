"""Use case: the texts that a nämnd's sections start from, per tillfälle and part."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from internkontroll.db.models import textmall
from internkontroll.db.session import Register
from internkontroll.domain.falt import check_value, find_field
from internkontroll.domain.report.fields import DESCRIPTIONS, find_fields
from internkontroll.domain.rubrik import shorten
from internkontroll.domain.sparat import Sparat
from internkontroll.domain.status import Tillfalletyp
from internkontroll.domain.words import Textdel
from internkontroll.errors import InputRefused
from internkontroll.services.redigera.operation import operation, saved
from internkontroll.services.redigera.posts import plain_rows

Mallar = Mapping[tuple[Tillfalletyp, Textdel], str]


@dataclass(frozen=True, slots=True)
class Mallfalt:
    """A field that a text may hold: how it is written, and what it becomes."""

    skrivs: str
    blir: str


FALT = tuple(Mallfalt(f"{{{name}}}", text) for name, text in DESCRIPTIONS.items())
"""The fields in the order to offer them."""


def list_mallar(connection: Connection, namnd_id: int) -> Mallar:
    """The nämnd's templates; what has none starts empty."""
    query = select(textmall.c.tillfalle, textmall.c["del"], textmall.c.innehall).where(textmall.c.namnd_id == namnd_id)
    return {(Tillfalletyp(typ), Textdel(part)): text for typ, part, text in connection.execute(query)}


def part_title(part: Textdel) -> str:
    """What people call the part: "Sammanfattning"."""
    falt = find_field("avsnittstext", "del")
    return dict(falt.ord)[part] if falt else str(part)


def set_mall(register: Register, namnd_id: int, typ: Tillfalletyp, part: Textdel, text: str) -> Sparat:
    """Let the part start from the text at the tillfälle; an empty one takes the template away.

    Sections that are written already stay. Raises InputRefused for a field that doesn't exist.
    """
    falt = find_field("avsnittstext", "innehall")
    checked = check_value(falt, text) if falt else text
    unknown = [one for one in find_fields(str(checked or ""), DESCRIPTIONS) if one.value is None]
    if unknown:
        raise InputRefused(
            f"Fältet {{{unknown[0].name}}} finns inte. Välj ett i listan över fält, eller ta bort klamrarna."
        )
    with operation(register) as writer:
        writer.call(shorten(f"Textmall: {part_title(part)}, {typ.label}"))
        query = select(textmall).where(
            textmall.c.namnd_id == namnd_id, textmall.c.tillfalle == typ, textmall.c["del"] == part
        )
        known = plain_rows(writer.connection, query)
        if known and checked:
            writer.update(textmall, known[0], {"innehall": checked})
        elif known:
            writer.delete(textmall, known)
        elif checked:
            row = {"namnd_id": namnd_id, "tillfalle": typ, "del": part, "innehall": checked}
            writer.insert(textmall, row)
    return saved(writer)

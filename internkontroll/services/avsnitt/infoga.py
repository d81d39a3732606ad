"""What would happen to the municipality's own document, before it happens."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from internkontroll.db.models import namnd
from internkontroll.db.session import Register
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.services.infoga import Urval, insert_section

if TYPE_CHECKING:
    from internkontroll.export.word.infoga import Change


@dataclass(frozen=True, slots=True)
class Infogning:
    """What would change. `fanns`: the section stands in the document already; `plats`: where, in words.

    `stycken`: the section's paragraphs; `andringar`: those that change (`var`, `blev`; None is "not there");
    `for_hand`: what people have written in it that would be lost; `noter`: what to know afterwards.
    """

    andrat: bool
    fanns: bool
    plats: str
    stycken: int
    andringar: "tuple[Change, ...]"
    for_hand: tuple[str, ...]
    noter: tuple[str, ...]


def preview_insertion(register: Register, sammanhang: Sammanhang, dokument: Path, vid: str | None = None) -> Infogning:
    """Try to put the section into `dokument`, as `insert_section` of services.infoga would; nothing is written.

    Raises as it does.
    """
    with register.read() as connection:
        urval = Urval(sammanhang.ar, sammanhang.tillfalle, namnd_name(connection, sammanhang))
    found = insert_section(register, urval, dokument, vid=vid, trial=True)
    by_hand = tuple(map(str, found.edits))
    return Infogning(found.changed, found.updated, found.place, found.lines, found.changes, by_hand, found.notes)


def namnd_name(connection: Connection, sammanhang: Sammanhang) -> str:
    """What the exports call the nämnd: with its kommun, which tells nämnder of the same name apart."""
    query = select(namnd.c.namn, namnd.c.kommun).where(namnd.c.id == sammanhang.namnd_id)
    namn, kommun = connection.execute(query).one()
    return f"{namn} ({kommun})" if kommun else str(namn)

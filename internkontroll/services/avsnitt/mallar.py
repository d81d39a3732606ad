"""The nämnd's own texts to start from."""

from sqlalchemy import Connection, select

from internkontroll.db.models import avsnittstext, textmall
from internkontroll.db.session import Register
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.sparat import Sparat
from internkontroll.domain.words import Textdel
from internkontroll.services.avsnitt.operation import Section, save


def start_texts(connection: Connection, sammanhang: Sammanhang) -> dict[Textdel, str]:
    """The templates for the tillfälle, by text."""
    query = select(textmall.c["del"], textmall.c.innehall).where(
        textmall.c.namnd_id == sammanhang.namnd_id, textmall.c.tillfalle == sammanhang.tillfalle
    )
    return {Textdel(part): text for part, text in connection.execute(query)}


def fill_from_templates(register: Register, sammanhang: Sammanhang) -> Sparat:
    """Start every text that has a template and isn't written yet; what somebody has written stays."""

    def write(section: Section) -> None:
        for part, text in start_texts(section.writer.connection, sammanhang).items():
            row = section.find(avsnittstext, part)
            if row is None:
                section.insert(avsnittstext, part, {"innehall": text})
            elif not (row.innehall or "").strip():
                section.writer.update(avsnittstext, row._mapping, {"innehall": text})

    return save(register, sammanhang, "Hämta texter från mallarna", write)

"""What the window does with one remark: finds its record, and silences it."""

from sqlalchemy import Connection, select

from internkontroll.db.models import metadata
from internkontroll.db.session import Register
from internkontroll.domain.granska import Anmarkning
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.sparat import Sparat
from internkontroll.services.avsnitt.infoga import namnd_name
from internkontroll.services.granska import silence, unsilence


def find_record(connection: Connection, remark: Anmarkning) -> int | None:
    """The id of the record that the remark is about; None where it is about something that nobody has written."""
    table = metadata.tables.get(remark.tabell)
    if table is None or not remark.post:
        return None
    return connection.execute(select(table.c.id).where(table.c.uuid == remark.post)).scalar_one_or_none()


def silence_remark(register: Register, sammanhang: Sammanhang, remark: Anmarkning, skal: str) -> Sparat:
    """Show the rule's remarks on the record no more. Raises as `silence` of services.granska."""
    with register.read() as connection:
        namnd = namnd_name(connection, sammanhang)
    return silence(register, sammanhang.ar, sammanhang.tillfalle, remark.regel, remark.post, skal, namnd)


def unsilence_remark(register: Register, sammanhang: Sammanhang, remark: Anmarkning) -> Sparat:
    """Show the rule's remarks on the record again. Raises as `unsilence` of services.granska."""
    with register.read() as connection:
        namnd = namnd_name(connection, sammanhang)
    return unsilence(register, sammanhang.ar, sammanhang.tillfalle, remark.regel, remark.post, namnd)

"""The bytes of files in the register, each content once under its SHA-256."""

import hashlib

from sqlalchemy.dialects.sqlite import insert

from internkontroll.db.models import innehall
from internkontroll.db.writer import Writer


def keep_content(writer: Writer, data: bytes) -> str:
    """Put the bytes in the register, unless they are there, and return their sum."""
    sha256 = hashlib.sha256(data).hexdigest()
    values = {"sha256": sha256, "storlek": len(data), "data": data}
    writer.connection.execute(insert(innehall).values(values).on_conflict_do_nothing())
    return sha256

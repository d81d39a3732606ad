"""Use cases of bilagor: attach files to a record, read one, take some away."""

import unicodedata
from collections.abc import Sequence
from mimetypes import MimeTypes
from pathlib import Path

from sqlalchemy import select

from internkontroll.db.models import bilaga, innehall
from internkontroll.db.session import Register
from internkontroll.db.writer import Writer
from internkontroll.domain.changes import count_words
from internkontroll.domain.limits import MAX_BILAGA
from internkontroll.domain.rubrik import shorten
from internkontroll.domain.sparat import Sparat
from internkontroll.errors import InputRefused, environment
from internkontroll.services.innehall import keep_content
from internkontroll.services.redigera import trash as trash_posts
from internkontroll.services.redigera.operation import operation, saved
from internkontroll.services.redigera.posts import read_living

_MB = 1024 * 1024


def attach(register: Register, tabell: str, post_id: int, paths: Sequence[Path]) -> Sparat:
    """Keep the files with the record, under their own names; a file that it has already is passed over.

    `tabell`: risk, atgard, kontroll, granskning or utfall. Raises InputRefused for a folder, an empty
    or too large file, EnvironmentFailed for one that can't be read; then none is kept.
    """
    files = [(_name(path), _read(path)) for path in paths]
    with operation(register) as writer:
        read_living(writer.connection, tabell, [post_id])
        writer.call(shorten(_rubrik([name for name, _ in files])))
        made = [_attach(writer, f"{tabell}_id", post_id, name, data) for name, data in files]
    return saved(writer, *(("bilaga", one) for one in made if one is not None))


def read(register: Register, bilaga_id: int) -> tuple[str, bytes]:
    """The file's name and content. Raises InputRefused where it has been taken away for good."""
    query = select(bilaga.c.filnamn, innehall.c.data).join(innehall).where(bilaga.c.id == bilaga_id)
    with register.read() as connection:
        row = connection.execute(query).one_or_none()
    if row is None:
        raise InputRefused("Bilagan finns inte längre. Läs in posten igen.")
    return row.filnamn, row.data


def trash(register: Register, bilagor: Sequence[int]) -> Sparat:
    """Put the bilagor in the papperskorg; `redigera.restore` takes them out of it."""
    return trash_posts(register, "bilaga", bilagor)


def _attach(writer: Writer, owner: str, post_id: int, name: str, data: bytes) -> int | None:
    sha256 = keep_content(writer, data)
    query = select(bilaga.c.id).where(
        bilaga.c[owner] == post_id,
        bilaga.c.sha256 == sha256,
        bilaga.c.filnamn == name,
        bilaga.c.borttagen.is_(None),
    )
    if writer.connection.execute(query).first():
        return None
    # The types that Python knows by itself: those of the machine differ from one to the next.
    mediatyp, _ = MimeTypes().guess_type(name)
    return writer.insert(bilaga, {"filnamn": name, "mediatyp": mediatyp, "sha256": sha256, owner: post_id})


def _rubrik(names: Sequence[str]) -> str:
    return f"Ny bilaga: {names[0]}" if len(names) == 1 else f"Nya bilagor: {count_words('bilaga', len(names))}"


def _name(path: Path) -> str:
    # A Mac takes names apart into letters and accents; the register holds them composed.
    return unicodedata.normalize("NFC", path.name)


def _read(path: Path) -> bytes:
    with environment(path):
        if path.is_dir():
            raise InputRefused(f"{path}: Det är en mapp. Välj filerna i den, eller packa den som en zip-fil.")
        size = path.stat().st_size
        if size > MAX_BILAGA:
            raise InputRefused(
                f"{path}: Filen är {-(-size // _MB)} MB och får vara högst {MAX_BILAGA // _MB} MB. "
                "Gör den mindre, eller skriv i kommentaren var den finns."
            )
        data = path.read_bytes()
    if not data:
        raise InputRefused(f"{path}: Filen är tom. Kontrollera att det är rätt fil.")
    return data

"""What a register file is, seen from outside: plain sqlite3, so that looking costs next to nothing."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path, PurePath
from urllib.parse import quote

from internkontroll.errors import EnvironmentFailed, InputRefused, environment

APPLICATION_ID = 0x494B5247
"""The bytes "IKRG" in the file's header: this SQLite file is a register of ours."""

HEAD = "0004"
"""The revision that this program reads and writes; revisions sort as text."""

BUSY_SECONDS = 5.0
"""How long to wait for somebody else's write before saying that the register is locked."""

_DAMAGE = ("no such table", "Could not decode to UTF-8")
"""What SQLite and Python say without a code where rows or letters aren't what they were written as."""

_SQLITE_HEADER = b"SQLite format 3\x00"


class MissingRegister(InputRefused):
    """There is no file at the path: it has never been there, or the folder is out of reach at the moment."""


class OlderRegister(InputRefused):
    """The register is whole, but of an older revision than HEAD."""


def check_register(path: Path) -> None:
    """Return when `path` is a register of revision HEAD.

    Raises OlderRegister; InputRefused for a missing, foreign, damaged or newer file;
    EnvironmentFailed where it can't be read.
    """
    revision = read_revision(path)
    if revision > HEAD:
        raise InputRefused(
            f"{path}: Registret är skapat av en nyare version av Internkontroll (format {revision}, "
            f"programmet kan {HEAD}). Uppdatera programmet och öppna registret igen."
        )
    if revision < HEAD:
        raise OlderRegister(
            f"{path}: Registret har ett äldre format ({revision}, programmet skriver {HEAD}). "
            f"Kör: internkontroll uppgradera {path}"
        )


def read_revision(path: Path) -> str:
    """The revision of the register at `path`. Raises as `check_register`."""
    _check_header(path)
    with database_errors(path), closing(connect(path)) as connection:
        if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise InputRefused(f"{path}: Filen är en databas från ett annat program. Välj en fil som slutar på .ikreg.")
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if row is None:
        raise InputRefused(damaged(path, "formatets nummer saknas"))
    return str(row[0])


def connect(path: Path) -> sqlite3.Connection:
    """A plain connection to an existing file, without implicit transactions."""
    uri = f"{file_uri(path.absolute())}?mode=rw"
    return sqlite3.connect(uri, uri=True, isolation_level=None, timeout=BUSY_SECONDS)


def may_write(path: Path) -> bool:
    """Whether this user may change the register. Somebody else's write under way says nothing, and isn't waited for."""
    # SQLite is asked and not the file's rights: they say little about a share. No row is written, and no journal.
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA busy_timeout = 0")
        try:
            connection.execute("DELETE FROM register WHERE 0")
        except sqlite3.OperationalError as error:
            return error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_READONLY
    return True


def file_identity(path: Path) -> tuple[int, int] | None:
    """What tells the file from one that has taken its place; None where there is none at the moment."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def file_uri(path: PurePath) -> str:
    """The absolute path as a URI for SQLite, which takes a Windows share only after an empty server's name."""
    place = path.as_posix()
    return f"file://{'' if place.startswith('/') else '/'}{quote(os.fsencode(place))}"


def damaged(path: Path, what: str) -> str:
    """The text for a register that SQLite can't make sense of."""
    return (
        f"{path}: Registret är skadat ({what}). Återställ en säkerhetskopia med Arkiv ▸ Återställ säkerhetskopia… "
        f"eller: internkontroll aterstall {path} KOPIA"
    )


_ENVIRONMENT = {
    sqlite3.SQLITE_FULL: "Disken är full. Frigör utrymme och försök igen. Inget har ändrats.",
    sqlite3.SQLITE_BUSY: "Registret är låst av någon annan. Vänta en stund och försök igen. Inget har ändrats.",
    sqlite3.SQLITE_LOCKED: "Registret är låst av någon annan. Vänta en stund och försök igen. Inget har ändrats.",
    sqlite3.SQLITE_READONLY: "Registret är skrivskyddat. Be om skrivbehörighet eller arbeta i en kopia.",
    sqlite3.SQLITE_CANTOPEN: "Registret går inte att öppna. Kontrollera att mappen finns och att du har behörighet.",
    sqlite3.SQLITE_IOERR: "Disken gick inte att läsa eller skriva. Kontrollera platsen och försök igen.",
    sqlite3.SQLITE_PERM: "Du saknar behörighet till registret. Be IT om behörighet.",
}


@contextmanager
def database_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite says of the machine or of a damaged file into errors that say what to do."""
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
        raise
    except sqlite3.DatabaseError as error:
        raise known_error(path, error) or error from error


def known_error(path: Path, error: sqlite3.Error) -> EnvironmentFailed | InputRefused | None:
    """The error to show for one of SQLite's, or None where the mistake is ours."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in _ENVIRONMENT:
        return EnvironmentFailed(f"{path}: {_ENVIRONMENT[code]}")
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) or any(sign in str(error) for sign in _DAMAGE):
        return InputRefused(damaged(path, str(error)))
    return None


def refuse_folder(path: Path) -> None:
    """Raise InputRefused where `path` is a folder."""
    if path.is_dir():
        raise InputRefused(f"{path}: Det är en mapp, inte ett register. Ange en fil som slutar på .ikreg.")


def _check_header(path: Path) -> None:
    refuse_folder(path)
    if not path.exists():
        raise MissingRegister(
            f"{path}: Registret finns inte. Kontrollera sökvägen och att mappen är ansluten. "
            f"Ett nytt gör du med Arkiv ▸ Nytt register eller: internkontroll skapa {path}"
        )
    with environment(path), path.open("rb") as stream:
        header = stream.read(len(_SQLITE_HEADER))
    if header != _SQLITE_HEADER:
        raise InputRefused(f"{path}: Filen är inte ett register från Internkontroll. Välj en fil som slutar på .ikreg.")

"""Backups that are verified before anybody relies on them, and restoring one."""

import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from glob import escape
from pathlib import Path

from internkontroll.db.register_file import (
    OlderRegister,
    check_register,
    connect,
    damaged,
    database_errors,
    read_revision,
    refuse_folder,
)
from internkontroll.errors import InputRefused, KnownError
from internkontroll.files import replacing

_STAMP = "%Y%m%d-%H%M%S"


def latest_backup(path: Path) -> datetime | None:
    """When the newest of the copies beside the register was made, by its name; None where there is none."""
    stamps = []
    for copy in path.parent.glob(f"{escape(path.stem)}-*-????????-??????{path.suffix}"):
        with suppress(ValueError):
            stamps.append(datetime.strptime(copy.stem[-15:], _STAMP).astimezone())
    return max(stamps, default=None)


def backup_path(path: Path, occasion: str) -> Path:
    """A free name beside the register, such as "namnden-sakerhetskopia-20260412-143205.ikreg"."""
    stamp = datetime.now().astimezone().strftime(_STAMP)
    base = f"{path.stem}-{occasion}-{stamp}"
    candidates = [path.with_name(f"{base}{path.suffix}")]
    candidates += [path.with_name(f"{base}-{number}{path.suffix}") for number in range(2, 100)]
    return next(candidate for candidate in candidates if not candidate.exists())


def back_up(path: Path, target: Path) -> Path:
    """Copy the register to `target`, which must not exist, and verify the copy; returns `target`.

    The copy is one moment of the register, also while others write. Raises InputRefused where
    either file is damaged, EnvironmentFailed where it can't be written.
    """
    if target.exists():
        raise InputRefused(f"{target}: Det finns redan en fil med det namnet. Välj ett annat namn.")
    read_revision(path)
    with replacing(target) as new:
        _fill(new, path)
    return target


def restore(path: Path, copy: Path) -> Path | None:
    """Put a verified copy of `copy` in the register's place; returns the backup of what was there before.

    None where nothing was there. `copy` may be of an older revision. Raises as `back_up` and, for a newer
    one, as `check_register`; then the register is as it was.
    """
    refuse_folder(path)
    with suppress(OlderRegister):
        check_register(copy)
    before = None
    try:
        with replacing(path) as new:
            _fill(new, copy)
            if path.exists():
                _wait_for_writers(path)
                before = _keep(path)
    except KnownError:
        if before:
            before.unlink(missing_ok=True)
        raise
    for leftover in ("-journal", "-wal", "-shm"):
        # An old journal beside the new file would be rolled back into it.
        path.with_name(path.name + leftover).unlink(missing_ok=True)
    return before


def verify(path: Path, original: Path | None = None) -> dict[str, int]:
    """Number of rows of each table, once SQLite has found the file whole.

    Raises InputRefused; it names `original` where `path` is a copy that is being made of it.
    """
    named = original or path
    with database_errors(named), closing(connect(path)) as connection:
        for (said,) in connection.execute("PRAGMA integrity_check"):
            # Later versions of SQLite look into the index of words too; it holds nothing of its own (db/ordkontroll).
            if said != "ok" and not said.endswith("FTS5 table main.sok"):
                raise InputRefused(damaged(named, said))
        if broken := connection.execute("PRAGMA foreign_key_check").fetchone():
            raise InputRefused(damaged(named, f"en hänvisning i {broken[0]} saknar mål"))
        return _count_rows(connection)


def _fill(new: Path, source: Path) -> None:
    """Make the file at `new` a verified copy of `source`."""
    with database_errors(source), closing(connect(source)) as from_:
        from_.execute("BEGIN")
        expected = _count_rows(from_)
        # The source has answered and is held: what fails from here is about the new file's disk.
        with database_errors(new), closing(connect(new)) as to:
            from_.backup(to)
        from_.execute("ROLLBACK")
    if verify(new, source) != expected:
        raise InputRefused(damaged(source, "kopian blev inte lik registret"))


def _count_rows(connection: sqlite3.Connection) -> dict[str, int]:
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in names}  # noqa: S608


def _keep(path: Path) -> Path:
    """A copy of what is to be replaced: verified where it is whole, byte by byte where it is damaged."""
    target = backup_path(path, "fore-aterstallning")
    try:
        return back_up(path, target)
    except InputRefused:
        with replacing(target) as new:
            new.write_bytes(path.read_bytes())
        return target


def _wait_for_writers(path: Path) -> None:
    """Raise EnvironmentFailed where somebody else is writing to the register."""
    try:
        with closing(connect(path)) as connection:
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("ROLLBACK")
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            with database_errors(path):
                raise

"""Creating and upgrading registers, as if the data were irreplaceable. Only here does alembic run."""

from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection

from internkontroll.db.backup import back_up, backup_path
from internkontroll.db.engine import engine_errors, make_engine, roll_back
from internkontroll.db.models import register
from internkontroll.db.register_file import (
    APPLICATION_ID,
    HEAD,
    OlderRegister,
    check_register,
    connect,
    damaged,
    database_errors,
)
from internkontroll.db.writer import new_uuid, now
from internkontroll.errors import InputRefused

MIGRATIONS = Path(__file__).parent / "migrations"


def refuse_existing(path: Path) -> None:
    """Raise InputRefused where something bears that name already."""
    if path.exists():
        raise InputRefused(
            f"{path}: Det finns redan en fil med det namnet. Välj ett annat namn eller flytta den först."
        )


def create(path: Path) -> None:
    """Make the empty file at `path` a register without any records."""
    with database_errors(path), closing(connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    _migrate(path, MIGRATIONS)
    with engine_errors(path), make_engine(path).connect() as connection:
        connection.execute(register.insert().values(id=1, uuid=new_uuid(), skapat=now()))


def upgrade(path: Path, migrations: Path = MIGRATIONS) -> Path | None:
    """Bring an older register to this program's revision; returns the verified backup made first.

    None where there was nothing to do. Raises as `check_register` for files that can't be upgraded;
    a migration that fails leaves the register as it was.
    """
    try:
        check_register(path)
    except OlderRegister:
        copy = back_up(path, backup_path(path, "fore-uppgradering"))
        _migrate(path, migrations)
        return copy
    return None


def _migrate(path: Path, migrations: Path) -> None:
    # Imported here: it takes as long as everything else that a command loads, and few need it.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    with engine_errors(path), make_engine(path).connect() as connection:
        # Off before BEGIN: with foreign keys on, rebuilding a table would take its children with it.
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        try:
            config.attributes["connection"] = connection
            command.upgrade(config, HEAD)
            _check_references(connection, path)
            connection.exec_driver_sql("COMMIT")
        except BaseException:
            roll_back(connection)
            raise


def _check_references(connection: Connection, path: Path) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise InputRefused(damaged(path, f"{len(broken)} hänvisningar saknar mål, den första i {broken[0][0]}"))

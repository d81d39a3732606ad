"""The schema: what migrations make is what the models say, and what the database itself watches over."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from internkontroll.db.migrate import MIGRATIONS
from internkontroll.db.models import metadata
from internkontroll.db.register_file import APPLICATION_ID, HEAD
from internkontroll.db.session import Register
from tests.db.registers import raw

TRIGGERS = {
    "handelse_delete": "handelse",
    "handelse_update": "handelse",
    "handelserad_delete": "handelserad",
    "handelserad_update": "handelserad",
    "risk_tillagd_efter_beslut": "risk",
    "riskskala_fryst_andrad": "riskskala",
    "riskskala_fryst_borttagen": "riskskala",
    "riskskala_fryst_ny": "riskskala",
}


def statements(connection: sqlite3.Connection) -> dict[str, str]:
    """Name → statement of every table and index but those of the words; blanks and line ends count as one blank."""
    query = (
        "SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'index') AND sql IS NOT NULL "
        "AND name NOT LIKE 'sqlite_%' AND name <> 'alembic_version' AND name NOT GLOB 'sok*'"
    )
    return {name: " ".join(sql.replace(f'"{name}"', name).split()) for name, sql in connection.execute(query)}


def test_migrations_make_the_schema_of_the_models(register: Register, tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'models.db'}")
    metadata.create_all(engine)
    engine.dispose()
    with raw(register.path) as migrated, raw(tmp_path / "models.db") as wanted:
        assert statements(migrated) == statements(wanted)
    assert len(metadata.tables) >= 30


def test_migrations_leave_the_triggers_in_place(register: Register) -> None:
    with raw(register.path) as connection:
        found = dict(connection.execute("SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'"))
    assert found == TRIGGERS


def test_the_program_writes_the_latest_revision(register: Register) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]
    with raw(register.path) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(HEAD,)]


def test_the_header_says_whose_file_it_is(register: Register) -> None:
    assert register.path.read_bytes()[68:72] == b"IKRG" == APPLICATION_ID.to_bytes(4, "big")


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("foreign_keys", 1),
        ("synchronous", 3),
        ("journal_mode", "delete"),
        ("recursive_triggers", 1),
        ("ignore_check_constraints", 0),
    ],
)
def test_every_transaction_runs_with_the_rules_on(register: Register, pragma: str, value: object) -> None:
    with register.read() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value
    with register.write("Prov") as writer:
        assert writer.connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


def test_a_row_number_is_never_used_again(register: Register) -> None:
    """The händelselogg names rows by number, so a number must mean one row for ever."""
    with closing(sqlite3.connect(register.path)) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        without = {
            name
            for name, sql in connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
            if "AUTOINCREMENT" not in sql
        }
    index = {"sok", "sok_config", "sok_content", "sok_data", "sok_idx"}
    assert tables >= without == {"alembic_version", "innehall", "sqlite_sequence"} | index

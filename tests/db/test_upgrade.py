"""Upgrading: nothing may be lost, and a migration that fails must not have happened."""

import json
import shutil
import sqlite3
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from internkontroll.cli import main
from internkontroll.db import migrate, register_file
from internkontroll.db.models import atgard, tillfalle, utfall
from internkontroll.db.ordindex import INDEXED
from internkontroll.db.register_file import OlderRegister
from internkontroll.db.session import Register
from internkontroll.errors import EnvironmentFailed, InputRefused
from internkontroll.services.angra import undo
from internkontroll.services.kontrollera import check
from tests import utbyte_files
from tests.db.registers import ALL_KEPT, KEPT, execute, impatient, largest_file, names, raw, rows, run_until_death

HEAD_OF_MIGRATION = 'import sqlalchemy as sa\nfrom alembic import op\n\nrevision, down_revision = "0005", "0004"\n\n\n'

REBUILD = """def upgrade():
    # Rebuilt in full, with children that refer to it; AUTOINCREMENT has to be asked for.
    with op.batch_alter_table("atgard", recreate="always", table_kwargs={"sqlite_autoincrement": True}) as table:
        table.add_column(sa.Column("prioritet", sa.Integer))
    assert op.get_bind().exec_driver_sql("PRAGMA foreign_keys").scalar() == 0
"""
FAIL = "    raise ValueError('en migrering som inte går')\n"
ORPHANS = "    op.execute('DELETE FROM atgard')\n"
FILL = "    op.execute('CREATE TABLE stor AS SELECT zeroblob(3000000) AS data')\n"
DIE = "    from tests.db.registers import die\n    die()\n"


@pytest.fixture
def migrations(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program's migrations, and room for one more, in a program whose format is 0005."""
    folder = tmp_path_factory.mktemp("migrering") / "migrations 50%"
    shutil.copytree(migrate.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    for module in (migrate, register_file):
        monkeypatch.setattr(module, "HEAD", "0005")
    return folder


def write_migration(folder: Path, *, ending: str = "") -> Path:
    (folder / "versions" / "0005_prioritet.py").write_text(HEAD_OF_MIGRATION + REBUILD + ending, encoding="utf-8")
    return folder


@pytest.fixture
def older(example_file: Path, tmp_path: Path) -> Path:
    """The example in the present format, alone in its folder."""
    return Path(shutil.copy(example_file, tmp_path / "nämnden.ikreg"))


def test_upgrading_loses_nothing(older: Path, migrations: Path, tmp_path: Path) -> None:
    before, content = rows(older), older.read_bytes()
    copy = migrate.upgrade(older, write_migration(migrations))
    assert copy is not None
    assert names(tmp_path) == sorted([older.name, copy.name])
    assert copy.name.startswith("nämnden-fore-uppgradering-")
    assert rows(copy) == before
    assert older.read_bytes() != content
    expected = before | {
        "alembic_version": [("0005",)],
        "atgard": [(*row, None) for row in before["atgard"]],
        "sqlite_sequence": before["sqlite_sequence"],
    }
    after = rows(older)
    assert sorted(after.pop("sqlite_sequence")) == sorted(expected.pop("sqlite_sequence"))
    assert after == expected


def test_an_upgraded_register_is_whole_and_can_be_written_to(older: Path, migrations: Path) -> None:
    with raw(older) as connection:
        (last,) = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'atgard'").fetchone()
    migrate.upgrade(older, write_migration(migrations))
    register = Register(older, "prov")
    with register.write("Prov") as writer:
        new = writer.insert(atgard, {"plan_id": 1, "risk_id": 1, "ordning": 99, "beskrivning": "Ny åtgärd"})
    assert new == last + 1
    with raw(older) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_upgrading_again_does_nothing(older: Path, migrations: Path, tmp_path: Path) -> None:
    write_migration(migrations)
    migrate.upgrade(older, migrations)
    content, files = older.read_bytes(), names(tmp_path)
    assert migrate.upgrade(older, migrations) is None
    assert (older.read_bytes(), names(tmp_path)) == (content, files)


@pytest.mark.parametrize(
    ("ending", "error", "message"),
    [
        (FAIL, ValueError, "som inte går"),
        (ORPHANS, InputRefused, r"nämnden\.ikreg: Registret är skadat \(\d+ hänvisningar saknar mål"),
    ],
    ids=["raises", "leaves orphans"],
)
def test_a_migration_that_fails_has_not_happened(
    older: Path, migrations: Path, tmp_path: Path, ending: str, error: type[Exception], message: str
) -> None:
    content = older.read_bytes()
    with pytest.raises(error, match=message):
        migrate.upgrade(older, write_migration(migrations, ending=ending))
    assert older.read_bytes() == content
    (copy,) = set(names(tmp_path)) - {older.name}
    assert rows(tmp_path / copy) == rows(older)


def test_after_a_failure_the_old_program_reads_on_and_the_mended_one_upgrades(older: Path, migrations: Path) -> None:
    with pytest.raises(ValueError, match="som inte går"):
        migrate.upgrade(older, write_migration(migrations, ending=FAIL))
    with pytest.raises(OlderRegister):
        Register(older, "prov")
    assert migrate.upgrade(older, write_migration(migrations))
    with Register(older, "prov").read() as connection:
        assert connection.exec_driver_sql("SELECT count(prioritet) FROM atgard").scalar() == 0


def test_a_full_disk_during_a_migration_is_told_as_one(older: Path, migrations: Path) -> None:
    content = older.read_bytes()
    write_migration(migrations, ending=FILL)
    with largest_file(len(content) + 1_000_000), pytest.raises(EnvironmentFailed, match="Disken"):
        migrate.upgrade(older, migrations)
    assert older.read_bytes() == content


def test_a_full_database_during_a_migration_is_told_as_one(
    older: Path, migrations: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = older.read_bytes()
    write_migration(migrations, ending=FILL)
    monkeypatch.setattr("internkontroll.db.engine._PRAGMAS", ("PRAGMA max_page_count = 1",))
    with pytest.raises(EnvironmentFailed, match=r"Disken är full\. Frigör utrymme"):
        migrate.upgrade(older, migrations)
    assert older.read_bytes() == content


def upgrade_to_0005(path: Path, folder: Path) -> None:
    for module in (migrate, register_file):
        pytest.MonkeyPatch().setattr(module, "HEAD", "0005")
    migrate.upgrade(path, folder)


def test_a_power_cut_during_a_migration_costs_nothing(older: Path, migrations: Path, tmp_path: Path) -> None:
    before = rows(older)
    write_migration(migrations, ending=DIE)
    run_until_death(upgrade_to_0005, older, migrations)
    assert older.with_name(f"{older.name}-journal").stat().st_size > 0
    assert rows(older) == before
    assert migrate.upgrade(older, write_migration(migrations))
    assert [name for name in names(tmp_path) if "-journal" in name] == []


@pytest.mark.parametrize("state", ["damaged reference", "newer", "locked"])
def test_what_can_not_be_upgraded_stays_as_it_is(
    older: Path, migrations: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    impatient(monkeypatch)
    write_migration(migrations)
    if state == "damaged reference":
        execute(older, "UPDATE risk SET enhet_id = 9999")
    if state == "newer":
        execute(older, "UPDATE alembic_version SET version_num = '0006'")
    content = older.read_bytes()
    with raw(older) as other:
        other.execute("BEGIN IMMEDIATE" if state == "locked" else "BEGIN")
        with pytest.raises(EnvironmentFailed if state == "locked" else InputRefused) as told:
            migrate.upgrade(older, migrations)
    expected = {"damaged reference": "är skadat", "newer": "nyare version", "locked": "låst av någon annan"}
    assert expected[state] in str(told.value)
    assert older.read_bytes() == content
    assert not [name for name in names(tmp_path) if name.endswith((".tmp", "-journal"))]


def test_the_command_says_where_the_backup_is(
    older: Path, migrations: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_migration(migrations)
    monkeypatch.setattr(migrate, "upgrade", partial(migrate.upgrade, migrations=migrations))
    assert main(["kontrollera", str(older)]) == 3
    assert f"Kör: internkontroll uppgradera {older}" in capsys.readouterr().err
    assert main(["uppgradera", str(older), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["uppgraderat"] is True
    assert rows(Path(answer["kopia"]))["alembic_version"] == [("0004",)]
    assert main(["uppgradera", str(older)]) == 0
    assert "har redan det senaste formatet" in capsys.readouterr().out


# --- what earlier versions have written -----------------------------------------------------------------------------


@pytest.fixture(params=ALL_KEPT, ids=lambda path: path.stem)
def kept_file(request: pytest.FixtureRequest) -> Path:
    path = request.param
    assert isinstance(path, Path)
    return path


@pytest.fixture
def kept(kept_file: Path, tmp_path: Path) -> Register:
    path = Path(shutil.copy(kept_file, tmp_path / "gammal.ikreg"))
    migrate.upgrade(path)
    return Register(path, "prov")


def test_a_register_made_by_an_earlier_version_opens_and_is_whole(kept: Register) -> None:
    assert check(kept) == []
    with kept.read() as connection:
        users = connection.exec_driver_sql("SELECT DISTINCT anvandare FROM handelse").scalars().all()
        thrown = connection.exec_driver_sql("SELECT count(*) FROM risk WHERE borttagen IS NOT NULL").scalar()
        bilaga = connection.exec_driver_sql("SELECT data FROM innehall JOIN bilaga USING (sha256)").scalar()
    assert users == ["Åsa Öberg"]
    assert thrown == 1
    assert bilaga == b"Protokoll"


def test_a_register_made_by_an_earlier_version_exports_what_it_did_then(kept: Register, kept_file: Path) -> None:
    assert utbyte_files.export(kept) == json.loads(kept_file.with_suffix(".json").read_text(encoding="utf-8"))


def test_a_register_made_by_an_earlier_version_gets_the_schema_of_a_new_one(kept: Register, register: Register) -> None:
    query = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name"
    with raw(kept.path) as one, raw(register.path) as other:
        assert one.execute(query).fetchall() == other.execute(query).fetchall()


def test_what_an_earlier_version_did_can_be_undone_and_redone(kept: Register, kept_file: Path) -> None:
    before = rows(kept.path)["sok_content"]
    with kept.read() as connection:
        events = connection.exec_driver_sql("SELECT id FROM handelse ORDER BY id DESC").scalars().all()
    undone = []
    for event in events[:-1]:
        undo(kept, event)
        with kept.read() as connection:
            undone.append(connection.exec_driver_sql("SELECT max(id) FROM handelse").scalar_one())
    assert rows(kept.path)["avsnittstext"] == []
    for event in reversed(undone):
        undo(kept, event)
    assert utbyte_files.export(kept) == json.loads(kept_file.with_suffix(".json").read_text(encoding="utf-8"))
    assert rows(kept.path)["sok_content"] == before


def test_upgrading_finds_the_words_that_were_written_before(kept: Register) -> None:
    with kept.read() as connection:
        upgraded = connection.exec_driver_sql("SELECT id, c0, c1, c2, c3 FROM sok_content ORDER BY id").all()
        assert len(upgraded) > 10
        connection.exec_driver_sql("CREATE TEMP TABLE ny (id, c0, c1, c2, c3)")
        for indexed in INDEXED:
            connection.exec_driver_sql(f"INSERT INTO ny {indexed.select('1')}")
        assert connection.exec_driver_sql("SELECT * FROM ny ORDER BY id").all() == upgraded


def test_no_number_of_a_tillfalle_is_used_again_after_upgrading(tmp_path: Path) -> None:
    path = Path(shutil.copy(KEPT, tmp_path / "gammal.ikreg"))
    execute(path, "UPDATE sqlite_sequence SET seq = 77 WHERE name = 'tillfalle'")
    migrate.upgrade(path)
    with Register(path, "prov").write("Nytt") as writer:
        assert writer.insert(tillfalle, {"plan_id": 1, "typ": "helar"}) == 78


@pytest.mark.parametrize("old", ALL_KEPT[1:], ids=lambda path: path.stem)
def test_no_number_of_an_utfall_is_used_again_after_upgrading(old: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(old, tmp_path / "gammal.ikreg"))
    execute(path, "UPDATE sqlite_sequence SET seq = 77 WHERE name = 'utfall'")
    migrate.upgrade(path)
    values = {"egenkontroll_id": 1, "enhet_id": 1, "ordning": 9, "period": date(2024, 12, 31)}
    with Register(path, "prov").write("Nytt") as writer:
        assert writer.insert(utfall, values) == 78


def test_the_kept_registers_say_something_in_every_table(kept_file: Path) -> None:
    assert [name for name, found in rows(kept_file).items() if not found] == []


def test_upgrading_keeps_what_the_rebuilt_tables_held_and_says_nothing_new(tmp_path: Path) -> None:
    path = Path(shutil.copy(ALL_KEPT[-1], tmp_path / "gammal.ikreg"))
    tables = ("utfall", "svar", "risk", "atgard")
    before = {name: found for name, found in rows(path).items() if name in tables}
    migrate.upgrade(path)
    after = rows(path)
    for name in tables:
        width = len(before[name][0])
        assert [row[:width] for row in after[name]] == before[name]
        assert {row[width:] for row in after[name]} == {(None,) * (len(after[name][0]) - width)}


def test_a_decided_plan_still_guards_its_risks_after_upgrading(tmp_path: Path) -> None:
    path = Path(shutil.copy(ALL_KEPT[-1], tmp_path / "gammal.ikreg"))
    migrate.upgrade(path)
    new = "INSERT INTO risk (uuid, identitet, plan_id, ordning, niva, beskrivning) VALUES (?1, ?1, 1, 9, 'namnd', 'x')"
    with raw(path) as connection:
        connection.execute("UPDATE plan SET status = 'beslutad' WHERE id = 1")
        with pytest.raises(sqlite3.IntegrityError, match="planen är beslutad"):
            connection.execute(new, ("0" * 36,))

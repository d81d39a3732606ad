"""Opening what isn't a register of this version: what people are told, and that the file stays as it is."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path, PureWindowsPath

import pytest

from internkontroll.db.register_file import APPLICATION_ID, HEAD, OlderRegister, connect, file_uri
from internkontroll.db.session import Register
from internkontroll.errors import EnvironmentFailed, InputRefused
from internkontroll.services.kontrollera import check
from internkontroll.services.skapa import create_register
from tests.db.registers import damage, execute, names, raw, read_only, rows
from tests.posix import needs_posix


def overwrite(path: Path, start: int, content: bytes) -> None:
    old = path.read_bytes()
    path.write_bytes(old[:start] + content + old[start + len(content) :])


def become_foreign_database(path: Path) -> None:
    path.unlink()
    execute(path, "CREATE TABLE places (url TEXT)", "PRAGMA application_id = 1")


def become_plain_database(path: Path) -> None:
    path.unlink()
    execute(path, "CREATE TABLE alembic_version (version_num TEXT)", "INSERT INTO alembic_version VALUES ('0001')")


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:1500])


REFUSED: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (Path.unlink, "Registret finns inte. .*internkontroll skapa .*x.ikreg"),
    "empty": (lambda path: path.write_bytes(b""), "inte ett register från Internkontroll. Välj en fil"),
    "text": (lambda path: path.write_text("Risk;Åtgärd\n" * 500), "inte ett register från Internkontroll. Välj en fil"),
    "one byte short of a header": (lambda path: path.write_bytes(b"SQLite format 3"), "inte ett register"),
    "nothing but a header": (lambda path: path.write_bytes(b"SQLite format 3\0"), "är skadat .*aterstall"),
    "another program's database": (become_foreign_database, "databas från ett annat program. Välj en fil"),
    "nobody's database": (become_plain_database, "databas från ett annat program. Välj en fil"),
    "newer": (
        lambda path: execute(path, "UPDATE alembic_version SET version_num = '0999'"),
        f"nyare version av Internkontroll .format 0999, programmet kan {HEAD}.. Uppdatera programmet",
    ),
    "without revision": (lambda path: execute(path, "DELETE FROM alembic_version"), "är skadat .*aterstall .*KOPIA"),
    "without table of revisions": (lambda path: execute(path, "DROP TABLE alembic_version"), "är skadat .*aterstall"),
    "overwritten schema": (lambda path: overwrite(path, 100, b"\xa5" * 3000), "är skadat .*aterstall"),
    "cut off": (truncate, "är skadat .*aterstall"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_register_is_refused_and_left_alone(register: Register, tmp_path: Path, name: str) -> None:
    spoil, message = REFUSED[name]
    path = register.path.rename(tmp_path / "x.ikreg")
    spoil(path)
    before = path.read_bytes() if path.exists() else None
    with pytest.raises(InputRefused, match=f"x.ikreg: .*{message}"):
        Register(path, "prov")
    assert (path.read_bytes() if path.exists() else None) == before
    assert names(tmp_path) == ([] if before is None else ["x.ikreg"])


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match=r"mapp, inte ett register. Ange en fil som slutar på .ikreg"):
        Register(tmp_path, "prov")


def test_an_older_register_is_told_how_to_be_upgraded(register: Register) -> None:
    execute(register.path, "UPDATE alembic_version SET version_num = '0000'")
    before = register.path.read_bytes()
    with pytest.raises(
        OlderRegister, match=rf"äldre format \(0000, .*{HEAD}\). Kör: internkontroll uppgradera .*ikreg"
    ):
        Register(register.path, "prov")
    assert register.path.read_bytes() == before


def test_a_register_whose_risks_are_overwritten_is_refused_when_they_are_read(example: Register) -> None:
    content = damage(example.path)
    with pytest.raises(InputRefused, match=r"är skadat .*aterstall"), example.read() as connection:
        connection.exec_driver_sql("SELECT * FROM risk").all()
    with pytest.raises(InputRefused, match="är skadat"), example.write("Prov") as writer:
        writer.connection.exec_driver_sql("UPDATE risk SET bakgrund = ''")
    assert example.path.read_bytes() == content


@needs_posix
def test_a_file_that_may_not_be_read_says_so(register: Register) -> None:
    register.path.chmod(0o200)
    with read_only(register.path), pytest.raises(EnvironmentFailed, match=r"Du saknar behörighet\..* be IT"):
        Register(register.path, "prov")


@pytest.mark.parametrize("name", ["räkning #1 50%.ikreg", "a b.IKREG", "%41.ikreg", "file.ikreg;x=1", "utan ändelse"])
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    folder = tmp_path / ("mapp" if os.name == "nt" else "mapp med ?")
    folder.mkdir()
    create_register(folder / name, "prov", example=True)
    register = Register(folder / name, "prov")
    assert check(register) == []
    with register.write("Prov") as writer:
        writer.connection.exec_driver_sql("SELECT 1")
    assert names(folder) == [name]


@pytest.mark.parametrize(
    ("place", "uri"),
    [
        (r"\\server\delad mapp\nämnd.ikreg", "file:////server/delad%20mapp/n%C3%A4mnd.ikreg"),
        (r"C:\Nämnd\50%.ikreg", "file:///C%3A/N%C3%A4mnd/50%25.ikreg"),
    ],
)
def test_shares_and_drives_of_windows_have_no_server_in_their_uri(place: str, uri: str) -> None:
    """SQLite refuses "file://server/share/…" with "invalid uri authority"."""
    assert file_uri(PureWindowsPath(place)) == uri


def test_sqlite_reads_a_uri_that_begins_like_a_share(register: Register) -> None:
    uri = "file:///" + register.path.as_posix().removeprefix("file://")
    with closing(sqlite3.connect(f"{uri}?mode=ro", uri=True)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)


def test_looking_never_creates_a_file(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError, match="unable to open"):
        connect(tmp_path / "ny.ikreg")
    assert names(tmp_path) == []


def test_reading_leaves_every_byte_as_it_was(example: Register, tmp_path: Path) -> None:
    before = example.path.read_bytes()
    assert check(Register(example.path, "prov")) == []
    assert example.path.read_bytes() == before
    assert names(tmp_path) == ["exempel.ikreg"]


def test_what_lies_in_a_wal_belongs_to_the_register(example: Register, tmp_path: Path) -> None:
    """Another tool may have set the register to WAL and gone down before it wrote the -wal into it."""
    copy = tmp_path / "kopia.ikreg"
    with raw(example.path) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("UPDATE namnd SET namn = 'Nytt namn'")
        shutil.copy(example.path, copy)
        shutil.copy(f"{example.path}-wal", f"{copy}-wal")
    assert rows(copy)["namnd"][0][-1] == "Nytt namn"
    with Register(copy, "prov").read() as reading:
        assert reading.exec_driver_sql("SELECT namn FROM namnd").all() == [("Nytt namn",)]

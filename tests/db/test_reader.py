"""The window's reader: it sees what others write, holds nobody up, and survives what happens to files."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from internkontroll.db.backup import back_up, restore
from internkontroll.db.models import namnd
from internkontroll.db.reader import MOST_REMEMBERED, Reader
from internkontroll.db.session import Register
from internkontroll.errors import EnvironmentFailed, InputRefused
from tests.db.registers import damage, die_at, execute, impatient, raw, run_until_death
from tests.posix import needs_open_files_replaced

NAME = "SELECT namn FROM namnd"


@pytest.fixture
def reader(example: Register) -> Iterator[Reader]:
    reader = Reader(example.path)
    yield reader
    reader.close()


def rename(register: Register, name: str) -> None:
    with register.write("Nytt namn") as writer:
        row = writer.connection.execute(namnd.select()).mappings().one()
        writer.update(namnd, row, {"namn": name})


def test_what_others_write_is_seen(reader: Reader, example: Register) -> None:
    assert reader.rows(NAME) == [("Socialnämnden",)]
    rename(example, "Omsorgsnämnden")
    assert reader.one(NAME) == ("Omsorgsnämnden",)
    assert reader.one("SELECT 1 WHERE 0") is None


def test_nobody_has_to_wait_for_a_reader_that_is_open(
    reader: Reader, example: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    impatient(monkeypatch)
    reader.rows("SELECT * FROM risk")
    rename(example, "Omsorgsnämnden")
    assert reader.one(NAME) == ("Omsorgsnämnden",)


def test_a_moment_is_one_moment(reader: Reader, example: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    impatient(monkeypatch)
    with reader.moment():
        first = reader.rows(NAME)
        with pytest.raises(EnvironmentFailed, match="låst"):
            rename(example, "Omsorgsnämnden")
        assert reader.rows(NAME) == first
    rename(example, "Omsorgsnämnden")
    assert reader.rows(NAME) != first


def test_a_moment_ends_also_when_something_fails_in_it(
    reader: Reader, example: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    impatient(monkeypatch)
    with pytest.raises(sqlite3.OperationalError, match="syntax"):
        reader.rows("SELEKT")
    rename(example, "Omsorgsnämnden")
    assert reader.one(NAME) == ("Omsorgsnämnden",)


def test_a_reader_writes_nothing(reader: Reader) -> None:
    with pytest.raises(EnvironmentFailed, match="skrivskyddat"):
        reader.rows("UPDATE namnd SET namn = ''")


def test_what_is_remembered_is_made_anew_when_somebody_has_written(reader: Reader, example: Register) -> None:
    made: list[str] = []

    def make() -> str:
        made.append(str(reader.one(NAME)))
        return made[-1]

    assert reader.remember("namn", make) == reader.remember("namn", make) == "('Socialnämnden',)"
    assert len(made) == 1
    rename(example, "Omsorgsnämnden")
    assert reader.remember("namn", make) == "('Omsorgsnämnden',)"


def test_no_more_is_remembered_than_there_is_room_for(reader: Reader) -> None:
    made: list[int] = []
    for number in [*range(MOST_REMEMBERED + 1), 0, MOST_REMEMBERED]:
        reader.remember(number, lambda number=number: made.append(number))  # type: ignore[misc]
    assert made == [*range(MOST_REMEMBERED + 1), 0]


def test_what_is_used_stays_remembered_whatever_else_is_asked_for(reader: Reader) -> None:
    """An order of 100,000 records isn't made anew because somebody has typed many letters."""
    for number in range(2 * MOST_REMEMBERED):
        reader.remember(number, lambda: number)  # noqa: B023 - asked for at once
        assert reader.remember("ordning", lambda: number) == 0  # noqa: B023


def test_what_has_been_remembered_can_be_asked_for_until_somebody_writes(reader: Reader, example: Register) -> None:
    assert reader.remembered("namn") is None
    reader.remember("namn", lambda: "Socialnämnden")
    assert reader.remembered("namn") == "Socialnämnden"
    rename(example, "Omsorgsnämnden")
    assert reader.remembered("namn") is None


@needs_open_files_replaced
def test_a_restored_register_is_read_from_then_on(reader: Reader, example: Register, tmp_path: Path) -> None:
    copy = back_up(example.path, tmp_path / "kopia.ikreg")
    rename(example, "Omsorgsnämnden")
    assert reader.remember("namn", lambda: reader.one(NAME)) == ("Omsorgsnämnden",)
    restore(example.path, copy)
    assert reader.remember("namn", lambda: reader.one(NAME)) == ("Socialnämnden",)
    rename(example, "Kulturnämnden")
    assert reader.one(NAME) == ("Kulturnämnden",)


@needs_open_files_replaced
def test_a_file_that_goes_and_comes_back(reader: Reader, example: Register) -> None:
    away = example.path.rename(example.path.with_name("borta.ikreg"))
    for _ in range(2):
        with pytest.raises(InputRefused, match="Registret finns inte"):
            reader.rows(NAME)
    away.rename(example.path)
    assert reader.one(NAME) == ("Socialnämnden",)


def test_what_is_no_register_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.ikreg").write_text("Risk;Åtgärd")
    with pytest.raises(InputRefused, match="inte ett register"):
        Reader(tmp_path / "x.ikreg")


def test_a_damaged_register_is_told_as_one(example: Register) -> None:
    damage(example.path)
    with pytest.raises(InputRefused, match=r"är skadat .*aterstall"):
        Reader(example.path).rows("SELECT * FROM risk")


def test_a_locked_register_is_told_as_one(example: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("internkontroll.db.reader.BUSY_SECONDS", 0.01)
    reader = Reader(example.path)
    with raw(example.path) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(EnvironmentFailed, match="låst av någon annan"):
            reader.rows(NAME)
    assert reader.one(NAME) == ("Socialnämnden",)


def write_and_die(path: Path) -> None:
    die_at("before", "COMMIT")
    with Register(path, "prov").write("Halvvägs") as writer:
        writer.connection.exec_driver_sql("UPDATE risk SET bakgrund = hex(randomblob(9000))")
        writer.update(namnd, writer.connection.execute(namnd.select()).mappings().one(), {"namn": "Halva nämnden"})


def test_half_a_write_of_somebody_who_went_down_is_never_seen(reader: Reader, example: Register) -> None:
    assert reader.one(NAME) == ("Socialnämnden",)
    run_until_death(write_and_die, example.path)
    assert example.path.with_name(f"{example.path.name}-journal").stat().st_size > 0
    assert reader.one(NAME) == ("Socialnämnden",)


@pytest.mark.parametrize("name", ["räkning #1 50%.ikreg", "a b.IKREG", "file.ikreg;x=1"])
def test_any_file_name_will_do(example: Register, name: str) -> None:
    path = Path(shutil.copy(example.path, example.path.with_name(name)))
    assert Reader(path).one(NAME) == ("Socialnämnden",)


def test_reading_leaves_every_byte_as_it_was(reader: Reader, example: Register) -> None:
    before = example.path.read_bytes()
    reader.rows("SELECT * FROM risk")
    assert example.path.read_bytes() == before
    assert sorted(path.name for path in example.path.parent.iterdir()) == ["exempel.ikreg"]


def test_an_older_register_asks_to_be_upgraded(example: Register) -> None:
    execute(example.path, "UPDATE alembic_version SET version_num = '0001'")
    with pytest.raises(InputRefused, match="internkontroll uppgradera"):
        Reader(example.path)


LISTS = ("db.reader", "services.sidor", "services.sok", "services.sammanhang")
RECORDS = ("services.poster", "services.postbild", "services.historik", "ui.records.loading")


@pytest.mark.parametrize("module", [*LISTS, *RECORDS])
def test_who_only_reads_doesnt_wait_for_sqlalchemy(module: str) -> None:
    program = f"import sys, internkontroll.{module}\nassert not {{'sqlalchemy', 'alembic'}} & set(sys.modules)"
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr

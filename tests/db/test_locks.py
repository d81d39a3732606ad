"""Others have the register too: it is locked, or may only be read."""

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from internkontroll.cli import main
from internkontroll.db.models import namnd
from internkontroll.db.register_file import connect, may_write
from internkontroll.db.session import Register
from internkontroll.errors import EnvironmentFailed
from internkontroll.services.kontrollera import check
from tests import utbyte_files
from tests.db.registers import count, impatient, names, raw, read_only

LOCKED = "Registret är låst av någon annan. Vänta en stund och försök igen. Inget har ändrats."


@pytest.fixture(autouse=True)
def nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    impatient(monkeypatch)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return utbyte_files.write(tmp_path / "full.json", utbyte_files.full())


@pytest.fixture
def being_written(register: Register) -> Iterator[Path]:
    """A register that somebody else is changing; they haven't saved yet."""
    with raw(register.path) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("INSERT INTO namnd (uuid, namn) VALUES (hex(randomblob(18)), 'Någon annans nämnd')")
        yield register.path


def test_writing_says_that_somebody_else_is_writing(
    being_written: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["importera", str(being_written), str(file)]) == 4
    assert capsys.readouterr().err == f"Fel: {being_written}: {LOCKED}\n"
    assert count(being_written, "namnd") == 0


def test_nobody_starts_to_write_on_top_of_what_somebody_else_is_changing(being_written: Path) -> None:
    """What an operation reads before its first change must still be so when it changes it."""
    register = Register(being_written, "prov")
    with pytest.raises(EnvironmentFailed, match="låst av någon annan"), register.write("Prov"):
        pytest.fail("the operation has begun")


def test_machines_are_told_the_same(being_written: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["importera", str(being_written), str(file), "--json"]) == 4
    said = capsys.readouterr()
    assert json.loads(said.out) == {"fel": f"{being_written}: {LOCKED}", "status": 4}
    assert said.err == ""


@pytest.mark.parametrize("command", ["kontrollera", "lista", "sakerhetskopiera"])
def test_reading_goes_on_while_somebody_writes(being_written: Path, tmp_path: Path, command: str) -> None:
    more = {"kontrollera": [], "lista": ["risker"], "sakerhetskopiera": [str(tmp_path / "kopia.ikreg")]}
    assert main([command, str(being_written), *more[command]]) == 0


def test_a_reader_sees_one_moment_to_its_end(register: Register) -> None:
    with register.read() as reading:
        assert reading.execute(namnd.select()).all() == []
        with pytest.raises(EnvironmentFailed, match="låst av någon annan"), register.write("Prov") as writer:
            writer.insert(namnd, {"namn": "Ny nämnd"})
        assert reading.execute(namnd.select()).all() == []
    assert count(register.path, "namnd") == 0
    assert check(register) == []


@pytest.mark.parametrize("command", ["kontrollera", "importera", "sakerhetskopiera", "aterstall", "uppgradera"])
def test_nothing_works_while_somebody_has_the_register_to_himself(
    register: Register, file: Path, example_file: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    more = {"importera": [str(file)], "aterstall": [str(example_file)]}
    content, before = register.path.read_bytes(), names(file.parent)
    with raw(register.path) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert main([command, str(register.path), *more.get(command, [])]) == 4
    assert capsys.readouterr().err == f"Fel: {register.path}: {LOCKED}\n"
    assert register.path.read_bytes() == content
    assert names(file.parent) == before


def test_restoring_waits_for_those_who_write(being_written: Path, example_file: Path) -> None:
    content = being_written.read_bytes()
    assert main(["aterstall", str(being_written), str(example_file)]) == 4
    assert being_written.read_bytes() == content


def test_a_write_waits_for_a_short_one(register: Register, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite asks again until the time is out."""
    monkeypatch.undo()
    with closing(sqlite3.connect(register.path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        saving = threading.Timer(0.2, other.execute, ["COMMIT"])
        saving.start()
        status = main(["importera", str(register.path), str(file)])
        saving.join()
    assert status == 0
    assert count(register.path, "risk") == 2


def test_a_read_only_register_can_be_read(example: Register, tmp_path: Path) -> None:
    target = tmp_path / "avsnitt.json"
    arguments = ["exportera", str(example.path), "--ar=2026", "--tillfalle=april", "--till", str(target)]
    with read_only(example.path):
        assert main(["kontrollera", str(example.path)]) == 0
        assert main(["sakerhetskopiera", str(example.path), str(tmp_path / "kopia.ikreg")]) == 0
        assert main(arguments) == 0
    assert json.loads(target.read_bytes())["ar"] == 2026
    assert check(Register(tmp_path / "kopia.ikreg", "prov")) == []


def test_whether_a_register_may_be_written_is_asked_without_waiting_and_leaves_no_trace(register: Register) -> None:
    content = register.path.read_bytes()
    with closing(connect(register.path)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert may_write(register.path)
    with read_only(register.path):
        assert not may_write(register.path)
    assert register.path.read_bytes() == content


def test_a_read_only_register_refuses_to_be_written(
    register: Register, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = register.path.read_bytes()
    with read_only(register.path):
        assert main(["importera", str(register.path), str(file)]) == 4
    said = capsys.readouterr().err
    assert said == f"Fel: {register.path}: Registret är skrivskyddat. Be om skrivbehörighet eller arbeta i en kopia.\n"
    assert register.path.read_bytes() == content


@pytest.mark.parametrize("command", ["importera", "exportera", "sakerhetskopiera", "aterstall", "skapa"])
def test_a_folder_that_may_not_be_written_to_says_so(
    register: Register, file: Path, example_file: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    folder = register.path.parent
    arguments = {
        "importera": [str(register.path), str(file)],
        "exportera": [str(example_file), "--ar=2026", "--tillfalle=april", "--till", str(folder / "x.json")],
        "sakerhetskopiera": [str(register.path)],
        "aterstall": [str(register.path), str(example_file)],
        "skapa": [str(folder / "x.ikreg")],
    }
    content, before = register.path.read_bytes(), names(folder)
    with read_only(folder):
        assert main([command, *arguments[command]]) == 4
    assert "behörighet" in capsys.readouterr().err
    assert (register.path.read_bytes(), names(folder)) == (content, before)

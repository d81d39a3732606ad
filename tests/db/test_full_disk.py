"""The disk is full: status 4, words that say so, and everything as it was."""

from pathlib import Path

import pytest

from internkontroll.cli import main
from internkontroll.db.session import Register
from internkontroll.services.importera import import_files
from tests import utbyte_files
from tests.db.registers import large_file, largest_file, names

pytest.importorskip("resource", reason="Windows can't limit the size of a file")


@pytest.fixture
def register(register: Register, tmp_path: Path) -> Register:
    """With the file of everything imported."""
    import_files(register, [utbyte_files.write(tmp_path / "full.json", utbyte_files.full())])
    return register


def failing(capsys: pytest.CaptureFixture[str], room: int, *arguments: object) -> str:
    """Run a command that may not write files larger than `room`; what it says when it ends with 4."""
    with largest_file(room):
        status = main([str(argument) for argument in arguments])
    said = capsys.readouterr()
    assert status == 4, said
    assert said.out == ""
    assert "programmet" not in said.err, "a full disk isn't a bug"
    return said.err


@pytest.mark.parametrize("room", [0, 4096, 20_000], ids=["no journal", "half a journal", "half an import"])
def test_an_import_onto_a_full_disk_changes_nothing(
    register: Register, tmp_path: Path, capsys: pytest.CaptureFixture[str], room: int
) -> None:
    content = register.path.read_bytes()
    if room == 20_000:  # else the limit would also forbid to put back what is there
        room += len(content)
    file = large_file(tmp_path / "stor.json", 300)
    before = names(tmp_path)
    said = failing(capsys, room, "importera", register.path, file)
    assert said.startswith(f"Fel: {register.path}: Disken")
    assert register.path.read_bytes() == content
    assert names(tmp_path) == before
    assert utbyte_files.export(register) == utbyte_files.full()
    assert main(["importera", str(register.path), str(file)]) == 0


@pytest.mark.parametrize("cache", ["PRAGMA cache_size = 8", "PRAGMA cache_size = -65536"])
def test_an_import_that_sqlite_has_no_page_for_changes_nothing(
    register: Register,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    cache: str,
) -> None:
    """SQLite's own word for a full disk, met in the middle of writing, with and without pages in the file already."""
    content = register.path.read_bytes()
    file = large_file(tmp_path / "stor.json", 300)
    before = names(tmp_path)
    limit = f"PRAGMA max_page_count = {len(content) // 4096 + 5}"
    monkeypatch.setattr("internkontroll.db.engine._PRAGMAS", ("PRAGMA foreign_keys = ON", cache, limit))
    assert main(["importera", str(register.path), str(file)]) == 4
    said = capsys.readouterr().err
    assert said == f"Fel: {register.path}: Disken är full. Frigör utrymme och försök igen. Inget har ändrats.\n"
    assert register.path.read_bytes() == content
    assert names(tmp_path) == before


@pytest.mark.parametrize("ending", ["json", "docx", "pdf"])
def test_an_export_onto_a_full_disk_leaves_the_old_file(
    register: Register, tmp_path: Path, capsys: pytest.CaptureFixture[str], ending: str
) -> None:
    target = tmp_path / f"avsnitt.{ending}"
    target.write_bytes(b"den gamla")
    before = names(tmp_path)
    export = ("exportera", register.path, "--ar=2024", "--tillfalle=april", "--till", target)
    said = failing(capsys, 1_000, *export)
    assert said.startswith(f"Fel: {target}: ")
    assert target.read_bytes() == b"den gamla"
    assert names(tmp_path) == before


@pytest.mark.parametrize("room", [0, 4096, 300_000])
def test_a_backup_onto_a_full_disk_is_no_backup(
    register: Register, tmp_path: Path, capsys: pytest.CaptureFixture[str], room: int
) -> None:
    content, before = register.path.read_bytes(), names(tmp_path)
    said = failing(capsys, room, "sakerhetskopiera", register.path, tmp_path / "kopia.ikreg")
    assert said.startswith(f"Fel: {tmp_path / 'kopia.ikreg'}: ")
    assert names(tmp_path) == before
    assert register.path.read_bytes() == content


@pytest.mark.parametrize("room", [0, 4096, 300_000])
def test_restoring_onto_a_full_disk_leaves_the_register(
    register: Register, example_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], room: int
) -> None:
    content, before = register.path.read_bytes(), names(tmp_path)
    said = failing(capsys, room, "aterstall", register.path, example_file)
    assert said.startswith(f"Fel: {register.path}: ")
    assert names(tmp_path) == before
    assert register.path.read_bytes() == content


@pytest.mark.parametrize("room", [0, 4096, 300_000])
@pytest.mark.parametrize("example", [[], ["--exempel"]])
def test_a_register_that_does_not_fit_is_not_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], room: int, example: list[str]
) -> None:
    said = failing(capsys, room, "skapa", tmp_path / "ny.ikreg", *example)
    assert said.startswith(f"Fel: {tmp_path / 'ny.ikreg'}: ")
    assert names(tmp_path) == []

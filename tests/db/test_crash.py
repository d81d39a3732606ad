"""The power goes: at the worst moment of an import, of an export and of making a register."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest

from internkontroll.cli import main
from internkontroll.db import backup
from internkontroll.db.session import Register
from internkontroll.services.importera import import_files
from internkontroll.services.kontrollera import check
from internkontroll.services.skapa import create_register
from tests import utbyte_files
from tests.db.registers import count, die, die_at, large_file, names, rows, run_until_death

RISKER = 1_500


def import_and_die(moment: Literal["before", "after"], *arguments: Path) -> None:
    die_at(moment, "COMMIT")
    main(["importera", *map(str, arguments)])


def die_before_renaming(arguments: list[str]) -> None:
    """The last that is done to a new file before it gets its name is to flush it to the disk."""
    pytest.MonkeyPatch().setattr(os, "fsync", die)
    main(arguments)


def die_before_saving(arguments: list[str]) -> None:
    die_at("before", "COMMIT")
    main(arguments)


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with the file of everything."""
    folder = tmp_path_factory.mktemp("hel")
    create_register(folder / "register.ikreg", "prov")
    data = utbyte_files.write(folder / "full.json", utbyte_files.full())
    import_files(Register(folder / "register.ikreg", "prov"), [data])
    return folder / "register.ikreg"


@pytest.fixture(scope="module")
def ruins(imported: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a power cut left it just before an import was saved."""
    folder = tmp_path_factory.mktemp("ruiner")
    path = shutil.copy(imported, folder)
    run_until_death(import_and_die, "before", path, large_file(folder / "stor.json", RISKER))
    return folder


@pytest.fixture
def cut_off(ruins: Path, tmp_path: Path) -> Path:
    """The register among the ruins, its journal beside it; nobody has opened it yet."""
    shutil.copytree(ruins, tmp_path, dirs_exist_ok=True)
    return tmp_path / "register.ikreg"


def journal(path: Path) -> Path:
    return path.with_name(f"{path.name}-journal")


def test_an_import_that_was_cut_off_has_not_happened(cut_off: Path, imported: Path) -> None:
    content = imported.read_bytes()
    assert journal(cut_off).stat().st_size > 512
    assert cut_off.stat().st_size > 2 * len(content), "the import hadn't reached the file"
    register = Register(cut_off, "prov")
    assert utbyte_files.export(register) == utbyte_files.full()
    assert check(register) == []
    assert cut_off.read_bytes() == content
    assert not journal(cut_off).exists()


def test_after_a_power_cut_the_same_import_works(cut_off: Path, tmp_path: Path) -> None:
    register = Register(cut_off, "prov")
    import_files(register, [tmp_path / "stor.json"])
    assert count(cut_off, "risk") == RISKER + 2
    assert check(register) == []


def test_a_backup_of_a_register_that_was_cut_off_is_whole(cut_off: Path, tmp_path: Path) -> None:
    copy = Register(backup.back_up(cut_off, tmp_path / "kopia.ikreg"), "prov")
    assert utbyte_files.export(copy) == utbyte_files.full()
    assert check(copy) == []


def test_a_register_restored_over_one_that_was_cut_off_stays_restored(cut_off: Path, example_file: Path) -> None:
    """The journal that the power cut left must not be rolled back into the restored file."""
    before = backup.restore(cut_off, example_file)
    assert rows(cut_off) == rows(example_file)
    assert check(Register(cut_off, "prov")) == []
    assert not journal(cut_off).exists()
    assert before is not None
    assert utbyte_files.export(Register(before, "prov")) == utbyte_files.full()


def test_an_import_that_was_saved_survives_the_power_cut(register: Register, tmp_path: Path) -> None:
    run_until_death(import_and_die, "after", register.path, large_file(tmp_path / "stor.json", 300))
    assert count(register.path, "risk") == 300
    assert check(Register(register.path, "prov")) == []
    assert not journal(register.path).exists()


def test_an_export_that_is_cut_off_leaves_the_old_file(example_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "avsnitt.docx"
    target.write_bytes(b"den gamla")
    arguments = ["exportera", str(example_file), "--ar=2026", "--tillfalle=april", "--till", str(target)]
    run_until_death(die_before_renaming, arguments)
    assert target.read_bytes() == b"den gamla"
    assert main(arguments) == 0
    assert target.read_bytes().startswith(b"PK")


@pytest.mark.parametrize("action", [die_before_saving, die_before_renaming])
def test_a_register_is_there_whole_or_not_at_all(tmp_path: Path, action: Callable[[list[str]], None]) -> None:
    path = tmp_path / "ny.ikreg"
    run_until_death(action, ["skapa", str(path), "--exempel"])
    assert "ny.ikreg" not in names(tmp_path)
    assert main(["skapa", str(path)]) == 0
    assert check(Register(path, "prov")) == []

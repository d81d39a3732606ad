"""Files that can't be imported: the exit status, the words, and a register that is as it was."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from internkontroll.cli import main
from internkontroll.db.session import Register
from internkontroll.errors import InputRefused
from internkontroll.importing.utbyte_json import read_utbyte
from tests.importing.bad_content import BadContent, with_number
from tests.importing.bad_files import BAD_FILES
from tests.importing.bad_records import BAD_RECORDS
from tests.importing.registers import Refillable
from tests.posix import needs_posix
from tests.utbyte_files import export, full, write


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Register:
    """One register for all: nothing here may change it."""
    return Refillable(tmp_path_factory.mktemp("bad")).filled(full())


def assert_refused(
    register: Register, file: Path, message: str, capsys: pytest.CaptureFixture[str], status: int = 3
) -> None:
    """Said to people and to machines in the same words, and the register is unchanged to the byte."""
    before = register.path.read_bytes()
    command = ["importera", str(register.path), str(file)]
    assert main(command) == status
    people = capsys.readouterr()
    assert people.err == f"Fel: {file}: {message}\n"
    assert people.out == ""
    assert main([*command, "--json"]) == status
    machines = capsys.readouterr()
    assert json.loads(machines.out) == {"fel": f"{file}: {message}", "status": status}
    assert machines.err == ""
    assert main([*command, "--prova"]) == status
    assert capsys.readouterr().err == people.err
    assert register.path.read_bytes() == before
    assert export(register) == full()


@pytest.mark.parametrize("bad", [*BAD_FILES, *BAD_RECORDS], ids=lambda bad: bad.name)
def test_bad_content_is_refused_with_place_fault_and_remedy(
    register: Register, tmp_path: Path, bad: BadContent, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "fil.json"
    file.write_bytes(bad.data())
    assert_refused(register, file, bad.message, capsys)


def test_a_file_nested_to_any_depth_is_refused(tmp_path: Path) -> None:
    """Python gives up somewhere near a thousand levels; before, at and after that there is an answer."""
    file = tmp_path / "fil.json"
    for depth in range(800, 1010, 2):
        file.write_text(with_number("[" * depth + "]" * depth), encoding="utf-8")
        with pytest.raises(InputRefused, match=r"Filen är nästlad i för många nivåer|Här ska det stå ett heltal"):
            read_utbyte(file)


NO_FILE = (
    "Filtypen kan inte importeras. Välj en utbytesfil som slutar på .json, eller enhetspaket som slutar på .ikenhet."
)
FOLDER = "Det är en mapp. Ange en utbytesfil som slutar på .json."


@pytest.mark.parametrize(
    ("name", "message", "status"),
    [
        ("saknas.json", "Filen finns inte. Kontrollera sökvägen.", 3),
        ("mapp", FOLDER, 3),
        ("mapp.json", FOLDER, 3),
        ("plan.xlsx", NO_FILE, 3),
        ("plan", NO_FILE, 3),
        ("register.ikreg", NO_FILE, 3),
        ("plan.xlsx/fil.json", "Filen finns inte. Kontrollera sökvägen.", 3),
        pytest.param("x" * 300 + ".json", "Namnet är för långt. Välj ett kortare namn.", 4, marks=needs_posix),
    ],
)
def test_place_without_a_file_to_import(
    register: Register, tmp_path: Path, name: str, message: str, status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in ("mapp", "mapp.json"):
        (tmp_path / folder).mkdir()
    for file in ("plan.xlsx", "plan", "register.ikreg"):
        write(tmp_path / file, full())
    assert_refused(register, tmp_path / name, message, capsys, status)


NO_ACCESS = "Du saknar behörighet. Välj en annan plats eller be IT om behörighet."


@pytest.mark.parametrize("call", ["read_bytes", "is_dir"], ids=("file", "folder"))
def test_file_that_may_not_be_read(
    register: Register, tmp_path: Path, call: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Told by a refused call, since the tests may run as root, who may read everything."""
    file = write(tmp_path / "fil.json", full())

    def refuse(path: Path) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    with monkeypatch.context() as patch:
        # Of the register's own file the call must do what it does.
        real = getattr(Path, call)
        patch.setattr(Path, call, lambda path: refuse(path) if path == file else real(path))
        assert_refused(register, file, NO_ACCESS, capsys, 4)


def test_disk_that_can_not_be_read(
    register: Register, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(tmp_path / "fil.json", full())
    real = Path.read_bytes

    def read_bytes(path: Path) -> bytes:
        if path == file:
            raise OSError(errno.EIO, "I/O-fel")
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    assert_refused(register, file, "I/O-fel. Kontrollera platsen och försök igen.", capsys, 4)


def test_message_is_utf_8_whatever_the_machine_speaks(register: Register, tmp_path: Path) -> None:
    file = write(tmp_path / "räksmörgås.json", {})
    done = subprocess.run(
        [sys.executable, "-m", "internkontroll", "importera", str(register.path), str(file)],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "1", "LC_ALL": "C"},
    )
    assert done.returncode == 3
    assert done.stderr.decode("utf-8").startswith(f"Fel: {file}: Filen är ingen utbytesfil: fältet ”format”")
    assert done.stdout == b""

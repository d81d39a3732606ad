"""The commands that look after a register, as people and machines meet them: words, exit statuses, JSON."""

import json
from pathlib import Path
from typing import Any

import pytest

from internkontroll.cli import main
from internkontroll.db.session import Register
from internkontroll.services.kontrollera import check
from tests.db.registers import damage, execute, names, rows


@pytest.fixture
def copy(example: Register, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A backup of the example register, made by the command."""
    target = tmp_path / "kopia.ikreg"
    assert main(["sakerhetskopiera", str(example.path), str(target)]) == 0
    assert capsys.readouterr().out == f"Säkerhetskopian är kontrollerad: {target}\n"
    return target


def ask(capsys: pytest.CaptureFixture[str], *arguments: object, status: int = 0) -> Any:
    """What a command answers with --json; nothing may stand beside the object."""
    assert main([*map(str, arguments), "--json"]) == status
    said = capsys.readouterr()
    assert said.err == ""
    return json.loads(said.out)


def refusal(capsys: pytest.CaptureFixture[str], status: int, *arguments: object) -> str:
    """What a command that fails says; the same as data, and never a traceback."""
    words = [str(argument) for argument in arguments]
    assert main(words) == status
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("Fel: ")
    assert said.err.count("\n") == 1
    message = said.err.removeprefix("Fel: ").rstrip("\n")
    assert ask(capsys, *words, status=status) == {"fel": message, "status": status}
    return message


# --- skapa ----------------------------------------------------------------------------------------------------------


def test_skapa_makes_an_empty_register(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "nämnden.ikreg"
    assert main(["skapa", str(path)]) == 0
    assert capsys.readouterr().out == f"Registret är skapat: {path}\n"
    assert check(Register(path, "prov")) == []


def test_skapa_with_exempel_fills_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "exempel.ikreg"
    assert ask(capsys, "skapa", path, "--exempel") == {"register": str(path), "exempel": True}
    assert ask(capsys, "lista", path, "risker", "--ar", 2026)["antal"] >= 15


def test_skapa_never_replaces_a_file(example: Register, capsys: pytest.CaptureFixture[str]) -> None:
    before = example.path.read_bytes()
    message = refusal(capsys, 3, "skapa", example.path, "--exempel")
    assert message.startswith(f"{example.path}: Det finns redan en fil med det namnet. Välj ett annat namn")
    assert example.path.read_bytes() == before


def test_skapa_in_a_missing_folder_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "saknas" / "ny.ikreg"
    message = refusal(capsys, 4, "skapa", path)
    assert message == f"{path}: Filen eller mappen finns inte. Kontrollera sökvägen."


# --- kontrollera ----------------------------------------------------------------------------------------------------


def test_kontrollera_says_that_all_is_well(example: Register, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["kontrollera", str(example.path)]) == 0
    assert capsys.readouterr().out == "Registret är helt. Inga fel.\n"
    assert ask(capsys, "kontrollera", example.path) == {"fel": []}


def test_kontrollera_lists_what_is_wrong(example: Register, capsys: pytest.CaptureFixture[str]) -> None:
    execute(example.path, "UPDATE risk SET oegentlighet = 1 - oegentlighet WHERE id IN (1, 2)")
    faults = [f"Händelseloggen stämmer inte med risk nr {number}, fältet oegentlighet." for number in (1, 2)]
    assert main(["kontrollera", str(example.path)]) == 1
    assert capsys.readouterr().out.splitlines() == [*faults, "2 fel."]
    assert ask(capsys, "kontrollera", example.path, status=1) == {"fel": faults}


def test_kontrollera_refuses_a_damaged_register(example: Register, capsys: pytest.CaptureFixture[str]) -> None:
    damage(example.path)
    message = refusal(capsys, 3, "kontrollera", example.path)
    assert "Registret är skadat" in message
    assert "Återställ en säkerhetskopia med Arkiv ▸ Återställ säkerhetskopia…" in message
    assert message.endswith(f"internkontroll aterstall {example.path} KOPIA")


@pytest.mark.parametrize(
    "command", ["kontrollera", "sakerhetskopiera", "uppgradera", "aterstall", "lista", "importera"]
)
@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "finns inte. Kontrollera sökvägen"),
        (b"", "inte ett register från Internkontroll"),
        (b"Risk;Bakgrund\n", "inte ett register från Internkontroll"),
    ],
)
def test_every_command_refuses_what_is_no_register(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str, content: bytes | None, message: str
) -> None:
    path = tmp_path / "x.ikreg"
    if content is not None:
        path.write_bytes(content)
    before = names(tmp_path)
    # aterstall takes the file as the copy to restore from
    more: dict[str, list[object]] = {"lista": ["risker"], "importera": [tmp_path / "y.json"], "aterstall": [path]}
    register = tmp_path / "ny.ikreg" if command == "aterstall" else path
    assert message in refusal(capsys, 3, command, register, *more.get(command, []))
    assert names(tmp_path) == before


@pytest.mark.parametrize("command", ["kontrollera", "sakerhetskopiera", "uppgradera", "skapa"])
def test_a_database_url_is_refused_until_it_can_be_opened(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    message = refusal(capsys, 3, command, "postgresql+psycopg://server/register")
    assert "Ange en fil som slutar på .ikreg" in message
    assert names(tmp_path) == []


# --- sakerhetskopiera and aterstall ---------------------------------------------------------------------------------


def test_sakerhetskopiera_finds_a_name_of_its_own(
    example: Register, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = {Path(ask(capsys, "sakerhetskopiera", example.path)["kopia"]) for _ in range(2)}
    assert {path.name for path in made} | {"exempel.ikreg"} == set(names(tmp_path))
    assert len(made) == 2
    assert all(path.name.startswith("exempel-sakerhetskopia-") and path.suffix == ".ikreg" for path in made)
    assert all(rows(path) == rows(example.path) for path in made)


def test_sakerhetskopiera_never_replaces_a_file(
    example: Register, copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = copy.read_bytes()
    message = refusal(capsys, 3, "sakerhetskopiera", example.path, copy)
    assert message == f"{copy}: Det finns redan en fil med det namnet. Välj ett annat namn."
    assert copy.read_bytes() == before


def test_sakerhetskopiera_refuses_a_damaged_register(
    example: Register, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    damage(example.path)
    assert "är skadat" in refusal(capsys, 3, "sakerhetskopiera", example.path, tmp_path / "kopia.ikreg")
    assert names(tmp_path) == ["exempel.ikreg"]


def test_aterstall_brings_back_what_was_lost(example: Register, copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    saved = rows(example.path)
    execute(example.path, "DELETE FROM bedomning")
    lost = rows(example.path)
    answer = ask(capsys, "aterstall", example.path, copy)
    assert answer["register"] == str(example.path)
    assert rows(example.path) == saved
    assert rows(Path(answer["tidigare"])) == lost
    assert main(["kontrollera", str(example.path)]) == 0


def test_aterstall_says_where_the_register_that_it_replaced_is(
    example: Register, copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["aterstall", str(example.path), str(copy)]) == 0
    (kept,) = set(names(tmp_path)) - {"exempel.ikreg", "kopia.ikreg"}
    said = capsys.readouterr().out
    assert said == (f"Registret är återställt från {copy}.\nDet som fanns förut är sparat: {tmp_path / kept}\n")


def test_aterstall_puts_a_register_where_none_was(
    copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "ny.ikreg"
    assert ask(capsys, "aterstall", path, copy) == {"register": str(path), "tidigare": None}
    assert main(["aterstall", str(tmp_path / "igen.ikreg"), str(copy)]) == 0
    assert "Det som fanns förut" not in capsys.readouterr().out
    assert rows(path) == rows(copy)


def test_aterstall_refuses_a_damaged_copy(example: Register, copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    damage(copy)
    before = example.path.read_bytes()
    message = refusal(capsys, 3, "aterstall", example.path, copy)
    assert message.startswith(f"{copy}: Registret är skadat")
    assert example.path.read_bytes() == before


def test_aterstall_mends_a_damaged_register(example: Register, copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = damage(example.path)
    kept = Path(ask(capsys, "aterstall", example.path, copy)["tidigare"])
    assert kept.read_bytes() == content
    assert ask(capsys, "kontrollera", example.path) == {"fel": []}


# --- uppgradera -----------------------------------------------------------------------------------------------------


def test_uppgradera_leaves_a_register_of_this_version_alone(
    example: Register, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = example.path.read_bytes()
    assert ask(capsys, "uppgradera", example.path) == {"uppgraderat": False, "kopia": None}
    assert main(["uppgradera", str(example.path)]) == 0
    assert capsys.readouterr().out == "Registret har redan det senaste formatet.\n"
    assert example.path.read_bytes() == before
    assert names(tmp_path) == ["exempel.ikreg"]


def test_a_newer_register_is_refused_by_all_but_the_backup(
    example: Register, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    execute(example.path, "UPDATE alembic_version SET version_num = '0999'")
    for command in (["kontrollera"], ["uppgradera"], ["lista", "risker"], ["exportera", "--ar=2026"]):
        more = ["--tillfalle=april", f"--till={tmp_path / 'x.json'}"] if command[0] == "exportera" else []
        message = refusal(capsys, 3, command[0], example.path, *command[1:], *more)
        assert "nyare version av Internkontroll" in message
        assert "Uppdatera programmet" in message
    assert main(["sakerhetskopiera", str(example.path), str(tmp_path / "kopia.ikreg")]) == 0


# --- wrong usage ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["aterstall", "x.ikreg"], "Det saknas: KOPIA."),
        (["kontrollera"], "Det saknas: REGISTER."),
        (["skapa", "--exempel"], "Det saknas: REGISTER."),
        (["uppgradera", "x.ikreg", "--tvinga"], "Okända argument: --tvinga."),
    ],
)
def test_wrong_usage_is_told_in_swedish(capsys: pytest.CaptureFixture[str], arguments: list[str], message: str) -> None:
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"Fel: {message}\n")
    assert "Användning: internkontroll" in said.err

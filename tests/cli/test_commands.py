"""The command line as people, scripts and nightly jobs meet it."""

import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from internkontroll import __version__
from internkontroll.cli import main
from internkontroll.db.session import Register
from internkontroll.services.importera import import_files
from tests.utbyte_files import Raw, export, full, write

ROOT = Path(__file__).parents[2]
Said = pytest.CaptureFixture[str]

COMMANDS = ["skapa", "importera", "exportera", "lista", "kontrollera", "sakerhetskopiera", "aterstall", "uppgradera"]


def answer(capsys: Said, *arguments: object, status: int = 0) -> Any:
    """The one JSON object that a command answers with."""
    assert main([*map(str, arguments), "--json"]) == status
    said = capsys.readouterr()
    assert said.err == ""
    assert said.out.count("\n") == 1
    found = json.loads(said.out)
    assert isinstance(found, dict)
    return found


def words(capsys: Said, *arguments: object, status: int = 0) -> str:
    """What a command says to people: on standard output when it is done, on standard error when it isn't."""
    assert main([*map(str, arguments)]) == status
    said = capsys.readouterr()
    assert (said.err if status < 2 else said.out) == ""
    return said.out if status < 2 else said.err


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An utbyte file that says something of everything."""
    return write(tmp_path / "utbyte.json", full())


@pytest.fixture
def filled(register: Register, file: Path) -> Register:
    """A register with the file in it."""
    import_files(register, [file])
    return register


# --- importera ------------------------------------------------------------------------------------------------------


def test_importera_tells_what_is_new_and_then_that_there_is_nothing(
    register: Register, file: Path, capsys: Said
) -> None:
    said = words(capsys, "importera", register.path, file)
    assert said.startswith("Importen är klar.\nNytt: ")
    assert "2 risker" in said
    assert words(capsys, "importera", register.path, file) == "Inget att ändra: registret har redan allt i filen.\n"


def test_importera_calls_fields_by_the_titles_that_people_know(filled: Register, file: Path, capsys: Said) -> None:
    data = full()
    data["risker"][0]["riskagare"] = "Ny bibliotekschef"
    write(file, data)
    said = words(capsys, "importera", filled.path, file)
    assert re.search(r"^Ändrat: risk ”.+”, riskägare: .+ → Ny bibliotekschef$", said, re.MULTILINE)


def test_importera_tells_what_changed_from_what_to_what(filled: Register, file: Path, capsys: Said) -> None:
    data = full()
    data["risker"][0]["atgarder"][0] |= {"status": "Klart", "kommentar": ""}
    write(file, data)
    said = words(capsys, "importera", filled.path, file)
    assert "Ändrat: uppföljning ”Byt larmbåge”, status: Blir klart i år → Klart" in said
    assert "kommentar: Upphandlas nu. → tomt" in said


def test_importera_names_what_the_file_does_not(filled: Register, file: Path, capsys: Said) -> None:
    write(file, full() | {"risker": full()["risker"][:1]})
    assert "Orörd, finns inte i filen: risk ”Risk för jäv vid inköp”" in words(capsys, "importera", filled.path, file)


def test_importera_answers_machines_with_everything(filled: Register, file: Path, capsys: Said) -> None:
    data = full()
    data["risker"][0]["bakgrund"] = "Ny bakgrund."
    data["risker"][1]["beskrivning"] = "Risk för mutor"
    write(file, data)
    found = answer(capsys, "importera", filled.path, file)
    assert found["prova"] is False
    assert found["nya"]["risk"] == 1
    assert {"tabell": "risk", "post": "Risk för jäv vid inköp"} in found["ororda"]
    (change,) = [one for one in found["andrade"] if one["falt"] == "bakgrund"]
    assert change["blev"] == "Ny bakgrund."


def test_prova_shows_what_would_change_and_changes_nothing(register: Register, file: Path, capsys: Said) -> None:
    before = register.path.read_bytes()
    said = words(capsys, "importera", register.path, file, "--prova", status=1)
    assert said.startswith("Så här skulle registret ändras. Inget är ändrat ännu.\n")
    assert answer(capsys, "importera", register.path, file, "--prova", status=1)["nya"]["risk"] == 2
    assert register.path.read_bytes() == before


def test_prova_without_anything_to_change_is_just_done(filled: Register, file: Path, capsys: Said) -> None:
    assert answer(capsys, "importera", filled.path, file, "--prova")["nya"] == {}


def test_one_file_that_is_refused_keeps_all_of_them_out(
    register: Register, file: Path, tmp_path: Path, capsys: Said
) -> None:
    broken = write(tmp_path / "trasig.json", full() | {"okänd": 1})
    before = register.path.read_bytes()
    assert f"Fel: {broken}: " in words(capsys, "importera", register.path, file, broken, status=3)
    found = answer(capsys, "importera", register.path, file, broken, status=3)
    assert (found["status"], "okänd" in found["fel"]) == (3, True)
    assert register.path.read_bytes() == before


# --- exportera ------------------------------------------------------------------------------------------------------


def arguments(register: Register, target: Path, **changes: object) -> list[str]:
    options = {"ar": 2024, "tillfalle": "april", "till": target} | changes
    return ["exportera", str(register.path), *(f"--{name}={value}" for name, value in options.items())]


def test_exportera_writes_the_file_and_says_where(filled: Register, tmp_path: Path, capsys: Said) -> None:
    target = tmp_path / "ut.json"
    assert words(capsys, *arguments(filled, target)) == f"Exporterat: {target}\n"
    assert json.loads(target.read_text(encoding="utf-8")) == full() == export(filled)
    assert answer(capsys, *arguments(filled, tmp_path / "ut.docx")) == {"fil": str(tmp_path / "ut.docx")}


@pytest.mark.parametrize("layout", ["process", "mal"])
def test_exportera_takes_the_layouts_by_name(filled: Register, tmp_path: Path, capsys: Said, layout: str) -> None:
    target = tmp_path / "ut.docx"
    words(capsys, *arguments(filled, target, layout=layout))
    with zipfile.ZipFile(target) as archive:
        text = archive.read("word/document.xml").decode()
    # By process the first column says which; by mål there are only Risk and Åtgärd.
    assert ("Mål/process" in text) == (layout == "process")


@pytest.mark.parametrize(
    ("changes", "status", "said"),
    [
        ({"ar": 2030}, 2, "Registret har ingen plan för 2030. Planer finns för: 2024."),
        ({"namnd": "Byggnämnden"}, 2, "Registret har ingen nämnd som heter Byggnämnden. Nämnder: Kulturnämnden."),
        ({"till": "ut.odt"}, 2, "Filtypen kan inte exporteras. Välj en fil som slutar på .docx, .pdf"),
        ({"till": "saknas/ut.docx"}, 4, "Filen eller mappen finns inte. Kontrollera sökvägen."),
    ],
)
def test_exportera_says_why_not(
    filled: Register,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Said,
    changes: dict[str, object],
    status: int,
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    command = arguments(filled, Path("ut.docx"), **changes)
    assert said in words(capsys, *command, status=status)
    assert answer(capsys, *command, status=status)["status"] == status
    assert not Path("ut.docx").exists()


def test_several_namnder_need_one_to_be_chosen(filled: Register, tmp_path: Path, capsys: Said) -> None:
    other: Raw = full() | {"organisation": {"namnd": "Äldrenämnden"}, "egenkontroller": [], "risker": []}
    import_files(filled, [write(tmp_path / "b.json", other)])
    target = tmp_path / "ut.json"
    said = words(capsys, *arguments(filled, target), status=2)
    assert "”Kulturnämnden (Ängsö kommun)”, ”Äldrenämnden”. Välj en med --namnd." in said
    words(capsys, *arguments(filled, target, namnd="Äldrenämnden"))
    assert json.loads(target.read_text(encoding="utf-8"))["organisation"]["namnd"] == "Äldrenämnden"


# --- lista and uppgradera -------------------------------------------------------------------------------------------


def test_lista_answers_machines_with_every_row_whole(filled: Register, capsys: Said) -> None:
    found = answer(capsys, "lista", filled.path, "atgarder", "--ar", 2024)
    assert (found["lista"], found["antal"], len(found["rader"])) == ("atgarder", 4, 4)
    assert found["rader"][0] == {
        "namnd": "Kulturnämnden",
        "ar": 2024,
        "galler": "Risk att lånade böcker försvinner",
        "beskrivning": "Byt larmbåge",
        "status": "Blir klart i år",
        "ansvarig": "Vaktmästare",
        "slutdatum": "2024-10-01",
    }


def test_lista_is_aligned_for_people_and_counts_its_rows(filled: Register, capsys: Said) -> None:
    lines = words(capsys, "lista", filled.path, "granskningar").splitlines()
    assert [line.index("2024") for line in lines[:-1] if "2024" in line] == [lines[0].index("ar")]
    assert lines[1].split("  ")[0] == "Kulturnämnden"
    assert lines[-1] == "1 rad."
    assert words(capsys, "lista", filled.path, "granskningar", "--ar", 2023).splitlines()[-1] == "0 rader."


def test_lista_shortens_long_texts_to_one_line_and_keeps_them_whole_in_json(
    register: Register, tmp_path: Path, capsys: Said
) -> None:
    text = "Risk att\n" + "mycket " * 20 + "händer"
    import_files(register, [write(tmp_path / "a.json", full() | {"risker": [{"beskrivning": text, "atgarder": []}]})])
    (line,) = [one for one in words(capsys, "lista", register.path, "risker").splitlines() if "mycket" in one]
    assert "Risk att mycket mycket" in line
    assert line.endswith("…")
    assert answer(capsys, "lista", register.path, "risker")["rader"][0]["beskrivning"] == text


def test_uppgradera_says_when_there_is_nothing_to_do(register: Register, capsys: Said) -> None:
    assert words(capsys, "uppgradera", register.path) == "Registret har redan det senaste formatet.\n"
    assert answer(capsys, "uppgradera", register.path) == {"uppgraderat": False, "kopia": None}


# --- wrong usage and help -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Det saknas: KOMMANDO."),
        ("radera x.ikreg", "KOMMANDO: 'radera' går inte att välja. Välj bland: 'skapa', "),
        ("lista x.ikreg", "Det saknas: lista."),
        ("lista x.ikreg bilar", "lista: 'bilar' går inte att välja. Välj bland: 'risker', 'atgarder', "),
        ("lista x.ikreg risker --ar i_år", "--ar: 'i_år' är inget heltal."),
        ("exportera x.ikreg --ar 2026", "Det saknas: --tillfalle, --till."),
        ("exportera x.ikreg --tillfalle maj", "--tillfalle: 'maj' går inte att välja. Välj bland: 'plan', "),
        ("exportera x.ikreg --ar", "--ar: Det saknas ett värde."),
        ("lista x.ikreg risker --json=ja", "--json tar inget värde: 'ja'."),
        ("importera x.ikreg a.json --tyst", "Okända argument: --tyst."),
        ("skapa x.ikreg --exemp", "Okända argument: --exemp."),
    ],
)
def test_wrong_usage_is_told_in_swedish_with_how_it_is_used(capsys: Said, typed: str, said: str) -> None:
    told = words(capsys, *typed.split(), status=2)
    assert told.startswith(f"Fel: {said}")
    assert told.count("Användning:") == 1


def test_wrong_usage_is_one_json_object_too(capsys: Said) -> None:
    found = answer(capsys, "lista", "x.ikreg", "bilar", status=2)
    assert (found["status"], found["fel"].startswith("lista: 'bilar' går inte")) == (2, True)


ENGLISH = re.compile(r"\b(usage|options?|positional|arguments|show|this|message|exit|default|error|optional)\b")


@pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS)], ids=["", *COMMANDS])
def test_help_is_in_swedish_and_names_every_argument(capsys: Said, command: list[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main([*command, "--help"])
    told = capsys.readouterr().out
    assert end.value.code == 0
    assert told.count("Användning:") == 1
    assert ENGLISH.findall(told.lower()) == []
    assert "--json" in told or not command
    assert command or all(f"    {name}" in told for name in COMMANDS)


def test_the_version_can_be_asked_for(capsys: Said) -> None:
    with pytest.raises(SystemExit) as end:
        main(["--version"])
    assert (end.value.code, capsys.readouterr().out) == (0, f"Internkontroll {__version__}\n")


def test_a_bug_is_told_in_words_with_status_4_and_saved_for_the_support(
    filled: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("nånting oväntat")

    monkeypatch.setattr("internkontroll.cli.commands.list_records", broken)
    monkeypatch.setattr("platformdirs.user_log_path", lambda *_args, **_options: tmp_path)
    told = words(capsys, "lista", filled.path, "risker", status=4)
    assert told.startswith("Fel: Ett fel i programmet (RuntimeError: nånting oväntat). Inget har ändrats.")
    assert "Traceback" not in told
    assert [path for path in tmp_path.glob("fel-*.txt") if "RuntimeError: nånting oväntat" in path.read_text("utf-8")]
    assert answer(capsys, "lista", filled.path, "risker", status=4)["status"] == 4


# --- as a program of its own ----------------------------------------------------------------------------------------


def run(*command: object, stdout: int = subprocess.PIPE, **settings: str) -> subprocess.CompletedProcess[bytes]:
    program = [sys.executable, "-m", "internkontroll", *map(str, command)]
    # An unbuffered stream never fails at the end of the program, where buffered ones do.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"} | settings
    return subprocess.run(program, cwd=ROOT, env=environment, stdout=stdout, stderr=subprocess.PIPE, check=False)


def test_a_redirected_answer_is_utf_8_on_a_machine_that_speaks_cp1252(example_file: Path) -> None:
    done = run("lista", example_file, "enheter", PYTHONIOENCODING="cp1252")
    assert "Öppenvården vuxna" in done.stdout.decode("utf-8")
    assert done.returncode == 0


def test_a_redirected_refusal_is_utf_8_on_a_machine_without_a_language() -> None:
    done = run("kontrollera", "saknas-å-→.ikreg", LC_ALL="C")
    assert done.stderr.decode("utf-8").startswith("Fel: saknas-å-→.ikreg: Registret finns inte.")
    assert (done.returncode, done.stdout) == (3, b"")


def test_a_reader_that_has_gone_is_no_failure(example_file: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = run("lista", example_file, "planer", stdout=writing)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_an_answer_that_finds_no_room_is_told_without_a_traceback(example_file: Path) -> None:
    with Path("/dev/full").open("wb") as device:
        done = run("lista", example_file, "planer", stdout=device.fileno())
    assert done.returncode == 4
    assert done.stderr.decode("utf-8").startswith("Fel: Kommandot är utfört, men svaret gick inte att skriva.")
    assert b"Traceback" not in done.stderr

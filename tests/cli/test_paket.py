"""The commands paket and verifiera, as IT and an auditor run them."""

import json
import re
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest

from internkontroll.cli import main
from internkontroll.db.session import Register

SEAL = re.compile(r"^Sigill: ((?:[0-9a-f]{4}-){7}[0-9a-f]{4})$", re.MULTILINE)


def paket(register: Register, *more: str, till: str = "p.zip") -> tuple[int, Path]:
    target = register.path.with_name(till)
    arguments = [str(register.path), "--ar", "2026", "--tillfalle", "april", "--till", str(target), *more]
    return main(["paket", *arguments]), target


def answer(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_the_seal_that_was_written_down_is_the_one_that_the_auditor_sees(
    example: Register, capsys: pytest.CaptureFixture[str]
) -> None:
    status, target = paket(example)
    made = capsys.readouterr().out
    assert status == 0
    assert str(target) in made
    assert main(["verifiera", str(target)]) == 0
    checked = capsys.readouterr().out
    assert "Paketet är helt: Socialnämnden 2026, Delårsrapport per april (7 filer)." in checked
    assert SEAL.findall(made) == SEAL.findall(checked) != []


def test_no_register_is_needed_to_check(example: Register, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, target = paket(example)
    (tmp_path / "annan").mkdir()
    moved = shutil.copy(target, tmp_path / "annan" / "arkiverad.zip")
    example.path.unlink()
    assert main(["verifiera", str(moved)]) == 0
    assert "Paketet är helt" in capsys.readouterr().out


def test_a_changed_byte_is_something_to_look_at_and_the_file_is_named(
    example: Register, capsys: pytest.CaptureFixture[str]
) -> None:
    _, target = paket(example)
    data = bytearray(target.read_bytes())
    data[data.index(b"%PDF") + 100] ^= 1
    target.write_bytes(data)
    assert main(["verifiera", str(target)]) == 1
    said = capsys.readouterr().out
    assert "delarsrapport-april-2026.pdf är ändrad" in said
    assert "1 fel. Paketet är inte det som förseglades." in said
    assert "Paketet är helt" not in said


def test_changes_spread_over_a_real_package_are_all_found(
    example: Register, capsys: pytest.CaptureFixture[str]
) -> None:
    _, target = paket(example)
    whole = target.read_bytes()
    step = len(whole) // 60
    for place in [*range(0, len(whole), step), len(whole) - 1]:
        target.write_bytes(whole[:place] + bytes([whole[place] ^ 0x20]) + whole[place + 1 :])
        assert main(["verifiera", str(target)]) in (1, 3), place
    capsys.readouterr()


def test_machines_get_json(example: Register, capsys: pytest.CaptureFixture[str]) -> None:
    status, target = paket(example, "--json")
    made = answer(capsys)
    assert status == 0
    assert main(["verifiera", str(target), "--json"]) == 0
    checked = answer(capsys)
    assert checked == {**made, "fel": [], "fil": str(target)}
    assert checked["filer"] == 7
    assert checked["manifest_sha256"].startswith(checked["sigill"].replace("-", ""))
    target.write_bytes(target.read_bytes() + b"\0")
    assert main(["verifiera", str(target), "--json"]) == 1
    assert len(answer(capsys)["fel"]) == 1


@pytest.mark.parametrize("content", [b"", b"hej", b"PK\x03\x04"])
def test_a_file_that_is_no_package_is_refused(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "p.zip"
    path.write_bytes(content)
    assert main(["verifiera", str(path)]) == 3
    assert f"{path}: Filen är" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["verifiera"], 2, "Det saknas: FIL."),
        (["verifiera", "saknas.zip"], 4, "finns inte"),
        (["paket", "REGISTER", "--ar", "2026", "--tillfalle", "april"], 2, "--till"),
        (["paket", "REGISTER", "--ar", "2026", "--tillfalle", "april", "--till", "p.pdf"], 2, "slutar på .zip"),
        (["paket", "REGISTER", "--ar", "1999", "--tillfalle", "april", "--till", "p.zip"], 2, "ingen plan för 1999"),
        (["paket", "REGISTER", "--ar", "2026", "--tillfalle", "juni", "--till", "p.zip"], 2, "juni"),
    ],
)
def test_mistakes_are_told_in_swedish(
    example: Register, arguments: list[str], status: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(example.path) if one == "REGISTER" else one for one in arguments]) == status
    assert said in capsys.readouterr().err
    assert not example.path.with_name("p.zip").exists()


def test_the_namnd_can_be_named(example: Register, capsys: pytest.CaptureFixture[str]) -> None:
    assert paket(example, "--namnd", "Socialnämnden")[0] == 0
    assert paket(example, "--namnd", "Byggnämnden", till="q.zip")[0] == 2
    assert "Byggnämnden" in capsys.readouterr().err


def test_the_package_holds_the_report_that_was_asked_for(example: Register) -> None:
    more = ("--layout", "mal", "--forandringar")
    _, target = paket(example, *more)
    report = example.path.with_name("a.docx")
    arguments = [str(example.path), "--ar", "2026", "--tillfalle", "april", "--till", str(report)]
    assert main(["exportera", *arguments, *more]) == 0
    with zipfile.ZipFile(target) as archive:
        assert archive.read("delarsrapport-april-2026.docx") == report.read_bytes()
    assert target.read_bytes() != paket(example, "--layout", "mal")[1].read_bytes()


def test_excel_is_one_of_the_formats_of_exportera(example: Register, capsys: pytest.CaptureFixture[str]) -> None:
    target = example.path.with_name("a.xlsx")
    arguments = [str(example.path), "--ar", "2026", "--tillfalle", "april", "--till", str(target)]
    assert main(["exportera", *arguments]) == 0
    assert str(target) in capsys.readouterr().out
    assert target.read_bytes().startswith(b"PK")

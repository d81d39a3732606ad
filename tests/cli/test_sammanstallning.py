"""The commands sammanstallning and aterkoppling, as IT runs them."""

import json
from pathlib import Path

import pytest

from internkontroll.cli import aterkoppling as command
from internkontroll.cli import main
from internkontroll.db.session import Register
from internkontroll.domain.sammanstallning.antal import share_of
from tests.services.sammanhangen import done_of_year

AFTERWARDS = ["--ar", "2026", "--per", "2027-02-01"]


def test_the_year_is_written_and_told(example: Register, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "aret.docx"
    assert main(["sammanstallning", str(example.path), *AFTERWARDS, "-o", str(target)]) == 0
    said = capsys.readouterr().out
    done = share_of(*done_of_year(example), "planerade tillfällen")
    assert said.startswith(f"Under 2026 gjordes egenkontroll vid {done}.")
    assert said.endswith(f"Exporterat: {target}\n")
    assert target.read_bytes().startswith(b"PK")


def test_machines_get_the_numbers(example: Register, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "aret.xlsx"
    assert main(["sammanstallning", str(example.path), *AFTERWARDS, "--till", str(target), "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data.pop("meningar")[0].startswith("Under 2026")
    gjorda, planerade = done_of_year(example)
    assert data == {
        **{"fil": str(target), "ar": 2026, "till_och_med": "2026-12-31", "planerade": planerade, "gjorda": gjorda},
        **{"bedomda": 129, "avvikande": 44, "enheter": 8, "monster": 11, "atgarder": 9},
    }


def test_a_day_in_the_year_ends_it_there(example: Register, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--ar", "2026", "--per", "2026-03-31", "-o", str(tmp_path / "a.pdf"), "--json"]
    assert main(["sammanstallning", str(example.path), *arguments]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["till_och_med"] == "2026-03-31"
    assert 0 < data["planerade"] < done_of_year(example)[1]


def test_without_a_day_a_year_that_is_over_is_whole(
    example: Register, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sammanstallning", str(example.path), "--ar", "2025", "-o", str(tmp_path / "a.pdf"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["till_och_med"] == "2025-12-31"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--ar", "1999", "-o", "a.pdf"], "Registret har ingen plan för 1999"),
        ([*AFTERWARDS, "-o", "a.odt"], "a.odt: Filtypen kan inte exporteras"),
        (["--ar", "2026", "--per", "31/12", "-o", "a.pdf"], "--per: 31/12 är ingen dag"),
        (AFTERWARDS, "Det saknas: -o/--till"),
    ],
)
def test_what_cannot_be_done_is_said(
    example: Register, capsys: pytest.CaptureFixture[str], more: list[str], said: str
) -> None:
    assert main(["sammanstallning", str(example.path), *more]) == 2
    assert said in capsys.readouterr().err


def test_each_unit_gets_a_file(example: Register, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "enheter"
    assert main(["aterkoppling", str(example.path), str(folder), *AFTERWARDS]) == 0
    answer = capsys.readouterr()
    assert answer.out == f"8 återkopplingar är skrivna i {folder}.\n"
    assert answer.err == ""
    assert len(list(folder.glob("aterkoppling-2026-*.pdf"))) == 8


def test_one_unit_in_word(example: Register, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = [str(example.path), str(tmp_path), *AFTERWARDS, "--enhet", "Öppenvården vuxna", "--format", "docx"]
    assert main(["aterkoppling", *arguments, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "mapp": str(tmp_path),
        "filer": ["aterkoppling-2026-Öppenvården vuxna.docx"],
    }


def test_an_unknown_unit_gets_the_names_that_there_are(
    example: Register, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["aterkoppling", str(example.path), str(tmp_path), *AFTERWARDS, "--enhet", "Okänd"]) == 2
    assert "Gruppbostaden Tallbacken" in capsys.readouterr().err
    assert [path.suffix for path in tmp_path.iterdir() if path.suffix == ".pdf"] == []


def test_a_terminal_sees_how_far_it_has_come(
    example: Register, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command.sys.stderr, "isatty", lambda: True)  # type: ignore[attr-defined]
    assert main(["aterkoppling", str(example.path), str(tmp_path), *AFTERWARDS]) == 0
    answer = capsys.readouterr()
    assert answer.err.split("\r")[1:] == [*(f"{done} av 8" for done in range(1, 8)), "8 av 8\n"]
    assert answer.out.startswith("8 återkopplingar")

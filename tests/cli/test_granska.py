"""The command granska: a line per remark, the count, the exit status, and the same as JSON."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from internkontroll.bootstrap import open_register
from internkontroll.cli import main
from internkontroll.db.session import Register
from internkontroll.domain.status import Tillfalletyp
from internkontroll.services.granska import silence
from internkontroll.services.importera import import_files
from tests.utbyte_files import full, write

Captured = pytest.CaptureFixture[str]


def granska(register: Register, *more: str, ar: int = 2026, tillfalle: str = "april") -> int:
    return main(["granska", str(register.path), "--ar", str(ar), "--tillfalle", tillfalle, *more])


@pytest.fixture
def faultless(register: Register, tmp_path: Path) -> Register:
    """A register with a plan that nobody can object to."""
    data = full()
    for part in ("granskningar", "systematiska_kontroller", "egenkontroller"):
        data[part] = []
    data["risker"] = [data["risker"][0] | {"sannolikhet": 1}]
    data["risker"][0]["atgarder"] = data["risker"][0]["atgarder"][:1]
    import_files(register, [write(tmp_path / "fil.json", data)])
    return register


def test_each_remark_is_a_line_with_severity_rule_record_and_text(example: Register, capsys: Captured) -> None:
    assert granska(example) == 1
    *lines, total = capsys.readouterr().out.splitlines()
    assert total == f"{len(lines)} anmärkningar."
    (line,) = (line for line in lines if "slutdatum-utanfor-aret" in line)
    assert line.startswith("Råd slutdatum-utanfor-aret · R-17 · Åtgärden ”Upphandla skyddat boende")
    severities = [line.partition(" ")[0] for line in lines]
    assert severities == sorted(severities, key=["Fel", "Varning", "Råd"].index)


def test_a_plan_without_remarks_is_done(faultless: Register, capsys: Captured) -> None:
    assert granska(faultless, ar=2024) == 0
    assert capsys.readouterr().out == "Inget att anmärka på.\n"


def test_the_answer_to_machines_has_every_remark_and_its_record(example: Register, capsys: Captured) -> None:
    assert granska(example, "--json") == 1
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert answer["tystade"] == []
    assert {tuple(remark) for remark in answer["anmarkningar"]} == {
        ("regel", "allvar", "text", "tabell", "post", "rubrik")
    }
    assert "slutdatum-utanfor-aret" in [remark["regel"] for remark in answer["anmarkningar"]]


def test_silenced_remarks_are_counted_but_not_shown(example: Register, capsys: Captured) -> None:
    found = remarks(example, capsys)
    for number, remark in enumerate(found, 1):
        reason = "Vi vet."
        silence(open_register(str(example.path)), 2026, Tillfalletyp.APRIL, remark["regel"], remark["post"], reason)
        status = granska(example)
        *lines, total = capsys.readouterr().out.splitlines()
        assert len(lines) == len(found) - number
        assert total.endswith("1 tystad visas inte." if number == 1 else f"{number} tystade visas inte.")
        assert status == (1 if lines else 0)
    assert granska(example, "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert [one["skal"] for one in answer["tystade"]] == ["Vi vet."] * len(found)


def remarks(register: Register, capsys: Captured) -> Sequence[dict[str, Any]]:
    granska(register, "--json")
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["anmarkningar"]
    return found


def test_one_remark_is_one(faultless: Register, tmp_path: Path, capsys: Captured) -> None:
    data = full()
    data["organisation"]["namnd"] = "Fritidsnämnden"
    data |= {"risker": [], "granskningar": [], "systematiska_kontroller": [], "egenkontroller": []}
    import_files(faultless, [write(tmp_path / "fil2.json", data)])
    assert granska(faultless, "--namnd", "Fritidsnämnden", ar=2024) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "1 anmärkning."
    assert granska(faultless, "--namnd", "Kulturnämnden", ar=2024) == 0


def test_a_year_without_a_plan_is_wrong_usage(example: Register, capsys: Captured) -> None:
    assert granska(example, ar=2031) == 2
    assert "2031" in capsys.readouterr().err


def test_the_review_changes_nothing(example: Register) -> None:
    before = example.path.read_bytes()
    granska(example, tillfalle="helar")
    assert example.path.read_bytes() == before

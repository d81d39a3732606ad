"""The command tackning: units and periods as a table, reminders, and the same as JSON."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from internkontroll.cli import main
from internkontroll.db.models import enhet_version, utfall
from internkontroll.db.session import Register
from tests.export.xlsx_reader import read
from tests.services.sammanhangen import change

Captured = pytest.CaptureFixture[str]


def run(register: Register, *more: str) -> int:
    return main(["tackning", str(register.path), *more])


@pytest.fixture
def with_chief(example: Register) -> Register:
    """Every unit of the example has the same chief, who can be written to."""
    change(example, enhet_version, enhet_version.c.id > 0, chef="Åsa Öberg <asa.oberg@kommunen.se>")
    return example


def test_units_and_months_stand_in_a_table(example: Register, capsys: Captured) -> None:
    assert run(example, "--ar", "2025", "--tillfalle", "helar") in (0, 1)
    head, *rows, total = capsys.readouterr().out.splitlines()
    assert head.split() == [
        "Enhet",
        *["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec", "Andel"],
    ]
    assert rows[0].startswith("Barn- och ungdomsenheten ")
    assert rows[-1].startswith("Öppenvården vuxna ")
    assert all(row.endswith("\N{NO-BREAK SPACE}%") for row in rows)
    assert "av årets kontroller är gjorda." in total


@pytest.mark.parametrize(
    ("rader", "perioder", "first"),
    [
        ("egenkontroll", "kvartal", ["Egenkontroll", "kvartal 1", "kvartal 2", "kvartal 3", "kvartal 4", "Andel"]),
        ("omrade", "tertial", ["Område", "tertial 1", "tertial 2", "tertial 3", "Andel"]),
        ("metod", "halvar", ["Metod", "halvår 1", "halvår 2", "Andel"]),
    ],
)
def test_rows_and_periods_can_be_chosen(
    example: Register, capsys: Captured, rader: str, perioder: str, first: list[str]
) -> None:
    run(example, "--ar", "2025", "--rader", rader, "--perioder", perioder)
    head = capsys.readouterr().out.splitlines()[0]
    assert re.split(" {2,}", head) == first


def test_the_status_tells_a_job_of_the_night_that_something_is_missing(with_chief: Register, capsys: Captured) -> None:
    """The example's plan of 2025 lies in the past: what nobody has logged is late whatever day it is."""
    status = run(with_chief, "--ar", "2025", "--json")
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert status == int(answer["saknas"] > 0)
    late = sum(count for row in answer["rader"] for cell in row["perioder"] for count in _late(cell))
    assert answer["saknas"] == late == sum(len(one["saknade"]) for one in answer["paminnelser"])
    assert {"ar": 2025, "gjorda": answer["gjorda"]}.items() <= answer.items()


def _late(cell: dict[str, Any]) -> list[int]:
    return [count for lage, count in cell["antal"].items() if lage == "saknas"]


def test_reminders_are_texts_to_each_chief(with_chief: Register, capsys: Captured) -> None:
    change(with_chief, utfall, utfall.c.datum.is_not(None), datum=None)
    assert run(with_chief, "--ar", "2025", "--paminnelser", "--rader", "metod") == 1
    text = capsys.readouterr().out
    assert "\n\nTill: Åsa Öberg <asa.oberg@kommunen.se>\nÄmne: Påminnelse: " in text
    assert "\nHej Åsa Öberg!\n" in text
    run(with_chief, "--ar", "2025", "--json")
    (one,) = json.loads(capsys.readouterr().out)["paminnelser"]
    assert (one["chef"], one["adress"]) == ("Åsa Öberg <asa.oberg@kommunen.se>", "asa.oberg@kommunen.se")
    assert one["text"] in text
    assert one["mailto"] is None  # far too many for a URL


def test_the_table_and_what_is_missing_go_to_excel(with_chief: Register, tmp_path: Path, capsys: Captured) -> None:
    target = tmp_path / "täckning 2025.xlsx"
    change(with_chief, utfall, utfall.c.datum.is_not(None), datum=None)
    assert run(with_chief, "--ar", "2025", "--perioder", "kvartal", "--till", str(target)) == 1
    assert capsys.readouterr().out.endswith(f"Exporterat: {target}\n")
    sheets = read(target.read_bytes())
    assert sheets["Täckning"].header[:3] == ["Enhet", "Kvartal 1", "Kvartal 2"]
    assert set(sheets["Saknas"].column("E-post")) == {"asa.oberg@kommunen.se"}
    run(with_chief, "--ar", "2025", "--till", str(target), "--json")
    answer = json.loads(capsys.readouterr().out)
    assert (answer["fil"], answer["saknas"]) == (str(target), len(sheets["Saknas"].values))
    run(with_chief, "--ar", "2025", "--json")
    assert json.loads(capsys.readouterr().out)["fil"] is None


def test_a_file_of_another_kind_is_refused_and_one_that_cannot_be_written(
    example: Register, tmp_path: Path, capsys: Captured
) -> None:
    assert run(example, "--ar", "2025", "--till", str(tmp_path / "t.csv")) == 2
    assert "Välj en fil som slutar på .xlsx." in capsys.readouterr().err
    assert run(example, "--ar", "2025", "--till", str(tmp_path / "borta" / "t.xlsx")) == 4
    assert [*tmp_path.glob("t*")] == []


def test_a_year_without_a_plan_is_refused(example: Register, capsys: Captured) -> None:
    assert run(example, "--ar", "1999") == 2
    assert "Registret har ingen plan för 1999. Planer finns för: 2025, 2026." in capsys.readouterr().err


def test_without_a_year_it_is_this_years_or_the_latest(example: Register, capsys: Captured) -> None:
    assert run(example, "--json") in (0, 1)
    assert json.loads(capsys.readouterr().out)["ar"] == 2026


def test_an_empty_register_says_what_to_do(register: Register, capsys: Captured) -> None:
    assert run(register) == 2
    assert "internkontroll importera REGISTER FIL" in capsys.readouterr().err


def test_wrong_rows_are_refused_in_swedish(example_file: Path, capsys: Captured) -> None:
    assert main(["tackning", str(example_file), "--rader", "avdelning"]) == 2
    assert "--rader: 'avdelning' går inte att välja." in capsys.readouterr().err

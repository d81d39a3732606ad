"""The commands enhetspaket and importera of packages: what is said, the statuses, and what a script gets."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from internkontroll.cli import main
from internkontroll.db.session import Register
from tests.services.edits import events, find, row, state
from tests.services.enhetspaketen import Enhet, Verksamhet

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def verksamhet(register: Register, tmp_path: Path) -> Verksamhet:
    return Verksamhet(register, tmp_path / "paket")


def run(verksamhet: Verksamhet, command: str, *more: str | Path) -> int:
    return main([command, str(verksamhet.register.path), *map(str, more)])


def answer(capsys: Captured) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_packages_are_made_and_told(verksamhet: Verksamhet, capsys: Captured) -> None:
    assert run(verksamhet, "enhetspaket", verksamhet.folder, "--ar", "2026") == 0
    assert capsys.readouterr().out.splitlines() == [
        "Almen 2026.ikenhet: 4 att lämna in, 1 åtgärd, 1 risk",
        "Björken 2026.ikenhet: 4 att lämna in, 1 åtgärd, 1 risk",
        "Cedern 2026.ikenhet: 4 att lämna in, 1 åtgärd, 1 risk",
        f"3 enhetspaket är skapade i {verksamhet.folder}. Skicka varje fil till sin enhet, och läs in den med "
        "importera när den kommer.",
    ]


def test_only_the_units_that_are_named_get_one(verksamhet: Verksamhet, capsys: Captured) -> None:
    options = ("--ar", "2026", "--enhet", "Almen", "--enhet", "cedern", "--json")
    assert run(verksamhet, "enhetspaket", verksamhet.folder, *options) == 0
    made = answer(capsys)["paket"]
    assert [(one["enhet"], Path(one["fil"]).name) for one in made] == [
        ("Almen", "Almen 2026.ikenhet"),
        ("Cedern", "Cedern 2026.ikenhet"),
    ]


def test_the_year_is_this_one_unless_said_otherwise(verksamhet: Verksamhet, capsys: Captured) -> None:
    year = datetime.now().astimezone().year
    verksamhet.change("plan", 1, ar=year)
    assert run(verksamhet, "enhetspaket", verksamhet.folder) == 0
    assert f"Almen {year}.ikenhet" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "status", "told"),
    [
        (("--ar", "2026", "--enhet", "Eken"), 2, "Ingen enhet heter Eken"),
        (("--ar", "2031"), 2, "Registret har ingen plan för 2031"),
        (("--ar", "2026", "--namnd", "Annan"), 2, "ingen nämnd som heter Annan"),
    ],
)
def test_what_is_not_there_is_wrong_usage(
    verksamhet: Verksamhet, capsys: Captured, options: tuple[str, ...], status: int, told: str
) -> None:
    assert run(verksamhet, "enhetspaket", verksamhet.folder, *options) == status
    assert told in capsys.readouterr().err


def test_a_trial_tells_and_the_import_does(verksamhet: Verksamhet, capsys: Captured) -> None:
    (almen,) = verksamhet.send("Almen")
    almen.draft("Ja", comment="Två saknas")
    before = state(verksamhet.register)
    assert run(verksamhet, "importera", almen.fil, "--prova") == 1
    assert capsys.readouterr().out.splitlines() == [
        "Så här skulle registret ändras. Inget är ändrat ännu.",
        "Ändrat: Almen, utfall ”E-01 Aktgranskning, 2026-03-31”, analys och kommentar: tomt → Två saknas",
        "Nytt: Almen, svar ”Finns en plan? (E-01 Aktgranskning, 2026-03-31)”: Ja",
    ]
    assert state(verksamhet.register) == before
    assert run(verksamhet, "importera", almen.fil) == 0
    assert capsys.readouterr().out.startswith("Importen är klar.\nÄndrat: Almen")
    count = events(verksamhet.register)
    assert run(verksamhet, "importera", almen.fil) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Inget att läsa in.",
        "Inget nytt från Almen: paketet är redan inläst.",
    ]
    assert events(verksamhet.register) == count


def test_a_package_that_nobody_has_written_in_says_so(verksamhet: Verksamhet, capsys: Captured) -> None:
    (almen,) = verksamhet.send("Almen")
    assert run(verksamhet, "importera", almen.fil) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Inget att läsa in.",
        "Inget från Almen: chefen har inte skrivit något i paketet.",
    ]


def test_long_questions_are_told_apart_in_the_preview(verksamhet: Verksamhet, capsys: Captured) -> None:
    same = "Framgår det av den enskildes genomförandeplan, i den senaste versionen, vad den enskilde själv anser om "
    for number, point in enumerate(find(verksamhet.register, "kontrollpunkt"), 1):
        verksamhet.change("kontrollpunkt", point["id"], fraga=f"{same * 2}mål {number}?")
    (almen,) = verksamhet.send("Almen")
    almen.draft("Ja", "Nej")
    assert run(verksamhet, "importera", almen.fil, "--prova") == 1
    told = [line for line in capsys.readouterr().out.splitlines() if line.startswith("Nytt: Almen, svar")]
    assert ["mål 1?" in told[0], "mål 2?" in told[1]] == [True, True]
    assert [line.rpartition(" ")[2] for line in told] == ["Ja", "Nej"]


@pytest.fixture
def conflict(verksamhet: Verksamhet) -> Enhet:
    (almen,) = verksamhet.send("Almen")
    almen.draft(comment="Deras")
    verksamhet.change("utfall", verksamhet.utfall()["id"], kommentar="Vårt")
    return almen


def test_a_conflict_needs_a_choice(verksamhet: Verksamhet, conflict: Enhet, capsys: Captured) -> None:
    assert run(verksamhet, "importera", conflict.fil, "--prova") == 1
    assert (
        "Konflikt (välj med --behall): Almen, utfall ”E-01 Aktgranskning, 2026-03-31”, analys och kommentar: "
        "i registret ”Vårt”, hos enheten ”Deras”" in capsys.readouterr().out
    )
    assert run(verksamhet, "importera", conflict.fil) == 3
    assert "Prova först, och välj sedan vilka som ska behållas. Inget är inläst." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("choice", "ends", "told"), [("mina", "Vårt", "registrets behålls"), ("deras", "Deras", "enhetens tas in")]
)
def test_a_choice_ends_the_conflict(
    verksamhet: Verksamhet, conflict: Enhet, capsys: Captured, choice: str, ends: str, told: str
) -> None:
    assert run(verksamhet, "importera", conflict.fil, "--behall", choice) == 0
    assert f"Konflikt ({told})" in capsys.readouterr().out
    assert row(verksamhet.register, "utfall", verksamhet.utfall()["id"])["kommentar"] == ends


def test_a_script_gets_every_change(verksamhet: Verksamhet, conflict: Enhet, capsys: Captured) -> None:
    conflict.change("plan", 1, forvaltning="Annan")
    assert run(verksamhet, "importera", conflict.fil, "--prova", "--json") == 1
    found = answer(capsys)
    assert (found["prova"], found["enheter"], found["handelse_id"]) == (True, ["Almen"], None)
    (one,) = found["konflikter"]
    assert (one["mina"], one["deras"], one["id"].split("/")[0]) == ("Vårt", "Deras", "utfall")
    assert [(one["tabell"], one["skal"]) for one in found["nekade"]] == [("plan", "Det ändras bara i registret.")]


def test_kinds_of_files_are_not_mixed(verksamhet: Verksamhet, capsys: Captured) -> None:
    assert run(verksamhet, "importera", "a.ikenhet", "b.json") == 2
    assert "för sig" in capsys.readouterr().err
    assert run(verksamhet, "importera", "b.json", "--behall", "mina") == 2
    assert "--behall gäller bara enhetspaket" in capsys.readouterr().err

"""The command infoga, as the controller and a nightly job run it."""

import json
from pathlib import Path

import pytest

from internkontroll.cli import main
from internkontroll.db.session import Register
from tests.export.hosts import MAIN, changed, full_of_everything
from tests.export.infoga_files import section_texts


@pytest.fixture
def berattelse(tmp_path: Path) -> Path:
    path = tmp_path / "berättelse.docx"
    path.write_bytes(full_of_everything())
    return path


def infoga(register: Register, dokument: Path, *more: str, tillfalle: str = "april") -> int:
    where = ["--ar", "2026", "--tillfalle", tillfalle, "--dokument", str(dokument)]
    return main(["infoga", str(register.path), *where, *more])


def test_the_section_is_put_in_and_renewed(
    example: Register, berattelse: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert infoga(example, berattelse, "--vid", "Plats") == 0
    said = capsys.readouterr().out
    assert "Avsnittet är infogat vid bokmärket ”Plats”" in said
    assert "Uppdatera innehållsförteckningen" in said
    assert infoga(example, berattelse, tillfalle="augusti") == 0
    said = capsys.readouterr().out
    assert "Avsnittet är uppdaterat under rubriken ”Intern kontroll”" in said
    assert "Borttaget: ”Uppföljning av intern kontroll per april 2026”" in said
    assert "Nytt: ”Uppföljning av intern kontroll per augusti 2026”" in said
    assert "till. Alla visas med --json." in said


def test_nothing_to_change_is_said(example: Register, berattelse: Path, capsys: pytest.CaptureFixture[str]) -> None:
    infoga(example, berattelse, "--vid", "Plats")
    capsys.readouterr()
    for more in ((), ("--prova",)):
        assert infoga(example, berattelse, *more) == 0
        assert capsys.readouterr().out.startswith("Inget att ändra: avsnittet under rubriken ”Intern kontroll”")


def test_a_trial_says_what_would_change_and_asks_to_look(
    example: Register, berattelse: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = berattelse.read_bytes()
    assert infoga(example, berattelse, "--vid", "Intern kontroll", "--prova") == 1
    said = capsys.readouterr().out
    assert "Avsnittet skulle infogas efter rubriken ”Intern kontroll”" in said
    assert "Inget är ändrat ännu." in said
    assert berattelse.read_bytes() == before


def test_edits_by_hand_are_shown_refused_and_let_go(
    example: Register, berattelse: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    infoga(example, berattelse, "--vid", "Plats")
    berattelse.write_bytes(changed(berattelse.read_bytes(), MAIN, lambda xml: xml.replace("Handläggarna", "De", 1)))
    assert infoga(example, berattelse, "--prova", tillfalle="augusti") == 1
    assert "Skrivet för hand i avsnittet, och skulle gå förlorat:" in capsys.readouterr().out
    assert infoga(example, berattelse, tillfalle="augusti") == 3
    assert "Avsnittet har ändrats för hand i Word." in capsys.readouterr().err
    assert infoga(example, berattelse, "--skriv-over", tillfalle="augusti") == 0
    assert "Ersatt, fast det var gjort för hand:" in capsys.readouterr().out
    assert section_texts(berattelse.read_bytes())[0].endswith("per augusti 2026")


def test_machines_get_all_of_it(example: Register, berattelse: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = berattelse.with_name("ny.docx")
    infoga(example, berattelse, "--vid", "Plats", "--till", str(target), "--json")
    first = json.loads(capsys.readouterr().out)
    assert first | {"stycken": 0, "noter": []} == {
        "fil": str(target),
        "prova": False,
        "andrat": True,
        "fanns": False,
        "plats": "vid bokmärket ”Plats”",
        "stycken": 0,
        "andringar": [],
        "for_hand": [],
        "noter": [],
    }
    assert first["stycken"] > 100
    infoga(example, target, "--prova", "--json", tillfalle="augusti")
    second = json.loads(capsys.readouterr().out)
    assert {"var": None, "blev": "Uppföljning av intern kontroll per augusti 2026"} in second["andringar"]
    assert len(second["andringar"]) > 50


@pytest.mark.parametrize(
    ("more", "status", "said"),
    [
        (("--vid", "Finns inte"), 3, "inget bokmärke och ingen rubrik som heter ”Finns inte”"),
        (("--till", "ny.pdf"), 2, "slutar på .docx"),
        (("--namnd", "Okända nämnden"), 2, "ingen nämnd som heter Okända nämnden"),
        (("--layout", "fri"), 2, "--layout"),
    ],
)
def test_what_is_wrong_is_said_with_its_status(
    more: tuple[str, ...],
    status: int,
    said: str,
    example: Register,
    berattelse: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert infoga(example, berattelse, *more) == status
    assert said in capsys.readouterr().err
    assert berattelse.read_bytes() == full_of_everything()


def test_the_document_must_be_named(example: Register, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["infoga", str(example.path), "--ar", "2026", "--tillfalle", "april"]) == 2
    assert "--dokument" in capsys.readouterr().err

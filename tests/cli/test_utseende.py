"""The command utseende, as people and scripts meet it."""

import json
from pathlib import Path

import pytest

from internkontroll.cli import main
from internkontroll.db.session import Register
from tests.export.pictures import VERA, picture


def run(capsys: pytest.CaptureFixture[str], example: Register, *arguments: str) -> tuple[int, str]:
    status = main(["utseende", str(example.path), *arguments])
    said = capsys.readouterr()
    return status, said.out + said.err


def test_it_shows_the_look_when_nothing_is_chosen(capsys: pytest.CaptureFixture[str], example: Register) -> None:
    status, said = run(capsys, example)
    assert status == 0
    assert "Utseende för Socialnämnden" in said
    assert "marginaler: 25 mm" in said
    assert "typsnitt: programmets (Carlito)" in said


def test_it_saves_and_shows_what_was_chosen(
    capsys: pytest.CaptureFixture[str], example: Register, tmp_path: Path
) -> None:
    logo = tmp_path / "vapen.jpg"
    logo.write_bytes(picture("JPEG"))
    chosen = ("--logotyp", str(logo), "--logotyp-alt", "Ängsö", "--marginal", "30", "--farg", "7a0019")
    fonts = ("--typsnitt", str(VERA / "Vera.ttf"), "--typsnitt-fet", str(VERA / "VeraBd.ttf"))
    status, said = run(capsys, example, *chosen, *fonts)
    assert status == 0
    for words in ("egen, ”Ängsö”", "30 mm", "7A0019", "typsnitt: eget", "Vera.ttf saknar samiska bokstäver"):
        assert words in said
    status, said = run(capsys, example, "--json")
    data = json.loads(said)
    assert (data["logotyp"], data["ordmall"], data["marginal_mm"], data["farg"]) == (True, False, 30, "7A0019")


def test_it_goes_back(capsys: pytest.CaptureFixture[str], example: Register) -> None:
    run(capsys, example, "--marginal", "30")
    assert "25 mm" in run(capsys, example, "--aterstall")[1]


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("--aterstall", "--marginal", "30"), 2, "--aterstall går inte att förena"),
        (("--marginal", "tre"), 2, "inget heltal"),
        (("--marginal", "5"), 3, "Välj 10–40 mm"),
        (("--farg", "FFD700"), 3, "för ljus"),
        (("--logotyp", "vapen.png"), 2, "--logotyp-alt"),
        (("--ordmall", "borta.dotx"), 4, "finns inte"),
    ],
)
def test_what_is_wrong_is_said_with_the_right_status(
    capsys: pytest.CaptureFixture[str], example: Register, arguments: tuple[str, ...], status: int, said: str
) -> None:
    got, text = run(capsys, example, *arguments)
    assert got == status
    assert said in text

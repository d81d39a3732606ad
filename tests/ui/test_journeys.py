"""Three people's work from beginning to end, each once by keyboard only and once by mouse only."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from internkontroll.ui.settings import Settings
from tests.ui.journey import HANDS, Keys, Mouse, start


class FileDialogs:
    """The system's own dialogs for files: what is answered is said before."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.answers: list[Path] = []
        self.asked: list[str] = []
        for getter in ("getSaveFileName", "getOpenFileName"):
            monkeypatch.setattr(QFileDialog, getter, self._answer)

    def _answer(self, _parent: object, title: str, *_more: object) -> tuple[str, str]:
        self.asked.append(title)
        return str(self.answers.pop(0)), ""


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> FileDialogs:
    return FileDialogs(monkeypatch)


@pytest.fixture(params=HANDS, ids=["keyboard", "mouse"])
def hands(request: pytest.FixtureRequest) -> type[Keys] | type[Mouse]:
    chosen: type[Keys] | type[Mouse] = request.param
    return chosen


def test_a_new_user_comes_to_a_decided_plan(
    qtbot: QtBot, settings: Settings, tmp_path: Path, files: FileDialogs, hands: type[Keys] | type[Mouse]
) -> None:
    place = tmp_path / "nytt.ikreg"
    files.answers = [place]
    person = start(qtbot, settings, None, hands)
    assert isinstance(person, Keys | Mouse)
    person.press("Nytt register…")
    assert files.asked == ["Skapa register"]
    person.press("Ny nämnd eller plan…")
    person.fill("Nämndens namn", "Kulturnämnden")
    person.fill("Kommun", "Åmåla")
    person.press("Skapa planen")
    assert person.here.ar == 2026
    person.command("Arkiv", "Inställningar för nämnden…")
    person.open("Avsnitt i inställningarna", "Processer")
    person.press("Ny process…")
    person.fill("Nummer", "4.2")
    person.fill("Process", "Uthyrning av lokaler")
    person.press("Lägg till")
    person.press("Stäng")
    person.page("Risker")
    person.press("Ny risk")
    person.write("lokaler hyrs ut två gånger")
    person.choose("Process", "4.2 Uthyrning av lokaler")
    person.tab("Bedömning")
    person.choose("Sannolikhet", "3 Möjlig")
    person.choose("Konsekvens", "3 Kännbar")
    person.tab("Åtgärder")
    person.press("Ny åtgärd")
    person.write("Införa ett gemensamt bokningssystem")
    person.fill("Ansvarig", "Eva Öst")
    person.fill("Slutdatum", "2026-10-31")
    person.leave()
    person.command("Plan", "Besluta planen…")
    person.fill("Beslutad den", "2026-01-28")
    person.fill("Paragraf", "§ 7")
    person.press("Besluta planen")
    print(person.said)
    assert 0, person.steps

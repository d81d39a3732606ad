"""What opens the window, and what is a command: the program as it is started."""

import sys
import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest

from internkontroll.__main__ import main


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What the window was opened with, without any window."""
    found: list[list[str]] = []

    def open_window(arguments: list[str]) -> int:
        found.append(arguments)
        return 0

    monkeypatch.setitem(sys.modules, "internkontroll.app", SimpleNamespace(main=open_window))
    return found


@pytest.mark.parametrize("arguments", [[], ["Nämnden å.ikreg"], ["Almen 2026.IKENHET"]])
def test_nothing_and_files_of_ours_open_the_window(
    opened: list[list[str]], monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["internkontroll", *arguments])
    assert main() == 0
    assert opened == [arguments]


def test_a_command_opens_none(opened: list[list[str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    register = tmp_path / "nytt.ikreg"
    monkeypatch.setattr(sys, "argv", ["internkontroll", "skapa", str(register)])
    assert main() == 0
    assert opened == []
    assert register.exists()


def test_the_installed_command_is_the_same_program() -> None:
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["scripts"] == {"internkontroll": "internkontroll.__main__:main"}

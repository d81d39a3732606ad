"""dev.py and the window: its tests, its pictures, and what Qt needs of the system."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

import dev
from tests.dev_stand_ins import Debian, Runs


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> Runs:
    """Nothing needs to be installed, and there is no screen."""
    recorded = Runs()
    monkeypatch.setattr(dev, "run", recorded)
    monkeypatch.setattr(dev, "prepare", lambda: None)
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
    monkeypatch.setattr(dev, "install_test_programs", lambda: None)
    monkeypatch.setattr(dev, "missing_of_qt", lambda _platform: [])
    monkeypatch.setattr(dev, "has_screen", lambda: False)
    return recorded


def pytest_runs(runs: Runs) -> list[str]:
    """The arguments of each run of pytest, without those that all have."""
    return [command.partition(" --durations=10")[2].strip() for command in runs.commands if "-m pytest " in command]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], ["", "--dist=loadfile -p pytest-qt tests/ui"]),
        (["-k", "status"], ["-k status"]),
        (["tests/ui/test_nav.py", "-x"], ["--dist=loadfile -p pytest-qt tests/ui/test_nav.py -x"]),
        (["tests\\ui"], ["--dist=loadfile -p pytest-qt tests\\ui"]),
    ],
)
def test_the_tests_of_the_window_are_a_run_of_their_own(
    arguments: list[str], expected: list[str], runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    assert dev.main(["test", *arguments]) == 0
    assert pytest_runs(runs) == expected
    assert os.environ.get("QT_QPA_PLATFORM") == ("offscreen" if len(expected) == 2 or "qt" in expected[0] else None)


def test_the_tests_find_the_program_compiled_though_nothing_is_left_in_its_folders(
    runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", "")  # so that it is put back
    monkeypatch.delenv("PYTHONPYCACHEPREFIX")
    assert dev.main(["test"]) == 0
    assert "PYTHONDONTWRITEBYTECODE" not in os.environ
    assert Path(os.environ["PYTHONPYCACHEPREFIX"]).is_relative_to(dev.VENV)


def test_without_the_libraries_of_qt_the_window_is_skipped_and_that_is_said(
    runs: Runs, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Debian(monkeypatch, root=False)
    monkeypatch.setattr(dev, "missing_of_qt", lambda _platform: ["libegl1", "libxkbcommon0"])
    assert dev.main(["test"]) == 0
    assert pytest_runs(runs) == [""]
    shown = capsys.readouterr().out
    assert "sudo apt-get install --yes --no-install-recommends libegl1 libxkbcommon0" in shown
    assert "Fönstrets prov hoppas över" in shown


def test_root_gets_the_libraries_of_qt(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    debian = Debian(monkeypatch, root=True)
    monkeypatch.setattr(dev, "missing_of_qt", lambda _platform: ["libegl1"])
    assert dev.main(["test"]) == 0
    assert debian.commands[-1][-1] == "libegl1"
    assert pytest_runs(runs)[-1] == "--dist=loadfile -p pytest-qt tests/ui"


def test_a_library_is_in_the_package_of_its_name_and_number() -> None:
    libraries = ("libEGL.so.1", "libxkbcommon.so.0", "libdbus-1.so.3", "libX11.so.6", "libglib-2.0.so.0")
    assert [*map(dev.debian_package, libraries)] == [
        "libegl1",
        "libxkbcommon0",
        "libdbus-1-3",
        "libx11-6",
        "libglib2.0-0",
    ]


def test_ldd_names_what_qt_lacks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "VENV", tmp_path / ".venv")
    assert dev.missing_of_qt(dev.QT_OFFSCREEN) == []
    (tmp_path / ".venv" / "lib" / "python3.11" / "site-packages" / "PySide6" / "Qt").mkdir(parents=True)
    said = "libQt6Gui.so.6:\n\tlibEGL.so.1 => not found\n\tlibc.so.6 => /lib/libc.so.6 (0x1)\n"
    twice = f"{said}libQt6Widgets.so.6:\n\tlibEGL.so.1 => not found\n\tlibdbus-1.so.3 => not found\n"
    asked: list[list[str]] = []

    def ldd(command: list[str], **_options: object) -> subprocess.CompletedProcess[str]:
        asked.append(command)
        return subprocess.CompletedProcess(command, 0, twice, "")

    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(subprocess, "run", ldd)
    assert dev.missing_of_qt(dev.QT_OFFSCREEN) == ["libdbus-1-3", "libegl1"]
    assert asked[0][0] == "ldd"
    assert asked[0][-1].endswith("libqoffscreen.so")


def test_bilder_gives_its_arguments_on_and_needs_a_folder(runs: Runs, capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["bilder"]) == 2
    assert "vilken mapp" in capsys.readouterr().err
    assert dev.main(["bilder", "ut"]) == 0
    assert [command.removeprefix(f"{dev.PYTHON} ") for command in runs.commands] == ["-m bilder ut"]


@pytest.mark.parametrize("screen", [True, False])
def test_demo_ends_with_the_window_where_there_is_a_screen(
    screen: bool, runs: Runs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "DEMO", tmp_path / "demo")
    monkeypatch.setattr(dev, "has_screen", lambda: screen)
    assert dev.main(["demo"]) == 0
    opened = [
        command for command in runs.commands if command.endswith("-m internkontroll " + str(dev.DEMO / "exempel.ikreg"))
    ]
    assert len(opened) == screen

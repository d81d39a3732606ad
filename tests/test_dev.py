"""dev.py: the two commands of README on any machine, and the lock file that they install from."""

import ast
import os
import re
import shutil
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

import dev
from tests.dev_stand_ins import Debian, Runs

LOCKED = re.compile(r"^([a-z0-9.-]+)==(\S+)((?: ; [^\\]+)?) \\$")


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> Runs:
    recorded = Runs()
    monkeypatch.setattr(dev, "run", recorded)
    return recorded


@pytest.fixture
def ready(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing needs to be installed."""
    monkeypatch.setattr(dev, "prepare", lambda: None)
    monkeypatch.setattr(dev, "install_test_programs", lambda: None)
    monkeypatch.setattr(dev, "missing_of_qt", lambda _platform: [])
    monkeypatch.setattr(dev, "has_screen", lambda: False)


# --- what is said to a person ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("arguments", "status"), [([], 2), (["--help"], 0), (["-h"], 0)])
def test_usage_names_every_command(arguments: list[str], status: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(arguments) == status
    shown = capsys.readouterr().out
    assert [name for name in dev.COMMANDS if f"python3 dev.py {name} " not in shown] == []


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["tset"], "Okänt kommando: tset"),
        (["demo", "nu"], "Okänt argument: nu"),
        (["lint", "-x"], "Okänt argument: -x"),
    ],
)
def test_what_is_not_understood_gives_usage_and_status_2(
    arguments: list[str], text: str, runs: Runs, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dev.main(arguments) == 2
    shown = capsys.readouterr().err
    assert text in shown
    assert "python3 dev.py demo" in shown
    assert runs.commands == []


def test_an_old_python_is_told_what_is_needed(
    monkeypatch: pytest.MonkeyPatch, runs: Runs, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 4, "final", 0))
    assert dev.main(["test"]) == 1
    assert "Python 3.11 eller senare behövs" in capsys.readouterr().err
    assert runs.commands == []


def test_dev_needs_the_standard_library_only() -> None:
    source = ast.parse(Path(dev.__file__).read_text(encoding="utf-8"))
    modules = [alias.name for node in ast.walk(source) if isinstance(node, ast.Import) for alias in node.names]
    modules += [str(node.module) for node in ast.walk(source) if isinstance(node, ast.ImportFrom)]
    assert modules
    assert {name.partition(".")[0] for name in modules} <= sys.stdlib_module_names


def test_readme_and_ci_say_the_same_two_commands() -> None:
    readme = (dev.ROOT / "README.md").read_text(encoding="utf-8")
    ci = (dev.ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "python3 dev.py demo" in readme
    assert "python3 dev.py test" in readme
    assert re.findall(r"^exec (.+)$", ci, re.MULTILINE) == ["python3 dev.py test"]
    assert os.name == "nt" or os.access(dev.ROOT / ".ci" / "run", os.X_OK)


# --- .venv ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder with a working .venv that was made from its lock file."""
    for name in ("requirements.lock", "pyproject.toml"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    (tmp_path / ".venv").mkdir()
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(dev, "LOCK", tmp_path / "requirements.lock")
    monkeypatch.setattr(dev, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(dev, "STAMP", tmp_path / ".venv" / "dev-stamp.txt")
    monkeypatch.setattr(dev, "PYTHON", Path(sys.executable))
    dev.STAMP.write_text(dev.wanted_stamp(), encoding="utf-8")
    return tmp_path


def test_a_venv_that_agrees_with_the_lock_is_left_alone(checkout: Path, runs: Runs) -> None:
    dev.prepare()
    assert runs.commands == []
    assert checkout.exists()


@pytest.mark.parametrize("name", ["requirements.lock", "pyproject.toml"])
def test_a_changed_lock_is_installed_into_the_same_venv_once(checkout: Path, runs: Runs, name: str) -> None:
    (checkout / name).write_text("another", encoding="utf-8")
    dev.prepare()
    dev.prepare()
    libraries, project = runs.commands
    assert f"--require-hashes --requirement {checkout / 'requirements.lock'}" in libraries
    assert f"--no-deps --no-build-isolation --editable {checkout}" in project


def test_a_failed_install_is_tried_again_next_time(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (checkout / "requirements.lock").write_text("another", encoding="utf-8")
    monkeypatch.setattr(dev, "run", Runs(failing="--require-hashes"))
    with pytest.raises(dev.Failed, match="PyPI"):
        dev.prepare()
    again = Runs()
    monkeypatch.setattr(dev, "run", again)
    dev.prepare()
    assert len(again.commands) == 2


def test_a_broken_venv_is_made_anew(checkout: Path, runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "PYTHON", checkout / ".venv" / "bin" / "python")
    dev.prepare()
    assert runs.commands[0] == f"{sys.executable} -m venv --clear {checkout / '.venv'}"
    assert len(runs.commands) == 3


# --- Debian's packages ----------------------------------------------------------------------------------------------


def test_root_gets_the_missing_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    debian = Debian(monkeypatch, root=True)
    dev.install_test_programs()
    assert debian.commands == [
        ["apt-get", "update"],
        ["apt-get", "install", "--yes", "--no-install-recommends", "poppler-utils"],
    ]


def test_an_ordinary_user_gets_the_command_and_goes_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    debian = Debian(monkeypatch, root=False)
    dev.install_test_programs()
    assert debian.commands == []
    assert "sudo apt-get install --yes --no-install-recommends poppler-utils" in capsys.readouterr().out


def test_a_failing_apt_is_shown_and_the_tests_go_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Debian(monkeypatch, root=True, apt_fails=True)
    dev.install_test_programs()
    shown = capsys.readouterr().out
    assert "E: no such package" in shown
    assert "hoppas över" in shown


def test_a_python_without_venv_ends_with_the_package_to_install(
    monkeypatch: pytest.MonkeyPatch, runs: Runs, capsys: pytest.CaptureFixture[str]
) -> None:
    Debian(monkeypatch, root=False)
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    with pytest.raises(dev.Failed, match="kör kommandot igen"):
        dev.make_venv()
    assert "python3-venv" in capsys.readouterr().out
    assert runs.commands == []


# --- the commands ---------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("ready")
def test_test_runs_lint_and_gives_its_arguments_to_pytest(runs: Runs) -> None:
    assert dev.main(["test", "-k", "status"]) == 0
    steps = ["ruff check", "ruff format", "mypy", "lint-imports", "pytest"]
    assert [step for step, command in zip(steps, runs.commands, strict=True) if step not in command] == []
    assert runs.commands[-1].endswith(" -k status")


@pytest.mark.usefixtures("ready")
def test_mutera_hunts_the_defects_that_its_words_choose(runs: Runs) -> None:
    assert dev.main(["mutera", "pdf", "db"]) == 0
    assert [command.removeprefix(f"{dev.PYTHON} ") for command in runs.commands] == ["-m mutations pdf db"]


@pytest.mark.usefixtures("ready")
def test_a_defect_that_survives_fails_mutera(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "run", Runs(failing="mutations"))
    assert dev.main(["mutera"]) == 1
    assert "fångade inte alla fel" in capsys.readouterr().err


@pytest.mark.usefixtures("ready")
def test_windows_gives_its_arguments_to_the_tests_there(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: name)
    assert dev.main(["windows", "tests/db", "-x"]) == 0
    assert [command.removeprefix(f"{dev.PYTHON} ") for command in runs.commands] == ["-m windows tests/db -x"]


@pytest.mark.usefixtures("ready")
def test_windows_without_wine_ends_with_what_to_install(
    runs: Runs, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Debian(monkeypatch, root=False)
    assert dev.main(["windows"]) == 1
    shown = capsys.readouterr()
    assert "--no-install-recommends wine osslsigncode gcc-mingw-w64-x86-64-win32" in shown.out
    assert "kör kommandot igen" in shown.err
    assert runs.commands == []


@pytest.mark.usefixtures("ready")
def test_a_failing_step_is_the_last(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    failing = Runs(failing="mypy")
    monkeypatch.setattr(dev, "run", failing)
    assert dev.main(["test"]) == 1
    assert "mypy" in failing.commands[-1]
    assert "mypy: se raderna ovan" in capsys.readouterr().err


def test_the_status_of_a_failed_program_is_passed_on() -> None:
    with pytest.raises(dev.Failed, match="ojsan") as failure:
        dev.run(sys.executable, "-c", "raise SystemExit(5)", failure="ojsan")
    assert failure.value.status == 5


@pytest.mark.usefixtures("ready")
def test_demo_makes_word_and_pdf_and_can_be_run_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "DEMO", tmp_path / "demo")
    monkeypatch.setattr(dev, "PYTHON", Path(sys.executable))
    files = [tmp_path / "demo" / f"internkontroll-2026-april{ending}" for ending in (".docx", ".pdf")]
    for _ in range(2):
        assert dev.main(["demo"]) == 0, capfd.readouterr().err
        shown = capfd.readouterr().out
        assert [path for path in files if str(path) not in shown] == []
        assert [path.read_bytes()[:4] for path in files] == [b"PK\x03\x04", b"%PDF"]
        for path in files:
            path.unlink()


# --- the lock file --------------------------------------------------------------------------------------------------


def locked() -> dict[str, set[Version]]:
    """The versions of each package; some have one for old and one for new Pythons."""
    versions: dict[str, set[Version]] = {}
    for line in dev.LOCK.read_text(encoding="utf-8").splitlines():
        if line[:1] not in ("#", " ", ""):
            match = LOCKED.match(line)
            assert match, line
            versions.setdefault(match[1], set()).add(Version(match[2]))
    return versions


def test_the_lock_has_hashes_and_names_no_place() -> None:
    text = dev.LOCK.read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[a-z])", text)[1:]
    assert len(blocks) >= len(locked())
    assert [block for block in blocks if "--hash=sha256:" not in block] == []
    assert re.findall(r"\S*(?:://|file:|--index|--find-links|\s/)\S*", text) == []


def test_the_lock_has_what_pyproject_asks_for() -> None:
    project = tomllib.loads((dev.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = map(Requirement, [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]])
    versions = locked()
    outside = [
        str(requirement)
        for requirement in wanted
        if not (found := versions.get(canonicalize_name(requirement.name)))
        or not all(requirement.specifier.contains(version) for version in found)
    ]
    assert outside == []

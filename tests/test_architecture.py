"""The house's rules, held by a test: layers, sizes, imports and habits that CONTRIBUTING.md describes."""

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from statistics import median, quantiles

import pytest

from tests.posix import installed

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "internkontroll"
VERSIONS = PACKAGE / "db" / "migrations" / "versions"
TESTS = ROOT / "tests"
HEAVY = {"PySide6", "alembic", "docx", "lxml", "pypdfium2", "reportlab", "sqlalchemy"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def python_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*.py") if "__pycache__" not in path.parts)


def own_python_files() -> list[Path]:
    folders = [
        ROOT / name
        for name in ("benchmarks", "installer", "internkontroll", "mutations", "resources", "tests", "windows")
    ]
    return [*ROOT.glob("*.py"), *(path for folder in folders for path in python_files(folder))]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def place(path: Path, node: ast.stmt | ast.expr) -> str:
    return f"{path.relative_to(ROOT)}:{node.lineno}"


def functions(path: Path) -> list[Function]:
    return [node for node in ast.walk(tree(path)) if isinstance(node, Function)]


def length(node: Function) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def imported(path: Path) -> Iterator[tuple[str, str]]:
    """Place and absolute name of every import in a file, the deferred ones too."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((place(path, node), alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield place(path, node), "." if node.level else str(node.module)


# --- who may import whom --------------------------------------------------------------------------------------------


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [installed("lint-imports"), "--no-logo", "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_every_import_goes_down_the_layers() -> None:
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package with the rules, to break them in."""
    folder = tmp_path_factory.mktemp("house")
    shutil.copy(ROOT / "pyproject.toml", folder)
    shutil.copytree(PACKAGE, folder / "internkontroll", ignore=shutil.ignore_patterns("__pycache__"))
    return folder


LAYERS = "Imports go down the layers"


@pytest.mark.parametrize(
    ("importer", "forbidden", "contract"),
    [
        ("errors.py", "internkontroll.files", LAYERS),
        ("domain/status.py", "internkontroll.db.engine", LAYERS),
        ("db/engine.py", "internkontroll.export", LAYERS),
        ("domain/status.py", "internkontroll.domain.document", "No import cycles"),
        ("export/word/__init__.py", "internkontroll.export.pdf", "A format that is exported to"),
        ("services/__init__.py", "PySide6.QtCore", "Qt stays"),
        ("services/__init__.py", "alembic", "alembic stays"),
        ("services/__init__.py", "docx", "Libraries of document formats stay"),
        ("cli/__init__.py", "sqlalchemy", "SQLAlchemy stays"),
    ],
)
def test_the_contracts_see_a_breach(house: Path, importer: str, forbidden: str, contract: str) -> None:
    path = house / "internkontroll" / importer
    before = path.read_bytes()
    path.write_bytes(before + f"\nimport {forbidden}\n".encode())
    done = lint_imports(house)
    path.write_bytes(before)
    assert done.returncode == 1
    assert [line for line in done.stdout.splitlines() if line.startswith(contract) and "BROKEN" in line]


def test_a_new_room_must_have_a_floor(house: Path) -> None:
    room = house / "internkontroll" / "rum.py"
    room.touch()
    done = lint_imports(house)
    room.unlink()
    assert done.returncode == 1
    assert "internkontroll.rum" in done.stdout


def test_domain_imports_the_standard_library_and_errors_only() -> None:
    allowed = ("internkontroll.domain", "internkontroll.errors")
    found = [
        f"{where} {name}"
        for path in python_files(PACKAGE / "domain")
        for where, name in imported(path)
        if name.partition(".")[0] not in sys.stdlib_module_names and not name.startswith(allowed)
    ]
    assert found == []


def test_migrations_import_nothing_of_the_package() -> None:
    scripts = python_files(VERSIONS)
    found = [
        f"{w} {name}" for path in scripts for w, name in imported(path) if name.startswith((".", "internkontroll"))
    ]
    assert scripts
    assert found == []


def test_only_tests_of_the_window_import_qt() -> None:
    found = [
        f"{where} {name}"
        for path in python_files(TESTS)
        if path.relative_to(TESTS).parts[0] not in ("ui", "e2e")
        for where, name in imported(path)
        if name.partition(".")[0] in ("PySide6", "pytestqt")
    ]
    assert found == []


def test_qt_is_away_from_this_run(request: pytest.FixtureRequest) -> None:
    if request.config.pluginmanager.has_plugin("pytest-qt"):
        pytest.skip("this run has asked for Qt")
    with pytest.raises(ModuleNotFoundError):
        __import__("PySide6")


def test_help_loads_no_heavy_library() -> None:
    program = (
        "import runpy, sys\n"
        "sys.argv = ['internkontroll', '--help']\n"
        "try: runpy.run_module('internkontroll', run_name='__main__')\n"
        "except SystemExit as end: assert not end.code, end.code\n"
        f"print('loaded:', *sorted({HEAVY} & set(sys.modules)))\n"
    )
    command = [sys.executable, "-X", "utf8", "-c", program]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert "REGISTER" in done.stdout.upper()
    assert done.stdout.splitlines()[-1] == "loaded:"


def test_a_command_on_a_register_of_today_doesnt_load_alembic(example_file: Path) -> None:
    program = (
        "import sys\n"
        "from internkontroll.cli import main\n"
        f"assert main(['lista', {str(example_file)!r}, 'planer']) == 0\n"
        "print('loaded:', *sorted({'alembic', 'PySide6', 'reportlab'} & set(sys.modules)))\n"
    )
    command = [sys.executable, "-X", "utf8", "-c", program]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.stdout.splitlines()[-1:] == ["loaded:"], done.stderr


# --- sizes ----------------------------------------------------------------------------------------------------------


def test_no_file_is_longer_than_400_lines() -> None:
    assert [f"{path.relative_to(ROOT)}: {lines(path)}" for path in own_python_files() if lines(path) > 400] == []


def test_modules_are_small() -> None:
    sizes = [size for path in python_files(PACKAGE) if (size := lines(path)) > 3]
    assert median(sizes) <= 120


def test_functions_are_small() -> None:
    found = [(length(node), place(path, node)) for path in python_files(PACKAGE) for node in functions(path)]
    sizes = [size for size, _ in found]
    longest = sorted(found, reverse=True)[:20]
    assert median(sizes) <= 8
    assert quantiles(sizes, n=20)[-1] <= 30, longest
    assert longest[0][0] <= 60, longest


def test_no_class_has_more_than_25_methods() -> None:
    found = [
        f"{place(path, node)} {node.name}"
        for path in python_files(PACKAGE)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef) and sum(isinstance(part, Function) for part in node.body) > 25
    ]
    assert found == []


def test_there_is_about_as_much_test_code_as_product_code() -> None:
    product = sum(map(lines, python_files(PACKAGE)))
    share = sum(map(lines, python_files(TESTS))) / product
    assert product > 1_000
    assert 0.6 <= share <= 1.6


# --- habits ---------------------------------------------------------------------------------------------------------


def test_nothing_is_left_to_do() -> None:
    unfinished = re.compile(r"\b(TO" r"DO|FIX" r"ME|X" r"XX|HA" r"CK)\b")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in own_python_files()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if unfinished.search(line)
    ]
    assert found == []


def is_empty_container(node: ast.expr | None) -> bool:
    if isinstance(node, ast.List | ast.Set):
        return not node.elts
    if isinstance(node, ast.Dict):
        return not node.keys
    names = ("list", "dict", "set", "defaultdict", "deque", "OrderedDict", "Counter")
    return isinstance(node, ast.Call) and ast.unparse(node.func).partition("[")[0].split(".")[-1] in names


def test_no_module_keeps_state() -> None:
    """An empty container at module level is there to be filled, and ``global`` is there to be changed."""
    found = [
        place(path, node)
        for path in python_files(PACKAGE)
        for node in tree(path).body
        if isinstance(node, ast.Assign | ast.AnnAssign) and is_empty_container(node.value)
    ]
    changed = [
        place(path, node)
        for path in python_files(PACKAGE)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Global)
    ]
    assert found + changed == []


CHECKS = re.compile(r"^(_?assert|_?check|_?expect|_?verify|raises|warns|wait)")


def checks_something(node: Function) -> bool:
    calls = (part.func for part in ast.walk(node) if isinstance(part, ast.Call))
    names = (ast.unparse(call).split(".")[-1] for call in calls)
    return any(isinstance(part, ast.Assert) for part in ast.walk(node)) or any(map(CHECKS.match, names))


def test_every_test_checks_something() -> None:
    tests = [(path, node) for path in python_files(TESTS) for node in functions(path) if node.name.startswith("test")]
    assert [f"{place(path, node)} {node.name}" for path, node in tests if not checks_something(node)] == []


def committed_files() -> list[Path]:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    command = [git, "-c", f"safe.directory={ROOT}", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    machine = re.compile(rb"(?<![\w./-])(?:/(?:root|work)/|/(?:home|Users)/\w+/|[A-Z]:\\Users\\\w+\\)")
    files = committed_files()
    found = [
        f"{path.relative_to(ROOT)}: {hit.group().decode()}"
        for path in files
        if b"\0" not in (content := path.read_bytes()) and (hit := machine.search(content))
    ]
    assert Path(__file__) in files
    assert found == []

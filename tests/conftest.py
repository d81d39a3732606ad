"""What every test run shares: no Qt unless it is asked for, and the same examples from hypothesis every time."""

import os
import shutil
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import Phase, settings

from internkontroll.db.session import Register
from internkontroll.services.skapa import create_register


class QtIsAway:
    """An import hook that makes PySide6 behave as if it weren't installed.

    The program must work without Qt everywhere but in its window, so that servers, nightly jobs and
    the tests need none of its libraries. pytest-qt loads Qt at once; it is off (pyproject.toml), and
    tests of the window turn it on with ``-p pytest-qt``.
    """

    def find_spec(
        self, name: str, _path: Sequence[str] | None = None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Refuse PySide6 with the error that a missing package gives; leave everything else to Python."""
        if name.partition(".")[0] in ("PySide6", "shiboken6"):
            raise ModuleNotFoundError(f"{name}: this test run is without Qt; see QtIsAway in {__file__}", name=name)
        return None


def pytest_configure(config: pytest.Config) -> None:
    """Keep Qt away from every run that hasn't asked for pytest-qt."""
    if not config.pluginmanager.has_plugin("pytest-qt"):
        sys.meta_path.insert(0, QtIsAway())


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave the tests of the window to the run that has Qt."""
    without_qt = not config.pluginmanager.has_plugin("pytest-qt")
    return True if without_qt and collection_path == Path(__file__).parent / "ui" else None


settings.register_profile("internkontroll", deadline=None, derandomize=True, database=None)
# A defect that is seeded only has to be seen: its smallest example interests nobody.
settings.register_profile("mutera", settings.get_profile("internkontroll"), phases=(Phase.explicit, Phase.generate))
settings.load_profile("mutera" if os.environ.get("INTERNKONTROLL_MUTERA") else "internkontroll")


@pytest.fixture(scope="session")
def new_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new register without any nämnd, made once; not to be written to."""
    path = tmp_path_factory.mktemp("nytt") / "register.ikreg"
    create_register(path, "prov")
    return path


@pytest.fixture
def register(new_file: Path, tmp_path: Path) -> Register:
    """A new register without any nämnd, free to change."""
    return Register(Path(shutil.copy(new_file, tmp_path / "register.ikreg")), "prov")


@pytest.fixture(scope="session")
def example_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The register with the example nämnd, made once; not to be written to."""
    path = tmp_path_factory.mktemp("exempel") / "exempel.ikreg"
    create_register(path, "prov", example=True)
    return path


@pytest.fixture
def example(example_file: Path, tmp_path: Path) -> Register:
    """A copy of the example register, free to change."""
    return Register(Path(shutil.copy(example_file, tmp_path / "exempel.ikreg")), "prov")

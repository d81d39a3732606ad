"""The benchmarks of the window at tiny sizes: that each runs and measures what it says. They run Qt by themselves."""

from pathlib import Path
from subprocess import CalledProcessError

import pytest

from benchmarks import __main__ as bench
from benchmarks import window
from benchmarks.common import Benchmark, measurable
from benchmarks.data import filled_register

RISKS = 7


@pytest.fixture(scope="module")
def bytecode(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Compiled once for all of them. Skips where the system lacks what Qt needs; dev.py says so."""
    place = tmp_path_factory.mktemp("qt")
    try:
        window.run_python(place, "-c", "import PySide6.QtWidgets, PySide6.QtSvg")
    except CalledProcessError as error:
        pytest.skip(f"Qt can't be loaded: {error.stderr[-200:]}")
    return place / "bytecode"


@pytest.fixture(autouse=True)
def compiled(bytecode: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", str(bytecode))


def test_starts_are_whole_processes_up_to_what_is_painted(tmp_path: Path) -> None:
    paint, listed = window.paint_benchmark(tmp_path), window.list_benchmark(tmp_path, RISKS)
    assert (paint.bar, listed.bar) == (1.25, 3.0)
    assert paint.floor() > 0
    # Both have been through the imports once; the list comes after the first paint.
    assert listed.product() > 0
    assert listed.product() > paint.product()


@pytest.mark.parametrize("work", ["search", "filter_list"])
def test_each_keystroke_is_measured(tmp_path: Path, work: str) -> None:
    times = window.inside(tmp_path, work, filled_register(tmp_path, RISKS), "ri", "x")
    assert len(times) == 2 * len("ri" + "x")
    assert min(times) > 0


@pytest.mark.parametrize("made", [window.search_benchmarks, window.filter_benchmarks])
def test_keystrokes_have_bars_in_milliseconds(tmp_path: Path, made: window.Several) -> None:
    half, most = made(tmp_path, RISKS)
    assert (half.floor(), half.bar) == (8.0, 1.0)
    assert (most.floor(), most.bar) == (16.0, 1.0)


def test_95_of_100_is_what_all_but_the_slowest_keep_to() -> None:
    assert window.percentile_95([float(number) for number in range(100, 0, -1)]) == 95.0
    assert window.percentile_95([3.0]) == 3.0


def test_the_list_is_shown_anew_from_both_registers(tmp_path: Path) -> None:
    made = window.reset_benchmark(tmp_path, 12, RISKS)
    assert made.bar == 1.2
    assert made.product() > 0
    assert made.floor() > 0


def test_saving_is_compared_with_raw_commits_of_the_same_run(tmp_path: Path) -> None:
    made = window.save_benchmark(tmp_path, RISKS)
    assert made.bar == 1.0
    assert made.product() > 0
    assert made.floor() > window.SAVE_MS


@pytest.mark.skipif(not measurable(), reason="the system doesn't tell a process its own memory")
def test_memory_is_the_windows_own(tmp_path: Path) -> None:
    made = window.memory_benchmark(tmp_path, RISKS)
    assert made.bar == 2.5
    assert made.product() > made.floor() > 10_000


def test_a_name_may_give_several_lines(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    several = [Benchmark("half", lambda: 7.0, lambda: 8.0, 1.0), Benchmark("most", lambda: 17.0, lambda: 16.0, 1.0)]
    monkeypatch.setattr(bench, "BENCHMARKS", {"keys": lambda _folder: several})
    assert bench.main(["keys"]) == 1
    _, half, most = capsys.readouterr().out.splitlines()
    assert half.split()[-3:] == ["0.88", "1.0", "ok"]
    assert most.split()[-3:] == ["1.06", "1.0", "MISSED"]

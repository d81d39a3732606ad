"""The benchmarks of feedback and compilation at tiny sizes: that each runs, and that its floor does the same work."""

from pathlib import Path

import pytest

from benchmarks import aterkoppling
from tests.export.pdf_reader import Pages

YEARS = (2025, 2026)


def words(path: Path) -> list[str]:
    return " ".join(Pages(path.read_bytes()).texts()).split()


def test_the_pages_alone_are_the_pages_that_the_product_writes(tmp_path: Path) -> None:
    bar, bare = aterkoppling.feedback_benchmarks(tmp_path, 3, YEARS)
    assert (bar.bar, bar.floor()) == (1.0, 200.0)
    assert bar.product() > 0
    assert bare.floor() > 0
    made = sorted((tmp_path / "aterkoppling").iterdir())
    drawn = sorted((tmp_path / "golv").iterdir())
    assert len(made) == 3
    assert [words(path) for path in made] == [words(path) for path in drawn]
    assert "Finns" in words(made[0])


def test_the_compilation_counts_what_the_floor_reads(tmp_path: Path) -> None:
    made = aterkoppling.compilation_benchmark(tmp_path, 3, YEARS)
    assert made.bar == 3.0
    assert made.product() > 0
    assert made.floor() > 0


@pytest.mark.parametrize("name", ["egenkontroll-aterkoppling", "egenkontroll-sammanstallning"])
def test_they_are_among_the_benchmarks(name: str) -> None:
    from benchmarks.__main__ import BENCHMARKS

    assert name in BENCHMARKS

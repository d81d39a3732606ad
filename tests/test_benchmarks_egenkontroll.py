"""The benchmarks of reporting at a tiny size: that they run, and that the floor does the product's work."""

import itertools
import sqlite3
from contextlib import closing
from pathlib import Path

from benchmarks import egenkontroll_rapport
from benchmarks.data import REGISTER

YEARS = (2025, 2026)


def counts(path: Path) -> dict[str, int]:
    tables = ("svar", "handelse", "handelserad")
    with closing(sqlite3.connect(path)) as connection:
        found = {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}
        done = connection.execute("SELECT count(*) FROM utfall WHERE datum IS NOT NULL").fetchone()[0]
        return found | {"utfall": int(done)}


def test_the_raw_commit_leaves_as_many_rows_as_handing_in(tmp_path: Path) -> None:
    made = egenkontroll_rapport.submit_benchmark(tmp_path, 2, YEARS)
    path = tmp_path / REGISTER
    steps = [counts(path)]
    for sample in (made.product, made.floor):
        assert sample() > 0
        steps.append(counts(path))
    product, floor = (
        {table: after[table] - before[table] for table in after} for before, after in itertools.pairwise(steps)
    )
    assert product == floor == {"svar": 8, "handelse": 1, "handelserad": 11, "utfall": 1}
    assert made.bar == 1.0


def test_the_panel_is_read_on_both_sides(tmp_path: Path) -> None:
    made = egenkontroll_rapport.load_benchmark(tmp_path, 2, YEARS)
    assert made.product() > 0
    assert made.floor() > 0
    assert made.bar is None

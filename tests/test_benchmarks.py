"""The benchmarks at tiny sizes: that each runs, and that its floor does the product's work. No time is asserted."""

import json
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from benchmarks import __main__ as bench
from benchmarks import data, import_file, listing, start, word, word_memory
from benchmarks.common import Benchmark, compare, measurable
from internkontroll.importing.utbyte_json import read_utbyte

RISKS = 7


def rows(register: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Everything that the register holds, by table; the index of words by what is in it, not by how it is stored."""
    with closing(sqlite3.connect(register)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        tables = [table for table in tables if table not in ("sok_data", "sok_idx", "sok_docsize")]
        return {table: connection.execute(f'SELECT * FROM "{table}" ORDER BY 1').fetchall() for table in tables}


def members(docx: Path) -> dict[str, tuple[bytes, int]]:
    """Name → content and compressed size."""
    with zipfile.ZipFile(docx) as archive:
        return {info.filename: (archive.read(info), info.compress_size) for info in archive.infolist()}


def fake(product: float, floor: float, bar: float | None) -> Callable[[Path], Benchmark]:
    return lambda _folder: Benchmark("fake", lambda: product, lambda: floor, bar)


def run(monkeypatch: pytest.MonkeyPatch, **fakes: Callable[[Path], Benchmark]) -> int:
    monkeypatch.setattr(bench, "BENCHMARKS", fakes)
    return bench.main([*fakes])


def test_the_data_are_a_valid_file_and_the_same_every_time(tmp_path: Path) -> None:
    underlag = read_utbyte(data.write_utbyte(tmp_path, RISKS))
    assert len(underlag.risker) == RISKS
    assert {len(risk.atgarder) for risk in underlag.risker} == {3}
    assert data.utbyte(RISKS) == data.utbyte(RISKS)


def test_texts_are_as_long_as_in_real_reports() -> None:
    risker = data.utbyte(300)["risker"]
    texts = [risk["bakgrund"] for risk in risker if "bakgrund" in risk]
    assert 200 < len(texts) < 250
    assert 300 < sum(map(len, texts)) / len(texts) < 450
    assert 1_200 < len(json.dumps(risker, ensure_ascii=False)) / len(risker) < 2_000


def test_the_import_floor_leaves_the_register_that_the_import_left(tmp_path: Path) -> None:
    made = import_file.benchmark(tmp_path, RISKS)
    assert made.bar == 3.0
    imported = rows(tmp_path / import_file.TARGET)
    assert made.floor() > 0
    inserted = rows(tmp_path / import_file.TARGET)
    assert len(inserted["atgard"]) == 3 * RISKS
    assert inserted == imported
    assert made.product() > 0
    again = rows(tmp_path / import_file.TARGET)
    assert {table: len(found) for table, found in again.items()} == {
        table: len(found) for table, found in imported.items()
    }


def test_the_word_floor_writes_the_same_parts_as_the_export(tmp_path: Path) -> None:
    made = word.benchmark(tmp_path, RISKS)
    assert made.bar == 1.5
    assert made.product() > 0
    assert made.floor() > 0
    exported, built = members(tmp_path / "avsnitt.docx"), members(tmp_path / "golv.docx")
    assert f"Risk {RISKS}: ".encode() in exported[word.DOCUMENT][0]
    assert {name: content for name, (content, _) in built.items()} == {
        name: content for name, (content, _) in exported.items()
    }
    assert built[word.DOCUMENT][1] == pytest.approx(exported[word.DOCUMENT][1], rel=0.02)


def test_the_floor_from_a_tree_writes_the_same_parts_as_the_export(tmp_path: Path) -> None:
    made = word.model_benchmark(tmp_path, RISKS)
    assert made.bar == 1.3
    (tmp_path / "avsnitt.docx").unlink()
    assert made.product() > 0
    assert made.floor() > 0
    exported, built = word.read_members(tmp_path / "avsnitt.docx"), word.read_members(tmp_path / "golv.docx")
    trees = [etree.canonicalize(parts.pop(word.DOCUMENT).decode()) for parts in (exported, built)]
    assert f"Risk {RISKS}: " in trees[0]
    assert trees[0] == trees[1]
    assert exported == built


def test_the_memory_floor_reads_all_that_it_writes(tmp_path: Path) -> None:
    _, texts = word_memory.prepare(tmp_path / "sju", RISKS)
    word.put_together(tmp_path / "golv.docx", word_memory.read_parts(texts))
    assert members(tmp_path / "golv.docx").keys() == members(tmp_path / "sju" / "avsnitt.docx").keys()
    floor, exported = (word.take_apart(path) for path in (tmp_path / "golv.docx", tmp_path / "sju" / "avsnitt.docx"))
    assert floor == exported


@pytest.mark.skipif(not measurable(), reason="the system doesn't tell a process its own peak")
def test_memory_is_measured_in_new_processes(tmp_path: Path) -> None:
    made = word_memory.benchmark(tmp_path, 50)
    assert made.bar == 1.5
    assert 0 < made.product() < 100
    assert 0 < made.floor() < 100


def test_the_list_floor_makes_the_text_of_the_command(tmp_path: Path) -> None:
    register = data.filled_register(tmp_path, RISKS)
    text = listing.by_product(register)
    assert text.endswith(f"{RISKS} rader.")
    assert listing.by_sqlite3(register, listing.last_query(register)) == text


def test_the_list_benchmark_runs(tmp_path: Path) -> None:
    made = listing.benchmark(tmp_path, RISKS)
    assert made.bar == 2.0
    assert made.product() > 0
    assert made.floor() > 0


def test_starts_are_whole_processes(tmp_path: Path) -> None:
    for made in (start.help_benchmark(tmp_path), start.list_benchmark(tmp_path, RISKS)):
        assert made.product() > 0
    assert made.floor() > 0


def test_the_result_is_the_medians_of_rounds_by_turns_without_the_first() -> None:
    calls: list[str] = []
    times = {"product": iter([900.0, 4.0, 8.0, 5.0]), "floor": iter([900.0, 2.0, 1.0, 9.0])}

    def sample(side: str) -> float:
        calls.append(side)
        return next(times[side])

    result = compare(Benchmark("x", lambda: sample("product"), lambda: sample("floor"), 2.0), rounds=3)
    assert calls == ["product", "floor"] * 4
    assert (result.product, result.floor, result.ratio) == (5.0, 2.0, 2.5)
    assert result.missed


def test_a_missed_bar_fails_the_run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(monkeypatch, good=fake(3, 1, bar=3), bad=fake(31, 10, bar=3)) == 1
    _, good, bad = capsys.readouterr().out.splitlines()
    assert good.split()[-3:] == ["3.00", "3.0", "ok"]
    assert bad.split()[-3:] == ["3.10", "3.0", "MISSED"]


def test_a_run_without_missed_bars_succeeds(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(monkeypatch, good=fake(3, 1, bar=3), information=fake(99, 1, bar=None)) == 0


def test_an_unknown_name_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        bench.main(["hastighet"])
    assert "unknown benchmark: hastighet" in capsys.readouterr().err

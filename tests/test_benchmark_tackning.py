"""The benchmarks of Hem and coverage at a tiny size: that their floors count what the product shows."""

from collections import Counter
from contextlib import closing
from pathlib import Path

from benchmarks import tackning, tackning_data
from internkontroll.db.reader import Reader
from internkontroll.db.register_file import connect
from internkontroll.domain.egenkontroll.tackning import Lage
from internkontroll.services.sammanhang import default_sammanhang
from internkontroll.services.tackning import coverage, reminders

WORDS = {"väntar": Lage.VANTAR, "sen": Lage.SEN}


def test_both_sides_count_the_same(tmp_path: Path) -> None:
    path = tackning_data.many_utfall(tmp_path, 3, (2025, 2026))
    with closing(Reader(path)) as reader, closing(connect(path)) as connection:
        where = default_sammanhang(reader, tackning_data.TODAY)
        assert where is not None
        found = coverage(reader, where)
        chosen = {"plan": where.plan_id, "idag": str(tackning_data.TODAY)}
        floor = Counter[tuple[str, int, Lage]]()
        for unit, month, word, count in connection.execute(tackning.COVERAGE, chosen):
            floor[str(unit), int(month), WORDS[word] if word in WORDS else Lage(word)] += count
        shown = Counter(
            {
                (rad.nyckel, month, lage): count
                for rad in found.rader
                for month, ruta in enumerate(rad.rutor, 1)
                for lage, count in ruta.antal.items()
            }
        )
        missing = {row[0] for row in connection.execute(tackning.MISSING, chosen)}
        told = {line.utfall_id for one in reminders(reader, where) for line in one.saknade}
    assert shown == floor
    assert sum(shown.values()) == 3 * 167
    assert {lage for _, _, lage in shown} == {*Lage}
    assert told == missing
    assert len(told) == found.saknas > 0


def test_every_benchmark_measures_both_sides(tmp_path: Path) -> None:
    for number, make in enumerate((tackning.coverage_benchmarks, tackning.hem_benchmarks)):
        folder = tmp_path / str(number)
        folder.mkdir()
        for made in make(folder, 3, (2026,)):
            assert made.product() > 0
            assert made.floor() > 0

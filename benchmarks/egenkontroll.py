"""A year's 30,000 tillfällen for 300 units ↔ executemany of the rows that they leave: tillfällen and their log.

The product also reads plan, organisation and what is there, works out periods, holidays and who does what, and
finds that nothing is there yet. Generating once more, which changes nothing, is measured against it.
"""

import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

from benchmarks.common import Benchmark, milliseconds
from benchmarks.data import USER, empty_register
from benchmarks.inserts import Inserts, insert, new_rows
from internkontroll.db import models
from internkontroll.db.register_file import connect
from internkontroll.db.session import Register
from internkontroll.services.egenkontroll import generate_year

TARGET = "fyllt.ikreg"
UNITS = 300
TABLES = ("utfall", "handelse", "handelserad")


def benchmark(folder: Path, controls: int = 25) -> Benchmark:
    """Both sides fill a copy of the same register, in which the quarters of the year are planned."""
    planned, target = _planned(folder, controls), folder / TARGET

    def product() -> float:
        shutil.copy(planned, target)
        return milliseconds(lambda: generate_year(Register(target, USER), 1))

    product()
    inserts = _inserts(planned, target)

    def floor() -> float:
        shutil.copy(planned, target)
        return milliseconds(lambda: insert(target, inserts))

    return Benchmark(f"generate {UNITS * controls * 4} tillfällen", product, floor, bar=3.0, rounds=5)


def again_benchmark(folder: Path, controls: int = 25) -> Benchmark:
    """Finding out that nothing is to be done ↔ reading the tillfällen that there are, by plain sqlite3."""
    target = _planned(folder, controls)
    generate_year(Register(target, USER), 1)

    def read() -> int:
        with closing(connect(target)) as connection:
            return len(connection.execute("SELECT * FROM utfall").fetchall())

    return Benchmark(
        f"generate {UNITS * controls * 4} again",
        product=lambda: milliseconds(lambda: generate_year(Register(target, USER), 1)),
        floor=lambda: milliseconds(read),
        bar=None,
        rounds=5,
    )


def _planned(folder: Path, controls: int) -> Path:
    """Units in thirty areas, and egenkontroller that all of them do."""
    path = Path(shutil.copy(empty_register(folder), folder / "planerat.ikreg"))
    with Register(path, USER).write("Planen") as writer:
        namnd = writer.insert(models.namnd, {"namn": "Socialnämnden"})
        writer.insert(models.plan, {"namnd_id": namnd, "ar": 2026, "status": "utkast"})
        top = _unit(writer.insert, namnd, "Förvaltningen", None)
        areas = [_unit(writer.insert, namnd, f"Område {number}", top) for number in range(UNITS // 10)]
        for number in range(UNITS):
            _unit(writer.insert, namnd, f"Enhet {number}", areas[number % len(areas)])
        for number in range(controls):
            values = {"namn": f"Egenkontroll {number}", "frekvens": "kvartal", "dagar_efter": 14}
            control = writer.insert(models.egenkontroll, values | {"plan_id": 1, "ordning": number})
            link = {"egenkontroll_id": control, "enhet_id": top, "ordning": 0, "alla_under": 1}
            writer.insert(models.egenkontroll_enhet, link)
    return path


def _unit(insert_row: Callable[..., int], namnd: int, namn: str, above: int | None) -> int:
    unit = insert_row(models.enhet, {"namnd_id": namnd, "niva": "enhet"})
    values = {"enhet_id": unit, "fran": date(2020, 1, 1), "namn": namn, "sortnyckel": namn, "overordnad_id": above}
    insert_row(models.enhet_version, values)
    return unit


def _inserts(planned: Path, full: Path) -> Inserts:
    """What must be inserted into one register to make it the other."""
    with closing(connect(planned)) as before, closing(connect(full)) as after:
        found = []
        for table in TABLES:
            (highest,) = before.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()
            found.append(new_rows(after, table, highest))
        return found

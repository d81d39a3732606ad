"""Import of a file into an empty register ↔ executemany of the rows that it leaves there: the log and the words too.

The product also reads the JSON, checks it and matches it with what is there.
"""

import shutil
from contextlib import closing
from pathlib import Path

from benchmarks.common import Benchmark, milliseconds
from benchmarks.data import USER, empty_register, write_utbyte
from benchmarks.inserts import Inserts, insert, new_rows
from internkontroll.db.models import metadata
from internkontroll.db.register_file import connect
from internkontroll.db.session import Register
from internkontroll.services.importera import import_files

TARGET = "fyllt.ikreg"


def benchmark(folder: Path, risks: int = 20_000) -> Benchmark:
    """Both sides fill a copy of the same empty register."""
    empty, target, file = empty_register(folder), folder / TARGET, write_utbyte(folder, risks)

    def product() -> float:
        shutil.copy(empty, target)
        return milliseconds(lambda: import_files(Register(target, USER), [file]))

    product()
    inserts = _inserts(empty, target)

    def floor() -> float:
        shutil.copy(empty, target)
        return milliseconds(lambda: insert(target, inserts))

    return Benchmark(f"import, {risks} risks", product, floor, bar=3.0, rounds=5)


def _inserts(empty: Path, full: Path) -> Inserts:
    """What must be inserted into one register to make it the other."""
    with closing(connect(empty)) as before, closing(connect(full)) as after:
        highest = dict(before.execute("SELECT name, seq FROM sqlite_sequence"))
        grown = {
            name for name, seq in after.execute("SELECT name, seq FROM sqlite_sequence") if seq > highest.get(name, 0)
        }
        tables = [
            new_rows(after, table.name, highest.get(table.name, 0))
            for table in metadata.sorted_tables
            if table.name in grown
        ]
        words = after.execute("SELECT rowid, * FROM sok ORDER BY rowid").fetchall()
        return [*tables, ("INSERT INTO sok (rowid, rubrik, text, namn, plan) VALUES (?, ?, ?, ?, ?)", words)]

"""A page of feedback for each of 300 units, with ten years and 500,000 tillfällen in the register.

The bar is five pages a second, so the first floor is 200 ms. The second one is the same pages made ready
beforehand, only drawn and put in plain files: what reading, counting, fitting and careful writing cost on top.
"""

import shutil
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from random import Random
from uuid import UUID

from benchmarks.common import Benchmark, milliseconds
from benchmarks.data import USER
from benchmarks.tackning_data import TODAY, UNITS, YEARS, many_utfall
from internkontroll.db.register_file import connect
from internkontroll.db.session import Register
from internkontroll.domain.document import Document
from internkontroll.domain.report.aterkoppling import build_feedback
from internkontroll.domain.sammanstallning.enhet import aterkopplingar
from internkontroll.domain.sammanstallning.fakta import YEARS as COMPARED
from internkontroll.export.pdf import render_pdf
from internkontroll.paths import FONTS
from internkontroll.services.aterkoppling import write_feedback
from internkontroll.services.sammanstallning import Urval, load_compilation, load_fakta

AR = YEARS[-1]
PER_SECOND = 5
QUESTIONS = 5
_ANSWERS = ("Ja", "Delvis", "Nej", "Ej relevant")
_OFTEN = (88, 6, 3, 3)

_TILLFALLEN = "SELECT u.* FROM egenkontroll AS e JOIN utfall AS u ON u.egenkontroll_id = e.id WHERE e.plan_id > ?"
_ANSWERED = f"SELECT s.* FROM ({_TILLFALLEN}) AS u JOIN svar AS s ON s.utfall_id = u.id"


def feedback_benchmarks(folder: Path, units: int = UNITS, years: Sequence[int] = YEARS) -> tuple[Benchmark, Benchmark]:
    """Milliseconds are for one page, on average."""
    register = Register(with_answers(many_utfall(folder, units, tuple(years))), USER)
    target, bare = folder / "aterkoppling", folder / "golv"
    bare.mkdir()
    with register.read() as connection:
        pages = [build_feedback(unit) for unit in aterkopplingar(load_fakta(connection, len(years), TODAY))]

    def product() -> float:
        shutil.rmtree(target, ignore_errors=True)
        return milliseconds(lambda: write_feedback(register, target, Urval(AR, TODAY))) / units

    def floor() -> float:
        return milliseconds(lambda: _draw(pages, bare)) / units

    name = f"feedback to {units} units"
    return (
        Benchmark(f"{name}, {PER_SECOND} a second", product, lambda: 1000 / PER_SECOND, bar=1.0, rounds=3),
        Benchmark(f"{name}, pages alone", product, floor, bar=2.0, rounds=3),
    )


def compilation_benchmark(folder: Path, units: int = UNITS, years: Sequence[int] = YEARS) -> Benchmark:
    """Counting a year and the four before it ↔ reading the rows that it counts, by plain sqlite3."""
    register = Register(with_answers(many_utfall(folder, units, tuple(years))), USER)

    def product() -> float:
        with register.read() as connection:
            return milliseconds(lambda: load_compilation(connection, len(years), TODAY))

    def read() -> None:
        with closing(connect(register.path)) as connection:
            for query, back in ((_TILLFALLEN, COMPARED), (_ANSWERED, 2)):
                connection.execute(query, (len(years) - back,)).fetchall()

    return Benchmark(f"compilation of {units} units' year", product, lambda: milliseconds(read), bar=3.0, rounds=3)


def _draw(pages: Sequence[Document], folder: Path) -> None:
    for number, page in enumerate(pages):
        with (folder / f"{number}.pdf").open("wb") as stream:
            render_pdf(page, stream, FONTS)


def with_answers(path: Path) -> Path:
    """The register with questions in all years' egenkontroller, answered in the last two."""
    random = Random(QUESTIONS)  # noqa: S311 - the same data on every run is the point

    def uuid() -> str:
        return str(UUID(int=random.getrandbits(128), version=4))

    with closing(connect(path)) as connection:
        connection.execute("BEGIN")
        controls = connection.execute("SELECT id, plan_id FROM egenkontroll ORDER BY id").fetchall()
        connection.executemany(
            "INSERT INTO kontrollpunkt (uuid, egenkontroll_id, ordning, fraga, svarstyp) VALUES (?, ?, ?, ?, 'ja_nej')",
            [
                (uuid(), control, n, f"Finns underlaget {n} i akten?")
                for control, _ in controls
                for n in range(QUESTIONS)
            ],
        )
        query = """
            SELECT u.egenkontroll_id, u.id, k.id FROM egenkontroll AS e JOIN utfall AS u ON u.egenkontroll_id = e.id
            JOIN kontrollpunkt AS k ON k.egenkontroll_id = e.id
            WHERE e.plan_id >= (SELECT max(plan_id) - 1 FROM egenkontroll) AND u.datum IS NOT NULL"""
        asked = connection.execute(query).fetchall()
        connection.executemany(
            "INSERT INTO svar (uuid, egenkontroll_id, utfall_id, kontrollpunkt_id, svar) VALUES (?, ?, ?, ?, ?)",
            [(uuid(), *keys, random.choices(_ANSWERS, _OFTEN)[0]) for keys in asked],
        )
        connection.execute("COMMIT")
    return path

"""Handing in one tillfälle where there are 500,000 ↔ what it may take: twice a raw commit of the same rows, and 5 ms.

The product also reads what is there, judges the answers and names what it does; the raw commit knows all of it.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from benchmarks.common import Benchmark, milliseconds
from benchmarks.data import USER
from benchmarks.tackning_data import TODAY, UNITS, YEARS, many_utfall
from internkontroll.db import models
from internkontroll.db.engine import make_engine
from internkontroll.db.register_file import connect
from internkontroll.db.session import Register
from internkontroll.db.writer import new_uuid, now
from internkontroll.services.egenkontroll import Svar, Uppgifter, load_tillfalle, submit

QUESTIONS = 8
LOG_MS = 5.0
"""What logging may take besides two raw commits."""

_WAITING = """
SELECT utfall.id FROM utfall JOIN egenkontroll ON egenkontroll.id = utfall.egenkontroll_id
JOIN plan ON plan.id = egenkontroll.plan_id
WHERE plan.ar = ? AND utfall.datum IS NULL ORDER BY utfall.id
"""


def submit_benchmark(folder: Path, units: int = UNITS, years: tuple[int, ...] = YEARS) -> Benchmark:
    """Every sample hands in another tillfälle of the last year, with eight answers."""
    path = many_utfall(folder, units, years)
    points = _add_questions(path, years[-1])
    waiting = _waiting(path, years[-1])
    register = Register(path, USER)

    def product() -> float:
        utfall = next(waiting)
        with register.read() as connection:
            bild = load_tillfalle(connection, utfall)
        said = Uppgifter({one.fraga.kontrollpunkt_id: Svar("Ja", version=0) for one in bild.fragor})
        return milliseconds(lambda: submit(register, {utfall: bild.version}, said, TODAY))

    def floor() -> float:
        utfall = next(waiting)
        return 2 * milliseconds(lambda: hand_in_raw(path, utfall, points)) + LOG_MS

    return Benchmark("log one of many ↔ 2 commits + 5 ms", product, floor, bar=1.0, rounds=15)


def load_benchmark(folder: Path, units: int = UNITS, years: tuple[int, ...] = YEARS) -> Benchmark:
    """The panel of a tillfälle, with what was said before ↔ its rows by plain sqlite3."""
    path = many_utfall(folder, units, years)
    _add_questions(path, years[-1])
    waiting = _waiting(path, years[-1])
    register = Register(path, USER)

    def product() -> float:
        utfall = next(waiting)

        def load() -> object:
            with register.read() as connection:
                return load_tillfalle(connection, utfall)

        return milliseconds(load)

    def floor() -> float:
        utfall = next(waiting)
        return milliseconds(lambda: _read_raw(path, utfall))

    return Benchmark("panel of one of many", product, floor, bar=None, rounds=15)


def hand_in_raw(path: Path, utfall: int, points: dict[int, list[int]]) -> None:
    """One transaction on a connection with the product's own settings: the rows that `submit` leaves, and its log."""
    with closing(make_engine(path).raw_connection()) as pooled:
        connection = pooled.driver_connection
        assert isinstance(connection, sqlite3.Connection)
        connection.execute("BEGIN IMMEDIATE")
        (control,) = connection.execute("SELECT egenkontroll_id FROM utfall WHERE id = ?", (utfall,)).fetchone()
        values = {"datum": str(TODAY), "utford_av": USER, "resultat": "Uppfyllt"}
        connection.execute(
            "UPDATE utfall SET datum = ?, utford_av = ?, resultat = ?, version = version + 1 WHERE id = ?",
            (*values.values(), utfall),
        )
        log: list[tuple[Any, ...]] = [("utfall", utfall, name, "null", json.dumps(new)) for name, new in values.items()]
        for point in points[control]:
            row = {"uuid": new_uuid(), "egenkontroll_id": control, "utfall_id": utfall, "kontrollpunkt_id": point}
            statement = (
                "INSERT INTO svar (uuid, egenkontroll_id, utfall_id, kontrollpunkt_id, svar) VALUES (?, ?, ?, ?, ?)"
            )
            post = connection.execute(statement, (*row.values(), "Ja")).lastrowid
            log.append(("svar", post, None, None, json.dumps(row | {"id": post, "version": 1, "svar": "Ja"})))
        event = connection.execute(
            "INSERT INTO handelse (uuid, tid, anvandare, rubrik) VALUES (?, ?, ?, ?)",
            (new_uuid(), now(), USER, "Inlämnat"),
        ).lastrowid
        connection.executemany(
            "INSERT INTO handelserad (handelse_id, tabell, post, falt, var, blev) VALUES (?, ?, ?, ?, ?, ?)",
            [(event, *row) for row in log],
        )
        connection.execute("COMMIT")


def _read_raw(path: Path, utfall: int) -> None:
    with closing(connect(path)) as connection:
        row = connection.execute("SELECT * FROM utfall WHERE id = ?", (utfall,)).fetchone()
        for statement in (
            "SELECT * FROM kontrollpunkt WHERE egenkontroll_id = ?",
            "SELECT * FROM egenkontroll WHERE id = ?",
        ):
            connection.execute(statement, (row[4],)).fetchall()
        for statement in ("SELECT * FROM svar WHERE utfall_id = ?", "SELECT * FROM atgard WHERE utfall_id = ?"):
            connection.execute(statement, (utfall,)).fetchall()


def _add_questions(path: Path, ar: int) -> dict[int, list[int]]:
    """Egenkontroll of the year → its questions."""
    with Register(path, USER).write("Frågor") as writer:
        query = "SELECT egenkontroll.id FROM egenkontroll JOIN plan ON plan.id = plan_id WHERE plan.ar = ?"
        controls = [control for (control,) in writer.connection.exec_driver_sql(query, (ar,))]
        return {
            control: [
                writer.insert(
                    models.kontrollpunkt,
                    {"egenkontroll_id": control, "ordning": place, "fraga": f"Fråga {place}?", "svarstyp": "ja_nej"},
                )
                for place in range(QUESTIONS)
            ]
            for control in controls
        }


def _waiting(path: Path, ar: int) -> Iterator[int]:
    with closing(connect(path)) as connection:
        return iter([utfall for (utfall,) in connection.execute(_WAITING, (ar,))])

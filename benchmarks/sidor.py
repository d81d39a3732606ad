"""A keystroke in a list of 100,000 risks, as the window asks for it ↔ the 200 rows of each answer by plain sqlite3.

The floor knows the answer: it only reads the rows that are shown, by their ids, with the page's own SQL. So the
ratio is what searching, filtering, sorting and making values of rows cost on top. What is remembered between
keystrokes is there before the clock starts, as it is for somebody who types.
"""

from collections.abc import Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.common import Benchmark, milliseconds
from benchmarks.sidor_data import large_register
from internkontroll.db.reader import Reader
from internkontroll.db.register_file import connect
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.services.sammanhang import default_sammanhang
from internkontroll.services.sidor import Sida, Urval, fetch
from internkontroll.services.sidor.lage import read_lage
from internkontroll.services.sidor.risker import RISKER

TODAY = date(2026, 4, 20)
PAGE = 200

TYPED = ("r", "ri", "ris", "risk", "s", "sk", "sko", "skolskj", "R-0", "R-00123", "u", "ut", "utb", "utbildn")
"""What is typed, a letter at a time."""

SORTED = ("beteckning", "process", "beskrivning", "fore", "efter", "atgarder", "status", "riskagare", "rapporterad")
CHOSEN: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("status", ("",)),
    ("band", ("",)),
    ("saknar_status", ()),
    ("ansvarig", ("Controller",)),
)

QUESTIONS = (
    *(Urval(sok=typed) for typed in TYPED),
    *(Urval(sok=typed, sortera="fore", fallande=True) for typed in TYPED),
    *(Urval(sortera=key) for key in SORTED),
    *(Urval(filter={key: values}) for key, values in CHOSEN),
    *(Urval(filter={key: values}, sok="ris") for key, values in CHOSEN),
)


def benchmark(folder: Path, risks: int = 100_000) -> Benchmark:
    """Both sides answer all questions; milliseconds are for one of them, on average."""
    reader = Reader(large_register(folder, risks))
    where = default_sammanhang(reader, TODAY)
    assert where is not None
    answers = [[rad.id for rad in answer(reader, where, question)] for question in QUESTIONS]
    return Benchmark(
        f"keystroke in a list, {risks} risks",
        product=lambda: milliseconds(lambda: answer_all(reader, where)) / len(QUESTIONS),
        floor=lambda: milliseconds(lambda: read_all(reader, where, answers)) / len(QUESTIONS),
        bar=3.0,
    )


def answer(reader: Reader, where: Sammanhang, question: Urval) -> list[Any]:
    """The first page, as the window asks for it."""
    return fetch(reader, Sida.RISKER, where, question, 0, PAGE)


def answer_all(reader: Reader, where: Sammanhang) -> None:
    """Every question once."""
    for question in QUESTIONS:
        answer(reader, where, question)


def read_all(reader: Reader, where: Sammanhang, answers: Sequence[Sequence[int]]) -> int:
    """The floor: the rows of every answer, by a plain connection."""
    names = ", ".join(["post.id", *(uppgift.sql for uppgift in RISKER.uppgifter)])
    query = f"""SELECT {names} FROM json_each(:valda) AS vald CROSS JOIN {RISKER.post} ON post.id = vald.value
        {RISKER.joins} ORDER BY vald.key"""
    parameters = read_lage(reader, where).parametrar
    with closing(connect(reader.path)) as connection:
        return sum(len(connection.execute(query, {**parameters, "valda": str(ids)}).fetchall()) for ids in answers)

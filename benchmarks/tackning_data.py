"""Ten years of egenkontroller in 300 units: 500,000 tillfällen, put in by SQL as generating and logging leave them."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from benchmarks.data import USER, empty_register
from internkontroll.db import models
from internkontroll.db.register_file import connect
from internkontroll.db.session import Register
from internkontroll.domain.egenkontroll.perioder import periods
from internkontroll.domain.words import Egenkontrollmetod, Frekvens, Resultat

YEARS = tuple(range(2017, 2027))
TODAY = date(2026, 8, 20)
UNITS = 300
CHIEFS = 60
CONTROLS = {Frekvens.MANAD: 10, Frekvens.KVARTAL: 11, Frekvens.AR: 3}
"""How often → how many egenkontroller: 167 tillfällen for each unit in a year."""

Insert = Callable[..., int]

_UTFALL = """
INSERT INTO utfall (uuid, version, egenkontroll_id, enhet_id, ordning, period, forfaller, datum, utford_av,
                    antal_granskade, antal_avvikelser, resultat, kommentar)
VALUES (?, 2, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_RESULTS = (Resultat.UPPFYLLT, Resultat.DELVIS, Resultat.EJ_UPPFYLLT, Resultat.EJ_RELEVANT)
_OFTEN = (85, 8, 4, 3)
_LOGGED = 0.97
"""The share of what is due that has been logged."""


def many_utfall(folder: Path, units: int = UNITS, years: tuple[int, ...] = YEARS) -> Path:
    """A register in the folder with a decided plan for each of the years; what lies before `TODAY` is mostly logged."""
    path = empty_register(folder)
    with Register(path, USER).write("Planerna") as writer:
        namnd = writer.insert(models.namnd, {"namn": "Socialnämnden"})
        enheter = [_unit(writer.insert, namnd, number) for number in range(units)]
        controls = [control for ar in years for control in _controls(writer.insert, namnd, ar)]
    random = Random(units)  # noqa: S311 - the same data on every run is the point
    with closing(connect(path)) as connection:
        connection.execute("BEGIN")
        for ar, control, frekvens in controls:
            connection.executemany(_UTFALL, _tillfallen(random, ar, control, frekvens, enheter))
        connection.execute("COMMIT")
    return path


def _unit(insert: Insert, namnd: int, number: int) -> int:
    unit = insert(models.enhet, {"namnd_id": namnd, "niva": "enhet"})
    namn = f"Enhet {number:03}"
    values = {"fran": date(2015, 1, 1), "namn": namn, "sortnyckel": namn.lower(), "chef": f"Chef {number % CHIEFS:02}"}
    insert(models.enhet_version, {"enhet_id": unit} | values)
    return unit


def _controls(insert: Insert, namnd: int, ar: int) -> Iterator[tuple[int, int, Frekvens]]:
    decided = {"status": "beslutad", "beslut_datum": date(ar - 1, 12, 10)}
    plan = insert(models.plan, {"namnd_id": namnd, "ar": ar} | decided)
    methods = list(Egenkontrollmetod)
    for number, frekvens in enumerate(frekvens for frekvens, count in CONTROLS.items() for _ in range(count)):
        values = {"namn": f"Egenkontroll {number:02}", "omrade": f"Område {number % 5}", "frekvens": frekvens}
        row = values | {"plan_id": plan, "ordning": number, "metod": methods[number % len(methods)]}
        yield ar, insert(models.egenkontroll, row), frekvens


def _tillfallen(
    random: Random, ar: int, control: int, frekvens: Frekvens, enheter: list[int]
) -> Iterator[tuple[Any, ...]]:
    for period in periods(ar, frekvens):
        due = period.sista + timedelta(days=14)
        for enhet in enheter:
            uuid = str(UUID(int=random.getrandbits(128), version=4))
            yield uuid, control, enhet, str(period.sista), str(due), *_logged(random, period.sista, due)


def _logged(random: Random, period: date, due: date) -> tuple[Any, ...]:
    if due >= TODAY or random.random() > _LOGGED:
        return (None,) * 6
    day = period + timedelta(days=random.randrange(16))
    (resultat,) = random.choices(_RESULTS, _OFTEN)
    avvikelser = random.randrange(1, 4) if resultat in (Resultat.DELVIS, Resultat.EJ_UPPFYLLT) else 0
    return str(day), "Enhetschefen", 20, avvikelser, resultat, "Granskat enligt rutinen för egenkontroll."

"""What the queries of a list must know of where the person works: ids, days, the plan's risk scale."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from internkontroll.db.reader import Reader
from internkontroll.domain.riskskala import STANDARDSKALA, Band, Riskskala
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.status import Tillfalletyp
from internkontroll.services.riskskala import read_skala

NEAR = timedelta(days=30)
"""A slutdatum that is so near deserves a look."""


@dataclass(frozen=True, slots=True)
class Lage:
    """`parametrar` are those of every query: plan, tillfalle and fore (ids, 0 for none), ar, as_of, until, idag, snart.

    `as_of` is the day that the tillfälle describes, `until` the last one whose bedömningar it knows.
    `key` tells one Lage from another; `angrade` are the events that have been undone.
    """

    key: Sammanhang
    parametrar: Mapping[str, Any]
    riskvarden: Mapping[int, tuple[int, Band]]
    angrade: frozenset[int]


def read_lage(reader: Reader, sammanhang: Sammanhang) -> Lage:
    """The Lage of the moment."""
    return reader.remember(("lage", sammanhang), lambda: _read(reader, sammanhang))


def _read(reader: Reader, sammanhang: Sammanhang) -> Lage:
    as_of, until = _days(reader, sammanhang)
    parametrar = {
        "plan": sammanhang.plan_id,
        "tillfalle": sammanhang.tillfalle_id or 0,
        "fore": _previous(reader, sammanhang),
        "ar": sammanhang.ar,
        "as_of": as_of,
        "until": until,
        "idag": sammanhang.idag.isoformat(),
        "snart": (sammanhang.idag + NEAR).isoformat(),
    }
    return Lage(sammanhang, parametrar, _riskvarden(_skala(reader, sammanhang.plan_id)), _undone(reader))


def _days(reader: Reader, sammanhang: Sammanhang) -> tuple[str, str]:
    row = reader.one("SELECT period FROM tillfalle WHERE id = ?", (sammanhang.tillfalle_id,))
    as_of = (row and row[0]) or sammanhang.tillfalle.as_of(sammanhang.ar).isoformat()
    plan = reader.one("SELECT beslut_datum FROM plan WHERE id = ?", (sammanhang.plan_id,))
    decided = plan and plan[0]
    return as_of, max(as_of, decided) if decided and sammanhang.tillfalle == Tillfalletyp.PLAN else as_of


def _previous(reader: Reader, sammanhang: Sammanhang) -> int:
    """The year's tillfälle before that says anything of any åtgärd or kontroll; 0 for none."""
    order = list(Tillfalletyp)
    query = """
        SELECT typ, id FROM tillfalle AS t
        WHERE plan_id = ? AND EXISTS (SELECT 1 FROM uppfoljning AS u WHERE u.tillfalle_id = t.id)"""
    found: dict[str, int] = dict(reader.rows(query, (sammanhang.plan_id,)))
    earlier = [found[typ] for typ in order[: order.index(sammanhang.tillfalle)] if typ in found]
    return earlier[-1] if earlier else 0


def _skala(reader: Reader, plan_id: int) -> Riskskala:
    names = ("sannolikhet", "konsekvens", "band", "celler")
    row = reader.one(f"SELECT {', '.join(names)} FROM riskskala WHERE plan_id = ?", (plan_id,))  # noqa: S608
    return read_skala(dict(zip(names, row, strict=True))) if row else STANDARDSKALA


def _riskvarden(skala: Riskskala) -> dict[int, tuple[int, Band]]:
    """Sannolikhet * 10 + konsekvens → riskvärde and its band; also for steps that a smaller scale has lost."""
    pairs = [(sannolikhet, konsekvens) for sannolikhet in range(1, 7) for konsekvens in range(1, 7)]
    values = {pair: skala.riskvarde(*pair) for pair in pairs}
    return {pair[0] * 10 + pair[1]: (value, skala.band_of(value)) for pair, value in values.items()}


def _undone(reader: Reader) -> frozenset[int]:
    """The events that stand undone: by an event that hasn't been undone itself."""
    undone: set[int] = set()
    query = "SELECT id, angrar_id FROM handelse WHERE angrar_id IS NOT NULL ORDER BY id DESC"
    for event, undoes in reader.rows(query):
        if event not in undone:
            undone.add(undoes)
    return frozenset(undone)

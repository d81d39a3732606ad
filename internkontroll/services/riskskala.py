"""A plan's risk scale between its row and the domain's object."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from internkontroll.domain.riskskala import Band, Riskcell, Riskskala


def read_skala(row: Mapping[Any, Any]) -> Riskskala:
    """The scale of a row of table riskskala."""
    return Riskskala(
        tuple(json.loads(row["sannolikhet"])),
        tuple(json.loads(row["konsekvens"])),
        tuple(Band(**band) for band in json.loads(row["band"])),
        tuple(Riskcell(**cell) for cell in json.loads(row["celler"])),
    )


def skala_values(skala: Riskskala) -> dict[str, str]:
    """The columns of table riskskala for a scale."""
    return {name: json.dumps(value, ensure_ascii=False) for name, value in asdict(skala).items()}

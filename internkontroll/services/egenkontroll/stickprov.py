"""Use case: a sample of the cases that an egenkontroll looks at, drawn so that an auditor can draw it again."""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from internkontroll.db.models import stickprov, utfall
from internkontroll.db.session import Register
from internkontroll.domain.egenkontroll.urval import ALGORITM, check_references, draw, interval_text, size_of_share
from internkontroll.domain.rubrik import shorten
from internkontroll.domain.sparat import Sparat
from internkontroll.errors import InputRefused
from internkontroll.services.redigera.operation import operation, saved
from internkontroll.services.redigera.posts import plain_rows, plans_of, read_living, refuse_closed


@dataclass(frozen=True, slots=True)
class Stickprov:
    """A draw as it was made: out of what, by what algorithm and seed, and the references drawn, in that order."""

    id: int
    utfall_id: int
    omfattning: str
    population: tuple[str, ...]
    algoritm: str
    fro: str
    dragna: tuple[str, ...]

    def is_repeatable(self) -> bool:
        """Whether the draw gives the same references again; False where anybody has changed one of them."""
        again = draw(self.population, len(self.dragna), self.fro)
        return self.algoritm == ALGORITM and tuple(again) == self.dragna


def draw_sample(
    register: Register,
    utfall_id: int,
    omfattning: str,
    referenser: Sequence[str],
    idag: date,
    *,
    antal: int | None = None,
    andel: int | None = None,
    fro: str | None = None,
) -> Sparat:
    """Draw `antal` of the references, or `andel` percent of them, for the tillfälle; the draw is kept and logged.

    `omfattning`: what they are, such as "Utredningar avslutade i mars"; `fro`: the seed, a random one unless said.
    Another draw doesn't take the first one's place. Raises InputRefused for a personnummer among the references, the
    same one twice, and a number that there aren't so many of.
    """
    population = check_references(referenser, idag)
    size = antal if antal is not None else size_of_share(len(population), andel or 0)
    if not 1 <= size <= len(population):
        raise InputRefused(
            f"Urvalet kan vara 1 till {len(population)}, så många som referenserna är. Nu är det {size}."
        )
    if not omfattning.strip():
        raise InputRefused("Skriv vad urvalet görs bland, till exempel: Utredningar avslutade i mars.")
    seed = (fro or "").strip() or secrets.token_hex(8)
    with operation(register) as writer:
        rows = read_living(writer.connection, "utfall", [utfall_id])
        refuse_closed("utfall", plans_of(writer.connection, "utfall", rows))
        writer.call(shorten(f"Urval: {size} av {len(population)}, {omfattning.strip()}"))
        values = {
            "utfall_id": utfall_id,
            "omfattning": omfattning.strip(),
            "population": _json(population),
            "algoritm": ALGORITM,
            "fro": seed,
            "dragna": _json(draw(population, size, seed)),
        }
        post = writer.insert(stickprov, values)
    return saved(writer, ("stickprov", post))


def samples(connection: Connection, utfall_id: int) -> tuple[Stickprov, ...]:
    """The draws of the tillfälle, the first one first."""
    query = select(stickprov).where(stickprov.c.utfall_id == utfall_id, stickprov.c.borttagen.is_(None))
    return tuple(_sample(row) for row in plain_rows(connection, query.order_by(stickprov.c.id)))


def sample_result(connection: Connection, utfall_id: int, vad: str = "akter") -> str:
    """What the tillfälle's numbers say of all that the latest draw was out of, in words."""
    query = select(utfall.c.antal_granskade, utfall.c.antal_avvikelser).where(utfall.c.id == utfall_id)
    granskade, avvikelser = connection.execute(query).one()
    found = samples(connection, utfall_id)
    if (avvikelser or 0) > (granskade or 0):
        return "Antalet avvikelser är större än antalet granskade. Rätta något av dem."
    return interval_text(avvikelser or 0, granskade or 0, len(found[-1].population) if found else None, vad)


def _sample(row: Mapping[str, Any]) -> Stickprov:
    lists = (tuple(json.loads(row[name])) for name in ("population", "dragna"))
    population, dragna = lists
    return Stickprov(row["id"], row["utfall_id"], row["omfattning"], population, row["algoritm"], row["fro"], dragna)


def _json(values: Sequence[str]) -> str:
    return json.dumps(list(values), ensure_ascii=False, separators=(",", ":"))

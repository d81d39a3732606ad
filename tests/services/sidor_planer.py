"""Plans for the tests of lists, written row by row so that a test says only what it is about."""

from datetime import date
from typing import Any

from internkontroll.db import models
from internkontroll.db.reader import Reader
from internkontroll.db.session import Register
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.sorting import sort_key
from internkontroll.domain.status import Tillfalletyp
from internkontroll.services.sidor import Sida, Slag, Urval, choices, columns, count, fetch

TODAY = date(2026, 4, 20)
APRIL = Sammanhang(1, 1, 2026, Tillfalletyp.APRIL, 1, TODAY)


class Plan:
    """A register with the plan of 2026 (1) and its April (1), to be filled."""

    def __init__(self, register: Register) -> None:
        self.register = register
        with register.write("Planen") as writer:
            writer.insert(models.namnd, {"namn": "Kulturnämnden"})
            writer.insert(models.plan, {"namnd_id": 1, "ar": 2026, "status": "utkast"})
            writer.insert(models.tillfalle, {"plan_id": 1, "typ": "april"})
        self.reader = Reader(register.path)
        self._ordning = 0

    def add(self, tabell: str, **values: Any) -> int:
        """A row with what it must have, and what is said of it."""
        table = models.metadata.tables[tabell]
        self._ordning += 1
        own: dict[str, Any] = {
            "plan_id": 1,
            "ordning": self._ordning,
            "sortnyckel": sort_key(str(values.get("nummer"))),
        }
        with self.register.write("Ny") as writer:
            return writer.insert(table, {name: value for name, value in own.items() if name in table.c} | values)

    def risk(self, beskrivning: str, **values: Any) -> int:
        return self.add("risk", niva="namnd", beskrivning=beskrivning, **values)

    def bedom(self, risk_id: int, sannolikhet: int, konsekvens: int, **values: Any) -> int:
        values = {"datum": date(2026, 1, 10), "fas": "fore"} | values
        return self.add("bedomning", risk_id=risk_id, sannolikhet=sannolikhet, konsekvens=konsekvens, **values)

    def atgard(self, risk_id: int | None, beskrivning: str = "Åtgärd", **values: Any) -> int:
        return self.add("atgard", risk_id=risk_id, beskrivning=beskrivning, **values)

    def follow(self, atgard_id: int, status: str | None, kommentar: str | None = None, tillfalle_id: int = 1) -> int:
        what = {"status": status, "kommentar": kommentar, "tillfalle_id": tillfalle_id}
        return self.add("uppfoljning", atgard_id=atgard_id, **what)

    def column(self, sida: Sida, key: str, where: Sammanhang = APRIL, **urval: Any) -> list[Any]:
        """The values of a column as the list shows them, from the top."""
        place = [kolumn.key for kolumn in columns(sida)].index(key)
        return [rad.varden[place] for rad in fetch(self.reader, sida, where, Urval(**urval))]

    def risker(self, **urval: Any) -> list[Any]:
        return self.column(Sida.RISKER, "beskrivning", **urval)

    def count(self, sida: Sida = Sida.RISKER, **urval: Any) -> tuple[int, int]:
        return count(self.reader, sida, APRIL, Urval(**urval))

    def choices(self, key: str, sida: Sida = Sida.RISKER) -> list[tuple[str, str, int]]:
        return choices(self.reader, sida, APRIL, key)


def is_shown_as(slag: Slag, value: Any) -> bool:
    """Whether a value is of the type that its column promises."""
    if value is None:
        return slag is not Slag.TICK
    types = {Slag.NUMBER: int, Slag.TICK: bool, Slag.RISKVARDE: tuple}
    return isinstance(value, types.get(slag, str))

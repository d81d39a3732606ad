"""A nämnd with five units and a plan, for the tests of egenkontroll."""

from datetime import date
from typing import Any

from internkontroll.db import models
from internkontroll.db.session import Register
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.sorting import sort_key
from internkontroll.domain.status import Tillfalletyp
from internkontroll.services.egenkontroll import Enhetsval, generate_year, plan_egenkontroll
from tests.services.edits import find

TODAY = date(2026, 4, 20)
HERE = Sammanhang(1, 1, 2026, Tillfalletyp.APRIL, 1, TODAY)
TOP, ALMEN, BJORKEN, CEDERN, DUNGEN = 1, 2, 3, 4, 5
NAMES = ("Förvaltningen", "Almen", "Björken", "Cedern", "Dungen")


class Namnd:
    """The units Almen, Björken, Cedern and Dungen below the förvaltning, since 2020."""

    def __init__(self, register: Register) -> None:
        self.register = register
        with register.write("Nämnden") as writer:
            writer.insert(models.namnd, {"namn": "Socialnämnden"})
            writer.insert(models.plan, {"namnd_id": 1, "ar": 2026, "status": "utkast"})
            writer.insert(models.tillfalle, {"plan_id": 1, "typ": "april"})
            for number, name in enumerate(NAMES, 1):
                niva = "forvaltning" if number == TOP else "enhet"
                writer.insert(models.enhet, {"namnd_id": 1, "niva": niva})
                above = None if number == TOP else TOP
                values = {"namn": name, "sortnyckel": sort_key(name), "overordnad_id": above}
                writer.insert(models.enhet_version, {"enhet_id": number, "fran": date(2020, 1, 1)} | values)

    def plan(self, *enheter: int | Enhetsval, fragor: Any = (), **values: Any) -> int:
        """An egenkontroll every quarter, due ten days after it, unless said otherwise."""
        said = {"namn": "Aktgranskning", "frekvens": "kvartal", "dagar_efter": 10} | values
        chosen = [one if isinstance(one, Enhetsval) else Enhetsval(one) for one in enheter]
        return plan_egenkontroll(self.register, HERE, said, chosen, fragor).nya[0][1]

    def generated(self, *enheter: int | Enhetsval, **values: Any) -> int:
        """The same with its year's tillfällen."""
        control = self.plan(*enheter, **values)
        generate_year(self.register, 1)
        return control

    def utfall(self, control: int, **wanted: Any) -> list[dict[str, Any]]:
        """The tillfällen outside the papperskorg, by period and unit."""
        rows = find(self.register, "utfall", egenkontroll_id=control, borttagen=None, **wanted)
        return sorted(rows, key=lambda row: (row["period"], row["enhet_id"]))

    def said(self, control: int, **wanted: Any) -> list[str]:
        """ "Almen 03-31 04-10" and so on: unit, period, due day."""
        return [
            f"{NAMES[row['enhet_id'] - 1]} {row['period']:%m-%d} {row['forfaller']:%m-%d}"
            for row in self.utfall(control, **wanted)
        ]

    def do(self, control: int, enhet: int, month: int, **values: Any) -> int:
        """Report a tillfälle as done."""
        (row,) = [one for one in self.utfall(control, enhet_id=enhet) if one["period"].month == month]
        with self.register.write("Utfört") as writer:
            writer.update(models.utfall, row, {"datum": TODAY, "utford_av": "Chefen"} | values)
        return int(row["id"])

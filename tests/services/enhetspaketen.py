"""Two places where the same work is done: a register, and the packages that its units have been sent."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from internkontroll.db import models
from internkontroll.db.session import Register
from internkontroll.domain.enhetspaket.jamfor import Sida
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.status import Tillfalletyp
from internkontroll.services.egenkontroll import Svar, Uppgifter, save_draft, submit
from internkontroll.services.enhetspaket import Inlast, import_packages, make_packages
from internkontroll.services.enhetspaket.importera import Val
from internkontroll.services.redigera import create
from tests.services.edits import find, state
from tests.services.egenkontroll_plan import ALMEN, BJORKEN, CEDERN, HERE, TODAY, Namnd

FRAGOR = ({"fraga": "Finns en plan?"}, {"fraga": "Är den enskilde delaktig?"})
UNITS = {ALMEN: "Almen", BJORKEN: "Björken", CEDERN: "Cedern"}


class Verksamhet:
    """Almen, Björken and Cedern with an egenkontroll every quarter, a risk with an åtgärd each, and packages."""

    def __init__(self, register: Register, folder: Path) -> None:
        self.namnd = Namnd(register)
        self.register = register
        self.folder = folder
        self.control = self.namnd.generated(*UNITS, fragor=FRAGOR)
        with register.write("Risker") as writer:
            process = {"nummer": "2.3", "namn": "Personal", "sortnyckel": "2.3", "plan_id": 1, "ordning": 0}
            writer.insert(models.process, process)
            writer.insert(models.mal, {"plan_id": 1, "ordning": 0, "namn": "Trygg vård"})
            for number, (unit, name) in enumerate(UNITS.items(), 1):
                own = {"plan_id": 1, "ordning": number, "process_id": 1, "niva": "enhet", "enhet_id": unit}
                risk = writer.insert(models.risk, own | {"beteckning": f"R{number}", "beskrivning": f"Risk i {name}"})
                atgard = {"plan_id": 1, "ordning": 0, "risk_id": risk, "beskrivning": f"Åtgärd i {name}"}
                writer.insert(models.atgard, atgard | {"slutdatum": date(2026, 6, 30)})

    def send(self, *names: str) -> list["Enhet"]:
        """Packages of these units, or of all, as their chiefs have them."""
        made = make_packages(self.register, self.folder, 2026, TODAY, enheter=names)
        return [Enhet(one.fil) for one in made]

    def take(self, *files: "Enhet | Path", val: Val = None, trial: bool = False) -> Inlast:
        paths = [one if isinstance(one, Path) else one.fil for one in files]
        return import_packages(self.register, paths, TODAY, val, trial=trial)

    def utfall(self, unit: int = ALMEN, month: int = 3) -> dict[str, Any]:
        rows = self.namnd.utfall(self.control, enhet_id=unit)
        return next(row for row in rows if row["period"].month == month)

    def change(self, tabell: str, post: int, **values: Any) -> None:
        set_values(self.register, tabell, post, **values)


class Enhet:
    """A unit's package in its chief's hands."""

    def __init__(self, fil: Path) -> None:
        self.fil = fil
        self.register = Register(fil, "Chefen")

    def copy(self, name: str) -> "Enhet":
        """The same file as it is now, under another name."""
        return Enhet(Path(shutil.copy(self.fil, self.fil.with_name(name))))

    def utfall(self, month: int = 3) -> int:
        return next(int(row["id"]) for row in find(self.register, "utfall") if row["period"].month == month)

    def points(self) -> list[int]:
        return [row["id"] for row in find(self.register, "kontrollpunkt", borttagen=None)]

    def answers(self, *said: str, comment: str | None = None) -> Uppgifter:
        answered = {point: Svar(text) for point, text in zip(self.points(), said, strict=False)}
        return Uppgifter(answered, {} if comment is None else {"kommentar": comment})

    def draft(self, *said: str, month: int = 3, comment: str | None = None) -> None:
        save_draft(self.register, self.utfall(month), self.answers(*said, comment=comment))

    def submit(self, month: int = 3, comment: str | None = None) -> None:
        submit(self.register, {self.utfall(month): None}, self.answers("Ja", "Ja", comment=comment), TODAY)

    def propose(self, text: str) -> int:
        """A new risk, as the panel makes one."""
        return create(self.register, "risk", self.place(), {"beskrivning": text, "process_id": 1}).nya[0][1]

    def place(self) -> Sammanhang:
        return Sammanhang(1, 1, 2026, Tillfalletyp.APRIL, 1, TODAY)

    def change(self, tabell: str, post: int, **values: Any) -> None:
        set_values(self.register, tabell, post, **values)


def set_values(register: Register, tabell: str, post: int, **values: Any) -> None:
    (before,) = find(register, tabell, id=post)
    with register.write("Ändring") as writer:
        writer.update(models.metadata.tables[tabell], before, values)


def said(register: Register) -> dict[str, list[Any]]:
    """What the register says, whatever numbers its rows have and whenever they came."""
    rows = state(register)
    names = {
        (tabell, row["id"]): row.get("uuid") or (tabell, row["id"]) for tabell, found in rows.items() for row in found
    }
    return {tabell: sorted((_plain(row, names) for row in found), key=repr) for tabell, found in rows.items()}


_OF_THE_MOMENT = ("id", "mottaget", "mottaget_huvud")


def _plain(row: dict[str, Any], names: dict[Any, Any]) -> dict[str, Any]:
    return {name: value for name, value in _referring(row, names) if name not in _OF_THE_MOMENT}


def _referring(row: dict[str, Any], names: dict[Any, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in row.items():
        target = name.removesuffix("_id")
        yield name, names.get((target, value), value) if name.endswith("_id") else value


BOTH = (Sida.MINA, Sida.DERAS)
__all__ = ["ALMEN", "BJORKEN", "BOTH", "CEDERN", "HERE", "TODAY", "UNITS", "Enhet", "Verksamhet", "said"]

"""Registers that tests can fill over and over, and what they then hold."""

import json
import shutil
from pathlib import Path

from internkontroll.db.session import Register
from internkontroll.domain.utbyte import TILLFALLEN
from internkontroll.services.exportera import export_report
from internkontroll.services.importera import import_files
from internkontroll.services.skapa import create_register
from tests.utbyte_files import Raw, write


class Refillable:
    """A register that can be emptied in no time; hundreds of examples share it."""

    def __init__(self, folder: Path) -> None:
        self._empty = folder / "tomt.ikreg"
        create_register(self._empty, "prov")
        self.register = Register(Path(shutil.copy(self._empty, folder / "prov.ikreg")), "prov")

    def filled(self, *files: Raw) -> Register:
        """The register with nothing but these files in it, each imported by itself."""
        shutil.copy(self._empty, self.register.path)
        for number, data in enumerate(files):
            import_files(self.register, [write(self._empty.with_name(f"{number}.json"), data)])
        return self.register


def exported(register: Register, like: Raw) -> Raw:
    """The file that the register exports for the year and the report of `like`."""
    tillfalle = next(typ for typ, word in TILLFALLEN.items() if word == like["rapport"]["typ"])
    path = register.path.with_suffix(".export.json")
    export_report(register, path, like["ar"], tillfalle)
    data: Raw = json.loads(path.read_text(encoding="utf-8"))
    return data


def count_events(register: Register) -> int:
    """How many operations the händelselogg holds."""
    with register.read() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM handelse").scalar_one())

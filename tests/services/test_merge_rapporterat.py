"""A file knows nothing of grades, reasons and effect: importing one leaves what the register knows of them."""

from typing import Any

import pytest

from internkontroll.db.session import Register
from internkontroll.services.importera import import_files
from tests.db.registers import execute
from tests.services.edits import find, state
from tests.utbyte_files import export, full, write

KNOWN: dict[str, dict[str, Any]] = {
    "utfall": {"allvar": 3},
    "svar": {"kommentar": "Dörren var låst."},
    "atgard": {"effekt": "Ja", "effekt_kommentar": "Inga fler fall."},
    "risk": {"utfall_id": 1},
}


@pytest.fixture
def told(register: Register) -> Register:
    """The nämnd of the file, with what only a register can say."""
    import_files(register, [write(register.path.with_name("fil.json"), full())])
    for table, values in KNOWN.items():
        said = ", ".join(f"{name} = {value!r}" for name, value in values.items())
        execute(register.path, f"UPDATE {table} SET {said}")
    return register


def test_the_same_file_again_changes_nothing(told: Register) -> None:
    before = state(told)
    import_files(told, [write(told.path.with_name("igen.json"), export(told))])
    assert state(told) == before


def test_what_another_file_changes_leaves_the_rest(told: Register) -> None:
    data = export(told)
    data["egenkontroller"][0]["utfall"][0]["svar"] = ["Delvis", "Ja"]
    data["risker"][0]["riskagare"] = "Någon annan"
    import_files(told, [write(told.path.with_name("ny.json"), data)])
    for table, values in KNOWN.items():
        assert [{name: row[name] for name in values} for row in find(told, table)] == [values] * len(find(told, table))
    assert find(told, "svar", svar="Delvis")

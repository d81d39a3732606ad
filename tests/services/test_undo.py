"""Taking back an import, and taking back that: the register is as it was, or nothing happens."""

import pytest
from hypothesis import given, settings

from internkontroll.db.models import risk
from internkontroll.db.session import Register
from internkontroll.errors import InputRefused
from internkontroll.services.angra import undo
from internkontroll.services.importera import import_files
from internkontroll.services.kontrollera import check
from tests.importing.changed_files import CASES, Case, draft
from tests.importing.registers import Refillable, count_events, exported
from tests.importing.utbyte_strategy import two_files
from tests.utbyte_files import Raw, export, full, write

SINCE = "kan inte ångras: något i den har ändrats sedan dess. Ångra de senare ändringarna först."


@pytest.fixture(scope="module")
def refillable(tmp_path_factory: pytest.TempPathFactory) -> Refillable:
    return Refillable(tmp_path_factory.mktemp("undo"))


@pytest.fixture
def register(refillable: Refillable) -> Register:
    return refillable.filled()


def imported(register: Register, data: Raw) -> int:
    """Import the file; the number of the operation that it became."""
    import_files(register, [write(register.path.with_name("fil.json"), data)])
    return latest(register)


def latest(register: Register) -> int:
    with register.read() as connection:
        return int(connection.exec_driver_sql("SELECT max(id) FROM handelse").scalar_one())


def rows_of(register: Register) -> dict[str, list[tuple[object, ...]]]:
    """Everything in the register but the log and the counts of changes."""
    with register.read() as connection:
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
        found = {}
        for table in set(tables) - {"handelse", "handelserad", "sqlite_sequence"}:
            rows = connection.exec_driver_sql(f'SELECT * FROM "{table}" ORDER BY 1').mappings().all()
            found[table] = [tuple(value for name, value in row.items() if name != "version") for row in rows]
    return found


def assert_back_and_forth(register: Register, changed: Raw) -> None:
    """Import, undo, undo the undo, undo that: every other time as before, every other as after."""
    before, exported_before = rows_of(register), exported(register, changed)
    event = imported(register, changed)
    after, exported_after = rows_of(register), exported(register, changed)
    for rows, export_ in ((before, exported_before), (after, exported_after), (before, exported_before)):
        undo(register, event)
        event = latest(register)
        assert rows_of(register) == rows
        assert exported(register, changed) == export_
        assert check(register) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_kind_of_change_is_taken_back(register: Register, case: Case) -> None:
    imported(register, draft())
    assert_back_and_forth(register, case.file())


@settings(max_examples=25)
@given(two_files())
def test_any_change_is_taken_back(refillable: Refillable, files: tuple[Raw, Raw]) -> None:
    first, second = files
    register = refillable.filled(first)
    assert_back_and_forth(register, second)


def test_first_import_is_taken_back_whole(register: Register) -> None:
    empty = rows_of(register)
    undo(register, imported(register, full()))
    assert rows_of(register) == empty
    undo(register, latest(register))
    assert export(register) == full()
    assert check(register) == []


def test_undo_is_an_operation_that_names_what_it_takes_back(register: Register) -> None:
    event = imported(register, full())
    undo(register, event)
    with register.read() as connection:
        row = connection.exec_driver_sql("SELECT rubrik, anvandare, angrar_id FROM handelse ORDER BY id DESC").first()
    assert row == ("Ångra", "prov", event)


def other(data: Raw) -> Raw:
    data["risker"][0]["beskrivning"] = "Risk att böcker stjäls"
    return data


def later_edit_of_the_same_field(register: Register) -> None:
    data = other(draft())
    data["risker"][0]["beskrivning"] = "Risk att böcker bränns"
    imported(register, data)


def same_value_set_again(register: Register) -> None:
    """The field is what the operation made it, but the operation is undone already."""
    undo(register, latest(register))


@pytest.mark.parametrize("since", [later_edit_of_the_same_field, same_value_set_again])
def test_change_of_a_changed_field_stops_the_undo(register: Register, since: object) -> None:
    imported(register, draft())
    event = imported(register, other(draft()))
    assert callable(since)
    since(register)
    assert_refused(register, event)


def assert_refused(register: Register, event: int) -> None:
    before, events = rows_of(register), count_events(register)
    with pytest.raises(InputRefused, match=SINCE):
        undo(register, event)
    assert rows_of(register) == before
    assert count_events(register) == events
    assert check(register) == []

"""Taking back an import, and taking back that: the register is as it was, or nothing happens."""

from collections.abc import Callable

import pytest
from hypothesis import assume, given, settings

from internkontroll.db.session import Register
from internkontroll.errors import InputRefused
from internkontroll.services.angra import undo
from internkontroll.services.importera import import_files
from internkontroll.services.kontrollera import check
from tests.importing.changed_files import CASES, Case, draft
from tests.importing.registers import Refillable
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
    """Everything in the register but the log, the counts of changes and how the index of words is laid out."""
    with register.read() as connection:
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
        found = {}
        for table in set(tables) - {"handelse", "handelserad", "sqlite_sequence", "sok", "sok_data", "sok_idx"}:
            rows = connection.exec_driver_sql(f'SELECT * FROM "{table}" ORDER BY 1').mappings().all()
            found[table] = [tuple(value for name, value in row.items() if name != "version") for row in rows]
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_kind_of_change_is_taken_back(register: Register, case: Case) -> None:
    imported(register, draft())
    undo(register, imported(register, case.file()))
    assert export(register) == draft()
    undo(register, latest(register))
    assert export(register) == case.file()
    assert check(register) == []


@settings(max_examples=8)
@given(two_files())
def test_any_change_is_taken_back_to_the_last_row(refillable: Refillable, files: tuple[Raw, Raw]) -> None:
    register = refillable.filled(files[0])
    before = rows_of(register)
    event = imported(register, files[1])
    after = rows_of(register)
    assume(after != before)
    for expected in (before, after, before):
        undo(register, event)
        event = latest(register)
        assert rows_of(register) == expected
        assert check(register) == []


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
    assert row == ("Ångra: Import av fil.json", "prov", event)


def test_undo_and_redo_are_named_after_what_was_done_at_first(register: Register) -> None:
    imported(register, draft())
    event, names = imported(register, other_text()), []
    for _ in range(4):
        sparat = undo(register, event)
        assert sparat.handelse_id == latest(register)
        assert sparat.tabeller == {"risk"}
        event = sparat.handelse_id
        names.append(sparat.rubrik)
    assert names == ["Ångra: Import av fil.json", "Gör om: Import av fil.json"] * 2


def other_text() -> Raw:
    data = draft()
    data["risker"][0]["beskrivning"] = "Risk att böcker stjäls"
    return data


def edit_the_same_field(register: Register, _event: int) -> None:
    data = other_text()
    data["risker"][0]["beskrivning"] = "Risk att böcker bränns"
    imported(register, data)


def undo_it(register: Register, event: int) -> None:
    undo(register, event)


@pytest.mark.parametrize("since", [edit_the_same_field, undo_it])
def test_change_is_not_taken_back_when_its_field_has_changed_since(
    register: Register, since: Callable[[Register, int], None]
) -> None:
    imported(register, draft())
    event = imported(register, other_text())
    since(register, event)
    assert_refused(register, event)


def test_change_of_another_field_since_does_not_matter(register: Register) -> None:
    imported(register, draft())
    event = imported(register, other_text())
    both = other_text()
    both["risker"][0]["riskagare"] = "Vaktmästare"
    imported(register, both)
    undo(register, event)
    assert export(register)["risker"][0] == draft()["risker"][0] | {"riskagare": "Vaktmästare"}


def edit_a_text(register: Register, _event: int) -> None:
    imported(register, other_text())


def add_a_record(register: Register, _event: int) -> None:
    data = draft()
    data["risker"][0]["atgarder"].append({"beskrivning": "Inventera"})
    imported(register, data)


def add_the_next_year(register: Register, _event: int) -> None:
    imported(register, draft() | {"ar": 2025})


def decide_the_plan(register: Register, _event: int) -> None:
    imported(register, full())


@pytest.mark.parametrize("since", [edit_a_text, add_a_record, add_the_next_year, decide_the_plan, undo_it])
def test_first_import_is_not_taken_back_when_something_stands_on_it(
    register: Register, since: Callable[[Register, int], None]
) -> None:
    event = imported(register, draft())
    since(register, event)
    assert_refused(register, event)


def test_undo_is_not_undone_when_the_records_have_come_back_otherwise(register: Register) -> None:
    undo(register, imported(register, draft()))
    event = latest(register)
    imported(register, full())
    assert_refused(register, event)


def test_unknown_operation_is_refused(register: Register) -> None:
    with pytest.raises(InputRefused, match="Händelse 4711 finns inte i händelseloggen"):
        undo(register, 4711)


def assert_refused(register: Register, event: int) -> None:
    """The operation can't be taken back; the user is told why, and nothing at all is written."""
    before = register.path.read_bytes()
    with pytest.raises(InputRefused, match=SINCE):
        undo(register, event)
    assert register.path.read_bytes() == before
    assert check(register) == []

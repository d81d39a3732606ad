"""The index of words: it says what the tables say after whatever has been done to them."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Table, select

from internkontroll.db import models
from internkontroll.db.ordindex import INDEXED, first_number, table_of
from internkontroll.db.session import Register
from internkontroll.db.writer import now
from internkontroll.services.angra import undo
from internkontroll.services.importera import import_files
from tests import utbyte_files
from tests.db.registers import raw


def check_index(register: Register) -> None:
    """The index holds what it would hold if it were made now, and its words are those of its texts."""
    with raw(register.path) as connection:
        wanted = [row for indexed in INDEXED for row in connection.execute(indexed.select("1")).fetchall()]
        found = connection.execute("SELECT id, c0, c1, c2, c3 FROM sok_content ORDER BY id").fetchall()
        assert found == sorted(wanted)
        connection.execute("INSERT INTO sok (sok) VALUES ('integrity-check')")


def hits(register: Register, question: str) -> set[str]:
    """The tables that have it."""
    with raw(register.path) as connection:
        return {
            table_of(number)[0]
            for (number,) in connection.execute("SELECT rowid FROM sok WHERE sok MATCH ?", (question,))
        }


def change(register: Register, table: Table, **values: object) -> int:
    """Set the values of the table's first row; the number of the operation."""
    with register.write("Ändring") as writer:
        row = writer.connection.execute(select(table).order_by(table.c.id)).mappings().first()
        assert row is not None
        writer.update(table, row, values)
    assert writer.event_id is not None
    return writer.event_id


def test_a_new_register_and_the_example_are_indexed(register: Register, example: Register) -> None:
    check_index(register)
    check_index(example)
    assert hits(example, "skolskjuts OR risk") >= {"risk"}


CHANGES: list[tuple[Table, dict[str, object], set[str]]] = [
    (models.risk, {"beskrivning": "Risk att xylofonen försvinner"}, {"risk"}),
    (models.risk, {"beteckning": "Xylofon-7"}, {"risk", "atgard"}),
    (models.atgard, {"ansvarig": "Xylofonist"}, {"atgard"}),
    (models.process, {"namn": "Xylofoni"}, {"process", "risk", "egenkontroll"}),
    (models.mal, {"namn": "Xylofoner åt alla"}, {"mal", "risk"}),
    (models.granskning, {"namn": "Xylofongranskning"}, {"granskning", "atgard", "rekommendation"}),
    (models.egenkontroll, {"namn": "Xylofonstämning"}, {"egenkontroll"}),
    (models.uppfoljning, {"kommentar": "Två xylofoner är kvar"}, {"uppfoljning"}),
    (models.avtal, {"mottagare": "Xylofonnämnden"}, {"avtal"}),
    (models.kontroll, {"metod": "Xylofonmetoden"}, {"kontroll"}),
]


@pytest.mark.parametrize(("table", "values", "expected"), CHANGES, ids=lambda value: getattr(value, "name", None))
def test_a_changed_word_is_found_wherever_it_stands_and_undone_it_isnt(
    example: Register, table: Table, values: dict[str, object], expected: set[str]
) -> None:
    event = change(example, table, **values)
    check_index(example)
    assert hits(example, "xylofon*") >= expected
    undo(example, event)
    check_index(example)
    assert hits(example, "xylofon*") == set()


def test_a_new_name_is_found_in_what_hangs_on_it(example: Register) -> None:
    with example.read() as connection:
        risk = connection.execute(select(models.risk).where(models.risk.c.process_id.is_not(None))).mappings().first()
    assert risk is not None
    with example.write("Nytt namn") as writer:
        query = select(models.process).where(models.process.c.id == risk["process_id"])
        writer.update(models.process, writer.connection.execute(query).mappings().one(), {"namn": "Xylofoni"})
    assert "risk" in hits(example, "xylofoni")
    assert hits(example, "xylofoni") >= {"process", "risk"}


def test_a_unit_is_found_by_its_old_and_its_new_name(example: Register) -> None:
    with example.read() as connection:
        unit = connection.exec_driver_sql("SELECT enhet_id FROM risk WHERE enhet_id IS NOT NULL").scalar()
    with example.write("Nytt namn") as writer:
        version = {"enhet_id": unit, "fran": date(2026, 6, 1), "namn": "Xylofonenheten", "sortnyckel": "x"}
        writer.insert(models.enhet_version, version)
    assert writer.event_id is not None
    assert hits(example, "xylofonenheten") == {"enhet_version", "risk"}
    check_index(example)
    undo(example, writer.event_id)
    assert hits(example, "xylofonenheten") == set()
    check_index(example)


def test_what_lies_in_the_papperskorg_isnt_found(example: Register) -> None:
    event = change(example, models.risk, beskrivning="Risk att xylofonen försvinner")
    trashed = change(example, models.risk, borttagen=now())
    check_index(example)
    assert hits(example, "xylofonen") == set()
    undo(example, trashed)
    assert hits(example, "xylofonen") == {"risk"}
    undo(example, event)
    check_index(example)


def test_an_import_and_its_undo_leave_the_index_right(register: Register, tmp_path: Path) -> None:
    import_files(register, [utbyte_files.write(tmp_path / "fil.json", utbyte_files.full())])
    check_index(register)
    with register.read() as connection:
        event = connection.exec_driver_sql("SELECT max(id) FROM handelse").scalar_one()
    undo(register, event)
    check_index(register)
    assert hits(register, "a* OR b* OR r*") == set()
    undo(register, event + 1)
    check_index(register)


def test_a_trial_leaves_no_trace(example: Register) -> None:
    before = example.path.read_bytes()
    with example.write("Prov", trial=True) as writer:
        writer.insert(models.avtal, {"plan_id": 1, "ordning": 99, "avtal": "Xylofonavtal"})
    assert example.path.read_bytes() == before


def test_numbers_tell_table_and_id() -> None:
    for indexed in INDEXED:
        assert table_of(first_number(indexed.table) + 12) == (indexed.table, 12)

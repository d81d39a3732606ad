"""The händelselogg: every change, in the same transaction, with who, when and what."""

import json
import re
import uuid
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import RowMapping, select
from sqlalchemy.exc import IntegrityError

from internkontroll.cli import main
from internkontroll.db.models import handelse, handelserad, namnd, plan, process, tillfalle
from internkontroll.db.session import Register
from internkontroll.db.writer import new_uuid
from internkontroll.errors import Conflict
from internkontroll.services.kontrollera import check
from tests import utbyte_files
from tests.db.registers import rows

PLAN = {"namnd_id": 1, "ar": 2026, "status": "utkast", "beslut_datum": date(2025, 12, 9)}


def read(register: Register, table: Any, post: int = 1) -> RowMapping:
    with register.read() as connection:
        return connection.execute(select(table).where(table.c.id == post)).mappings().one()


def last_event(register: Register) -> tuple[RowMapping, list[tuple[Any, ...]]]:
    """The latest event and its rows (tabell, post, falt, var, blev), values decoded."""
    with register.read() as connection:
        event = connection.execute(select(handelse).order_by(handelse.c.id.desc()).limit(1)).mappings().one()
        query = select(handelserad).where(handelserad.c.handelse_id == event["id"]).order_by(handelserad.c.id)
        found = connection.execute(query).all()
    decoded = [(*row[2:5], *(text and json.loads(text) for text in row[5:])) for row in found]
    return event, decoded


def change_namnd(register: Register, **values: Any) -> None:
    with register.write("Ändrad nämnd") as writer:
        row = writer.connection.execute(select(namnd)).mappings().one()
        writer.update(namnd, row, values)


@pytest.fixture
def register(register: Register) -> Register:
    """With a nämnd and a plan."""
    with register.write("Ny nämnd", "Ny mandatperiod") as writer:
        writer.insert(namnd, {"namn": "Kulturnämnden", "kommun": "Ängsö"})
        writer.insert(plan, PLAN)
    return register


def test_the_log_says_who_when_and_why(register: Register) -> None:
    event, _ = last_event(register)
    assert (event["anvandare"], event["rubrik"], event["skal"]) == ("prov", "Ny nämnd", "Ny mandatperiod")
    written = datetime.fromisoformat(event["tid"])
    assert written.utcoffset() == UTC.utcoffset(None)
    assert abs((datetime.now(UTC) - written).total_seconds()) < 60


def test_an_insertion_is_logged_with_all_that_was_said(register: Register) -> None:
    _, logged = last_event(register)
    row = read(register, plan)
    whole = dict(PLAN, id=1, uuid=row["uuid"], version=1, beslut_datum="2025-12-09")
    assert logged[1] == ("plan", 1, None, None, whole)
    assert [entry[:2] for entry in logged] == [("namnd", 1), ("plan", 1)]


def test_a_change_is_logged_field_by_field(register: Register) -> None:
    with register.write("Beslut") as writer:
        changes = {"status": "beslutad", "beslut_datum": date(2025, 12, 16), "beslut_paragraf": "§ 88", "ar": 2026}
        said = writer.update(plan, read(register, plan), changes)
    was, value = date(2025, 12, 9), date(2025, 12, 16)
    assert said == {
        "status": ("utkast", "beslutad"),
        "beslut_datum": (was, value),
        "beslut_paragraf": (None, "§ 88"),
    }
    assert sorted(last_event(register)[1]) == [
        ("plan", 1, "beslut_datum", "2025-12-09", "2025-12-16"),
        ("plan", 1, "beslut_paragraf", None, "§ 88"),
        ("plan", 1, "status", "utkast", "beslutad"),
    ]
    assert read(register, plan)["beslut_datum"] == value


def test_a_deletion_is_logged_with_all_that_was_there(register: Register) -> None:
    row = read(register, plan)
    with register.write("Bort") as writer:
        writer.delete(plan, [row])
    _, logged = last_event(register)
    whole = dict(PLAN, id=1, uuid=row["uuid"], version=1, beslut_datum="2025-12-09")
    assert logged == [("plan", 1, None, whole, None)]
    assert rows(register.path)["plan"] == []


def test_a_deleted_row_comes_back_as_it_was(register: Register) -> None:
    change_namnd(register, namn="Kultur- och fritidsnämnden")
    before = rows(register.path)["plan"]
    with register.write("Bort") as writer:
        writer.delete(plan, [read(register, plan)])
    kept = last_event(register)[1][0][3]
    with register.write("Tillbaka") as writer:
        writer.restore(plan, [kept])
    assert rows(register.path)["plan"] == before
    assert check(register) == []


def test_versions_count_the_changes(register: Register) -> None:
    assert read(register, namnd)["version"] == 1
    change_namnd(register, namn="Fritidsnämnden", kommun="Ö")
    change_namnd(register, namn="Fritidsnämnden")
    change_namnd(register, namn="Kulturnämnden")
    assert read(register, namnd)["version"] == 3
    assert check(register) == []


def test_what_changes_nothing_leaves_no_event(register: Register) -> None:
    before = register.path.read_bytes()
    change_namnd(register, namn="Kulturnämnden", kommun="Ängsö")
    with register.write("Ingenting"):
        pass
    assert register.path.read_bytes() == before


def test_a_trial_leaves_no_trace(register: Register) -> None:
    before = register.path.read_bytes()
    with register.write("Prov", trial=True) as writer:
        writer.update(namnd, read(register, namnd), {"namn": "Annat"})
        writer.insert(namnd, {"namn": "Ny"})
    assert register.path.read_bytes() == before


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_an_operation_that_breaks_off_leaves_no_trace(register: Register, error: type[BaseException]) -> None:
    before = register.path.read_bytes()
    with pytest.raises(error), register.write("Avbruten") as writer:
        writer.update(namnd, read(register, namnd), {"namn": "Annat"})
        writer.insert(namnd, {"namn": "Ny"})
        writer.flush()
        raise error
    assert register.path.read_bytes() == before


def test_what_the_database_refuses_is_not_logged_either(register: Register) -> None:
    before = register.path.read_bytes()
    with pytest.raises(IntegrityError, match="UNIQUE"), register.write("Två planer") as writer:
        writer.insert(namnd, {"namn": "Ny"})
        writer.insert(plan, PLAN)
    assert register.path.read_bytes() == before


def test_all_of_one_operation_is_one_event(register: Register) -> None:
    with register.write("Mycket") as writer:
        new = writer.insert(namnd, {"namn": "Ny nämnd"})
        writer.update(namnd, read(register, namnd), {"namn": "Annan"})
        other = writer.insert(plan, PLAN | {"namnd_id": new})
        writer.insert(tillfalle, {"plan_id": other, "typ": "april"})
    event, logged = last_event(register)
    assert event["id"] == 3
    assert [entry[:3] for entry in logged] == [
        ("namnd", 2, None),
        ("namnd", 1, "namn"),
        ("plan", 2, None),
        ("tillfalle", 1, None),
    ]
    assert check(register) == []


def test_two_people_who_write_in_turn_both_stand_in_the_log(register: Register) -> None:
    users = [Register(register.path, name) for name in ("Åsa", "Björn")]
    for number in range(4):
        change_namnd(users[number % 2], namn=f"Nämnd {number}")
    with register.read() as connection:
        query = select(handelse.c.anvandare, handelserad.c.var, handelserad.c.blev).join(handelserad)
        found = connection.execute(query.where(handelserad.c.falt == "namn").order_by(handelserad.c.id)).all()
    assert found == [
        ("Åsa", '"Kulturnämnden"', '"Nämnd 0"'),
        ("Björn", '"Nämnd 0"', '"Nämnd 1"'),
        ("Åsa", '"Nämnd 1"', '"Nämnd 2"'),
        ("Björn", '"Nämnd 2"', '"Nämnd 3"'),
    ]
    assert read(register, namnd)["version"] == 5
    assert check(register) == []


def test_numbers_of_deleted_rows_are_not_given_again(register: Register) -> None:
    numbers = []
    for _ in range(2):
        with register.write("Ny") as writer:
            numbers.append(writer.insert(namnd, {"namn": "Tillfällig"}))
        with register.write("Bort") as writer:
            writer.delete(namnd, [read(register, namnd, numbers[-1])])
    assert numbers == [2, 3]
    assert check(register) == []


def test_a_new_record_is_its_own_identity_unless_it_is_carried_over(register: Register) -> None:
    own = {"plan_id": 1, "ordning": 0, "namn": "Lån", "sortnyckel": "1"}
    identity = new_uuid()
    with register.write("Processer") as writer:
        writer.insert(process, own | {"nummer": "1"})
        writer.insert(process, own | {"nummer": "2", "identitet": identity})
    first, second = read(register, process), read(register, process, 2)
    assert first["identitet"] == first["uuid"]
    assert second["identitet"] == identity != second["uuid"]


def test_identities_are_random_uuids() -> None:
    made = {new_uuid() for _ in range(500)}
    assert len(made) == 500
    assert all(str(uuid.UUID(one)) == one and uuid.UUID(one).version == 4 for one in made)
    assert all(
        re.fullmatch(r"[0-9a-f-]{19}[0-9a-f-]{17}", one) and uuid.UUID(one).variant == uuid.RFC_4122 for one in made
    )


def test_an_import_is_logged_under_the_name_of_who_is_logged_in(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "åsaöbe")
    assert (
        main(["importera", str(register.path), str(utbyte_files.write(tmp_path / "a.json", utbyte_files.full()))]) == 0
    )
    event, logged = last_event(register)
    assert (event["anvandare"], event["rubrik"]) == ("åsaöbe", "Import av a.json")
    assert len(logged) > 40
    assert check(register) == []


def test_what_somebody_else_has_changed_since_is_not_overwritten(register: Register) -> None:
    seen = read(register, namnd)
    change_namnd(register, namn="Fritidsnämnden")
    with pytest.raises(Conflict, match="Någon annan har ändrat posten"), register.write("Sen") as writer:
        writer.update(namnd, seen, {"namn": "Idrottsnämnden"})
    assert read(register, namnd)["namn"] == "Fritidsnämnden"
    assert check(register) == []


def test_an_operation_knows_its_event_and_what_it_touched(register: Register) -> None:
    with register.write("Ändring") as writer:
        writer.call("Nytt namn på nämnden")
        writer.update(namnd, read(register, namnd), {"namn": "Fritidsnämnden"})
        writer.insert(tillfalle, {"plan_id": 1, "typ": "april"})
    event, _ = last_event(register)
    assert (writer.event_id, event["rubrik"], writer.rubrik) == (event["id"], *["Nytt namn på nämnden"] * 2)
    assert writer.tables == {"namnd", "tillfalle"}
    with register.write("Ingenting") as writer:
        pass
    assert (writer.event_id, writer.tables) == (None, frozenset())


def test_an_operation_keeps_its_name_once_it_has_written(register: Register) -> None:
    with pytest.raises(RuntimeError, match="old name"), register.write("Första") as writer:
        writer.insert(namnd, {"namn": "Ny"})
        writer.call("Andra")


def test_the_log_keeps_the_order_of_what_was_done(register: Register) -> None:
    with register.write("Blandat") as writer:
        new = writer.insert(namnd, {"namn": "Ny"})
        writer.update(namnd, read(register, namnd), {"namn": "Ändrad"})
        writer.update(plan, read(register, plan), {"ar": 2027})
        writer.delete(namnd, [{"id": new, "namn": "Ny"}])
    _, logged = last_event(register)
    assert [entry[:3] for entry in logged] == [
        ("namnd", 2, None),
        ("namnd", 1, "namn"),
        ("plan", 1, "ar"),
        ("namnd", 2, None),
    ]

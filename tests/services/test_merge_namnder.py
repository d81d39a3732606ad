"""Whose plan a file speaks of: nämnder are known by their name, and by their kommun where that is said."""

import pytest

from internkontroll.db.session import Register
from internkontroll.domain.changes import Change, Changes
from internkontroll.errors import InputRefused
from internkontroll.services.importera import import_files
from internkontroll.services.kontrollera import check
from tests.importing.registers import Refillable
from tests.utbyte_files import Raw, export, full, write


@pytest.fixture(scope="module")
def refillable(tmp_path_factory: pytest.TempPathFactory) -> Refillable:
    return Refillable(tmp_path_factory.mktemp("namnder"))


@pytest.fixture
def register(refillable: Refillable) -> Register:
    return refillable.filled()


def imported(register: Register, data: Raw) -> Changes:
    return import_files(register, [write(register.path.with_name("fil.json"), data)])


def of_kommun(kommun: str | None, **organisation: str) -> Raw:
    data = full()
    data["organisation"] |= {"kommun": kommun, **organisation}
    if kommun is None:
        del data["organisation"]["kommun"]
    return data


def namnder(register: Register) -> list[tuple[str | None, str]]:
    with register.read() as connection:
        query = "SELECT kommun, namn FROM namnd ORDER BY id"
        return [(kommun, namn) for kommun, namn in connection.exec_driver_sql(query)]


def test_kommun_that_was_unknown_is_learned(register: Register) -> None:
    imported(register, of_kommun(None))
    changes = imported(register, of_kommun("Ängsö kommun"))
    assert changes.changed == [Change("namnd", "Kulturnämnden", "kommun", None, "Ängsö kommun")]
    assert not changes.new
    assert export(register) == full()
    assert check(register) == []


def test_file_without_kommun_is_of_the_only_namnd_with_its_name(register: Register) -> None:
    imported(register, full())
    assert not imported(register, of_kommun(None))
    assert namnder(register) == [("Ängsö kommun", "Kulturnämnden")]


def test_namnder_with_the_same_name_have_their_own_plans_and_units(register: Register) -> None:
    imported(register, full())
    changes = imported(register, of_kommun("Bergby kommun"))
    assert changes.new["plan"] == 1
    assert changes.new["enhet"] == 3
    assert namnder(register) == [("Ängsö kommun", "Kulturnämnden"), ("Bergby kommun", "Kulturnämnden")]
    with register.read() as connection:
        # Identities are within a nämnd: two nämnder have no risks in common.
        assert connection.exec_driver_sql("SELECT count(DISTINCT identitet) FROM risk").scalar() == 4
    assert check(register) == []


def test_file_that_could_be_of_two_namnder_is_refused(register: Register) -> None:
    imported(register, full())
    imported(register, of_kommun("Bergby kommun"))
    with pytest.raises(
        InputRefused, match=r"Registret har flera nämnder som heter Kulturnämnden\. Ange kommun i filen"
    ):
        imported(register, of_kommun(None))


def test_another_name_is_another_namnd(register: Register) -> None:
    imported(register, full())
    imported(register, of_kommun("Ängsö kommun", namnd="Socialnämnden"))
    assert namnder(register) == [("Ängsö kommun", "Kulturnämnden"), ("Ängsö kommun", "Socialnämnden")]

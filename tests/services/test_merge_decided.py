"""What a file can and can't do to a plan that the nämnd has decided, and to the scale that its risks stand on."""

import pytest

from internkontroll.db.session import Register
from internkontroll.domain.changes import Changes
from internkontroll.domain.riskskala import STANDARDSKALA
from internkontroll.domain.status import Tillfalletyp
from internkontroll.errors import InputRefused
from internkontroll.services.importera import import_files
from internkontroll.services.kontrollera import check
from tests.importing.changed_files import draft
from tests.importing.registers import Refillable
from tests.utbyte_files import Raw, export, full, write


@pytest.fixture(scope="module")
def refillable(tmp_path_factory: pytest.TempPathFactory) -> Refillable:
    return Refillable(tmp_path_factory.mktemp("decided"))


@pytest.fixture
def register(refillable: Refillable) -> Register:
    return refillable.filled()


def imported(register: Register, data: Raw) -> Changes:
    return import_files(register, [write(register.path.with_name("fil.json"), data)])


def with_scale(data: Raw, sannolikhet: int, konsekvens: int) -> Raw:
    """The file with a scale of that size, on which its only bedömning (3 × 5) may or may not be."""
    return data | {
        "skala": {"sannolikhet": list("abcdef"[:sannolikhet]), "konsekvens": list("uvwxyz"[:konsekvens])},
    }


def without_scale(data: Raw) -> Raw:
    del data["skala"]
    data["risker"][0]["konsekvens"] = 4
    return data


NEW_RISK = {"process": None, "mal": None, "beskrivning": "Risk för brand", "atgarder": [{"beskrivning": "Öva"}]}


def test_another_scale_is_refused(register: Register) -> None:
    imported(register, full())
    for other in (with_scale(full(), 5, 5), with_scale(full(), 6, 6)):
        with pytest.raises(
            InputRefused, match=r"fil\.json: fältet ”skala”: Planen för 2024 är beslutad.*Ta bort ”skala”"
        ):
            imported(register, other)
    assert export(register) == full()


def test_a_scale_for_a_plan_decided_without_one_is_refused(register: Register) -> None:
    imported(register, without_scale(full()))
    with pytest.raises(InputRefused, match="fältet ”skala”: Planen för 2024 är beslutad"):
        imported(register, with_scale(full(), 5, 5))


def test_the_same_scale_is_nothing_new(register: Register) -> None:
    imported(register, full())
    assert not imported(register, full())


def test_the_standard_scale_said_aloud_is_the_same_as_none(register: Register) -> None:
    imported(register, without_scale(full()))
    standard = {"sannolikhet": list(STANDARDSKALA.sannolikhet), "konsekvens": list(STANDARDSKALA.konsekvens)}
    assert not imported(register, without_scale(full()) | {"skala": standard})


def test_a_risk_of_the_decided_plan_is_not_an_addition(register: Register) -> None:
    imported(register, full())
    assert additions(register) == []


def test_a_new_risk_is_an_addition_with_day_and_reason(register: Register) -> None:
    imported(register, full())
    august = full() | {"rapport": {"typ": "delarsrapport-augusti", "period": "2024-09-02"}}
    august["risker"].append(NEW_RISK)
    imported(register, august)
    assert additions(register) == [("Risk för brand", "2024-09-02", "Tillagd vid import av delårsrapport per augusti")]
    assert export(register, tillfalle=Tillfalletyp.AUGUSTI)["risker"][-1] == NEW_RISK
    assert check(register) == []


def test_a_new_risk_of_a_draft_is_not_an_addition(register: Register) -> None:
    imported(register, draft())
    data = full()
    data["risker"].append(NEW_RISK)
    imported(register, data)
    assert additions(register) == []


def additions(register: Register) -> list[tuple[str, str, str]]:
    with register.read() as connection:
        query = "SELECT beskrivning, tillagd, tillagd_skal FROM risk WHERE tillagd IS NOT NULL"
        return [(text, day, reason) for text, day, reason in connection.exec_driver_sql(query)]


def test_draft_gets_another_scale(register: Register) -> None:
    imported(register, draft())
    other = with_scale(draft(), 3, 6)
    imported(register, other)
    assert export(register) == other
    assert check(register) == []


@pytest.mark.parametrize(("sannolikhet", "konsekvens"), [(5, 4), (4, 4), (3, 3)])
def test_draft_keeps_its_scale_where_a_risk_is_outside_the_new_one(
    register: Register, sannolikhet: int, konsekvens: int
) -> None:
    imported(register, draft())
    silent = with_scale(draft(), sannolikhet, konsekvens)
    del silent["risker"][0]["konsekvens"]
    with pytest.raises(InputRefused, match=f"Bedömningen 3 × 5 finns inte .* har {sannolikhet} × {konsekvens} steg"):
        imported(register, silent)
    assert export(register) == draft()


def test_estimates_of_a_file_without_scale_are_steps_of_the_plans(register: Register) -> None:
    imported(register, with_scale(draft(), 3, 5))
    outside = draft()
    del outside["skala"]
    outside["risker"][0]["sannolikhet"] = 4
    with pytest.raises(InputRefused, match="Bedömningen 4 × 5 finns inte på planens riskskala, som har 3 × 5 steg"):
        imported(register, outside)
    inside = draft()
    del inside["skala"]
    inside["risker"][0] |= {"sannolikhet": 2, "konsekvens": 5}
    imported(register, inside)
    assert export(register)["risker"][0]["konsekvens"] == 5
    assert check(register) == []


def test_a_later_file_decides_the_draft(register: Register) -> None:
    imported(register, draft())
    imported(register, full())
    with pytest.raises(InputRefused, match="riskskala är fryst"):
        imported(register, with_scale(full(), 5, 5))


def test_a_file_without_decision_leaves_the_plan_decided(register: Register) -> None:
    imported(register, full())
    assert not imported(register, draft())
    assert export(register) == full()

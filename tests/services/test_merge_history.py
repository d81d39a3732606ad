"""What a later report says leaves the earlier ones as they were, and the years know each other's records."""

import pytest

from internkontroll.db.session import Register
from internkontroll.domain.changes import Changes
from internkontroll.domain.status import Tillfalletyp
from internkontroll.services.importera import import_files
from tests.importing.changed_files import draft
from tests.importing.registers import Refillable
from tests.utbyte_files import Raw, export, full, write


@pytest.fixture(scope="module")
def refillable(tmp_path_factory: pytest.TempPathFactory) -> Refillable:
    return Refillable(tmp_path_factory.mktemp("history"))


@pytest.fixture
def register(refillable: Refillable) -> Register:
    return refillable.filled()


def imported(register: Register, data: Raw) -> Changes:
    return import_files(register, [write(register.path.with_name("fil.json"), data)])


def test_a_new_chef_in_december_leaves_april_as_it_was(register: Register) -> None:
    imported(register, full())
    later = full() | {"rapport": {"typ": "verksamhetsberattelse"}}
    later["organisation"]["enheter"][0]["chef"] = "Bo Ek"
    imported(register, later)
    assert export(register)["organisation"] == full()["organisation"]
    assert export(register, tillfalle=Tillfalletyp.HELAR)["organisation"] == later["organisation"]


def test_an_earlier_year_says_how_the_unit_was_then(register: Register) -> None:
    imported(register, full())
    earlier = full() | {"ar": 2020, "rapport": {"typ": "delarsrapport-april"}}
    earlier["organisation"]["enheter"][0]["chef"] = "Eva Alm"
    assert imported(register, earlier).new["enhet_version"] == 2
    assert export(register)["organisation"] == full()["organisation"]
    assert export(register, 2020)["organisation"] == earlier["organisation"]


def test_another_estimate_in_december_leaves_that_of_april(register: Register) -> None:
    imported(register, full())
    later = full() | {"rapport": {"typ": "verksamhetsberattelse"}}
    later["risker"][0] |= {"sannolikhet": 1, "konsekvens": 2}
    assert dict(imported(register, later).new)["bedomning"] == 1
    assert export(register) == full()
    assert export(register, tillfalle=Tillfalletyp.HELAR)["risker"][0] == later["risker"][0]


def test_half_an_estimate_in_december_keeps_the_other_half(register: Register) -> None:
    imported(register, full())
    later = full() | {"rapport": {"typ": "verksamhetsberattelse"}}
    later["risker"][0]["sannolikhet"] = 1
    del later["risker"][0]["konsekvens"]
    imported(register, later)
    risk = export(register, tillfalle=Tillfalletyp.HELAR)["risker"][0]
    assert (risk["sannolikhet"], risk["konsekvens"]) == (1, 5)


def test_estimate_of_a_file_without_period_counts_from_the_day_that_the_report_has(register: Register) -> None:
    early = draft()
    early["rapport"]["period"] = "2024-04-12"
    imported(register, early)
    silent = draft()
    del silent["rapport"]["period"]
    silent["risker"][0]["sannolikhet"] = 1
    imported(register, silent)
    assert export(register)["risker"][0]["sannolikhet"] == 1


@pytest.mark.parametrize("backwards", [False, True])
def test_statuses_of_april_can_be_read_when_the_year_is_over(register: Register, backwards: bool) -> None:
    december = full() | {"rapport": {"typ": "verksamhetsberattelse"}}
    december["risker"][0]["atgarder"][0] |= {"status": "Klart", "kommentar": "Larmar."}
    december["systematiska_kontroller"][0]["status_och_kommentar"] = "Ej klart i år\n\nTre fel."
    december["texter"] = {"sammanfattning": "Året gick bra."}
    for data in (december, full()) if backwards else (full(), december):
        imported(register, data)
    assert export(register) == full()
    assert export(register, tillfalle=Tillfalletyp.HELAR)["risker"] == december["risker"]
    assert export(register, tillfalle=Tillfalletyp.HELAR)["texter"] == december["texter"]
    # And the year's file says nothing of August, which nobody has reported yet.
    assert "status" not in export(register, tillfalle=Tillfalletyp.AUGUSTI)["risker"][0]["atgarder"][0]


@pytest.mark.parametrize("years", [(2023, 2024), (2024, 2023)], ids=("in order", "backwards"))
def test_same_record_in_two_years_keeps_its_identity(register: Register, years: tuple[int, int]) -> None:
    for ar in years:
        imported(register, full() | {"ar": ar, "rapport": {"typ": "internkontrollplan"}})
    with register.read() as connection:

        def most(column: str, table: str) -> int:
            """The most rows or plans (`column`) that share an identity."""
            query = f"SELECT max(n) FROM (SELECT count(DISTINCT {column}) AS n FROM {table} GROUP BY identitet)"
            return int(connection.exec_driver_sql(query).scalar_one())

        for table in ("risk", "granskning", "kontroll", "avtal", "egenkontroll", "process", "mal"):
            assert most("plan_id", table) == 2, table
        # The same words can stand under two risks: only a decision carries an åtgärd over.
        assert most("id", "atgard") == 1

"""A changed file updates the records that it means, says so field by field, and keeps what it doesn't mention."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import astuple
from datetime import date
from typing import Any

import pytest

from internkontroll.db.models import riskskala
from internkontroll.db.session import Register
from internkontroll.domain.changes import Changes
from internkontroll.services.importera import import_files
from internkontroll.services.kontrollera import check
from tests.importing.changed_files import CASES, JAV, LOAN, Case, draft
from tests.importing.registers import Refillable
from tests.utbyte_files import Raw, export, full, write


@pytest.fixture(scope="module")
def refillable(tmp_path_factory: pytest.TempPathFactory) -> Refillable:
    return Refillable(tmp_path_factory.mktemp("changes"))


@pytest.fixture
def register(refillable: Refillable) -> Register:
    return refillable.filled()


def imported(register: Register, data: Raw) -> Changes:
    return import_files(register, [write(register.path.with_name("fil.json"), data)])


def latest_log(register: Register) -> list[tuple[str, str | None, Any, Any]]:
    """Table, field, what was and what is, of the latest operation."""
    with register.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT tabell, falt, var, blev FROM handelserad "
            "WHERE handelse_id = (SELECT max(id) FROM handelse) ORDER BY id"
        ).all()
    return [(tabell, falt, *(text and json.loads(text) for text in texts)) for tabell, falt, *texts in rows]


def plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_change_is_taken_reported_and_logged(register: Register, case: Case) -> None:
    imported(register, draft())
    changes = imported(register, case.file())
    assert export(register) == case.file()
    assert dict(changes.new) == case.new
    reported = [(one.tabell, one.post, one.falt, plain(one.var), plain(one.blev)) for one in changes.changed]
    assert sorted(reported, key=str) == sorted(map(astuple, case.changed), key=str)
    assert not changes.untouched
    assert_logged(register, case)
    assert check(register) == []


def assert_logged(register: Register, case: Case) -> None:
    """The latest operation in the log holds every field and record of the report, and nothing else."""
    log = latest_log(register)
    # How a unit is from a day on is a row of its own; what it was before stays.
    later = [one for one in log if one[0] == "enhet_version"]
    fields = [(tabell, falt.removesuffix("_id")) for tabell, falt, _, _ in log if falt]
    assert sorted(fields) == sorted((one.tabell, one.falt) for one in case.changed if one.tabell != "enhet_version")
    inserted = [tabell for tabell, falt, _, _ in log if falt is None]
    assert Counter(inserted) == Counter(case.new) + Counter(enhet_version=len(later))


def test_log_says_what_was_and_what_is(register: Register) -> None:
    imported(register, draft())
    imported(register, draft() | {"rapport": draft()["rapport"] | {"period": "2024-05-02"}})
    assert latest_log(register) == [("tillfalle", "period", "2024-04-30", "2024-05-02")]


ABSENT: dict[str, Callable[[Raw], object]] = {
    "members of a risk": lambda data: [
        data["risker"][0].pop(name) for name in data["risker"][0].keys() - {"id", "beskrivning", "atgarder"}
    ],
    "one of the two estimates": lambda data: data["risker"][0].pop("konsekvens"),
    "process and mål of a kontroll": lambda data: [
        data["systematiska_kontroller"][0].pop(name) for name in ("process", "mal")
    ],
    "everything of an åtgärd": lambda data: data["risker"][0]["atgarder"].__setitem__(
        0, {"beskrivning": "Byt larmbåge"}
    ),
    "everything of an egenkontroll": lambda data: data.update(
        egenkontroller=[{"namn": "Brandskydd", "enheter": ["Biblioteket", "Barnavdelningen"]}]
    ),
    "everything of an outcome": lambda data: data["egenkontroller"][0].update(
        utfall=[{"enhet": "Barnavdelningen", "period": "2024-01-31"}, {"enhet": "Biblioteket", "period": "2024-01-31"}]
    ),
    "chef and place of the units": lambda data: data["organisation"].update(
        enheter=[{"namn": "Biblioteket"}, {"namn": "Barnavdelningen"}]
    ),
    "the scale": lambda data: data.pop("skala"),
    "texts": lambda data: (data.pop("texter"), data.pop("uppfoljning_och_insyn")),
    "lists": lambda data: [data.pop(name) for name in ("granskningar", "systematiska_kontroller", "egenkontroller")],
    "headings": lambda data: data.update(rapport={"typ": "delarsrapport-april"}),
    "the organisation": lambda data: data.update(organisation={"namnd": "Kulturnämnden"}),
    "the decision": lambda data: data.pop("beslut"),
}


@pytest.mark.parametrize("what", ABSENT)
def test_what_the_file_is_silent_about_stays(register: Register, what: str) -> None:
    imported(register, full())
    silent = full()
    ABSENT[what](silent)
    assert silent != full()
    assert not imported(register, silent)
    assert export(register) == full()


def test_records_that_the_file_lacks_stay_and_are_reported(register: Register) -> None:
    imported(register, full())
    data = full() | {"risker": [], "granskningar": [], "processer": [], "mal": [], "systematiska_kontroller": []}
    data["uppfoljning_och_insyn"] = {"avtal": []}
    data["egenkontroller"] = []
    changes = imported(register, data)
    assert not changes
    assert set(changes.untouched) == {
        ("risk", LOAN),
        ("risk", JAV),
        ("granskning", "Granskning av inköp"),
        ("process", "2.10"),
        ("process", "2.9"),
        ("mal", "Fler läser"),
        ("mal", "Öppet för alla"),
        ("kontroll", "Stickprov av fakturor"),
        ("avtal", "Bokbuss"),
        ("egenkontroll", "Brandskydd"),
    }
    assert export(register) == full()


def test_parts_that_the_file_lacks_stay_and_are_reported(register: Register) -> None:
    imported(register, full())
    data = full()
    del data["risker"][0]["atgarder"][0]
    control = data["egenkontroller"][0]
    control |= {"enheter": ["Biblioteket"], "kontrollpunkter": control["kontrollpunkter"][:1], "utfall": []}
    changes = imported(register, data)
    assert not changes
    assert [table for table, _ in changes.untouched] == [
        "atgard",
        "kontrollpunkt",
        "egenkontroll_enhet",
        "utfall",
        "utfall",
    ]
    assert ("egenkontroll_enhet", "Barnavdelningen") in changes.untouched
    assert export(register) == full()


def test_new_record_comes_after_those_that_the_file_lacks(register: Register) -> None:
    imported(register, draft())
    new: Raw = {"process": None, "mal": None, "beskrivning": "Risk för brand", "atgarder": []}
    imported(register, draft() | {"risker": [new]})
    assert [risk["beskrivning"] for risk in export(register)["risker"]] == [LOAN, JAV, "Risk för brand"]


def test_risk_without_id_is_known_by_its_text_and_gets_the_id_that_comes(register: Register) -> None:
    imported(register, draft())
    data = draft()
    data["risker"][1]["id"] = "K-2"
    changes = imported(register, data)
    assert not changes.new
    assert export(register) == data


def test_two_atgarder_with_the_same_words_keep_their_own_statuses(register: Register) -> None:
    data = draft()
    data["risker"][0]["atgarder"] = [
        {"beskrivning": "Utbilda", "status": "Klart"},
        {"beskrivning": "Utbilda", "status": "Ej klart i år"},
    ]
    imported(register, data)
    data["risker"][0]["atgarder"][1]["status"] = "Blir klart i år"
    assert len(imported(register, data).changed) == 1
    assert export(register) == data


def test_words_of_a_scale_change_without_its_bands(register: Register) -> None:
    imported(register, draft())
    bands = '[{"till": 25, "namn": "Egen", "color": "FFFFFF"}]'
    with register.write("Egna band") as writer:
        row = writer.connection.exec_driver_sql("SELECT * FROM riskskala").mappings().one()
        writer.update(riskskala, row, {"band": bands})
    case = next(case for case in CASES if case.name == "words of the scale")
    imported(register, case.file())
    with register.read() as connection:
        assert connection.exec_driver_sql("SELECT band FROM riskskala").scalar_one() == bands

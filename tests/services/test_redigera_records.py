"""New records, copies, and the papperskorg: numbers, places, what follows along, and the way back."""

from datetime import date
from typing import Any

import pytest

from internkontroll.db import models
from internkontroll.db.session import Register
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.words import Fas
from internkontroll.errors import Conflict, InputRefused
from internkontroll.services.angra import undo
from internkontroll.services.redigera import (
    create,
    duplicate,
    restore,
    restore_all,
    set_bedomning,
    set_uppfoljning,
    set_values,
    trash,
)
from internkontroll.services.redigera.create import next_number
from tests.services.edits import assert_comes_and_goes, events, find, place, row, state, with_draft

RISK = {"beskrivning": "Risk att nycklar försvinner"}


@pytest.fixture
def sammanhang(example: Register) -> Sammanhang:
    return with_draft(example)


def new(register: Register, tabell: str, sammanhang: Sammanhang, **values: Any) -> int:
    return create(register, tabell, sammanhang, values).nya[0][1]


# --- new ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tabell", "values", "rubrik"),
    [
        ("risk", RISK, "Ny risk"),
        ("kontroll", {"kontroll": "Att nycklar är kvitterade", "frekvens": "Varje månad"}, "Ny systematisk kontroll"),
        ("egenkontroll", {"namn": "Förvaring"}, "Ny egenkontroll"),
        ("granskning", {"namn": "Fordon", "datum": "18 feb 2027"}, "Ny granskning"),
        ("avtal", {"avtal": "Städning"}, "Nytt avtal"),
        ("process", {"nummer": "2.6", "namn": "Fordon"}, "Ny process"),
        ("mal", {"namn": "Trygga resor"}, "Nytt mål"),
        ("lagrum", {"beteckning": "1 §", "rubrik": "Test", "galler_fran": "2027-01-01"}, "Nytt lagrum"),
    ],
)
def test_every_kind_of_record_can_be_made(
    example: Register, sammanhang: Sammanhang, tabell: str, values: dict[str, Any], rubrik: str
) -> None:
    before = state(example)
    sparat = create(example, tabell, sammanhang, values)
    assert sparat.rubrik == rubrik
    assert sparat.tabeller == {tabell}
    assert row(example, *sparat.nya[0])["borttagen"] is None
    assert_comes_and_goes(example, before, sparat)


def test_what_hangs_below_another_record_comes_last_there(example: Register, sammanhang: Sammanhang) -> None:
    granskning = new(example, "granskning", sammanhang, namn="Fordon")
    egenkontroll = new(example, "egenkontroll", sammanhang, namn="Förvaring")
    enhet = find(example, "enhet")[0]["id"]
    made = {
        "rekommendation": {"granskning_id": granskning, "rekommendation": "Spåra nycklar"},
        "atgard": {"granskning_id": granskning, "beskrivning": "Köpa skåp"},
        "kontrollpunkt": {"egenkontroll_id": egenkontroll, "fraga": "Finns en förteckning?"},
        "utfall": {"egenkontroll_id": egenkontroll, "enhet_id": enhet, "period": "2027-01-01"},
    }
    for tabell, values in made.items():
        first = new(example, tabell, sammanhang, **values)
        values |= {"period": "2027-04-01"} if tabell == "utfall" else {}
        second = new(example, tabell, sammanhang, **values)
        assert [row(example, tabell, post)["ordning"] for post in (first, second)] == [0, 1]
    assert {one["svarstyp"] for one in find(example, "kontrollpunkt", egenkontroll_id=egenkontroll)} == {"ja_nej"}


def test_a_risk_gets_the_next_number_and_the_level_of_its_unit(example: Register, sammanhang: Sammanhang) -> None:
    numbers = [find(example, "risk", id=new(example, "risk", sammanhang, **RISK))[0]["beteckning"] for _ in range(2)]
    assert numbers == ["R-18", "R-19"]  # are risks of 2025 and 2026
    enhet = find(example, "enhet")[0]["id"]
    own = row(example, "risk", new(example, "risk", sammanhang, **RISK, enhet_id=enhet))
    assert (own["niva"], own["identitet"]) == ("enhet", own["uuid"])
    assert row(example, "risk", own["id"] - 1)["niva"] == "namnd"


def number_after(register: Register, sammanhang: Sammanhang, *numbers: str | None) -> str | None:
    with register.write("Risker", trial=True) as writer:
        for place_, number in enumerate(numbers):
            values = {"plan_id": sammanhang.plan_id, "ordning": place_, "niva": "namnd", "beskrivning": "Risk"}
            writer.insert(models.risk, values | {"beteckning": number})
        writer.flush()
        return next_number(writer.connection, "risk", sammanhang.plan_id)


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ((), "R-18"),
        (("S1", "S2", "R-90"), "S3"),
        (("2027:007",), "2027:008"),
        (("9",), "10"),
        (("99", "100"), "101"),
        (("Brand", "Vatten"), None),
        ((None, None), None),
    ],
)
def test_the_plans_own_pattern_is_followed(
    example: Register, sammanhang: Sammanhang, numbers: tuple[str | None, ...], expected: str | None
) -> None:
    assert number_after(example, sammanhang, *numbers) == expected


def test_the_first_risk_of_a_namnd_is_number_one(register: Register) -> None:
    with register.write("Ny nämnd") as writer:
        namnd_id = writer.insert(models.namnd, {"namn": "Kulturnämnden"})
        writer.insert(models.plan, {"namnd_id": namnd_id, "ar": 2027, "status": "utkast"})
    made = create(register, "risk", place(register, 2027), RISK)
    assert row(register, *made.nya[0])["beteckning"] == "R-01"


@pytest.mark.parametrize(
    ("tabell", "values", "text"),
    [
        ("risk", {}, "Risk får inte vara tomt. Skriv till exempel: Risk att"),
        ("process", {"nummer": "2.6"}, "Process får inte vara tomt"),
        ("atgard", {"risk_id": None, "beskrivning": " "}, "Åtgärd får inte vara tomt"),
    ],
)
def test_a_record_without_what_it_needs_is_refused(
    example: Register, sammanhang: Sammanhang, tabell: str, values: dict[str, Any], text: str
) -> None:
    count = events(example)
    with pytest.raises(InputRefused, match=text):
        create(example, tabell, sammanhang, values)
    assert events(example) == count


def test_nothing_is_hung_below_what_is_gone_or_of_another_year(example: Register, sammanhang: Sammanhang) -> None:
    risk = new(example, "risk", sammanhang, **RISK)
    trash(example, "risk", [risk])
    with pytest.raises(InputRefused, match=r"Papperskorgen har risken R-18"):
        create(example, "atgard", sammanhang, {"risk_id": risk, "beskrivning": "Öva"})
    with pytest.raises(Conflict, match=r"finns inte längre"):
        create(example, "atgard", sammanhang, {"risk_id": 4711, "beskrivning": "Öva"})
    with pytest.raises(InputRefused, match=r"hör till ett annat år"):
        create(
            example, "atgard", place(example), {"risk_id": new(example, "risk", sammanhang, **RISK), "beskrivning": "x"}
        )


def test_an_avvikelse_gets_its_atgard_in_its_own_year(example: Register, sammanhang: Sammanhang) -> None:
    control = find(example, "egenkontroll", plan_id=place(example).plan_id)[0]
    utfall = find(example, "utfall", egenkontroll_id=control["id"])[0]["id"]
    values = {"utfall_id": utfall, "beskrivning": "Öva"}
    with pytest.raises(InputRefused, match=r"hör till ett annat år"):
        create(example, "atgard", sammanhang, values)
    assert row(example, "atgard", new(example, "atgard", place(example), **values))["utfall_id"] == utfall


# --- copies ---------------------------------------------------------------------------------------------------------


def test_a_risk_is_copied_with_its_atgarder_but_without_what_was_reported(
    example: Register, sammanhang: Sammanhang
) -> None:
    closed = {"avslutad": "2027-02-01", "avslutad_skal": "Bilarna är sålda."}
    risk = new(example, "risk", sammanhang, **RISK, bakgrund="Åäö", **closed)
    atgard = new(example, "atgard", sammanhang, risk_id=risk, beskrivning="Köpa skåp", slutdatum="2027-09-30")
    trash(example, "atgard", [new(example, "atgard", sammanhang, risk_id=risk, beskrivning="Bort")])
    set_uppfoljning(example, "atgard", [atgard], sammanhang, {"status": "Klart"})
    for day, step in ((1, 4), (2, 3)):
        set_bedomning(example, risk, Fas.FORE, {"sannolikhet": step}, date(2027, 1, day))
    set_bedomning(example, risk, Fas.EFTER, {"sannolikhet": 1}, date(2027, 2, 1))
    before = state(example)
    sparat = duplicate(example, "risk", risk)
    copy = row(example, *sparat.nya[0])
    assert sparat.rubrik == "Kopia av risken R-18"
    assert (copy["beskrivning"], copy["beteckning"]) == ("Risk att nycklar försvinner (kopia)", "R-19")
    assert (copy["bakgrund"], copy["avslutad"], copy["avslutad_skal"]) == ("Åäö", None, None)
    assert copy["identitet"] == copy["uuid"] != row(example, "risk", risk)["identitet"]
    (action,) = find(example, "atgard", risk_id=copy["id"])
    assert (action["beskrivning"], action["slutdatum"]) == ("Köpa skåp", date(2027, 9, 30))
    assert find(example, "uppfoljning", atgard_id=action["id"]) == []
    assert [(one["fas"], one["sannolikhet"]) for one in find(example, "bedomning", risk_id=copy["id"])] == [("fore", 3)]
    assert_comes_and_goes(example, before, sparat)


def test_an_egenkontroll_is_copied_with_questions_and_units_but_no_answers(example: Register) -> None:
    (one, *_) = find(example, "egenkontroll", plan_id=place(example).plan_id)
    before = state(example)
    sparat = duplicate(example, "egenkontroll", one["id"])
    copy = sparat.nya[0][1]
    for below in ("kontrollpunkt", "egenkontroll_enhet"):
        assert (
            len(find(example, below, egenkontroll_id=copy)) == len(find(example, below, egenkontroll_id=one["id"])) > 0
        )
    assert find(example, "utfall", egenkontroll_id=copy) == []
    assert_comes_and_goes(example, before, sparat)


# --- papperskorg ----------------------------------------------------------------------------------------------------


def test_a_risk_takes_its_kontroller_along_and_brings_them_back(example: Register, sammanhang: Sammanhang) -> None:
    risk = new(example, "risk", sammanhang, **RISK)
    along, alone = (new(example, "kontroll", sammanhang, kontroll=f"Kontroll {n}", risk_id=risk) for n in range(2))
    with example.write("Borta sedan tidigare") as writer:
        writer.update(models.kontroll, row(example, "kontroll", alone), {"borttagen": "2026-01-01T00:00:00+00:00"})
    before = state(example)
    away = trash(example, "risk", [risk])
    assert away.rubrik == "Till papperskorgen: risken R-18"
    assert away.tabeller == {"kontroll", "risk"}
    assert row(example, "kontroll", along)["borttagen"] == row(example, "risk", risk)["borttagen"]
    with pytest.raises(InputRefused, match=r"Papperskorgen har även risken R-18. Återställ den först"):
        restore(example, "kontroll", [along])
    trashed = state(example)
    back = restore(example, "risk", [risk])
    assert back.rubrik == "Återställt: risken R-18"
    assert state(example) == before
    assert_comes_and_goes(example, trashed, back)


def test_many_records_are_thrown_away_in_one_step(example: Register, sammanhang: Sammanhang) -> None:
    posts = [new(example, "risk", sammanhang, **RISK) for _ in range(3)]
    trash(example, "risk", posts[:1])
    before = state(example)
    sparat = trash(example, "risk", posts)
    assert sparat.rubrik == "Till papperskorgen: 2 risker"
    assert trash(example, "risk", posts).handelse_id is None
    assert_comes_and_goes(example, before, sparat)


def test_records_of_several_tables_come_back_in_one_step_owners_first(
    example: Register, sammanhang: Sammanhang
) -> None:
    risk, other = (new(example, "risk", sammanhang, **RISK) for _ in range(2))
    kontroll = new(example, "kontroll", sammanhang, kontroll="Stickprov", risk_id=risk)
    atgard, stays = (new(example, "atgard", sammanhang, risk_id=risk, beskrivning=f"Skåp {n}") for n in range(2))
    trash(example, "atgard", [atgard, stays])
    trash(example, "risk", [risk, other])
    before = state(example)
    with pytest.raises(InputRefused, match=r"Papperskorgen har även risken"):
        restore_all(example, {"atgard": [atgard], "risk": [other]})
    assert state(example) == before
    back = restore_all(example, {"atgard": [atgard], "kontroll": [kontroll], "risk": [risk]})
    assert back.rubrik == "Återställt: risken R-18, åtgärden ”Skåp 0”, kontrollen ”Stickprov”"
    assert {row(example, "atgard", atgard)["borttagen"], row(example, "risk", risk)["borttagen"]} == {None}
    assert None not in {row(example, "atgard", stays)["borttagen"], row(example, "risk", other)["borttagen"]}
    assert_comes_and_goes(example, before, back)


def test_an_atgard_comes_back_only_below_a_living_risk(example: Register, sammanhang: Sammanhang) -> None:
    risk = new(example, "risk", sammanhang, **RISK)
    atgard = new(example, "atgard", sammanhang, risk_id=risk, beskrivning="Köpa skåp")
    trash(example, "atgard", [atgard])
    trash(example, "risk", [risk])
    with pytest.raises(InputRefused, match=r"Papperskorgen har även risken R-18"):
        restore(example, "atgard", [atgard])
    restore(example, "risk", [risk])
    assert row(example, "atgard", atgard)["borttagen"] is not None
    assert restore(example, "atgard", [atgard]).rubrik == "Återställt: åtgärden ”Köpa skåp”"


def test_what_others_stand_under_is_not_thrown_away(example: Register, sammanhang: Sammanhang) -> None:
    process = new(example, "process", sammanhang, nummer="2.6", namn="Fordon")
    risks = [new(example, "risk", sammanhang, **RISK, process_id=process) for _ in range(2)]
    new(example, "kontroll", sammanhang, kontroll="Nycklar", process_id=process)
    with pytest.raises(InputRefused, match=r"Till processen 2\.6 hör 2 risker, 1 systematisk kontroll\. Flytta dem"):
        trash(example, "process", [process])
    trash(example, "risk", risks)
    trash(example, "kontroll", [find(example, "kontroll", process_id=process)[0]["id"]])
    assert trash(example, "process", [process]).handelse_id


def test_a_number_that_has_been_taken_meanwhile_stops_the_restoring(example: Register, sammanhang: Sammanhang) -> None:
    old = new(example, "risk", sammanhang, **RISK, beteckning="R-50")
    trash(example, "risk", [old])
    new(example, "risk", sammanhang, **RISK, beteckning="R-50")
    before = state(example)
    with pytest.raises(InputRefused, match=r"Nummer används redan av en annan post av samma slag \(risk\)"):
        restore(example, "risk", [old])
    assert state(example) == before


def test_undo_of_a_new_risk_is_refused_once_somebody_has_worked_on_it(
    example: Register, sammanhang: Sammanhang
) -> None:
    made = create(example, "risk", sammanhang, RISK)
    set_values(example, "risk", {made.nya[0][1]: 0}, {"riskagare": "Chef"})
    with pytest.raises(InputRefused, match=r"”Ny risk” kan inte ångras: något i den har ändrats sedan dess"):
        undo(example, made.handelse_id or 0)

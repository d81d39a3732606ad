"""Reading packages back: what the unit has written comes, once, and what both sides have written is asked about."""

import dataclasses
from datetime import date

import pytest

from internkontroll.db import models
from internkontroll.domain.enhetspaket.jamfor import Sida
from internkontroll.domain.status import Tillfalletyp
from internkontroll.errors import InputRefused
from internkontroll.services.angra import undo
from internkontroll.services.egenkontroll import (
    Svar,
    Uppgifter,
    change_question,
    correct,
    generate_year,
    load_tillfalle,
    save_draft,
    set_grades,
)
from internkontroll.services.kontrollera import check
from internkontroll.services.organisation import Egenkontrollval, close_unit
from internkontroll.services.redigera import restore, set_uppfoljning, trash
from tests.services.edits import events, find, row, state
from tests.services.egenkontroll_plan import DUNGEN
from tests.services.enhetspaketen import ALMEN, BJORKEN, TODAY, Enhet, Verksamhet, said


def test_what_the_chief_has_done_comes_in_one_step_and_goes_in_one(verksamhet: Verksamhet, almen: Enhet) -> None:
    almen.submit(comment="Allt i ordning. Åäö.")
    before, count = said(verksamhet.register), events(verksamhet.register)
    inlast = verksamhet.take(almen)
    assert (inlast.enheter, inlast.konflikter, inlast.nekade) == (["Almen"], [], [])
    utfall = row(verksamhet.register, "utfall", verksamhet.utfall()["id"])
    assert (utfall["datum"], utfall["utford_av"], utfall["kommentar"]) == (TODAY, "Chefen", "Allt i ordning. Åäö.")
    assert utfall["resultat"] == "Uppfyllt"
    assert [one["svar"] for one in find(verksamhet.register, "svar")] == ["Ja", "Ja"]
    assert check(verksamhet.register) == []
    assert events(verksamhet.register) == count + 1
    assert inlast.handelse_id is not None
    undo(verksamhet.register, inlast.handelse_id)
    assert said(verksamhet.register) == before
    assert verksamhet.take(almen).handelse_id
    assert row(verksamhet.register, "utfall", utfall["id"])["datum"] == TODAY


def test_the_preview_says_how_serious_a_brist_is_in_the_words_of_the_namnd(
    verksamhet: Verksamhet, almen: Enhet
) -> None:
    (namnd,) = find(verksamhet.register, "namnd")
    set_grades(verksamhet.register, namnd["id"], [("Liten", None), ("Stor", None)])
    uppgifter = almen.answers("Nej")
    save_draft(almen.register, almen.utfall(), dataclasses.replace(uppgifter, varden={"allvar": 2}))
    told = [(one.falt, one.var, one.blev) for one in verksamhet.take(almen, trial=True).andringar]
    assert ("Allvar", "", "Stor") in told


def test_the_preview_tells_each_change_and_makes_none(verksamhet: Verksamhet, almen: Enhet) -> None:
    almen.draft("Nej", comment="Två saknas")
    almen.propose("Risk att nycklar försvinner")
    before = state(verksamhet.register)
    inlast = verksamhet.take(almen, trial=True)
    assert inlast.handelse_id is None
    assert state(verksamhet.register) == before
    told = [(one.tabell, one.post, one.falt, one.var, one.blev) for one in inlast.andringar]
    assert told == [
        ("utfall", "E-01 Aktgranskning, 2026-03-31", "Analys och kommentar", "", "Två saknas"),
        ("svar", "Finns en plan? (E-01 Aktgranskning, 2026-03-31)", "", "", "Nej"),
        ("risk", "Risk att nycklar försvinner", "", "", "Risk att nycklar försvinner"),
    ]


def test_the_same_file_twice_changes_nothing(verksamhet: Verksamhet, almen: Enhet) -> None:
    almen.submit()
    verksamhet.take(almen, almen)
    before, count = state(verksamhet.register), events(verksamhet.register)
    inlast = verksamhet.take(almen, almen.copy("en kopia.ikenhet"))
    assert (bool(inlast), inlast.gamla, inlast.handelse_id) == (False, ["Almen", "Almen"], None)
    assert inlast.ororda == []
    assert (state(verksamhet.register), events(verksamhet.register)) == (before, count)


def test_a_package_that_nobody_has_written_in_changes_nothing(verksamhet: Verksamhet, almen: Enhet) -> None:
    count = events(verksamhet.register)
    inlast = verksamhet.take(almen)
    assert inlast.gamla == inlast.ororda == ["Almen"]
    assert events(verksamhet.register) == count


def test_a_newer_file_brings_only_what_is_new_in_it(verksamhet: Verksamhet, almen: Enhet) -> None:
    almen.draft("Nej", comment="Första")
    older = almen.copy("äldre.ikenhet")
    verksamhet.take(older)
    almen.draft("Ja", "Ja", comment="Andra")
    inlast = verksamhet.take(almen)
    assert inlast.konflikter == []
    assert [(one.var, one.blev) for one in inlast.andringar] == [("Första", "Andra"), ("Nej", "Ja"), ("", "Ja")]
    before = state(verksamhet.register)
    assert verksamhet.take(older).gamla == ["Almen"]
    assert state(verksamhet.register) == before


def test_two_copies_that_went_separate_ways_both_come_in(verksamhet: Verksamhet, almen: Enhet) -> None:
    almen.draft("Nej")
    other = almen.copy("hemma.ikenhet")
    almen.draft("Nej", "Ja")
    other.draft("Nej", comment="Skrivet hemma")
    verksamhet.take(almen)
    assert verksamhet.take(other).konflikter == []
    assert verksamhet.utfall()["kommentar"] == "Skrivet hemma"
    assert [one["svar"] for one in find(verksamhet.register, "svar")] == ["Nej", "Ja"]
    assert verksamhet.take(almen).gamla == verksamhet.take(other).gamla == ["Almen"]


@pytest.mark.parametrize(("val", "ends"), [(Sida.MINA, "Vår text"), (Sida.DERAS, "Deras text")])
def test_a_field_that_both_have_changed_is_asked_about(
    verksamhet: Verksamhet, almen: Enhet, val: Sida, ends: str
) -> None:
    utfall = verksamhet.utfall()["id"]
    almen.draft("Ja", comment="Deras text")
    verksamhet.change("utfall", utfall, kommentar="Vår text")
    before, count = state(verksamhet.register), events(verksamhet.register)
    (konflikt,) = verksamhet.take(almen, trial=True).konflikter
    assert (konflikt.mina, konflikt.deras, konflikt.falt) == ("Vår text", "Deras text", "Analys och kommentar")
    with pytest.raises(InputRefused, match="1 uppgift är ändrad både i registret och hos Almen"):
        verksamhet.take(almen)
    assert (state(verksamhet.register), events(verksamhet.register)) == (before, count)
    verksamhet.take(almen, val={konflikt.id: val})
    assert row(verksamhet.register, "utfall", utfall)["kommentar"] == ends
    assert [one["svar"] for one in find(verksamhet.register, "svar")] == ["Ja"]
    assert verksamhet.take(almen).gamla == ["Almen"]


def test_both_sides_may_say_the_same(verksamhet: Verksamhet, almen: Enhet) -> None:
    almen.draft("Ja", comment="Samma")
    here = Uppgifter(almen.answers("Ja").svar, {"kommentar": "Samma"})
    save_draft(verksamhet.register, verksamhet.utfall()["id"], here)
    before = state(verksamhet.register)
    inlast = verksamhet.take(almen)
    assert not inlast
    assert state(verksamhet.register)["svar"] == before["svar"]


def test_two_answers_to_the_same_question_are_a_conflict(verksamhet: Verksamhet, almen: Enhet) -> None:
    almen.draft("Ja")
    save_draft(verksamhet.register, verksamhet.utfall()["id"], almen.answers("Nej"))
    (konflikt,) = verksamhet.take(almen, trial=True).konflikter
    assert (konflikt.mina, konflikt.deras) == ("Nej", "Ja")
    verksamhet.take(almen, val=Sida.DERAS)
    assert [one["svar"] for one in find(verksamhet.register, "svar")] == ["Ja"]
    assert check(verksamhet.register) == []


def test_one_conflict_stops_every_file(verksamhet: Verksamhet, almen: Enhet) -> None:
    (bjorken,) = verksamhet.send("Björken")
    bjorken.submit()
    almen.draft("Ja", comment="Deras")
    verksamhet.change("utfall", verksamhet.utfall()["id"], kommentar="Vårt")
    before = state(verksamhet.register)
    with pytest.raises(InputRefused, match="Inget är inläst"):
        verksamhet.take(bjorken, almen)
    assert state(verksamhet.register) == before


# --- what has been taken away on one side ------------------------------------------------------------------------


@pytest.mark.parametrize("val", [Sida.MINA, Sida.DERAS])
def test_what_is_trashed_here_and_edited_there_is_asked_about(verksamhet: Verksamhet, almen: Enhet, val: Sida) -> None:
    trash(verksamhet.register, "atgard", [1])
    almen.change("atgard", 1, beskrivning="Skriven om", ansvarig="Chefen")
    set_uppfoljning(almen.register, "atgard", [1], almen.place(), {"status": "Klart"})
    (konflikt,) = verksamhet.take(almen, trial=True).konflikter
    assert (konflikt.post, konflikt.falt, konflikt.mina) == ("Åtgärd i Almen", "", "ligger i papperskorgen")
    assert konflikt.deras == "ändrad: Åtgärd: Skriven om, Ansvarig: Chefen, ny uppföljning"
    verksamhet.take(almen, val=val)
    atgard = row(verksamhet.register, "atgard", 1)
    taken = val is Sida.DERAS
    assert (atgard["borttagen"] is None, atgard["beskrivning"] == "Skriven om") == (taken, taken)
    assert len(find(verksamhet.register, "uppfoljning")) == int(taken)
    assert check(verksamhet.register) == []


@pytest.mark.parametrize("val", [Sida.MINA, Sida.DERAS])
def test_what_is_edited_here_and_trashed_there_is_asked_about(verksamhet: Verksamhet, almen: Enhet, val: Sida) -> None:
    trash(almen.register, "atgard", [1])
    verksamhet.change("atgard", 1, ansvarig="Kvalitetschefen")
    (konflikt,) = verksamhet.take(almen, trial=True).konflikter
    assert (konflikt.mina, konflikt.deras) == ("ändrad: Åtgärd i Almen", "borttagen")
    verksamhet.take(almen, val=val)
    assert (row(verksamhet.register, "atgard", 1)["borttagen"] is not None) == (val is Sida.DERAS)


def test_what_is_trashed_there_alone_goes_to_the_papperskorg(verksamhet: Verksamhet, almen: Enhet) -> None:
    trash(almen.register, "risk", [1])
    assert verksamhet.take(almen).konflikter == []
    assert row(verksamhet.register, "risk", 1)["borttagen"]
    restore(verksamhet.register, "risk", [1])
    assert row(verksamhet.register, "risk", 1)["borttagen"] is None


def test_kontroller_of_a_risk_go_and_come_with_it(verksamhet: Verksamhet, almen: Enhet) -> None:
    with verksamhet.register.write("Kontroll") as writer:
        own = {"plan_id": 1, "risk_id": 1, "ordning": 0, "kontroll": "Nycklarna räknas"}
        post = writer.insert(models.kontroll, own)
    trash(almen.register, "risk", [1])
    verksamhet.take(almen)
    assert row(verksamhet.register, "kontroll", post)["borttagen"]
    restore(verksamhet.register, "risk", [1])
    assert row(verksamhet.register, "kontroll", post)["borttagen"] is None


def test_trashed_on_both_sides_is_no_conflict(verksamhet: Verksamhet, almen: Enhet) -> None:
    trash(almen.register, "risk", [1])
    trash(verksamhet.register, "risk", [1])
    assert not verksamhet.take(almen)


def test_an_answer_that_the_chief_takes_back_goes(verksamhet: Verksamhet, almen: Enhet) -> None:
    almen.draft("Ja", "Nej")
    verksamhet.take(almen)
    save_draft(almen.register, almen.utfall(), Uppgifter({almen.points()[1]: Svar(None)}))
    verksamhet.take(almen)
    assert [one["svar"] for one in find(verksamhet.register, "svar")] == ["Ja"]


@pytest.mark.parametrize("val", [Sida.MINA, Sida.DERAS])
def test_a_report_of_a_unit_that_was_closed_meanwhile_is_asked_about(
    verksamhet: Verksamhet, almen: Enhet, val: Sida
) -> None:
    """The period ends after the unit did."""
    almen.submit(month=6)
    close_unit(verksamhet.register, ALMEN, date(2026, 5, 1), val=Egenkontrollval.AVSLUTA)
    generate_year(verksamhet.register, 1)
    assert [one["period"].month for one in verksamhet.namnd.utfall(verksamhet.control, enhet_id=ALMEN)] == [3]
    (konflikt,) = verksamhet.take(almen, trial=True).konflikter
    assert (konflikt.post, konflikt.mina) == ("E-01 Aktgranskning, 2026-06-30", "ligger i papperskorgen")
    verksamhet.take(almen, val=val)
    after = verksamhet.namnd.utfall(verksamhet.control, enhet_id=ALMEN)
    assert [one["period"].month for one in after] == ([3, 6] if val is Sida.DERAS else [3])
    assert len(find(verksamhet.register, "svar")) == (2 if val is Sida.DERAS else 0)
    assert check(verksamhet.register) == []


@pytest.mark.parametrize("val", [Sida.MINA, Sida.DERAS])
def test_a_report_on_a_tillfalle_that_is_gone_for_good_is_asked_about(
    verksamhet: Verksamhet, almen: Enhet, val: Sida
) -> None:
    almen.submit(month=6)
    gone = verksamhet.utfall(month=6)
    with verksamhet.register.write("Bort") as writer:
        writer.delete(models.utfall, [gone])
    (konflikt,) = verksamhet.take(almen, trial=True).konflikter
    assert (konflikt.post, konflikt.mina) == ("E-01 Aktgranskning, 2026-06-30", "finns inte längre")
    verksamhet.take(almen, val=val)
    back = find(verksamhet.register, "utfall", uuid=gone["uuid"])
    assert [one["datum"] for one in back] == ([TODAY] if val is Sida.DERAS else [])
    assert len(find(verksamhet.register, "svar")) == (2 if val is Sida.DERAS else 0)
    assert check(verksamhet.register) == []


@pytest.mark.parametrize("val", [Sida.MINA, Sida.DERAS])
def test_a_report_on_what_another_unit_has_taken_over_is_asked_about(
    verksamhet: Verksamhet, almen: Enhet, val: Sida
) -> None:
    almen.submit(month=6)
    close_unit(verksamhet.register, ALMEN, date(2026, 5, 1), into=DUNGEN, val=Egenkontrollval.FLYTTA)
    (konflikt,) = verksamhet.take(almen, trial=True).konflikter
    assert konflikt.mina == "har flyttats till en annan enhet"
    verksamhet.take(almen, val=val)
    moved = next(
        one for one in verksamhet.namnd.utfall(verksamhet.control, enhet_id=DUNGEN) if one["period"].month == 6
    )
    assert (moved["datum"] is None) == (val is Sida.MINA)


def test_an_occasion_that_both_sides_have_begun_is_one(verksamhet: Verksamhet, almen: Enhet) -> None:
    (bjorken,) = verksamhet.send("Björken")
    august = dataclasses.replace(almen.place(), tillfalle=Tillfalletyp.AUGUSTI, tillfalle_id=None)
    set_uppfoljning(almen.register, "atgard", [1], august, {"status": "Klart"})
    set_uppfoljning(bjorken.register, "atgard", [1], august, {"status": "Ej klart i år", "kommentar": "Sjuk"})
    assert verksamhet.take(almen, bjorken).konflikter == []
    assert [one["typ"] for one in find(verksamhet.register, "tillfalle")] == ["april", "augusti"]
    said_of = [(one["atgard_id"], one["status"]) for one in find(verksamhet.register, "uppfoljning")]
    assert said_of == [(1, "Klart"), (2, "Ej klart i år")]


def test_a_tillfalle_that_was_made_anew_is_the_same(verksamhet: Verksamhet, almen: Enhet) -> None:
    gone = verksamhet.utfall()
    with verksamhet.register.write("Bort") as writer:
        writer.delete(models.utfall, [gone])
    generate_year(verksamhet.register, 1)
    almen.submit()
    assert verksamhet.take(almen).konflikter == []
    anew = verksamhet.utfall()
    assert (anew["uuid"] != gone["uuid"], anew["datum"]) == (True, TODAY)


def test_a_report_goes_to_the_tillfalle_that_is_there_not_to_one_in_the_papperskorg(
    verksamhet: Verksamhet, almen: Enhet
) -> None:
    with verksamhet.register.write("Bort") as writer:
        writer.delete(models.utfall, [verksamhet.utfall()])
    generate_year(verksamhet.register, 1)
    trash(verksamhet.register, "utfall", [verksamhet.utfall()["id"]])
    generate_year(verksamhet.register, 1)
    almen.submit()
    assert verksamhet.take(almen).konflikter == []
    assert verksamhet.utfall()["datum"] == TODAY


# --- questions that have changed meanwhile ---------------------------------------------------------------------------


@pytest.mark.parametrize("answered", [False, True])
def test_an_answer_stays_under_the_question_that_it_answers(
    verksamhet: Verksamhet, almen: Enhet, answered: bool
) -> None:
    """Reworded in place where nobody had answered it, else as a new question (ADR 15)."""
    if answered:
        save_draft(verksamhet.register, verksamhet.utfall(BJORKEN)["id"], almen.answers("Ja"))
    change_question(verksamhet.register, 1, 0, {"fraga": "Är planen undertecknad?"})
    almen.submit()
    assert verksamhet.take(almen).konflikter == []
    with verksamhet.register.read() as connection:
        bild = load_tillfalle(connection, verksamhet.utfall()["id"])
    assert [(one.fraga.fraga, one.fraga.svar) for one in bild.fragor] == [
        ("Finns en plan?", "Ja"),
        ("Är den enskilde delaktig?", "Ja"),
    ]
    asked = [one["fraga"] for one in find(verksamhet.register, "kontrollpunkt", borttagen=None)]
    assert sorted(asked) == ["Är den enskilde delaktig?", "Är planen undertecknad?"]
    why = {"allvar": 1, "kommentar": "Ingen åtgärd: planen skrivs i morgon."}
    correct(almen.register, almen.utfall(), None, Uppgifter(almen.answers("Nej").svar, why), "Fel ruta", TODAY)
    assert verksamhet.take(almen).konflikter == []
    assert sorted(one["svar"] for one in find(verksamhet.register, "svar", utfall_id=verksamhet.utfall()["id"])) == [
        "Ja",
        "Nej",
    ]
    assert len(find(verksamhet.register, "rattelse")) == 1
    assert check(verksamhet.register) == []

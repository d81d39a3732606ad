"""What packages bring that is new, and what they may not change: åtgärder, bilagor, proposed risks, decided plans."""

from datetime import date
from pathlib import Path

import pytest

from internkontroll.db import models
from internkontroll.domain.enhetspaket.jamfor import Sida
from internkontroll.errors import InputRefused
from internkontroll.services.bilagor import attach, read
from internkontroll.services.egenkontroll import (
    Atgardsrad,
    Svar,
    Uppgifter,
    correct,
    corrections,
    save_draft,
    submit,
)
from internkontroll.services.kontrollera import check
from internkontroll.services.redigera import create, trash
from tests.services.edits import find, row, state
from tests.services.enhetspaketen import ALMEN, TODAY, Enhet, Verksamhet

# --- what a unit brings that is new ----------------------------------------------------------------------------------


def test_atgarder_and_bilagor_of_a_deviation_come_along(verksamhet: Verksamhet, almen: Enhet, tmp_path: Path) -> None:
    paper = tmp_path / "Protokoll åäö.pdf"
    paper.write_bytes(b"%PDF protokoll")
    save_draft(almen.register, almen.utfall(), Uppgifter(atgarder=(Atgardsrad("Skriva planer", "Chefen"),)))
    attach(almen.register, "utfall", almen.utfall(), [paper])
    inlast = verksamhet.take(almen)
    assert [(one.tabell, one.post) for one in inlast.andringar] == [
        ("atgard", "Skriva planer"),
        ("bilaga", "Protokoll åäö.pdf"),
    ]
    (bilaga,) = find(verksamhet.register, "bilaga", utfall_id=verksamhet.utfall()["id"])
    assert read(verksamhet.register, bilaga["id"]) == ("Protokoll åäö.pdf", b"%PDF protokoll")
    (atgard,) = find(verksamhet.register, "atgard", beskrivning="Skriva planer")
    assert (atgard["plan_id"], atgard["utfall_id"]) == (1, verksamhet.utfall()["id"])
    assert check(verksamhet.register) == []


def test_a_proposed_risk_is_the_units_and_gets_its_number_here(verksamhet: Verksamhet, almen: Enhet) -> None:
    almen.propose("Risk att nycklar försvinner")
    verksamhet.take(almen)
    (risk,) = find(verksamhet.register, "risk", beskrivning="Risk att nycklar försvinner")
    assert (risk["beteckning"], risk["enhet_id"], risk["niva"]) == (None, ALMEN, "enhet")
    assert (risk["plan_id"], risk["process_id"]) == (1, 1)


@pytest.mark.parametrize("is_decided", [False, True])
def test_a_risk_that_says_nothing_comes_when_it_is_written(
    verksamhet: Verksamhet, almen: Enhet, *, is_decided: bool
) -> None:
    if is_decided:
        verksamhet.change("plan", 1, beslut_datum=date(2026, 4, 1), status="beslutad")
    first, second, gone = (almen.propose(text) for text in ("Risk att …", "Risk att", "Risk att ..."))
    below = {"plan_id": 1, "ordning": 0, "beskrivning": "Skaffa lås"}
    with almen.register.write("Åtgärd") as writer:
        writer.insert(models.atgard, below | {"risk_id": first})
    trash(almen.register, "risk", [gone])
    inlast = verksamhet.take(almen, trial=True)
    assert (inlast.andringar, inlast.konflikter) == ([], [])
    assert [(one.tabell, one.skal.split(".")[0]) for one in inlast.nekade] == [
        *[("risk", "Risken är föreslagen men inte beskriven")] * 2,
        ("atgard", "Det hör till något som inte läses in"),
    ]
    verksamhet.take(almen)
    assert len(find(verksamhet.register, "risk")) == 3
    almen.change("risk", first, beskrivning="Risk att nycklar försvinner")
    almen.change("risk", second, riskagare="Chefen")
    again = verksamhet.take(almen)
    assert [one.blev for one in again.andringar] == ["Risk att nycklar försvinner", "Skaffa lås"]
    assert (again.konflikter, len(again.nekade)) == ([], 1)
    (risk,) = find(verksamhet.register, "risk", beskrivning="Risk att nycklar försvinner")
    assert [one["beskrivning"] for one in find(verksamhet.register, "atgard", risk_id=risk["id"])] == ["Skaffa lås"]
    assert check(verksamhet.register) == []


def test_a_risk_of_the_registers_own_that_says_nothing_is_written_by_the_unit(verksamhet: Verksamhet) -> None:
    verksamhet.change("risk", 1, beskrivning="Risk att …")
    (almen,) = verksamhet.send("Almen")
    almen.change("risk", 1, beskrivning="Risk att nycklar försvinner")
    assert verksamhet.take(almen).nekade == []
    assert row(verksamhet.register, "risk", 1)["beskrivning"] == "Risk att nycklar försvinner"


def test_a_risk_that_is_proposed_for_a_plan_decided_meanwhile_is_an_addition(
    verksamhet: Verksamhet, almen: Enhet
) -> None:
    new = almen.propose("Risk att nycklar försvinner")
    with almen.register.write("Bedömning") as writer:
        estimate = {"datum": date(2026, 1, 1), "fas": "fore", "sannolikhet": 2, "konsekvens": 3}
        writer.insert(models.bedomning, estimate | {"risk_id": new})
    verksamhet.change("plan", 1, beslut_datum=date(2026, 4, 1), status="beslutad")
    assert verksamhet.take(almen).nekade == []
    (risk,) = find(verksamhet.register, "risk", beskrivning="Risk att nycklar försvinner")
    assert (risk["tillagd"], risk["tillagd_skal"]) == (TODAY, "Föreslagen av Almen i ett enhetspaket.")
    assert len(find(verksamhet.register, "bedomning", risk_id=risk["id"])) == 1


def test_a_risk_that_was_decided_meanwhile_stays_and_the_preview_says_why(verksamhet: Verksamhet, almen: Enhet) -> None:
    almen.change("risk", 1, beskrivning="Något annat", riskagare="Chefen")
    verksamhet.change("plan", 1, beslut_datum=date(2026, 4, 1), status="beslutad")
    inlast = verksamhet.take(almen)
    risk = row(verksamhet.register, "risk", 1)
    assert (risk["beskrivning"], risk["riskagare"]) == ("Risk i Almen", "Chefen")
    assert [(one.falt, one.skal[:30]) for one in inlast.nekade] == [("Risk", "Planen för 2026 är beslutad, o")]


def test_what_the_namnd_has_decided_is_neither_taken_away_nor_estimated_anew(
    verksamhet: Verksamhet, almen: Enhet
) -> None:
    verksamhet.change("plan", 1, beslut_datum=date(2026, 4, 1), status="beslutad")
    with almen.register.write("Bedömning") as writer:
        estimate = {"datum": date(2026, 1, 1), "fas": "fore", "sannolikhet": 1, "konsekvens": 1}
        writer.insert(models.bedomning, estimate | {"risk_id": 1})
    trash(almen.register, "risk", [1])
    inlast = verksamhet.take(almen)
    assert {one.tabell: one.skal[:30] for one in inlast.nekade} == dict.fromkeys(
        ("risk", "bedomning"), "Planen för 2026 är beslutad, o"
    )
    assert row(verksamhet.register, "risk", 1)["borttagen"] is None
    assert find(verksamhet.register, "bedomning", risk_id=1) == []


def test_what_is_the_registers_alone_is_not_taken_in(verksamhet: Verksamhet, almen: Enhet) -> None:
    almen.change("plan", 1, forvaltning="Annan")
    almen.change("kontrollpunkt", 1, fraga="Omskriven")
    create(almen.register, "mal", almen.place(), {"namn": "Eget mål"})
    before = state(verksamhet.register)
    inlast = verksamhet.take(almen)
    assert [(one.tabell, one.skal) for one in inlast.nekade] == [
        (tabell, "Det ändras bara i registret.") for tabell in ("plan", "mal", "kontrollpunkt")
    ]
    after = state(verksamhet.register)
    assert {name: rows for name, rows in after.items() if rows != before[name]}.keys() == {"enhetspaket"}


def test_a_field_that_is_the_registers_alone_stays_and_the_preview_says_so(
    verksamhet: Verksamhet, almen: Enhet
) -> None:
    almen.change("utfall", almen.utfall(), forfaller=date(2026, 12, 1), kommentar="Påbörjad")
    almen.change("risk", 1, niva="namnd", riskagare="Chefen")
    inlast = verksamhet.take(almen)
    assert [(one.tabell, one.falt, one.skal) for one in inlast.nekade] == [
        ("utfall", "Senast", "Det ändras bara i registret."),
        ("risk", "Nivå", "Det ändras bara i registret."),
    ]
    utfall, risk = verksamhet.utfall(), row(verksamhet.register, "risk", 1)
    assert (utfall["forfaller"], utfall["kommentar"]) == (date(2026, 4, 10), "Påbörjad")
    assert (risk["niva"], risk["riskagare"]) == ("enhet", "Chefen")


def test_which_tillfallen_there_are_is_the_plans_matter(verksamhet: Verksamhet, almen: Enhet) -> None:
    with almen.register.write("Eget tillfälle") as writer:
        own = {"egenkontroll_id": 1, "enhet_id": find(almen.register, "utfall")[0]["enhet_id"], "ordning": 9}
        writer.insert(models.utfall, own | {"period": date(2026, 5, 31), "kommentar": "Påhittat"})
    inlast = verksamhet.take(almen)
    assert [(one.tabell, one.skal) for one in inlast.nekade] == [("utfall", "Det ändras bara i registret.")]
    assert len(verksamhet.namnd.utfall(verksamhet.control, enhet_id=ALMEN)) == 4


def test_a_year_that_was_closed_meanwhile_takes_nothing(verksamhet: Verksamhet, almen: Enhet) -> None:
    almen.submit()
    verksamhet.change("plan", 1, beslut_datum=TODAY, status="avslutad")
    with pytest.raises(InputRefused, match="Planen för 2026 är avslutad"):
        verksamhet.take(almen)


def test_mal_that_a_risk_affects_come_and_go(verksamhet: Verksamhet, almen: Enhet) -> None:
    with almen.register.write("Mål") as writer:
        link = writer.insert(models.risk_mal, {"plan_id": 1, "risk_id": 1, "mal_id": 1})
    verksamhet.take(almen)
    assert [(one["risk_id"], one["mal_id"]) for one in find(verksamhet.register, "risk_mal")] == [(1, 1)]
    with almen.register.write("Inte mål") as writer:
        writer.delete(models.risk_mal, [{"id": link, "plan_id": 1, "risk_id": 1, "mal_id": 1}])
    verksamhet.take(almen)
    assert find(verksamhet.register, "risk_mal") == []


def test_a_report_on_an_egenkontroll_that_was_trashed_meanwhile_is_asked_about(
    verksamhet: Verksamhet, almen: Enhet
) -> None:
    trash(verksamhet.register, "egenkontroll", [verksamhet.control])
    almen.submit()
    (konflikt,) = verksamhet.take(almen, trial=True).konflikter
    assert (konflikt.tabell, konflikt.post, konflikt.mina) == (
        "egenkontroll",
        "E-01 Aktgranskning",
        "ligger i papperskorgen",
    )
    verksamhet.take(almen, val=Sida.DERAS)
    assert row(verksamhet.register, "egenkontroll", verksamhet.control)["borttagen"] is None
    assert verksamhet.utfall()["datum"] == TODAY


# --- what was handed in ----------------------------------------------------------------------------------------------


def test_a_report_that_gives_way_to_the_units_is_kept(verksamhet: Verksamhet, almen: Enhet) -> None:
    almen.submit(comment="Chefens")
    ours = verksamhet.utfall()["id"]
    submit(verksamhet.register, {ours: None}, almen.answers("Ja", "Ja", comment="Kvalitetsenhetens"), TODAY)
    verksamhet.take(almen, val=Sida.DERAS)
    assert row(verksamhet.register, "utfall", ours)["kommentar"] == "Chefens"
    with verksamhet.register.read() as connection:
        (kept,) = corrections(connection, ours)
    assert (kept.skal, kept.varden["kommentar"]) == ("Enhetspaket från Almen", "Kvalitetsenhetens")
    assert [svar for _, svar, _ in kept.svar] == ["Ja", "Ja"]
    assert check(verksamhet.register) == []


def test_an_answer_that_gives_way_to_the_units_is_kept(verksamhet: Verksamhet, almen: Enhet) -> None:
    """Only the answer is the unit's in the end; all else that was handed in here stays."""
    almen.submit()
    ours = verksamhet.utfall()["id"]
    here = Uppgifter({1: Svar("Ej relevant", "Inga planer än."), 2: Svar("Ja")})
    submit(verksamhet.register, {ours: None}, here, TODAY)
    asked = verksamhet.take(almen, trial=True).konflikter
    verksamhet.take(almen, val={one.id: Sida.DERAS if one.tabell == "svar" else Sida.MINA for one in asked})
    assert [one["svar"] for one in find(verksamhet.register, "svar", utfall_id=ours)] == ["Ja", "Ja"]
    with verksamhet.register.read() as connection:
        (kept,) = corrections(connection, ours)
    assert kept.svar[0] == ("Finns en plan?", "Ej relevant", "Inga planer än.")


def test_a_correction_of_the_units_own_is_kept_once(verksamhet: Verksamhet, almen: Enhet) -> None:
    almen.submit(comment="Först")
    verksamhet.take(almen)
    correct(almen.register, almen.utfall(), None, Uppgifter(varden={"kommentar": "Sedan"}), "Skrev fel", TODAY)
    verksamhet.take(almen)
    with verksamhet.register.read() as connection:
        (kept,) = corrections(connection, verksamhet.utfall()["id"])
    assert (kept.skal, kept.varden["kommentar"]) == ("Skrev fel", "Först")


def test_an_answer_to_a_question_of_the_units_own_making_is_not_taken_in(verksamhet: Verksamhet, almen: Enhet) -> None:
    with almen.register.write("Egen fråga") as writer:
        own = {"egenkontroll_id": 1, "ordning": 9, "fraga": "Hur mår ni?", "svarstyp": "text"}
        point = writer.insert(models.kontrollpunkt, own)
        said = {"egenkontroll_id": 1, "utfall_id": almen.utfall(), "kontrollpunkt_id": point, "svar": "Bra"}
        writer.insert(models.svar, said)
    assert [one.tabell for one in verksamhet.take(almen).nekade] == ["kontrollpunkt", "svar"]
    assert find(verksamhet.register, "svar") == []

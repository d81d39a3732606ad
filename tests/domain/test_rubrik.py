"""What operations are called: short, Swedish, and about the record that people know."""

import re
from datetime import date
from typing import Any

import pytest

from internkontroll.domain.changes import KINDS
from internkontroll.domain.rubrik import about, change_rubrik, new_rubrik, post_name, shorten, the_post, undo_rubrik

RISK: dict[str, Any] = {"beteckning": "R-03", "beskrivning": "Risk att\nnycklar försvinner"}
ATGARD: dict[str, Any] = {"beskrivning": "Uppdatera rutinen för utlåning av nycklar och bilar", "ansvarig": None}


@pytest.mark.parametrize(
    ("tabell", "varden", "name", "sentence"),
    [
        ("risk", RISK, "R-03 Risk att nycklar försvinner", "risken R-03"),
        ("risk", RISK | {"beteckning": None}, "Risk att nycklar försvinner", "risken ”Risk att nycklar försvinner”"),
        ("process", {"nummer": "2.10", "namn": "Fordon"}, "2.10 Fordon", "processen 2.10"),
        ("plan", {"ar": 2026}, "2026", "planen ”2026”"),
        ("lagrum", {"beteckning": "1 §", "rubrik": "Syfte"}, "1 § Syfte", "lagrummet 1 §"),
        ("bilaga", {"filnamn": "a.pdf", "beskrivning": "Protokoll"}, "a.pdf", "bilagan ”a.pdf”"),
        ("kontroll", {"kontroll": "Nycklar", "beskrivning": "Hur"}, "Nycklar", "kontrollen ”Nycklar”"),
        ("uppfoljning", {}, "uppföljning utan namn", "uppföljningen ”uppföljning utan namn”"),
        (
            "bedomning",
            {"fas": "efter", "datum": date(2026, 3, 1)},
            "Efter åtgärder 2026-03-01",
            "bedömningen ”Efter åtgärder 2026-03-01”",
        ),
    ],
)
def test_records_have_the_names_that_people_use(tabell: str, varden: dict[str, Any], name: str, sentence: str) -> None:
    assert post_name(tabell, varden) == name
    assert the_post(tabell, varden) == sentence


def test_a_change_names_the_fields_and_the_one_record_or_how_many() -> None:
    assert change_rubrik("atgard", [ATGARD] * 3, ["status"], "uppfoljning") == "Status på 3 åtgärder"
    one = change_rubrik("atgard", [ATGARD], ["slutdatum", "ansvarig", "beskrivning"])
    assert one == "Slutdatum, ansvarig och åtgärd på åtgärden ”Uppdatera rutinen för utlåning av n…"
    assert change_rubrik("risk", [RISK], ["a", "b", "c", "d"]) == "4 fält på risken R-03"
    assert about("avtal", []) == "0 avtal"


@pytest.mark.parametrize(
    ("tabell", "rubrik"),
    [
        ("risk", "Ny risk"),
        ("atgard", "Ny åtgärd"),
        ("bilaga", "Ny bilaga"),
        ("avtal", "Nytt avtal"),
        ("mal", "Nytt mål"),
        ("utfall", "Nytt utfall"),
    ],
)
def test_a_new_record_has_the_gender_of_its_word(tabell: str, rubrik: str) -> None:
    assert new_rubrik(tabell) == rubrik


@pytest.mark.parametrize("tabell", KINDS)
def test_every_kind_has_a_word_for_the_one_and_for_many(tabell: str) -> None:
    varden = {"rubrik": "x", "filnamn": "x", "fas": "fore", "datum": 1, "beteckning": "N-1"}
    assert re.fullmatch(r"[a-zåäö ]+(n|t) (N-1|”.+”)", the_post(tabell, varden))
    assert about(tabell, [varden] * 2) == f"2 {KINDS[tabell][1]}"


def test_long_texts_are_cut_on_one_line() -> None:
    assert shorten("a" * 80) == "a" * 80
    assert shorten("ett\n  två " * 20, 12) == "ett två ett…"


def test_an_undo_says_what_it_takes_back() -> None:
    assert undo_rubrik("Status på 3 åtgärder", again=False) == "Ångra: Status på 3 åtgärder"
    assert undo_rubrik("x" * 80, again=True) == "Gör om: " + "x" * 71 + "…"

"""Setting fields of one record or many: what is saved, what is refused, what the log calls it, and the way back."""

from datetime import date

import pytest

from internkontroll.db.models import mal
from internkontroll.db.session import Register
from internkontroll.domain.limits import MAX_TEXT
from internkontroll.errors import Conflict, InputRefused
from internkontroll.services.redigera import create, reorder, set_values, trash
from tests.services.edits import assert_comes_and_goes, events, find, place, row, state, version, with_draft


def atgarder(register: Register, count: int) -> list[int]:
    return [one["id"] for one in find(register, "atgard", plan_id=place(register).plan_id)][:count]


def test_a_field_is_saved_and_comes_back(example: Register) -> None:
    before = state(example)
    (post,) = atgarder(example, 1)
    sparat = set_values(example, "atgard", version(example, "atgard", post), {"ansvarig": "  Åsa Öberg, enhetschef "})
    assert row(example, "atgard", post)["ansvarig"] == "Åsa Öberg, enhetschef"
    assert sparat.tabeller == {"atgard"}
    assert sparat.rubrik.startswith("Ansvarig på åtgärden ”")
    assert len(sparat.rubrik) <= 80
    assert_comes_and_goes(example, before, sparat)


def test_many_records_change_in_one_step(example: Register) -> None:
    before = state(example)
    posts = atgarder(example, 3)
    values = {"slutdatum": "31/10 2026", "ansvarig": "Controller"}
    sparat = set_values(example, "atgard", version(example, "atgard", *posts), values)
    assert {row(example, "atgard", post)["slutdatum"] for post in posts} == {date(2026, 10, 31)}
    assert sparat.rubrik == "Slutdatum och ansvarig på 3 åtgärder"
    assert_comes_and_goes(example, before, sparat)


def test_the_event_says_only_what_changed(example: Register) -> None:
    (post,) = atgarder(example, 1)
    same = row(example, "atgard", post)
    values = {name: same[name] for name in ("ansvarig", "startdatum", "beskrivning")} | {"slutdatum": "2026-12-01"}
    sparat = set_values(example, "atgard", {post: 0}, values)
    assert sparat.rubrik.startswith("Slutdatum på åtgärden")


def test_what_changes_nothing_leaves_no_event(example: Register) -> None:
    (post,) = atgarder(example, 1)
    count, same = events(example), row(example, "atgard", post)
    sparat = set_values(example, "atgard", version(example, "atgard", post), {"beskrivning": same["beskrivning"]})
    assert (sparat.handelse_id, sparat.tabeller, events(example)) == (None, frozenset(), count)
    assert row(example, "atgard", post) == same


def test_somebody_elses_edit_is_not_overwritten(example: Register) -> None:
    posts = atgarder(example, 2)
    seen = version(example, "atgard", *posts)
    other = Register(example.path, "Björn")
    set_values(other, "atgard", version(other, "atgard", posts[1]), {"ansvarig": "Björns enhet"})
    before = state(example)
    with pytest.raises(Conflict, match=r"Björn ändrade åtgärden ”.*” \d{4}-.*Inget har ändrats\."):
        set_values(example, "atgard", seen, {"ansvarig": "Min enhet"})
    assert state(example) == before


def test_who_does_not_ask_for_versions_writes_on_top(example: Register) -> None:
    (post,) = atgarder(example, 1)
    set_values(Register(example.path, "Björn"), "atgard", {post: 0}, {"ansvarig": "Björns enhet"})
    set_values(example, "atgard", {post: 0}, {"ansvarig": "Min enhet"})
    assert row(example, "atgard", post)["ansvarig"] == "Min enhet"


def test_a_failure_in_the_middle_leaves_nothing(example: Register) -> None:
    sammanhang = with_draft(example)
    numbers = [
        create(example, "process", sammanhang, {"nummer": number, "namn": "Lån"}).nya[0][1] for number in ("1", "2")
    ]
    before = state(example)
    with pytest.raises(InputRefused, match=r"Nummer används redan av en annan post av samma slag \(process\)"):
        set_values(example, "process", version(example, "process", *numbers), {"nummer": "2.10"})
    assert state(example) == before


@pytest.mark.parametrize("text", ["å" * 10_000, "Åäö ÅÄÖ é ŧ 🦆\n\nNytt stycke", "x" * MAX_TEXT])
def test_long_and_swedish_texts_are_kept_to_the_letter(example: Register, text: str) -> None:
    (post,) = atgarder(example, 1)
    set_values(example, "atgard", {post: 0}, {"beskrivning": text})
    assert row(example, "atgard", post)["beskrivning"] == text


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("beskrivning", "  ", r"^Åtgärd får inte vara tomt\. Skriv till exempel: "),
        ("beskrivning", "x" * (MAX_TEXT + 1), r"^Åtgärd har 100.001 tecken och får ha högst 100.000\. Korta"),
        ("slutdatum", "i höst", r"^Slutdatum: ”i höst” är inte ett datum\. Skriv som 2026-10-31"),
        (
            "arsbeslut",
            "kanske",
            r"^Beslut vid årets slut: ”kanske” går inte att välja\. Välj ett av: Förs över, Avslutas",
        ),
        ("arsbeslut", "Förs över", r"^Skriv skälet till beslutet först"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_a_remedy(example: Register, name: str, text: str, said: str) -> None:
    (post,) = atgarder(example, 1)
    before = state(example)
    with pytest.raises(InputRefused, match=said):
        set_values(example, "atgard", {post: 0}, {name: text})
    assert state(example) == before


def test_a_record_that_is_gone_is_a_conflict(example: Register) -> None:
    with pytest.raises(Conflict, match=r"finns inte längre.*Läs in sidan igen"):
        set_values(example, "atgard", {4711: 1}, {"ansvarig": "Jag"})


def test_what_lies_in_the_papperskorg_is_not_edited(example: Register) -> None:
    (post,) = atgarder(example, 1)
    trash(example, "atgard", [post])
    with pytest.raises(InputRefused, match=r"Papperskorgen har åtgärden.*Återställ posten först"):
        set_values(example, "atgard", {post: 0}, {"ansvarig": "Jag"})


def test_columns_that_are_no_fields_cannot_be_set(example: Register) -> None:
    (post,) = atgarder(example, 1)
    with pytest.raises(KeyError, match=r"atgard\.plan_id"):
        set_values(example, "atgard", {post: 0}, {"plan_id": 1})


def test_a_reference_to_another_year_is_refused(example: Register) -> None:
    sammanhang = with_draft(example)
    risk = create(example, "risk", sammanhang, {"beskrivning": "Risk att nycklar försvinner"}).nya[0][1]
    (old, *_) = find(example, "process", plan_id=place(example).plan_id)
    with pytest.raises(InputRefused, match=r"hör till en annan plan. Läs in posten igen"):
        set_values(example, "risk", {risk: 0}, {"process_id": old["id"]})


def test_risks_move_to_another_process(example: Register) -> None:
    sammanhang = with_draft(example)
    process = create(example, "process", sammanhang, {"nummer": "2.10", "namn": "Fordon"}).nya[0][1]
    posts = [create(example, "risk", sammanhang, {"beskrivning": f"Risk {n}"}).nya[0][1] for n in range(2)]
    before = state(example)
    sparat = set_values(example, "risk", version(example, "risk", *posts), {"process_id": process})
    assert sparat.rubrik == "Process på 2 risker"
    assert {one["process_id"] for one in find(example, "risk", plan_id=sammanhang.plan_id)} == {process}
    assert_comes_and_goes(example, before, sparat)


def test_a_renumbered_process_sorts_by_its_new_number(example: Register) -> None:
    sammanhang = with_draft(example)
    posts = [create(example, "process", sammanhang, {"nummer": n, "namn": "Lån"}).nya[0][1] for n in ("2.9", "2.8")]
    set_values(example, "process", {posts[1]: 0}, {"nummer": "2.10"})
    keys = [row(example, "process", post)["sortnyckel"] for post in posts]
    assert keys == sorted(keys)


def test_records_are_put_in_another_order(example: Register) -> None:
    sammanhang = with_draft(example)
    posts = [create(example, "mal", sammanhang, {"namn": f"Mål {n}"}).nya[0][1] for n in range(4)]
    before = state(example)
    sparat = reorder(example, "mal", [posts[3], posts[1], posts[0]])
    placed = sorted(find(example, "mal", plan_id=sammanhang.plan_id), key=lambda one: one["ordning"])
    assert [one["id"] for one in placed] == [posts[3], posts[1], posts[2], posts[0]]
    assert sparat.rubrik == "Ordning på 3 mål"
    assert_comes_and_goes(example, before, sparat)


def test_records_without_places_of_their_own_get_them(example: Register) -> None:
    sammanhang = with_draft(example)
    with example.write("Mål på samma plats") as writer:
        values = {"plan_id": sammanhang.plan_id, "ordning": 5}
        posts = [writer.insert(mal, values | {"namn": f"Mål {n}"}) for n in range(3)]
    reorder(example, "mal", posts[::-1])
    assert [row(example, "mal", post)["ordning"] for post in posts] == [7, 6, 5]

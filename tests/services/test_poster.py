"""One record whole, with what hangs below it and what its fields can refer to."""

from contextlib import closing
from datetime import date

import pytest

from internkontroll.db.models import process
from internkontroll.db.reader import Reader
from internkontroll.db.session import Register
from internkontroll.domain.falt import FALT, Faltslag
from internkontroll.domain.sorting import sort_key
from internkontroll.errors import InputRefused
from internkontroll.services import bilagor
from internkontroll.services.poster import children, frozen_fields, load_post, reference_name, references
from internkontroll.services.redigera import set_values, trash
from tests.services.edits import find, place, row


def risk_id(register: Register) -> int:
    (risk,) = find(register, "risk", plan_id=place(register).plan_id, beteckning="R-03")
    return int(risk["id"])


def test_a_post_is_the_whole_record(example: Register) -> None:
    risk = risk_id(example)
    with example.read() as connection:
        post = load_post(connection, "risk", risk)
    whole = row(example, "risk", risk)
    assert post.varden == whole
    assert (post.tabell, post.id, post.version, post.uuid) == ("risk", risk, whole["version"], whole["uuid"])
    assert post.titel == f"R-03 {whole['beskrivning']}"
    assert not post.borttagen


def test_the_window_reads_every_record_as_a_transaction_does(example: Register) -> None:
    """Days as dates, numbers as numbers, by way of the Reader that knows no SQLAlchemy."""
    with closing(Reader(example.path)) as reader, example.read() as connection:
        for tabell in FALT:
            for one in find(example, tabell):
                post = load_post(reader, tabell, one["id"])
                assert post.varden == one
                assert post == load_post(connection, tabell, one["id"])
                assert children(reader, tabell, one["id"]) == children(connection, tabell, one["id"])


def test_a_post_in_the_papperskorg_is_shown_as_such(example: Register) -> None:
    (atgard, *_) = find(example, "atgard", risk_id=risk_id(example))
    trash(example, "atgard", [atgard["id"]])
    with example.read() as connection:
        assert load_post(connection, "atgard", atgard["id"]).borttagen
        assert atgard["id"] not in [post.id for post in children(connection, "risk", risk_id(example))["atgard"]]


def test_a_post_that_is_gone_is_refused(example: Register) -> None:
    with example.read() as connection, pytest.raises(InputRefused, match=r"Posten finns inte längre"):
        load_post(connection, "risk", 4711)


def test_the_panel_knows_what_is_frozen_and_why(example: Register) -> None:
    (old, *_) = find(example, "risk", plan_id=place(example, 2025).plan_id)
    with example.read() as connection:
        decided = frozen_fields(connection, load_post(connection, "risk", risk_id(example)))
        closed = frozen_fields(connection, load_post(connection, "risk", old["id"]))
        lagrum = frozen_fields(connection, load_post(connection, "lagrum", 1))
    assert "beskrivning" in decided
    assert "riskagare" not in decided
    assert "Avsluta den med skäl" in decided["beskrivning"]
    assert set(closed) == {falt.namn for falt in FALT["risk"]}
    assert lagrum == {}


def test_what_hangs_below_a_risk(example: Register) -> None:
    risk = risk_id(example)
    path = example.path.with_name("protokoll.pdf")
    path.write_bytes(b"x")
    bilagor.attach(example, "risk", risk, [path])
    with example.read() as connection:
        below = children(connection, "risk", risk)
        followed = children(connection, "atgard", below["atgard"][0].id)
    assert set(below) == {"atgard", "bedomning", "bilaga", "kontroll", "risk_mal"}
    assert [post.varden["ordning"] for post in below["atgard"]] == list(range(len(below["atgard"])))
    assert [post.titel for post in below["bilaga"]] == ["protokoll.pdf"]
    days = [post.varden["datum"] for post in below["bedomning"]]
    assert days == sorted(days)
    assert below["bedomning"][0].titel == f"Före åtgärder {days[0]}"
    assert {post.tabell for post in followed["uppfoljning"]} == {"uppfoljning"}


@pytest.mark.parametrize("tabell", ["granskning", "egenkontroll", "utfall", "kontroll", "rekommendation", "mal"])
def test_children_of_every_kind_can_be_read(example: Register, tabell: str) -> None:
    posts = [one["id"] for one in find(example, tabell)]
    with example.read() as connection:
        below = [children(connection, tabell, post) for post in posts]
    assert posts
    assert all(
        post.varden[f"{tabell}_id"] == owner
        for owner, tables in zip(posts, below, strict=True)
        for rows in tables.values()
        for post in rows
    )


def test_every_reference_has_its_choices(example: Register) -> None:
    names = {falt.namn for fields in FALT.values() for falt in fields if falt.slag is Faltslag.REFERENCE}
    with example.read() as connection:
        choices = {name: references(connection, place(example), name) for name in names}
        for name, found in choices.items():
            assert found, name
            assert reference_name(connection, name, found[0][0])


def test_processes_stand_in_natural_order_with_their_numbers(example: Register) -> None:
    with example.read() as connection:
        names = [name for _, name in references(connection, place(example), "process_id")]
    assert names == sorted(names, key=sort_key)
    assert names[0][0].isdigit()


def test_a_process_in_the_papperskorg_cannot_be_chosen(example: Register) -> None:
    sammanhang = place(example)
    with example.write("Bort") as writer:
        (gone, *_) = find(example, "process", plan_id=sammanhang.plan_id)
        writer.update(process, gone, {"borttagen": "2026-01-01T00:00:00+00:00"})
    with example.read() as connection:
        assert gone["id"] not in dict(references(connection, sammanhang, "process_id"))
        assert reference_name(connection, "process_id", gone["id"]) == f"{gone['nummer']} {gone['namn']}"


def test_units_have_the_name_of_the_day(example: Register) -> None:
    sammanhang = place(example)
    versions = find(example, "enhet_version")
    unit = versions[0]["enhet_id"]
    set_values(example, "enhet_version", {versions[0]["id"]: 0}, {"namn": "Äldsta namnet", "fran": date(2000, 1, 1)})
    with example.read() as connection:
        names = dict(references(connection, sammanhang, "enhet_id"))
        assert (
            reference_name(connection, "enhet_id", unit)
            == max(find(example, "enhet_version", enhet_id=unit), key=lambda one: one["fran"])["namn"]
        )
    assert list(names.values()) == sorted(names.values(), key=sort_key)
    closed = [one["id"] for one in find(example, "enhet") if one["stangd"] and one["stangd"] <= date(2026, 1, 1)]
    assert not set(closed) & set(names)

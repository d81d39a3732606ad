"""The three-way comparison of a package, without any register."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from internkontroll.domain.enhetspaket.jamfor import Jamforelse, Poster, Steg, Varden, compare

FIELDS = ("beskrivning", "ansvarig", "slutdatum")
records = st.fixed_dictionaries({}, optional={name: st.sampled_from(["a", "b"]) for name in FIELDS})


def of(atgard: Varden | None, **others: dict[str, Varden]) -> Poster:
    return {"atgard": {} if atgard is None else {"å": atgard}, **others}


def compared(bas: Varden | None, deras: Varden | None, mina: Varden | None) -> Jamforelse:
    return compare(of(bas), of(deras), of(mina), lambda *_: None)


def after(mina: Varden, steps: tuple[Steg, ...]) -> dict[str, Any]:
    changed = {step.falt: step.blev for step in steps if step.falt}
    return {name: value for name, value in ({**mina} | changed).items() if value is not None}


@given(bas=records, deras=records, mina=records)
def test_each_field_ends_as_the_side_that_changed_it(bas: Varden, deras: Varden, mina: Varden) -> None:
    found = compared(bas, deras, mina)
    asked = {one.falt: one for one in found.konflikter}
    merged = after(mina, found.steg)
    for name in FIELDS:
        was, here, there = (side.get(name) for side in (bas, mina, deras))
        if there in (was, here):
            assert (merged.get(name), name in asked) == (here, False)
        elif here == was:
            assert (merged.get(name), name in asked) == (there, False)
        else:
            assert (merged.get(name), asked[name].mina, asked[name].deras) == (here, here, there)
    theirs = after(merged, tuple(step for one in found.konflikter for step in one.steg))
    assert compared(bas, deras, theirs).konflikter == ()
    assert compared(bas, deras, theirs).steg == ()
    assert compared(deras, deras, mina) == Jamforelse((), (), ())


@given(bas=records, deras=records)
def test_what_is_gone_here_is_asked_about_only_where_they_have_changed_it(bas: Varden, deras: Varden) -> None:
    found = compared(bas, deras, None)
    assert found.steg == ()
    assert len(found.konflikter) == int(bas != deras)
    for one in found.konflikter:
        assert (one.falt, one.mina, one.deras) == (None, None, deras)
        assert one.steg == (Steg("atgard", "å", None, None, deras),)


def test_what_they_take_away_goes_unless_it_was_changed_here() -> None:
    assert compared({"ansvarig": "a"}, None, {"ansvarig": "a"}).steg == (
        Steg("atgard", "å", None, {"ansvarig": "a"}, None),
    )
    (one,) = compared({"ansvarig": "a"}, None, {"ansvarig": "b"}).konflikter
    assert (one.mina, one.deras, one.id) == ({"ansvarig": "b"}, None, "atgard/å")


def test_what_hangs_on_something_trashed_here_is_one_question_about_it() -> None:
    risk = {"beskrivning": "r"}
    new = {"risk_id": "r", "beskrivning": "Ny"}
    found = compare(
        of(None, risk={"r": risk}),
        of(new, risk={"r": risk}, bilaga={"b": {"atgard_id": "å"}}),
        of(None, risk={"r": risk | {"borttagen": "2026"}}),
        lambda *_: None,
    )
    (one,) = found.konflikter
    assert (found.steg, one.id) == ((), "risk/r")
    assert one.steg == (
        Steg("risk", "r", "borttagen", "2026", None),
        Steg("atgard", "å", None, None, new),
        Steg("bilaga", "b", None, None, {"atgard_id": "å"}),
    )


def test_what_is_refused_is_told_with_what_hangs_on_it() -> None:
    found = compare(
        {},
        of({"risk_id": "r"}, risk={"r": {"beskrivning": "r"}}, plan={"p": {"ar": 2026}}),
        {},
        lambda tabell, *_: "Beslutad." if tabell == "risk" else None,
    )
    assert (found.steg, found.konflikter) == ((), ())
    assert [(one.tabell, one.skal) for one in found.nekade] == [
        ("plan", "Det ändras bara i registret."),
        ("risk", "Beslutad."),
        ("atgard", "Det hör till något som inte läses in."),
    ]

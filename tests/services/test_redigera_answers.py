"""Answers to the kontrollpunkter of an egenkontroll, and the units that are to answer."""

from datetime import date
from typing import Any

import pytest

from internkontroll.db.session import Register
from internkontroll.domain.falt import read_value
from internkontroll.domain.words import Svarstyp
from internkontroll.errors import InputRefused
from internkontroll.services.egenkontroll import Enhetsval, change_egenkontroll
from internkontroll.services.redigera.answers import add_enhet, answer_field, remove_enhet
from tests.services.edits import assert_comes_and_goes, find, place, state


@pytest.fixture
def utfall(example: Register) -> dict[str, Any]:
    controls = [row["id"] for row in find(example, "egenkontroll", plan_id=place(example).plan_id)]
    return next(row for row in find(example, "utfall") if row["egenkontroll_id"] in controls)


@pytest.mark.parametrize(
    ("typ", "good", "bad"),
    [(Svarstyp.JA_NEJ, "delvis", "5"), (Svarstyp.ANTAL, "1200", "många"), (Svarstyp.ANDEL, "100", "101")],
)
def test_each_kind_of_question_takes_its_own_answers(typ: Svarstyp, good: str, bad: str) -> None:
    falt = answer_field("Fråga?", None, typ)
    assert read_value(falt, good) is not None
    with pytest.raises(InputRefused):
        read_value(falt, bad)


def test_a_closed_year_keeps_its_units(example: Register) -> None:
    old = [row["id"] for row in find(example, "egenkontroll", plan_id=place(example, 2025).plan_id)]
    utfall = next(row for row in find(example, "utfall") if row["egenkontroll_id"] == old[0])
    for change in (add_enhet, remove_enhet):
        with pytest.raises(InputRefused, match="avslutad"):
            change(example, old[0], utfall["enhet_id"])


def test_a_unit_joins_and_leaves(example: Register, utfall: dict[str, Any]) -> None:
    control = utfall["egenkontroll_id"]
    before, units = state(example), links(example, control)
    new = next(row["id"] for row in find(example, "enhet") if row["id"] not in units)
    saved = add_enhet(example, control, new)
    assert links(example, control) == [*units, new]
    assert_comes_and_goes(example, before, saved)
    add_enhet(example, control, new)
    assert add_enhet(example, control, new).handelse_id is None
    before = state(example)
    assert_comes_and_goes(example, before, remove_enhet(example, control, units[0]))
    assert remove_enhet(example, control, 4711).handelse_id is None


def test_a_unit_that_has_left_joins_again(example: Register, utfall: dict[str, Any]) -> None:
    """The link that ended is there for what was answered then; the unit must not be shut out by it."""
    control = utfall["egenkontroll_id"]
    (first, *_) = links(example, control)
    change_egenkontroll(example, control, 0, enheter=[Enhetsval(first, till=date(2026, 3, 31))])
    before = state(example)
    saved = add_enhet(example, control, first)
    (link,) = find(example, "egenkontroll_enhet", egenkontroll_id=control)
    assert (link["enhet_id"], link["till"]) == (first, None)
    assert_comes_and_goes(example, before, saved)


def links(example: Register, control: int) -> list[int]:
    return [row["enhet_id"] for row in find(example, "egenkontroll_enhet", egenkontroll_id=control)]

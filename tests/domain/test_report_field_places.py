"""The fields for the one who writes: which there are, what they say now, where they stand in a text."""

from dataclasses import replace

import pytest

from internkontroll.domain.report.fields import (
    DESCRIPTIONS,
    FIELDS,
    Field,
    FieldPlace,
    fill_fields,
    find_fields,
    list_fields,
)
from tests.domain.reports import APRIL, FIRE

VALUES = {field.name: field.value for field in list_fields(APRIL)}


def test_every_field_is_offered_with_what_it_tells_and_says_now() -> None:
    fields = list_fields(APRIL)
    assert [field.name for field in fields] == list(FIELDS) == list(DESCRIPTIONS)
    assert Field("antal risker", "Alla risker i planen", "4") in fields
    assert all(field.description and field.value for field in fields)


def test_values_are_those_of_the_register_now() -> None:
    more = replace(APRIL, egenkontroller=(FIRE, FIRE))
    assert {field.name: field.value for field in list_fields(more)}["antal egenkontroller"] == "2"


def test_a_field_is_found_where_it_stands() -> None:
    text = "Nämnden har {antal risker} och\n{ Antal  Åtgärder }."
    first, second = find_fields(text, VALUES)
    assert first == FieldPlace(12, 14, "antal risker", "4")
    assert text[second.start : second.start + second.length] == "{ Antal  Åtgärder }"
    assert (second.name, second.value) == ("antal åtgärder", VALUES["antal åtgärder"])


def test_a_misspelt_field_has_no_value() -> None:
    (found,) = find_fields("Vi har {antal katter}.", VALUES)
    assert (found.name, found.value) == ("antal katter", None)


@pytest.mark.parametrize("text", ["", "Utan fält.", "Halvt {antal risker", "{}", "{a\nb}"])
def test_braces_around_nothing_are_no_field(text: str) -> None:
    assert find_fields(text, VALUES) == ()


def test_the_places_are_those_that_are_filled() -> None:
    text = "{nämnd} {år}: {antal risker} risker"
    filled = fill_fields(text, APRIL, "Texten")
    for place in find_fields(text, VALUES):
        text = text.replace("{" + place.name + "}", place.value or "")
    assert text == filled == "Kulturnämnden 2026: 4 risker"

"""Statuses, tillfällen, lateness, and how the interchange format joins status and comment."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from internkontroll.domain.status import Status, Tillfalletyp, days_late
from internkontroll.domain.utbyte import TILLFALLEN, join_status, split_status


def test_the_statuses_are_the_words_that_the_reports_use() -> None:
    assert [str(status) for status in Status] == [
        "Klart",
        "Blir klart i år",
        "Troligen klart i år",
        "Ej klart i år",
        "Ej aktuell",
    ]


@pytest.mark.parametrize(
    ("typ", "day", "label", "word"),
    [
        ("plan", date(2026, 1, 1), "Internkontrollplan", "internkontrollplan"),
        ("april", date(2026, 4, 30), "Delårsrapport per april", "delarsrapport-april"),
        ("augusti", date(2026, 8, 31), "Delårsrapport per augusti", "delarsrapport-augusti"),
        ("helar", date(2026, 12, 31), "Verksamhetsberättelse", "verksamhetsberattelse"),
    ],
)
def test_each_tillfalle_has_its_day_its_name_and_its_word_in_files(typ: str, day: date, label: str, word: str) -> None:
    tillfalle = Tillfalletyp(typ)
    assert (tillfalle.as_of(2026), tillfalle.label, TILLFALLEN[tillfalle]) == (day, label, word)


DUE = date(2026, 3, 31)


@pytest.mark.parametrize(
    ("slutdatum", "status", "today", "days"),
    [
        (DUE, None, date(2026, 4, 1), 1),
        (DUE, Status.BLIR_KLART, date(2026, 4, 30), 30),
        (DUE, Status.EJ_KLART, date(2027, 3, 31), 365),
        (DUE, Status.TROLIGEN_KLART, DUE, 0),
        (DUE, None, date(2026, 1, 1), 0),
        (DUE, Status.KLART, date(2026, 4, 30), 0),
        (DUE, Status.EJ_AKTUELL, date(2026, 4, 30), 0),
        (None, None, date(2026, 4, 30), 0),
    ],
)
def test_late_is_counted_in_days_after_slutdatum(
    slutdatum: date | None, status: Status | None, today: date, days: int
) -> None:
    assert days_late(slutdatum, status, today) == days


pieces = st.lists(st.sampled_from([*Status, "Klart.", "Inga fel", "\n\n", "\n", " ", ""]), max_size=6).map("".join)


@given(st.none() | pieces)
def test_no_letter_of_status_och_kommentar_is_lost_on_the_way_through_the_register(text: str | None) -> None:
    assert join_status(*split_status(text)) == text


@given(st.sampled_from(Status), st.none() | pieces)
def test_a_status_and_its_comment_come_apart_again(status: Status, kommentar: str | None) -> None:
    assert split_status(join_status(status, kommentar)) == (status, kommentar)


@pytest.mark.parametrize(
    ("text", "status", "kommentar"),
    [
        ("Klart", Status.KLART, None),
        ("Klart\n\nInga fel.", Status.KLART, "Inga fel."),
        ("Klart i mars.", None, "Klart i mars."),
        ("Klart\nInga fel.", None, "Klart\nInga fel."),
        ("Inga fel.\n\nKlart", None, "Inga fel.\n\nKlart"),
        ("", None, ""),
        (None, None, None),
    ],
)
def test_only_a_first_paragraph_that_is_a_status_is_one(
    text: str | None, status: Status | None, kommentar: str | None
) -> None:
    assert split_status(text) == (status, kommentar)

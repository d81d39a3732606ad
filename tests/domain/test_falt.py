"""The fields that people edit: each is named, explained and exemplified; what is typed is read or refused in words."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from internkontroll.db.models import metadata
from internkontroll.domain.falt import (
    FALT,
    Falt,
    Faltslag,
    check_value,
    field_title,
    find_field,
    read_value,
    shown_value,
)
from internkontroll.domain.limits import MAX_TEXT
from internkontroll.errors import InputRefused

ALL = [(tabell, falt) for tabell, fields in FALT.items() for falt in fields]
TYPED = (Faltslag.TEXT, Faltslag.MULTILINE, Faltslag.DATE, Faltslag.NUMBER)


def falt(tabell: str, namn: str) -> Falt:
    found = find_field(tabell, namn)
    assert found is not None
    return found


each = pytest.mark.parametrize(("tabell", "one"), ALL, ids=[f"{tabell}.{one.namn}" for tabell, one in ALL])


@each
def test_a_field_is_a_column_of_its_table(tabell: str, one: Falt) -> None:
    column = metadata.tables[tabell].c[one.namn]
    always_there = column.nullable is False and one.slag is not Faltslag.FLAG
    assert one.kravs == always_there


@each
def test_a_field_is_named_explained_and_exemplified(tabell: str, one: Falt) -> None:
    assert one.titel[0].isupper()
    assert len(one.titel) <= 30
    assert one.hjalp.endswith(".")
    assert 15 <= len(one.hjalp) <= 200
    assert len(re.findall(r"[.;] ", one.hjalp)) <= 2
    assert bool(one.exempel) == (one.slag in TYPED)


@each
def test_its_own_example_can_be_typed(tabell: str, one: Falt) -> None:
    if one.exempel:
        assert read_value(one, one.exempel) is not None


@each
def test_each_word_can_be_typed_as_it_is_stored_and_as_it_is_shown(tabell: str, one: Falt) -> None:
    assert bool(one.ord) == (one.slag is Faltslag.WORD)
    for stored, shown in one.ord:
        assert read_value(one, stored) == read_value(one, f" {shown.upper()} ") == stored
        assert shown_value(one, stored) == shown


@each
def test_empty_is_nothing_or_refused_by_name(tabell: str, one: Falt) -> None:
    if one.kravs:
        with pytest.raises(
            InputRefused, match=f"^{one.titel} får inte vara tomt. (Skriv till exempel: |Välj i listan)"
        ):
            read_value(one, " \n\t\N{NO-BREAK SPACE}")
    else:
        expected = 0 if one.slag is Faltslag.FLAG else None
        assert read_value(one, "") == read_value(one, None) == read_value(one, "  ") == expected


def test_titles_within_a_table_differ() -> None:
    for fields in FALT.values():
        titles = [one.titel for one in fields]
        assert len(titles) == len(set(titles))


@pytest.mark.parametrize(
    "text",
    [
        "2026-10-31",
        " 2026-10-31 ",
        "20261031",
        "31/10 2026",
        "31/10-2026",
        "31/10/2026",
        "31.10.2026",
        "31 okt 2026",
        "31 okt. 2026",
        "31 Oktober 2026",
        "den 31 oktober 2026",
    ],
)
def test_days_are_read_as_people_write_them(text: str) -> None:
    assert read_value(falt("atgard", "slutdatum"), text) == date(2026, 10, 31)


@pytest.mark.parametrize(
    "text",
    ["31/10", "2026-02-30", "31/13 2026", "31 sol 2026", "imorgon", "31 okt 26", "0206-10-31", "2026", "1 m 2026"],
)
def test_what_is_no_day_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(InputRefused, match=rf"^Slutdatum: ”{text}” är inte ett datum\. Skriv som 2026-10-31 eller"):
        read_value(falt("atgard", "slutdatum"), text)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.sampled_from(["%Y-%m-%d", "%d/%m %Y", "%Y%m%d", "%d.%m.%Y"]))
def test_every_day_comes_back(day: date, form: str) -> None:
    assert read_value(falt("atgard", "slutdatum"), day.strftime(form)) == day


def test_texts_keep_paragraphs_but_not_what_word_hides_in_them() -> None:
    typed = "  Första\r\nandra\x0btredje\x00\x1f \ud800slut\n\n"
    assert read_value(falt("atgard", "beskrivning"), typed) == "Första\nandra\ntredje slut"
    assert read_value(falt("atgard", "ansvarig"), "Åsa\nÖberg") == "Åsa Öberg"
    assert read_value(falt("atgard", "ansvarig"), "A\u030asa") == "Åsa"


def test_a_text_of_just_the_limit_is_taken_and_one_more_is_counted() -> None:
    assert read_value(falt("atgard", "beskrivning"), "ö" * MAX_TEXT) == "ö" * MAX_TEXT
    with pytest.raises(InputRefused, match=r"^Åtgärd har 100.001 tecken och får ha högst 100.000\. Korta texten"):
        read_value(falt("atgard", "beskrivning"), "ö" * (MAX_TEXT + 1))


@pytest.mark.parametrize(("text", "value"), [("0", 0), ("1 000", 1000), ("1\N{NO-BREAK SPACE}000", 1000), ("007", 7)])
def test_numbers_are_read_with_swedish_separators(text: str, value: int) -> None:
    assert read_value(falt("utfall", "antal_granskade"), text) == value


@pytest.mark.parametrize("text", ["-1", "1,5", "två", "1000001", "9" * 5000, "²"])
def test_numbers_out_of_bounds_are_refused_with_the_bounds(text: str) -> None:
    with pytest.raises(
        InputRefused, match=r"^Antal granskade: ”.{1,40}” går inte\. Skriv ett helt tal från 0 till 1.000"
    ):
        read_value(falt("utfall", "antal_granskade"), text)


@pytest.mark.parametrize(("text", "value"), [("ja", 1), ("Nej", 0), ("1", 1), ("0", 0), ("", 0), ("X", 1)])
def test_flags_are_read(text: str, value: int) -> None:
    assert read_value(falt("risk", "oegentlighet"), text) == value


@pytest.mark.parametrize(
    ("tabell", "namn", "text", "said"),
    [
        ("risk", "oegentlighet", "kanske", "Risk för oegentligheter: ”kanske” går inte. Skriv ja eller nej."),
        ("risk", "process_id", "2.10", "Process: ”2.10” finns inte. Välj i listan."),
        (
            "uppfoljning",
            "status",
            "Färdig",
            "Status: ”Färdig” går inte att välja. Välj ett av: Klart, Blir klart i år, ",
        ),
    ],
)
def test_what_cannot_be_chosen_is_refused(tabell: str, namn: str, text: str, said: str) -> None:
    with pytest.raises(InputRefused, match=re.escape(said)):
        read_value(falt(tabell, namn), text)


def test_values_that_are_ready_are_taken_as_they_are() -> None:
    assert check_value(falt("atgard", "slutdatum"), date(2026, 10, 31)) == date(2026, 10, 31)
    assert check_value(falt("risk", "oegentlighet"), True) == 1
    assert check_value(falt("risk", "process_id"), 7) == 7
    assert check_value(falt("risk", "process_id"), None) is None
    with pytest.raises(InputRefused, match="Sannolikhet: ”7” går inte"):
        check_value(falt("bedomning", "sannolikhet"), 7)
    with pytest.raises(TypeError, match="ansvarig"):
        check_value(falt("atgard", "ansvarig"), 7)


def test_values_are_shown_as_people_read_them() -> None:
    assert shown_value(falt("risk", "oegentlighet"), 1) == "Ja"
    assert shown_value(falt("atgard", "slutdatum"), date(2026, 10, 31)) == "2026-10-31"
    assert shown_value(falt("risk", "niva"), "namnd") == "Nämnd"
    assert shown_value(None, 7) == "7"
    assert shown_value(falt("risk", "oegentlighet"), None) == ""


@pytest.mark.parametrize(
    ("tabell", "namn", "titel"),
    [
        ("atgard", "slutdatum", "Slutdatum"),
        ("risk", "process", "Process"),
        ("risk", "process_id", "Process"),
        ("risk", "borttagen", "Papperskorg"),
        ("riskskala", "band", "Band"),
        ("egenkontroll_enhet", "alla_under", "Alla enheter under"),
        ("okand", "nagot_id", "Nagot"),
    ],
)
def test_the_log_calls_columns_by_their_titles(tabell: str, namn: str, titel: str) -> None:
    assert field_title(tabell, namn) == titel

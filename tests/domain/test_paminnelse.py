"""Reminders: what a chief reads, and a mailto: URL that every mail program understands."""

from datetime import date
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from internkontroll.domain.egenkontroll.paminnelse import (
    MOST_OF_MAILTO,
    Paminnelse,
    Saknad,
    all_texts,
    mailto,
    mailto_to_paste_in,
)

IDAG = date(2026, 4, 20)
DUE = date(2026, 4, 10)


def paminnelse(*saknade: Saknad, chef: str = "Åsa Öberg") -> Paminnelse:
    return Paminnelse(chef, saknade, IDAG)


def saknad(enhet: str = "Almen", namn: str = "Aktgranskning", senast: date = DUE) -> Saknad:
    return Saknad(1, enhet, namn, "kvartal 1", senast)


def test_a_reminder_of_one_is_in_the_singular() -> None:
    one = paminnelse(saknad())
    assert one.amne == "Påminnelse: 1 egenkontroll att logga för Almen"
    assert one.text == (
        "Hej Åsa Öberg!\n\n"
        "En egenkontroll är inte loggad än:\n\n"
        "Almen\n"
        "- Aktgranskning, kvartal 1: skulle ha varit klar 2026-04-10 (10 dagar sen)\n\n"
        "Är den redan gjord? Då räcker det att logga den. "
        "Passar något inte er enhet, så svara Ej relevant och skriv varför.\n\n"
        "Tack på förhand!"
    )


def test_several_units_of_a_chief_stand_in_one_text() -> None:
    both = paminnelse(saknad(), saknad(namn="Brandskydd", senast=date(2026, 4, 19)), saknad("Björken"))
    assert both.amne == "Påminnelse: 3 egenkontroller att logga"
    assert both.enheter == ("Almen", "Björken")
    lines = both.text.splitlines()
    assert lines[2] == "3 egenkontroller är inte loggade än:"
    assert lines[4:9] == [
        "Almen",
        "- Aktgranskning, kvartal 1: skulle ha varit klar 2026-04-10 (10 dagar sen)",
        "- Brandskydd, kvartal 1: skulle ha varit klar 2026-04-19 (1 dag sen)",
        "",
        "Björken",
    ]
    assert "Är de redan gjorda? Då räcker det att logga dem." in both.text


@pytest.mark.parametrize("senast", [IDAG, date(2026, 4, 25)])
def test_what_isnt_late_isnt_called_late(senast: date) -> None:
    assert f"- Aktgranskning, kvartal 1: ska vara klar senast {senast}\n" in paminnelse(saknad(senast=senast)).text


def test_a_unit_without_a_chief_is_greeted_all_the_same() -> None:
    assert paminnelse(saknad(), chef="").text.startswith("Hej!\n")


@pytest.mark.parametrize(
    ("chef", "namn", "adress"),
    [
        ("Åsa Öberg", "Åsa Öberg", ""),
        ("Åsa Öberg <asa.oberg@kommunen.se>", "Åsa Öberg", "asa.oberg@kommunen.se"),
        ("Åsa Öberg, asa.oberg@kommunen.se", "Åsa Öberg", "asa.oberg@kommunen.se"),
        ("Åsa Öberg (tf), asa@vard.kommunen.se", "Åsa Öberg (tf)", "asa@vard.kommunen.se"),
        ("asa.oberg@kommunen.se", "", "asa.oberg@kommunen.se"),
        ("Åsa @ vården", "Åsa @ vården", ""),
        (f"{'a' * 300}@kommunen.se", f"{'a' * 300}@kommunen.se", ""),
    ],
)
def test_an_address_is_only_used_where_somebody_has_written_one(chef: str, namn: str, adress: str) -> None:
    one = paminnelse(saknad(), chef=chef)
    assert (one.namn, one.adress) == (namn, adress)


def test_a_chief_of_a_hundred_thousand_letters_is_looked_through_at_once() -> None:
    one = paminnelse(saknad(), chef="a." * 50_000)
    assert (one.adress, len(one.namn)) == ("", 100_000)


AWKWARD = "Åtgärd & uppföljning: 100 % klart? Ja + nej = #1 ”kanske” €\nRad två 🙂"


def test_every_letter_comes_through_the_url() -> None:
    url = mailto("asa.oberg@kommunen.se", "Påminnelse: å ä ö & +", AWKWARD)
    assert url is not None
    assert url.isascii()
    assert not set(url) & set(' "<>\\^`{|}')
    parts = urlsplit(url)
    assert (parts.scheme, unquote(parts.path)) == ("mailto", "asa.oberg@kommunen.se")
    assert "+" not in parts.query  # many programs show it as it is: a blank is %20 (RFC 6068, 5)
    fields = parse_qs(parts.query, strict_parsing=True)
    assert fields == {"subject": ["Påminnelse: å ä ö & +"], "body": [AWKWARD.replace("\n", "\r\n")]}


def test_without_an_address_the_recipient_is_empty() -> None:
    url = mailto("", "Ämne", "Text")
    assert url == "mailto:?subject=%C3%84mne&body=Text"


def test_a_text_that_mail_programs_would_cut_off_has_no_url() -> None:
    room = MOST_OF_MAILTO - len(mailto("", "x", "") or "")
    assert len(mailto("", "x", "a" * room) or "") == MOST_OF_MAILTO
    assert mailto("", "x", "a" * (room + 1)) is None
    assert mailto("", "x", "å" * (room // 6 + 1)) is None


def test_the_url_for_pasting_is_short_whatever_the_unit_is_called() -> None:
    one = paminnelse(saknad("Öppenvården " * 5_000), chef="asa.oberg@kommunen.se")
    assert len(one.amne) <= 120
    assert "\n" not in paminnelse(saknad("Rad ett\nRad två")).amne
    longest = f"{'a' * 64}@{'.'.join(['b' * 63] * 4)}.{'c' * 63}"
    assert paminnelse(saknad(), chef=longest).adress == longest
    assert len(mailto_to_paste_in(longest, "🙂" * 10_000)) <= MOST_OF_MAILTO
    assert mailto_to_paste_in("", one.amne).startswith("mailto:?subject=P%C3%A5minnelse")


def test_all_of_them_can_be_pasted_as_one_text() -> None:
    text = all_texts([paminnelse(saknad()), paminnelse(saknad("Björken"), chef="")])
    assert text.count("Hej") == 2
    assert text.startswith("Till: Åsa Öberg\nÄmne: Påminnelse: 1 egenkontroll att logga för Almen\n\nHej Åsa Öberg!\n")
    assert "\n\n\nTill: chef saknas\nÄmne: " in text

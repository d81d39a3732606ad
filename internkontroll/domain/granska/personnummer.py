"""The rule that personnummer don't belong in the register (GDPR): nothing on individual clients."""

import re
from collections.abc import Iterator
from datetime import date

from internkontroll.domain.granska.all_texts import all_texts
from internkontroll.domain.granska.remark import Fynd
from internkontroll.domain.granska.sak import Sak

_SIX_DIGITS = re.compile(r"[0-9]{6}")
"""Looked for first, in texts with a digit: most texts are passed over fifty times as fast."""

_CANDIDATE = re.compile(
    r"(?<!\d)(?<!\d[-./:–])(?P<century>1[89]|20)?(?P<year>\d\d)(?P<month>\d\d)(?P<day>\d\d)"
    r"(?P<mark>\s?[-+–‐‑]\s?|[ \u00a0\u202f]?)(?P<last>\d{4})(?!\d)(?![-./:–]\d)",
    re.ASCII,
)
_PHONE = re.compile(r"(?:tel|mobil|telefon|växel|fax|sms|ring|nummer)\w*[\s.:]*$", re.IGNORECASE)
_NAMED = re.compile(r"(?:personnummer|personnr|pnr|p-nr|samordningsnummer|född)\w*[\s.:]*$", re.IGNORECASE)
_AREA_CODES = ("010", "070", "08")
"""Ten digits in a row with these at the start are a phone number as often as a day of birth."""

_KINDS = {
    "risk": "risken",
    "atgard": "åtgärden under",
    "granskning": "granskningen",
    "rekommendation": "rekommendationen i",
    "kontroll": "kontrollen",
    "egenkontroll": "egenkontrollen",
    "utfall": "egenkontrollen",
    "avtal": "avtalet",
    "enhet": "enheten",
}
"""What a record is called before its name; the plan and its texts are named by their field."""


def personnummer(sak: Sak) -> Iterator[Fynd]:
    """A personnummer or samordningsnummer in any text. The remark doesn't repeat it, so as not to spread it."""
    for post, field, text in all_texts(sak):
        if has_personnummer(text, sak.today):
            hidden = post._replace(rubrik=_CANDIDATE.sub("…", post.rubrik))
            where = f" i {_KINDS[post.tabell]} {hidden.rubrik}" if post.tabell in _KINDS else ""
            yield Fynd(hidden, f"Ett personnummer eller samordningsnummer står i {field}{where}. Ta bort det.")


def has_personnummer(text: str, today: date) -> bool:
    """Whether a personnummer or samordningsnummer stands in the text.

    With or without century; with hyphen, plus, blank or nothing before the last four digits; a real
    day of birth (60 more in a samordningsnummer) until today; the check digit right (Luhn). The law:
    folkbokföringslagen (1991:481) 18 § and Skatteverket's description SKV 704.
    """
    worth = any(digit in text for digit in "0123456789") and _SIX_DIGITS.search(text)
    found = _CANDIDATE.finditer(text) if worth else ()
    return any(_is_personnummer(one, today) for one in found)


def _is_personnummer(found: re.Match[str], today: date) -> bool:
    digits = f"{found['year']}{found['month']}{found['day']}{found['last']}"
    return _check_digit_is_right(digits) and _is_day_of_birth(found, today) and not _is_phone(found)


def _check_digit_is_right(digits: str) -> bool:
    """Luhn: every second digit doubled, the digits of the products added; a multiple of ten."""
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def _is_day_of_birth(found: re.Match[str], today: date) -> bool:
    day = int(found["day"])
    centuries = [found["century"]] if found["century"] else ["18", "19", "20"]
    return any(
        _is_day(int(century + found["year"]), int(found["month"]), day - 60 if day > 60 else day, today)
        for century in centuries
    )


def _is_day(year: int, month: int, day: int, today: date) -> bool:
    try:
        return date(year, month, day) <= today
    except ValueError:
        return False


def _is_phone(found: re.Match[str]) -> bool:
    """Ten digits in a row that begin as a phone number, unless they are said to be a personnummer."""
    before = found.string[max(0, found.start() - 30) : found.start()]
    if found["mark"] or found["century"] or _NAMED.search(before):
        return False
    return bool(_PHONE.search(before)) or found["year"] + found["month"][0] in _AREA_CODES or found["year"] == "08"

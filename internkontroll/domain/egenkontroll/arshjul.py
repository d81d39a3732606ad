"""The årshjul: what is due when, for whom; and as a calendar file (RFC 5545)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from internkontroll.domain.words import Frekvens

_LONGEST = 75
"""Bytes of a line before it is folded (RFC 5545, 3.1)."""

_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@dataclass(frozen=True, slots=True)
class Hjulpost:
    """An egenkontroll in one period. `senast`: its due day, the first of them where units have their own.

    `enheter`: the names of those that do it; `gjorda` of `antal` have. `uid` is the same for as long as it is there.
    """

    uid: str
    egenkontroll_id: int
    namn: str
    frekvens: Frekvens | None
    ansvarig: str | None
    period: date
    period_namn: str
    senast: date
    enheter: tuple[str, ...]
    antal: int
    gjorda: int


def calendar_file(namn: str, poster: Iterable[Hjulpost], moment: datetime) -> bytes:
    """The entries as a calendar with all-day events; `moment`: when it was made (UTC)."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Internkontroll//Egenkontroll//SV",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escaped(namn)}",
    ]
    for post in poster:
        lines += _event(post, moment)
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"]).encode()


def _event(post: Hjulpost, moment: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{post.uid}"
    yield f"DTSTAMP:{moment:%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{post.senast:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{post.senast + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(f'Egenkontroll senast i dag: {post.namn}, {post.period_namn}')}"
    yield f"DESCRIPTION:{_escaped(_description(post))}"
    yield "CATEGORIES:Egenkontroll"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _description(post: Hjulpost) -> str:
    who = f"Ansvarig: {post.ansvarig}\n" if post.ansvarig else ""
    units = f"{post.antal} enheter" if post.antal > 1 else "1 enhet"
    return f"{who}{post.gjorda} av {post.antal} är gjorda.\n{units}: {', '.join(post.enheter)}"


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)


def _folded(line: str) -> str:
    """The line in pieces of at most 75 bytes, no letter cut in two; those after the first begin with a blank."""
    pieces, piece, size = [], "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > _LONGEST:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + letter, size + width
    return "\r\n".join([*pieces, piece])

"""The calendar file, read by the rules of RFC 5545."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from internkontroll.domain.egenkontroll.arshjul import Hjulpost, calendar_file
from internkontroll.domain.words import Frekvens

MOMENT = datetime(2026, 1, 7, 12, 30, tzinfo=UTC)


def post(**values: object) -> Hjulpost:
    said: dict[str, object] = {
        "uid": "a-20260331@internkontroll",
        "egenkontroll_id": 1,
        "namn": "Aktgranskning",
        "frekvens": Frekvens.KVARTAL,
        "ansvarig": "Enhetschef",
        "period": date(2026, 3, 31),
        "period_namn": "kvartal 1",
        "senast": date(2026, 4, 10),
        "enheter": ("Almen", "Björken"),
        "antal": 2,
        "gjorda": 1,
    }
    return Hjulpost(**{**said, **values})  # type: ignore[arg-type]  # a test says what it is about


def read(content: bytes) -> list[tuple[str, str]]:
    """Name → text of every line, unfolded and with its escapes taken away."""
    lines = content.decode().replace("\r\n ", "").split("\r\n")
    assert lines.pop() == ""
    pairs = (line.partition(":")[::2] for line in lines)
    return [(name, unescape(text)) for name, text in pairs]


def unescape(text: str) -> str:
    letters, found = iter(text), []
    for letter in letters:
        if letter == "\\":
            letter = next(letters)
            letter = "\n" if letter == "n" else letter
        found.append(letter)
    return "".join(found)


def test_an_event_for_each_post() -> None:
    content = calendar_file("Egenkontroller 2026, Socialnämnden", [post()], MOMENT)
    assert read(content) == [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", "-//Internkontroll//Egenkontroll//SV"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("X-WR-CALNAME", "Egenkontroller 2026, Socialnämnden"),
        ("BEGIN", "VEVENT"),
        ("UID", "a-20260331@internkontroll"),
        ("DTSTAMP", "20260107T123000Z"),
        ("DTSTART;VALUE=DATE", "20260410"),
        ("DTEND;VALUE=DATE", "20260411"),
        ("SUMMARY", "Egenkontroll senast i dag: Aktgranskning, kvartal 1"),
        ("DESCRIPTION", "Ansvarig: Enhetschef\n1 av 2 är gjorda.\n2 enheter: Almen, Björken"),
        ("CATEGORIES", "Egenkontroll"),
        ("TRANSP", "TRANSPARENT"),
        ("END", "VEVENT"),
        ("END", "VCALENDAR"),
    ]
    assert b"\r\nSUMMARY:Egenkontroll senast i dag: Aktgranskning\\, kvartal 1\r\n" in content


def test_what_has_a_meaning_of_its_own_is_escaped() -> None:
    content = calendar_file("x", [post(namn="A; B, C\\D", enheter=("E\nF",))], MOMENT)
    assert b"dag: A\\; B\\, C\\\\D\\, kvartal 1\r\n" in content
    assert b"enheter: E\\nF\r\n" in content


NAMES = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.just("\n"), min_size=1, max_size=200)


@given(NAMES, st.lists(NAMES, min_size=1, max_size=5))
def test_any_text_comes_through_lines_of_75_bytes(namn: str, enheter: list[str]) -> None:
    content = calendar_file(namn, [post(namn=namn, enheter=tuple(enheter), antal=len(enheter))], MOMENT)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")
    for line in content.split(b"\r\n"):
        line.decode()
    told = dict(read(content))
    assert told["SUMMARY"] == f"Egenkontroll senast i dag: {namn}, kvartal 1"
    assert told["DESCRIPTION"].endswith(": " + ", ".join(enheter))

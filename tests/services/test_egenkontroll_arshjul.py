"""The year as a wheel, a list and a calendar file; and samples that can be drawn again."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from internkontroll.errors import InputRefused
from internkontroll.services.egenkontroll import (
    arshjul,
    draw_sample,
    generate_year,
    move_due,
    sample_result,
    samples,
    write_calendar,
)
from tests.db.registers import execute
from tests.services.edits import assert_comes_and_goes, find, state
from tests.services.egenkontroll_plan import ALMEN, BJORKEN, TODAY, Namnd

MOMENT = datetime(2026, 1, 7, tzinfo=UTC)


def test_what_is_due_when_for_whom(namnd: Namnd) -> None:
    namnd.plan(BJORKEN, namn="Hygien", manader="3", ansvarig="Hygienombud", dagar_efter=0)
    control = namnd.generated(BJORKEN, ALMEN, frekvens="halvår")
    namnd.do(control, ALMEN, 6)
    with namnd.register.read() as connection:
        wheel = arshjul(connection, 1)
        alone = arshjul(connection, 1, BJORKEN)
    assert wheel.rows() == [
        ["Senast", "Egenkontroll", "Period", "Ansvarig", "Gjorda", "Enheter"],
        ["2026-03-31", "Hygien", "mars", "Hygienombud", "0 av 1", "Björken"],
        ["2026-07-10", "Aktgranskning", "halvår 1", "", "1 av 2", "Almen, Björken"],
        ["2027-01-11", "Aktgranskning", "halvår 2", "", "0 av 2", "Almen, Björken"],
    ]
    assert [post.namn for post in wheel.month(3)] == ["Hygien"]
    assert [post.period_namn for post in wheel.month(7)] == ["halvår 1"]
    assert [post.period_namn for post in wheel.later()] == ["halvår 2"]
    assert [(post.enheter, post.gjorda) for post in alone.poster] == [(("Björken",), 0)] * 3


def test_a_calendar_knows_its_events_again(namnd: Namnd, tmp_path: Path) -> None:
    control = namnd.generated(ALMEN, BJORKEN)
    file = tmp_path / "årshjul.ics"

    def written(enhet: int | None = None) -> dict[str, str]:
        with namnd.register.read() as connection:
            write_calendar(connection, 1, file, MOMENT, enhet)
        events = file.read_bytes().decode().replace("\r\n ", "").split("BEGIN:VEVENT\r\n")[1:]
        lines = [dict(line.split(":", 1) for line in event.split("\r\n") if ":" in line) for event in events]
        return {one["UID"]: one["DTSTART;VALUE=DATE"] for one in lines}

    before = written()
    assert len(before) == 4
    move_due(namnd.register, control, date(2026, 6, 30), date(2026, 8, 24))
    generate_year(namnd.register, 1)
    after = written()
    assert list(before) == list(after)
    assert [day for uid, day in after.items() if before[uid] != day] == ["20260824"]
    assert set(written(ALMEN)) & (set(written(BJORKEN)) | set(before)) == set()


# --- samples --------------------------------------------------------------------------------------------------------

AKTER = [f"2026-{number}" for number in range(1, 201)]


def test_a_sample_is_kept_so_that_it_can_be_drawn_again(namnd: Namnd) -> None:
    control = namnd.generated(ALMEN)
    utfall, before = namnd.utfall(control)[0]["id"], state(namnd.register)
    drawn = draw_sample(namnd.register, utfall, "Utredningar i mars", AKTER, TODAY, andel=10)
    assert drawn.rubrik == "Urval: 20 av 200, Utredningar i mars"
    with namnd.register.read() as connection:
        (one,) = samples(connection, utfall)
        assert sample_result(connection, utfall) == "Inget är granskat ännu."
    assert len(set(one.dragna)) == 20
    assert set(one.dragna) <= set(AKTER)
    assert (len(one.fro), one.is_repeatable()) == (16, True)
    assert_comes_and_goes(namnd.register, before, drawn)


def test_the_same_seed_draws_the_same_and_another_draw_is_seen(namnd: Namnd) -> None:
    utfall = namnd.utfall(namnd.generated(ALMEN))[0]["id"]
    for seed in ("2026-04-20 Eva och Nils", "2026-04-20 Eva och Nils", None):
        draw_sample(namnd.register, utfall, "Utredningar", AKTER, TODAY, antal=5, fro=seed)
    with namnd.register.read() as connection:
        first, again, other = samples(connection, utfall)
    assert first.dragna == again.dragna != other.dragna
    execute(namnd.register.path, f"UPDATE stickprov SET dragna = population WHERE id = {first.id}")
    execute(namnd.register.path, f"UPDATE stickprov SET fro = 'x' WHERE id = {again.id}")
    with namnd.register.read() as connection:
        assert [one.is_repeatable() for one in samples(connection, utfall)] == [False, False, True]


def test_what_the_sample_says_of_them_all(namnd: Namnd) -> None:
    control = namnd.generated(ALMEN)
    utfall = namnd.utfall(control)[0]["id"]
    draw_sample(namnd.register, utfall, "Utredningar", AKTER, TODAY, antal=20)
    namnd.do(control, ALMEN, 3, antal_granskade=20, antal_avvikelser=2)
    with namnd.register.read() as connection:
        said = sample_result(connection, utfall, "utredningar")
    assert said == (
        "2 av 20 granskade utredningar har brister, 10 %. "
        "Bland alla utredningar är det mellan 2 och 31 %, med 95 % säkerhet."
    )
    execute(namnd.register.path, f"UPDATE utfall SET antal_avvikelser = 21 WHERE id = {utfall}")
    with namnd.register.read() as connection:
        assert sample_result(connection, utfall).startswith("Antalet avvikelser är större")


def test_the_numbers_are_said_of_what_the_latest_draw_was_out_of(namnd: Namnd) -> None:
    control = namnd.generated(ALMEN)
    utfall = namnd.utfall(control)[0]["id"]
    draw_sample(namnd.register, utfall, "Årets utredningar", AKTER, TODAY, antal=20)
    draw_sample(namnd.register, utfall, "Marsutredningar", AKTER[:20], TODAY, antal=20)
    namnd.do(control, ALMEN, 3, antal_granskade=20, antal_avvikelser=2)
    with namnd.register.read() as connection:
        assert sample_result(connection, utfall) == "Alla 20 akter är granskade. 2 av dem har brister, 10 %."


@pytest.mark.parametrize(
    ("omfattning", "akter", "size", "text"),
    [
        ("Akter", ["1", "811218-9876"], 1, "Rad 2 ser ut som ett personnummer"),
        ("Akter", ["1", "2"], 3, "Urvalet kan vara 1 till 2"),
        ("Akter", ["1", "2"], 0, "Urvalet kan vara 1 till 2"),
        (" ", ["1", "2"], 1, "Skriv vad urvalet görs bland"),
    ],
)
def test_a_sample_that_cannot_be(namnd: Namnd, omfattning: str, akter: list[str], size: int, text: str) -> None:
    utfall = namnd.utfall(namnd.generated(ALMEN))[0]["id"]
    with pytest.raises(InputRefused, match=text):
        draw_sample(namnd.register, utfall, omfattning, akter, TODAY, antal=size)
    assert find(namnd.register, "stickprov") == []

"""Att göra: what waits at a tillfälle, checked against what Granska and the lists say of the same plan."""

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import and_, select

from internkontroll.db.models import atgard, granskning, rekommendation, risk, utfall
from internkontroll.db.session import Register
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.status import Status, Tillfalletyp
from internkontroll.services.granska import review_report
from internkontroll.services.hem import AttGora, Mal, Slag, remarks_line, todo
from internkontroll.services.sidor import Sida, count
from tests.services.sammanhangen import NOVEMBER, TODAY, at, change, every_atgard, new_plan, reading, underlag_of

PLAN, APRIL, AUGUSTI, HELAR = Tillfalletyp


def lines(register: Register, sammanhang: Sammanhang, *slag: Slag) -> list[AttGora]:
    with reading(register) as reader:
        return [line for line in todo(reader, sammanhang) if not slag or line.slag in slag]


def test_every_unit_with_a_late_egenkontroll_has_one_line(example: Register) -> None:
    sammanhang = at(example, APRIL)
    (line,) = lines(example, sammanhang, Slag.EGENKONTROLL)
    assert (line.text, line.var, line.sen) == (
        "Loggkontroll, februari – 55 dagar sen, och 1 till",
        "Öppenvården vuxna",
        55,
    )
    assert (line.verb, line.mal.sida, line.mal.tabell) == ("Logga", Sida.EGENKONTROLLER, "utfall")
    with example.read() as connection:
        query = select(utfall.c.period, utfall.c.datum).where(utfall.c.id == line.mal.post)
        assert connection.execute(query).one() == (date(2026, 2, 28), None)


def test_what_is_late_to_hem_is_missing_to_granska(example: Register) -> None:
    sammanhang = at(example, HELAR, today=NOVEMBER)
    found = review_report(example, 2026, HELAR, today=NOVEMBER).anmarkningar
    said = " ".join(remark.text for remark in found if remark.regel == "egenkontroll-ej-gjord")
    late = [line for line in lines(example, sammanhang, Slag.EGENKONTROLL) if line.sen]
    assert late
    assert all(line.var in said for line in late)
    assert [line.sen for line in late] == sorted((line.sen or 0 for line in late), reverse=True)


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "i dag"), (1, "i morgon"), (5, "senast 2026-05-09"), (-1, "1 dag sen"), (-2, "2 dagar sen")],
)
def test_a_due_egenkontroll_says_when(example: Register, days: int, said: str) -> None:
    sammanhang = at(example, APRIL)
    forfaller = TODAY + timedelta(days=days)
    change(example, utfall, utfall.c.period == date(2026, 4, 30), datum=None, forfaller=forfaller)
    change(example, utfall, utfall.c.period < date(2026, 4, 30), datum=date(2026, 1, 15))
    line = lines(example, sammanhang, Slag.EGENKONTROLL)[0]
    assert line.nar.split(",")[0] == said
    assert (line.sen or 0) == max(0, -days)


def test_a_period_that_goes_on_waits(example: Register) -> None:
    change(example, utfall, utfall.c.period <= date(2026, 4, 30), datum=date(2026, 1, 15))
    assert lines(example, at(example, APRIL), Slag.EGENKONTROLL) == []


def test_many_units_are_told_as_a_number(example: Register) -> None:
    change(example, utfall, utfall.c.period == date(2026, 3, 31), datum=None)
    *told, rest = lines(example, at(example, APRIL), Slag.EGENKONTROLL)
    assert len(told) == 5
    assert re.fullmatch(r"\d+ enhet(er)? till har egenkontroller att göra", rest.text)
    assert (rest.verb, rest.mal.sida, rest.mal.post) == ("Visa", Sida.EGENKONTROLLER, None)


def test_late_atgarder_come_one_by_one_the_latest_first(example: Register) -> None:
    sammanhang = at(example, HELAR, today=NOVEMBER)
    late = [line for line in lines(example, sammanhang, Slag.ATGARD) if line.sen]
    assert [line.sen for line in late] == [144, 52, 52, 52, 6]
    assert late[0].text.endswith("– försenad 144 dagar")
    assert {(line.verb, line.mal.sida, line.mal.tabell) for line in late} == {("Öppna", Sida.ATGARDER, "atgard")}


def test_granska_finds_the_same_late_atgarder_of_risks_and_granskningar(example: Register) -> None:
    found = review_report(example, 2026, HELAR, today=NOVEMBER).anmarkningar
    days = {
        int(day)
        for remark in found
        if remark.regel == "slutdatum-passerat"
        for day in re.findall(r"är (\d+) dag", remark.text)
    }
    late = {line.sen for line in lines(example, at(example, HELAR, today=NOVEMBER), Slag.ATGARD) if line.sen}
    assert days <= late


def test_an_atgard_that_was_done_at_the_tillfalle_before_isnt_late(example: Register) -> None:
    sammanhang = at(example, HELAR, today=NOVEMBER)
    texts = " ".join(line.vad for line in lines(example, sammanhang, Slag.ATGARD))
    done = [
        one.beskrivning
        for one in every_atgard(underlag_of(example, at(example, AUGUSTI)))
        if one.status in (Status.KLART, Status.EJ_AKTUELL)
    ]
    assert done
    assert not [text for text in done if text in texts]


def test_more_late_atgarder_than_anybody_reads_are_counted(example: Register) -> None:
    sammanhang = at(example, APRIL)
    change(
        example,
        atgard,
        and_(atgard.c.plan_id == sammanhang.plan_id, atgard.c.risk_id.is_not(None)),
        slutdatum=date(2026, 4, 1),
    )
    late = [line for line in lines(example, sammanhang, Slag.ATGARD) if "försena" in line.text]
    assert len(late) == 6
    assert re.fullmatch(r"\d+ åtgärder till är försenade", late[-1].text)


def test_an_atgard_near_its_end_is_told(example: Register) -> None:
    near = [line for line in lines(example, at(example, APRIL), Slag.ATGARD) if line.nar.startswith("slutdatum")]
    assert [line.nar for line in near][:2] == ["slutdatum 2026-05-15", "slutdatum 2026-05-31"]
    assert not any(line.sen for line in near)


@pytest.mark.parametrize(("typ", "name"), [(APRIL, "april"), (AUGUSTI, "augusti"), (HELAR, "helåret")])
def test_atgarder_without_status_are_counted(example: Register, typ: Tillfalletyp, name: str) -> None:
    sammanhang = at(example, typ, today=NOVEMBER)
    missing = sum(one.status is None for one in every_atgard(underlag_of(example, sammanhang)))
    found = [line for line in lines(example, sammanhang, Slag.ATGARD) if "saknar status" in line.text]
    assert [re.sub("åtgärder|åtgärd", "", line.text) for line in found] == [f"{missing}  saknar status för {name}"]


def test_a_comment_is_asked_for_where_granska_asks(example: Register) -> None:
    sammanhang = at(example, HELAR, today=NOVEMBER)
    found = [line.text for line in lines(example, sammanhang, Slag.ATGARD) if "kommentar" in line.text]
    assert found == ["1 åtgärd saknar kommentar"]
    assert not [
        line for line in lines(example, at(example, PLAN)) if "saknar" in line.text and line.slag == Slag.ATGARD
    ]


def test_a_link_to_a_list_leads_to_as_many_as_it_says(example: Register) -> None:
    change(example, utfall, utfall.c.period == date(2026, 3, 31), datum=None)
    counted = 0
    for typ in (APRIL, AUGUSTI, HELAR):
        sammanhang = at(example, typ, today=NOVEMBER)
        with reading(example) as reader:
            for line in todo(reader, sammanhang):
                number = re.match(r"(\d+) åtgärd\w* saknar", line.text)
                if number and line.mal.sida and line.mal.urval:
                    counted += 1
                    assert count(reader, line.mal.sida, sammanhang, line.mal.urval)[0] == int(number[1]), line.text
    assert counted > 2


def test_a_granskning_waits_for_its_answer(example: Register) -> None:
    sammanhang = at(example, AUGUSTI, today=NOVEMBER)
    (line,) = lines(example, sammanhang, Slag.GRANSKNING)
    assert line.text == "3 rekommendationer i Tillsyn av handläggningen av orosanmälningar saknar svar"
    assert (line.var, line.verb, line.mal.tabell) == ("SN 2026/00163", "Öppna", "granskning")
    change(example, granskning, granskning.c.id == line.mal.post, svar_datum=date(2026, 10, 1))
    (line,) = lines(example, sammanhang, Slag.GRANSKNING)
    assert line.text == "Nämndens svar på Tillsyn av handläggningen av orosanmälningar saknar §"
    change(example, granskning, granskning.c.id == line.mal.post, svar_paragraf="§ 99")
    assert lines(example, sammanhang, Slag.GRANSKNING) == []


def test_recommendations_that_are_answered_one_by_one_each_need_an_answer(example: Register) -> None:
    sammanhang = at(example, AUGUSTI, today=NOVEMBER)
    (line,) = lines(example, sammanhang, Slag.GRANSKNING)
    where = and_(rekommendation.c.granskning_id == line.mal.post, rekommendation.c.ordning == 0)
    change(example, rekommendation, where, svar="Vi gör så.")
    texts = [line.text for line in lines(example, sammanhang, Slag.GRANSKNING)]
    assert [text.split(" i ")[0] for text in texts] == [
        "2 rekommendationer",
        "Nämndens svar på Tillsyn av handläggningen av orosanmälningar saknar datum och §",
    ]


def test_a_granskning_that_had_not_come_waits_for_nothing(example: Register) -> None:
    assert lines(example, at(example, PLAN), Slag.GRANSKNING) == []


def test_a_plan_that_isnt_decided_is_told(example: Register) -> None:
    new_plan(example, 2027)
    (first, line) = lines(example, at(example, PLAN, 2027, NOVEMBER), Slag.PLAN)
    assert (first.text, first.mal) == ("Planen har inga risker än", Mal(Sida.RISKER))
    assert (line.text, line.sen) == ("Planen för 2027 är inte beslutad – senast i december", None)
    line = lines(example, at(example, APRIL, 2027, date(2027, 1, 10)))[-1]
    assert (line.nar, line.sen, line.mal.tabell) == ("10 dagar sen", 10, "plan")


def test_nothing_is_to_be_done_in_a_closed_plan(example: Register) -> None:
    assert lines(example, at(example, HELAR, 2025, NOVEMBER)) == []


def test_what_lies_in_the_papperskorg_is_nobodys_to_do(example: Register) -> None:
    sammanhang = at(example, HELAR, today=NOVEMBER)
    gone = "2026-11-01T08:00:00+00:00"
    change(example, risk, risk.c.plan_id == sammanhang.plan_id, borttagen=gone)
    change(example, granskning, granskning.c.plan_id == sammanhang.plan_id, borttagen=gone)
    change(example, utfall, utfall.c.period > date(2025, 12, 31), borttagen=gone)
    assert lines(example, sammanhang) == []


@pytest.mark.parametrize(
    ("typ", "number", "said"),
    [
        (APRIL, 6, "6 anmärkningar innan delårsrapporten kan lämnas"),
        (HELAR, 1, "1 anmärkning innan verksamhetsberättelsen kan lämnas"),
        (PLAN, 2, "2 anmärkningar innan planen kan lämnas"),
    ],
)
def test_the_sections_remarks_are_a_line_of_their_own(
    example: Register, typ: Tillfalletyp, number: int, said: str
) -> None:
    line = remarks_line(number, at(example, typ))
    assert line is not None
    assert line.as_text() == f"Avsnitt: {said}. Granska"
    assert remarks_line(0, at(example, typ)) is None

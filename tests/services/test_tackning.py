"""The coverage map, its cells and the reminders, against the reports of the same plan and through reorganisations."""

from collections import Counter
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest
from sqlalchemy import and_, select

from internkontroll.db import models
from internkontroll.db.models import egenkontroll, egenkontroll_enhet, enhet, enhet_version, utfall
from internkontroll.db.session import Register
from internkontroll.domain.egenkontroll.tackning import lage_of
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.sorting import sort_key
from internkontroll.domain.status import Tillfalletyp
from internkontroll.domain.words import Egenkontrollmetod, Resultat
from internkontroll.services.egenkontroll import Enhetsval, generate_year
from internkontroll.services.organisation import Egenkontrollval, close_unit
from internkontroll.services.tackning import (
    HEADERS,
    Indelning,
    Lage,
    Rad,
    Steg,
    Tackning,
    Tillfallesrad,
    Val,
    choices,
    coverage,
    tillfallen,
)
from tests.services.edits import find
from tests.services.egenkontroll_plan import ALMEN, BJORKEN, CEDERN, HERE, TOP, Namnd
from tests.services.egenkontroll_plan import TODAY as APRIL_20
from tests.services.sammanhangen import NOVEMBER, TODAY, at, change, reading, underlag_of

PLAN, APRIL, AUGUSTI, HELAR = Tillfalletyp
ALL = [(ar, typ) for ar in (2025, 2026) for typ in Tillfalletyp]


def coverage_of(register: Register, sammanhang: Sammanhang, val: Val | None = None) -> Tackning:
    with reading(register) as reader:
        return coverage(reader, sammanhang, val)


def unit(register: Register, sammanhang: Sammanhang, namn: str = "Mottagningsenheten") -> Rad:
    return next(row for row in coverage_of(register, sammanhang).rader if row.namn == namn)


def behind(register: Register, sammanhang: Sammanhang, val: Val, rad: str, kolumn: int | None) -> list[Tillfallesrad]:
    with reading(register) as reader:
        return [*tillfallen(reader, sammanhang, val, rad, kolumn)]


# --- the map ----------------------------------------------------------------------------------------------------------


def test_a_cell_is_done_when_nothing_in_it_waits(namnd: Namnd) -> None:
    first, second = namnd.generated(ALMEN), namnd.generated(ALMEN, namn="Loggkontroll")
    namnd.do(first, ALMEN, 6)
    june = unit(namnd.register, HERE, "Almen").rutor[5]
    assert (june.lage, june.as_text()) == (Lage.VANTAR, "juni inte förfallen, 1 av 2 gjorda")
    namnd.do(second, ALMEN, 6)
    assert unit(namnd.register, HERE, "Almen").rutor[5].lage is Lage.UTFORD


@pytest.mark.parametrize(("ar", "typ"), ALL)
def test_the_map_has_every_outcome_of_the_year(example_file: Path, ar: int, typ: Tillfalletyp) -> None:
    register = Register(example_file, "prov")
    sammanhang = at(register, typ, ar, NOVEMBER)
    found = coverage_of(register, sammanhang)
    underlag = underlag_of(register, sammanhang)
    outcomes = [one for control in underlag.egenkontroller for one in control.utfall]
    cells = {(r.namn, month): sum(ruta.antal.values()) for r in found.rader for month, ruta in enumerate(r.rutor, 1)}
    assert {place: count for place, count in cells.items() if count} == Counter(
        (o.enhet, o.period.month) for o in outcomes
    )
    ended = [one for one in outcomes if one.period <= min(underlag.as_of, NOVEMBER)]
    due = [one for one in ended if one.datum or (one.forfaller or one.period) < NOVEMBER]
    assert (found.gjorda, found.forfallna) == (sum(one.datum is not None for one in due), len(due))


def test_units_stand_in_swedish_order_with_twelve_months_each(example: Register) -> None:
    found = coverage_of(example, at(example, HELAR, today=NOVEMBER))
    names = [row.namn for row in found.rader]
    assert names[0] == "Barn- och ungdomsenheten"
    assert names[-1] == "Öppenvården vuxna"
    assert {len(row.rutor) for row in found.rader} == {12}


MARCH = date(2026, 3, 31)


@pytest.mark.parametrize(
    ("values", "lage"),
    [
        ({"datum": None, "forfaller": date(2026, 5, 3)}, Lage.SAKNAS),
        ({"datum": None, "forfaller": TODAY}, Lage.VANTAR),
        ({"datum": None, "forfaller": None}, Lage.SAKNAS),
        ({"datum": MARCH, "resultat": Resultat.UPPFYLLT, "antal_avvikelser": 0}, Lage.UTFORD),
        ({"datum": MARCH, "resultat": None, "antal_avvikelser": None}, Lage.UTFORD),
        ({"datum": MARCH, "resultat": Resultat.UPPFYLLT, "antal_avvikelser": 1}, Lage.AVVIKELSE),
        ({"datum": MARCH, "resultat": Resultat.DELVIS, "antal_avvikelser": 0}, Lage.AVVIKELSE),
        ({"datum": MARCH, "resultat": Resultat.EJ_UPPFYLLT, "antal_avvikelser": None}, Lage.AVVIKELSE),
        ({"datum": MARCH, "resultat": Resultat.EJ_RELEVANT, "antal_avvikelser": 0}, Lage.EJ_RELEVANT),
        ({"datum": date(2026, 5, 1), "resultat": Resultat.UPPFYLLT, "antal_avvikelser": 0}, Lage.SEN),
    ],
)
def test_a_month_says_how_it_is(example: Register, values: dict[str, object], lage: Lage) -> None:
    change(example, utfall, utfall.c.period == MARCH, **({"forfaller": date(2026, 4, 15)} | values))
    cell = unit(example, at(example, APRIL)).rutor[2]
    assert (cell.lage, set(cell.antal)) == (lage, {lage})
    assert str(lage) in cell.as_text()


def test_the_egenkontroll_that_asks_for_most_gives_the_month_its_colour(example: Register) -> None:
    sammanhang = at(example, APRIL)
    here = egenkontroll.c.plan_id == sammanhang.plan_id
    control = select(egenkontroll.c.id).where(here, egenkontroll.c.namn == "Loggkontroll")
    where = and_(utfall.c.period == MARCH, utfall.c.egenkontroll_id == control.scalar_subquery())
    change(example, utfall, where, datum=None)
    cell = unit(example, sammanhang).rutor[2]
    assert (cell.lage, cell.saknas) == (Lage.SAKNAS, ("Loggkontroll",))
    assert cell.as_text() == "mars saknas (Loggkontroll), 1 av 2 gjorda"


def test_the_share_is_told_in_words(example: Register) -> None:
    april, plan = (coverage_of(example, at(example, typ, today=TODAY)).share() for typ in (APRIL, PLAN))
    assert april == "96\N{NO-BREAK SPACE}% av vårens kontroller är gjorda"
    assert plan == "Ingen av årets kontroller har förfallit ännu"


def test_all_is_said_only_of_all(example: Register) -> None:
    assert Tackning((), 999, 1000, "årets kontroller").share().startswith("99\N{NO-BREAK SPACE}%")
    assert Tackning((), 1000, 1000, "årets kontroller").share().startswith("100\N{NO-BREAK SPACE}%")
    found = coverage_of(example, at(example, AUGUSTI, today=NOVEMBER))
    assert "kontrollerna till och med augusti" in found.share()


def test_a_unit_that_is_asked_and_has_nothing_planned_is_on_the_map(example: Register) -> None:
    sammanhang = at(example, APRIL)
    with example.write("Enhet") as writer:
        new = writer.insert(enhet, {"namnd_id": sammanhang.namnd_id, "niva": "enhet"})
        for fran, namn in (
            (date(2020, 1, 1), "Fältgruppen"),
            (date(2026, 4, 1), "Ungdomsteamet"),
            (date(2026, 6, 1), "Sen"),
        ):
            writer.insert(enhet_version, {"enhet_id": new, "fran": fran, "namn": namn, "sortnyckel": namn.lower()})
        query = select(egenkontroll.c.id).where(egenkontroll.c.plan_id == sammanhang.plan_id)
        control = writer.connection.execute(query).scalars().first()
        row = {"egenkontroll_id": control, "enhet_id": new, "ordning": 99}
        writer.insert(egenkontroll_enhet, row)
    assert unit(example, sammanhang, "Ungdomsteamet").as_text() == "Ungdomsteamet: inga planerade."


def test_the_map_has_a_text_for_those_who_dont_see_it(example: Register) -> None:
    text, title = coverage_of(example, at(example, APRIL)).as_text(), "Egenkontroller: vem har rapporterat"
    sentences, _, table = text.partition(title)
    assert table.startswith("\nEnhet\tjanuari\t")
    assert sentences.strip().endswith(".")
    assert {line.count("\t") for line in table.splitlines()[1:]} == {12}


def test_an_empty_year_says_so(namnd: Namnd) -> None:
    found = coverage_of(namnd.register, HERE)
    assert (found.rader, found.share(), found.missing()) == (
        (),
        "Ingen av vårens kontroller har förfallit ännu",
        "Inget saknas",
    )
    assert found.counts() == [["Enhet", "Planerade", "Gjorda", "Andel hittills", "Saknas", *found.counts()[0][5:]]]


def test_an_egenkontroll_without_units_has_a_row_of_its_own_only(namnd: Namnd) -> None:
    control = namnd.generated()
    assert coverage_of(namnd.register, HERE).rader == ()
    (row,) = coverage_of(namnd.register, HERE, Val(Indelning.EGENKONTROLL)).rader
    assert (row.nyckel, row.as_text(), row.andel) == (str(control), "Aktgranskning: inga planerade.", "–")


def test_what_stands_for_all_below_it_isnt_a_unit_of_the_map(namnd: Namnd) -> None:
    namnd.generated(Enhetsval(TOP, alla_under=True))
    assert [row.namn for row in coverage_of(namnd.register, HERE).rader] == ["Almen", "Björken", "Cedern", "Dungen"]


DAYS = (None, date(2026, 4, 9), APRIL_20, date(2026, 5, 2))


def test_the_rule_is_the_same_in_python_and_in_sql(namnd: Namnd) -> None:
    """Counted by SQLite, listed by Python: all that a tillfälle can say, in one register."""
    results = (None, *Resultat)
    combinations = list(product(DAYS, DAYS, results, (None, 0, 2)))
    periods = [date(2026, 1, 1) + timedelta(days=place) for place in range(len(combinations))]
    control = namnd.plan(ALMEN)
    with namnd.register.write("Utfall") as writer:
        for place, (period, (due, done, result, deviations)) in enumerate(zip(periods, combinations, strict=True)):
            owned = {"egenkontroll_id": control, "enhet_id": ALMEN, "ordning": place, "period": period}
            said = {"forfaller": due, "datum": done, "resultat": result, "antal_avvikelser": deviations}
            writer.insert(utfall, owned | said)
    expected = Counter(
        (period.month, lage_of(period, due, done, result, deviations, APRIL_20))
        for period, (due, done, result, deviations) in zip(periods, combinations, strict=True)
    )
    (row,) = coverage_of(namnd.register, HERE).rader
    counted = {(month, lage): n for month, ruta in enumerate(row.rutor, 1) for lage, n in ruta.antal.items()}
    assert counted == expected
    assert {lage for _, lage in counted} == {*Lage}
    listed = behind(namnd.register, HERE, Val(), str(ALMEN), None)
    assert Counter(one.lage for one in listed) == row.antal


@pytest.fixture
def varied(namnd: Namnd) -> Namnd:
    """Two egenkontroller by quarter; Almen and Björken did the first one's first quarter, Björken with a deviation."""
    one = namnd.generated(ALMEN, BJORKEN, CEDERN, omrade="Vuxna", metod=Egenkontrollmetod.JOURNALER)
    namnd.generated(ALMEN, namn="Öppna jämförelser", metod=None)
    namnd.do(one, ALMEN, 3, resultat=Resultat.UPPFYLLT, datum=date(2026, 4, 1))
    namnd.do(one, BJORKEN, 3, resultat=Resultat.DELVIS)
    return namnd


@pytest.mark.parametrize(
    ("rader", "expected"),
    [
        (
            Indelning.ENHET,
            [
                ["Almen", "8", "1", "50 %", "1", "0", "0", "0", "6"],
                ["Björken", "4", "1", "100 %", "0", "1", "0", "0", "3"],
                ["Cedern", "4", "0", "0 %", "1", "0", "0", "0", "3"],
            ],
        ),
        (
            Indelning.EGENKONTROLL,
            [
                ["Aktgranskning", "12", "2", "67 %", "1", "1", "0", "0", "9"],
                ["Öppna jämförelser", "4", "0", "0 %", "1", "0", "0", "0", "3"],
            ],
        ),
        (
            Indelning.OMRADE,
            [
                ["Vuxna", "12", "2", "67 %", "1", "1", "0", "0", "9"],
                ["Utan område", "4", "0", "0 %", "1", "0", "0", "0", "3"],
            ],
        ),
        (
            Indelning.METOD,
            [
                ["Granskning av journaler och akter", "12", "2", "67 %", "1", "1", "0", "0", "9"],
                ["Utan metod", "4", "0", "0 %", "1", "0", "0", "0", "3"],
            ],
        ),
    ],
)
def test_the_year_is_counted_by_unit_egenkontroll_omrade_and_method(
    varied: Namnd, rader: Indelning, expected: list[list[str]]
) -> None:
    found = coverage_of(varied.register, HERE, Val(rader))
    head, *rows = found.counts()
    assert head == [
        *(str(rader), "Planerade", "Gjorda", "Andel hittills"),
        *("Saknas", "Avvikelse", "Utförd sent", "Ej relevant", "Inte förfallen"),
    ]
    assert [[cell.replace("\N{NO-BREAK SPACE}", " ") for cell in row] for row in rows] == expected
    assert (found.gjorda, found.forfallna, found.missing()) == (2, 4, "2 saknas")


def test_the_process_is_the_omrade_where_nothing_else_is_said(namnd: Namnd) -> None:
    with namnd.register.write("Process") as writer:
        values = {"plan_id": 1, "identitet": "a" * 36, "ordning": 0, "nummer": "2.3", "namn": "HR", "sortnyckel": "2.3"}
        process = writer.insert(models.process, values)
    namnd.generated(ALMEN, process_id=process)
    namnd.generated(ALMEN, process_id=process, omrade="Ädelreformen")
    found = coverage_of(namnd.register, HERE, Val(Indelning.OMRADE))
    assert [row.namn for row in found.rader] == ["2.3 HR", "Ädelreformen"]


@pytest.mark.parametrize(
    ("steg", "said"),
    [
        (Steg.MANAD, "mars avvikelse, 2 av 3 gjorda"),
        (Steg.KVARTAL, "kvartal 1 avvikelse, 2 av 3 gjorda"),
        (Steg.TERTIAL, "tertial 1 avvikelse, 2 av 3 gjorda"),
        (Steg.HALVAR, "halvår 1 avvikelse, 2 av 6 gjorda"),
    ],
)
def test_periods_can_be_longer(varied: Namnd, steg: Steg, said: str) -> None:
    here = Sammanhang(1, 1, 2026, APRIL, 1, date(2026, 4, 10))  # nothing is late on the due day itself
    row = coverage_of(varied.register, here, Val(Indelning.EGENKONTROLL, steg)).rader[0]
    assert len(row.rutor) * steg.months == 12
    assert [ruta.as_text() for ruta in row.rutor if Lage.AVVIKELSE in ruta.antal] == [said]


def test_what_is_missing_in_many_units_is_told_in_short(namnd: Namnd) -> None:
    namnd.generated(Enhetsval(TOP, alla_under=True))
    (row,) = coverage_of(namnd.register, HERE, Val(Indelning.EGENKONTROLL)).rader
    assert row.rutor[2].as_text() == "mars saknas (Almen, Björken, Cedern och 1 till), 0 av 4 gjorda"


def test_the_map_can_be_narrowed(varied: Namnd) -> None:
    with reading(varied.register) as reader:
        offered = choices(reader, HERE)
    assert [(slag.value, titel) for (slag, _), titel in offered] == [
        ("Område", "Utan område"),
        ("Område", "Vuxna"),
        ("Metod", "Granskning av journaler och akter"),
        ("Metod", "Utan metod"),
        ("Egenkontroll", "Aktgranskning"),
        ("Egenkontroll", "Öppna jämförelser"),
    ]
    shown = {titel: coverage_of(varied.register, HERE, Val(bara=nyckel)) for nyckel, titel in offered}
    names = {titel: [row.namn for row in found.rader] for titel, found in shown.items()}
    assert names["Vuxna"] == names["Aktgranskning"] == ["Almen", "Björken", "Cedern"]
    assert names["Utan område"] == names["Utan metod"] == names["Öppna jämförelser"] == ["Almen"]
    assert shown["Utan metod"].rader[0].cells()[:4] == ["Almen", "4", "0", "0\N{NO-BREAK SPACE}%"]


# --- reorganisations --------------------------------------------------------------------------------------------------


def test_a_unit_that_is_closed_keeps_what_it_has_done_and_says_so(namnd: Namnd) -> None:
    control = namnd.generated(ALMEN, BJORKEN)
    namnd.do(control, ALMEN, 3)
    close_unit(namnd.register, ALMEN, date(2026, 5, 1), val=Egenkontrollval.AVSLUTA)
    generate_year(namnd.register, 1)
    almen, bjorken = coverage_of(namnd.register, HERE).rader
    assert (almen.titel, bjorken.titel) == ("Almen (stängs 2026-05-01)", "Björken")
    assert [month for month, ruta in enumerate(almen.rutor, 1) if ruta.lage] == [3]
    later = Sammanhang(1, 1, 2026, HELAR, None, NOVEMBER)
    assert coverage_of(namnd.register, later).rader[0].titel == "Almen (stängd 2026-05-01)"


def test_a_unit_that_was_closed_before_the_year_isnt_there(namnd: Namnd) -> None:
    namnd.plan(ALMEN, BJORKEN)
    change(namnd.register, enhet, enhet.c.id == ALMEN, stangd=date(2025, 7, 1))
    generate_year(namnd.register, 1)
    assert [row.namn for row in coverage_of(namnd.register, HERE).rader] == ["Björken"]


# --- what is behind a cell --------------------------------------------------------------------------------------------


def test_a_cell_leads_to_its_tillfallen_what_asks_for_most_first(varied: Namnd) -> None:
    (control, _) = coverage_of(varied.register, HERE, Val(Indelning.EGENKONTROLL)).rader
    val = Val(Indelning.EGENKONTROLL, Steg.KVARTAL)
    found = behind(varied.register, HERE, val, control.nyckel, 0)
    assert [one.cells() for one in found] == [
        ["Aktgranskning", "Cedern", "kvartal 1", "2026-04-10", "saknas"],
        ["Aktgranskning", "Björken", "kvartal 1", "2026-04-10", "avvikelse"],
        ["Aktgranskning", "Almen", "kvartal 1", "2026-04-10", "utförd"],
    ]
    assert len(HEADERS) == len(found[0].cells())
    by_id = {row["id"]: row["enhet_id"] for row in find(varied.register, "utfall")}
    assert [by_id[one.utfall_id] for one in found] == [CEDERN, BJORKEN, ALMEN]


@pytest.mark.parametrize("steg", Steg)
@pytest.mark.parametrize("rader", Indelning)
def test_every_cell_has_as_many_tillfallen_as_it_counts(example: Register, rader: Indelning, steg: Steg) -> None:
    sammanhang, val = at(example, APRIL), Val(rader, steg)
    found = coverage_of(example, sammanhang, val)
    total = 0
    for row in found.rader[:4]:
        for column, ruta in enumerate(row.rutor):
            there = behind(example, sammanhang, val, row.nyckel, column)
            assert Counter(one.lage for one in there) == Counter(ruta.antal)
            total += len(there)
    assert total == sum(sum(row.antal.values()) for row in found.rader[:4]) > 0


def test_a_cell_of_a_narrowed_map_has_only_what_the_map_counts(varied: Namnd) -> None:
    val = Val(bara=(Indelning.METOD, ""))
    assert [one.egenkontroll for one in behind(varied.register, HERE, val, str(ALMEN), 2)] == ["Öppna jämförelser"]


def test_three_hundred_units_each_have_their_row(namnd: Namnd) -> None:
    with namnd.register.write("Enheter") as writer:
        for number in range(300):
            new = writer.insert(enhet, {"namnd_id": 1, "niva": "enhet"})
            namn = f"Enhet {number}"
            values = {"namn": namn, "sortnyckel": sort_key(namn), "overordnad_id": TOP, "fran": date(2020, 1, 1)}
            writer.insert(enhet_version, {"enhet_id": new} | values)
    namnd.generated(Enhetsval(TOP, alla_under=True))
    found = coverage_of(namnd.register, HERE)
    assert len(found.rader) == found.saknas == 304
    assert [row.namn for row in found.rader[4:7]] == ["Enhet 0", "Enhet 1", "Enhet 2"]
    assert found.rader[-1].namn == "Enhet 299"


def test_those_that_lack_most_can_be_picked_out_in_their_order(varied: Namnd) -> None:
    found = coverage_of(varied.register, HERE)
    assert [row.namn for row in found.most_missing(2).rader] == ["Almen", "Cedern"]
    assert found.most_missing(3) == found
    assert (found.most_missing(1).saknas, found.most_missing(1).share()) == (1, found.share())

"""Working on a section: its outline, its texts, ticks and order, and that every step can be undone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from internkontroll.db.models import atgard, handelse, namnd, textmall
from internkontroll.db.session import Register
from internkontroll.domain.report.disposition import standard_disposition
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.sparat import Sparat
from internkontroll.domain.status import Tillfalletyp
from internkontroll.domain.underlag import Delval
from internkontroll.domain.words import Avsnittsdel, Layout, Textdel
from internkontroll.errors import Conflict, InputRefused
from internkontroll.services.angra import undo
from internkontroll.services.avsnitt import (
    Avsnitt,
    Del,
    count_remarks,
    fill_from_templates,
    find_fields,
    list_fields,
    outline,
    remarks_by_part,
    set_disposition,
    set_heading,
    set_klar,
    set_layout,
    set_text,
    start_texts,
)
from tests.services.sammanhangen import NOVEMBER, at, new_plan

PLAN, APRIL, AUGUSTI, HELAR = Tillfalletyp
INLEDNING, SAMMANFATTNING, STRUKTUR, FORANDRINGAR, RISKER, GRANSKNINGAR, KONTROLLER = list(Avsnittsdel)[:7]
EGENKONTROLLER, SAMMANSTALLNING, INSYN = list(Avsnittsdel)[7:]


def look(register: Register, sammanhang: Sammanhang) -> Avsnitt:
    with register.read() as connection:
        return outline(connection, sammanhang, remarks_by_part(connection, sammanhang))


def part(register: Register, sammanhang: Sammanhang, wanted: Avsnittsdel) -> Del:
    return next(one for one in look(register, sammanhang).delar if one.part == wanted)


def text_of(register: Register, sammanhang: Sammanhang, wanted: Avsnittsdel = SAMMANFATTNING) -> str:
    return part(register, sammanhang, wanted).texter[0].text


def without_tillfalle(register: Register) -> Sammanhang:
    """A tillfälle that nobody has begun, in a plan of its own."""
    new_plan(register, 2029)
    return at(register, APRIL, 2029)


# --- the outline ------------------------------------------------------------------------------------------------------


def test_the_outline_has_every_part_with_its_texts(example: Register) -> None:
    section = look(example, at(example, APRIL))
    assert [one.part for one in section.delar] == list(Avsnittsdel)
    assert [one.titel for one in section.delar][:2] == ["Inledning", "Sammanfattning"]
    texts = {one.part: [text.textdel for text in one.texter] for one in section.delar if one.texter}
    assert texts == {
        INLEDNING: [Textdel.INLEDNING],
        SAMMANFATTNING: [Textdel.SAMMANFATTNING],
        STRUKTUR: [Textdel.STRUKTUR],
        INSYN: [Textdel.INSYN, Textdel.INSYN_UPPFOLJNING],
    }
    assert text_of(example, at(example, APRIL)).strip()


def test_the_outline_says_what_is_printed_and_what_is_empty(example: Register) -> None:
    delar = {one.part: one for one in look(example, at(example, APRIL)).delar}
    assert {one for one, found in delar.items() if not found.med} == {*(FORANDRINGAR, EGENKONTROLLER, SAMMANSTALLNING)}
    assert {one for one, found in delar.items() if found.tom} == {INLEDNING, STRUKTUR}
    assert not any(found.klar for found in delar.values())
    assert part(example, at(example, PLAN), EGENKONTROLLER).med


def test_what_has_changed_is_empty_only_when_nothing_has(example: Register) -> None:
    assert not part(example, at(example, AUGUSTI), FORANDRINGAR).tom
    assert part(example, without_tillfalle(example), FORANDRINGAR).tom


def test_a_tillfalle_that_nobody_has_begun_has_an_outline(example: Register) -> None:
    section = look(example, without_tillfalle(example))
    assert section.vanlig_rubrik == "Uppföljning av internkontroll"
    assert all(one.tom for one in section.delar)
    assert section.delar[0].texter[0].version == 0


def test_every_remark_belongs_to_its_part(example: Register) -> None:
    sammanhang = at(example, HELAR, today=NOVEMBER)
    with example.read() as connection:
        remarks = remarks_by_part(connection, sammanhang)
        assert count_remarks(connection, sammanhang) == sum(map(len, remarks.values()))
    rules = {place: {remark.regel for remark in found} for place, found in remarks.items()}
    assert "sammanfattning-saknas" in rules[SAMMANFATTNING]
    assert "status-saknas" in rules[RISKER] | rules[GRANSKNINGAR]
    assert "rekommendation-utan-svar" in rules[GRANSKNINGAR]
    assert "egenkontroll-ej-gjord" in rules[EGENKONTROLLER]
    assert "kontroll-utan-uppfoljning" in rules[KONTROLLER]
    found = part(example, sammanhang, EGENKONTROLLER).anmarkningar
    assert found is not None
    assert len(found) == len(remarks[EGENKONTROLLER])


def test_an_atgard_of_a_granskning_isnt_taken_for_one_of_a_risk(example: Register) -> None:
    sammanhang = at(example, APRIL)
    query = select(atgard).where(atgard.c.plan_id == sammanhang.plan_id, atgard.c.granskning_id.is_not(None))
    with example.write("Fel datum") as writer:
        row = writer.connection.execute(query).mappings().first()
        assert row is not None
        writer.update(atgard, row, {"startdatum": date(2026, 9, 1), "slutdatum": date(2026, 8, 1)})
    with example.read() as connection:
        remarks = remarks_by_part(connection, sammanhang)
    wrong = {place for place, found in remarks.items() if row["uuid"] in {remark.post for remark in found}}
    assert wrong == {GRANSKNINGAR}


def test_the_outline_can_be_had_before_the_remarks(example: Register) -> None:
    with example.read() as connection:
        assert {one.anmarkningar for one in outline(connection, at(example, APRIL)).delar} == {None}


# --- texts ------------------------------------------------------------------------------------------------------------


def test_a_text_is_saved_under_its_name_in_the_log(example: Register) -> None:
    sammanhang = at(example, APRIL)
    done = set_text(example, sammanhang, Textdel.SAMMANFATTNING, "Ny text.")
    assert text_of(example, sammanhang) == "Ny text."
    assert done.rubrik == "Texten i sammanfattningen"
    assert done.tabeller == {"avsnittstext"}
    with example.read() as connection:
        query = select(handelse.c.rubrik).where(handelse.c.id == done.handelse_id)
        assert connection.execute(query).scalar_one() == done.rubrik


def test_the_same_text_again_leaves_no_trace(example: Register) -> None:
    sammanhang = at(example, APRIL)
    done = set_text(example, sammanhang, Textdel.SAMMANFATTNING, text_of(example, sammanhang))
    assert (done.handelse_id, done.tabeller) == (None, frozenset())


def test_blanks_take_a_text_away(example: Register) -> None:
    sammanhang = at(example, APRIL)
    set_text(example, sammanhang, Textdel.SAMMANFATTNING, " \n ")
    assert part(example, sammanhang, SAMMANFATTNING).tom
    assert set_text(example, sammanhang, Textdel.SAMMANFATTNING, "").handelse_id is None
    assert set_text(example, sammanhang, Textdel.STRUKTUR, " ").handelse_id is None


def test_a_text_that_somebody_else_has_changed_is_not_overwritten(example: Register) -> None:
    sammanhang = at(example, APRIL)
    read = part(example, sammanhang, SAMMANFATTNING).texter[0]
    set_text(example, sammanhang, Textdel.SAMMANFATTNING, "Kollegans.", read.version)
    with pytest.raises(Conflict, match="Någon annan"):
        set_text(example, sammanhang, Textdel.SAMMANFATTNING, "Min.", read.version)
    assert text_of(example, sammanhang) == "Kollegans."


def test_a_text_that_somebody_else_has_begun_is_not_overwritten(example: Register) -> None:
    sammanhang = at(example, APRIL)
    set_text(example, sammanhang, Textdel.STRUKTUR, "Kollegans.", 0)
    with pytest.raises(Conflict):
        set_text(example, sammanhang, Textdel.STRUKTUR, "Min.", 0)
    assert text_of(example, sammanhang, STRUKTUR) == "Kollegans."


def test_a_text_that_has_been_undone_since_it_was_read_is_not_written_anew(example: Register) -> None:
    sammanhang = at(example, APRIL)
    done = set_text(example, sammanhang, Textdel.STRUKTUR, "Ångras.")
    read = part(example, sammanhang, STRUKTUR).texter[0]
    assert done.handelse_id is not None
    undo(example, done.handelse_id)
    with pytest.raises(Conflict):
        set_text(example, sammanhang, Textdel.STRUKTUR, "Ångras. Mer.", read.version)


def test_a_text_without_end_is_refused(example: Register) -> None:
    with pytest.raises(InputRefused, match="Korta den"):
        set_text(example, at(example, APRIL), Textdel.STRUKTUR, "a" * 100_001)


def test_a_tillfalle_begins_with_its_first_text_and_ends_with_its_undo(example: Register) -> None:
    sammanhang = without_tillfalle(example)
    done = set_text(example, sammanhang, Textdel.INSYN, "Första.")
    assert dict(done.nya).keys() == {"tillfalle", "avsnittstext"}
    begun = replace(sammanhang, tillfalle_id=dict(done.nya)["tillfalle"])
    assert at(example, APRIL, 2029) == begun
    assert done.handelse_id is not None
    undo(example, done.handelse_id)
    assert at(example, APRIL, 2029) == sammanhang


# --- ticks, order, layout, heading ------------------------------------------------------------------------------------


def test_a_tick_stays_when_the_order_and_the_text_change(example: Register) -> None:
    sammanhang = at(example, APRIL)
    assert set_klar(example, sammanhang, GRANSKNINGAR, True).rubrik == "Granskningar: klar"
    set_disposition(example, sammanhang, tuple(reversed(standard_disposition(APRIL))))
    set_text(example, sammanhang, Textdel.SAMMANFATTNING, "Ny.")
    section = look(example, sammanhang)
    assert [one.part for one in section.delar] == list(reversed(Avsnittsdel))
    assert [one.part for one in section.delar if one.klar] == [GRANSKNINGAR]
    assert set_klar(example, sammanhang, GRANSKNINGAR, False).rubrik == "Granskningar: inte klar"
    assert not part(example, sammanhang, GRANSKNINGAR).klar


def test_a_tick_changes_neither_order_nor_what_is_printed(example: Register) -> None:
    sammanhang = at(example, APRIL)
    before = look(example, sammanhang).delar
    for one in (INSYN, FORANDRINGAR, EGENKONTROLLER, INLEDNING):
        set_klar(example, sammanhang, one, True)
    after = look(example, sammanhang).delar
    assert [(one.part, one.med) for one in after] == [(one.part, one.med) for one in before]


def test_taking_away_a_tick_that_isnt_there_leaves_no_trace(example: Register) -> None:
    assert set_klar(example, without_tillfalle(example), INSYN, False).handelse_id is None


def test_a_part_is_left_out_and_taken_in_again(example: Register) -> None:
    sammanhang = without_tillfalle(example)
    usual = standard_disposition(APRIL)
    for wanted in ([Delval(one.part, not one.med) for one in usual], usual):
        set_disposition(example, sammanhang, wanted)
        assert [Delval(one.part, one.med) for one in look(example, sammanhang).delar] == list(wanted)


def test_the_order_as_it_is_leaves_no_trace(example: Register) -> None:
    done = set_disposition(example, at(example, APRIL), standard_disposition(APRIL))
    assert done.handelse_id is None


@pytest.mark.parametrize("parts", [[RISKER], [*Avsnittsdel, RISKER]])
def test_a_disposition_names_every_part_once(example: Register, parts: list[Avsnittsdel]) -> None:
    with pytest.raises(ValueError, match="every part once"):
        set_disposition(example, at(example, APRIL), [Delval(one) for one in parts])


def test_each_tillfalle_has_a_disposition_of_its_own(example: Register) -> None:
    set_disposition(example, at(example, APRIL), tuple(reversed(standard_disposition(APRIL))))
    assert look(example, at(example, AUGUSTI)).delar[0].part == INLEDNING


def test_heading_and_layout_are_chosen_and_given_up(example: Register) -> None:
    sammanhang = without_tillfalle(example)
    set_layout(example, sammanhang, Layout.MAL)
    set_heading(example, sammanhang, " Vår kontroll ", "", date(2029, 4, 28))
    section = look(example, sammanhang)
    assert (section.layout, section.vanlig_layout) == (Layout.MAL, Layout.PROCESS)
    assert (section.rubrik, section.underrubrik, section.period) == ("Vår kontroll", None, date(2029, 4, 28))
    set_layout(example, sammanhang, None)
    set_heading(example, sammanhang, None, None, None)
    section = look(example, sammanhang)
    assert (section.layout, section.rubrik, section.period) == (None, None, None)


def test_choosing_the_usual_where_nothing_is_chosen_begins_no_tillfalle(example: Register) -> None:
    sammanhang = without_tillfalle(example)
    assert set_layout(example, sammanhang, None).handelse_id is None
    assert at(example, APRIL, 2029).tillfalle_id is None


def test_a_day_of_another_time_is_refused(example: Register) -> None:
    with pytest.raises(InputRefused, match="långt från planens år 2026"):
        set_heading(example, at(example, APRIL), None, None, date(2062, 4, 30))


WRITES: list[Callable[[Register, Sammanhang], Sparat]] = [
    lambda register, where: set_text(register, where, Textdel.SAMMANFATTNING, "Ny."),
    lambda register, where: set_text(register, where, Textdel.INLEDNING, "Ny."),
    lambda register, where: set_klar(register, where, RISKER, True),
    lambda register, where: set_disposition(register, where, tuple(reversed(standard_disposition(APRIL)))),
    lambda register, where: set_layout(register, where, Layout.MAL),
    lambda register, where: set_heading(register, where, "Ny", "Ny", date(2026, 4, 29)),
]


@pytest.mark.parametrize("write", WRITES)
def test_everything_can_be_undone_and_redone(
    example: Register, write: Callable[[Register, Sammanhang], Sparat]
) -> None:
    sammanhang = at(example, APRIL)
    before = said(look(example, sammanhang))
    done = write(example, sammanhang)
    after = said(look(example, sammanhang))
    assert after != before
    assert done.handelse_id is not None
    undo(example, done.handelse_id)
    assert said(look(example, sammanhang)) == before
    undo(example, done.handelse_id + 1)
    assert said(look(example, sammanhang)) == after


@pytest.mark.parametrize("write", WRITES)
def test_a_closed_plan_keeps_its_section(example: Register, write: Callable[[Register, Sammanhang], Sparat]) -> None:
    sammanhang = at(example, APRIL, 2025)
    before = look(example, sammanhang)
    with pytest.raises(InputRefused, match="2025 är avslutad"):
        write(example, sammanhang)
    assert look(example, sammanhang) == before


def said(section: Avsnitt) -> Avsnitt:
    """The section without the versions, which count the undoing too, and without remarks."""
    delar = (
        replace(one, anmarkningar=None, texter=tuple(replace(text, version=0) for text in one.texter))
        for one in section.delar
    )
    return replace(section, delar=tuple(delar))


# --- fields and templates ---------------------------------------------------------------------------------------------


def test_the_fields_say_what_the_tillfalle_says(example: Register) -> None:
    with example.read() as connection:
        fields = list_fields(connection, at(example, APRIL))
    values = {field.name: field.value for field in fields}
    assert (values["nämnd"], values["år"], values["datum"]) == ("Socialnämnden", "2026", "2026-04-30")
    good, bad = find_fields("{antal risker} och {antal katter}", fields)
    assert (good.value, bad.value) == (values["antal risker"], None)


def test_templates_fill_what_nobody_has_written(example: Register) -> None:
    sammanhang = without_tillfalle(example)
    with example.read() as connection:
        found = start_texts(connection, sammanhang)
        assert found.keys() != start_texts(connection, replace(sammanhang, tillfalle=PLAN)).keys()
    assert found.keys() == {Textdel.INLEDNING, Textdel.SAMMANFATTNING}
    set_text(example, sammanhang, Textdel.INLEDNING, "Vår egen.")
    done = fill_from_templates(example, sammanhang)
    assert text_of(example, sammanhang, INLEDNING) == "Vår egen."
    assert text_of(example, sammanhang, SAMMANFATTNING) == found[Textdel.SAMMANFATTNING]
    assert done.rubrik == "Hämta texter från mallarna"
    assert fill_from_templates(example, sammanhang).handelse_id is None


def test_a_text_that_was_taken_away_is_filled_again(example: Register) -> None:
    sammanhang = without_tillfalle(example)
    set_text(example, sammanhang, Textdel.SAMMANFATTNING, "Bort.")
    set_text(example, sammanhang, Textdel.SAMMANFATTNING, "")
    fill_from_templates(example, sammanhang)
    assert text_of(example, sammanhang).startswith("[Hur många")


def test_each_namnd_has_its_own_templates(example: Register) -> None:
    sammanhang = without_tillfalle(example)
    with example.write("Mall") as writer:
        other = writer.insert(namnd, {"namn": "Byggnadsnämnden"})
        values = {"namnd_id": other, "tillfalle": APRIL, "del": Textdel.STRUKTUR, "innehall": "Vår struktur."}
        writer.insert(textmall, values)
    with example.read() as connection:
        assert start_texts(connection, replace(sammanhang, namnd_id=other)) == {Textdel.STRUKTUR: "Vår struktur."}
        assert Textdel.STRUKTUR not in start_texts(connection, sammanhang)

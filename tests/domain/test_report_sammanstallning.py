"""The documents of the year's egenkontroll: tables that can be read aloud, and a page that has room for a unit."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from internkontroll.domain.andel import number_text
from internkontroll.domain.document import Block, Document, Heading, Paragraph, Table
from internkontroll.domain.report.aterkoppling import ROOM, build_feedback
from internkontroll.domain.report.sammanstallning import MOST_PATTERNS, build_compilation, compilation_blocks
from internkontroll.domain.sammanstallning.antal import Antal
from internkontroll.domain.sammanstallning.aret import Monster, Sammanstallning, sammanstall
from internkontroll.domain.sammanstallning.enhet import Aterkoppling, Enhetsbrist, Enhetskontroll, aterkopplingar
from internkontroll.domain.sammanstallning.fakta import Atgard, Fakta, Kontroll, Utfallsantal
from internkontroll.domain.status import Status
from internkontroll.domain.words import Effekt, Egenkontrollmetod, Frekvens
from tests.domain.reports import body_texts
from tests.domain.test_sammanstallning import ATGARDER, FRAGOR, failing, year

SVAR = failing((2026, "f", 1, 1, 0), (2026, "f", 2, 0, 2), (2025, "f", 1, 1, 0))
ARET = sammanstall(year(fragor=FRAGOR, svar=SVAR, atgarder=ATGARDER))
DAY = date(2026, 12, 31)


def tables(blocks: tuple[Block, ...] | list[Block]) -> dict[str, Table]:
    return {block.title: block for block in blocks if isinstance(block, Table)}


def texts(table: Table) -> list[list[str]]:
    """What the cells say, parts of a cell on lines of their own."""
    return [["\n".join(body_texts(Document("", "", DAY, (_row(cell),)))) for cell in row] for row in table.rows]


def _row(cell: tuple[object, ...]) -> Table:
    return Table("", "", (), [(cell,)])  # type: ignore[list-item]


def headings(blocks: tuple[Block, ...] | list[Block]) -> list[tuple[int, str]]:
    return [(block.level, block.text) for block in blocks if isinstance(block, Heading)]


def test_the_report_has_every_part_that_a_kvalitetsberattelse_asks_for() -> None:
    document = build_compilation(ARET)
    assert headings(document.blocks) == [
        (1, "Sammanställning av egenkontrollen 2026"),
        (2, "Vad som har kontrollerats"),
        (2, "Resultat per egenkontroll"),
        (2, "Resultat per område"),
        (2, "Resultat per enhet"),
        (2, "Jämförelse med tidigare år"),
        (2, "Kontrollpunkter som brister i flera enheter"),
        (2, "Åtgärder och effekt"),
    ]
    assert document.title == "Sammanställning av egenkontrollen 2026, Socialnämnden"


def test_in_a_section_the_part_stands_one_level_down() -> None:
    levels = [level for level, _ in headings(compilation_blocks(ARET))]
    assert levels == [2, *[3] * 7]
    assert compilation_blocks(None) == []
    assert compilation_blocks(sammanstall(Fakta("N", 2026, DAY))) == []


def test_every_table_has_headers_a_title_and_no_empty_cell() -> None:
    for table in tables(build_compilation(ARET).blocks).values():
        assert table.row_headers
        assert table.title
        assert table.description
        assert abs(sum(column.share for column in table.columns) - 1) < 1e-9
        assert all(len(row) == len(table.columns) for row in table.rows)
        titles = [column.title for column in table.columns]
        empty = {title for row in table.rows for title, cell in zip(titles, row, strict=True) if not cell}
        assert empty <= {"Hör till"}


def test_no_two_tables_stand_together() -> None:
    blocks = build_compilation(ARET).blocks
    assert not any(isinstance(one, Table) and isinstance(two, Table) for one, two in pairwise(blocks))


def test_results_are_said_in_counts_words_and_beside_the_year_before() -> None:
    found = tables(build_compilation(ARET).blocks)
    assert texts(found["Resultat per egenkontroll"])[0] == [
        "Aktgranskning\n2 enheter",
        "6 av 8 (75 %)",
        "3 av 6 (50 %)\n[Brist i granskade]\n2 av 40 (5 %)",
        "Gjorda: 100\N{NO-BREAK SPACE}%\nMed avvikelse: 100\N{NO-BREAK SPACE}%",
    ]
    assert texts(found["Resultat per enhet"])[2] == [
        *("Cedern", "", "1 av 1 (100 %)", "Ingen bedömd", "Fanns inte"),
    ]
    assert texts(found["Egenkontroller per metod"])[0] == [
        *("Kvalitetsregister", "Ingen egenkontroll", "Ingen planerad", "Ingen bedömd"),
    ]
    assert [row[0] for row in texts(found["Jämförelse med tidigare år"])] == ["2023", "2025", "2026"]


def test_what_has_not_fallen_due_is_neither_missing_nor_unplanned() -> None:
    later = Kontroll("c", "Introduktion", Egenkontrollmetod.ATTITYDER, "Personal", Frekvens.AR)
    rows = Utfallsantal(2026, "c", 1, Antal(kommande=1, forvag=1)), Utfallsantal(2026, "c", 2, Antal(kommande=1))
    whole = year()
    aret = sammanstall(year(kontroller=(*whole.kontroller, later), utfall=(*whole.utfall, *rows)))
    found = tables(build_compilation(aret).blocks)
    said = ["Inte förfallen än; 1 av 2 i förväg", "Räknas när perioden är slut", "Fanns inte"]
    assert texts(found["Resultat per egenkontroll"])[2] == ["Introduktion\nVarje år. 2 enheter", *said]
    assert texts(found["Resultat per område"])[1] == ["Personal", *said]
    assert ["Förhållningssätt och attityder", "Introduktion", *said[:2]] in texts(found["Egenkontroller per metod"])
    _, bjorken, _ = aterkopplingar(year(kontroller=(*whole.kontroller, later), utfall=(*whole.utfall, *rows)))
    table = texts(tables(build_feedback(bjorken).blocks)["Era egenkontroller"])
    assert table[1] == ["Introduktion", "Inte förfallen än", "Ingen bedömd", "Räknas när perioden är slut"]


def test_in_the_middle_of_a_year_it_is_said_until_which_day_the_years_count() -> None:
    april = list(body_texts(build_compilation(replace(ARET, as_of=date(2026, 4, 30)))))
    assert "Varje år räknas till och med den 30 april." in april
    assert not any(text.startswith("Varje år räknas") for text in body_texts(build_compilation(ARET)))


def test_a_pattern_says_where_how_often_and_since_when() -> None:
    (row,) = texts(tables(build_compilation(ARET).blocks)["Kontrollpunkter som brister i flera enheter"])
    assert row == [
        "Finns en plan?\nAktgranskning\nFrågan har haft 2 lydelser.",
        "2 av 2 enheter (100 %)\nAlmen, Björken\n[Svar]\n1 Nej, 2 Delvis",
        "Brast i 1 enhet",
    ]


def test_many_patterns_and_units_are_cut_with_words_on_it() -> None:
    one = Monster("Fråga?", "Aktgranskning", tuple(f"Enhet {n}" for n in range(20)), 30, 20, 0, 0)
    aret = replace(ARET, monster=(one,) * (MOST_PATTERNS + 3))
    said = list(body_texts(build_compilation(aret)))
    assert any(text.endswith("Enhet 7 och 12 till") for text in said)
    assert any(text.startswith("Ytterligare 3 ") for text in said)
    assert "Brast inte" in said


def test_effect_is_said_in_words() -> None:
    assert texts(tables(build_compilation(ARET).blocks)["Åtgärder och effekt"]) == [
        ["Aktgranskning", "2 av 3", "1 Ja, 1 Nej, 1 inte bedömda"]
    ]
    bare = replace(ARET, atgarder=(), monster=())
    said = list(body_texts(build_compilation(bare)))
    assert "Ingen åtgärd är beslutad med anledning av årets avvikelser." in said
    assert "Ingen kontrollpunkt har brustit i mer än en enhet." in said


def test_a_name_with_line_breaks_stays_on_one_line() -> None:
    aret: Sammanstallning = sammanstall(replace(year(), namnd="Social-\nnämnden"))
    assert build_compilation(aret).title.endswith("Social- nämnden")


# --- a unit's page ----------------------------------------------------------------------------------------------------

TEXT = st.integers(1, 300).map(lambda size: ("Dokumentationsskyldighet i akten " * 10)[:size].strip() or "x")


@st.composite
def units(draw: st.DrawFn) -> Aterkoppling:
    """Any unit, from one egenkontroll to sixty, with or without anything else to tell."""
    numbers = st.integers(1, 2_000).map(lambda count: Antal(count, count, 0, count // 3))
    kontroller = draw(st.lists(st.builds(Enhetskontroll, TEXT, numbers, numbers, st.just(())), min_size=1, max_size=60))
    brister = draw(st.lists(st.builds(Enhetsbrist, TEXT, TEXT, st.just(2), st.just(3), st.just(9)), max_size=40))
    atgarder = draw(st.lists(st.builds(Atgard, TEXT, st.just(1), TEXT, st.sampled_from(Status)), max_size=40))
    whole = draw(numbers)
    return Aterkoppling(
        *("Socialnämnden", 2026, DAY, draw(TEXT), whole, None, whole, tuple(kontroller)),
        tuple(brister),
        tuple(atgarder),
    )


@given(units(), st.sampled_from([ROOM, 400, 0]))
def test_nothing_is_left_out_without_being_summed_up(unit: Aterkoppling, room: int) -> None:
    (table,) = tables(build_feedback(unit, room).blocks).values()
    *shown, last = texts(table)
    rest = len(unit.kontroller) - len(shown)
    if rest > 1:
        assert last[0] in (f"Övriga {rest} tillsammans", f"Alla {rest} tillsammans")
        planned = sum(one.antal.planerade for one in unit.kontroller[len(shown) :])
        assert f" av {number_text(planned)} (" in last[1]
    else:
        assert len(texts(table)) == len(unit.kontroller)


def test_a_short_year_is_told_whole() -> None:
    saknas = ("februari", "kvartal 2", *("juli",) * 4)
    one = Enhetskontroll("Aktgranskning", Antal(4, 2, 0, 1), Antal(40, 30, 0, 3), saknas)
    atgard = Atgard("a", 1, "Ny rutin", Status.KLART, effekt=Effekt.DELVIS)
    brist = Enhetsbrist("Finns en plan?", "Aktgranskning", 1, 0, 1)
    whole = Antal(4, 2, 0, 1)
    unit = Aterkoppling("N", 2026, DAY, "Almen", whole, Antal(4, 4), Antal(40, 30), (one,), (brist,), (atgard,))
    document = build_feedback(unit)
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == [
        "Till och med den 31 december 2026 har ni gjort 2 av 4 planerade egenkontroller (50 %). Det är en minskning "
        "från 100 % 2025. I alla enheter tillsammans: 30 av 40 (75 %).",
        "En avvikelse fanns i 1 av 2 bedömda (50 %). Det är en ökning från 0 % 2025. I alla enheter tillsammans: "
        "0 av 30 (0 %).",
    ]
    said = list(body_texts(document))
    assert "Aktgranskning\nSaknas: februari, kvartal 2, juli, juli och 2 till" in said
    assert "Finns en plan? (1 Nej; brast även i 1 annan enhet)" in said
    assert "Ny rutin (Klart; hjälpte den? Delvis)" in said

"""The section of a report, in the layouts of the two published ones."""

from dataclasses import replace
from datetime import date

import pytest

from internkontroll.domain.document import ListBlock, Paragraph
from internkontroll.domain.report import build_report
from internkontroll.domain.report.risker import Layout, default_layout
from internkontroll.domain.status import Tillfalletyp
from internkontroll.domain.underlag import Atgard, Process, Risk, Underlag
from internkontroll.domain.words import Textdel
from tests.domain.reports import (
    APRIL,
    BOOKS,
    BRIBES,
    BUS,
    CLOSED,
    COUNTING,
    EMPTY,
    FULL,
    LOOSE,
    REVIEW,
    below,
    column,
    outline,
    table_in,
    tables_in,
    titles,
)

SUMMARY = "Sammanfattning av nämndens internkontrollarbete"
STRUCTURE = "Struktur för nämndens internkontrollarbete"
BY_MAL = "Riskreducerande åtgärder"
BY_PROCESS = "Åtgärder för att minska identifierade risker"
REVIEWS = "Åtgärder utifrån rekommendation från revision eller annan extern granskning"
CONTROLS = "Systematiska kontroller"
INSIGHT = "Plan för uppföljning och insyn"

YEAR = build_report(FULL)
DELAR = build_report(APRIL)


def risks(document_of: Underlag, layout: Layout) -> list[str]:
    """The risks as the report has them, in order."""
    part = BY_MAL if layout == Layout.MAL else BY_PROCESS
    tables = tables_in(build_report(document_of, layout), part).values()
    return [cell[0] for table in tables for cell in column(table, "Risk")]


def test_the_whole_years_section_has_the_parts_of_2019_in_order() -> None:
    assert outline(YEAR) == [
        (1, "Plan för internkontroll"),
        (2, SUMMARY),
        (2, STRUCTURE),
        (2, BY_MAL),
        (3, "Öppet för alla"),
        (3, "Fler läser"),
        (3, "2.9 Inköp"),
        (3, "Övriga risker"),
        (2, REVIEWS),
        (2, CONTROLS),
        (3, "Fler läser"),
        (3, "2.10 Lån"),
        (2, INSIGHT),
        (3, "Uppföljning"),
        (3, "Bibliotek"),
    ]


def test_a_delarsrapport_has_one_table_by_process_as_in_2023() -> None:
    first = [(1, "Uppföljning av internkontroll"), (2, SUMMARY), (2, STRUCTURE), (2, BY_PROCESS), (2, REVIEWS)]
    assert outline(DELAR)[:5] == first
    assert titles(table_in(DELAR, BY_PROCESS)) == ["Mål/process", "Risk", "Riskåtgärd"]


def test_free_texts_stand_under_their_headings_and_the_inledning_first() -> None:
    assert YEAR.blocks[1] == Paragraph("Om avsnittet.")
    assert below(YEAR, SUMMARY) == [Paragraph("Det gick bra.")]
    assert below(YEAR, STRUCTURE) == [Paragraph("Tre delar:"), ListBlock(("ett", "två"))]
    assert below(YEAR, INSIGHT) == [Paragraph("Avtalen följs upp.")]
    assert below(YEAR, "Uppföljning") == [Paragraph("Bussen är uppföljd.")]


def test_a_risk_has_its_texts_under_labels_and_its_atgarder_stacked_with_status_and_comment() -> None:
    table = tables_in(YEAR, BY_MAL)["Fler läser"]
    assert titles(table) == ["Risk", "Åtgärd"]
    assert column(table, "Risk") == [
        [
            "Risk att lånade böcker försvinner",
            "[Bakgrund]",
            "Larmbågen är gammal.",
            "Den larmar inte alltid.",
            "[Effekter]",
            "Hyllor gapar tomma.",
            "[Förutsättningar]",
            "Pengar till larm.",
            "Risken påverkar även målet En ekonomi i balans.",
            "[Process]",
            "2.10 Lån",
        ]
    ]
    comment = ["[Kommentar]", "Upphandlas nu."]
    first = ["Byt larmbåge", "[Status]", "<Blir klart i år>", *comment]
    assert column(table, "Åtgärd") == [[*first, "---", "Märk alla böcker", "[Status]", "<Klart>"]]


def test_texts_that_are_not_written_leave_no_label_behind() -> None:
    (bare,) = tables_in(YEAR, BY_MAL)["2.9 Inköp"].rows
    blank = replace(FULL, risker=(replace(BRIBES, bakgrund="", effekter=" \n", forutsattningar=None),))
    assert tables_in(build_report(blank, Layout.MAL), BY_MAL)["2.9 Inköp"].rows == [bare]
    assert column(tables_in(YEAR, BY_MAL)["2.9 Inköp"], "Risk") == [["Risk för jäv vid inköp"]]
    assert column(tables_in(YEAR, BY_MAL)["2.9 Inköp"], "Åtgärd") == [["Skriftlig jävsprövning"]]


def test_a_risk_without_atgarder_says_so() -> None:
    assert column(tables_in(YEAR, BY_MAL)["Öppet för alla"], "Åtgärd") == [["Inga åtgärder"]]


def test_a_risk_that_the_namnd_accepts_says_why() -> None:
    accepted = replace(CLOSED, accepterad_skal="Filialen har få besök.")
    table = tables_in(build_report(replace(FULL, risker=(accepted,))), BY_MAL)["Öppet för alla"]
    assert column(table, "Åtgärd") == [["[Risken accepteras]", "Filialen har få besök."]]


def test_by_process_the_first_column_has_the_process_and_the_mal_and_the_rows_are_in_natural_order() -> None:
    table = table_in(DELAR, BY_PROCESS)
    assert column(table, "Mål/process") == [["2.9 Inköp"], ["2.10 Lån", "Fler läser"], ["Öppet för alla"], []]
    assert [cell[0] for cell in column(table, "Risk")] == [
        "Risk för jäv vid inköp",
        "Risk att lånade böcker försvinner",
        "Risk att filialen stänger",
        "Risk som ingen har placerat",
    ]


@pytest.mark.parametrize("layout", Layout)
def test_every_risk_has_one_row_in_either_layout_placed_or_not(layout: Layout) -> None:
    assert sorted(risks(FULL if layout == Layout.MAL else APRIL, layout)) == sorted(
        risk.beskrivning for risk in (BOOKS, BRIBES, CLOSED, LOOSE)
    )


@pytest.mark.parametrize("layout", Layout)
def test_risks_of_one_process_and_mal_keep_the_order_of_the_register(layout: Layout) -> None:
    underlag = replace(FULL, underrubrik=None, risker=tuple(replace(BOOKS, beskrivning=text) for text in "cab"))
    assert risks(underlag, layout) == ["c", "a", "b"]


def test_risks_without_process_stand_in_the_order_of_the_mal() -> None:
    first, second = (Risk(text, mal=text) for text in ("Fler läser", "Öppet för alla"))
    assert risks(replace(APRIL, risker=(first, second)), Layout.PROCESS) == ["Öppet för alla", "Fler läser"]


def test_by_mal_risks_without_mal_stand_under_their_processes_in_natural_order() -> None:
    numbers = ("2.10", "2.9", "2.1")
    underlag = replace(
        FULL,
        processer=tuple(Process(number, "Namn") for number in numbers),
        risker=tuple(Risk(f"Risk {number}", process=number) for number in numbers),
    )
    document = build_report(underlag, Layout.MAL)
    assert list(tables_in(document, BY_MAL)) == ["2.1 Namn", "2.9 Namn", "2.10 Namn"]


PROCESS_ONLY, MAL_ONLY, BOTH = Risk("r", process="2.9"), Risk("r", mal="Fler läser"), BOOKS


@pytest.mark.parametrize(
    ("tillfalle", "risker", "layout"),
    [
        ("plan", (PROCESS_ONLY, MAL_ONLY), "process"),
        ("april", (BOTH,), "process"),
        ("augusti", (PROCESS_ONLY,), "process"),
        ("helar", (BOTH,), "mal"),
        ("helar", (PROCESS_ONLY, MAL_ONLY), "mal"),
        ("helar", (PROCESS_ONLY, LOOSE), "process"),
        ("plan", (MAL_ONLY,), "mal"),
        ("april", (MAL_ONLY, LOOSE), "mal"),
        ("augusti", (LOOSE,), "process"),
        ("helar", (), "mal"),
    ],
)
def test_the_layout_is_that_of_the_report_or_the_only_one_that_the_risks_have(
    tillfalle: str, risker: tuple[Risk, ...], layout: str
) -> None:
    assert default_layout(replace(FULL, tillfalle=Tillfalletyp(tillfalle), risker=risker)) == layout


def test_granskningar_have_diarienummer_and_answer_and_their_atgarder() -> None:
    table = table_in(YEAR, REVIEWS)
    assert titles(table) == ["Revision/Granskning", "Åtgärd"]
    assert column(table, "Revision/Granskning") == [
        [
            "Granskning av inköp",
            "[Granskare]",
            "Kommunrevisionen",
            "[Diarienummer]",
            "KN 2026/7",
            "[Datum]",
            "2026-02-03",
            "[Nämndens svar]",
            "2026-03-12 § 34",
        ]
    ]
    assert column(table, "Åtgärd") == [["Ny inköpsrutin", "[Status]", "<Klart>", "[Kommentar]", "Antagen i mars."]]


def test_systematiska_kontroller_may_have_a_comment_and_no_status() -> None:
    found = tables_in(YEAR, CONTROLS)
    last = "Status och kommentar"
    assert titles(found["Fler läser"]) == ["Systematisk kontroll", "Beskrivning av kontroll", last]
    assert column(found["Fler läser"], last) == [["[Status]", "<Klart>", "[Kommentar]", "Inga fel."]]
    assert column(found["2.10 Lån"], last) == [["Görs i juni."]]


def test_kontroller_without_mal_and_process_come_last() -> None:
    loose = replace(COUNTING, process=None)
    document = build_report(replace(FULL, systematiska_kontroller=(loose, *FULL.systematiska_kontroller)))
    assert list(tables_in(document, CONTROLS)) == ["Fler läser", "2.10 Lån", "Övriga kontroller"]


def test_avtal_stand_in_a_table_per_omrade_with_the_columns_of_2019() -> None:
    plain = replace(BUS, avtal="Kafé", omrade=None)
    tables = tables_in(build_report(replace(FULL, avtal=(plain, BUS, replace(BUS, avtal="Båt")))), INSIGHT)
    assert list(tables) == ["Avtal och uppdrag", "Bibliotek"]
    header = ["Avtal/uppdrag", "Typ", "Ansvar", "Tidplan", "Intervall", "Mottagare"]
    assert [titles(table) for table in tables.values()] == [header, header]
    assert [table.row_headers for table in tables.values()] == [True, True]
    assert [cell[0] for cell in column(tables["Bibliotek"], "Avtal/uppdrag")] == ["Bokbuss", "Båt"]
    row = [column(tables["Bibliotek"], title)[0] for title in header[1:]]
    assert row == [["Avtalsuppföljning"], ["Kvalitetsenheten"], ["VT 2026"], ["Två år"], ["Kulturnämnden"]]


PARTS = {
    SUMMARY: replace(EMPTY, texter={Textdel.SAMMANFATTNING: "Text"}),
    STRUCTURE: replace(EMPTY, texter={Textdel.STRUKTUR: "Text"}),
    BY_PROCESS: replace(EMPTY, risker=(LOOSE,)),
    REVIEWS: replace(EMPTY, granskningar=(REVIEW,)),
    CONTROLS: replace(EMPTY, systematiska_kontroller=(COUNTING,), processer=FULL.processer),
    INSIGHT: replace(EMPTY, avtal=(BUS,)),
}


@pytest.mark.parametrize("part", PARTS)
def test_a_part_is_there_when_it_has_content_and_the_others_are_left_out(part: str) -> None:
    assert [text for level, text in outline(build_report(PARTS[part])) if level == 2] == [part]


def test_with_nothing_in_it_the_section_is_its_heading() -> None:
    blank = dict.fromkeys(Textdel, " \n ")
    assert outline(build_report(EMPTY)) == [(1, "Uppföljning av internkontroll")]
    assert len(build_report(replace(EMPTY, texter=blank)).blocks) == 1


@pytest.mark.parametrize(
    ("tillfalle", "heading"),
    [
        ("plan", "Internkontrollplan 2026"),
        ("april", "Uppföljning av internkontroll"),
        ("augusti", "Uppföljning av internkontroll"),
        ("helar", "Internkontroll"),
    ],
)
@pytest.mark.parametrize("rubrik", [None, "", " \n"])
def test_a_report_without_rubrik_gets_that_of_its_kind(tillfalle: str, heading: str, rubrik: str | None) -> None:
    underlag = replace(EMPTY, tillfalle=Tillfalletyp(tillfalle), rubrik=rubrik)
    assert outline(build_report(underlag)) == [(1, heading)]


@pytest.mark.parametrize("layout", Layout)
def test_rubrik_and_underrubrik_of_the_tillfalle_are_the_headings(layout: Layout) -> None:
    underlag = replace(FULL, rubrik="Intern\nkontroll", underrubrik="Risker i år")
    found = outline(build_report(underlag, layout))
    assert found[0] == (1, "Intern kontroll")
    assert (2, "Risker i år") in found


@pytest.mark.parametrize(
    ("rubrik", "title"),
    [
        ("Internkontroll", "Internkontroll, Kulturnämnden 2026"),
        ("Internkontroll 2026", "Internkontroll 2026, Kulturnämnden"),
    ],
)
def test_the_document_is_named_by_heading_namnd_and_year(rubrik: str, title: str) -> None:
    document = build_report(replace(FULL, rubrik=rubrik))
    assert (document.title, document.author) == (title, "Kulturnämnden")


def test_the_document_is_as_of_its_period_or_of_the_day_of_its_tillfalle() -> None:
    assert build_report(APRIL).as_of == date(2026, 4, 30)
    assert build_report(replace(APRIL, period=date(2026, 4, 15))).as_of == date(2026, 4, 15)


def test_a_report_is_silent_on_what_only_the_plan_has() -> None:
    said = [text for row in table_in(DELAR, BY_PROCESS).rows for cell in row for text in map(str, cell)]
    for word in ("Vaktmästare", "2026-10-01", "Bibliotekschef"):
        assert not [text for text in said if word in text]
    assert "Egenkontroller" not in [text for _, text in outline(DELAR)]


def test_atgarder_are_parted_by_a_line_between_them_only() -> None:
    risk = Risk("Risk", tuple(Atgard(text) for text in "abc"))
    cell = column(table_in(build_report(replace(APRIL, risker=(risk,))), BY_PROCESS), "Riskåtgärd")
    assert cell == [["a", "---", "b", "---", "c"]]

"""The internkontrollplan: decision, risks with riskvärde, matrix, who does what by when, planned kontroller."""

from dataclasses import replace
from datetime import date

import pytest

from internkontroll.domain.document import ColorMark, Heading, Matrix, Paragraph, Table
from internkontroll.domain.report import build_report
from internkontroll.domain.report.risker import Layout
from internkontroll.domain.riskskala import Band, Riskcell, Riskskala
from internkontroll.domain.status import Status
from internkontroll.domain.underlag import Atgard, Beslut, Egenkontroll, Risk
from internkontroll.domain.words import Egenkontrollmetod, Frekvens
from tests.domain.reports import (
    BOOKS,
    INVOICES,
    LOOSE,
    PLAN,
    below,
    colors,
    column,
    lines,
    outline,
    table_in,
    tables_in,
    titles,
)

RISKS = "Åtgärder för att minska identifierade risker"
MATRIX = "Riskmatris före åtgärder"
DOCUMENT = build_report(PLAN)


def decision(beslut: Beslut, namnd: str = "Kulturnämnden") -> str:
    block = build_report(replace(PLAN, beslut=beslut, namnd=namnd)).blocks[1]
    assert isinstance(block, Paragraph)
    return block.text


def value(risk: Risk, skala: Riskskala | None = None) -> list[str]:
    document = build_report(replace(PLAN, skala=skala, risker=(risk,)), Layout.PROCESS)
    (cell,) = column(table_in(document, RISKS), "Riskvärde")
    return cell


def explained(*risker: Risk, skala: Riskskala | None = None) -> str:
    block = below(build_report(replace(PLAN, skala=skala, risker=risker)), MATRIX)[0]
    assert isinstance(block, Paragraph)
    return block.text


def drawn(*risker: Risk, skala: Riskskala | None = None) -> Matrix:
    found = [one for one in build_report(replace(PLAN, skala=skala, risker=risker)).blocks if isinstance(one, Matrix)]
    return found[0]


def test_the_drawn_matrix_and_the_table_after_it_say_the_same() -> None:
    figure, table = below(DOCUMENT, MATRIX)[1:3]
    assert isinstance(figure, Matrix)
    assert isinstance(table, Table)
    assert list(figure.rows) == [text for ((text,),) in [(lines(row[0]),) for row in table.rows]]
    assert list(figure.columns) == titles(table)[1:]
    for cells, row in zip(figure.cells, table.rows, strict=True):
        assert [cell.color for cell in cells] == [color for cell in row[1:] for color in colors(cell)]
        assert [cell.text or "0" for cell in cells] == [lines(cell)[0].split()[0] for cell in row[1:]]


def test_the_alternative_text_counts_the_risks_of_each_band_highest_first() -> None:
    assert drawn(BOOKS, BOOKS, replace(BOOKS, sannolikhet=1), LOOSE).description == (
        "Rutnät där sannolikheten ökar uppåt och konsekvensen åt höger. 3 bedömda risker: ingen i ”Åtgärda genast”, "
        "2 i ”Reducera”, 1 i ”Bevaka”, ingen i ”Acceptera”. Tabellen efter figuren visar antalet i varje ruta."
    )
    assert "1 bedömd risk:" in drawn(BOOKS).description


def test_the_legend_has_the_bands_that_the_scale_can_give() -> None:
    skala = Riskskala(("a", "b", "c"), ("d", "e", "f"), (Band(2, "Grön", "D7ECDD"), Band(9, "Gul", "FFF0C2")))
    assert [
        (mark.text, mark.color) for mark in drawn(BOOKS, skala=replace(skala, konsekvens=("d", "e", "f", "g"))).legend
    ] == [
        ("Grön", "D7ECDD"),
        ("Gul", "FFF0C2"),
    ]


def test_the_plan_has_its_parts_in_order() -> None:
    assert [text for level, text in outline(DOCUMENT) if level < 3] == [
        "Internkontrollplan 2026",
        "Sammanfattning av nämndens internkontrollarbete",
        "Struktur för nämndens internkontrollarbete",
        RISKS,
        MATRIX,
        "Åtgärder utifrån rekommendation från revision eller annan extern granskning",
        "Systematiska kontroller",
        "Egenkontroller",
        "Plan för uppföljning och insyn",
    ]


def test_the_decision_is_the_first_thing_below_the_title() -> None:
    said = "Beslutad av kulturnämnden 2025-12-12, § 88. Diarienummer KN 2025/41."
    assert DOCUMENT.blocks[:2] == (Heading(1, "Internkontrollplan 2026"), Paragraph(said))


DAY = date(2025, 12, 12)
PROPOSAL = "Förslag till internkontrollplan för 2026. Planen är inte beslutad."


@pytest.mark.parametrize(
    ("beslut", "said"),
    [
        (Beslut(DAY), "Beslutad av kulturnämnden 2025-12-12."),
        (Beslut(DAY, "88"), "Beslutad av kulturnämnden 2025-12-12, § 88."),
        (Beslut(DAY, None, "KN 7"), "Beslutad av kulturnämnden 2025-12-12. Diarienummer KN 7."),
        (Beslut(), PROPOSAL),
        (Beslut(None, None, "KN 7"), f"{PROPOSAL} Diarienummer KN 7."),
    ],
)
def test_a_plan_says_what_is_known_of_its_decision_or_that_there_is_none(beslut: Beslut, said: str) -> None:
    assert decision(beslut) == said


def test_an_abbreviation_keeps_its_capitals_inside_the_sentence() -> None:
    assert decision(Beslut(DAY), "IFO-nämnden") == "Beslutad av IFO-nämnden 2025-12-12."


@pytest.mark.parametrize(
    ("layout", "part", "header"),
    [
        (Layout.PROCESS, RISKS, ["Mål/process", "Risk", "Riskvärde", "Riskåtgärd"]),
        (Layout.MAL, "Riskreducerande åtgärder", ["Risk", "Riskvärde", "Åtgärd"]),
    ],
)
def test_risks_have_a_column_for_riskvarde_in_either_layout(layout: Layout, part: str, header: list[str]) -> None:
    document = build_report(PLAN, layout)
    for table in tables_in(document, part).values():
        assert [one.title for one in table.columns] == header


@pytest.mark.parametrize(
    ("risk", "said"),
    [
        (BOOKS, ["12 Reducera", "3 × 4"]),
        (LOOSE, ["Inte bedömd"]),
        (replace(LOOSE, konsekvens=4), ["Bara konsekvens 4 är bedömd"]),
        (replace(LOOSE, sannolikhet=2), ["Bara sannolikhet 2 är bedömd"]),
        (
            replace(BOOKS, efter=(1, 4)),
            ["Före: 12 Reducera", "3 × 4", "Efter: 4 Bevaka", "1 × 4"],
        ),
        (replace(LOOSE, efter=(1, 1)), ["Före: Inte bedömd", "Efter: 1 Acceptera", "1 × 1"]),
    ],
)
def test_the_riskvarde_stands_with_its_band_and_its_parts_before_and_after(risk: Risk, said: list[str]) -> None:
    assert value(risk) == said


OWN = Riskskala(
    ("Sällan", "Ibland", "Ofta"),
    ("Liten", "Stor", "Svår"),
    band=(Band(4, "Utanför planen", "D7ECDD"), Band(9, "I planen", "F4B8B0")),
    celler=(Riskcell(1, 3, 8),),
)


def test_the_plans_own_scale_decides_value_band_and_colour() -> None:
    assert value(replace(LOOSE, sannolikhet=1, konsekvens=3), OWN)[0] == "8 I planen"
    low, high = (replace(LOOSE, sannolikhet=step, konsekvens=step) for step in (1, 3))
    rows = table_in(build_report(replace(PLAN, skala=OWN, risker=(low, high))), RISKS).rows
    assert [colors(row[2]) for row in rows] == [["D7ECDD"], ["F4B8B0"]]


def test_who_answers_and_until_when_stands_below_each_atgard() -> None:
    cells = column(table_in(DOCUMENT, RISKS), "Riskåtgärd")
    assert cells[1] == [
        "Byt larmbåge",
        "Ansvarig: Vaktmästare\nSlutdatum: 2026-10-01",
        "[Status]",
        "<Blir klart i år>",
        "[Kommentar]",
        "Upphandlas nu.",
        "---",
        "Märk alla böcker",
        "Ansvarig: Bibliotekarie",
        "[Status]",
        "<Klart>",
    ]
    assert cells[0] == ["Skriftlig jävsprövning"]


def test_the_owner_of_a_risk_is_named() -> None:
    assert column(table_in(DOCUMENT, RISKS), "Risk")[1][-2:] == ["[Riskägare]", "Bibliotekschef"]


def test_atgarder_of_granskningar_are_planned_in_the_same_way() -> None:
    review = replace(PLAN.granskningar[0], atgarder=(Atgard("Ny rutin", ansvarig="Jurist", slutdatum=DAY),))
    document = build_report(replace(PLAN, granskningar=(review,)))
    part = "Åtgärder utifrån rekommendation från revision eller annan extern granskning"
    assert column(table_in(document, part), "Åtgärd") == [["Ny rutin", "Ansvarig: Jurist\nSlutdatum: 2025-12-12"]]


def test_the_matrix_counts_the_risks_with_the_likeliest_at_the_top() -> None:
    table = table_in(DOCUMENT, MATRIX)
    header = ["Sannolikhet / konsekvens", "1 Försumbar", "2 Lindrig", "3 Kännbar", "4 Allvarlig"]
    assert [one.title for one in table.columns] == header
    assert table.row_headers
    assert column(table, header[0]) == [["4 Sannolik"], ["3 Möjlig"], ["2 Mindre sannolik"], ["1 Osannolik"]]
    assert column(table, "4 Allvarlig") == [["0 (värde 16)"], ["2 (värde 12)"], ["1 (värde 8)"], ["0 (värde 4)"]]
    assert column(table, "1 Försumbar") == [["0 (värde 4)"], ["0 (värde 3)"], ["0 (värde 2)"], ["0 (värde 1)"]]


def test_the_matrix_has_the_size_the_words_and_the_values_of_the_plans_scale() -> None:
    risk = replace(LOOSE, sannolikhet=1, konsekvens=3)
    table = table_in(build_report(replace(PLAN, skala=OWN, risker=(risk,))), MATRIX)
    assert [one.title for one in table.columns][1:] == ["1 Liten", "2 Stor", "3 Svår"]
    assert column(table, "3 Svår") == [["0 (värde 9)"], ["0 (värde 6)"], ["1 (värde 8)"]]
    assert [cell for row in table.rows for cell in row[1:] if not isinstance(cell[0], ColorMark)] == []


def test_the_bands_are_explained_with_the_values_that_the_scale_can_give() -> None:
    assert explained(BOOKS) == (
        "Rutorna visar antalet risker, med riskvärdet inom parentes. Riskvärdet är sannolikhet × konsekvens: "
        "1–3 acceptera, 4–8 bevaka, 9–12 reducera, 16 åtgärda genast."
    )
    assert explained(BOOKS, skala=OWN).endswith(
        "konsekvens, om nämnden inte har bestämt ett annat värde: 1–4 utanför planen, 6–9 i planen."
    )


def test_risks_that_are_not_estimated_are_counted_beside_the_matrix() -> None:
    assert explained(BOOKS, LOOSE).endswith(" 1 risk är inte bedömd och räknas inte här.")
    half = replace(LOOSE, sannolikhet=1)
    assert explained(BOOKS, LOOSE, half).endswith(" 2 risker är inte bedömda och räknas inte här.")


def test_a_plan_without_estimates_has_no_matrix() -> None:
    assert MATRIX not in [text for _, text in outline(build_report(replace(PLAN, risker=(LOOSE,))))]


def test_planned_kontroller_have_metod_frekvens_and_ansvarig() -> None:
    found = tables_in(DOCUMENT, "Systematiska kontroller")["Fler läser"]
    assert [one.title for one in found.columns] == ["Systematisk kontroll", "Metod", "Frekvens", "Ansvarig"]
    planned = replace(INVOICES, status=None, kommentar=None)
    document = build_report(replace(PLAN, systematiska_kontroller=(planned,)))
    table = tables_in(document, "Systematiska kontroller")["Fler läser"]
    said = [column(table, one.title)[0] for one in table.columns]
    assert said == [
        ["Stickprov av fakturor", "[Beskrivning]", "Tio om året"],
        ["Slumpvis urval"],
        ["Varje kvartal"],
        ["Controller"],
    ]


def test_a_status_that_a_planned_kontroll_already_has_is_not_lost() -> None:
    cell = column(tables_in(DOCUMENT, "Systematiska kontroller")["Fler läser"], "Systematisk kontroll")[0]
    assert cell[-4:] == ["[Status]", f"<{Status.KLART}>", "[Kommentar]", "Inga fel."]


def test_egenkontroller_say_how_how_often_by_whom_and_where() -> None:
    table = table_in(DOCUMENT, "Egenkontroller")
    header = ["Egenkontroll", "Metod", "Frekvens", "Ansvarig", "Enheter"]
    assert [one.title for one in table.columns] == header
    assert [column(table, title)[0] for title in header] == [
        ["Brandskydd"],
        ["Annan metod"],
        ["Sker löpande"],
        ["Enhetschef"],
        ["Biblioteket", "Barnavdelningen"],
    ]


def test_an_egenkontroll_with_nothing_but_a_name_has_empty_cells() -> None:
    bare = Egenkontroll("Hygien", ("Köket",), metod=Egenkontrollmetod.JOURNALER, frekvens=Frekvens.AR)
    table = table_in(build_report(replace(PLAN, egenkontroller=(bare,))), "Egenkontroller")
    assert column(table, "Metod") == [["Granskning av journaler och akter"]]
    assert column(table, "Frekvens") == [["Varje år"]]
    assert column(table, "Ansvarig") == [[]]

"""The section of a report, in the layouts of the two published ones."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from internkontroll.domain.document import Heading, ListBlock, Paragraph
from internkontroll.domain.report import build_report
from internkontroll.domain.report.risker import Layout
from internkontroll.domain.status import Status, Tillfalletyp
from internkontroll.domain.underlag import Atgard, Avtal, Risk, Underlag
from internkontroll.domain.words import Textdel
from tests.domain.reports import (
    APRIL,
    BOOKS,
    BRIBES,
    CLOSED,
    EMPTY,
    FULL,
    LOOSE,
    below,
    column,
    outline,
    table_below,
    tables,
    titles,
)

YEAR = build_report(FULL)
DELAR = build_report(APRIL)
RISKS = "Åtgärder för att minska identifierade risker"
REVIEWS = "Åtgärder utifrån rekommendation från revision eller annan extern granskning"


def test_the_whole_years_section_has_the_parts_of_2019_in_order() -> None:
    assert outline(YEAR) == [
        (1, "Plan för internkontroll"),
        (2, "Sammanfattning av nämndens internkontrollarbete"),
        (2, "Struktur för nämndens internkontrollarbete"),
        (2, "Riskreducerande åtgärder"),
        (3, "Öppet för alla"),
        (3, "Fler läser"),
        (3, "2.9 Inköp"),
        (3, "Övriga risker"),
        (2, REVIEWS),
        (2, "Systematiska kontroller"),
        (3, "Fler läser"),
        (3, "2.10 Lån"),
        (2, "Plan för uppföljning och insyn"),
        (3, "Uppföljning"),
        (3, "Bibliotek"),
    ]


def test_a_delarsrapport_has_one_table_by_process_as_in_2023() -> None:
    assert outline(DELAR)[:5] == [
        (1, "Uppföljning av internkontroll"),
        (2, "Sammanfattning av nämndens internkontrollarbete"),
        (2, "Struktur för nämndens internkontrollarbete"),
        (2, RISKS),
        (2, REVIEWS),
    ]
    assert titles(table_below(DELAR, RISKS)) == ["Mål/process", "Risk", "Riskåtgärd"]


def test_free_texts_stand_under_their_headings_and_the_inledning_first() -> None:
    assert YEAR.blocks[1] == Paragraph("Om avsnittet.")
    assert below(YEAR, "Sammanfattning av nämndens internkontrollarbete") == [Paragraph("Det gick bra.")]
    structure = below(YEAR, "Struktur för nämndens internkontrollarbete")
    assert structure == [Paragraph("Tre delar:"), ListBlock(("ett", "två"))]
    assert below(YEAR, "Plan för uppföljning och insyn") == [Paragraph("Avtalen följs upp.")]
    assert below(YEAR, "Uppföljning") == [Paragraph("Bussen är uppföljd.")]


def test_a_risk_has_its_texts_under_labels_and_its_atgarder_stacked_with_status_and_comment() -> None:
    table = table_below(YEAR, "Fler läser") if False else tables(below(YEAR, "Fler läser"))[0]
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
    assert column(table, "Åtgärd") == [
        [
            "Byt larmbåge",
            "[Status]",
            "<Blir klart i år>",
            "[Kommentar]",
            "Upphandlas nu.",
            "---",
            "Märk alla böcker",
            "[Status]",
            "<Klart>",
        ]
    ]

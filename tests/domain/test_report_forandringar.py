"""The part that says what has changed since the year or tillfälle before."""

from dataclasses import replace
from datetime import date

from internkontroll.domain.document import Cell, Heading, Label, Paragraph, Table
from internkontroll.domain.report import build_report
from internkontroll.domain.status import Status, Tillfalletyp
from internkontroll.domain.underlag import Atgard, Ref, Risk, Underlag


def ref(key: str) -> Ref:
    return Ref(f"uuid-{key}", key)


DONE = Atgard("blev klar", Status.KLART, ref=ref("a3"))
BEFORE = Underlag(
    "N",
    2025,
    Tillfalletyp.HELAR,
    risker=(
        Risk("Samma", (Atgard("gör", Status.BLIR_KLART, ref=ref("a1")),), sannolikhet=2, konsekvens=2, ref=ref("r1")),
        Risk(
            "Höjs",
            (Atgard("tas bort", Status.EJ_KLART, ref=ref("a2")), DONE),
            sannolikhet=2,
            konsekvens=3,
            ref=ref("r2"),
        ),
        Risk("Sänks", sannolikhet=4, konsekvens=3, ref=ref("r3")),
        Risk("Försvinner", sannolikhet=1, konsekvens=1, ref=ref("r4")),
        Risk("Avslutas", sannolikhet=1, konsekvens=1, ref=ref("r5")),
    ),
)
AFTER = Underlag(
    "N",
    2026,
    Tillfalletyp.PLAN,
    foregaende=BEFORE,
    risker=(
        replace(BEFORE.risker[0], beskrivning="Samma risk", atgarder=(Atgard("gör", Status.KLART, ref=ref("a1")),)),
        replace(BEFORE.risker[1], konsekvens=4, skal=("Fler fall.", None), atgarder=()),
        replace(BEFORE.risker[2], sannolikhet=3),
        replace(BEFORE.risker[4], avslutad=date(2026, 1, 1), avslutad_skal="Hanterad."),
        Risk("Ny", tillagd_skal="Ny lag.", ref=ref("r6")),
    ),
)


def text_of(cell: Cell) -> str:
    return " ".join(part.text for part in cell if isinstance(part, Paragraph | Label))


def tables(underlag: Underlag) -> dict[str, list[tuple[str, ...]]]:
    blocks = build_report(underlag).blocks
    wanted = [
        block for block in blocks if isinstance(block, Table) and block.title.startswith(("Förändrade", "Åtgärder"))
    ]
    return {table.title: [tuple(map(text_of, row)) for row in table.rows] for table in wanted}


def test_new_raised_lowered_closed_and_removed_risks_are_told_with_their_reasons() -> None:
    assert tables(AFTER)["Förändrade risker"] == [
        ("Höjs", "Höjd från 6 till 8", "Fler fall."),
        ("Sänks", "Sänkt från 12 till 9", ""),
        ("Avslutas", "Avslutad 2026-01-01", "Hanterad."),
        ("Ny", "Ny risk", "Ny lag."),
        ("Försvinner", "Finns inte längre med", ""),
    ]


def test_atgarder_with_another_status_and_removed_ones_are_told() -> None:
    assert tables(AFTER)["Åtgärder med ny status"] == [
        ("gör", "Blir klart i år", "Klart"),
        ("tas bort", "Ej klart i år", "Finns inte längre med"),
    ]


def test_the_part_says_what_it_compares_with() -> None:
    assert Heading(2, "Förändringar sedan föregående år") in build_report(AFTER).blocks
    same_year = replace(AFTER, foregaende=replace(BEFORE, ar=2026))
    assert Heading(2, "Förändringar sedan föregående tillfälle") in build_report(same_year).blocks


def test_without_changes_or_without_anything_before_there_is_no_such_part() -> None:
    for previous in (None, AFTER):
        titles = [
            block.text
            for block in build_report(replace(AFTER, foregaende=previous)).blocks
            if isinstance(block, Heading)
        ]
        assert not [title for title in titles if title.startswith("Förändringar")]


def test_underlag_from_files_compare_by_id_and_words() -> None:
    old = Underlag("N", 2025, Tillfalletyp.APRIL, risker=(Risk("A", (Atgard("x", Status.BLIR_KLART),), id="1"),))
    new = Underlag(
        "N", 2025, Tillfalletyp.AUGUSTI, foregaende=old, risker=(Risk("A!", (Atgard("x", Status.KLART),), id="1"),)
    )
    assert tables(new) == {"Åtgärder med ny status": [("x", "Blir klart i år", "Klart")]}

"""Fields in the free texts: filled from the register, and never left as they were typed."""

from datetime import date

import pytest

from internkontroll.domain.document import Paragraph
from internkontroll.domain.report import build_report
from internkontroll.domain.report.fields import FIELDS, fill_fields
from internkontroll.domain.status import Status, Tillfalletyp
from internkontroll.domain.underlag import Atgard, Egenkontroll, Granskning, Kontroll, Risk, Underlag, Utfall
from internkontroll.domain.words import Textdel
from internkontroll.errors import InputRefused

LATE = date(2026, 3, 1)
UNDERLAG = Underlag(
    namnd="Kulturnämnden",
    ar=2026,
    tillfalle=Tillfalletyp.APRIL,
    risker=(
        Risk("Risk A", (Atgard("a", Status.KLART, slutdatum=LATE), Atgard("b", Status.EJ_KLART, slutdatum=LATE))),
        Risk("Risk B", (Atgard("c", Status.BLIR_KLART), Atgard("d", Status.EJ_AKTUELL), Atgard("e"))),
    ),
    granskningar=(Granskning("G", (Atgard("f", Status.TROLIGEN_KLART), Atgard("g", Status.KLART))),),
    systematiska_kontroller=(Kontroll("K"),),
    egenkontroller=(
        Egenkontroll(
            "E",
            ("Enhet",),
            utfall=(
                Utfall("Enhet", date(2026, 1, 31), date(2026, 2, 1)),
                Utfall("Enhet", date(2026, 2, 28)),
                Utfall("Enhet", date(2026, 4, 30)),  # ends on the report's own day
                Utfall("Enhet", date(2026, 5, 1)),
            ),
        ),
    ),
)
VALUES = {
    "nämnd": "Kulturnämnden",
    "år": "2026",
    "datum": "2026-04-30",
    "antal risker": "2",
    "antal åtgärder": "7",
    "åtgärder klara": "2",
    "åtgärder blir klara": "1",
    "åtgärder troligen klara": "1",
    "åtgärder ej klara": "1",
    "åtgärder ej aktuella": "1",
    "åtgärder försenade": "1",
    "antal granskningar": "1",
    "antal kontroller": "1",
    "antal egenkontroller": "1",
    "egenkontroller utförda": "1",
    "egenkontroller saknas": "2",
}


@pytest.mark.parametrize("name", FIELDS)
def test_a_field_shows_what_the_register_says(name: str) -> None:
    assert fill_fields(f"Före {{{name}}} efter", UNDERLAG, "Texten") == f"Före {VALUES[name]} efter"


def test_case_and_blanks_in_a_field_dont_matter() -> None:
    assert fill_fields("{ Antal  Risker }", UNDERLAG, "Texten") == "2"


def test_an_unknown_field_is_refused_with_its_place_and_the_choices() -> None:
    with pytest.raises(InputRefused, match=r"Texten ”X”: Fältet \{antal katter\} finns inte.*\{antal risker\}"):
        fill_fields("Vi har {antal katter}.", UNDERLAG, "Texten ”X”")


@pytest.mark.parametrize("text", ["Ett { ensamt", "Två }{ vända", "Tomt {}", "Över {två\nrader}"])
def test_braces_that_are_no_field_stay(text: str) -> None:
    assert fill_fields(text, UNDERLAG, "Texten") == text


def test_the_report_shows_values_and_names_the_text_of_a_wrong_field() -> None:
    texts = {Textdel.INLEDNING: "Vi har {antal risker} risker."}
    underlag = Underlag("N", 2026, Tillfalletyp.APRIL, texter=texts, risker=UNDERLAG.risker)
    assert Paragraph("Vi har 2 risker.") in build_report(underlag).blocks
    wrong = Underlag("N", 2026, Tillfalletyp.APRIL, texter={Textdel.SAMMANFATTNING: "{antal}"})
    with pytest.raises(InputRefused, match="Sammanfattning"):
        build_report(wrong)

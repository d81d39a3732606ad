"""Report models to render: written for the tests, with the shapes of a nämnd's real sections."""

from collections.abc import Sequence
from datetime import date

from internkontroll.domain.document import (
    Block,
    Cell,
    CellPart,
    ColorMark,
    Column,
    Divider,
    Document,
    Heading,
    Label,
    ListBlock,
    Matrix,
    Paragraph,
    StatusMark,
    Table,
)
from internkontroll.domain.status import Status

SENTENCE = "Rutinen är beslutad, känd i alla enheter och följs upp av kvalitetsenheten varje kvartal. "


def document(*blocks: Block, title: str = "Uppföljning av intern kontroll", author: str = "Äldrenämnden") -> Document:
    return Document(title, author, date(2026, 4, 30), blocks)


def table(*rows: Sequence[Cell], titles: Sequence[str] = ("Risk", "Åtgärd"), row_headers: bool = False) -> Table:
    columns = tuple(Column(title, 1 / len(titles)) for title in titles)
    return Table("Risker", "En rad per risk.", columns, tuple(map(tuple, rows)), row_headers)


def atgard(text: str, status: Status, comment: str) -> tuple[CellPart, ...]:
    return (Paragraph(text), Label("Status"), StatusMark(status), Label("Kommentar"), Paragraph(comment))


def risk_row(number: int, comment: str = SENTENCE * 2) -> tuple[Cell, Cell]:
    status = list(Status)[number % len(Status)]
    return (
        (Paragraph(f"Risk {number} att hjälpmedel inte lämnas tillbaka"), Label("Bakgrund"), Paragraph(SENTENCE)),
        (
            *atgard(f"Åtgärd {number} a", status, comment),
            Divider(),
            *atgard(f"Åtgärd {number} b", Status.KLART, "Införd i maj."),
        ),
    )


def matrix(steps: int = 4, words: Sequence[str] = ("Osannolik", "Mycket sannolik och väntad")) -> Matrix:
    """A matrix with a risk on its diagonal."""
    names = tuple(f"{step} {words[step % len(words)]}" for step in range(1, steps + 1))
    cells = tuple(
        tuple(ColorMark("12" if row == column else "", "FBD3A8" if row == column else "D7ECDD") for column in names)
        for row in reversed(names)
    )
    legend = (ColorMark("Acceptera", "D7ECDD"), ColorMark("Åtgärda genast", "FBD3A8"))
    return Matrix("Riskmatris", "Fyra risker & ”mer”.", "Sannolikhet", "Konsekvens", names[::-1], names, cells, legend)


def section() -> Document:
    """A bit of everything that a section can hold."""
    return document(
        Heading(1, "Uppföljning av intern kontroll"),
        Paragraph("Nämnden följer upp planen tre gånger om året.\nDet här är den första."),
        Heading(2, "Sammanfattning"),
        Paragraph(f"{SENTENCE * 3}Läs mer på https://www.exempel.se/plan/2026 eller skriv till kontroll@exempel.se."),
        ListBlock(("Två risker har minskat.", SENTENCE * 2)),
        ListBlock(tuple(f"Steg {number}" for number in range(1, 12)), ordered=True),
        Heading(2, "Åtgärder"),
        table(*map(risk_row, range(1, 6))),
        Heading(3, "Risker med riskvärde"),
        table(
            ((Paragraph("Risk att körjournaler saknas"),), (ColorMark("12 – hög", "F6B26B"),), (Paragraph("Ekonom"),)),
            ((Paragraph("Risk att larm inte besvaras"),), (ColorMark("3", "B7E1CD"),), ()),
            ((Paragraph("Risk utan mer"),), (), (ListBlock(("ett", "två"), ordered=True),)),
            titles=("Risk", "Riskvärde", "Ansvarig"),
            row_headers=True,
        ),
        Heading(2, "Avslutning"),
        Paragraph("Samiska ord: čáhci, đeaddu, ŋáhppi, šaddu, ŧ och ž. Tecken: – — ”citat” ’ … § 50 ‰ 3 × 4 ≥ 12 €."),
    )

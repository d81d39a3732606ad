"""Reports for tests: a nämnd's underlag with something in every part, and ways to read a report model."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import takewhile

from internkontroll.domain.document import (
    Block,
    Cell,
    CellPart,
    ColorMark,
    Divider,
    Document,
    Heading,
    Label,
    ListBlock,
    Matrix,
    StatusMark,
    Table,
)
from internkontroll.domain.status import Status, Tillfalletyp
from internkontroll.domain.underlag import (
    Atgard,
    Avtal,
    Beslut,
    Egenkontroll,
    Granskning,
    Kontroll,
    Mal,
    Process,
    Risk,
    Underlag,
)
from internkontroll.domain.words import Egenkontrollmetod, Frekvens, Textdel

LOAN = Atgard("Byt larmbåge", Status.BLIR_KLART, "Upphandlas nu.", "Vaktmästare", date(2026, 10, 1))
MARKING = Atgard("Märk alla böcker", Status.KLART, ansvarig="Bibliotekarie")
BOOKS = Risk(
    "Risk att lånade böcker försvinner",
    (LOAN, MARKING),
    process="2.10",
    mal="Fler läser",
    bakgrund="Larmbågen är gammal.\n\nDen larmar inte alltid.",
    effekter="Hyllor gapar tomma.",
    forutsattningar="Pengar till larm.",
    paverkar_aven="Risken påverkar även målet En ekonomi i balans.",
    riskagare="Bibliotekschef",
    sannolikhet=3,
    konsekvens=4,
)
BRIBES = Risk("Risk för jäv vid inköp", (Atgard("Skriftlig jävsprövning"),), process="2.9", sannolikhet=2, konsekvens=4)
CLOSED = Risk("Risk att filialen stänger", mal="Öppet för alla", sannolikhet=3, konsekvens=4)
LOOSE = Risk("Risk som ingen har placerat")
REVIEW = Granskning(
    "Granskning av inköp",
    (Atgard("Ny inköpsrutin", Status.KLART, "Antagen i mars."),),
    granskare="Kommunrevisionen",
    diarienummer="KN 2026/7",
    datum=date(2026, 2, 3),
    svar="2026-03-12 § 34",
)
INVOICES = Kontroll(
    "Stickprov av fakturor",
    mal="Fler läser",
    process="2.9",
    beskrivning="Tio om året",
    metod="Slumpvis urval",
    frekvens=Frekvens.KVARTAL,
    ansvarig="Controller",
    status=Status.KLART,
    kommentar="Inga fel.",
)
COUNTING = Kontroll("Inventering", process="2.10", kommentar="Görs i juni.")
BUS = Avtal("Bokbuss", "Bibliotek", "Avtalsuppföljning", "Kvalitetsenheten", "VT 2026", "Två år", "Kulturnämnden")
FIRE = Egenkontroll(
    "Brandskydd",
    ("Biblioteket", "Barnavdelningen"),
    metod=Egenkontrollmetod.ANNAN,
    frekvens=Frekvens.LOPANDE,
    ansvarig="Enhetschef",
)

FULL = Underlag(
    "Kulturnämnden",
    2026,
    Tillfalletyp.HELAR,
    kommun="Ängsö kommun",
    rubrik="Plan för internkontroll",
    beslut=Beslut(date(2025, 12, 12), "§ 88", "KN 2025/41"),
    texter={
        Textdel.INLEDNING: "Om avsnittet.",
        Textdel.SAMMANFATTNING: "Det gick bra.",
        Textdel.STRUKTUR: "Tre delar:\n- ett\n- två",
        Textdel.INSYN: "Avtalen följs upp.",
        Textdel.INSYN_UPPFOLJNING: "Bussen är uppföljd.",
    },
    processer=(Process("2.10", "Lån"), Process("2.9", "Inköp")),
    mal=(Mal("Öppet för alla"), Mal("Fler läser")),
    risker=(BOOKS, BRIBES, CLOSED, LOOSE),
    granskningar=(REVIEW,),
    systematiska_kontroller=(COUNTING, INVOICES),
    avtal=(BUS,),
    egenkontroller=(FIRE,),
)
"""Something in every part; change it with `dataclasses.replace`."""

APRIL = replace(FULL, tillfalle=Tillfalletyp.APRIL, rubrik=None)
PLAN = replace(FULL, tillfalle=Tillfalletyp.PLAN, rubrik=None)
EMPTY = Underlag("Kulturnämnden", 2026, Tillfalletyp.APRIL)


def outline(document: Document) -> list[tuple[int, str]]:
    """Level and text of every heading, in order."""
    return [(block.level, block.text) for block in document.blocks if isinstance(block, Heading)]


def below(document: Document, heading: str) -> list[Block]:
    """The blocks from a heading to the next one."""
    blocks = iter(document.blocks)
    for block in blocks:
        if isinstance(block, Heading) and block.text == heading:
            break
    return list(takewhile(lambda block: not isinstance(block, Heading), blocks))


def tables_in(document: Document, part: str) -> dict[str, Table]:
    """The tables of a part (a heading of level 2), by the heading that they stand under."""
    found: dict[str, Table] = {}
    inside, heading = False, ""
    for block in document.blocks:
        if isinstance(block, Heading):
            inside = block.text == part if block.level == 2 else inside
            heading = block.text
        elif isinstance(block, Table) and inside:
            found[heading] = block
    return found


def table_in(document: Document, part: str) -> Table:
    """The one table of a part."""
    (table,) = tables_in(document, part).values()
    return table


def titles(table: Table) -> list[str]:
    """The header row."""
    return [column.title for column in table.columns]


def text_of(part: CellPart) -> str:
    """A part of a cell as a line: labels in brackets, statuses in angles, list items with bullets."""
    if isinstance(part, Label):
        return f"[{part.text}]"
    if isinstance(part, StatusMark):
        return f"<{part.status}>"
    if isinstance(part, ListBlock):
        return "\n".join(f"* {item}" for item in part.items)
    return "---" if isinstance(part, Divider) else part.text


def lines(cell: Cell) -> list[str]:
    """A cell, a line for each part."""
    return [text_of(part) for part in cell]


def column(table: Table, title: str) -> list[list[str]]:
    """The cells of one column, as `lines`."""
    at = titles(table).index(title)
    return [lines(row[at]) for row in table.rows]


def colors(cell: Cell) -> list[str]:
    """The colours of a cell's marks."""
    return [part.color for part in cell if isinstance(part, ColorMark)]


def body_texts(document: Document) -> Iterator[str]:
    """Every text that is printed, in reading order."""
    for block in document.blocks:
        if isinstance(block, Table):
            yield from titles(block)
            yield from (text_of(part) for row in block.rows for cell in row for part in cell)
        elif isinstance(block, ListBlock):
            yield from block.items
        elif not isinstance(block, Matrix):  # whose table says the same
            yield block.text

"""The parts of a section beside the risks: free texts, granskningar, kontroller, uppföljning och insyn."""

from collections.abc import Sequence

from internkontroll.domain.document import Block, Cell, Column, Heading, Table
from internkontroll.domain.report.cells import atgarder_cell, frekvens_cell, labelled, status_parts, text_cell
from internkontroll.domain.report.fields import fill_fields
from internkontroll.domain.report.groups import group_by, group_by_mal
from internkontroll.domain.report.texts import one_line, to_blocks
from internkontroll.domain.status import Tillfalletyp
from internkontroll.domain.underlag import Avtal, Granskning, Kontroll, Underlag
from internkontroll.domain.words import Textdel


def text_part(underlag: Underlag, part: Textdel, title: str | None, level: int = 2) -> list[Block]:
    """A free text with its fields filled, under its heading (none for the inledning); empty where nothing is written.

    Raises InputRefused for a field that doesn't exist.
    """
    place = f"Texten ”{title or 'Inledning'}”"
    blocks = to_blocks(fill_fields(underlag.texter.get(part, ""), underlag, place))
    if not blocks:
        return []
    return [Heading(level, title), *blocks] if title else [*blocks]


def granskning_blocks(underlag: Underlag) -> list[Block]:
    """Granskningar and the åtgärder that their recommendations led to."""
    if not underlag.granskningar:
        return []
    planned = underlag.tillfalle == Tillfalletyp.PLAN
    rows = [
        (_granskning_cell(granskning), atgarder_cell(granskning.atgarder, planned=planned))
        for granskning in underlag.granskningar
    ]
    columns = (Column("Revision/Granskning", 0.4), Column("Åtgärd", 0.6))
    table = Table("Granskningar och åtgärder", "En rad per granskning med dess åtgärder.", columns, rows)
    return [Heading(2, "Åtgärder utifrån rekommendation från revision eller annan extern granskning"), table]


def _granskning_cell(granskning: Granskning) -> Cell:
    return (
        *to_blocks(granskning.namn),
        *labelled("Granskare", granskning.granskare),
        *labelled("Diarienummer", granskning.diarienummer),
        *labelled("Datum", granskning.datum.isoformat() if granskning.datum else None),
        *labelled("Nämndens svar", granskning.svar),
    )


def kontroll_blocks(underlag: Underlag) -> list[Block]:
    """Systematiska kontroller by mål (or process): planned in a plan, with status and comment in a report."""
    planned = underlag.tillfalle == Tillfalletyp.PLAN
    blocks: list[Block] = []
    for name, kontroller in group_by_mal(underlag, underlag.systematiska_kontroller, "Övriga kontroller").items():
        blocks += [Heading(3, name), _kontroll_table(name, kontroller, planned)]
    return [Heading(2, "Systematiska kontroller"), *blocks] if blocks else []


def _kontroll_table(group: str, kontroller: Sequence[Kontroll], planned: bool) -> Table:
    title = f"Systematiska kontroller: {group}"
    if planned:
        columns = _columns(("Systematisk kontroll", 0.5), ("Metod", 0.2), ("Frekvens", 0.12), ("Ansvarig", 0.18))
        return Table(title, "En rad per planerad kontroll.", columns, [_planned_kontroll(k) for k in kontroller])
    columns = _columns(
        ("Systematisk kontroll", 0.27), ("Beskrivning av kontroll", 0.34), ("Status och kommentar", 0.39)
    )
    return Table(title, "En rad per kontroll med dess status.", columns, [_reported_kontroll(k) for k in kontroller])


def _planned_kontroll(kontroll: Kontroll) -> tuple[Cell, ...]:
    what = (
        *to_blocks(kontroll.kontroll),
        *labelled("Beskrivning", kontroll.beskrivning),
        *status_parts(kontroll.status, kontroll.kommentar),
    )
    return what, text_cell(kontroll.metod), frekvens_cell(kontroll.frekvens), text_cell(kontroll.ansvarig)


def _reported_kontroll(kontroll: Kontroll) -> tuple[Cell, ...]:
    outcome = status_parts(kontroll.status, kontroll.kommentar) if kontroll.status else text_cell(kontroll.kommentar)
    return text_cell(kontroll.kontroll), text_cell(kontroll.beskrivning), outcome


def insyn_blocks(underlag: Underlag) -> list[Block]:
    """Plan för uppföljning och insyn of private utförare (kommunallagen 5 kap. 3 §)."""
    blocks = [
        *text_part(underlag, Textdel.INSYN, None),
        *text_part(underlag, Textdel.INSYN_UPPFOLJNING, "Uppföljning", level=3),
    ]
    for omrade, avtal in group_by(underlag.avtal, lambda one: one_line(one.omrade)).items():
        blocks += [Heading(3, omrade or "Avtal och uppdrag"), _avtal_table(omrade, avtal)]
    return [Heading(2, "Plan för uppföljning och insyn"), *blocks] if blocks else []


def _avtal_table(omrade: str, avtal: Sequence[Avtal]) -> Table:
    titles = _columns(
        ("Avtal/uppdrag", 0.22),
        ("Typ", 0.2),
        ("Ansvar", 0.16),
        ("Tidplan", 0.12),
        ("Intervall", 0.13),
        ("Mottagare", 0.17),
    )
    rows = [
        tuple(text_cell(text) for text in (one.avtal, one.typ, one.ansvar, one.tidplan, one.intervall, one.mottagare))
        for one in avtal
    ]
    title = f"Avtal och uppdrag: {omrade}" if omrade else "Avtal och uppdrag"
    return Table(title, "En rad per avtal som följs upp.", titles, rows, row_headers=True)


def _columns(*titles: tuple[str, float]) -> tuple[Column, ...]:
    return tuple(Column(title, share) for title, share in titles)

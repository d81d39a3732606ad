"""Cells that several tables share: a risk with its texts, åtgärder stacked with status and comment."""

from collections.abc import Iterable

from internkontroll.domain.document import Cell, CellPart, Divider, Label, Paragraph, StatusMark
from internkontroll.domain.report.texts import to_blocks
from internkontroll.domain.status import Status
from internkontroll.domain.underlag import Atgard, Risk
from internkontroll.domain.words import Frekvens


def text_cell(text: str | None) -> Cell:
    """A plain text, or an empty cell."""
    return to_blocks(text)


def labelled(label: str, text: str | None) -> Cell:
    """A sub-heading and its text; nothing where there is no text."""
    blocks = to_blocks(text)
    return (Label(label), *blocks) if blocks else ()


def risk_cell(risk: Risk) -> Cell:
    """The risk and, where they are written, Bakgrund, Effekter, Förutsättningar and what more it affects."""
    return (
        *to_blocks(risk.beskrivning),
        *labelled("Bakgrund", risk.bakgrund),
        *labelled("Effekter", risk.effekter),
        *labelled("Förutsättningar", risk.forutsattningar),
        *to_blocks(risk.affects_also()),
    )


def frekvens_cell(frekvens: Frekvens | None) -> Cell:
    """How often something is done, or an empty cell."""
    return text_cell(frekvens.label if frekvens else None)


def atgarder_cell(atgarder: Iterable[Atgard], *, planned: bool) -> Cell:
    """The åtgärder one after the other; a plan adds who answers for each and until when.

    That there are none is said: an empty cell would look like one that somebody forgot.
    """
    parts: list[CellPart] = []
    for atgard in atgarder:
        if parts:
            parts.append(Divider())
        parts += to_blocks(atgard.beskrivning)
        if planned:
            parts += _responsibility(atgard)
        parts += status_parts(atgard.status, atgard.kommentar)
    return tuple(parts) or (Paragraph("Inga åtgärder"),)


def status_parts(status: Status | None, kommentar: str | None) -> Cell:
    """Status and Kommentar under their sub-headings."""
    mark: Cell = (Label("Status"), StatusMark(status)) if status else ()
    return (*mark, *labelled("Kommentar", kommentar))


def _responsibility(atgard: Atgard) -> Cell:
    said = (("Ansvarig", atgard.ansvarig), ("Slutdatum", atgard.slutdatum))
    lines = [f"{label}: {value}" for label, value in said if value]
    return (Paragraph("\n".join(lines)),) if lines else ()

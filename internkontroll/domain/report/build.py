"""The parts in their order, for the section of a report and for the plan. Parts without content are left out."""

from collections.abc import Callable

from internkontroll.domain.document import Block, Document, Heading
from internkontroll.domain.report.disposition import parts_in
from internkontroll.domain.report.egenkontroller import egenkontroll_blocks
from internkontroll.domain.report.forandringar import change_blocks
from internkontroll.domain.report.parts import (
    granskning_blocks,
    insyn_blocks,
    kontroll_blocks,
    text_part,
)
from internkontroll.domain.report.plan import decision_blocks, matrix_blocks
from internkontroll.domain.report.risker import Layout, default_layout, risk_blocks
from internkontroll.domain.report.sammanstallning import compilation_blocks
from internkontroll.domain.report.texts import one_line
from internkontroll.domain.status import Tillfalletyp
from internkontroll.domain.underlag import Underlag
from internkontroll.domain.words import Avsnittsdel, Textdel

_RISK_TITLES = {
    Layout.PROCESS: "Åtgärder för att minska identifierade risker",
    Layout.MAL: "Riskreducerande åtgärder",
}


def build_report(underlag: Underlag, layout: Layout | None = None) -> Document:
    """The internkontrollplan for tillfälle plan, else the section on internkontroll of that report.

    Without `layout` the one chosen for the tillfälle, else what the kind of report uses (`default_layout`).
    """
    layout = layout or underlag.layout or default_layout(underlag)
    title = one_line(underlag.rubrik) or default_title(underlag)
    decision = decision_blocks(underlag) if underlag.tillfalle == Tillfalletyp.PLAN else []
    blocks: list[Block] = [Heading(1, title), *decision]
    for place, part in enumerate(parts_in(underlag)):
        blocks += _inledning(underlag, place) if part == Avsnittsdel.INLEDNING else _BLOCKS[part](underlag, layout)
    return Document(_name(underlag, title), underlag.namnd, underlag.as_of, tuple(blocks))


def _inledning(underlag: Underlag, place: int) -> list[Block]:
    """Right below the title it needs no heading; farther down it would be taken for the end of another part."""
    return text_part(underlag, Textdel.INLEDNING, None if place == 0 else "Inledning")


def _risker(underlag: Underlag, layout: Layout) -> list[Block]:
    blocks = risk_blocks(underlag, layout, one_line(underlag.underrubrik) or _RISK_TITLES[layout])
    return [*blocks, *matrix_blocks(underlag)] if underlag.tillfalle == Tillfalletyp.PLAN else blocks


_BLOCKS: dict[Avsnittsdel, Callable[[Underlag, Layout], list[Block]]] = {
    Avsnittsdel.SAMMANFATTNING: lambda underlag, _: text_part(
        underlag, Textdel.SAMMANFATTNING, "Sammanfattning av nämndens internkontrollarbete"
    ),
    Avsnittsdel.STRUKTUR: lambda underlag, _: text_part(
        underlag, Textdel.STRUKTUR, "Struktur för nämndens internkontrollarbete"
    ),
    Avsnittsdel.FORANDRINGAR: lambda underlag, _: change_blocks(underlag),
    Avsnittsdel.RISKER: _risker,
    Avsnittsdel.GRANSKNINGAR: lambda underlag, _: granskning_blocks(underlag),
    Avsnittsdel.KONTROLLER: lambda underlag, _: kontroll_blocks(underlag),
    Avsnittsdel.EGENKONTROLLER: lambda underlag, _: egenkontroll_blocks(underlag),
    Avsnittsdel.SAMMANSTALLNING: lambda underlag, _: compilation_blocks(underlag.sammanstallning),
    Avsnittsdel.INSYN: lambda underlag, _: insyn_blocks(underlag),
}


def _name(underlag: Underlag, title: str) -> str:
    """What tells the document from others: heading, nämnd and, unless the heading has it, year."""
    year = "" if str(underlag.ar) in title else f" {underlag.ar}"
    return f"{title}, {underlag.namnd}{year}"


def default_title(underlag: Underlag) -> str:
    """The title of a section that nobody has given one."""
    if underlag.tillfalle == Tillfalletyp.PLAN:
        return f"Internkontrollplan {underlag.ar}"
    return "Uppföljning av internkontroll" if underlag.tillfalle != Tillfalletyp.HELAR else "Internkontroll"

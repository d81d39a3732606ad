"""The order of the parts, for the section of a report and for the plan. Parts without content are left out."""

from internkontroll.domain.document import Block, Document, Heading
from internkontroll.domain.report.forandringar import change_blocks
from internkontroll.domain.report.parts import (
    granskning_blocks,
    insyn_blocks,
    kontroll_blocks,
    planned_egenkontroll_blocks,
    text_part,
)
from internkontroll.domain.report.plan import decision_blocks, matrix_blocks
from internkontroll.domain.report.risker import Layout, default_layout, risk_blocks
from internkontroll.domain.report.texts import one_line
from internkontroll.domain.status import Tillfalletyp
from internkontroll.domain.underlag import Underlag
from internkontroll.domain.words import Textdel

_RISK_TITLES = {
    Layout.PROCESS: "Åtgärder för att minska identifierade risker",
    Layout.MAL: "Riskreducerande åtgärder",
}


def build_report(underlag: Underlag, layout: Layout | None = None) -> Document:
    """The internkontrollplan for tillfälle plan, else the section on internkontroll of that report.

    Without `layout` the one that the kind of report uses (`default_layout`).
    """
    layout = layout or default_layout(underlag)
    title = one_line(underlag.rubrik) or _default_title(underlag)
    is_plan = underlag.tillfalle == Tillfalletyp.PLAN
    blocks: list[Block] = [
        Heading(1, title),
        *(decision_blocks(underlag) if is_plan else ()),
        *text_part(underlag, Textdel.INLEDNING, None),
        *text_part(underlag, Textdel.SAMMANFATTNING, "Sammanfattning av nämndens internkontrollarbete"),
        *text_part(underlag, Textdel.STRUKTUR, "Struktur för nämndens internkontrollarbete"),
        *change_blocks(underlag),
        *risk_blocks(underlag, layout, one_line(underlag.underrubrik) or _RISK_TITLES[layout]),
        *(matrix_blocks(underlag) if is_plan else ()),
        *granskning_blocks(underlag),
        *kontroll_blocks(underlag),
        *(planned_egenkontroll_blocks(underlag) if is_plan else ()),
        *insyn_blocks(underlag),
    ]
    return Document(_name(underlag, title), underlag.namnd, underlag.as_of, tuple(blocks))


def _name(underlag: Underlag, title: str) -> str:
    """What tells the document from others: heading, nämnd and, unless the heading has it, year."""
    year = "" if str(underlag.ar) in title else f" {underlag.ar}"
    return f"{title}, {underlag.namnd}{year}"


def _default_title(underlag: Underlag) -> str:
    if underlag.tillfalle == Tillfalletyp.PLAN:
        return f"Internkontrollplan {underlag.ar}"
    return "Uppföljning av internkontroll" if underlag.tillfalle != Tillfalletyp.HELAR else "Internkontroll"

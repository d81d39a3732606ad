"""Everything of one tillfälle as sheets: a row per record, so that it can be filtered, counted and sorted."""

from internkontroll.domain.report.fields import fill_fields
from internkontroll.domain.underlag import Underlag
from internkontroll.domain.words import Textdel
from internkontroll.export.excel.kontroller import egenkontroll_sheet, granskning_sheet, kontroll_sheet, utfall_sheet
from internkontroll.export.excel.risker import atgard_sheet, risk_sheet
from internkontroll.export.excel.sheet import TEXT, WHO, Column, Sheet


def section_sheets(underlag: Underlag) -> tuple[Sheet, ...]:
    """Risker, Åtgärder, Granskningar, Kontroller, Egenkontroller, Utfall, Avtal and Texter, in this order.

    Raises InputRefused for a text with a field that doesn't exist.
    """
    processer = {process.nummer: f"{process.nummer} {process.namn}" for process in underlag.processer}
    return (
        risk_sheet(underlag, processer),
        atgard_sheet(underlag),
        granskning_sheet(underlag.granskningar),
        kontroll_sheet(underlag.systematiska_kontroller, processer),
        egenkontroll_sheet(underlag.egenkontroller, processer),
        utfall_sheet(underlag.egenkontroller),
        _avtal(underlag),
        _texter(underlag),
    )


def _avtal(underlag: Underlag) -> Sheet:
    columns = (
        Column("Avtal/uppdrag", TEXT),
        Column("Område", WHO),
        *(Column(title, WHO) for title in ("Typ", "Ansvar", "Tidplan", "Intervall", "Mottagare")),
    )
    rows = (
        (one.avtal, one.omrade, one.typ, one.ansvar, one.tidplan, one.intervall, one.mottagare)
        for one in underlag.avtal
    )
    return Sheet("Avtal", "En rad per avtal eller uppdrag i planen för uppföljning och insyn.", columns, rows)


_TITLES = {
    Textdel.INLEDNING: "Inledning",
    Textdel.SAMMANFATTNING: "Sammanfattning",
    Textdel.STRUKTUR: "Struktur",
    Textdel.INSYN: "Uppföljning och insyn",
    Textdel.INSYN_UPPFOLJNING: "Uppföljning och insyn: vad uppföljningen visade",
}


def _texter(underlag: Underlag) -> Sheet:
    """What it is a section of, and its free texts with their fields filled."""
    beslut = underlag.beslut
    facts = (
        ("Kommun", underlag.kommun),
        ("Nämnd", underlag.namnd),
        ("Förvaltning", underlag.forvaltning),
        ("År", str(underlag.ar)),
        ("Tillfälle", underlag.tillfalle.label),
        ("Avser läget", underlag.as_of.isoformat()),
        ("Planens status", underlag.planstatus.capitalize()),
        ("Planens beslut, datum", beslut.datum and beslut.datum.isoformat()),
        ("Planens beslut, paragraf", beslut.paragraf),
        ("Planens beslut, diarienummer", beslut.diarienummer),
        ("Rubrik", underlag.rubrik),
        ("Underrubrik", underlag.underrubrik),
    )
    texts = (
        (title, fill_fields(underlag.texter[part], underlag, title))
        for part, title in _TITLES.items()
        if part in underlag.texter
    )
    rows = tuple((title, text) for title, text in (*facts, *texts) if text)
    return Sheet("Texter", "Vad avsnittet gäller, och dess texter.", (Column("Del", 34), Column("Text", 100)), rows)

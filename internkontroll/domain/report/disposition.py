"""Which parts a report has and in which order: as the nämnd has chosen for the tillfälle, else the usual ones."""

from collections.abc import Mapping

from internkontroll.domain.status import Tillfalletyp
from internkontroll.domain.underlag import Delval, Underlag
from internkontroll.domain.words import Avsnittsdel, Textdel

TITLES: Mapping[Avsnittsdel, str] = {
    Avsnittsdel.INLEDNING: "Inledning",
    Avsnittsdel.SAMMANFATTNING: "Sammanfattning",
    Avsnittsdel.STRUKTUR: "Struktur",
    Avsnittsdel.FORANDRINGAR: "Förändringar",
    Avsnittsdel.RISKER: "Risker och åtgärder",
    Avsnittsdel.GRANSKNINGAR: "Granskningar",
    Avsnittsdel.KONTROLLER: "Systematiska kontroller",
    Avsnittsdel.EGENKONTROLLER: "Egenkontroller",
    Avsnittsdel.SAMMANSTALLNING: "Sammanställning av egenkontrollen",
    Avsnittsdel.INSYN: "Uppföljning och insyn",
}
"""What people call the parts."""

TEXTS: Mapping[Avsnittsdel, tuple[Textdel, ...]] = {
    Avsnittsdel.INLEDNING: (Textdel.INLEDNING,),
    Avsnittsdel.SAMMANFATTNING: (Textdel.SAMMANFATTNING,),
    Avsnittsdel.STRUKTUR: (Textdel.STRUKTUR,),
    Avsnittsdel.INSYN: (Textdel.INSYN, Textdel.INSYN_UPPFOLJNING),
}
"""The parts that have free texts, and which."""


def standard_disposition(tillfalle: Tillfalletyp) -> tuple[Delval, ...]:
    """All parts in their usual order.

    What has changed, what the year's egenkontroller showed together, and in a report each of them, are there to be
    chosen.
    """
    chosen = {
        Avsnittsdel.FORANDRINGAR: False,
        Avsnittsdel.EGENKONTROLLER: tillfalle == Tillfalletyp.PLAN,
        Avsnittsdel.SAMMANSTALLNING: False,
    }
    return tuple(Delval(part, chosen.get(part, True)) for part in Avsnittsdel)


def arrange(tillfalle: Tillfalletyp, chosen: Mapping[Avsnittsdel, tuple[int, bool]]) -> tuple[Delval, ...] | None:
    """All parts by their chosen place and whether they are in; what nobody has chosen stays where it usually is.

    None where nothing is chosen.
    """
    usual = {one.part: (place, one.med) for place, one in enumerate(standard_disposition(tillfalle))}
    places = usual | dict(chosen)
    return (
        tuple(Delval(part, places[part][1]) for part in sorted(usual, key=lambda part: places[part][0]))
        if chosen
        else None
    )


def disposition_of(underlag: Underlag) -> tuple[Delval, ...]:
    """Every part once, with whether it is in the report."""
    return underlag.disposition or standard_disposition(underlag.tillfalle)


def parts_in(underlag: Underlag) -> tuple[Avsnittsdel, ...]:
    """The parts that the report has; what has changed also where somebody has asked for it at the export."""
    asked = {Avsnittsdel.FORANDRINGAR} if underlag.foregaende else set()
    return tuple(one.part for one in disposition_of(underlag) if one.med or one.part in asked)

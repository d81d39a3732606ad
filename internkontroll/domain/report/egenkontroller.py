"""The part on egenkontroller: how each is planned, or what has been done of it and what it showed."""

from collections import Counter
from collections.abc import Sequence

from internkontroll.domain.document import Block, Cell, Column, Heading, Label, Paragraph, Table
from internkontroll.domain.report.cells import atgarder_cell, frekvens_cell, labelled, text_cell
from internkontroll.domain.status import Tillfalletyp
from internkontroll.domain.underlag import Egenkontroll, Underlag, Utfall
from internkontroll.domain.words import Resultat

TITLE = "Egenkontroller"
EARLIER = "Åtgärder från tidigare års egenkontroller"


def egenkontroll_blocks(underlag: Underlag) -> list[Block]:
    """A row per egenkontroll, then what is still to be done after those of earlier years; empty without any."""
    planned = underlag.tillfalle == Tillfalletyp.PLAN
    blocks: list[Block] = []
    if underlag.egenkontroller:
        blocks.append(_planned_table(underlag) if planned else _reported_table(underlag))
    if underlag.tidigare:
        blocks.append(_earlier_table(underlag, planned=planned))
    return [Heading(2, TITLE), *blocks] if blocks else []


def _planned_table(underlag: Underlag) -> Table:
    titles = {"Egenkontroll": 0.26, "Metod": 0.22, "Frekvens": 0.12, "Ansvarig": 0.16, "Enheter": 0.24}
    rows = [_planned(egenkontroll) for egenkontroll in underlag.egenkontroller]
    return Table(TITLE, "En rad per planerad egenkontroll.", _columns(titles), rows)


def _planned(egenkontroll: Egenkontroll) -> tuple[Cell, ...]:
    return (
        text_cell(egenkontroll.namn),
        text_cell(egenkontroll.metod.label if egenkontroll.metod else None),
        frekvens_cell(egenkontroll.frekvens),
        text_cell(egenkontroll.ansvarig),
        tuple(Paragraph(enhet) for enhet in egenkontroll.enheter),
    )


def _reported_table(underlag: Underlag) -> Table:
    titles = {"Egenkontroll": 0.26, "Utförande": 0.34, "Resultat och åtgärder": 0.4}
    rows = [_reported(underlag, egenkontroll) for egenkontroll in underlag.egenkontroller]
    return Table(TITLE, "En rad per egenkontroll med vad som är gjort och vad den visade.", _columns(titles), rows)


def _reported(underlag: Underlag, egenkontroll: Egenkontroll) -> tuple[Cell, ...]:
    ended = [utfall for utfall in egenkontroll.utfall if utfall.period <= underlag.as_of]
    name = (*text_cell(egenkontroll.namn), *frekvens_cell(egenkontroll.frekvens))
    return name, _carried_out(ended), _showed([utfall for utfall in ended if utfall.datum])


def _earlier_table(underlag: Underlag, *, planned: bool) -> Table:
    titles = {"Egenkontroll": 0.26, "Enhet och period": 0.34, "Åtgärd": 0.4}
    rows = [
        (
            text_cell(one.egenkontroll),
            text_cell(f"{one.enhet}\n{one.period}"),
            atgarder_cell([one.atgard], planned=planned),
        )
        for one in underlag.tidigare
    ]
    return Table(EARLIER, "En rad per åtgärd som har förts över från tidigare år.", _columns(titles), rows)


def _carried_out(ended: Sequence[Utfall]) -> Cell:
    """How many of those whose period has ended are done, and where they aren't."""
    if not ended:
        return (Paragraph("Ingen period är slut ännu."),)
    missing = Counter(utfall.enhet for utfall in ended if utfall.datum is None)
    where = "\n".join(f"{enhet}, {count} st" if count > 1 else enhet for enhet, count in missing.items())
    return (Paragraph(f"{len(ended) - missing.total()} av {len(ended)} är gjorda."), *labelled("Inte gjorda", where))


def _showed(done: Sequence[Utfall]) -> Cell:
    results = Counter(utfall.resultat for utfall in done)
    said = ", ".join(f"{results[resultat]} {resultat.lower()}" for resultat in Resultat if results[resultat])
    reviewed = sum(utfall.antal_granskade or 0 for utfall in done)
    deviations = sum(utfall.antal_avvikelser or 0 for utfall in done)
    counts = f"{reviewed} granskade, {deviations} avvikelser" if reviewed or deviations else None
    atgarder = [atgard for utfall in done for atgard in utfall.atgarder]
    return (
        *labelled("Resultat", said),
        *labelled("Antal", counts),
        *((Label("Åtgärder"), *atgarder_cell(atgarder, planned=False)) if atgarder else ()),
    )


def _columns(titles: dict[str, float]) -> tuple[Column, ...]:
    return tuple(Column(title, share) for title, share in titles.items())

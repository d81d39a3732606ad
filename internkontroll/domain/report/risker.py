"""The part on risks and their åtgärder, in both layouts: one table by process, or a table per mål."""

from internkontroll.domain.document import Block, Cell, ColorMark, Column, Heading, Paragraph, Table
from internkontroll.domain.report.cells import atgarder_cell, labelled, risk_cell, text_cell
from internkontroll.domain.report.groups import group_by_mal, process_names
from internkontroll.domain.status import Tillfalletyp
from internkontroll.domain.underlag import Risk, Underlag
from internkontroll.domain.words import Layout as Layout  # known to the callers from here


def default_layout(underlag: Underlag) -> Layout:
    """By mål for the whole year, else by process; the other one where the risks have only the other."""
    wanted = Layout.MAL if underlag.tillfalle == Tillfalletyp.HELAR else Layout.PROCESS
    has_process = any(risk.process for risk in underlag.risker)
    has_mal = any(risk.mal for risk in underlag.risker)
    if wanted == Layout.MAL and has_process and not has_mal:
        return Layout.PROCESS
    if wanted == Layout.PROCESS and has_mal and not has_process:
        return Layout.MAL
    return wanted


def risk_blocks(underlag: Underlag, layout: Layout, title: str) -> list[Block]:
    """The part with its heading; empty without risks."""
    if not underlag.risker:
        return []
    parts = _by_process(underlag) if layout == Layout.PROCESS else _by_mal(underlag)
    return [Heading(2, title), *parts]


def _by_process(underlag: Underlag) -> list[Block]:
    planned = _is_plan(underlag)
    processer = {nummer: text_cell(name) for nummer, name in process_names(underlag).items()}
    places = {name: place for place, name in enumerate([*processer, *(mal.namn for mal in underlag.mal)])}

    def order(risk: Risk) -> int:
        """By process; those without one by mål, those without either last."""
        return places.get(risk.process or risk.mal or "", len(places))

    rows = [
        ((*processer.get(risk.process or "", ()), *text_cell(risk.mal)), *_cells(underlag, risk))
        for risk in sorted(underlag.risker, key=order)
    ]
    columns = _columns(planned, Column("Mål/process", 0.2))
    return [Table("Risker och riskåtgärder", "En rad per risk, med mål eller process och åtgärder.", columns, rows)]


def _by_mal(underlag: Underlag) -> list[Block]:
    names = process_names(underlag)
    blocks: list[Block] = []
    for name, risker in group_by_mal(underlag, underlag.risker, "Övriga risker").items():
        rows = [_cells(underlag, risk, _process_part(names, risk)) for risk in risker]
        title = f"Risker och åtgärder: {name}"
        table = Table(title, "En rad per risk med dess åtgärder.", _columns(_is_plan(underlag)), rows)
        blocks += [Heading(3, name), table]
    return blocks


def _process_part(names: dict[str, str], risk: Risk) -> Cell:
    """The process of a risk that stands under its mål."""
    return labelled("Process", names[risk.process]) if risk.process and risk.mal else ()


def _columns(planned: bool, *first: Column) -> tuple[Column, ...]:
    value = (Column("Riskvärde", 0.15),) if planned else ()
    left = 1 - sum(column.share for column in (*first, *value))
    last = "Riskåtgärd" if first else "Åtgärd"
    # A plan's åtgärder have no comments yet: there the texts of the risk are the longest.
    share = 0.54 if planned else 0.46
    return (*first, Column("Risk", left * share), *value, Column(last, left * (1 - share)))


def _cells(underlag: Underlag, risk: Risk, more: Cell = ()) -> tuple[Cell, ...]:
    planned = _is_plan(underlag)
    value = (value_cell(underlag, risk),) if planned else ()
    owner = labelled("Riskägare", risk.riskagare) if planned else ()
    accepted = () if risk.atgarder else labelled("Risken accepteras", risk.accepterad_skal)
    return ((*risk_cell(risk), *more, *owner), *value, accepted or atgarder_cell(risk.atgarder, planned=planned))


def value_cell(underlag: Underlag, risk: Risk) -> Cell:
    """The riskvärde with its band, before and (where it is estimated) after åtgärder."""
    if not risk.efter:
        return _value_parts(underlag, "", risk.sannolikhet, risk.konsekvens)
    before = _value_parts(underlag, "Före: ", risk.sannolikhet, risk.konsekvens)
    return (*before, *_value_parts(underlag, "Efter: ", *risk.efter))


def _value_parts(underlag: Underlag, prefix: str, sannolikhet: int | None, konsekvens: int | None) -> Cell:
    """The riskvärde on the colour of its band, and what it is made of: sannolikhet × konsekvens."""
    if sannolikhet is None and konsekvens is None:
        return (Paragraph(f"{prefix}Inte bedömd"),)
    if sannolikhet is None or konsekvens is None:
        known = f"sannolikhet {sannolikhet}" if sannolikhet else f"konsekvens {konsekvens}"
        return (Paragraph(f"{prefix}Bara {known} är bedömd"),)
    varde = underlag.riskskala.riskvarde(sannolikhet, konsekvens)
    band = underlag.riskskala.band_of(varde)
    return (ColorMark(f"{prefix}{varde} {band.namn}", band.color), Paragraph(f"{sannolikhet} × {konsekvens}"))


def _is_plan(underlag: Underlag) -> bool:
    return underlag.tillfalle == Tillfalletyp.PLAN

"""What only the internkontrollplan has: the decision, the risk matrix as a table, the bands of the scale."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby, product

from internkontroll.domain.document import Block, Cell, ColorMark, Column, Heading, Paragraph, Table
from internkontroll.domain.report.cells import text_cell
from internkontroll.domain.riskskala import Riskskala
from internkontroll.domain.underlag import Underlag


def decision_blocks(underlag: Underlag) -> list[Block]:
    """Who decided the plan, when and where it is filed; a plan without decision says so."""
    beslut = underlag.beslut
    diarienummer = f" Diarienummer {beslut.diarienummer}." if beslut.diarienummer else ""
    if beslut.datum is None:
        return [Paragraph(f"Förslag till internkontrollplan för {underlag.ar}. Planen är inte beslutad.{diarienummer}")]
    sign = "§ " if beslut.paragraf and beslut.paragraf[0].isdigit() else ""
    paragraf = f", {sign}{beslut.paragraf}" if beslut.paragraf else ""
    return [Paragraph(f"Beslutad av {_inside(underlag.namnd)} {beslut.datum}{paragraf}.{diarienummer}")]


def matrix_blocks(underlag: Underlag) -> list[Block]:
    """How many risks stand where on the scale, the likeliest at the top as in the drawn matrix."""
    skala = underlag.riskskala
    counts = Counter((r.sannolikhet, r.konsekvens) for r in underlag.risker if r.sannolikhet and r.konsekvens)
    if not counts:
        return []
    steps = range(1, len(skala.konsekvens) + 1)
    columns = (
        Column("Sannolikhet / konsekvens", 0.24),
        *(Column(f"{step} {skala.konsekvens[step - 1]}", 0.76 / len(skala.konsekvens)) for step in steps),
    )
    rows = [
        (
            text_cell(f"{row} {skala.sannolikhet[row - 1]}"),
            *(_matrix_cell(underlag, counts, row, step) for step in steps),
        )
        for row in range(len(skala.sannolikhet), 0, -1)
    ]
    title = "Riskmatris före åtgärder"
    description = "Antal risker och riskvärde för varje sannolikhet (rader) och konsekvens (kolumner)."
    table = Table(title, description, columns, rows, row_headers=True)
    missing = len(underlag.risker) - counts.total()
    return [Heading(2, title), Paragraph(_explain_bands(underlag) + _explain_missing(missing)), table]


def _matrix_cell(underlag: Underlag, counts: Counter[tuple[int, int]], row: int, step: int) -> Cell:
    varde = underlag.riskskala.riskvarde(row, step)
    band = underlag.riskskala.band_of(varde)
    return (ColorMark(f"{counts[row, step]} (värde {varde})", band.color),)


def _explain_bands(underlag: Underlag) -> str:
    own = ", om nämnden inte har bestämt ett annat värde" if underlag.riskskala.celler else ""
    return (
        "Rutorna visar antalet risker, med riskvärdet inom parentes. "
        f"Riskvärdet är sannolikhet × konsekvens{own}: {', '.join(_bands_in_words(underlag.riskskala))}."
    )


def _bands_in_words(skala: Riskskala) -> Iterator[str]:
    """Each band with the riskvärden that the scale can give: "9–12 reducera", "16 åtgärda genast"."""
    pairs = product(range(1, len(skala.sannolikhet) + 1), range(1, len(skala.konsekvens) + 1))
    values = sorted({skala.riskvarde(*pair) for pair in pairs})
    for band, group in groupby(values, key=skala.band_of):
        low, *_, high = [*group] * 2
        yield f"{low}–{high} {_inside(band.namn)}" if low < high else f"{low} {_inside(band.namn)}"


def _explain_missing(count: int) -> str:
    if not count:
        return ""
    return f" {count} {'risk är inte bedömd' if count == 1 else 'risker är inte bedömda'} och räknas inte här."


def _inside(name: str) -> str:
    """A name inside a sentence: Socialnämnden → socialnämnden, but IFO-nämnden."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]

"""What only the internkontrollplan has: the decision, the risk matrix drawn and as a table, the bands of the scale."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby, product

from internkontroll.domain.document import Block, Cell, ColorMark, Column, Heading, Matrix, Paragraph, Table
from internkontroll.domain.report.cells import text_cell
from internkontroll.domain.riskskala import Band, Riskskala
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
    explained = Paragraph(_explain_bands(underlag) + _explain_missing(missing))
    return [Heading(2, title), explained, _figure(title, skala, counts), table]


def _figure(title: str, skala: Riskskala, counts: Counter[tuple[int, int]]) -> Matrix:
    """The same as a drawing, with a number only where there are risks."""
    likeliest_first = range(len(skala.sannolikhet), 0, -1)
    steps = range(1, len(skala.konsekvens) + 1)
    return Matrix(
        title,
        _seen(skala, counts),
        "Sannolikhet",
        "Konsekvens",
        tuple(f"{row} {skala.sannolikhet[row - 1]}" for row in likeliest_first),
        tuple(f"{step} {skala.konsekvens[step - 1]}" for step in steps),
        tuple(tuple(_square(skala, counts, row, step) for step in steps) for row in likeliest_first),
        tuple(ColorMark(band.namn, band.color) for band in _bands(skala)),
    )


def _square(skala: Riskskala, counts: Counter[tuple[int, int]], row: int, step: int) -> ColorMark:
    count = counts[row, step]
    return ColorMark(str(count) if count else "", skala.band_of(skala.riskvarde(row, step)).color)


def _seen(skala: Riskskala, counts: Counter[tuple[int, int]]) -> str:
    """What the drawing shows, in words: how many risks stand in which band, the highest band first."""
    in_band = Counter[str]()
    for pair, count in counts.items():
        in_band[skala.band_of(skala.riskvarde(*pair)).namn] += count
    said = [f"{in_band[band.namn] or 'ingen'} i ”{band.namn}”" for band in reversed(_bands(skala))]
    risks = counts.total()
    return (
        "Rutnät där sannolikheten ökar uppåt och konsekvensen åt höger. "
        f"{risks} {'bedömd risk' if risks == 1 else 'bedömda risker'}: {', '.join(said)}. "
        "Tabellen efter figuren visar antalet i varje ruta."
    )


def _bands(skala: Riskskala) -> list[Band]:
    """The bands that the scale can give, lowest first."""
    values = sorted(skala.riskvarde(*pair) for pair in _pairs(skala))
    return list(dict.fromkeys(map(skala.band_of, values)))


def _pairs(skala: Riskskala) -> Iterator[tuple[int, int]]:
    return product(range(1, len(skala.sannolikhet) + 1), range(1, len(skala.konsekvens) + 1))


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
    values = sorted({skala.riskvarde(*pair) for pair in _pairs(skala)})
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

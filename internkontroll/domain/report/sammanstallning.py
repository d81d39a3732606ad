"""The year's egenkontroll for the kvalitetsberättelse: a part of the section, and a report of its own."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from internkontroll.domain.andel import percent
from internkontroll.domain.document import Block, Cell, Column, Document, Heading, ListBlock, Paragraph, Table
from internkontroll.domain.report.cells import labelled, text_cell
from internkontroll.domain.report.texts import one_line
from internkontroll.domain.sammanstallning.antal import Antal, share_of, share_text
from internkontroll.domain.sammanstallning.aret import Kontrollrad, Metodrad, Monster, Rad, Sammanstallning
from internkontroll.domain.sammanstallning.meningar import allvar_text, day_text, sentences
from internkontroll.domain.words import Effekt

TITLE = "Sammanställning av egenkontrollen"
MOST_PATTERNS = 20
"""Patterns that the document shows; Excel has them all."""

_MOST_UNITS = 8
_EXPLAINED = (
    "Gjorda räknas av de tillfällen vars period är slut. Ett tillfälle har en avvikelse när resultatet inte är "
    "Uppfyllt eller när något av det granskade hade en brist. De som är besvarade med Ej relevant räknas inte med i "
    "den andelen. En kontrollpunkt brister när någon svarar Nej eller Delvis; den följs även när frågan får nya ord."
)


def build_compilation(aret: Sammanstallning) -> Document:
    """The report of its own."""
    title = f"{TITLE} {aret.ar}"
    head = Paragraph(f"{one_line(aret.namnd)}. Läget den {day_text(aret.as_of)}.")
    return Document(
        f"{title}, {one_line(aret.namnd)}", aret.namnd, aret.as_of, (Heading(1, title), head, *_content(aret, 2))
    )


def compilation_blocks(aret: Sammanstallning | None) -> list[Block]:
    """The part of a section; empty where nothing was planned."""
    if aret is None or not aret.totalt.planerade:
        return []
    return [Heading(2, TITLE), *_content(aret, 3)]


def _content(aret: Sammanstallning, level: int) -> list[Block]:
    said = [Paragraph(sentence) for sentence in sentences(aret)]
    if not aret.totalt.planerade:
        return [*said]
    parts = (
        ("Vad som har kontrollerats", [_methods(aret)]),
        ("Resultat per egenkontroll", [_controls(aret)]),
        ("Resultat per område", [_named("Område", "Resultat per område", aret.omraden, aret)]),
        ("Resultat per enhet", [_units(aret)]),
        ("Jämförelse med tidigare år", _years(aret)),
        ("Kontrollpunkter som brister i flera enheter", _patterns(aret)),
        ("Åtgärder och effekt", _effects(aret)),
    )
    return [
        *said,
        Paragraph(_EXPLAINED),
        *(block for title, blocks in parts if blocks for block in (Heading(level, title), *blocks)),
    ]


def _methods(aret: Sammanstallning) -> Table:
    """All eight ways, also those that weren't used."""
    titles = {"Metod": 0.26, "Egenkontroller": 0.32, "Gjorda": 0.21, "Med avvikelse": 0.21}
    description = "En rad per metod i de allmänna råden till SOSFS 2011:9."
    return _table("Egenkontroller per metod", description, titles, [_method(rad) for rad in aret.metoder])


def _method(rad: Metodrad) -> tuple[Cell, ...]:
    names = _names(rad.kontroller) if rad.kontroller else (Paragraph("Ingen egenkontroll"),)
    return text_cell(rad.namn), names, *_done(rad.antal)


def _names(names: Sequence[str]) -> Cell:
    return text_cell(one_line(names[0])) if len(names) == 1 else (ListBlock(tuple(map(one_line, names))),)


def _controls(aret: Sammanstallning) -> Table:
    titles = {"Egenkontroll": 0.28, "Gjorda": 0.2, "Med avvikelse": 0.26, str(aret.ar - 1): 0.26}
    rows = [_control(rad, aret) for rad in aret.kontroller]
    return _table("Resultat per egenkontroll", "En rad per egenkontroll.", titles, rows)


def _control(rad: Kontrollrad, aret: Sammanstallning) -> tuple[Cell, ...]:
    often = rad.kontroll.frekvens.label if rad.kontroll.frekvens else ""
    where = f"{rad.enheter} {'enhet' if rad.enheter == 1 else 'enheter'}" if rad.enheter else "Ingen enhet"
    name = (*text_cell(one_line(rad.kontroll.namn)), Paragraph(". ".join(filter(None, (often, where)))))
    done, deviating = _done(rad.antal)
    counted = share_text(rad.antal.brister, rad.antal.granskade)
    more = (*labelled("Brist i granskade", counted), *labelled("Allvar", allvar_text(rad.antal, aret.allvarsord)))
    return name, done, (*deviating, *more), _before(rad.fore)


def _units(aret: Sammanstallning) -> Table:
    """Each unit with the one above it, so that units of the same name are told apart."""
    rows = [
        (text_cell(one_line(rad.namn)), text_cell(one_line(rad.del_av)), *_done(rad.antal), _before(rad.fore))
        for rad in aret.enheter
    ]
    titles = {"Enhet": 0.22, "Hör till": 0.16, "Gjorda": 0.2, "Med avvikelse": 0.19, str(aret.ar - 1): 0.23}
    return _table("Resultat per enhet", "En rad per enhet.", titles, rows)


def _named(kind: str, title: str, rader: Iterable[Rad], aret: Sammanstallning) -> Table:
    rows = [(text_cell(one_line(rad.namn)), *_done(rad.antal), _before(rad.fore)) for rad in rader]
    titles = {kind: 0.34, "Gjorda": 0.2, "Med avvikelse": 0.2, str(aret.ar - 1): 0.26}
    return _table(title, f"En rad per {kind.lower()}.", titles, rows)


def _years(aret: Sammanstallning) -> list[Block]:
    """A row for each year; nothing where there is only one."""
    if len(aret.aren) < 2:
        return []
    rows = [
        (text_cell(str(ar)), *_done(antal), text_cell(share_text(antal.brister, antal.granskade) or "Inget granskat"))
        for ar, antal in aret.aren
    ]
    titles = {"År": 0.13, "Gjorda": 0.29, "Med avvikelse": 0.29, "Brist i granskade": 0.29}
    table = _table("Jämförelse med tidigare år", "En rad per år, det tidigaste först.", titles, rows)
    day = day_text(aret.as_of).rsplit(" ", 1)[0]
    until = [Paragraph(f"Varje år räknas till och med den {day}.")] if aret.as_of < date(aret.ar, 12, 31) else []
    return [table, *until]


def _patterns(aret: Sammanstallning) -> list[Block]:
    if not aret.monster:
        return [Paragraph("Ingen kontrollpunkt har brustit i mer än en enhet.")]
    shown = aret.monster[:MOST_PATTERNS]
    titles = {"Kontrollpunkt": 0.42, "Brast i": 0.36, str(aret.ar - 1): 0.22}
    table = _table(
        "Kontrollpunkter som brister i flera enheter",
        "En rad per kontrollpunkt, den som brast i flest enheter först.",
        titles,
        [_pattern(one) for one in shown],
    )
    rest = len(aret.monster) - len(shown)
    more = [Paragraph(f"Ytterligare {rest} brast i lika många enheter eller färre och visas inte här.")] if rest else []
    return [table, *more]


def _pattern(one: Monster) -> tuple[Cell, ...]:
    worded = f"Frågan har haft {one.lydelser} lydelser." if one.lydelser > 1 else ""
    fraga = (*text_cell(one_line(one.fraga)), Paragraph(one_line(one.kontroll)), *text_cell(worded))
    names, rest = one.enheter[:_MOST_UNITS], len(one.enheter) - _MOST_UNITS
    where = ", ".join(map(one_line, names)) + (f" och {rest} till" if rest > 0 else "")
    counts = share_of(len(one.enheter), one.svarande, "enheter")
    answers = ", ".join(f"{count} {word}" for count, word in ((one.nej, "Nej"), (one.delvis, "Delvis")) if count)
    if one.fore is None:
        before = "Ställdes inte"
    else:
        before = f"Brast i {one.fore} {'enhet' if one.fore == 1 else 'enheter'}" if one.fore else "Brast inte"
    return fraga, (Paragraph(counts), Paragraph(where), *labelled("Svar", answers)), text_cell(before)


def _effects(aret: Sammanstallning) -> list[Block]:
    """What was done about the deviations and whether it helped, by egenkontroll."""
    if not aret.atgarder:
        return [Paragraph("Ingen åtgärd är beslutad med anledning av årets avvikelser.")]
    rows = [
        (
            text_cell(one_line(rad.namn)),
            text_cell(f"{rad.klara} av {rad.antal}"),
            text_cell(_effect(rad.effekter, rad.antal)),
        )
        for rad in aret.atgarder
    ]
    titles = {"Egenkontroll": 0.4, "Klara åtgärder": 0.2, "Har de hjälpt?": 0.4}
    return [
        _table("Åtgärder och effekt", "En rad per egenkontroll vars avvikelser har lett till åtgärder.", titles, rows)
    ]


def _effect(effekter: Mapping[Effekt, int], antal: int) -> str:
    known = ", ".join(f"{effekter[effekt]} {effekt}" for effekt in Effekt if effekter[effekt])
    rest = antal - sum(effekter.values())
    if not known:
        return "Inte bedömt ännu"
    return f"{known}, {rest} inte bedömda" if rest else known


def _done(antal: Antal) -> tuple[Cell, Cell]:
    return (Paragraph(antal.gjorda_text()),), (Paragraph(antal.avvikande_text()),)


def _before(fore: Antal | None) -> Cell:
    """How the year before went."""
    if fore is None:
        return (Paragraph("Fanns inte"),)
    shares = (("Gjorda", fore.gjorda, fore.planerade), ("Med avvikelse", fore.avvikande, fore.bedomda))
    said = [f"{name}: {percent(part, whole)}\N{NO-BREAK SPACE}%" for name, part, whole in shares if whole]
    return (Paragraph("\n".join(said) or "Ingen gjord"),)


def _table(title: str, description: str, titles: dict[str, float], rows: Sequence[tuple[Cell, ...]]) -> Table:
    columns = tuple(Column(name, share) for name, share in titles.items())
    return Table(title, description, columns, rows, row_headers=True)

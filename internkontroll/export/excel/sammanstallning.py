"""The year's egenkontroll as sheets: typed cells, a row for each tillfälle, each answer and each åtgärd."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from internkontroll.domain.sammanstallning.antal import Antal
from internkontroll.domain.sammanstallning.aret import Sammanstallning
from internkontroll.export.excel.sheet import DAY, NUMBER, TEXT, WIDE, Column, Row, Sheet, word_mark

_COUNTED = ("Planerade", "Gjorda", "Ej relevanta", "Med avvikelse", "Granskade", "Brister i granskade")


@dataclass(frozen=True, slots=True)
class Rader:
    """The rows of the sheets that come straight from the register; each is gone through once.

    `tillfallen`: egenkontroll, metod, område, enhet, period, förfaller, utförd, resultat, allvar, granskade,
    avvikelser, kommentar. `svar`: egenkontroll, enhet, period, kontrollpunkt, answer, number, kommentar. `atgarder`:
    egenkontroll, enhet, åtgärd, status, slutdatum, effekt, kommentar.
    """

    tillfallen: Iterable[Row]
    svar: Iterable[Row]
    atgarder: Iterable[Row]


def compilation_sheets(aret: Sammanstallning, rader: Rader) -> tuple[Sheet, ...]:
    """Enheter, Egenkontroller, Mönster, Tillfällen, Svar and Åtgärder, in this order."""
    return (
        _enheter(aret),
        _kontroller(aret),
        _monster(aret),
        Sheet("Tillfällen", "En rad per egenkontroll, enhet och period.", _TILLFALLEN, _marked(rader.tillfallen, 7)),
        Sheet("Svar", "En rad per kontrollpunkt och tillfälle.", _SVAR, rader.svar),
        Sheet("Åtgärder", "En rad per åtgärd som en avvikelse har lett till.", _ATGARDER, _marked(rader.atgarder, 3)),
    )


def _enheter(aret: Sammanstallning) -> Sheet:
    columns = (Column("Enhet", TEXT), Column("Hör till", TEXT), *_numbers())
    rows = ((rad.namn, rad.del_av, *_counts(rad.antal), *_counts(rad.fore)[:2]) for rad in aret.enheter)
    return Sheet("Enheter", "En rad per enhet.", (*columns, *_before(aret)), rows)


def _kontroller(aret: Sammanstallning) -> Sheet:
    columns = (
        *(Column("Egenkontroll", WIDE), Column("Metod", TEXT), Column("Område", TEXT), Column("Frekvens", 16)),
        *(Column("Enheter", NUMBER), *_numbers(), *_before(aret)),
    )
    rows = (
        (
            rad.kontroll.namn,
            rad.kontroll.metod and rad.kontroll.metod.label,
            rad.kontroll.omrade,
            rad.kontroll.frekvens and rad.kontroll.frekvens.label,
            rad.enheter,
            *_counts(rad.antal),
            *_counts(rad.fore)[:2],
        )
        for rad in aret.kontroller
    )
    return Sheet("Egenkontroller", "En rad per egenkontroll.", columns, rows)


def _monster(aret: Sammanstallning) -> Sheet:
    columns = (
        *(Column("Kontrollpunkt", WIDE), Column("Egenkontroll", TEXT), Column("Brast i enheter", NUMBER)),
        *(Column("Besvarad av enheter", NUMBER), Column("Nej", NUMBER), Column("Delvis", NUMBER)),
        *(Column(f"Brast i enheter {aret.ar - 1}", NUMBER), Column("Lydelser", NUMBER), Column("Enheter", WIDE)),
    )
    rows = (
        (
            *(one.fraga, one.kontroll, len(one.enheter), one.svarande, one.nej, one.delvis),
            *(one.fore, one.lydelser, ", ".join(one.enheter)),
        )
        for one in aret.monster
    )
    return Sheet("Mönster", "En rad per kontrollpunkt som brast i flera enheter.", columns, rows)


def _numbers() -> tuple[Column, ...]:
    return tuple(Column(title, NUMBER) for title in _COUNTED)


def _before(aret: Sammanstallning) -> tuple[Column, ...]:
    return tuple(Column(f"{title} {aret.ar - 1}", NUMBER) for title in _COUNTED[:2])


def _counts(antal: Antal | None) -> tuple[int | None, ...]:
    if antal is None:
        return (None,) * len(_COUNTED)
    return (
        *(antal.planerade, antal.gjorda, antal.ej_relevanta),
        *(antal.avvikande, antal.granskade, antal.brister),
    )


_TILLFALLEN = (
    *(Column("Egenkontroll", WIDE), Column("Metod", TEXT), Column("Område", TEXT), Column("Enhet", TEXT)),
    *(Column(title, DAY) for title in ("Period till", "Förfaller", "Utförd")),
    *(Column("Resultat", 18), Column("Allvar", 14)),
    *(Column("Antal granskade", NUMBER), Column("Antal avvikelser", NUMBER), Column("Kommentar", WIDE)),
)
_SVAR = (
    *(Column("Egenkontroll", TEXT), Column("Enhet", TEXT), Column("Period till", DAY), Column("Kontrollpunkt", WIDE)),
    *(Column("Svar", 16), Column("Tal", NUMBER), Column("Kommentar", WIDE)),
)
_ATGARDER = (
    *(Column("Egenkontroll", TEXT), Column("Enhet", TEXT), Column("Åtgärd", WIDE), Column("Status", 20)),
    *(Column("Slutdatum", DAY), Column("Hjälpte den?", 14), Column("Vad som har blivit bättre", WIDE)),
)


def _marked(rows: Iterable[Row], place: int) -> Iterator[Row]:
    """The rows with the word at `place` on its colour; the word alone carries the meaning."""
    for row in rows:
        word = row[place]
        yield (*row[:place], word_mark(word) if isinstance(word, str) else word, *row[place + 1 :])

"""Use case: the coverage map → an Excel file: how it is with each row in each period, and what is missing."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from internkontroll.db.reader import Reader
from internkontroll.domain.egenkontroll.paminnelse import Paminnelse
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.errors import WrongUsage
from internkontroll.export.excel import Properties, render_xlsx
from internkontroll.export.excel.sheet import DAY, NUMBER, TEXT, WHO, WIDE, Column, Row, Sheet, word_mark
from internkontroll.files import open_replacing
from internkontroll.services.tackning.karta import coverage
from internkontroll.services.tackning.lista import reminders
from internkontroll.services.tackning.modell import COUNTED, Rad, Tackning, Val

_LAGE, _COUNT = 13, 11
"""Widths in characters of a word that says how it is and of a number: a year of months goes on one page."""

_MISSING = (
    *(Column("Chef", WHO), Column("E-post", TEXT), Column("Enhet", TEXT), Column("Egenkontroll", WIDE)),
    *(Column("Period", 16), Column("Skulle ha varit klar", DAY), Column("Dagar sen", NUMBER)),
)


def export_coverage(
    reader: Reader, sammanhang: Sammanhang, target: Path, val: Val | None = None, *, only_missing: bool = False
) -> None:
    """Write the map, as `coverage` gives it, and what is missing in it by chief; `target` ends with .xlsx.

    `only_missing`: the map without the rows in which nothing is missing. Raises WrongUsage for another ending,
    EnvironmentFailed where the file can't be written; the old file stays until the new one is whole.
    """
    if target.suffix.lower() != ".xlsx":
        raise WrongUsage(f"{target}: Filtypen kan inte skrivas. Välj en fil som slutar på .xlsx.")
    with reader.moment():
        found = coverage(reader, sammanhang, val)
        paminnelser = reminders(reader, sammanhang, found.val.bara)
        (namnd,) = reader.one("SELECT namn FROM namnd WHERE id = ?", (sammanhang.namnd_id,)) or ("",)
    _write(target, found.lacking() if only_missing else found, paminnelser, namnd, sammanhang)


def _write(
    target: Path, tackning: Tackning, paminnelser: Sequence[Paminnelse], namnd: str, sammanhang: Sammanhang
) -> None:
    sheets = (
        Sheet("Täckning", f"En rad per {tackning.val.rader.lower()}.", _columns(tackning), _rows(tackning), fixed=1),
        Sheet("Saknas", "En rad per egenkontroll som inte är loggad.", _MISSING, _missing(paminnelser)),
    )
    title = f"Täckning av egenkontroller {sammanhang.ar}, {namnd}, {sammanhang.idag}"
    with open_replacing(target) as stream:
        render_xlsx(sheets, Properties(title, namnd, sammanhang.idag), stream)


def _columns(tackning: Tackning) -> tuple[Column, ...]:
    name, planned, done, share, *counted = tackning.counts()[0]
    return (
        Column(name, TEXT),
        *(Column(period.capitalize(), _LAGE) for period in tackning.val.steg.names),
        *(Column(title, _COUNT) for title in (planned, done, f"{share} (%)", *counted)),
    )


def _rows(tackning: Tackning) -> Iterator[Row]:
    return (
        (rad.titel, *(word_mark(ruta.lage) for ruta in rad.rutor), *_numbers(rad))  # the word of what asks for most
        for rad in tackning.rader
    )


def _numbers(rad: Rad) -> Iterator[int | None]:
    yield from (rad.planerade, rad.utforda, rad.procent)
    yield from (rad.antal[lage] for lage in COUNTED)


def _missing(paminnelser: Sequence[Paminnelse]) -> Iterator[Row]:
    for one in paminnelser:
        for saknad in one.saknade:
            late = (one.idag - saknad.senast).days
            yield one.namn, one.adress, saknad.enhet, saknad.egenkontroll, saknad.period_namn, saknad.senast, late

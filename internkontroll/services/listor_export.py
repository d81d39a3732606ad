"""Use case: a list → an Excel or CSV file."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import select

from internkontroll.db.models import handelse
from internkontroll.db.session import Register
from internkontroll.errors import WrongUsage
from internkontroll.export.excel.sheet import DAY, NUMBER, TEXT, WHO, WIDE, Column, Row, Sheet, word_mark
from internkontroll.files import open_replacing
from internkontroll.services.listor import Lista, Listing, list_records

NAMES = {
    Lista.RISKER: "Risker",
    Lista.ATGARDER: "Åtgärder",
    Lista.EGENKONTROLLER: "Egenkontroller",
    Lista.KONTROLLER: "Kontroller",
    Lista.GRANSKNINGAR: "Granskningar",
    Lista.ENHETER: "Enheter",
    Lista.PLANER: "Planer",
}
"""What the lists are called on screen and on the tabs of sheets."""

COLUMNS = {
    "namnd": Column("Nämnd", WHO),
    "ar": Column("År", 8),
    "id": Column("Beteckning", 12),
    "process": Column("Process", 10),
    "mal": Column("Mål", TEXT),
    "beskrivning": Column("Beskrivning", WIDE),
    "sannolikhet": Column("Sannolikhet", NUMBER),
    "konsekvens": Column("Konsekvens", NUMBER),
    "riskagare": Column("Riskägare", WHO),
    "galler": Column("Gäller", WIDE),
    "status": Column("Status", 20),
    "ansvarig": Column("Ansvarig", WHO),
    "slutdatum": Column("Slutdatum", DAY),
    "namn": Column("Namn", WIDE),
    "metod": Column("Metod", TEXT),
    "frekvens": Column("Frekvens", DAY),
    "utforda": Column("Utförda", 10),
    "kontroll": Column("Systematisk kontroll", WIDE),
    "granskare": Column("Granskare", WHO),
    "diarienummer": Column("Diarienummer", 18),
    "datum": Column("Datum", DAY),
    "svar_datum": Column("Nämndens svar", DAY),
    "niva": Column("Nivå", 14),
    "chef": Column("Chef", WHO),
    "stangd": Column("Stängd", DAY),
    "beslut_datum": Column("Beslutsdatum", DAY),
    "beslut_paragraf": Column("Paragraf", 12),
    "beslut_diarienummer": Column("Beslutets diarienummer", 18),
}
"""Column of a `Listing` → its heading and width in a sheet."""


def export_list(register: Register, lista: Lista, target: Path, ar: int | None = None) -> None:
    """Write the list, of one year where `ar` is given; the ending of `target` (.xlsx or .csv) decides the format.

    The file is dated by the register's last change. Raises WrongUsage for another ending,
    EnvironmentFailed where the file can't be written; the old file stays until the new one is whole.
    """
    write_listing(list_records(register, lista, ar), lista, target, _last_change(register))


def write_listing(listing: Listing, lista: Lista, target: Path, as_of: date) -> None:
    """Write rows that are already there, such as a filtered list of the window. Raises as `export_list`."""
    writer = _WRITERS.get(target.suffix.lower())
    if writer is None:
        raise WrongUsage(f"{target}: Filtypen kan inte skrivas. Välj en fil som slutar på .xlsx eller .csv.")
    columns = tuple(COLUMNS[name] for name in listing.columns)
    sheet = Sheet(NAMES[lista], "En rad per post.", columns, _rows(listing))
    with open_replacing(target) as stream:
        writer(sheet, as_of, stream)


def _rows(listing: Listing) -> Iterable[Row]:
    """The listing's rows, with what is ASCII or colourless in the register as people read it."""
    places = [(place, _FOR_PEOPLE[name]) for place, name in enumerate(listing.columns) if name in _FOR_PEOPLE]
    for row in listing.rows:
        values = list(row)
        for place, change in places:
            values[place] = change(values[place])
        yield tuple(values)


def _with_letters(niva: str) -> str:
    return "förvaltning" if niva == "forvaltning" else niva


_FOR_PEOPLE: dict[str, Callable[[Any], Any]] = {"status": word_mark, "niva": _with_letters}


def _last_change(register: Register) -> date:
    with register.read() as connection:
        last = connection.execute(select(handelse.c.tid).order_by(handelse.c.id.desc()).limit(1)).scalar_one()
    return date.fromisoformat(last[:10])


def _write_xlsx(sheet: Sheet, as_of: date, stream: BinaryIO) -> None:
    from internkontroll.export.excel import Properties, render_xlsx

    render_xlsx([sheet], Properties(f"Intern kontroll: {sheet.name}", "Internkontroll", as_of), stream)


def _write_csv(sheet: Sheet, as_of: date, stream: BinaryIO) -> None:
    from internkontroll.export.excel import render_csv

    render_csv(sheet, stream)


_WRITERS: dict[str, Callable[[Sheet, date, BinaryIO], None]] = {".xlsx": _write_xlsx, ".csv": _write_csv}

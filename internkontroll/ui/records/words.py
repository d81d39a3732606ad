"""What a record panel says in words of its own."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from internkontroll.domain.status import Status, Tillfalletyp, days_late

if TYPE_CHECKING:
    from internkontroll.services.historik import Tillfallesrad

PAGES = {
    "risk": "risker",
    "atgard": "atgarder",
    "egenkontroll": "egenkontroller",
    "kontroll": "kontroller",
    "granskning": "granskningar",
    "avtal": "insyn",
}
"""Table → the page where its records are."""

_SHORT = {
    Tillfalletyp.PLAN: "planen",
    Tillfalletyp.APRIL: "april",
    Tillfalletyp.AUGUSTI: "augusti",
    Tillfalletyp.HELAR: "helår",
}


def short_tillfalle(typ: Tillfalletyp) -> str:
    """ "april", "helår"."""
    return _SHORT[typ]


def at_tillfalle(titel: str, typ: Tillfalletyp) -> str:
    """ "Status i april", "Status för helår"."""
    return f"{titel} {'i' if typ in (Tillfalletyp.APRIL, Tillfalletyp.AUGUSTI) else 'för'} {_SHORT[typ]}"


def previous_text(rad: "Tillfallesrad | None") -> str:
    """ "Förra tillfället (helår 2025): Ej klart i år · ”Påbörjas när rutinen är beslutad.”"."""
    if rad is None:
        return ""
    said = [str(rad.status) if rad.status else "status saknas", f"”{rad.kommentar}”" if rad.kommentar else ""]
    return f"Förra tillfället ({_SHORT[rad.tillfalle]} {rad.ar}): {' · '.join(filter(None, said))}"


def trouble_text(
    slutdatum: date | None, status: Status | None, kommentar: str | None, typ: Tillfalletyp, idag: date
) -> str:
    """What a colleague would remark: "Försenad 21 dagar · Kommentar saknas för april"; empty when nothing."""
    late = days_late(slutdatum, status, idag)
    found = [f"Försenad {late} {'dag' if late == 1 else 'dagar'}"] if late else []
    missing = [word for word, value in (("status", status), ("kommentar", kommentar)) if not value]
    if missing and typ != Tillfalletyp.PLAN:
        found.append(f"{' och '.join(missing).capitalize()} saknas för {_SHORT[typ]}")
    return " · ".join(found)


def local_time(tid: str) -> str:
    """The register keeps UTC; people read the clock on the wall: "2026-04-20 14:32"."""
    return datetime.fromisoformat(tid).astimezone().strftime("%Y-%m-%d %H:%M")


def first_words(texts: Sequence[str | None]) -> str:
    """The texts that say something, with a dot between."""
    return " · ".join(text for text in texts if text)

"""Rules on the status and comment of åtgärder and kontroller at a tillfälle."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from internkontroll.domain.granska.remark import Fynd
from internkontroll.domain.granska.sak import Agd, Sak, atgard_name, atgard_post, is_blank, kontroll_post, quote
from internkontroll.domain.status import Status, Tillfalletyp
from internkontroll.domain.words import Frekvens

_UNCERTAIN = (Status.TROLIGEN_KLART, Status.EJ_KLART)
_FORECASTS = (Status.BLIR_KLART, Status.TROLIGEN_KLART)

_OFTEN = (Frekvens.DAG, Frekvens.VECKA, Frekvens.MANAD, Frekvens.KVARTAL, Frekvens.TERTIAL)
_DONE_BY = {
    Tillfalletyp.APRIL: _OFTEN,
    Tillfalletyp.AUGUSTI: (*_OFTEN, Frekvens.HALVAR),
    Tillfalletyp.HELAR: (*Frekvens, None),
}
"""Tillfälle → the frequencies of kontroller that must have been done at least once by then."""

_LAPSED = re.compile(
    r"(?:^|[.!?]\s+)(?:ej|inte)\s+(?:längre\s+)?aktuell\w*\b(?!\s+(?:ännu|än|förrän|i\s+nuläget|just\s+nu))"
    r"|\b(?:ej|inte)\s+längre\s+aktuell"
    r"|\båtgärden\s+(?:är\s+(?:ej\s+|inte\s+|in)aktuell|utgår|har\s+utgått|är\s+struken)",
    re.IGNORECASE,
)
"""What people write about an åtgärd that has lapsed: "Ej aktuellt då …", "inte längre aktuell", "åtgärden utgår"."""


def status_saknas(sak: Sak) -> Iterator[Fynd]:
    """An åtgärd that was begun by the report's day has no status."""
    return _without_status(sak, sak.atgarder())


def avvikelse_status_saknas(sak: Sak) -> Iterator[Fynd]:
    """The same of an åtgärd that a deviation led to."""
    return _without_status(sak, sak.avvikelsers_atgarder())


def _without_status(sak: Sak, atgarder: Iterable[Agd]) -> Iterator[Fynd]:
    for agd in [] if sak.is_plan else atgarder:
        if agd.atgard.status is None and _begun(agd, sak.day):
            yield Fynd(atgard_post(agd), f"{atgard_name(agd)} har ingen status. Välj status och skriv en kommentar.")


def _begun(agd: Agd, day: date) -> bool:
    """An åtgärd that the report's day knew: begun, or without a start and not decided later."""
    start = agd.atgard.startdatum or agd.beslutad
    return start is None or start <= day


def kommentar_saknas(sak: Sak) -> Iterator[Fynd]:
    """A status that asks for an explanation has none.

    In April and August that is the uncertain ones: a delårsrapport tells the deviations. The
    verksamhetsberättelse gives the final assessment in words, so there every status asks for one.
    """
    asking = tuple(Status) if sak.underlag.tillfalle == Tillfalletyp.HELAR else _UNCERTAIN
    for agd in sak.followed_up():
        status = agd.atgard.status
        if status in asking and status != Status.EJ_AKTUELL and is_blank(agd.atgard.kommentar):
            why = "varför" if status in _UNCERTAIN else "vad som har gjorts"
            yield Fynd(atgard_post(agd), f"{atgard_name(agd)} har status {status} men ingen kommentar. Skriv {why}.")


def ej_aktuell_utan_skal(sak: Sak) -> Iterator[Fynd]:
    """An åtgärd that lapsed must say why."""
    for agd in _followed_up(sak):
        if agd.atgard.status == Status.EJ_AKTUELL and is_blank(agd.atgard.kommentar):
            yield Fynd(atgard_post(agd), f"{atgard_name(agd)} är Ej aktuell utan skäl. Skriv i kommentaren varför.")


def ej_langre_aktuell(sak: Sak) -> Iterator[Fynd]:
    """The comment says that the åtgärd has lapsed, the status that it remains."""
    for agd in _followed_up(sak):
        status, kommentar = agd.atgard.status, agd.atgard.kommentar
        if status in (*_FORECASTS, Status.EJ_KLART) and _says_lapsed(kommentar or ""):
            text = (
                f"{atgard_name(agd)} har status {status}, men kommentaren säger att den inte längre är aktuell: "
                f"{quote(kommentar or '')}. Byt status till Ej aktuell eller skriv om kommentaren."
            )
            yield Fynd(atgard_post(agd), text)


def _says_lapsed(kommentar: str) -> bool:
    """The words are looked for first: most comments have none of them."""
    small = kommentar.casefold()
    return ("aktuell" in small or "åtgärden" in small) and bool(_LAPSED.search(kommentar))


def prognos_efter_arsslut(sak: Sak) -> Iterator[Fynd]:
    """The year is over, and still there is a forecast of it."""
    if sak.underlag.tillfalle != Tillfalletyp.HELAR or sak.today <= sak.day:
        return
    for agd in _followed_up(sak):
        status = agd.atgard.status
        if status in _FORECASTS:
            text = f"{atgard_name(agd)} har status {status}, men året är slut. Välj Klart eller Ej klart i år."
            yield Fynd(atgard_post(agd), text)


def kontroll_utan_uppfoljning(sak: Sak) -> Iterator[Fynd]:
    """A kontroll that must have been done by now has neither status nor comment."""
    due = _DONE_BY.get(sak.underlag.tillfalle, ())
    for kontroll in sak.underlag.systematiska_kontroller:
        if kontroll.status is None and is_blank(kontroll.kommentar) and kontroll.frekvens in due:
            text = f"Kontrollen {quote(kontroll.kontroll)} har varken status eller kommentar. Skriv vad den visade."
            yield Fynd(kontroll_post(kontroll), text)


def _followed_up(sak: Sak) -> Iterator[Agd]:
    """Also those of deviations."""
    return iter(()) if sak.is_plan else sak.alla_atgarder()

"""A plan and its reports that nobody can object to, and ways to spoil them, for the tests of Granska."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from internkontroll.domain.granska import Anmarkning, Sak, review
from internkontroll.domain.status import Status, Tillfalletyp
from internkontroll.domain.underlag import (
    Atgard,
    Avtal,
    Beslut,
    Egenkontroll,
    Enhet,
    Granskning,
    Kontroll,
    Process,
    Ref,
    Rekommendation,
    Risk,
    Underlag,
    Utfall,
)
from internkontroll.domain.words import Egenkontrollmetod, Frekvens, Planstatus, Resultat, Textdel

PLAN, APRIL, AUGUSTI, HELAR = Tillfalletyp
TODAY = date(2027, 1, 25)
REPORTS = (APRIL, AUGUSTI, HELAR)

DONE = Atgard(
    "Byt larmbåge i entrén",
    Status.KLART,
    "Den nya larmbågen är på plats.",
    "Vaktmästare",
    slutdatum=date(2026, 6, 30),
    startdatum=date(2026, 1, 12),
    klart_datum=date(2026, 3, 2),
    ref=Ref("a1", "ia1"),
)
OPEN = Atgard(
    "Märk alla böcker med chip",
    Status.EJ_KLART,
    "Chippen är slut hos leverantören.",
    "Bibliotekarie",
    slutdatum=date(2026, 12, 31),
    startdatum=date(2026, 1, 12),
    ref=Ref("a2", "ia2"),
)
ANSWERED = Atgard(
    "Skriv en inköpsrutin",
    Status.KLART,
    "Rutinen är beslutad.",
    "Controller",
    slutdatum=date(2026, 3, 31),
    klart_datum=date(2026, 3, 31),
    ref=Ref("a3", "ia3"),
)
RISK = Risk(
    "Risk att lånade böcker försvinner utan att det märks",
    (DONE, OPEN),
    id="K-1",
    process="1",
    riskagare="Bibliotekschef",
    sannolikhet=4,
    konsekvens=3,
    skal=("Larmbågen är gammal.", "Böckerna är dyra."),
    ref=Ref("r1", "ir1"),
)
JAV = Risk(
    "Risk för jäv när böcker köps in",
    id="K-2",
    process="1",
    riskagare="Controller",
    sannolikhet=1,
    konsekvens=3,
    accepterad_skal="Inköpen är små och två personer attesterar.",
    ref=Ref("r2", "ir2"),
)
GRANSKNING = Granskning(
    "Granskning av inköp",
    (ANSWERED,),
    datum=date(2026, 1, 20),
    svar="2026-03-12 § 34",
    rekommendationer=(Rekommendation("Skriv en rutin", "Rutinen skrivs i mars.", ref=Ref("k1")),),
    ref=Ref("g1"),
)
KONTROLL = Kontroll(
    "Stickprov av fakturor",
    process="1",
    frekvens=Frekvens.KVARTAL,
    ansvarig="Controller",
    kommentar="Inga fel.",
    ref=Ref("s1"),
)
UTFALL = Utfall(
    "Biblioteket",
    date(2026, 3, 31),
    date(2026, 4, 2),
    resultat=Resultat.EJ_UPPFYLLT,
    atgarder=(
        Atgard(
            "Flytta lådan",
            Status.KLART,
            klart_datum=date(2026, 4, 3),
            slutdatum=date(2026, 4, 5),
            ref=Ref("a4", "ia4"),
        ),
    ),
    forfaller=date(2026, 4, 15),
    ref=Ref("u1"),
)
EGENKONTROLL = Egenkontroll(
    "Brandskydd",
    ("Biblioteket",),
    process="2",
    metod=Egenkontrollmetod.ANNAN,
    frekvens=Frekvens.KVARTAL,
    ansvarig="Brandskyddsombud",
    utfall=(UTFALL,),
    ref=Ref("e1"),
)
GOOD = Underlag(
    "Kulturnämnden",
    2026,
    APRIL,
    enheter=(Enhet("Kultur och fritid"), Enhet("Biblioteket", "Kultur och fritid", "Åsa Öberg")),
    planstatus=Planstatus.BESLUTAD,
    beslut=Beslut(date(2025, 12, 10), "§ 88"),
    texter={
        Textdel.INLEDNING: "Planen innehåller två risker, båda nya.",
        Textdel.SAMMANFATTNING: "Av två åtgärder mot riskerna är en klar.",
        Textdel.INSYN_UPPFOLJNING: "Avtalet är uppföljt utan anmärkning.",
    },
    processer=(Process("1", "Lån och inköp"),),
    risker=(RISK, JAV),
    granskningar=(GRANSKNING,),
    systematiska_kontroller=(KONTROLL,),
    avtal=(Avtal("Bokbuss"),),
    egenkontroller=(EGENKONTROLL,),
    ref=Ref("p1"),
)


def good(typ: Tillfalletyp = APRIL, **changes: Any) -> Sak:
    """The plan or report that nobody can object to; `changes` are members of the underlag."""
    return Sak(replace(GOOD, tillfalle=typ, **changes), TODAY)


def with_risk(typ: Tillfalletyp = APRIL, *, atgarder: Sequence[Atgard] | None = None, **changes: Any) -> Sak:
    """The same with another first risk."""
    risk = replace(RISK, **changes | ({} if atgarder is None else {"atgarder": tuple(atgarder)}))
    return good(typ, risker=(risk, JAV))


def with_atgard(typ: Tillfalletyp = APRIL, **changes: Any) -> Sak:
    """The same with another åtgärd that isn't done; without the text that counts them."""
    sak = with_risk(typ, atgarder=(DONE, replace(OPEN, **changes)))
    return replace(sak, underlag=replace(sak.underlag, texter=GOOD.texter | {Textdel.SAMMANFATTNING: "Så gick det."}))


def with_text(text: str, typ: Tillfalletyp = APRIL, part: Textdel = Textdel.SAMMANFATTNING) -> Sak:
    """The same with another text."""
    return good(typ, texter=GOOD.texter | {part: text})


def since(sak: Sak, previous: Sak) -> Sak:
    """`sak` as what follows upon `previous`."""
    return replace(sak, previous=previous.underlag)


def rules(sak: Sak) -> list[str]:
    """The ids of the rules that object, once for each remark."""
    return [remark.regel for remark in review(sak)]


def only(sak: Sak) -> Anmarkning:
    """The only remark."""
    (remark,) = review(sak)
    return remark

"""Risks and åtgärder as sheets."""

from collections.abc import Iterator, Mapping

from internkontroll.domain.riskskala import Riskskala
from internkontroll.domain.status import days_late
from internkontroll.domain.underlag import Atgard, Risk, Underlag
from internkontroll.export.excel.sheet import DAY, NUMBER, TEXT, WHO, WIDE, Column, Mark, Row, Sheet, word_mark


def risk_sheet(underlag: Underlag, processer: Mapping[str, str]) -> Sheet:
    """Everything said of each risk; `processer` is number → number and name."""
    columns = (
        Column("Beteckning", 12),
        Column("Process", 26),
        Column("Mål", 26),
        Column("Enhet", WHO),
        Column("Risk", WIDE),
        Column("Bakgrund", WIDE),
        Column("Effekter", TEXT),
        Column("Förutsättningar", TEXT),
        Column("Påverkar även", TEXT),
        Column("Riskägare", WHO),
        *(Column(title, NUMBER) for title in ("Sannolikhet", "Konsekvens", "Riskvärde")),
        Column("Nivå", 16),
        *(Column(f"{title} efter åtgärder", NUMBER) for title in ("Sannolikhet", "Konsekvens", "Riskvärde")),
        Column("Nivå efter åtgärder", 16),
        Column("Skäl för sannolikhet", TEXT),
        Column("Skäl för konsekvens", TEXT),
        Column("Antal åtgärder", 10),
        Column("Oegentlighet", 14),
        Column("Accepterad, skäl", TEXT),
        Column("Tillagd", DAY),
        Column("Tillagd, skäl", TEXT),
        Column("Avslutad", DAY),
        Column("Avslutad, skäl", TEXT),
    )
    rows = (_risk(risk, underlag.riskskala, processer) for risk in underlag.risker)
    return Sheet("Risker", "En rad per risk med bedömning före och efter åtgärder.", columns, rows)


def _risk(risk: Risk, skala: Riskskala, processer: Mapping[str, str]) -> Row:
    return (
        risk.id,
        risk.process and processer[risk.process],
        risk.mal,
        risk.enhet,
        risk.beskrivning,
        risk.bakgrund,
        risk.effekter,
        risk.forutsattningar,
        risk.affects_also(),
        risk.riskagare,
        *_bedomning(skala, risk.sannolikhet, risk.konsekvens),
        *_bedomning(skala, *(risk.efter or (None, None))),
        *risk.skal,
        len(risk.atgarder),
        "Ja" if risk.oegentlighet else None,
        risk.accepterad_skal,
        risk.tillagd,
        risk.tillagd_skal,
        risk.avslutad,
        risk.avslutad_skal,
    )


def _bedomning(skala: Riskskala, sannolikhet: int | None, konsekvens: int | None) -> Row:
    """Both steps, the riskvärde and the word of its band."""
    if sannolikhet is None or konsekvens is None:
        return sannolikhet, konsekvens, None, None
    varde = skala.riskvarde(sannolikhet, konsekvens)
    band = skala.band_of(varde)
    return sannolikhet, konsekvens, varde, Mark(band.namn, band.color)


def atgard_sheet(underlag: Underlag) -> Sheet:
    """The åtgärder of risks, granskningar and egenkontroller, each with what it is for."""
    columns = (
        Column("Gäller", 14),
        Column("Risk, granskning eller egenkontroll", WIDE),
        Column("Åtgärd", WIDE),
        Column("Ansvarig", WHO),
        *(Column(title, DAY) for title in ("Startdatum", "Slutdatum")),
        Column("Status", 20),
        Column("Klart datum", DAY),
        Column("Försenad, dagar", 11),
        Column("Kommentar", WIDE),
    )
    rows = (
        (
            kind,
            owner,
            atgard.beskrivning,
            atgard.ansvarig,
            atgard.startdatum,
            atgard.slutdatum,
            word_mark(atgard.status),
            atgard.klart_datum,
            days_late(atgard.slutdatum, atgard.status, underlag.as_of) or None,
            atgard.kommentar,
        )
        for kind, owner, atgard in _with_owners(underlag)
    )
    return Sheet("Åtgärder", "En rad per åtgärd med dess status vid tillfället.", columns, rows)


def _with_owners(underlag: Underlag) -> Iterator[tuple[str, str, Atgard]]:
    for risk in underlag.risker:
        yield from (("Risk", risk.beskrivning, atgard) for atgard in risk.atgarder)
    for granskning in underlag.granskningar:
        yield from (("Granskning", granskning.namn, atgard) for atgard in granskning.atgarder)
    for egenkontroll in underlag.egenkontroller:
        for utfall in egenkontroll.utfall:
            owner = f"{egenkontroll.namn}, {utfall.enhet}, {utfall.period}"
            yield from (("Egenkontroll", owner, atgard) for atgard in utfall.atgarder)
    for one in underlag.tidigare:
        yield "Egenkontroll", f"{one.egenkontroll}, {one.enhet}, {one.period}", one.atgard

"""Granskningar, systematiska kontroller and egenkontroller as sheets."""

from collections.abc import Iterable, Mapping

from internkontroll.domain.underlag import Egenkontroll, Granskning, Kontroll
from internkontroll.export.excel.sheet import DAY, NUMBER, TEXT, WHO, WIDE, Column, Sheet, word_mark


def granskning_sheet(granskningar: Iterable[Granskning]) -> Sheet:
    """Granskningar with what they recommend and the nämnd's answers."""
    columns = (
        Column("Granskning", WIDE),
        Column("Granskare", WHO),
        Column("Diarienummer", 18),
        Column("Datum", DAY),
        Column("Nämndens svar", TEXT),
        Column("Rekommendation", WIDE),
        Column("Svar på rekommendationen", WIDE),
    )
    rows = (
        (granskning.namn, granskning.granskare, granskning.diarienummer, granskning.datum, granskning.svar, *advice)
        for granskning in granskningar
        for advice in _advice(granskning)
    )
    return Sheet("Granskningar", "En rad per rekommendation, eller per granskning utan rekommendation.", columns, rows)


def _advice(granskning: Granskning) -> list[tuple[str | None, str | None]]:
    """Each rekommendation with its answer; a pair of nothing where there is none, so that the granskning is seen."""
    return [(one.rekommendation, one.svar) for one in granskning.rekommendationer] or [(None, None)]


def kontroll_sheet(kontroller: Iterable[Kontroll], processer: Mapping[str, str]) -> Sheet:
    """Systematiska kontroller; `processer` is number → number and name."""
    columns = (
        Column("Systematisk kontroll", WIDE),
        Column("Process", 26),
        Column("Mål", 26),
        Column("Beskrivning", WIDE),
        Column("Metod", TEXT),
        Column("Frekvens", 16),
        Column("Ansvarig", WHO),
        Column("Status", 20),
        Column("Kommentar", WIDE),
    )
    rows = (
        (
            kontroll.kontroll,
            kontroll.process and processer[kontroll.process],
            kontroll.mal,
            kontroll.beskrivning,
            kontroll.metod,
            kontroll.frekvens and kontroll.frekvens.label,
            kontroll.ansvarig,
            word_mark(kontroll.status),
            kontroll.kommentar,
        )
        for kontroll in kontroller
    )
    return Sheet("Kontroller", "En rad per systematisk kontroll med dess status vid tillfället.", columns, rows)


def egenkontroll_sheet(egenkontroller: Iterable[Egenkontroll], processer: Mapping[str, str]) -> Sheet:
    """Egenkontroller, with how many of the outcomes are there; `processer` as above."""
    columns = (
        Column("Beteckning", 12),
        Column("Egenkontroll", WIDE),
        Column("Process", 26),
        Column("Metod", TEXT),
        Column("Frekvens", 16),
        Column("Ansvarig", WHO),
        Column("Enheter", TEXT),
        Column("Kontrollpunkter", WIDE),
        Column("Utförda", 10),
        Column("Förväntade", 12),
    )
    rows = (
        (
            one.id,
            one.namn,
            one.process and processer[one.process],
            one.metod and one.metod.label,
            one.frekvens and one.frekvens.label,
            one.ansvarig,
            "\n".join(one.enheter),
            "\n".join(one.kontrollpunkter),
            sum(utfall.datum is not None for utfall in one.utfall),
            len(one.utfall),
        )
        for one in egenkontroller
    )
    return Sheet("Egenkontroller", "En rad per egenkontroll.", columns, rows)


def utfall_sheet(egenkontroller: Iterable[Egenkontroll]) -> Sheet:
    """What the egenkontroller showed, and which are still to be done."""
    columns = (
        Column("Egenkontroll", WIDE),
        Column("Enhet", TEXT),
        *(Column(title, DAY) for title in ("Period till", "Förfaller", "Utförd")),
        Column("Utförd av", WHO),
        *(Column(title, NUMBER) for title in ("Antal granskade", "Antal avvikelser")),
        Column("Resultat", 18),
        Column("Svar", TEXT),
        Column("Kommentar", WIDE),
    )
    rows = (
        (
            one.namn,
            utfall.enhet,
            utfall.period,
            utfall.forfaller,
            utfall.datum,
            utfall.utford_av,
            utfall.antal_granskade,
            utfall.antal_avvikelser,
            word_mark(utfall.resultat),
            ", ".join(utfall.svar),
            utfall.kommentar,
        )
        for one in egenkontroller
        for utfall in one.utfall
    )
    return Sheet("Utfall", "En rad per egenkontroll, enhet och period.", columns, rows)

"""Granskningar, systematiska kontroller and avtal."""

from dataclasses import fields

from internkontroll.db import models
from internkontroll.domain.underlag import Avtal, Granskning, Kontroll
from internkontroll.services.merge.atgarder import AtgardMerger, Uppfoljningar
from internkontroll.services.merge.matching import by
from internkontroll.services.merge.target import Target


def merge_granskningar(target: Target) -> None:
    """The file's granskningar with their åtgärder; matched by diarienummer and name, then by name."""
    existing = [row for rows in target.load(models.granskning).values() for row in rows]
    atgarder = AtgardMerger(target, "granskning_id")
    both = (
        (lambda row: (row["diarienummer"], row["namn"])),
        (lambda granskning: (granskning.diarienummer, granskning.namn)),
    )
    for match in target.match(models.granskning, existing, target.underlag.granskningar, both, by("namn")):
        granskning: Granskning = match.incoming
        values = {name: getattr(granskning, name) for name in ("namn", "granskare", "diarienummer", "datum")}
        granskning_id = target.save_owned(models.granskning, match, values, granskning.namn)
        atgarder.merge(granskning_id, granskning.atgarder)


def merge_kontroller(target: Target) -> None:
    """The file's systematiska kontroller; matched by their text."""
    existing = [row for rows in target.load(models.kontroll).values() for row in rows]
    uppfoljningar = Uppfoljningar(target, "kontroll_id")
    for match in target.match(models.kontroll, existing, target.underlag.systematiska_kontroller, by("kontroll")):
        kontroll: Kontroll = match.incoming
        values = {
            "kontroll": kontroll.kontroll,
            "beskrivning": kontroll.beskrivning,
            "metod": kontroll.metod,
            "frekvens": kontroll.frekvens,
            "ansvarig": kontroll.ansvarig,
            **target.references(process_id=kontroll.process, mal_id=kontroll.mal),
        }
        kontroll_id = target.save_owned(models.kontroll, match, values, kontroll.kontroll)
        uppfoljningar.merge(kontroll_id, kontroll.status, kontroll.kommentar, kontroll.kontroll)


def merge_avtal(target: Target) -> None:
    """The file's avtal; matched by their name."""
    existing = [row for rows in target.load(models.avtal).values() for row in rows]
    for match in target.match(models.avtal, existing, target.underlag.avtal, by("avtal")):
        values = {member.name: getattr(match.incoming, member.name) for member in fields(Avtal)}
        target.save_owned(models.avtal, match, values, match.incoming.avtal)

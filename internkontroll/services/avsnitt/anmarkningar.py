"""The remarks of Granska by the part of the section that they are about."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from sqlalchemy import Connection

from internkontroll.domain.granska import Anmarkning
from internkontroll.domain.granska.sak import DELAR
from internkontroll.domain.report.disposition import TEXTS
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.underlag import Underlag
from internkontroll.domain.words import Avsnittsdel
from internkontroll.services.granska import Tystad, judge, load_sak

_TABLES = {
    "risk": Avsnittsdel.RISKER,
    "granskning": Avsnittsdel.GRANSKNINGAR,
    "rekommendation": Avsnittsdel.GRANSKNINGAR,
    "kontroll": Avsnittsdel.KONTROLLER,
    "egenkontroll": Avsnittsdel.EGENKONTROLLER,
    "utfall": Avsnittsdel.EGENKONTROLLER,
    "enhet": Avsnittsdel.EGENKONTROLLER,
    "avtal": Avsnittsdel.INSYN,
}
_BY_TEXT = {DELAR[text]: part for part, texts in TEXTS.items() for text in texts}
"""What a remark on a text is headed → its part: a text that isn't written has no record of its own."""

_ABOUT_RISKER = ("inga-risker", "ingen-oegentlighet")


@dataclass(frozen=True, slots=True)
class Genomgang:
    """The open remarks, the most serious first in each part, under None those on the plan; and the silenced ones."""

    per_del: Mapping[Avsnittsdel | None, tuple[Anmarkning, ...]]
    tystade: tuple[Tystad, ...]


def review_section(connection: Connection, sammanhang: Sammanhang) -> Genomgang:
    """Read and judge the section."""
    sak = load_sak(connection, sammanhang.plan_id, sammanhang.tillfalle, sammanhang.idag)
    owners = _owners(sak.underlag)
    found: dict[Avsnittsdel | None, list[Anmarkning]] = defaultdict(list)
    judged = judge(connection, sammanhang.plan_id, sak)
    for remark in judged.anmarkningar:
        found[part_of(remark, owners)].append(remark)
    return Genomgang({part: tuple(remarks) for part, remarks in found.items()}, judged.tystade)


def remarks_by_part(
    connection: Connection, sammanhang: Sammanhang
) -> Mapping[Avsnittsdel | None, tuple[Anmarkning, ...]]:
    """The open remarks alone."""
    return review_section(connection, sammanhang).per_del


def count_remarks(connection: Connection, sammanhang: Sammanhang) -> int:
    """The number of open remarks, for Hem and the page's badge."""
    return sum(map(len, remarks_by_part(connection, sammanhang).values()))


def part_of(remark: Anmarkning, owners: Mapping[str, Avsnittsdel]) -> Avsnittsdel | None:
    """The part that a remark is about; `owners`: the åtgärder (uuid) that don't belong to risks, with their part."""
    if remark.tabell == "atgard":
        return owners.get(remark.post, Avsnittsdel.RISKER)
    if remark.regel in _ABOUT_RISKER:
        return Avsnittsdel.RISKER
    return _TABLES.get(remark.tabell) or _BY_TEXT.get(remark.rubrik)


def _owners(underlag: Underlag) -> dict[str, Avsnittsdel]:
    granskningar = (one.atgarder for one in underlag.granskningar)
    utfall = (one.atgarder for control in underlag.egenkontroller for one in control.utfall)
    tidigare = ((one.atgard,) for one in underlag.tidigare)
    groups = ((Avsnittsdel.GRANSKNINGAR, granskningar), (Avsnittsdel.EGENKONTROLLER, chain(utfall, tidigare)))
    return {atgard.ref.uuid: part for part, owned in groups for group in owned for atgard in group if atgard.ref}

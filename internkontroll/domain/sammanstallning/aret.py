"""The year as a whole: by method, egenkontroll, område and unit, beside the years before, with patterns and effect."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from internkontroll.domain.sammanstallning.antal import Antal
from internkontroll.domain.sammanstallning.fakta import Atgard, Fakta, Fraga, Kontroll, Svarsantal
from internkontroll.domain.sorting import sort_key
from internkontroll.domain.status import Status
from internkontroll.domain.words import Effekt, Egenkontrollmetod

Item = TypeVar("Item")
Key = TypeVar("Key")
Pair = tuple[Antal, Antal | None]
"""How it went in the year, and in the year before if it was there."""

ATTA_METODER = tuple(metod for metod in Egenkontrollmetod if metod != Egenkontrollmetod.ANNAN)
"""The ways that the allmänna råd to SOSFS 2011:9 5 kap. 2 § name, in their order."""

UTAN_METOD, UTAN_OMRADE = "Metod inte vald", "Utan område"
IN_SEVERAL = 2
"""Units in which a kontrollpunkt must fail to be a pattern."""


@dataclass(frozen=True, slots=True)
class Rad:
    """Something with a name and how it went; `fore`: the year before, None where it wasn't there."""

    namn: str
    antal: Antal
    fore: Antal | None = None
    del_av: str = ""


@dataclass(frozen=True, slots=True)
class Metodrad:
    """A method and the egenkontroller of the year that have it, perhaps none."""

    namn: str
    kontroller: tuple[str, ...]
    antal: Antal
    fore: Antal | None = None


@dataclass(frozen=True, slots=True)
class Kontrollrad:
    """An egenkontroll, in how many units it is done, and how it went."""

    kontroll: Kontroll
    enheter: int
    antal: Antal
    fore: Antal | None = None


@dataclass(frozen=True, slots=True)
class Monster:
    """A kontrollpunkt that failed in several units.

    `enheter`: those where it failed, of `svarande` that answered it. `fore`: in how many it failed the year
    before, None where it wasn't asked then.
    """

    fraga: str
    kontroll: str
    enheter: tuple[str, ...]
    svarande: int
    nej: int
    delvis: int
    fore: int | None = None
    lydelser: int = 1


@dataclass(frozen=True, slots=True)
class Atgardsrad:
    """The åtgärder that the deviations of an egenkontroll led to, and what is known of their effect."""

    namn: str
    antal: int
    klara: int
    effekter: Mapping[Effekt, int]


@dataclass(frozen=True, slots=True)
class Sammanstallning:
    """The year. `aren`: each year that there is anything from, the earliest first, the year itself last."""

    namnd: str
    ar: int
    as_of: date
    totalt: Antal
    fore: Antal | None
    aren: tuple[tuple[int, Antal], ...]
    metoder: tuple[Metodrad, ...]
    kontroller: tuple[Kontrollrad, ...]
    omraden: tuple[Rad, ...]
    enheter: tuple[Rad, ...]
    monster: tuple[Monster, ...]
    atgarder: tuple[Atgardsrad, ...]
    allvarsord: tuple[tuple[int, str], ...] = ()

    @property
    def oanvanda_metoder(self) -> tuple[str, ...]:
        """Those of the eight that no egenkontroll of the year has."""
        return tuple(rad.namn for rad in self.metoder if not rad.kontroller)

    @property
    def kommande_metoder(self) -> tuple[str, ...]:
        """Those of the eight that are planned and that nobody has used yet."""
        eight = (rad for rad in self.metoder[: len(ATTA_METODER)] if rad.kontroller)
        return tuple(rad.namn for rad in eight if not rad.antal.gjorda + rad.antal.forvag)


def sammanstall(fakta: Fakta) -> Sammanstallning:
    """Put the year together."""
    sums = _Sums(fakta)
    return Sammanstallning(
        fakta.namnd,
        fakta.ar,
        fakta.as_of,
        sums.total(fakta.ar) or Antal(),
        sums.total(fakta.ar - 1),
        tuple(sorted(sums.by_year.items())),
        tuple(_metoder(fakta, sums)),
        tuple(Kontrollrad(one, len(sums.units[one.identitet]), *sums.of(one.identitet)) for one in fakta.kontroller),
        tuple(_omraden(fakta, sums)),
        tuple(_enheter(fakta, sums)),
        tuple(_monster(fakta)),
        tuple(_atgarder(fakta)),
        fakta.allvarsord,
    )


class _Sums:
    """The numbers added up in one go by year, by egenkontroll and by unit."""

    def __init__(self, fakta: Fakta) -> None:
        self._ar = fakta.ar
        years: dict[int, list[Antal]] = defaultdict(list)
        self._controls: dict[tuple[int, str], list[Antal]] = defaultdict(list)
        self._units: dict[tuple[int, int], list[Antal]] = defaultdict(list)
        self.units: dict[str, set[int]] = defaultdict(set)
        for row in fakta.utfall:
            years[row.ar].append(row.antal)
            self._controls[row.ar, row.kontroll].append(row.antal)
            self._units[row.ar, row.enhet].append(row.antal)
            if row.ar == fakta.ar:
                self.units[row.kontroll].add(row.enhet)
        self.by_year = {ar: add_up(found) for ar, found in years.items()}

    def total(self, ar: int) -> Antal | None:
        return self.by_year.get(ar)

    def of(self, *identiteter: str) -> Pair:
        """The egenkontroller's year, and the year before where any of them was there."""
        return _pair(self._controls, self._ar, identiteter)

    def of_unit(self, enhet: int) -> Pair:
        """The same of a unit."""
        return _pair(self._units, self._ar, [enhet])


def _pair(found: Mapping[tuple[int, Key], Sequence[Antal]], ar: int, keys: Sequence[Key]) -> Pair:
    now, before = ([antal for key in keys for antal in found.get((year, key), ())] for year in (ar, ar - 1))
    return add_up(now), add_up(before) if before else None


def add_up(antal: Iterable[Antal]) -> Antal:
    """The sum."""
    return sum(antal, Antal())


def _metoder(fakta: Fakta, sums: _Sums) -> Iterable[Metodrad]:
    """All eight, then the others that are used."""
    groups = _group(fakta.kontroller, lambda one: one.metod)
    for metod in (*ATTA_METODER, Egenkontrollmetod.ANNAN, None):
        found = groups.get(metod, [])
        if found or metod in ATTA_METODER:
            names = tuple(one.namn for one in found)
            yield Metodrad(metod.label if metod else UTAN_METOD, names, *sums.of(*_ids(found)))


def _omraden(fakta: Fakta, sums: _Sums) -> Iterable[Rad]:
    """In Swedish order, what has no område last."""
    groups = _group(fakta.kontroller, lambda one: one.omrade)
    for omrade in sorted(groups, key=lambda name: (not name, sort_key(name))):
        yield Rad(omrade or UTAN_OMRADE, *sums.of(*_ids(groups[omrade])))


def _enheter(fakta: Fakta, sums: _Sums) -> Iterable[Rad]:
    """The units that anything was planned for."""
    for enhet in fakta.enheter:
        antal, fore = sums.of_unit(enhet.id)
        if antal.planerade:
            yield Rad(enhet.namn, antal, fore, enhet.del_av)


def _monster(fakta: Fakta) -> Iterable[Monster]:
    """Those that failed in most units first."""
    names = {enhet.id: enhet.namn for enhet in fakta.enheter}
    controls = {kontroll.identitet: kontroll.namn for kontroll in fakta.kontroller}
    now, before = answers_of(fakta, fakta.ar), answers_of(fakta, fakta.ar - 1)
    found = []
    for fraga in fakta.fragor:
        failed = {row.enhet for row in now[fraga.identitet] if row.brast}
        if len(failed) >= IN_SEVERAL and fraga.kontroll in controls:
            found.append(_one_pattern(fraga, controls[fraga.kontroll], now, before, names))
    return sorted(found, key=lambda one: (-len(one.enheter), -one.nej - one.delvis, sort_key(one.fraga)))


def _one_pattern(
    fraga: Fraga,
    kontroll: str,
    now: Mapping[str, Sequence[Svarsantal]],
    before: Mapping[str, Sequence[Svarsantal]],
    names: Mapping[int, str],
) -> Monster:
    rows, earlier = now[fraga.identitet], before[fraga.identitet]
    failed = {row.enhet for row in rows if row.brast}
    return Monster(
        fraga.fraga,
        kontroll,
        tuple(name for enhet, name in names.items() if enhet in failed),
        len({row.enhet for row in rows}),
        sum(row.nej for row in rows),
        sum(row.delvis for row in rows),
        sum(row.brast for row in earlier) if earlier else None,
        fraga.lydelser,
    )


def answers_of(fakta: Fakta, ar: int) -> Mapping[str, Sequence[Svarsantal]]:
    """Kontrollpunkt (identitet) → its answers of the year, a row for each unit."""
    found: dict[str, list[Svarsantal]] = defaultdict(list)
    for row in fakta.svar:
        if row.ar == ar:
            found[row.fraga].append(row)
    return found


def _atgarder(fakta: Fakta) -> Iterable[Atgardsrad]:
    found = _group(fakta.atgarder, lambda one: one.kontroll)
    for kontroll in fakta.kontroller:
        rows: Sequence[Atgard] = found.get(kontroll.identitet, [])
        if rows:
            klara = sum(row.status == Status.KLART for row in rows)
            effekter = {effekt: sum(row.effekt == effekt for row in rows) for effekt in Effekt}
            yield Atgardsrad(kontroll.namn, len(rows), klara, effekter)


def _group(items: Iterable[Item], key: Callable[[Item], Key]) -> dict[Key, list[Item]]:
    groups: dict[Key, list[Item]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups


def _ids(kontroller: Iterable[Kontroll]) -> list[str]:
    return [one.identitet for one in kontroller]

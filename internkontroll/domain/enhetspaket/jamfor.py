"""The three-way comparison of a package: as it was known, as it is now, and the register.

Records are known by a key that is the same in every register; so are references to them.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from internkontroll.domain.enhetspaket.regler import AGARE, FALT, NYA, OFRAGADE

Varden = Mapping[str, Any]
"""Field → value as JSON has it; empty fields are left out, references are keys."""

Poster = Mapping[str, Mapping[str, Varden]]
"""Table → key → the record."""

Fryst = Callable[[str, str | None, Varden | None, Varden], str | None]
"""Table, field (None for a new record), the register's record, the package's → why it can't be taken in, or None."""


_ONLY_HERE = "Det ändras bara i registret."


class Sida(StrEnum):
    """Whose value a conflict ends in."""

    MINA = "mina"
    DERAS = "deras"


@dataclass(frozen=True, slots=True)
class Steg:
    """One change to make. `falt` None: a whole record that comes (`blev`) or goes (`var`)."""

    tabell: str
    nyckel: str
    falt: str | None
    var: Any
    blev: Any


@dataclass(frozen=True, slots=True)
class Konflikt:
    """What both sides have changed, each in its way; `steg`: what is done where the package's side is chosen.

    `falt` None: one side has taken the record away and the other has changed it. `mina`, `deras`: the values, or
    the whole record, None where it is gone.
    """

    tabell: str
    nyckel: str
    falt: str | None
    mina: Any
    deras: Any
    steg: tuple[Steg, ...]

    @property
    def id(self) -> str:
        """The same every time that the same file meets the same register."""
        return "/".join(filter(None, (self.tabell, self.nyckel, self.falt)))


@dataclass(frozen=True, slots=True)
class Nekat:
    """A change in the package that isn't taken in, and why."""

    tabell: str
    nyckel: str
    falt: str | None
    varden: Varden
    skal: str


@dataclass(frozen=True, slots=True)
class Jamforelse:
    """What the package brings: changes that can be made, conflicts to decide, and what isn't taken in."""

    steg: tuple[Steg, ...]
    konflikter: tuple[Konflikt, ...]
    nekade: tuple[Nekat, ...]


def compare(bas: Poster, deras: Poster, mina: Poster, fryst: Fryst) -> Jamforelse:
    """What has been done in the package since `bas`, beside what the register has become since.

    Changed only there: a step. Changed only here: nothing. Alike on both sides: nothing. Else a conflict. `mina`
    holds at least the records that bas and deras name, and what they hang on, where the register has them.
    """
    return _Compare(bas, deras, mina, fryst).run()


def is_alive(post: Varden | None) -> bool:
    """Whether the record is there and not in the papperskorg."""
    return post is not None and post.get("borttagen") is None


def is_moved(tabell: str, bas: Varden, mina: Varden) -> bool:
    """Whether a tillfälle has become another unit's."""
    return tabell == "utfall" and bas.get("enhet_id") != mina.get("enhet_id")


@dataclass(slots=True)
class _Compare:
    bas: Poster
    deras: Poster
    mina: Poster
    fryst: Fryst
    steg: list[Steg] = field(default_factory=list)
    konflikter: list[Konflikt] = field(default_factory=list)
    nekade: list[Nekat] = field(default_factory=list)
    borta: dict[tuple[str, str], list[Steg]] = field(default_factory=dict)

    def run(self) -> Jamforelse:
        others = [tabell for tabell in (*self.bas, *self.deras) if tabell not in FALT]
        for tabell in dict.fromkeys((*others, *FALT)):
            for nyckel in dict.fromkeys((*self.bas.get(tabell, {}), *self.deras.get(tabell, {}))):
                self._post(tabell, nyckel)
        gone = [
            Konflikt(tabell, nyckel, None, self._mine(tabell, nyckel), self._theirs(tabell, nyckel), tuple(steps))
            for (tabell, nyckel), steps in self.borta.items()
        ]
        return Jamforelse(tuple(self.steg), (*self.konflikter, *gone), tuple(self.nekade))

    # --- one record ---------------------------------------------------------------------------------------------

    def _post(self, tabell: str, nyckel: str) -> None:
        bas, deras = self._base(tabell, nyckel), self._theirs(tabell, nyckel)
        if _said(bas) == _said(deras):
            return
        skal = self._refusal(tabell, nyckel, bas, deras)
        if skal:
            self.nekade.append(Nekat(tabell, nyckel, None, deras or bas or {}, skal))
        elif bas is None and deras is not None:
            self._new(tabell, nyckel, deras)
        elif bas is not None and deras is None:
            self._removed(tabell, nyckel, bas)
        elif bas is not None and deras is not None:
            self._changed(tabell, nyckel, bas, deras)

    def _refusal(self, tabell: str, nyckel: str, bas: Varden | None, deras: Varden | None) -> str | None:
        if tabell not in FALT or ((bas is None or deras is None) and tabell not in NYA):
            return _ONLY_HERE
        refused = {(one.tabell, one.nyckel) for one in self.nekade if one.falt is None}
        row = deras or bas or {}
        asked = ("kontrollpunkt", row.get("kontrollpunkt_id"))
        if asked in refused or any(owner in refused for owner in _owners(tabell, row)):
            return "Det hör till något som inte läses in."
        return self.fryst(tabell, None, None, deras) if bas is None and deras is not None else None

    def _new(self, tabell: str, nyckel: str, deras: Varden) -> None:
        mine = self._mine(tabell, nyckel)
        if mine is None:
            self._take(Steg(tabell, nyckel, None, None, deras), deras)
            return
        for falt in FALT[tabell]:
            self._field(tabell, nyckel, falt, None, deras)

    def _removed(self, tabell: str, nyckel: str, bas: Varden) -> None:
        mine, step = self._mine(tabell, nyckel), Steg(tabell, nyckel, None, bas, None)
        if mine is None or not is_alive(mine):
            return
        if _alike(tabell, bas, mine):
            self._take(step, bas)
        else:
            self.konflikter.append(Konflikt(tabell, nyckel, None, mine, None, (step,)))

    def _changed(self, tabell: str, nyckel: str, bas: Varden, deras: Varden) -> None:
        names = [name for name in dict.fromkeys((*bas, *deras)) if bas.get(name) != deras.get(name)]
        mine = self._mine(tabell, nyckel)
        refused = {name: self.fryst(tabell, name, mine, deras) for name in names if name in FALT[tabell]}
        refused |= {name: _ONLY_HERE for name in names if name not in FALT[tabell] and name not in OFRAGADE}
        self.nekade += [Nekat(tabell, nyckel, name, deras, skal) for name, skal in refused.items() if skal]
        taken = [name for name in FALT[tabell] if name in names and not refused[name]]
        if "borttagen" in taken and not is_alive(deras):
            self._trashed(tabell, nyckel, taken)
        else:
            for name in taken:
                self._field(tabell, nyckel, name, bas.get(name), deras)

    def _trashed(self, tabell: str, nyckel: str, names: list[str]) -> None:
        bas, deras, mine = (find(tabell, nyckel) or {} for find in (self._base, self._theirs, self._mine))
        if not mine or not is_alive(mine):
            return
        steps = tuple(Steg(tabell, nyckel, name, mine.get(name), deras.get(name)) for name in names)
        if _alike(tabell, bas, mine):
            for step in steps:
                self._take(step, deras)
        else:
            self.konflikter.append(Konflikt(tabell, nyckel, None, mine, None, steps))

    def _field(self, tabell: str, nyckel: str, falt: str, bas: Any, deras: Varden) -> None:
        mine = self._mine(tabell, nyckel) or {}
        step = Steg(tabell, nyckel, falt, mine.get(falt), deras.get(falt))
        if self._gone(tabell, nyckel, deras) or (step.var == bas and step.var != step.blev):
            self._take(step, deras)
        elif step.var != step.blev:
            self.konflikter.append(Konflikt(tabell, nyckel, falt, step.var, step.blev, (step,)))

    # --- what a record hangs on ---------------------------------------------------------------------------------

    def _take(self, step: Steg, row: Varden) -> None:
        """The step, or a part of the conflict that what it is about has been taken away here."""
        gone = self._gone(step.tabell, step.nyckel, row)
        if not gone:
            self.steg.append(step)
            return
        # The uppermost is what people decide about: what lies below it is hidden with it.
        steps = self.borta.setdefault(gone[-1], [])
        steps += [back for back in (self._put_back(*one) for one in reversed(gone)) if back not in steps]
        put_back_whole = step.falt is not None and self._mine(step.tabell, step.nyckel) is None
        if not put_back_whole:
            steps.append(step)

    def _put_back(self, tabell: str, nyckel: str) -> Steg:
        mine = self._mine(tabell, nyckel)
        if mine is None:
            theirs = self._theirs(tabell, nyckel)
            return Steg(tabell, nyckel, None, None, self._base(tabell, nyckel) if theirs is None else theirs)
        return Steg(tabell, nyckel, "borttagen", mine.get("borttagen"), None)

    def _gone(self, tabell: str, nyckel: str, row: Varden) -> list[tuple[str, str]]:
        """The record and those above it that were the unit's when the package was sent and aren't now."""
        found = [(tabell, nyckel)] if self._is_gone(tabell, nyckel) else []
        for owner, key in _owners(tabell, row):
            above = self._theirs(owner, key) or self._base(owner, key) or {}
            found += self._gone(owner, key, above)
        return found

    def _is_gone(self, tabell: str, nyckel: str) -> bool:
        bas, mine = self._base(tabell, nyckel), self._mine(tabell, nyckel)
        return bas is not None and is_alive(bas) and (mine is None or not is_alive(mine) or is_moved(tabell, bas, mine))

    def _base(self, tabell: str, nyckel: str) -> Varden | None:
        return self.bas.get(tabell, {}).get(nyckel)

    def _theirs(self, tabell: str, nyckel: str) -> Varden | None:
        return self.deras.get(tabell, {}).get(nyckel)

    def _mine(self, tabell: str, nyckel: str) -> Varden | None:
        return self.mina.get(tabell, {}).get(nyckel)


def _owners(tabell: str, row: Varden) -> Iterator[tuple[str, str]]:
    for column, owner in AGARE.get(tabell, {}).items():
        if row.get(column) is not None:
            yield owner, row[column]


def _said(post: Varden | None) -> Varden | None:
    return None if post is None else {name: value for name, value in post.items() if name not in OFRAGADE}


def _alike(tabell: str, one: Varden, other: Varden) -> bool:
    """Whether the register's record still says what the package's said, in what a unit may change."""
    return all(one.get(name) == other.get(name) for name in FALT[tabell])

"""What a review says: remarks, how serious they are, and the rules that make them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from internkontroll.domain.granska.sak import Post, Sak


class Allvar(StrEnum):
    """How serious a remark is; the values are the words that people read."""

    FEL = "Fel"
    """Must be mended before the report leaves the house."""

    VARNING = "Varning"
    """A careful reader will ask about it."""

    RAD = "Råd"
    """Would make the plan or the report better."""


class Fynd(NamedTuple):
    """What a rule has found: the record, and a Swedish text that names it and says what to do."""

    post: Post
    text: str


@dataclass(frozen=True, slots=True)
class Anmarkning:
    """A remark on one record.

    `tabell` and `post` (uuid, empty where the underlag comes from a file) say which; `rubrik` is its
    short name.
    """

    regel: str
    allvar: Allvar
    text: str
    tabell: str
    post: str
    rubrik: str


@dataclass(frozen=True, slots=True)
class Regel:
    """A rule: a stable short `id`, and a pure function that finds what is to be said.

    What is silenced in a rule `per_tillfalle` is silenced there only: a status that is missing in
    April for a good reason must still be asked for in January.
    """

    id: str
    allvar: Allvar
    check: Callable[[Sak], Iterable[Fynd]]
    per_tillfalle: bool = False

    def remarks(self, sak: Sak) -> Iterable[Anmarkning]:
        """The rule's remarks, in the order of the underlag."""
        for (tabell, uuid, rubrik), text in self.check(sak):
            yield Anmarkning(self.id, self.allvar, text, tabell, uuid, rubrik)

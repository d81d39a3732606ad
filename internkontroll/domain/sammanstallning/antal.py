"""How many were done and how many showed a deviation: numbers that add up, and their shares in words."""

from dataclasses import dataclass

from internkontroll.domain.andel import number_text, percent

GRADER = 5
"""Grades of how serious a brist can be, at most (`utfall.allvar`)."""


@dataclass(frozen=True, slots=True)
class Antal:
    """How it went with some tillfällen whose periods have ended, and how many more the year has.

    `gjorda` of `planerade` are done, `ej_relevanta` of them had nothing to look at, `avvikande` showed a deviation.
    `brister` of `granskade` cases had one. `allvar`: how many deviations of each grade, from 1; some have no grade.
    `kommande` haven't fallen due, `forvag` of them are done beforehand; nothing else counts them.
    """

    planerade: int = 0
    gjorda: int = 0
    ej_relevanta: int = 0
    avvikande: int = 0
    granskade: int = 0
    brister: int = 0
    allvar: tuple[int, ...] = (0,) * GRADER
    kommande: int = 0
    forvag: int = 0

    def __add__(self, other: "Antal") -> "Antal":
        return Antal(
            self.planerade + other.planerade,
            self.gjorda + other.gjorda,
            self.ej_relevanta + other.ej_relevanta,
            self.avvikande + other.avvikande,
            self.granskade + other.granskade,
            self.brister + other.brister,
            tuple(map(int.__add__, self.allvar, other.allvar)),
            self.kommande + other.kommande,
            self.forvag + other.forvag,
        )

    @property
    def bedomda(self) -> int:
        """Those that were done and had something to look at: what the share with deviations is of."""
        return self.gjorda - self.ej_relevanta

    @property
    def saknas(self) -> int:
        """Those that nobody has done."""
        return self.planerade - self.gjorda

    def gjorda_text(self) -> str:
        """ "18 av 20 (90 %)"; where nothing has fallen due, that."""
        if self.kommande and not self.planerade:
            early = f"; {_of(self.forvag, self.kommande)} i förväg" if self.forvag else ""
            return f"Inte förfallen än{early}"
        return share_text(self.gjorda, self.planerade) or "Ingen planerad"

    def avvikande_text(self) -> str:
        """ "2 av 18 (11 %)"."""
        if self.forvag and not self.planerade:
            return "Räknas när perioden är slut"
        return share_text(self.avvikande, self.bedomda) or "Ingen bedömd"


def share_text(part: int, whole: int) -> str:
    """ "18 av 20 (90 %)"; empty where there is nothing to have a share of."""
    return f"{_of(part, whole)} ({percent_text(part, whole)})" if whole else ""


def share_of(part: int, whole: int, what: str) -> str:
    """ "18 av 20 enheter (90 %)"; `what`: of what, in the plural. Raises ValueError as `percent`."""
    return f"{_of(part, whole)} {what} ({percent_text(part, whole)})"


def percent_text(part: int, whole: int) -> str:
    """ "90 %"."""
    return f"{percent(part, whole)} %"


def _of(part: int, whole: int) -> str:
    return f"{number_text(part)} av {number_text(whole)}"


def change_text(now: tuple[int, int], before: tuple[int, int], year: int) -> str:
    """ "en ökning från 85 % 2025", "samma andel som 2025"; empty where either year has nothing to compare.

    `now` and `before`: part and whole.
    """
    if not now[1] or not before[1]:
        return ""
    difference = percent(*now) - percent(*before)
    if not difference:
        return f"samma andel som {year}"
    return f"en {'ökning' if difference > 0 else 'minskning'} från {percent_text(*before)} {year}"

"""One line of what is to be done, and where it leads."""

from dataclasses import dataclass
from enum import StrEnum

from internkontroll.services.sidor import Sida, Urval

MOST = 5
"""Lines of one kind that are told one by one; the rest is one line with their number."""


class Slag(StrEnum):
    """What a line is about."""

    EGENKONTROLL = "Egenkontroll"
    ATGARD = "Åtgärd"
    GRANSKNING = "Granskning"
    PLAN = "Plan"
    AVSNITT = "Avsnitt"


@dataclass(frozen=True, slots=True)
class Mal:
    """Where a line leads: to a record, or to a page with a choice of its list.

    `sida` None is the page Avsnitt, or the plan itself where `tabell` says "plan".
    """

    sida: Sida | None
    tabell: str | None = None
    post: int | None = None
    urval: Urval | None = None


@dataclass(frozen=True, slots=True)
class AttGora:
    """`vad` is to be done, `nar` says how urgent it is in words (perhaps ""), `sen` is the days that it is late.

    `var`: unit, process or diarienummer. `verb`: what the button says.
    """

    slag: Slag
    vad: str
    nar: str
    var: str
    verb: str
    mal: Mal
    sen: int | None = None

    @property
    def text(self) -> str:
        """ "Månadsvis bevakning – försenad 21 dagar"."""
        return f"{self.vad} – {self.nar}" if self.nar else self.vad

    def as_text(self) -> str:
        """The whole line for a screen reader or the clipboard."""
        return ". ".join(part for part in (f"{self.slag}: {self.text}", self.var) if part)


def one_line(text: str) -> str:
    """A record's text without line breaks."""
    return " ".join(text.split())

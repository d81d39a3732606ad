"""A reminder to a chief: what isn't logged yet in her units, as a text to send or paste."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from urllib.parse import quote

MOST_OF_MAILTO = 2_000
"""Characters of a mailto URL: Windows hands over no more than 2,083 (INTERNET_MAX_URL_LENGTH), Outlook among others."""

_MOST_OF_SUBJECT = 120
_ADDRESS = re.compile(
    r"[<(]?\b([A-Za-z0-9._%+'-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,4}[A-Za-z]{2,63})\b[>)]?"  # no longer, to stay quick
)


@dataclass(frozen=True, slots=True)
class Saknad:
    """A tillfälle that isn't logged. `senast`: its due day."""

    utfall_id: int
    enhet: str
    egenkontroll: str
    period_namn: str
    senast: date

    def line(self, idag: date) -> str:
        """ "Aktgranskning, kvartal 1: skulle ha varit klar 2026-04-10 (10 dagar sen)"."""
        return f"{self.egenkontroll}, {self.period_namn}: {self.when(idag)}"

    def when(self, idag: date) -> str:
        """How urgent it is."""
        late = (idag - self.senast).days
        if late <= 0:
            return f"ska vara klar senast {self.senast}"
        return f"skulle ha varit klar {self.senast} ({late} {'dag' if late == 1 else 'dagar'} sen)"


@dataclass(frozen=True, slots=True)
class Paminnelse:
    """What one chief is to be reminded of, by unit and due day; `chef` is "" where nobody stands as chief."""

    chef: str
    saknade: tuple[Saknad, ...]
    idag: date

    @property
    def namn(self) -> str:
        """The chief without her address."""
        return " ".join(_ADDRESS.sub("", self.chef).strip(" ,;").split())

    @property
    def adress(self) -> str:
        """The e-mail address that stands with the chief's name, else ""."""
        found = _ADDRESS.search(self.chef)
        return found[1] if found else ""

    @property
    def enheter(self) -> tuple[str, ...]:
        """The units that it is about."""
        return tuple(dict.fromkeys(one.enhet for one in self.saknade))

    @property
    def amne(self) -> str:
        """The subject of the mail."""
        count = len(self.saknade)
        what = "1 egenkontroll" if count == 1 else f"{count} egenkontroller"
        where = f" för {self.enheter[0]}" if len(self.enheter) == 1 else ""
        return _shortened(f"Påminnelse: {what} att logga{where}")

    @property
    def text(self) -> str:
        """The mail: a greeting, the list by unit, and what to do."""
        one = len(self.saknade) == 1
        return "\n".join(
            [
                f"Hej {self.namn}!" if self.namn else "Hej!",
                "",
                f"{'En egenkontroll' if one else f'{len(self.saknade)} egenkontroller'} är inte loggad"
                f"{'' if one else 'e'} än:",
                *self._list(),
                "",
                f"Är {'den' if one else 'de'} redan gjord{'' if one else 'a'}? Då räcker det att logga "
                f"{'den' if one else 'dem'}. Passar något inte er enhet, så svara Ej relevant och skriv varför.",
                "",
                "Tack på förhand!",
            ]
        )

    def _list(self) -> list[str]:
        lines: list[str] = []
        for enhet, group in groupby(self.saknade, key=lambda one: one.enhet):
            lines += ["", enhet, *(f"- {one.line(self.idag)}" for one in group)]
        return lines


def mailto(adress: str, amne: str, text: str) -> str | None:
    """The URL that opens the mail in the user's own program (RFC 6068); None where it would be too long for that."""
    body = "\r\n".join(text.splitlines())
    url = f"mailto:{quote(adress, safe='@')}?subject={quote(amne, safe='')}&body={quote(body, safe='')}"
    return url if len(url) <= MOST_OF_MAILTO else None


def mailto_to_paste_in(adress: str, amne: str) -> str:
    """The URL of a mail without text, which always is short enough."""
    return f"mailto:{quote(adress, safe='@')}?subject={quote(_shortened(amne), safe='')}"


def all_texts(paminnelser: Sequence[Paminnelse]) -> str:
    """All reminders after each other, for the clipboard."""
    return "\n\n\n".join(f"Till: {one.chef or 'chef saknas'}\nÄmne: {one.amne}\n\n{one.text}" for one in paminnelser)


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _MOST_OF_SUBJECT else f"{line[: _MOST_OF_SUBJECT - 1]}…"

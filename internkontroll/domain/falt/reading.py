"""From what a person typed to what the register holds, and back."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date

from internkontroll.domain.falt.model import Falt, Faltslag
from internkontroll.domain.limits import MAX_TEXT
from internkontroll.domain.words import MANADER
from internkontroll.errors import InputRefused

Value = str | int | date | None
"""What may stand in a field; a flag is 0 or 1."""

_DAY_FORMS = (
    re.compile(r"(?P<y>(?:19|20|21)\d\d)-(?P<m>\d{1,2})-(?P<d>\d{1,2})"),
    re.compile(r"(?P<y>(?:19|20|21)\d\d)(?P<m>\d\d)(?P<d>\d\d)"),
    re.compile(r"(?P<d>\d{1,2})\s*[/.]\s*(?P<m>\d{1,2})(?:\s*[-/., ]\s*)(?P<y>(?:19|20|21)\d\d)"),
    re.compile(r"(?:den )?(?P<d>\d{1,2})(?: ?:?e)?\s+(?P<month>[a-z]{3,9})\.?,?\s+(?P<y>(?:19|20|21)\d\d)"),
)
_YES = {"ja", "1", "x", "sant"}
_NO = {"nej", "0", "", "falskt"}


def read_value(falt: Falt, text: str | None) -> Value:
    """The value that `text` means; empty is None.

    Raises InputRefused, naming the field and saying what to do.
    """
    plain = _clean(text or "")
    if falt.slag is Faltslag.FLAG:
        return _read_flag(falt, plain)
    if not plain:
        if falt.kravs:
            raise InputRefused(f"{falt.titel} får inte vara tomt. {_suggest(falt)}")
        return None
    return _READERS[falt.slag](falt, plain)


def check_value(falt: Falt, value: object) -> Value:
    """The same for a value that need not be text: what `read_value` gives is taken as it is.

    Raises InputRefused; TypeError for what no field can hold.
    """
    if value is None or isinstance(value, str):
        return read_value(falt, value)
    if falt.slag is Faltslag.DATE and isinstance(value, date):
        return value
    if falt.slag in (Faltslag.FLAG, Faltslag.NUMBER, Faltslag.REFERENCE) and isinstance(value, int):
        return read_value(falt, str(int(value)))
    raise TypeError(f"{falt.namn} can't hold {value!r}")


def shown_value(falt: Falt | None, value: Value) -> str:
    """The value as people read it: the word's label, Ja or Nej, the day as 2026-10-31; empty for None."""
    if value is None:
        return ""
    if falt is not None and falt.slag is Faltslag.FLAG:
        return "Ja" if value else "Nej"
    return dict(falt.ord).get(str(value), str(value)) if falt else str(value)


def _clean(text: str) -> str:
    """Composed letters, plain line ends, no control characters: Word's soft line break is one."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")
    kept = (c for c in lines if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    return "".join(kept).strip()


def _read_line(falt: Falt, text: str) -> str:
    return _read_text(falt, " ".join(text.split("\n")))


def _read_text(falt: Falt, text: str) -> str:
    if len(text) > MAX_TEXT:
        raise InputRefused(
            f"{falt.titel} har {_spaced(len(text))} tecken och får ha högst {_spaced(MAX_TEXT)}. "
            "Korta texten, eller lägg den i en bilaga."
        )
    return text


def _read_day(falt: Falt, text: str) -> date:
    for form in _DAY_FORMS:
        if match := form.fullmatch(text.lower()):
            parts = match.groupdict()
            try:
                return date(int(parts["y"]), _month(parts), int(parts["d"]))
            except ValueError:
                break
    raise InputRefused(f"{falt.titel}: ”{_short(text)}” är inte ett datum. Skriv som 2026-10-31 eller 31/10 2026.")


def _month(parts: dict[str, str]) -> int:
    """The month by its number or name; 0, which no date has, for a word that isn't one."""
    if "m" in parts:
        return int(parts["m"])
    word = parts["month"]
    names = (place for place, name in enumerate(MANADER, 1) if name.startswith(word))
    return next(names, 0)


def _read_word(falt: Falt, text: str) -> str:
    wanted = text.casefold()
    for stored, shown in falt.ord:
        if wanted in (stored.casefold(), shown.casefold()):
            return stored
    choices = ", ".join(shown for _, shown in falt.ord)
    raise InputRefused(f"{falt.titel}: ”{_short(text)}” går inte att välja. Välj ett av: {choices}.")


def _read_number(falt: Falt, text: str) -> int:
    digits = re.sub(r"\s", "", text)
    value = int(digits) if re.fullmatch(r"[0-9]{1,12}", digits) else None
    if value is None or not falt.minst <= value <= falt.hogst:
        bounds = f"{_spaced(falt.minst)} till {_spaced(falt.hogst)}"
        raise InputRefused(f"{falt.titel}: ”{_short(text)}” går inte. Skriv ett helt tal från {bounds}.")
    return value


def _read_reference(falt: Falt, text: str) -> int:
    if not text.isdecimal():
        raise InputRefused(f"{falt.titel}: ”{_short(text)}” finns inte. Välj i listan.")
    return int(text)


def _read_flag(falt: Falt, text: str) -> int:
    word = text.casefold()
    if word not in _YES | _NO:
        raise InputRefused(f"{falt.titel}: ”{_short(text)}” går inte. Skriv ja eller nej.")
    return int(word in _YES)


_READERS: dict[Faltslag, Callable[[Falt, str], Value]] = {
    Faltslag.TEXT: _read_line,
    Faltslag.MULTILINE: _read_text,
    Faltslag.DATE: _read_day,
    Faltslag.WORD: _read_word,
    Faltslag.NUMBER: _read_number,
    Faltslag.REFERENCE: _read_reference,
}


def _suggest(falt: Falt) -> str:
    """What to do about an empty field that must be filled."""
    if falt.slag in (Faltslag.WORD, Faltslag.REFERENCE):
        return "Välj i listan."
    return f"Skriv till exempel: {falt.exempel}"


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def _spaced(value: int) -> str:
    """A number with Swedish separators: 100 000, the space one that doesn't break."""
    return f"{value:,}".replace(",", "\N{NO-BREAK SPACE}")

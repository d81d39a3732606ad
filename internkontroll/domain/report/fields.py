"""Fields in the free texts that fill themselves, such as {antal risker}; written out as plain text."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from internkontroll.domain.status import Status, days_late
from internkontroll.domain.underlag import Atgard, Underlag
from internkontroll.errors import InputRefused

_FIELD = re.compile(r"\{([^{}\n]{1,60})\}")


def fill_fields(text: str, underlag: Underlag, place: str) -> str:
    """The text with every field replaced by its value.

    Raises InputRefused for a field that doesn't exist; `place` is what the text is called.
    """

    def value(found: re.Match[str]) -> str:
        name = _name(found)
        if name not in FIELDS:
            known = ", ".join(f"{{{known}}}" for known in FIELDS)
            raise InputRefused(f"{place}: Fältet {found[0]} finns inte. Rätta det eller välj något av: {known}.")
        return FIELDS[name](underlag)

    return _FIELD.sub(value, text)


@dataclass(frozen=True, slots=True)
class Field:
    """A field that can be put into a text: its name, what it tells and what it would say now."""

    name: str
    description: str
    value: str


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """A field in a text: `length` characters from `start`, braces included; `value` is None where it doesn't exist."""

    start: int
    length: int
    name: str
    value: str | None


def list_fields(underlag: Underlag) -> tuple[Field, ...]:
    """Every field with its value, in the order to offer them."""
    return tuple(Field(name, DESCRIPTIONS[name], value(underlag)) for name, value in FIELDS.items())


def find_fields(text: str, values: Mapping[str, str]) -> tuple[FieldPlace, ...]:
    """Where the fields of a text are; `values`: name → value, as `list_fields` says."""
    found = ((one, _name(one)) for one in _FIELD.finditer(text))
    return tuple(FieldPlace(one.start(), len(one[0]), name, values.get(name)) for one, name in found)


def _name(found: re.Match[str]) -> str:
    """The name as the table has it: people write it with capitals or too many blanks."""
    return " ".join(found[1].casefold().split())


def all_atgarder(underlag: Underlag) -> Iterator[Atgard]:
    """The åtgärder of risks and granskningar: those that the section shows."""
    for risk in underlag.risker:
        yield from risk.atgarder
    for granskning in underlag.granskningar:
        yield from granskning.atgarder


def _count_status(*wanted: Status) -> Callable[[Underlag], str]:
    def count(underlag: Underlag) -> str:
        counts = Counter(atgard.status for atgard in all_atgarder(underlag))
        return str(sum(counts[status] for status in wanted))

    return count


def _late(underlag: Underlag) -> str:
    return str(sum(days_late(one.slutdatum, one.status, underlag.as_of) > 0 for one in all_atgarder(underlag)))


def _utfall(underlag: Underlag, *, done: bool) -> str:
    """Outcomes of periods that have ended by the report's day, carried out or not."""
    ended = (utfall for one in underlag.egenkontroller for utfall in one.utfall if utfall.period <= underlag.as_of)
    return str(sum((utfall.datum is not None) == done for utfall in ended))


FIELDS: dict[str, Callable[[Underlag], str]] = {
    "nämnd": lambda underlag: underlag.namnd,
    "år": lambda underlag: str(underlag.ar),
    "datum": lambda underlag: underlag.as_of.isoformat(),
    "antal risker": lambda underlag: str(len(underlag.risker)),
    "antal åtgärder": lambda underlag: str(sum(1 for _ in all_atgarder(underlag))),
    "åtgärder klara": _count_status(Status.KLART),
    "åtgärder blir klara": _count_status(Status.BLIR_KLART),
    "åtgärder troligen klara": _count_status(Status.TROLIGEN_KLART),
    "åtgärder ej klara": _count_status(Status.EJ_KLART),
    "åtgärder ej aktuella": _count_status(Status.EJ_AKTUELL),
    "åtgärder försenade": _late,
    "antal granskningar": lambda underlag: str(len(underlag.granskningar)),
    "antal kontroller": lambda underlag: str(len(underlag.systematiska_kontroller)),
    "antal egenkontroller": lambda underlag: str(len(underlag.egenkontroller)),
    "egenkontroller utförda": lambda underlag: _utfall(underlag, done=True),
    "egenkontroller saknas": lambda underlag: _utfall(underlag, done=False),
}
"""Name (in lower case) → value. The names are what people write between the braces."""

DESCRIPTIONS = {
    "nämnd": "Nämndens namn",
    "år": "Planens år",
    "datum": "Dagen som avsnittet beskriver",
    "antal risker": "Alla risker i planen",
    "antal åtgärder": "Åtgärder för risker och från granskningar",
    "åtgärder klara": "Åtgärder med status Klart",
    "åtgärder blir klara": "Åtgärder med status Blir klart i år",
    "åtgärder troligen klara": "Åtgärder med status Troligen klart i år",
    "åtgärder ej klara": "Åtgärder med status Ej klart i år",
    "åtgärder ej aktuella": "Åtgärder med status Ej aktuell",
    "åtgärder försenade": "Åtgärder vars slutdatum har passerat",
    "antal granskningar": "Revisioner och andra externa granskningar",
    "antal kontroller": "Systematiska kontroller",
    "antal egenkontroller": "Egenkontroller i planen",
    "egenkontroller utförda": "Utförda egenkontroller, av de perioder som är slut",
    "egenkontroller saknas": "Egenkontroller som inte är utförda fast perioden är slut",
}
"""Name of a field → what it tells, for the one who chooses among them."""

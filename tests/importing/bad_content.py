"""How to make a file that can't be taken, and what the user is to be told of it after the file's name."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.utbyte_files import Raw, full


@dataclass(frozen=True)
class BadContent:
    """Content of a file, as bytes, text or as a change of `full()`, and the message for it."""

    name: str
    content: bytes | str | Callable[[Raw], object]
    message: str

    def data(self) -> bytes:
        """The file's bytes."""
        if isinstance(self.content, bytes):
            return self.content
        if isinstance(self.content, str):
            return self.content.encode()
        data = full()
        self.content(data)
        return json.dumps(data).encode()


def with_number(digits: str) -> str:
    """A file with that as the year, to the letter."""
    return json.dumps(full()).replace('"ar": 2024', f'"ar": {digits}')


def risk(number: int = 0, **members: Any) -> Callable[[Raw], object]:
    return lambda data: data["risker"][number].update(members)


def atgard(**members: Any) -> Callable[[Raw], object]:
    return lambda data: data["risker"][0]["atgarder"][1].update(members)


def kontroll(**members: Any) -> Callable[[Raw], object]:
    return lambda data: data["systematiska_kontroller"][0].update(members)


def egenkontroll(**members: Any) -> Callable[[Raw], object]:
    return lambda data: data["egenkontroller"][0].update(members)


def utfall(**members: Any) -> Callable[[Raw], object]:
    return lambda data: data["egenkontroller"][0]["utfall"][1].update(members)


def enhet(number: int, **members: Any) -> Callable[[Raw], object]:
    return lambda data: data["organisation"]["enheter"][number].update(members)


STATUSES = "”Klart”, ”Blir klart i år”, ”Troligen klart i år”, ”Ej klart i år”, ”Ej aktuell”"
"""The words that a message about a status names."""

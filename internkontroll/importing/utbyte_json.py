"""Utbyte JSON (version 1) → `Underlag`: read, check everything, say in Swedish what is wrong and where."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from internkontroll.domain.limits import MAX_RISKER
from internkontroll.domain.underlag import Underlag
from internkontroll.errors import InputRefused, environment
from internkontroll.importing.schema import describe_place, grouped, schema_fault, shown
from internkontroll.importing.utbyte_objects import build_underlag
from internkontroll.importing.utbyte_rules import broken_rules

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 (and so Word and PDF metadata) can't hold."""

_ESCAPED = re.compile(r"\\u(?:00[01]|[dD][89a-fA-F]|[fF]{3}[eEfF])")
"""How such a character can stand in JSON escaped; IGNORECASE would be fifty times as slow on a large file."""


def read_utbyte(path: Path) -> Underlag:
    """The file's content.

    Raises InputRefused that names file, place, fault and remedy; EnvironmentFailed where the file
    can't be read.
    """
    text = _read_text(path)
    try:
        data, twice = _parse(path, text)
        fault = _first_fault(data, twice)
        if not fault and _may_hold_forbidden(text):
            fault = next(_forbidden_characters(data), None)
    except RecursionError as error:
        raise InputRefused(f"{path}: Filen är nästlad i för många nivåer. Exportera den på nytt.") from error
    if fault:
        raise InputRefused(f"{path}: {fault}")
    underlag = build_underlag(data)
    if rules := broken_rules(underlag):
        more = f" (och {len(rules) - 1} fel till)" if len(rules) > 1 else ""
        raise InputRefused(f"{path}: {rules[0]}{more}")
    return underlag


def _read_text(path: Path) -> str:
    with environment(path):
        if path.is_dir():
            raise InputRefused(f"{path}: Det är en mapp. Ange en utbytesfil som slutar på .json.")
        if not path.exists():
            raise InputRefused(f"{path}: Filen finns inte. Kontrollera sökvägen.")
        raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputRefused(
            f"{path}: Filen är inte sparad som UTF-8 (byte {error.start + 1}). Spara om den som UTF-8."
        ) from error
    if not text.strip():
        raise InputRefused(f"{path}: Filen är tom. Exportera den på nytt och försök igen.")
    return text


def _parse(path: Path, text: str) -> tuple[Any, list[dict[str, Any]]]:
    """The JSON's value, and those of its objects that name a member twice."""
    twice: list[dict[str, Any]] = []

    def read_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        members = dict(pairs)
        if len(members) < len(pairs):
            # Left alone in the object, so that whoever looks for the fault finds the name.
            members = {max(Counter(name for name, _ in pairs).items(), key=lambda item: item[1])[0]: None}
            twice.append(members)
        return members

    try:
        return json.loads(text, object_pairs_hook=read_object, parse_int=_number, parse_float=_number), twice
    except json.JSONDecodeError as error:
        place = f"rad {error.lineno}, tecken {error.colno}"
        raise InputRefused(
            f"{path}: {place}: Filen är inte giltig JSON. Rätta stället eller exportera filen på nytt."
        ) from error


def _number(digits: str) -> int | float:
    """2024.0 is the whole number 2024, and a number of 5,000 digits is no reason to fail: the schema refuses it."""
    value = float(digits)
    return int(value) if value.is_integer() else value


def _first_fault(data: Any, twice: list[dict[str, Any]]) -> str | None:
    for path, value in _walk(data) if twice else ():
        if any(value is one for one in twice):
            return f"{describe_place(path)}: {shown(next(iter(value)))} står två gånger. Ta bort det ena."
    if not isinstance(data, dict) or data.get("format") != "internkontroll-utbyte":
        return (
            "Filen är ingen utbytesfil: fältet ”format” ska vara ”internkontroll-utbyte”. "
            "Välj en fil som är exporterad från Internkontroll."
        )
    if isinstance(data.get("risker"), list) and len(data["risker"]) > MAX_RISKER:
        count, most = grouped(len(data["risker"])), grouped(MAX_RISKER)
        return f"{describe_place(('risker',))}: Filen har {count} risker; högst {most} ryms i en fil. Dela upp den."
    return schema_fault(data)


def _may_hold_forbidden(text: str) -> bool:
    """Whether a closer look is needed. As themselves JSON takes no control characters, and UTF-8 no surrogates."""
    return "\ufffe" in text or "\uffff" in text or _ESCAPED.search(text) is not None


def _forbidden_characters(data: Any) -> Iterator[str]:
    """Every text of the file that holds a character which no document can."""
    for path, value in _walk(data):
        if isinstance(value, str) and (found := FORBIDDEN.search(value)):
            yield (
                f"{describe_place(path)}: Tecken {found.start() + 1} (U+{ord(found[0]):04X}) "
                "kan inte stå i ett dokument. Ta bort det."
            )


def _walk(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Every value of the file with its place, the outer ones first."""
    yield path, value
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, member in members:
        yield from _walk(member, (*path, name))

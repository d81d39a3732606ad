"""The format's JSON schema, and its verdicts in Swedish."""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

SCHEMA = Path(__file__).with_name("utbyte-1.schema.json")

_NOUNS = {
    "atgarder": "åtgärd",
    "avtal": "avtal",
    "egenkontroller": "egenkontroll",
    "enheter": "enhet",
    "granskningar": "granskning",
    "kontrollpunkter": "kontrollpunkt",
    "mal": "mål",
    "processer": "process",
    "risker": "risk",
    "svar": "svar",
    "systematiska_kontroller": "systematisk kontroll",
    "utfall": "utfall",
}
_TYPES = {"string": "en text", "integer": "ett heltal", "object": "ett objekt", "array": "en lista", "null": "null"}

_SHOWN_CHARACTERS = 60
_SHOWN_WORDS = 10


def schema_fault(data: Any) -> str | None:
    """The first place where `data` is not as the schema says: place, fault and remedy; None if all is well."""
    # Imported here: only an import needs it.
    import fastjsonschema

    try:
        _compiled_schema()(data)
    except fastjsonschema.JsonSchemaValueException as error:
        path = [int(part) if part.isdigit() else part for part in error.path[1:]]
        return (
            f"{describe_place(path)}: {_explain(str(error.rule), error.rule_definition, error.value, error.definition)}"
        )
    return None


@cache
def _compiled_schema() -> Callable[[Any], Any]:
    """Kept, since it takes 50 ms and every file of an import needs it."""
    import fastjsonschema

    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    check: Callable[[Any], Any] = fastjsonschema.compile(schema, formats={"date": _is_date})
    return check


def describe_place(path: Sequence[str | int]) -> str:
    """A path into the file as people say it: ``risk 4, åtgärd 1, fältet ”status”``; items count from 1."""
    parts: list[str] = []
    for before, part in zip((None, *path), path, strict=False):
        if isinstance(part, int):
            parts[-1] = f"{_NOUNS.get(str(before), str(before))} {part + 1}"
        else:
            parts.append(f"fältet ”{part}”")
    return ", ".join(parts) or "Filens översta nivå"


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _explain(rule: str, wanted: Any, value: Any, definition: dict[str, Any]) -> str:
    match rule:
        case "additionalProperties":
            names = _quoted(name for name in value if name not in definition["properties"])
            return f"Formatet har inget fält som heter {names}. Ta bort det eller rätta stavningen."
        case "required":
            missing = [name for name in wanted if name not in value]
            return f"{_quoted(missing)} saknas. Lägg till {'det' if len(missing) == 1 else 'dem'}."
        case "enum":
            return f"{shown(value)} är inget av de ord som gäller. Skriv något av: {_quoted(wanted)}."
        case "const":
            return f"Här ska det stå {shown(wanted)}, inte {shown(value)}."
        case "format":
            return f"{shown(value)} är inget datum. Skriv det som ÅÅÅÅ-MM-DD."
        case "type":
            kinds = [wanted] if isinstance(wanted, str) else wanted
            words = " eller ".join(_TYPES[kind] for kind in kinds)
            return f"{shown(value)} är av fel slag. Här ska det stå {words}."
        case "pattern":
            return "Fältet är tomt. Fyll i det."
        case "maxLength":
            count, most = grouped(len(value)), grouped(wanted)
            return f"Texten har {count} tecken; högst {most} får plats. Korta den eller lägg den som bilaga."
        case "minimum" | "maximum":
            size = "för litet" if rule == "minimum" else "för stort"
            return f"{shown(value)} är {size}; gränsen är {grouped(wanted)}. Rätta talet."
    bound = "minst" if rule == "minItems" else "högst"
    return f"Här ska det finnas {bound} {wanted} {'värde' if wanted == 1 else 'värden'}. Här finns {len(value)}."


def _quoted(words: Iterable[str]) -> str:
    some = list(islice(words, _SHOWN_WORDS + 1))
    return ", ".join(map(shown, some[:_SHOWN_WORDS])) + (" med flera" if len(some) > _SHOWN_WORDS else "")


def grouped(number: int) -> str:
    """The number as Swedish has it: digits in threes from five digits on (100 000, but 2024)."""
    return str(number) if number < 10_000 else f"{number:,}".replace(",", " ")


def shown(value: Any) -> str:
    """The value in quotation marks, as a message can hold it: cut, and without what a terminal obeys."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    cut = text if len(text) <= _SHOWN_CHARACTERS else text[:_SHOWN_CHARACTERS] + "…"
    return "”" + "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in cut) + "”"

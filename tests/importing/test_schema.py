"""The program's schema takes what the interchange format takes, but for texts that say nothing or too much."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from internkontroll.db.session import Register
from internkontroll.domain.limits import MAX_TEXT
from internkontroll.domain.status import Tillfalletyp
from internkontroll.importing.schema import SCHEMA, schema_fault
from internkontroll.services.exportera import export_report
from tests.importing.utbyte_strategy import utbyte_files
from tests.utbyte_files import SHARED, Raw, full

FORMAT = SHARED / "utbytesformat" / "internkontroll-utbyte-1.schema.json"

needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="../shared is missing")

OURS_ALONE = {"pattern": "\\S", "maxLength": MAX_TEXT}
"""The rules that the program adds to texts: those that must say something, and the longest ones."""

MOST = 1_000_000_000
"""What the program can count to; the format has no bound."""


def read(path: Path) -> Raw:
    schema: Raw = json.loads(path.read_text(encoding="utf-8"))
    return schema


def rules(schema: Any) -> Any:
    """The schema without words for people and without rules on the length of texts."""
    if isinstance(schema, list):
        return [rules(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    dropped = {"title", "description", "minLength", *OURS_ALONE}
    kept = {name: rules(part) for name, part in schema.items() if name not in dropped}
    return {name: part for name, part in kept.items() if (name, part) != ("maximum", MOST)}


def texts(schema: Any, path: str = "") -> Iterator[tuple[str, Raw]]:
    """Every rule for a free text, with its place in the schema."""
    if isinstance(schema, list):
        schema = dict(enumerate(schema))
    if isinstance(schema, dict):
        if "string" in schema.get("type", ()) and "format" not in schema:
            yield path, schema
        for name, part in schema.items():
            yield from texts(part, f"{path}/{name}")


def part_of(schema: Raw, path: str) -> Raw:
    """The part of the schema at a place such as /properties/risker."""
    for name in path.split("/")[1:]:
        schema = schema[name]
    return schema


def faults(data: Raw) -> list[str]:
    """What the format's own schema finds."""
    validator = Draft202012Validator(read(FORMAT), format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [error.message for error in validator.iter_errors(data)]


@needs_shared
def test_same_members_words_and_bounds_as_the_format() -> None:
    ours, theirs = read(SCHEMA), read(FORMAT)
    assert rules(ours["properties"]) == rules(theirs["properties"])
    assert rules(ours["$defs"]) == rules(theirs["$defs"])
    assert (ours["required"], ours["additionalProperties"]) == (theirs["required"], False)


def test_every_text_has_the_limit_of_the_register() -> None:
    assert {path for path, rule in texts(read(SCHEMA)) if rule.get("maxLength") != MAX_TEXT} == set()


def test_only_texts_that_something_stands_on_must_say_something() -> None:
    """Names and descriptions that are required, and the entries of lists; a blank comment is a comment."""
    for path, rule in texts(read(SCHEMA)):
        folder, _, name = path.rpartition("/")
        if rule.get("pattern"):
            assert name == "items" or name in part_of(read(SCHEMA), folder.removesuffix("/properties"))["required"]


@needs_shared
def test_texts_that_the_format_requires_must_say_something() -> None:
    required = {path for path, rule in texts(read(FORMAT)) if rule.get("minLength")}
    ours = {path for path, rule in texts(read(SCHEMA)) if rule.get("pattern") == OURS_ALONE["pattern"]}
    assert required
    assert required <= ours


@needs_shared
@settings(max_examples=20)
@given(utbyte_files())
def test_both_take_any_file_of_the_format(data: Raw) -> None:
    assert faults(data) == []
    assert schema_fault(data) is None


@needs_shared
@pytest.mark.parametrize("tillfalle", Tillfalletyp)
@pytest.mark.parametrize("ar", [2025, 2026])
def test_every_export_of_the_example_is_of_the_format(
    example_file: Path, tmp_path: Path, ar: int, tillfalle: Tillfalletyp
) -> None:
    path = tmp_path / "ut.json"
    export_report(Register(example_file, "prov"), path, ar, tillfalle)
    assert faults(read(path)) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("x" * MAX_TEXT, None),
        ("x" * (MAX_TEXT + 1), "har 100 001 tecken; högst 100 000 får plats"),
        ("", "Fältet är tomt"),
        (" \n\t\u00a0", "Fältet är tomt"),
    ],
)
def test_required_text_says_something_and_not_too_much(text: str, fault: str | None) -> None:
    data = full()
    data["risker"][0]["beskrivning"] = text
    found = schema_fault(data)
    assert (fault in (found or "")) if fault else found is None

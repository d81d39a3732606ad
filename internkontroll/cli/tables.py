"""Answers as text for people: aligned lists, and what an import changed."""

from typing import Any

from internkontroll.domain.changes import KINDS, Change, Changes, count_words
from internkontroll.services.listor import Listing

WIDEST = 60
"""Characters of a column; the rest of a longer text is in the JSON."""

SHOWN = 50
"""Changes that are written out."""


def listing_text(listing: Listing) -> str:
    """A line per row, columns aligned; the last line counts them."""
    cells = [[_cell(value) for value in row] for row in (listing.columns, *listing.rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    layout = "  ".join(f"{{:{width}}}" for width in widths).format
    lines = [layout(*row).rstrip() for row in cells]
    return "\n".join([*lines, "1 rad." if len(listing.rows) == 1 else f"{len(listing.rows)} rader."])


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = " ".join(value.split()) if isinstance(value, str) else str(value)
    return text if len(text) <= WIDEST else text[: WIDEST - 1] + "…"


def changes_text(changes: Changes, *, trial: bool) -> str:
    """What is new, what changed from what to what, and what the files didn't name."""
    if not changes:
        lines = ["Inget att ändra: registret har redan allt i filen."]
    else:
        lines = ["Så här skulle registret ändras. Inget är ändrat ännu." if trial else "Importen är klar."]
    if changes.new:
        lines.append("Nytt: " + ", ".join(count_words(table, count) for table, count in changes.new.items()) + ".")
    lines += [_change_line(change) for change in changes.changed[:SHOWN]]
    if len(changes.changed) > SHOWN:
        lines.append(f"… och {len(changes.changed) - SHOWN} ändringar till. Alla visas med --json.")
    lines += [
        f"Orörd, finns inte i filen: {KINDS[table][0]} ”{_cell(name)}”" for table, name in changes.untouched[:SHOWN]
    ]
    return "\n".join(lines)


def _change_line(change: Change) -> str:
    was, value = (_cell(value) or "tomt" for value in (change.var, change.blev))
    return f"Ändrat: {KINDS[change.tabell][0]} ”{_cell(change.post)}”, {change.falt}: {was} → {value}"

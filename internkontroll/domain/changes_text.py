"""What an import changed, or would change, in words."""

from typing import Any

from internkontroll.domain.changes import KINDS, Change, Changes, count_words
from internkontroll.domain.falt import field_title

WIDEST = 60
"""Characters of a value; the rest of a longer text is in the JSON."""

SHOWN = 50
"""Changes that are written out."""


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
        f"Orörd, finns inte i filen: {KINDS[table][0]} ”{short(name)}”" for table, name in changes.untouched[:SHOWN]
    ]
    return "\n".join(lines)


def _change_line(change: Change) -> str:
    was, value = (short(value) or "tomt" for value in (change.var, change.blev))
    title = field_title(change.tabell, change.falt)
    title = title[:1].lower() + title[1:]
    return f"Ändrat: {KINDS[change.tabell][0]} ”{short(change.post)}”, {title}: {was} → {value}"


def short(value: Any) -> str:
    """A value on one line, shortened."""
    if value is None:
        return ""
    text = " ".join(value.split()) if isinstance(value, str) else str(value)
    return text if len(text) <= WIDEST else text[: WIDEST - 1] + "…"

"""A field that is said with others: before it is saved the register is read again, or the program ends."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from internkontroll.domain.falt import Faltslag, Value, read_value
from internkontroll.errors import InputRefused
from internkontroll.ui.widgets.editors import as_text
from internkontroll.ui.widgets.field_row import FieldRow

Pair = tuple[str, str]
"""What stands in a field, and what the register held then."""


def refresh_row(row: FieldRow, mine: Value, base: Value, held: Value) -> Value:
    """Show what the register holds now, but never instead of what is said and not saved; the answer is what counts.

    `mine`: what was said; `base`: what the register held then. Where both have changed, the user decides.
    """
    if mine in (base, held):
        row.refresh_value(held)
        return held
    if base == held:
        return mine
    text = row.editor.text()
    row.set_value(held)
    row.propose(text)
    return held


def written(row: FieldRow, base: Value) -> Pair | None:
    """What stands in the field, taken in or not; None where it says what the register holds."""
    text = row.editor.text()
    try:
        same = read_value(row.falt, text) == base
    except InputRefused:
        same = False
    return None if same or text == as_text(base) else (text, as_text(base))


def write_again(row: FieldRow, pair: Pair | None, base: Value) -> None:
    """Let it stand in the field; where the register holds something else by now, the user decides between the two."""
    if pair is None:
        return
    text, held = pair
    if held != as_text(base):
        row.propose(text)
    else:
        row.editor.set_text(text)
        row.commit()


def tell_typing(row: FieldRow, tell: Callable[[], object]) -> None:
    """Tell of every letter; what is chosen is taken when it is chosen."""
    focus = row.editor.focus
    if isinstance(focus, QLineEdit | QPlainTextEdit):
        focus.textChanged.connect(lambda *_text: tell())


def take_typed(row: FieldRow) -> None:
    """Take what stands in the field though it isn't left, if it can be: half a day is no fault yet.

    What is emptied waits until it is left: something else is to stand there, and an åtgärd without text goes away.
    """
    text = row.editor.text()
    if not text.strip() or not row.is_dirty or row.falt.slag in (Faltslag.WORD, Faltslag.REFERENCE):
        return
    try:
        read_value(row.falt, text)
    except InputRefused:
        return
    row.commit()

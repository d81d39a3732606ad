"""A field that is said with others: the register is read again before it has been saved."""

from internkontroll.domain.falt import Value
from internkontroll.ui.widgets.field_row import FieldRow


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

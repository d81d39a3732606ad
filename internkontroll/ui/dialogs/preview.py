"""What would happen, shown before it is done."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from internkontroll.domain.changes import Changes
from internkontroll.domain.changes_text import changes_text
from internkontroll.ui.widgets.naming import named


def confirm_changes(parent: QWidget, changes: Changes) -> bool:
    """Show what an import would change; whether the user wants it."""
    text = changes_text(changes, trial=True)
    return confirm(parent, "Importera", "Det här skulle ändras:", text, "&Importera" if changes else "")


def confirm(parent: QWidget, title: str, question: str, text: str, accept: str) -> bool:
    """A text to read and one button that does it; without a word for it there is nothing to accept."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    layout = QVBoxLayout(dialog)
    layout.addWidget(QLabel(question))
    shown = named(QPlainTextEdit(text), question)
    shown.setReadOnly(True)
    # With a cursor, so that it is seen where the focus is, and so that it can be marked by keyboard.
    shown.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    shown.setTabChangesFocus(True)
    layout.addWidget(shown)
    buttons = QDialogButtonBox()
    if accept:
        buttons.addButton(accept, QDialogButtonBox.ButtonRole.AcceptRole).setDefault(True)
    buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    layout.addWidget(buttons)
    width = dialog.fontMetrics().averageCharWidth()
    dialog.resize(width * 90, dialog.fontMetrics().height() * 24)
    return dialog.exec() == QDialog.DialogCode.Accepted

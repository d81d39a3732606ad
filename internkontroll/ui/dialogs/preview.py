"""What would happen, shown before it is done."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QMessageBox, QPlainTextEdit, QVBoxLayout, QWidget

from internkontroll.domain.changes import Changes
from internkontroll.domain.changes_text import changes_text
from internkontroll.ui.widgets.naming import named


def confirm_changes(parent: QWidget, changes: Changes) -> bool:
    """Show what an import would change; whether the user wants it."""
    text = changes_text(changes, trial=True)
    return confirm(parent, "Importera", "Det här skulle ändras:", text, "&Importera" if changes else "")


def confirm_restore(parent: QWidget, register: Path, copy: Path) -> bool:
    """Say what a restored backup does to the register; whether the user wants it."""
    box = QMessageBox(
        QMessageBox.Icon.Warning,
        "Återställ säkerhetskopia",
        f"Ska {register.name} bli som i {copy.name}?",
        parent=parent,
    )
    box.setInformativeText(
        "Allt som har skrivits i registret efter kopian försvinner därifrån, för alla som använder det. "
        "Som det är nu sparas det först i en egen kopia i samma mapp, så att du kan gå tillbaka. "
        "Be andra som har registret öppet att stänga det."
    )
    do = box.addButton("&Återställ", QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    box.exec()
    return box.clickedButton() is do


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

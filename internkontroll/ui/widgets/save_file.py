"""Where to save: the system's dialog, and the ending that a name lacks."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget


def ask_where_to_save(
    parent: QWidget, title: str, suggestion: Path, kinds: Mapping[str, str], *, replaces: bool = True
) -> Path | None:
    """The file to write, or None. `kinds`: what the dialog offers → its ending, the suggested name's first.

    `replaces`: a file of the name is written over, which is asked about; else whoever writes refuses it.
    """
    # The system's own dialogs ask of the name that is typed, not of the one that it becomes here.
    options = QFileDialog.Option(0) if replaces else QFileDialog.Option.DontConfirmOverwrite
    place, kind = QFileDialog.getSaveFileName(parent, title, str(suggestion), ";;".join(kinds), "", options)
    if not place:
        return None
    chosen = Path(place)
    target = _with_ending(chosen, suggestion.name, list(kinds.values()), kinds.get(kind))
    if target == chosen or not replaces or not target.exists() or _confirm_replace(parent, title, target):
        return target
    return None


def _with_ending(chosen: Path, suggested: str, endings: list[str], wanted: str | None) -> Path:
    """The chosen kind goes before the ending of the suggested name, but not before one that was typed."""
    ending = wanted or endings[0]
    if chosen.suffix.lower() not in endings:
        # Appended: "nytt v1.2" has no ending, only a point.
        return chosen.with_name(chosen.name + ending)
    return chosen.with_suffix(ending) if chosen.name == suggested else chosen


def _confirm_replace(parent: QWidget, title: str, target: Path) -> bool:
    box = QMessageBox(QMessageBox.Icon.Warning, title, f"{target.name} finns redan. Ersätt den?", parent=parent)
    do = box.addButton("&Ersätt", QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    box.exec()
    return box.clickedButton() is do

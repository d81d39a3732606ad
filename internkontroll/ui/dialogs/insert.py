"""The section into somebody else's Word document: which, where, what would change, what would be lost."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
)

from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.errors import InputRefused, KnownError, environment
from internkontroll.ui import theme
from internkontroll.ui.host import Host
from internkontroll.ui.widgets.naming import label_for, named
from internkontroll.ui.widgets.tinted import Tinted

if TYPE_CHECKING:
    from internkontroll.db.session import Register
    from internkontroll.export.word.infoga import Change, Insertion
    from internkontroll.services.avsnitt import Infogning

DOCUMENT, PLACE = "infoga/dokument", "infoga/plats"
Stamp = tuple[int, int]
"""When a file was changed, and its size: another one means other contents."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What would happen, and the file that it was found out on."""

    document: Path
    place: str
    stamp: Stamp
    found: "Infogning"


def insert_section(shell: Host) -> None:
    """Ask and do, beside the window's other work."""
    sammanhang = shell.session.sammanhang
    if sammanhang:
        dialog = InsertDialog(shell, sammanhang)
        # Deleted when everything that it has asked has been answered.
        dialog.finished.connect(lambda _how: shell.session.submit(_nothing, lambda _none: dialog.deleteLater()))
        dialog.open()


class InsertDialog(QDialog):
    """Nothing can be done before what would happen has been shown."""

    def __init__(self, shell: Host, sammanhang: Sammanhang) -> None:
        super().__init__(shell.dialog_parent)
        self.setWindowTitle("Uppdatera i dokument")
        self._shell = shell
        self._sammanhang = sammanhang
        self._trial: Trial | None = None
        self.document, self.place = QLineEdit(), QLineEdit()
        self.browse = QPushButton("&Bläddra…")
        self.message = Tinted("text")
        self.changes, self.lost = _text("Vad som skulle ändras"), _text("Ändrat för hand, skulle gå förlorat")
        self.lost_label = QLabel()
        self.overwrite = QCheckBox("&Skriv över det som ändrats för hand")
        self.buttons = QDialogButtonBox()
        self.do = self.buttons.addButton("&Uppdatera dokumentet", QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self._lay_out()
        self._connect()
        last = shell.settings.value(DOCUMENT, "")
        if last and Path(last).exists():
            self.choose(Path(last))
        else:
            self._say("Välj det Word-dokument som avsnittet ska stå i.")

    # --- what is chosen -------------------------------------------------------------------------------------------

    def choose(self, document: Path) -> None:
        """This document, at the place that was chosen for it last time."""
        self.document.setText(str(document))
        self.place.setText(self._shell.settings.value(_place_key(document), ""))
        self.try_out()

    def try_out(self) -> None:
        """Find out what would change, on the register's thread; nothing is written."""
        self._show(None)
        written = self.document.text().strip()
        if not written:
            return
        document, place, sammanhang = Path(written), self.place.text().strip(), self._sammanhang
        self._say("Läser dokumentet …")

        def work(register: "Register") -> Trial:
            # Imported here: needs SQLAlchemy, which the first paint doesn't wait for.
            from internkontroll.services.avsnitt import preview_insertion

            stamp = _stamp(document)
            return Trial(document, place, stamp, preview_insertion(register, sammanhang, document, place or None))

        self._shell.session.run(work, self._show, self._refuse, key="infoga.prov")

    def _browse(self) -> None:
        folder = self.document.text() or str(Path.home())
        place, _ = QFileDialog.getOpenFileName(self, "Välj dokument", folder, "Word-dokument (*.docx *.docm)")
        if place:
            self.choose(Path(place))

    # --- what would happen ----------------------------------------------------------------------------------------

    def _show(self, trial: Trial | None) -> None:
        self._trial = trial
        self.overwrite.setChecked(False)
        found = trial.found if trial else None
        edits = found.for_hand if found else ()
        self.changes.setPlainText("\n\n".join(map(change_text, found.andringar)) if found else "")
        self.lost.setPlainText("\n\n".join(edits))
        self.lost_label.setText(
            f"Det här är ändrat för hand i Word och skulle gå förlorat ({len(edits)}). "
            "För in i registret det som ska vara kvar."
        )
        for widget in (self.lost_label, self.lost, self.overwrite):
            widget.setVisible(bool(edits))
        self.changes.setVisible(bool(found and found.andringar))
        if found:
            self._say(" ".join((summary(found), *found.noter)))
        self._enable()

    def _enable(self) -> None:
        found = self._trial.found if self._trial else None
        ready = found is not None and found.andrat
        self.do.setEnabled(ready and (self.overwrite.isChecked() or not (found and found.for_hand)))

    def _say(self, text: str) -> None:
        self.message.setText(text)
        self.message.set_tone("text")
        self.setAccessibleDescription(text)

    def _refuse(self, error: Exception) -> None:
        """What stands in the way, here where it can be mended."""
        self.setEnabled(True)
        if not isinstance(error, KnownError) or not self.isVisible():
            self._shell.session.failed.emit(error)
            return
        self._say(str(error))
        self.message.set_tone("danger")

    # --- doing it -------------------------------------------------------------------------------------------------

    def accept(self) -> None:
        """Write the document as it was shown; one that has changed since is shown again first."""
        trial, sammanhang, overwrite = self._trial, self._sammanhang, self.overwrite.isChecked()
        if trial is None:
            return
        self.setEnabled(False)

        def work(register: "Register") -> "Insertion":
            if _stamp(trial.document) != trial.stamp:
                raise InputRefused(f"{trial.document}: Dokumentet har ändrats sedan det lästes. Läs det igen.")
            return _insert(register, sammanhang, trial, overwrite=overwrite)

        self._shell.session.run(work, self._done, self._refuse, text=f"Uppdaterar {trial.document.name} …")

    def _done(self, done: "Insertion") -> None:
        trial = self._trial
        if trial:
            settings = self._shell.settings
            settings.set(DOCUMENT, str(trial.document))
            settings.set(_place_key(trial.document), trial.place)
            self._shell.errors.show_info(" ".join((f"Uppdaterat: {trial.document}.", *done.notes)))
        super().accept()

    # --- putting together -----------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.browse.clicked.connect(self._browse)
        self.document.editingFinished.connect(self._try_if_changed)
        self.place.editingFinished.connect(self._try_if_changed)
        self.read_again.clicked.connect(self.try_out)
        self.overwrite.toggled.connect(lambda _on: self._enable())
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def _try_if_changed(self) -> None:
        written = (Path(self.document.text().strip()), self.place.text().strip())
        if self._trial is None or written != (self._trial.document, self._trial.place):
            self.try_out()

    def _lay_out(self) -> None:
        self.read_again = QPushButton("&Läs igen")
        for button in (self.browse, self.read_again, self.do):
            theme.make_hittable(button)
            button.setAutoDefault(False)
        theme.make_hittable(self.overwrite)
        self.place.setPlaceholderText("sist i dokumentet")
        named(self.place, "Plats", "Ett bokmärkes namn eller en rubriks text. Behövs bara första gången.")
        top, form = QHBoxLayout(), QFormLayout()
        for widget in (self.document, self.browse, self.read_again):
            top.addWidget(widget)
        form.addRow(label_for(self.document, "&Dokument"), top)
        form.addRow(label_for(self.place, "&Plats, bokmärke eller rubrik"), self.place)
        for label in (self.message, self.lost_label):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self.message)
        layout.addWidget(self.changes, 2)
        layout.addWidget(self.lost_label)
        layout.addWidget(self.lost, 1)
        layout.addWidget(self.overwrite)
        layout.addStretch(0)
        layout.addWidget(self.buttons)
        self.resize(self.fontMetrics().averageCharWidth() * 100, self.fontMetrics().height() * 30)
        self._show(None)


def summary(found: "Infogning") -> str:
    """What would happen, in a sentence."""
    if not found.andrat:
        return "Avsnittet står redan i dokumentet som det är i registret. Inget behöver göras."
    count = len(found.andringar)
    if found.fanns:
        return f"Avsnittet står {found.plats}. {count} av dess {found.stycken} stycken ändras."
    return f"Avsnittet läggs in {found.plats}, {found.stycken} stycken. Resten av dokumentet är orört."


def change_text(change: "Change") -> str:
    """A paragraph's change in words."""
    if change.var is None:
        return f"Nytt: {change.blev}"
    if change.blev is None:
        return f"Tas bort: {change.var}"
    if change.var == change.blev:
        return f"Ser annorlunda ut: {change.blev}"
    return f"Var: {change.var}\nBlir: {change.blev}"


def _insert(register: "Register", sammanhang: Sammanhang, trial: Trial, *, overwrite: bool) -> "Insertion":
    from internkontroll.services.avsnitt import namnd_name
    from internkontroll.services.infoga import Urval, insert_section

    with register.read() as connection:
        urval = Urval(sammanhang.ar, sammanhang.tillfalle, namnd_name(connection, sammanhang))
    return insert_section(register, urval, trial.document, vid=trial.place or None, overwrite=overwrite)


def _stamp(document: Path) -> Stamp:
    with environment(document):
        found = document.stat()
    return found.st_mtime_ns, found.st_size


def _place_key(document: Path) -> str:
    return f"{PLACE}/{quote(str(document).casefold(), safe='')}"


def _text(name: str) -> QPlainTextEdit:
    text = named(QPlainTextEdit(), name)
    text.setReadOnly(True)
    text.setTabChangesFocus(True)
    text.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return text


def _nothing() -> None:
    """A job that only waits for its turn."""

"""The files that are kept with a record: dropped here, opened as copies, saved elsewhere, thrown away."""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QAction, QDesktopServices, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from internkontroll.domain.sparat import Sparat
from internkontroll.files import open_replacing
from internkontroll.ui import theme
from internkontroll.ui.icons import icon
from internkontroll.ui.records.saver import Saver
from internkontroll.ui.records.texts import ToneLabel, button
from internkontroll.ui.widgets.flow_layout import FlowLayout
from internkontroll.ui.widgets.naming import named

if TYPE_CHECKING:
    # Loaded on the register's thread, after the first paint.
    from internkontroll.db.session import Register
    from internkontroll.services.poster import Post

_ID = Qt.ItemDataRole.UserRole


class BilagorTab(QWidget):
    """Of one record at a time."""

    go_to = Signal(object)

    def __init__(self, saver: Saver, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._saver = saver
        self._owner: tuple[str, int] | None = None
        self._copies: tempfile.TemporaryDirectory[str] | None = None
        self.setAcceptDrops(True)
        self._hint = ToneLabel(
            "muted", "Dra filer hit eller lägg till dem: protokoll, kalkylark, bilder som visar läget."
        )
        self.list = named(QListWidget(), "Bilagor", "Enter öppnar en kopia, Delete flyttar till papperskorgen.")
        self.list.itemActivated.connect(lambda _item: self.open())
        self.list.itemSelectionChanged.connect(self._enable)
        self.add = button("Lägg till…", "ny", "Lägg till bilagor")
        self.open_ = button("Öppna", "oppna", "Öppna en kopia av bilagan")
        self.save = button("Spara som…", "", "Spara bilagan som en fil")
        self.remove = button("Ta bort", "papperskorg", "Flytta bilagan till papperskorgen")
        self._lay_out()

    def show_bilagor(
        self, tabell: str, post: int, bilagor: "Sequence[Post]", closed: bool = False, *, only_added: bool = False
    ) -> None:
        """Show the record's bilagor; `closed`: none can be added or taken away; `only_added`: none taken away."""
        chosen = {item.data(_ID) for item in self.list.selectedItems()} if self._owner == (tabell, post) else set()
        self._owner = (tabell, post)
        self.list.clear()
        for one in bilagor:
            item = QListWidgetItem(icon("bilaga"), one.varden["filnamn"], self.list)
            item.setData(_ID, one.id)
            item.setToolTip(one.varden["beskrivning"] or one.varden["filnamn"])
            item.setSelected(one.id in chosen)
        self.list.setVisible(bool(bilagor))
        self.add.setVisible(not closed)
        self.remove.setVisible(not closed and not only_added)
        self._enable()

    # --- commands -------------------------------------------------------------------------------------------------

    def attach(self, paths: Sequence[Path]) -> None:
        """Keep the files with the record."""
        owner = self._owner
        if owner is None or not paths or self.add.isHidden():
            return

        def operation(register: "Register") -> Sparat:
            from internkontroll.services.bilagor import attach

            return attach(register, *owner, paths)

        self._saver.do(operation)

    def open(self) -> None:
        """Open a copy that can't be changed by mistake, with the program that the file belongs to."""
        self._with_content(self._open_copy)

    def trash(self) -> None:
        """Into the papperskorg, from which they can be taken back."""
        chosen = [int(item.data(_ID)) for item in self.list.selectedItems()]
        if not chosen or self.remove.isHidden():
            return

        def operation(register: "Register") -> Sparat:
            from internkontroll.services.bilagor import trash

            return trash(register, chosen)

        self._saver.do(operation)

    def _choose(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, "Lägg till bilagor")
        self.attach([Path(name) for name in names])

    def _save_as(self) -> None:
        self._with_content(self._save_copy)

    def _with_content(self, then: Callable[[str, bytes], None]) -> None:
        item = self.list.currentItem()
        if item is None:
            return
        bilaga = int(item.data(_ID))

        def read(register: "Register") -> tuple[str, bytes]:
            from internkontroll.services.bilagor import read as read_bilaga

            return read_bilaga(register, bilaga)

        self._saver.session.run(read, lambda found: then(*found))

    def _open_copy(self, name: str, data: bytes) -> None:
        self._copies = self._copies or tempfile.TemporaryDirectory(prefix="internkontroll-", ignore_cleanup_errors=True)
        path = Path(tempfile.mkdtemp(dir=self._copies.name)) / Path(name).name
        path.write_bytes(data)
        path.chmod(0o444)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _save_copy(self, name: str, data: bytes) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, "Spara bilagan som", name)
        if chosen:
            self._saver.session.submit(lambda: _write(Path(chosen), data), lambda _: None)

    # --- drag and drop --------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Files, and only where some can be added."""
        if event.mimeData().hasUrls() and not self.add.isHidden():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Keep what was let go."""
        self.attach([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
        event.acceptProposedAction()

    # --- putting together -----------------------------------------------------------------------------------------

    def _enable(self) -> None:
        for one in (self.open_, self.save, self.remove):
            one.setEnabled(bool(self.list.selectedItems()))

    def _lay_out(self) -> None:
        self.list.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.list.setWordWrap(True)
        delete = QAction("Ta bort", self.list)
        delete.setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
        delete.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        delete.triggered.connect(self.trash)
        self.list.addAction(delete)
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for one, act in (
            (self.add, self._choose),
            (self.open_, self.open),
            (self.save, self._save_as),
            (self.remove, self.trash),
        ):
            one.clicked.connect(act)
            flow.addWidget(one)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(self))
        layout.addWidget(self._hint)
        layout.addWidget(self.list)
        layout.addWidget(buttons)
        layout.addStretch(1)


def _write(path: Path, data: bytes) -> None:
    with open_replacing(path) as file:
        file.write(data)

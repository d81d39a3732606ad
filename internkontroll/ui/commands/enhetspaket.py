"""Packages of units from the window: made for every unit, read back with a preview, and opened by a chief."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from internkontroll.domain.enhetspaket.regler import SUFFIX
from internkontroll.ui.host import Host

if TYPE_CHECKING:
    from internkontroll.db.session import Register
    from internkontroll.services.enhetspaket import Inlast
    from internkontroll.ui.min_enhet import MinEnhetWindow

# The services behind the commands need SQLAlchemy, which the first paint must not wait for.

_FOLDER = "dokument/mapp"
_FILES = f"Enhetspaket (*{SUFFIX})"


class EnhetspaketCommands(QObject):
    """The commands of the menu Arkiv that are about packages of units."""

    def __init__(self, shell: Host) -> None:
        super().__init__()
        self._shell = shell
        self.unit_windows: list[MinEnhetWindow] = []
        shell.actions.unit_packages.triggered.connect(self._ask_for_folder)
        shell.actions.import_packages.triggered.connect(self._ask_for_files)

    def _ask_for_folder(self) -> None:
        parent, title = self._shell.dialog_parent, "Välj en mapp; varje enhet får en egen fil i den"
        place = QFileDialog.getExistingDirectory(parent, title, self._folder())
        if place:
            self.make(Path(place))

    def _ask_for_files(self) -> None:
        parent, title = self._shell.dialog_parent, "Läs in enhetspaket"
        places, _ = QFileDialog.getOpenFileNames(parent, title, self._folder(), _FILES)
        if places:
            self.preview([Path(place) for place in places])

    def make(self, folder: Path) -> None:
        """A file for each unit with anything to do in the plan that is shown."""
        sammanhang, today = self._shell.session.sammanhang, self._shell.session.today
        if sammanhang is None:
            return
        plan_id = sammanhang.plan_id

        def work(register: "Register") -> str:
            from internkontroll.services.enhetspaket import make_packages
            from internkontroll.services.urval import name_plan

            with register.read() as connection:
                ar, namnd = name_plan(connection, plan_id)
            made = make_packages(register, folder, ar, today, namnd=namnd)
            count = "1 enhetspaket" if len(made) == 1 else f"{len(made)} enhetspaket"
            return f"Sparat: {count} i {folder}. Skicka varje fil till sin enhet."

        self._shell.settings.set(_FOLDER, str(folder))
        self._shell.session.run(work, self._shell.errors.show_info, text="Skapar enhetspaket …")

    def preview(self, files: list[Path]) -> None:
        """What the files would change, and a choice for each conflict, before anything is taken in."""
        session = self._shell.session

        def trial(register: "Register") -> "Inlast":
            from internkontroll.services.enhetspaket import import_packages

            return import_packages(register, files, session.today, trial=True)

        def found(inlast: "Inlast") -> None:
            from internkontroll.ui.dialogs.enhetspaket import ImportPackagesDialog

            ImportPackagesDialog(session, files, inlast, self._shell.dialog_parent).open()

        self._shell.settings.set(_FOLDER, str(files[0].parent))
        session.run(trial, found, text="Läser enhetspaket …")

    def open_unit(self, path: Path) -> "MinEnhetWindow":
        """The small window of a chief, in front of a main window without a register, which hides meanwhile."""
        # Imported here: few open one, and the panels in it take time to load.
        from internkontroll.ui.min_enhet import MinEnhetWindow

        session = self._shell.session
        window = MinEnhetWindow(path, session.user, session.today)
        window.session.drafts = session.drafts  # what she has begun is on the disk, too
        self.unit_windows.append(window)
        window.closed.connect(lambda: self._unit_closed(window))
        window.show()
        if session.path is None:
            self._shell.dialog_parent.hide()
        return window

    def _unit_closed(self, window: "MinEnhetWindow") -> None:
        self.unit_windows.remove(window)
        if self._shell.session.path is None and not self.unit_windows:
            self._shell.dialog_parent.close()

    def _folder(self) -> str:
        return str(self._shell.settings.value(_FOLDER, str(Path.home())))

"""What the year's egenkontroll showed: the compilation for the kvalitetsberättelse, and a page for each unit."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from internkontroll.ui.host import Host
from internkontroll.ui.widgets.save_file import ask_where_to_save

if TYPE_CHECKING:
    from internkontroll.db.session import Register
    from internkontroll.services.sammanstallning import Urval

# The services behind the commands need SQLAlchemy, which the first paint must not wait for.

_FOLDER = "dokument/mapp"
_FORMATS = {"Word (*.docx)": ".docx", "PDF (*.pdf)": ".pdf", "Excel (*.xlsx)": ".xlsx"}
"""What the file dialog offers, and the ending of each."""


class EgenkontrollCommands(QObject):
    """The commands of the menu Avsnitt that are about the whole year's egenkontroll."""

    moved = Signal(int, int)
    """So many pages of feedback are written, of so many. Emitted on the register's thread."""

    def __init__(self, shell: Host) -> None:
        super().__init__()
        self._shell = shell
        shell.actions.compilation.triggered.connect(self._ask_for_file)
        shell.actions.feedback.triggered.connect(self._ask_for_folder)

    def _ask_for_file(self) -> None:
        sammanhang = self._shell.session.sammanhang
        if sammanhang is None:
            return
        suggestion = self._folder() / f"egenkontroll-{sammanhang.ar}.docx"
        parent, title = self._shell.dialog_parent, "Spara sammanställningen"
        target = ask_where_to_save(parent, title, suggestion, _FORMATS)
        if target:
            self.compile(target)

    def _ask_for_folder(self) -> None:
        parent, title = self._shell.dialog_parent, "Välj en mapp; varje enhet får en egen fil i den"
        place = QFileDialog.getExistingDirectory(parent, title, str(self._folder()))
        if place:
            self.give_feedback(Path(place))

    def compile(self, target: Path) -> None:
        """Write the year's compilation to a file, and say where it is."""

        def write(register: "Register", urval: "Urval") -> str:
            from internkontroll.services.sammanstallning import export_compilation

            export_compilation(register, target, urval)
            return f"Sparat: {target}"

        self._run(write, target.parent, f"Skriver {target.name} …")

    def give_feedback(self, folder: Path) -> None:
        """Write a page for each unit to the folder, and say how many."""

        def write(register: "Register", urval: "Urval") -> str:
            from internkontroll.services.aterkoppling import write_feedback

            files = write_feedback(register, folder, urval, progress=self.moved.emit)
            count = "1 återkoppling" if len(files) == 1 else f"{len(files)} återkopplingar"
            return f"Sparat: {count} i {folder}"

        self._run(write, folder, "Skriver återkoppling …")

    def _run(self, write: "Callable[[Register, Urval], str]", folder: Path, text: str) -> None:
        sammanhang, today = self._shell.session.sammanhang, self._shell.session.today
        if sammanhang is None:
            return
        plan_id = sammanhang.plan_id

        def work(register: "Register") -> str:
            from internkontroll.services.sammanstallning import Urval
            from internkontroll.services.urval import name_plan

            with register.read() as connection:
                ar, namnd = name_plan(connection, plan_id)
            return write(register, Urval(ar, today, namnd))

        self._shell.settings.set(_FOLDER, str(folder))
        self._shell.session.run(work, self._shell.errors.show_info, text=text)

    def _folder(self) -> Path:
        return Path(self._shell.settings.value(_FOLDER, str(Path.home())))

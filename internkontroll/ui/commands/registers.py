"""New, open, recent, example, import, backup and check: what is done with whole registers."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QFileDialog, QMenu

from internkontroll.domain.enhetspaket.regler import SUFFIX as UNIT_SUFFIX
from internkontroll.domain.sparat import Sparat
from internkontroll.ui.commands.enhetspaket import EnhetspaketCommands
from internkontroll.ui.host import Host
from internkontroll.ui.widgets.save_file import ask_where_to_save

if TYPE_CHECKING:
    from internkontroll.db.session import Register
    from internkontroll.domain.changes import Changes

# The services that write need SQLAlchemy, which the first paint must not wait for: they are imported where they run.

REGISTER = "Register (*.ikreg)"
OPENABLE = f"Register och enhetspaket (*.ikreg *{UNIT_SUFFIX})"
UTBYTE = "Utbytesfil (*.json)"
SUFFIX = ".ikreg"


class RegisterCommands:
    """The menu Arkiv."""

    def __init__(self, shell: Host, recent: QMenu, enhetspaket: EnhetspaketCommands) -> None:
        self._shell = shell
        self._enhetspaket = enhetspaket
        actions = shell.actions
        self._recent = recent
        actions.new_register.triggered.connect(lambda: self._make(example=False))
        actions.example.triggered.connect(lambda: self._make(example=True))
        actions.open.triggered.connect(self._open)
        actions.import_file.triggered.connect(self._choose_import)
        actions.backup.triggered.connect(self._back_up)
        actions.restore.triggered.connect(self._choose_copy)
        actions.check.triggered.connect(self._check)
        recent.aboutToShow.connect(self._fill_recent)
        recent.setToolTipsVisible(True)

    def open(self, path: Path) -> None:
        """Open the register; an older one is upgraded, after a verified backup. A unit's package has its own window."""
        is_package = path.suffix.lower() == UNIT_SUFFIX

        def work() -> Path | None:
            from internkontroll.db.register_file import OlderRegister, check_register

            try:
                check_register(path)
            except OlderRegister:
                # Imported here: SQLAlchemy takes longer to load than a list to be shown.
                from internkontroll.db.migrate import upgrade

                return upgrade(path)
            return None

        def is_protected() -> bool:
            from internkontroll.db.register_file import may_write

            return not may_write(path)

        def upgraded(backup: Path | None) -> None:
            if is_package:
                self._enhetspaket.open_unit(path)
                return
            self._shell.session.open(path)
            # Said when it is open, which clears what was said of the register before.
            if backup:
                text = f"Registret är uppgraderat. En kopia av det gamla ligger i {backup}."
                self._shell.session.submit(lambda: None, lambda _none: self._shell.errors.show_info(text))
            else:
                self._shell.session.submit(is_protected, self._say_whether_protected)

        self._shell.session.submit(work, upgraded)

    def _say_whether_protected(self, is_protected: bool) -> None:
        if is_protected:
            self._shell.errors.show_info(
                "Registret är skrivskyddat: allt går att läsa och exportera, men inget att ändra. "
                "Be om skrivbehörighet eller arbeta i en kopia."
            )

    def dropped(self, data: QMimeData) -> Path | None:
        """The file that is dragged, if it is one that can be opened or imported."""
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        wanted = [path for path in paths if path.suffix.lower() in (SUFFIX, UNIT_SUFFIX, ".json")]
        return wanted[0] if wanted else None

    def open_or_import(self, path: Path) -> None:
        """What to do with a file that was let go over the window."""
        if path.suffix.lower() == SUFFIX:
            self.open(path)
        elif path.suffix.lower() == UNIT_SUFFIX:
            self._open_or_take_in(path)
        else:
            self._preview_import([path])

    def _open_or_take_in(self, path: Path) -> None:
        """Over a register a package is what a unit has sent back; else its chief wants to write in it."""
        if self._shell.session.path:
            self._enhetspaket.preview([path])
        else:
            self.open(path)

    # --- the commands ---------------------------------------------------------------------------------------------

    def _open(self) -> None:
        place, _ = QFileDialog.getOpenFileName(self._shell.dialog_parent, "Öppna register", self._folder(), OPENABLE)
        if place:
            self.open(Path(place))

    def _make(self, *, example: bool) -> None:
        title = "Skapa exempelregister" if example else "Skapa register"
        suggestion = Path(self._folder()) / ("exempel.ikreg" if example else "internkontroll.ikreg")
        parent, kinds = self._shell.dialog_parent, {REGISTER: SUFFIX}
        path = ask_where_to_save(parent, title, suggestion, kinds, replaces=False)
        if path:
            self.make(path, example=example)

    def make(self, path: Path, *, example: bool) -> None:
        """Make a register and open it. A file that is there already is never written over."""

        def work() -> None:
            from internkontroll.services.skapa import create_register

            create_register(path, self._shell.session.user, example=example)

        self._shell.session.submit(work, lambda _made: self._shell.session.open(path))

    def _fill_recent(self) -> None:
        self._recent.clear()
        for number, path in enumerate(self._shell.settings.recent, 1):
            action = self._recent.addAction(f"&{number} {path.name}")
            action.setToolTip(str(path))
            action.triggered.connect(lambda _checked, path=path: self.open(path))
        if self._recent.isEmpty():
            self._recent.addAction("Inga register har öppnats ännu").setEnabled(False)

    def _choose_import(self) -> None:
        places, _ = QFileDialog.getOpenFileNames(
            self._shell.dialog_parent, "Importera utbytesfil", self._folder(), UTBYTE
        )
        if places:
            self._preview_import([Path(place) for place in places])

    def _preview_import(self, paths: list[Path]) -> None:
        def trial(register: "Register") -> "Changes":
            from internkontroll.services.importera import import_files

            return import_files(register, paths, trial=True)

        def previewed(changes: "Changes") -> None:
            # Imported here, as the window's other dialogs: the first list doesn't wait for it.
            from internkontroll.ui.dialogs.preview import confirm_changes

            if confirm_changes(self._shell.dialog_parent, changes):
                self._import(paths)

        self._shell.session.run(trial, previewed, text=f"Läser {_names(paths)} …")

    def _import(self, paths: list[Path]) -> None:
        def operation(register: "Register") -> Sparat:
            from internkontroll.services.importera import import_files

            changes = import_files(register, paths)
            return Sparat(changes.handelse_id, f"Import av {_names(paths)}", frozenset(changes.new))

        def imported(saved: Sparat) -> None:
            self._shell.context.read()
            self._shell.errors.show_info(f"{saved.rubrik}. Ctrl+Z tar tillbaka hela importen.")

        self._shell.session.write(operation, imported, text=f"Importerar {_names(paths)} …")

    def _back_up(self) -> None:
        def work(register: "Register") -> Path:
            from internkontroll.db.backup import back_up, backup_path

            return back_up(register.path, backup_path(register.path, "sakerhetskopia"))

        def copied(copy: Path) -> None:
            self._shell.show_backup()
            self._shell.errors.show_info(f"Säkerhetskopian är kontrollerad och ligger i {copy}.")

        self._shell.session.run(work, copied)

    def _choose_copy(self) -> None:
        from internkontroll.ui.dialogs.preview import confirm_restore

        path = self._shell.session.path or self._choose_damaged()
        if path is None:
            return
        copies = f"Säkerhetskopior ({path.stem}-*{SUFFIX});;{REGISTER}"
        place, _ = QFileDialog.getOpenFileName(
            self._shell.dialog_parent, "Återställ säkerhetskopia", str(path.parent), copies
        )
        if place and Path(place) == path:
            self._shell.errors.show_error("Det är registret självt. Välj en säkerhetskopia av det.")
        elif place and confirm_restore(self._shell.dialog_parent, path, Path(place)):
            self.restore(path, Path(place))

    def _choose_damaged(self) -> Path | None:
        """A register that can't be opened, and so isn't; most likely the latest that was."""
        start = next((str(path) for path in self._shell.settings.recent), self._folder())
        title = "Vilket register ska återställas?"
        place, _ = QFileDialog.getOpenFileName(self._shell.dialog_parent, title, start, REGISTER)
        return Path(place) if place else None

    def restore(self, path: Path, copy: Path) -> None:
        """Make the register what it was in the copy; what it is now is kept in another one beside it."""

        def work(path: Path) -> Path | None:
            from internkontroll.db.backup import restore
            from internkontroll.db.migrate import upgrade

            before = restore(path, copy)
            upgrade(path)
            return before

        def restored(before: Path | None) -> None:
            self._shell.errors.show_info(
                f"Registret är återställt från {copy}. Som det var innan ligger det i {before}."
            )

        self._shell.session.replace(path, work, restored)

    def _check(self) -> None:
        def work(register: "Register") -> tuple[list[str], bool]:
            from internkontroll.services.kontrollera import check, mend_search

            # Nothing is lost by mending the search, and nobody has to ask how.
            is_mended = mend_search(register)
            return check(register), is_mended

        def checked(answer: tuple[list[str], bool]) -> None:
            faults, is_mended = answer
            mended = " Sökningen hittade inte allt och är ombyggd." if is_mended else ""
            if faults:
                self._shell.errors.show_error("\n".join(faults) + mended)
            else:
                text = "Registret är helt: filen, hänvisningarna, händelseloggen och sökningen stämmer."
                self._shell.errors.show_info(text + mended)

        self._shell.session.run(work, checked)

    def _folder(self) -> str:
        path = self._shell.session.path
        return str(path.parent if path else Path.home())


def _names(paths: list[Path]) -> str:
    return ", ".join(path.name for path in paths)

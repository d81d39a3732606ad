"""The finished section: Word, PDF, Excel, the sealed package, and into somebody else's document."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from internkontroll.domain.status import Tillfalletyp
from internkontroll.ui.host import Host
from internkontroll.ui.target import Target
from internkontroll.ui.widgets.save_file import ask_where_to_save

if TYPE_CHECKING:
    from internkontroll.db.session import Register

# The services behind the commands need SQLAlchemy, which the first paint must not wait for.

Write = Callable[["Register", Path, int, Tillfalletyp, str], object]
"""Register, file, year, tillfälle and nämnd → the file is written."""

AVSNITT = "avsnitt"


class DocumentCommands:
    """The menu Avsnitt."""

    def __init__(self, shell: Host) -> None:
        self._shell = shell
        actions = shell.actions
        actions.review.triggered.connect(self._review)
        actions.word.triggered.connect(lambda: self._export("Word", ".docx", _export))
        actions.pdf.triggered.connect(lambda: self._export("PDF", ".pdf", _export))
        actions.excel.triggered.connect(lambda: self._export("Excel", ".xlsx", _export))
        actions.package.triggered.connect(lambda: self._export("Paket", ".zip", _make_paket))
        actions.insert.triggered.connect(self._insert)

    def _review(self) -> None:
        self._shell.show_page(AVSNITT).show_target(Target(AVSNITT))

    def _insert(self) -> None:
        from internkontroll.ui.dialogs.insert import insert_section

        insert_section(self._shell)

    def _export(self, kind: str, suffix: str, write: Write) -> None:
        sammanhang = self._shell.session.sammanhang
        if sammanhang is None:
            return
        name = f"internkontroll-{sammanhang.tillfalle}-{sammanhang.ar}{suffix}"
        suggestion = Path(self._shell.settings.value("dokument/mapp", str(Path.home()))) / name
        parent, title = self._shell.dialog_parent, f"Spara avsnittet som {kind}"
        target = ask_where_to_save(parent, title, suggestion, {f"{kind} (*{suffix})": suffix})
        if target:
            self.export(target, write)

    def export(self, target: Path, write: Write) -> None:
        """Write the chosen tillfälle's section to a file, and say where it is."""
        sammanhang = self._shell.session.sammanhang
        if sammanhang is None:
            return

        def work(register: "Register") -> None:
            from internkontroll.services.urval import name_plan

            with register.read() as connection:
                ar, namnd = name_plan(connection, sammanhang.plan_id)
            write(register, target, ar, sammanhang.tillfalle, namnd)

        self._shell.settings.set("dokument/mapp", str(target.parent))
        self._shell.session.run(
            work, lambda _done: self._shell.errors.show_info(f"Sparat: {target}"), text=f"Skriver {target.name} …"
        )


def _export(register: "Register", target: Path, ar: int, tillfalle: Tillfalletyp, namnd: str) -> None:
    from internkontroll.services.exportera import export_report

    export_report(register, target, ar, tillfalle, namnd)


def _make_paket(register: "Register", target: Path, ar: int, tillfalle: Tillfalletyp, namnd: str) -> object:
    from internkontroll.services.paket import make_paket

    return make_paket(register, target, ar, tillfalle, namnd)

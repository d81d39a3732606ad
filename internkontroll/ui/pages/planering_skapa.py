"""Skapa årets tillfällen: what comes, goes, moves and stays, seen before it is done."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialogButtonBox, QLabel, QWidget

from internkontroll.domain.sparat import Sparat
from internkontroll.domain.words import Planstatus
from internkontroll.ui.pages.tackning_grid import ScrollingTable
from internkontroll.ui.session import Session
from internkontroll.ui.widgets.form_dialog import FormDialog, Operation, note

if TYPE_CHECKING:
    # Loaded on the register's thread, after the first paint.
    from internkontroll.db.session import Connection, Register
    from internkontroll.services.egenkontroll import Arsplan

HEADERS = ("Egenkontroll", "Nya", "Tas bort", "Får ny dag", "Står kvar")


class GenerateDialog(FormDialog):
    """What generating does to each egenkontroll that anything happens to."""

    def __init__(self, session: Session, plan_id: int, changes: "Arsplan", parent: QWidget) -> None:
        super().__init__(session, f"Skapa årets tillfällen {changes.ar}", "Skapa tillfällena", parent)
        self._plan_id = plan_id
        said = QLabel(changes.as_text())
        said.setWordWrap(True)
        self.table = ScrollingTable("Det som händer med tillfällena", HEADERS, (0,))
        self.table.show_rows(
            [(one.namn, *(str(n) for n in (one.nya, one.bort, one.flyttas, one.kvar))) for one in changes.andringar]
        )
        self.body.addWidget(said)
        self.body.addWidget(
            note(
                "Bara tillfällen som ingen har skrivit i tas bort eller får en ny dag. Det du själv har flyttat "
                "ligger kvar. Allt ångras i ett steg."
                if changes
                else "Tillfällena stämmer redan med planen, så det finns inget att göra. Egenkontroller utan Hur "
                "ofta och Månader, löpande och utan enheter får inga tillfällen."
            )
        )
        self.body.addWidget(self.table, 1)
        self.table.setVisible(bool(changes.andringar))
        self.body.addStretch()
        self.accept_button.setVisible(bool(changes))
        if not changes:
            self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText("Stäng")
        self.fit(84, 26 if changes else 12)

    def operation(self) -> Operation:
        """Make, take away and move them, in one step."""
        plan_id = self._plan_id

        def operation(register: "Register") -> Sparat:
            from internkontroll.services.egenkontroll import generate_year

            return generate_year(register, plan_id)

        return operation


def open_generate(session: Session, parent: QWidget) -> None:
    """Work out what would happen, and show it."""
    sammanhang = session.sammanhang
    if sammanhang is None:
        return
    plan_id = sammanhang.plan_id

    def query(connection: "Connection") -> "Arsplan":
        from internkontroll.services.egenkontroll import year_changes

        return year_changes(connection, plan_id)

    def found(changes: "Arsplan") -> None:
        GenerateDialog(session, plan_id, changes, parent).open()

    session.load(query, found, key="egenkontroller.skapa")


def remark_of(connection: "Connection", plan_id: int) -> str:
    """How the plan has changed since the tillfällen were made; empty where they agree or the plan is closed."""
    from internkontroll.errors import InputRefused
    from internkontroll.services.egenkontroll import year_changes
    from internkontroll.services.planlage import read_plan

    if read_plan(connection, plan_id).status == Planstatus.AVSLUTAD:
        return ""
    try:
        changes = year_changes(connection, plan_id)
    except InputRefused as error:
        return str(error)
    if not changes:
        return ""
    said = changes.as_text().removeprefix(f"Tillfällen {changes.ar}: ")
    return f"Tillfällena stämmer inte med planen: {said}"

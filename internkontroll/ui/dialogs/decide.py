"""Besluta planen: the nämnd's decision, after a look at what a careful colleague would object to."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGroupBox, QLabel, QListWidget, QVBoxLayout

from internkontroll.domain.falt import find_field
from internkontroll.domain.sparat import Sparat
from internkontroll.domain.status import Tillfalletyp
from internkontroll.domain.words import Planstatus
from internkontroll.ui.host import Host
from internkontroll.ui.widgets.field_row import FieldRow
from internkontroll.ui.widgets.form_dialog import FormDialog, Operation, note, row_values
from internkontroll.ui.widgets.naming import named

if TYPE_CHECKING:
    from internkontroll.db.session import Connection, Register
    from internkontroll.services.planer import Planhuvud

FIELDS = ("beslut_datum", "beslut_paragraf", "beslut_diarienummer")


@dataclass(frozen=True, slots=True)
class Prepared:
    """The plan, and what the review says of it."""

    head: "Planhuvud"
    remarks: tuple[str, ...]


def decide_plan(shell: Host) -> None:
    """Ask for the decision of the plan that is shown; one that is decided says so instead."""
    sammanhang = shell.session.sammanhang
    if sammanhang is None:
        return

    def query(connection: "Connection") -> Prepared:
        from internkontroll.services.granska import judge, load_sak
        from internkontroll.services.planer import read_head

        sak = load_sak(connection, sammanhang.plan_id, Tillfalletyp.PLAN, sammanhang.idag)
        remarks = judge(connection, sammanhang.plan_id, sak).anmarkningar
        said = tuple(f"{one.allvar}: {one.text}" for one in remarks)
        return Prepared(read_head(connection, sammanhang.plan_id), said)

    def prepared(found: Prepared) -> None:
        head = found.head
        if head.status != Planstatus.UTKAST:
            shell.errors.show_info(
                f"Planen för {head.ar} är redan {head.status} ({head.varden['beslut_datum']}). "
                "Blev beslutet fel: ångra det i händelseloggen."
            )
        else:
            DecideDialog(shell, found).open()

    shell.session.load(query, prepared, key="besluta")


class DecideDialog(FormDialog):
    """What the nämnd has decided, and what it means."""

    def __init__(self, shell: Host, prepared: Prepared) -> None:
        head = prepared.head
        super().__init__(shell.session, f"Besluta planen för {head.ar}", "Besluta planen", shell.dialog_parent)
        self._plan_id = head.id
        intro = QLabel(f"<b>{head.namnd}, internkontrollplan för {head.ar}</b>")
        self.body.addWidget(intro)
        self.body.addWidget(
            note(
                "Skriv in beslutet när nämnden har fattat det. Sedan ligger planens risker och riskskala fast; "
                "det som tillkommer får dag och skäl."
            )
        )
        for name in FIELDS:
            falt = find_field("plan", name)
            if falt:
                self.add_row(FieldRow(falt)).set_value(head.varden[name])
        self._add_review(prepared.remarks)
        self.body.addStretch(1)
        self.fit(76, 34)

    def operation(self) -> Operation:
        """Write the decision."""
        plan_id, values, today = self._plan_id, row_values(self.rows), self.session.today

        def operation(register: "Register") -> Sparat:
            from internkontroll.services.planer import decide_plan

            return decide_plan(register, plan_id, values, today)

        return operation

    def _add_review(self, remarks: tuple[str, ...]) -> None:
        count = len(remarks)
        title = f"Granskningen har {count} {'anmärkning' if count == 1 else 'anmärkningar'} på planen"
        group = QGroupBox(title if remarks else "Granskningen har inga anmärkningar på planen")
        layout = QVBoxLayout(group)
        self.remarks = named(QListWidget(), title)
        self.remarks.setWordWrap(True)
        self.remarks.addItems([*remarks])
        self.remarks.setMinimumHeight(self.fontMetrics().height() * 6)
        if remarks:
            layout.addWidget(note("Planen kan beslutas ändå. Rätta hellre först det som är fel."))
            layout.addWidget(self.remarks)
        group.setVisible(bool(remarks))
        self.body.addWidget(group, 1)
        if not remarks:
            self.body.addWidget(note("Granskningen har inga anmärkningar på planen."))

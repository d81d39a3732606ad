"""Årsskifte: every åtgärd that isn't done is carried over or concluded, and the plan may be closed."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QLabel

from internkontroll.domain.sparat import Sparat
from internkontroll.domain.words import Arsbeslut, Planstatus
from internkontroll.ui import theme
from internkontroll.ui.dialogs.new_plan import lines_of
from internkontroll.ui.host import Host
from internkontroll.ui.widgets.decision_list import DecisionList
from internkontroll.ui.widgets.form_dialog import FormDialog, Operation, note

if TYPE_CHECKING:
    from internkontroll.db.session import Connection, Register
    from internkontroll.services.planer import Oppen, Planhuvud


def end_year(shell: Host) -> None:
    """Decide on the åtgärder of the plan that is shown."""
    sammanhang = shell.session.sammanhang
    if sammanhang is None:
        return

    def query(connection: "Connection") -> "tuple[Planhuvud, tuple[Oppen, ...]]":
        from internkontroll.services.planer import open_atgarder, read_head

        return read_head(connection, sammanhang.plan_id), open_atgarder(connection, sammanhang.plan_id)

    def found(answer: "tuple[Planhuvud, tuple[Oppen, ...]]") -> None:
        head, atgarder = answer
        if head.status == Planstatus.AVSLUTAD:
            shell.errors.show_info(f"Planen för {head.ar} är redan avslutad.")
        else:
            YearEndDialog(shell, head, atgarder).open()

    shell.session.load(query, found, key="arsskifte")


class YearEndDialog(FormDialog):
    """The åtgärder of the plan, and whether to close it."""

    def __init__(self, shell: Host, head: "Planhuvud", atgarder: "tuple[Oppen, ...]") -> None:
        super().__init__(shell.session, f"Årsskifte {head.ar}–{head.ar + 1}", "Spara besluten", shell.dialog_parent)
        self._head = head
        self.decisions = DecisionList()
        self.decisions.show_lines(lines_of(atgarder))
        self.close_plan = QCheckBox(f"A&vsluta planen för {head.ar}: inget i den ändras sedan")
        theme.make_hittable(self.close_plan)
        self.close_plan.setEnabled(head.status == Planstatus.BESLUTAD)
        self.body.addWidget(QLabel(f"<b>{head.namnd}: åtgärder i planen för {head.ar} som inte är klara</b>"))
        self.body.addWidget(
            note(
                f"Det som förs över läggs in i planen för {head.ar + 1}, så snart den finns, och följs som samma "
                "åtgärd. Det som avslutas står kvar här med sitt skäl."
                if atgarder
                else "Alla åtgärder är klara, inte längre aktuella eller hör till avslutade risker."
            )
        )
        self.body.addWidget(self.decisions)
        self.body.addStretch(1)
        self.body.addWidget(self.close_plan)
        self.fit(80, 36)

    def operation(self) -> Operation:
        """Save what is decided."""
        plan_id, close, choices = self._head.id, self.close_plan.isChecked(), self.decisions.choices()

        def operation(register: "Register") -> Sparat:
            from internkontroll.services.planer import Arsval, decide_year

            val = {post: Arsval(Arsbeslut(word) if word else None, skal) for post, (word, skal) in choices.items()}
            return decide_year(register, plan_id, val, close=close)

        return operation

"""What stands above every view of the egenkontroller: its tabs, the planning, and whether the plan has changed."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from internkontroll.ui import theme
from internkontroll.ui.pages.planering_mallar import open_templates
from internkontroll.ui.pages.planering_skapa import open_generate, remark_of
from internkontroll.ui.records.texts import ToneLabel, button
from internkontroll.ui.session import Session
from internkontroll.ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    # Loaded on the register's thread, after the first paint.
    from internkontroll.db.reader import Reader
    from internkontroll.db.session import Connection

PLANNED = frozenset({"egenkontroll", "egenkontroll_enhet", "enhet", "enhet_version", "uppehall", "plan"})
"""What the tillfällen are made of."""

_TILLFALLEN = """
SELECT ?1, count(*), total(julianday(forfaller)), total(utfall.enhet_id) FROM utfall
JOIN egenkontroll ON egenkontroll.id = egenkontroll_id WHERE plan_id = ?1 AND utfall.borttagen IS NULL
"""


class PlanBar(QWidget):
    """Emits `made` with the id of an egenkontroll from a template."""

    made = Signal(int)

    def __init__(self, session: Session, tabs: QTabBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._seen: object = None
        self.template = button("Ny från &mall…", "ny", description="Tio färdiga egenkontroller att utgå från")
        self.generate = button(
            "S&kapa årets tillfällen…", "kalender", description="Visar först vad som läggs till, flyttas och tas bort"
        )
        self.remark = ToneLabel("warning")
        self.template.clicked.connect(self.choose_template)
        self.generate.clicked.connect(self.ask_to_generate)
        self._lay_out(tabs)

    def choose_template(self) -> None:
        """Choose a template and make an egenkontroll of it."""
        open_templates(self._session, self.window(), self.made)

    def ask_to_generate(self) -> None:
        """Show what generating would do, and do it."""
        open_generate(self._session, self.window())

    def refresh(self, tabeller: frozenset[str] | None) -> None:
        """Compare plan and tillfällen anew, where one of them has changed; logging leaves both as they are."""
        sammanhang = self._session.sammanhang
        if sammanhang is None:
            return
        plan_id = sammanhang.plan_id
        if tabeller is None or tabeller & PLANNED:
            self._seen = None
        elif "utfall" not in tabeller:
            return
        read: Callable[[Reader], object] = lambda reader: reader.one(_TILLFALLEN, (plan_id,))  # noqa: E731
        self._session.read(read, self._compare, key="egenkontroller.antal")

    def _compare(self, tillfallen: object) -> None:
        sammanhang = self._session.sammanhang
        if sammanhang is None or tillfallen == self._seen:
            return
        self._seen, plan_id = tillfallen, sammanhang.plan_id

        def query(connection: "Connection") -> str:
            return remark_of(connection, plan_id)

        self._session.load(query, self.remark.say, key="egenkontroller.anmarkning")

    def _lay_out(self, tabs: QTabBar) -> None:
        commands = QHBoxLayout()
        commands.setContentsMargins(0, 0, 0, 0)
        commands.setSpacing(theme.space(self, 0.75))
        for one in (self.template, self.generate):
            commands.addWidget(one)
        head = FlowLayout(last_right=True)
        head.addWidget(tabs)
        head.addItem(commands)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.remark)

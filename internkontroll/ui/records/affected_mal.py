"""The mål that a risk affects besides its own: ticked in a list, saved as one change when the list closes."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWhatsThis, QWidget

from internkontroll.domain.sparat import Sparat
from internkontroll.ui import theme
from internkontroll.ui.icons import icon
from internkontroll.ui.records.saver import Saver
from internkontroll.ui.records.texts import ToneLabel, button
from internkontroll.ui.widgets.choice_popup import ChoicePopup
from internkontroll.ui.widgets.naming import label_for, named

if TYPE_CHECKING:
    # Loaded on the register's thread, after the first paint.
    from internkontroll.db.session import Register

_TITLE = "Påverkar även målen"
_HELP = (
    "Andra nämndmål som risken spiller över på. I rapporten står de efter risken, om inget annat är skrivet "
    "under Påverkar även."
)


class AffectedMal(QWidget):
    """`popup`: the list while it is open."""

    def __init__(self, saver: Saver, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._saver = saver
        self._risk = 0
        self._known: tuple[int, ...] = ()
        self._offered: Sequence[tuple[int, str]] = ()
        self.popup: ChoicePopup | None = None
        self.names = ToneLabel("text")
        self.choose = button("Välj mål…", "", "Välj mål som risken också påverkar", _HELP)
        self.choose.setToolTip(_HELP)
        self.choose.clicked.connect(self._open)
        line = QHBoxLayout()
        line.setSpacing(theme.space(self))
        line.addWidget(self.names, 1)
        line.addWidget(self.choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 0, 2, 2)
        layout.setSpacing(2)
        head = QHBoxLayout()
        head.addWidget(label_for(self.choose, _TITLE), 1)
        head.addWidget(self._make_help())
        layout.addLayout(head)
        layout.addLayout(line)

    def show_mal(self, risk: int, known: Sequence[int], offered: Sequence[tuple[int, str]], frozen: str) -> None:
        """`known`: those that the risk affects; `offered`: the plan's others; `frozen`: why nothing can be chosen."""
        self._risk, self._known, self._offered = risk, tuple(known), offered
        names = [name for post, name in offered if post in known]
        self.names.say("\n".join(names) or "Inga andra mål.")
        self.choose.setVisible(not frozen and bool(offered))
        self.choose.setAccessibleDescription(f"{'; '.join(names) or 'Inga valda'}. {_HELP}")
        self.setToolTip(frozen)

    def _make_help(self) -> QToolButton:
        made = named(QToolButton(), f"Hjälp: {_TITLE}")
        made.setIcon(icon("hjalp"))
        made.setAutoRaise(True)
        made.setToolTip(_HELP)
        # The button that chooses has the same help, and a stop of its own.
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme.make_hittable(made)
        made.clicked.connect(lambda: QWhatsThis.showText(self.mapToGlobal(self.rect().bottomLeft()), _HELP, self))
        return made

    def _open(self) -> None:
        risk, known, offered = self._risk, self._known, self._offered
        choices = [(str(post), name) for post, name in offered]
        self.popup = ChoicePopup(_TITLE, choices, [str(post) for post in known], self)
        self.popup.closed.connect(lambda ticked: self._save(risk, known, {post for post, _ in offered}, ticked))
        self.popup.show_below(self.choose)

    def _save(self, risk: int, known: tuple[int, ...], offered: set[int], ticked: tuple[str, ...]) -> None:
        # One that lies in the papperskorg isn't in the list, and isn't unticked by that.
        wanted = {*map(int, ticked), *(post for post in known if post not in offered)}
        if wanted == set(known):
            return

        def operation(register: "Register") -> Sparat:
            from internkontroll.services.redigera.affects import set_risk_mal

            return set_risk_mal(register, risk, sorted(wanted), known)

        self._saver.do(operation)

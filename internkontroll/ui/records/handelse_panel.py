"""One operation of the händelselogg: who, when, what changed; and the way to take it back."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.sparat import Sparat
from internkontroll.ui import theme
from internkontroll.ui.records.read_table import ReadTable
from internkontroll.ui.records.record_panel import Query, RecordPanel
from internkontroll.ui.records.texts import ToneLabel, button
from internkontroll.ui.records.words import first_words, local_time
from internkontroll.ui.session import Session
from internkontroll.ui.widgets.card import heading
from internkontroll.ui.widgets.layouts import scrolled

if TYPE_CHECKING:
    # Loaded on the register's thread, after the first paint.
    from internkontroll.db.session import Register
    from internkontroll.services.postbild import Handelsebild
    from internkontroll.services.records import Source


class HandelsePanel(RecordPanel):
    """To read; an operation isn't changed but taken back, as a new one."""

    tables = frozenset({"handelse"})
    nothing = ("Välj en händelse i listan.", "Här står vem som gjorde den, när, och vad varje fält var och blev.")

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.title = heading("")
        self.title.setWordWrap(True)
        self.who, self._more = ToneLabel("muted"), ToneLabel("muted")
        self.undo = button("Ångra den här händelsen", "angra")
        self.undo.clicked.connect(self._undo)
        self.changes = ReadTable("Ändringar", ("Post", "Fält", "Var", "Blev"), (0, 1, 2, 3))
        body = QWidget()
        inside = QVBoxLayout(body)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.changes)
        inside.addWidget(self._more)
        inside.addStretch(1)
        layout = QVBoxLayout(self.content)
        layout.setSpacing(theme.space(self))
        for widget in (self.title, self.who, self.undo):
            layout.addWidget(widget)
        layout.addWidget(scrolled(body), 1)

    def query(self, tabell: str, post: int, sammanhang: Sammanhang) -> Query:
        """The operation with its changes."""

        def load(source: "Source") -> "Handelsebild":
            from internkontroll.services.postbild import load_handelse

            return load_handelse(source, post)

        return load

    def show_loaded(self, loaded: "Handelsebild") -> None:
        """All of it."""
        self.title.setText(loaded.rubrik)
        self.who.say(first_words([loaded.anvandare, local_time(loaded.tid), loaded.skal and f"Skäl: {loaded.skal}"]))
        # What came or went whole is named once, as the record.
        names = {one.post_titel for one in loaded.andringar}
        self.changes.show_rows(
            [
                (one.post_titel, one.falt, *("" if text in names else text for text in (one.var, one.blev)))
                for one in loaded.andringar
            ]
        )
        self._more.say("Händelsen ändrade mer än vad som visas här." if loaded.fler else "")

    def first_field(self) -> QWidget:
        """The button: there is nothing to write."""
        return self.undo

    def _undo(self) -> None:
        if self.shown is None:
            return
        handelse = self.shown[1]

        def operation(register: "Register") -> Sparat:
            from internkontroll.services.angra import undo

            return undo(register, handelse)

        self.saver.do(operation)

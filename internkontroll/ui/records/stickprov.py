"""Stickprov: what the tillfälle's samples were drawn out of, what came out, and what it says of them all."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from internkontroll.domain.egenkontroll.urval import BESKRIVNING
from internkontroll.ui import theme
from internkontroll.ui.records.stickprov_dra import DrawDialog
from internkontroll.ui.records.texts import ToneLabel, button
from internkontroll.ui.session import Session
from internkontroll.ui.widgets.choice_box import ChoiceBox
from internkontroll.ui.widgets.form_dialog import note
from internkontroll.ui.widgets.naming import label_for, named

if TYPE_CHECKING:
    # Loaded on the register's thread, after the first paint.
    from internkontroll.db.session import Connection
    from internkontroll.services.egenkontroll import Stickprov

_NOTHING = "Inget urval är draget för tillfället. Dra ett bland de ärenden eller akter som kan granskas."
_LINES, _LINES_OF_NOTHING = 26, 10
_CHANGED = "Någon har ändrat urvalet sedan det drogs: samma frö ger inte längre samma referenser."


@dataclass(frozen=True, slots=True)
class Drawn:
    """The tillfälle's samples, and what its numbers say of all that the latest was drawn out of."""

    urval: "tuple[Stickprov, ...]"
    resultat: str


class SampleDialog(QDialog):
    """The latest sample first; another one never takes its place."""

    def __init__(self, session: Session, utfall: int, title: str, closed: str, parent: QWidget) -> None:
        """`closed`: why nothing more can be drawn; empty where it can."""
        super().__init__(parent)
        self.setWindowTitle(f"Stickprov: {title}")
        self._session, self._utfall = session, utfall
        self._urval: tuple[Stickprov, ...] = ()
        self.which = ChoiceBox()
        self.list = named(QPlainTextEdit(), "Referenser att granska")
        self.list.setReadOnly(True)
        self.list.setTabChangesFocus(True)
        # With a cursor, so that it can be read and marked by keyboard.
        self.list.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.facts, self.changed, self.said = note(), ToneLabel("danger"), ToneLabel("muted")
        self.verdict = ToneLabel("text")
        self.copy = button("&Kopiera listan", "kopiera", description="De dragna referenserna, en på varje rad")
        self.protocol = button(
            "Kopiera &hur det drogs", "kopiera", description="Allt som behövs för att dra om urvalet och få samma svar"
        )
        self.draw = button("&Dra ett urval…", "ny")
        self.draw.setVisible(not closed)
        self._lay_out()
        self.which.currentIndexChanged.connect(self._show)
        self.copy.clicked.connect(self._copy)
        self.protocol.clicked.connect(self._copy_protocol)
        self.draw.clicked.connect(self._draw)
        # Deleted when everything that it has asked of the register has been answered.
        self.finished.connect(lambda _how: session.submit(lambda: None, lambda _none: self.deleteLater()))
        self.read()

    def read(self) -> None:
        """The samples that there are."""
        utfall = self._utfall

        def query(connection: "Connection") -> Drawn:
            from internkontroll.services.egenkontroll import sample_result, samples

            return Drawn(samples(connection, utfall), sample_result(connection, utfall))

        self._session.load(query, self._take, key="stickprov")

    def _take(self, drawn: Drawn) -> None:
        had_any, self._urval = bool(self._urval), tuple(reversed(drawn.urval))
        self.which.blockSignals(True)
        self.which.clear()
        for one in self._urval:
            self.which.addItem(f"{one.omfattning}: {len(one.dragna)} av {len(one.population)}")
        self.which.blockSignals(False)
        self.verdict.say(drawn.resultat if self._urval else "")
        self.said.say("" if self._urval else _NOTHING)
        for command in (self.copy, self.protocol):
            command.setEnabled(bool(self._urval))
        for widget in (*self._parts, self.copy, self.protocol):
            widget.setVisible(bool(self._urval))
        if bool(self._urval) != had_any:
            self._fit()
        self._show()

    def _show(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        self.list.setPlainText("\n".join(chosen.dragna))
        self.facts.setText(
            f"{len(chosen.dragna)} av {len(chosen.population)} referenser är dragna, i den ordning som de står. "
            f"Frö: {chosen.fro}. Den som granskar kan dra om urvalet och få samma svar."
        )
        self.changed.say("" if chosen.is_repeatable() else _CHANGED)

    def _chosen(self) -> "Stickprov | None":
        row = self.which.currentIndex()
        return self._urval[row] if 0 <= row < len(self._urval) else None

    def _copy(self) -> None:
        chosen = self._chosen()
        if chosen:
            QGuiApplication.clipboard().setText("\n".join(chosen.dragna))
            self.said.say("Listan är kopierad.")

    def _copy_protocol(self) -> None:
        chosen = self._chosen()
        if chosen:
            QGuiApplication.clipboard().setText(protocol(chosen))
            self.said.say("Hur urvalet drogs är kopierat.")

    def _draw(self) -> None:
        dialog = DrawDialog(self._session, self._utfall, self)
        dialog.accepted.connect(self.read)
        dialog.open()

    def _lay_out(self) -> None:
        layout, commands = QVBoxLayout(self), QHBoxLayout()
        theme.make_hittable(self.which)
        which, list_ = label_for(self.which, "&Urval"), label_for(self.list, "&Referenser att granska")
        self._parts: tuple[QWidget, ...] = (which, self.which, list_, self.list, self.facts)
        for one in (self.copy, self.protocol, self.draw):
            commands.addWidget(one)
        commands.addStretch(1)
        for widget in (self.said, which, self.which, list_):
            layout.addWidget(widget)
        layout.addWidget(self.list, 1)
        for widget in (self.facts, self.changed, named(self.verdict, "Vad stickprovet säger")):
            layout.addWidget(widget)
        layout.addLayout(commands)
        layout.addStretch()  # where nothing is drawn yet
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        theme.make_hittable(close.button(QDialogButtonBox.StandardButton.Close))
        layout.addWidget(close)
        self._fit()

    def _fit(self) -> None:
        lines = _LINES if self._urval else _LINES_OF_NOTHING
        self.resize(self.fontMetrics().averageCharWidth() * 84, self.fontMetrics().height() * lines)


def protocol(urval: "Stickprov") -> str:
    """All that an auditor needs to draw the sample again with tools of their own."""
    lines = [
        f"Urval: {urval.omfattning}",
        f"Draget: {len(urval.dragna)} av {len(urval.population)}",
        f"Sätt att dra: {urval.algoritm}",
        f"Frö: {urval.fro}",
        BESKRIVNING,
        "",
        "Alla referenser, i ordning:",
        *urval.population,
        "",
        "Dragna referenser, i den ordning de drogs:",
        *urval.dragna,
    ]
    return "\n".join(lines)

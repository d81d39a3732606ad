"""A deviation becomes a risk, in the panel where it was logged."""

import json

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from internkontroll.domain.falt import Falt, Faltslag, Value, find_field
from internkontroll.errors import KnownError
from internkontroll.ui.drafts import Place
from internkontroll.ui.records.rapportera_spara import lift, put_draft
from internkontroll.ui.records.record_panel import DOTS
from internkontroll.ui.records.texts import ToneLabel, button
from internkontroll.ui.session import Session
from internkontroll.ui.widgets.card import Framed
from internkontroll.ui.widgets.field_row import FieldRow
from internkontroll.ui.widgets.flow_layout import FlowLayout

_START = f"Risk att {DOTS}"
_UNMADE = "Risken är inte skapad. Tryck på Skapa risken eller Avbryt."
_SKAL = Falt(
    "tillagd_skal",
    "Varför läggs den till?",
    "Planen är beslutad. Skriv varför risken läggs till under året; skälet står i uppföljningen.",
    "Egenkontrollen visar att bristen kommer tillbaka.",
    Faltslag.MULTILINE,
    kravs=True,
)


class LiftForm(Framed):
    """`left`: the risk is made, or isn't to be. Until then what is written is kept on this user's disk."""

    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._utfall = 0
        self._values: dict[str, Value] = {}
        risk = find_field("risk", "beskrivning")
        assert risk is not None  # noqa: S101  every risk has one
        self.text, self.reason = FieldRow(risk), FieldRow(_SKAL)
        self._error = ToneLabel("danger")
        make, leave = button("Skapa risken"), button("Avbryt")
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for one, act in ((make, self._make), (leave, self._leave)):
            one.clicked.connect(lambda _checked, act=act: act())
            flow.addWidget(one)
        layout = QVBoxLayout(self)
        for widget in (self.text, self.reason, self._error, buttons):
            layout.addWidget(widget)
        for row in (self.text, self.reason):
            row.edited.connect(self._write)
        self.hide()

    def begin(self, utfall_id: int, *, needs_reason: bool) -> None:
        """Show it, with what every risk begins with or what was written before, to be written on."""
        self._open(utfall_id, needs_reason)
        self.text.editor.focus.setFocus(Qt.FocusReason.OtherFocusReason)
        if DOTS in self.text.editor.text():
            self.text.editor.select_from(self.text.editor.text().index(DOTS))

    def resume(self, utfall_id: int, *, needs_reason: bool) -> None:
        """Show it where one has been begun for the tillfälle, and neither made nor let go."""
        if self._session.drafts.get(self._place(utfall_id)) is not None:
            self._open(utfall_id, needs_reason)

    def keep(self) -> None:
        """Have what is written on the disk."""
        if not self.isHidden():
            written = {row.falt.namn: row.editor.text() for row in (self.text, self.reason)}
            text = json.dumps(written, ensure_ascii=False) if self._is_written() else None
            put_draft(self._session, self._place(self._utfall), text)

    def is_unmade(self) -> bool:
        """Whether a risk is written here that isn't made; then it says so."""
        unmade = not self.isHidden() and self._is_written()
        if unmade:
            self._error.say(_UNMADE)
        return unmade

    def _open(self, utfall_id: int, needs_reason: bool) -> None:
        self._utfall = utfall_id
        self._values = {}
        written = json.loads(self._session.drafts.get(self._place(utfall_id)) or "{}")
        for row, usual in ((self.text, _START), (self.reason, "")):
            row.set_value(None)
            row.editor.set_text(written.get(row.falt.namn, usual))
        self.reason.setVisible(needs_reason)
        self._error.say("")
        self.show()

    def _is_written(self) -> bool:
        return self.text.editor.text().strip() not in ("", _START) or bool(self.reason.editor.text().strip())

    def _place(self, utfall_id: int) -> Place:
        return self._session.register_uuid, ("utfall", utfall_id), "ny risk"

    def _write(self, column: str, value: Value) -> None:
        self._values[column] = value
        self.keep()

    def _leave(self) -> None:
        put_draft(self._session, self._place(self._utfall), None)
        self.left.emit()

    def _make(self) -> None:
        self._error.say("")
        rows = [self.text] + ([self.reason] if not self.reason.isHidden() else [])
        if not all([row.commit() for row in rows]):
            return
        for row in rows:
            text = str(self._values.get(row.falt.namn) or "")
            if not text.strip() or DOTS in text:
                row.show_error("Skriv vad som kan hända." if row is self.text else "Skriv skälet.")
                row.editor.focus.setFocus()
                return
        sammanhang = self._session.sammanhang
        if sammanhang is not None:
            values = {row.falt.namn: self._values[row.falt.namn] for row in rows}
            self._session.write(lift(self._utfall, sammanhang, values), lambda _saved: self._leave(), self._failed)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self._error.say(str(error))
        else:
            self._session.failed.emit(error)

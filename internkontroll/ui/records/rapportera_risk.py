"""A deviation becomes a risk, in the panel where it was logged."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from internkontroll.domain.falt import Falt, Faltslag, Value, find_field
from internkontroll.errors import KnownError
from internkontroll.ui.records.rapportera_spara import lift
from internkontroll.ui.records.record_panel import DOTS
from internkontroll.ui.records.texts import ToneLabel, button
from internkontroll.ui.session import Session
from internkontroll.ui.widgets.card import Framed
from internkontroll.ui.widgets.field_row import FieldRow
from internkontroll.ui.widgets.flow_layout import FlowLayout

_START = f"Risk att {DOTS}"
_SKAL = Falt(
    "tillagd_skal",
    "Varför läggs den till?",
    "Planen är beslutad. Skriv varför risken läggs till under året; skälet står i uppföljningen.",
    "Egenkontrollen visar att bristen kommer tillbaka.",
    Faltslag.MULTILINE,
    kravs=True,
)


class LiftForm(Framed):
    """`left`: the risk is made, or isn't to be."""

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
        for one, act in ((make, self._make), (leave, self.left.emit)):
            one.clicked.connect(lambda _checked, act=act: act())
            flow.addWidget(one)
        layout = QVBoxLayout(self)
        for widget in (self.text, self.reason, self._error, buttons):
            layout.addWidget(widget)
        for row in (self.text, self.reason):
            row.edited.connect(lambda column, value: self._values.update({column: value}))
        self.hide()

    def begin(self, utfall_id: int, *, needs_reason: bool) -> None:
        """Show it, with what every risk begins with, to be written on."""
        self._utfall = utfall_id
        self._values = {}
        self.text.set_value(None)
        self.text.editor.set_text(_START)
        self.reason.set_value(None)
        self.reason.setVisible(needs_reason)
        self._error.say("")
        self.show()
        self.text.editor.focus.setFocus(Qt.FocusReason.OtherFocusReason)
        self.text.editor.select_from(_START.index(DOTS))

    def _make(self) -> None:
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
            self._session.write(lift(self._utfall, sammanhang, values), lambda _saved: self.left.emit(), self._failed)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self._error.say(str(error))
        else:
            self._session.failed.emit(error)
